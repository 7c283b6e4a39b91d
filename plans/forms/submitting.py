"""A unit's report as one form: an answer for each item, beside what was recorded already, and a word to go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import VersionField
from plans.forms.work import SAID, EvidenceField, words
from plans.models import Answer, Progress, ProgressUpdate, Submission
from plans.reporting import ReportItem
from plans.services.evidence import ACCEPTED_EXTENSIONS

TEXTS = ("outcome", "difficulties", "proposals")
NOTHING = Answer.NOTHING_TO_REPORT.value
_IN_PERIOD = [(NOTHING, "Không phát sinh"), (Progress.FINISHED.value, "Có kết quả")]
Typed = dict[str, str]


def typed_in(answer: ProgressUpdate | None) -> Typed:
    """An answer as the form would show it; what is no answer of words shows nothing."""
    if answer is None or answer.answer not in (Answer.RESULT, Answer.NOTHING_TO_REPORT):
        return {"said": "", **dict.fromkeys(TEXTS, "")}
    said = NOTHING if answer.answer == NOTHING else answer.progress
    return {"said": said, **{name: getattr(answer, name) for name in TEXTS}}


class ItemForm(forms.Form):
    """One item. Work of a period is answered by its words; dated work says also how far it is."""

    version = VersionField(required=False, min_value=0)
    said = forms.ChoiceField(label="Trả lời", choices=SAID, widget=forms.RadioSelect, required=False)
    outcome = words("Kết quả", rows=2)
    files = EvidenceField(label="Ảnh, tệp", required=False)  # type: ignore[assignment]  # a field, not form.files
    difficulties = words("Khó khăn, vướng mắc", rows=2)
    proposals = words("Đề xuất, kiến nghị", rows=2)

    def __init__(self, *args: Any, item: ReportItem, **kwargs: Any):
        self.item, self.standing = item, typed_in(item.answer)
        kwargs["initial"] = {"version": item.row.version, **self.standing, **_drafted(item.typed)}
        super().__init__(*args, prefix=f"r{item.row.pk}", **kwargs)
        if item.row.period_id is not None:
            self.fields["said"].choices = _IN_PERIOD
        for name in TEXTS:
            self.fields[name].widget.attrs["aria-describedby"] = f"sentence-{item.row.pk}"
        self.fields["files"].widget.attrs |= {
            "accept": ",".join(["image/*", *ACCEPTED_EXTENSIONS]), "data-shrink": "",
            "data-chosen": f"#chosen-{item.row.pk}",
        }  # fmt: skip

    @property
    def is_sent(self) -> bool:
        """Whether the page that was sent had this item; one that came in since then is simply blank."""
        return self.is_bound and self.add_prefix("outcome") in self.data

    @property
    def is_behind(self) -> bool:
        """Whether somebody has written to the row since the page was drawn."""
        return self.is_sent and self["version"].value() != str(self.item.row.version)

    def typed(self) -> Typed:
        """What stands in the fields now, spaces around it aside; words about a period are its result."""
        values = {name: str(self._value(name) or "").strip().replace("\r\n", "\n") for name in ("said", *TEXTS)}
        if values["outcome"] and not values["said"] and self.item.row.period_id is not None:
            values["said"] = Progress.FINISHED.value
        return values

    def _value(self, name: str) -> Any:
        return self[name].value() if self.is_sent or not self.is_bound else self.initial[name]

    @property
    def is_changed(self) -> bool:
        """Whether something else is said than what stands as the answer."""
        standing = {name: text.strip().replace("\r\n", "\n") for name, text in self.standing.items()}
        return self.has_files or self.typed() != standing

    @property
    def has_files(self) -> bool:
        return bool(self.files) and bool(self.files.getlist(self.add_prefix("files")))

    @property
    def is_answered(self) -> bool:
        """Whether nothing is missing here: as recorded before, or as typed now."""
        typed = self.typed()
        if not self.is_changed:
            return not self.item.is_blank
        return bool(typed["said"]) and (typed["said"] != Progress.FINISHED or bool(typed["outcome"]) or self.has_files)

    def draft(self) -> Typed:
        """What is to be kept of this item; what the page of the row itself keeps beside stays."""
        draft = self.item.typed or {}
        beside = {name: text for name, text in draft.items() if name not in ("answer", "progress", *TEXTS)}
        return beside | as_words(self.typed()) if self.is_changed else beside

    @property
    def is_unfolded(self) -> bool:
        typed = self.typed()
        return bool(typed["difficulties"] or typed["proposals"] or self["files"].errors)

    @property
    def is_open(self) -> bool:
        """Whether its fields stand open; what was answered is folded away until somebody wants to change it."""
        return self.item.is_blank or self.is_changed or bool(self.is_bound and self.errors)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_sent and self.is_changed and not self.errors:
            if not any(self.typed().values()) and not cleaned.get("files"):
                raise ValidationError("Mục này đã có câu trả lời, không để trống được; hãy ghi câu trả lời đúng.")
            if not self.typed()["said"]:
                self.add_error("said", "Hãy chọn: Chưa làm, Đang làm hay Đã xong.")
        return cleaned

    def answer(self) -> dict[str, Any] | None:
        """What services.submitting takes, None where nothing new is said. Only of a valid form."""
        if not self.is_sent or not self.is_changed:
            return None
        return as_words(self.typed()) | {
            "version": self.cleaned_data["version"], "files": self.cleaned_data["files"],
        }  # fmt: skip


class ReportForm(forms.Form):
    """The whole page: one ItemForm for each item, the report's own version and mark against doubles, and a note."""

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    note = words("Lời kèm theo báo cáo", rows=2, longest=5_000)

    def __init__(
        self, data: Any = None, files: Any = None, *, submission: Submission, items: Iterable[ReportItem], **kwargs: Any
    ):
        kwargs["initial"] = {"version": submission.version, "key": uuid4()}
        super().__init__(data, files, **kwargs)
        self.items = [ItemForm(data, files, item=item) for item in items]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *[form.is_valid() for form in self.items if form.is_sent]])

    @property
    def answered(self) -> int:
        return sum(form.is_answered for form in self.items)

    @property
    def blank(self) -> list[ItemForm]:
        return [form for form in self.items if not form.is_answered]

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or any(form.errors for form in self.items if form.is_sent)

    def answers(self) -> dict[int, dict[str, Any]]:
        """What services.submitting takes: the words by the id of their row."""
        said = {form.item.row.pk: form.answer() for form in self.items}
        return {pk: answer for pk, answer in said.items() if answer is not None}

    def drafts(self) -> dict[int, Typed]:
        """What is to be kept of what was sent: words by the id of their row, empty where they say nothing new."""
        return {form.item.row.pk: form.draft() for form in self.items if form.is_sent}

    def refuse(self, error: ValidationError) -> None:
        """Put the sentences of the service, by the id of their row, at their items."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)  # type: ignore[arg-type]
            return
        forms_by_row = {str(form.item.row.pk): form for form in self.items}
        for name, sentences in error.message_dict.items():
            if form := forms_by_row.get(name):
                form.full_clean()
                form.add_error("outcome", sentences)  # type: ignore[arg-type]
            else:
                self.add_error("note" if name == "note" else None, sentences)  # type: ignore[arg-type]


class ChosenItemsForm(forms.Form):
    """For which of the blank items nothing happened in the period."""

    rows = forms.TypedMultipleChoiceField(
        label="Mục không phát sinh", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một mục."},
    )  # fmt: skip

    def __init__(self, *args: Any, items: Iterable[ReportItem], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(item.row.pk, str(item.row.assignment.item)) for item in items]


def as_words(typed: Typed) -> dict[str, Any]:
    """What was typed, in the words of services.progress and of drafts."""
    is_nothing = typed["said"] == NOTHING
    return {
        "answer": NOTHING if is_nothing else Answer.RESULT.value,
        "progress": "" if is_nothing else typed["said"],
        **{name: typed[name] for name in TEXTS},
    }


def _drafted(kept: Mapping[str, str] | None) -> Typed:
    """A draft as the form would show it; it may come from the page of the row itself, or from a filled-in paper."""
    if kept is None:
        return {}
    said = NOTHING if kept.get("answer") == NOTHING else kept.get("progress", "")
    return {"said": said, **{name: kept.get(name, "") for name in TEXTS}}
