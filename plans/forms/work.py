"""Forms in which units answer, and in which the office enters for them or records what was decided."""

from __future__ import annotations

import re
from typing import Any, cast
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from orgs.forms.fields import DayField, VersionField
from orgs.models import User
from plans.models import Answer, Decision, Draft, Occurrence, Progress, Source
from plans.services.evidence import ACCEPTED_EXTENSIONS

SAID = [
    (Progress.NOT_STARTED.value, "Chưa làm"),
    (Progress.IN_PROGRESS.value, "Đang làm"),
    (Progress.FINISHED.value, "Đã xong"),
]
LONGEST = 20_000


def words(label: str, *, rows: int, longest: int = LONGEST, placeholder: str = "", **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": placeholder})
    return forms.CharField(label=label, max_length=longest, widget=widget, **{"required": False, **kwargs})


class PercentField(forms.CharField):
    """A whole number from 0 to 100; "1.000" is refused rather than read as 1 or as 1000."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.TextInput({"inputmode": "numeric", "maxlength": 5, "size": 5}), **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).rstrip("%").strip()
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) > 100:
            raise ValidationError("Phần trăm là số từ 0 đến 100, ví dụ 80.")
        return int(text)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class EvidenceField(forms.Field):
    """Photos and files, any number up to the limit; the service looks into them."""

    widget = ManyFilesInput

    def clean(self, value: Any) -> list[UploadedFile]:
        return [file for file in value or [] if file]


class OneFileField(EvidenceField):
    """One file, though several may be chosen: a report is one document."""

    def clean(self, value: Any) -> UploadedFile:  # type: ignore[override]
        files = super().clean(value)
        if len(files) != 1:
            raise ValidationError("Hãy chọn đúng một tệp; nhiều trang thì ghép thành một tệp PDF.")
        return files[0]


def _words_to_complete(occurrence: Occurrence) -> dict[str, str]:
    """What the unit wrote last, where the office asks for more: it is completed, not typed again."""
    if occurrence.progress != Progress.ASKED_FOR_MORE:
        return {}
    last = [update for update in occurrence.updates.all() if update.answer == Answer.RESULT][-1:]
    return {name: getattr(update, name) for update in last for name in ("outcome", "difficulties", "proposals")}


class AnswerForm(forms.Form):
    """What every answer about a row has: what was read (`version`), the mark against doubles (`key`), the words."""

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    progress = forms.ChoiceField(label="Tiến độ", choices=SAID, widget=forms.RadioSelect, required=False)
    outcome = words("Kết quả", rows=3, placeholder="Ví dụ: 38/38 đảng viên dự hội nghị ngày 28/5")
    files = EvidenceField(label="Ảnh, tệp", required=False)  # type: ignore[assignment]  # a field, not form.files
    difficulties = words("Khó khăn, vướng mắc", rows=2)
    proposals = words("Đề xuất, kiến nghị", rows=2)
    percent = PercentField(label="Phần trăm đã làm", required=False)

    def __init__(self, *args: Any, occurrence: Occurrence, draft: Draft | None = None, **kwargs: Any):
        said = Progress.IN_PROGRESS if occurrence.progress == Progress.IN_PROGRESS else None
        typed = draft.values if draft else {}
        initial = {"version": occurrence.version, "key": uuid4(), "progress": said, "percent": occurrence.percent}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {}), **typed}
        kwargs["auto_id"] = f"id_{occurrence.pk}_%s"
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.fields["files"].widget.attrs |= {
            "accept": ",".join(["image/*", *ACCEPTED_EXTENSIONS]),
            "data-shrink": "",
            "data-chosen": f"#chosen-{occurrence.pk}",
        }


class ProgressForm(AnswerForm):
    """A unit's own answer. Everything but progress and outcome stands folded away."""

    answer = forms.ChoiceField(
        label="Trả lời cách khác",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Answer.RESULT.value, "Trả lời như trên"),
            (Answer.NOTHING_TO_REPORT.value, "Không phát sinh trong kỳ"),
            (Answer.NOT_OURS.value, "Đề nghị xem lại phân công (không phải việc của đơn vị)"),
        ],
        initial=Answer.RESULT.value,
    )
    reason = words("Lý do đề nghị xem lại phân công", rows=2)

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any):
        kwargs["initial"] = {**_words_to_complete(occurrence), **kwargs.get("initial", {})}
        super().__init__(*args, occurrence=occurrence, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["answer"] = cleaned.get("answer") or Answer.RESULT.value
        reason = cleaned.pop("reason", "").strip()
        if cleaned["answer"] == Answer.NOT_OURS:
            if not reason and "reason" not in self.errors:
                self.add_error("reason", "Hãy ghi lý do đề nghị xem lại phân công.")
            cleaned["outcome"] = "\n\n".join(filter(None, [reason, cleaned.get("outcome", "").strip()]))
        elif reason:
            self.add_error("answer", "Đã ghi lý do thì hãy chọn “Đề nghị xem lại phân công”, hoặc xóa lý do.")
        return cleaned

    def is_unfolded(self) -> bool:
        """Whether something folded away was filled in, or is wrong."""
        answer = self["answer"].value() or Answer.RESULT
        typed = any(self[name].value() for name in ("reason", "difficulties", "proposals"))
        return answer != Answer.RESULT or typed or any(name in self.errors for name in ("answer", "percent"))


class EntryForm(AnswerForm):
    """What the office enters for a unit (nhập thay), and from what."""

    answer = forms.ChoiceField(
        label="Đơn vị trả lời",
        choices=[
            (Answer.RESULT.value, "có kết quả, hoặc đang làm"),
            (Answer.NOTHING_TO_REPORT.value, "không phát sinh trong kỳ"),
        ],
        initial=Answer.RESULT.value,
    )
    source = forms.ChoiceField(label="Nhập thay từ", choices=[("", "Hãy chọn"), *Source.choices])
    sent_on = DayField(label="Ngày đơn vị gửi")


class ObjectionForm(forms.Form):
    """A unit says what is wrong in what the office entered for it."""

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = words("Chỗ nào chưa đúng", rows=3, required=True)

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any):
        kwargs["initial"] = {"version": occurrence.version, "key": uuid4()}
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("version", "key", "reason", Submit("send", "Gửi văn phòng", css_class="btn-main"))


class DecisionForm(forms.ModelForm):
    """What a leader decided, as it was given."""

    decided_on = DayField(label="Ngày")

    class Meta:
        model = Decision
        fields = ["decided_by", "decided_on", "form", "reference", "text"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "decided_by": forms.TextInput({"placeholder": "Chức vụ, họ tên"}),
        }
        help_texts = {"reference": "Ví dụ: Thông báo số 45-TB/ĐU; giao ban tháng 5."}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Row(Column("decided_by"), Column("decided_on")),
            Row(Column("form"), Column("reference")),
            Field("text"),
            Submit("save", "Ghi ý kiến chỉ đạo", css_class="btn-main"),
        )


class PersonInChargeForm(forms.Form):
    """Who in the unit is in charge of a row's work."""

    person = forms.ModelChoiceField(
        label="Người phụ trách", queryset=User.objects.none(), required=False, empty_label="Chưa phân công"
    )

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any):
        kwargs["initial"] = {"person": occurrence.assignment.person_id}
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, memberships__unit=occurrence.unit_id).distinct()
        field = cast("forms.ModelChoiceField", self.fields["person"])
        field.queryset = people.order_by("sort_key")
        self.helper = FormHelper()
        self.helper.layout = Layout("person", Submit("save", "Lưu người phụ trách", css_class="btn-main"))
