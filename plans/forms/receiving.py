"""Forms in which the office judges a whole report, or enters one that a unit sent on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import DayField, VersionField
from plans.forms.submitting import ReportForm
from plans.forms.work import OneFileField, words
from plans.models import ProgressUpdate, Source, Submission, SubmissionRound, Verdict
from plans.services.evidence import ACCEPTED_EXTENSIONS

_REMARK = "remark_{}"
_VERDICTS = [(Verdict.ACCEPTED.value, "Tiếp nhận báo cáo"), (Verdict.ASKED_FOR_MORE.value, "Đề nghị bổ sung")]


def remarked_in(data: Mapping[str, Any]) -> list[int]:
    """The ids of the answers that a page offered to remark on; whether they may be is for the service to say."""
    return [int(found[1]) for name in data if (found := re.fullmatch(_REMARK.format(r"(\d{1,18})"), name, re.ASCII))]


class RoundReviewForm(forms.Form):
    """One judgment of one sending, with a remark for each answer that may bear one; the button is the verdict.

    `open_answers`: the ids of those answers.
    """

    version = VersionField()
    verdict = forms.ChoiceField(
        label="Ý kiến", choices=_VERDICTS, error_messages={"required": "Hãy bấm một trong hai nút bên dưới."}
    )
    reason = words("Lý do, yêu cầu chung", rows=3, longest=5_000)

    def __init__(self, *args: Any, sent: SubmissionRound, open_answers: Iterable[int], **kwargs: Any):
        kwargs["initial"] = {"version": sent.submission.version}
        super().__init__(*args, **kwargs)
        self.verdicts = _VERDICTS
        self.open_answers = list(open_answers)
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


class ReportEntryForm(ReportForm):
    """A whole report as its unit sent it on paper: the unit's own page, and from what it is entered.

    What this person has as drafts, as from a filled-in sheet, stands in the fields already.
    """

    source = forms.ChoiceField(label="Nhập thay từ", choices=[("", "Hãy chọn"), *Source.choices])
    sent_on = DayField(label="Ngày đơn vị gửi")
    note = words("Ghi chú chung", rows=2, longest=5_000)

    def refuse(self, error: ValidationError) -> None:
        """Put the sentences of the service at their fields and items."""
        if hasattr(error, "error_dict"):
            for name in ("source", "sent_on"):
                for one in error.error_dict.pop(name, []):
                    self.add_error(name, one)
            if not error.error_dict:
                return
        super().refuse(error)


class PaperReportForm(forms.Form):
    """The report that a unit sent as a file or on paper, kept whole and split later."""

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label="Đơn vị gửi bằng", choices=[("", "Hãy chọn"), *Source.choices])
    sent_on = DayField(label="Ngày đơn vị gửi")
    file = OneFileField(label="Tệp hoặc ảnh chụp báo cáo")
    note = words("Ghi chú", rows=2, longest=5_000)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any):
        kwargs["initial"] = {"version": submission.version, "key": uuid4()}
        super().__init__(*args, prefix="paper", **kwargs)
        self.fields["file"].widget.attrs |= {
            "accept": ",".join(["image/*", *ACCEPTED_EXTENSIONS]), "data-chosen": "#paper-chosen"
        }  # fmt: skip
