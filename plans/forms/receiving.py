"""Forms in which the office judges a whole report, or enters one that a unit sent on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import DayField, VersionField
from plans.forms.work import EvidenceField, PercentField, words
from plans.models import Answer, Draft, Progress, ProgressUpdate, Source, Submission, SubmissionRound, Verdict
from plans.reporting import ReportItem
from plans.services.evidence import ACCEPTED_EXTENSIONS

_REMARK = "remark_{}"
_VERDICTS = [(Verdict.ACCEPTED.value, "Tiếp nhận báo cáo"), (Verdict.ASKED_FOR_MORE.value, "Đề nghị bổ sung")]
_SAID = [
    (Progress.FINISHED.value, "Đã xong"),
    (Progress.IN_PROGRESS.value, "Đang làm"),
    (Progress.NOT_STARTED.value, "Chưa làm"),
    (Answer.NOTHING_TO_REPORT.value, "Không phát sinh"),
]


class RoundReviewForm(forms.Form):
    """One judgment of one sending, with a remark for each answer that may bear one; the button is the verdict."""

    version = VersionField()
    verdict = forms.ChoiceField(
        label="Ý kiến", choices=_VERDICTS, error_messages={"required": "Hãy bấm một trong hai nút bên dưới."}
    )
    reason = words("Lý do, yêu cầu chung", rows=3, longest=5_000)

    def __init__(self, *args: Any, sent: SubmissionRound, open_answers: Iterable[ProgressUpdate], **kwargs: Any):
        kwargs["initial"] = {"version": sent.submission.version}
        super().__init__(*args, **kwargs)
        self.verdicts = _VERDICTS
        self.open_answers = [answer.pk for answer in open_answers]
        for pk in self.open_answers:
            self.fields[_REMARK.format(pk)] = words("Nhận xét riêng mục này", rows=2, longest=5_000)

    def remark_of(self, answer: ProgressUpdate) -> forms.BoundField | None:
        name = _REMARK.format(answer.pk)
        return self[name] if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        verdict = data.get("verdict")
        if verdict == Verdict.ACCEPTED and self.remarks():
            raise ValidationError("Đã ghi nhận xét riêng thì bấm “Đề nghị bổ sung”, hoặc xóa nhận xét để tiếp nhận.")
        if verdict == Verdict.ASKED_FOR_MORE and not data.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", "Hãy ghi lý do để đơn vị biết cần làm gì.")
        return data

    def remarks(self) -> dict[int, str]:
        """The remarks written, by the id of their answer."""
        said = {pk: self.cleaned_data.get(_REMARK.format(pk), "").strip() for pk in self.open_answers}
        return {pk: remark for pk, remark in said.items() if remark}

    def refuse(self, error: ValidationError) -> None:
        """Put the sentences of services.receiving, by the id of their answer, at their fields."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)  # type: ignore[arg-type]
            return
        for name, sentences in error.message_dict.items():
            field = _REMARK.format(name) if name.isdigit() else name
            self.add_error(field if field in self.fields else None, sentences)  # type: ignore[arg-type]


class ReportEntryForm(forms.Form):
    """A whole report as its unit sent it on paper: one answer for every item that is blank.

    What this person has as a draft, as from a filled-in sheet, stands in the fields already.
    """

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label="Nhập thay từ", choices=[("", "Hãy chọn"), *Source.choices])
    sent_on = DayField(label="Ngày đơn vị gửi")
    note = words("Ghi chú chung", rows=2, longest=5_000)

    def __init__(self, *args: Any, submission: Submission, items: Iterable[ReportItem], **kwargs: Any):
        kwargs["initial"] = {"version": submission.version, "key": uuid4()}
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            self._add_fields(item)
            self.initial |= {f"{name}_{item.row.pk}": said for name, said in _drafted(item.draft).items()}

    def _add_fields(self, item: ReportItem) -> None:
        pk = item.row.pk
        choices = [one for one in _SAID if one[0] != Answer.NOTHING_TO_REPORT or item.row.period_id is not None]
        self.fields[f"said_{pk}"] = forms.ChoiceField(
            label="Đơn vị trả lời", choices=choices, widget=forms.RadioSelect,
            error_messages={"required": "Mục này còn để trống. Hãy chọn một câu trả lời."},
        )  # fmt: skip
        self.fields[f"outcome_{pk}"] = words("Kết quả", rows=2)
        self.fields[f"difficulties_{pk}"] = words("Khó khăn, vướng mắc", rows=2)
        self.fields[f"proposals_{pk}"] = words("Đề xuất, kiến nghị", rows=2)
        self.fields[f"percent_{pk}"] = PercentField(label="Phần trăm đã làm", required=False)

    def rows(self) -> list[tuple[ReportItem, dict[str, forms.BoundField]]]:
        """Each item with its fields by name."""
        names = ("said", "outcome", "difficulties", "proposals", "percent")
        return [(item, {name: self[f"{name}_{item.row.pk}"] for name in names}) for item in self.items]

    def answers(self) -> dict[int, dict[str, Any]]:
        """What services.receiving takes: the words by the id of their row."""
        return {item.row.pk: self._words(item.row.pk, item.row.version) for item in self.items}

    def _words(self, pk: int, version: int) -> dict[str, Any]:
        said = self.cleaned_data[f"said_{pk}"]
        is_nothing = said == Answer.NOTHING_TO_REPORT
        rest = {name: self.cleaned_data[f"{name}_{pk}"] for name in ("outcome", "difficulties", "proposals", "percent")}
        return rest | {
            "answer": Answer.NOTHING_TO_REPORT if is_nothing else Answer.RESULT,
            "progress": "" if is_nothing else said,
            "version": version,
        }

    def refuse(self, error: ValidationError) -> None:
        """Put the sentences of the service, by the id of their row, at their fields."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)  # type: ignore[arg-type]
            return
        for name, sentences in error.message_dict.items():
            field = f"outcome_{name}" if name.isdigit() else name
            self.add_error(field if field in self.fields else None, sentences)  # type: ignore[arg-type]


def _drafted(draft: Draft | None) -> dict[str, str]:
    """A draft by the names of the fields."""
    if draft is None:
        return {}
    values = draft.values
    is_nothing = values.get("answer") == Answer.NOTHING_TO_REPORT
    said = Answer.NOTHING_TO_REPORT.value if is_nothing else values.get("progress", "")
    return {"said": said, **{name: values.get(name, "") for name in ("outcome", "difficulties", "proposals")}}


class PaperReportForm(forms.Form):
    """The report that a unit sent as a file or on paper, kept whole and split later."""

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label="Đơn vị gửi bằng", choices=[("", "Hãy chọn"), *Source.choices])
    sent_on = DayField(label="Ngày đơn vị gửi")
    file = EvidenceField(label="Tệp hoặc ảnh chụp báo cáo")
    note = words("Ghi chú", rows=2, longest=5_000)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any):
        kwargs["initial"] = {"version": submission.version, "key": uuid4()}
        super().__init__(*args, prefix="paper", **kwargs)
        self.fields["file"].widget.attrs |= {
            "accept": ",".join(["image/*", *ACCEPTED_EXTENSIONS]), "data-chosen": "#paper-chosen"
        }  # fmt: skip

    def clean_file(self) -> Any:
        files = self.cleaned_data["file"]
        if len(files) != 1:
            raise ValidationError("Hãy chọn đúng một tệp; nhiều trang thì ghép thành một tệp PDF.")
        return files[0]
