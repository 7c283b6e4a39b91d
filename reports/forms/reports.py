"""Forms of reports, from the header to the signature."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms

from orgs.forms.fields import DayField, LinesField, TickedField
from orgs.models import Unit, User
from plans.models import Plan
from plans.permissions import offices_of
from reports.models import Report


class VersionedForm(forms.Form):
    """A form that knows which state of the report it was filled in from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReportForm(forms.ModelForm):
    """Header of a report. New ones also choose plans; `today` proposes the window."""

    starts_on = DayField(label="Số liệu từ ngày")
    ends_on = DayField(label="Số liệu đến ngày")
    recipients = LinesField(label="Nơi nhận", required=False, marks="-–;,.", help_text="Mỗi nơi một dòng.")

    class Meta:
        model = Report
        fields = [
            "issuer", "kind", "plans", "starts_on", "ends_on", "abstract", "place", "authority", "job_title",
            "signatory", "recipients",
        ]  # fmt: skip
        widgets = {"abstract": forms.Textarea(attrs={"rows": 2}), "plans": forms.CheckboxSelectMultiple}
        field_classes = {"plans": TickedField}

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offices = offices_of(user)
        self.fields["issuer"].queryset = self.fields["issuer"].queryset.filter(pk__in=[unit.pk for unit in offices])
        self.fields["issuer"].empty_label = None
        self.fields["plans"].queryset = Plan.objects.handed_out().filter(issuer__in=offices).for_list()
        self.fields["plans"].label = "Kế hoạch"
        self.fields["plans"].error_messages["required"] = "Hãy chọn ít nhất một kế hoạch."
        self.fields["abstract"].help_text = "Viết sau chữ BÁO CÁO: kết quả công tác dân vận 6 tháng đầu năm 2026."
        self.fields["authority"].help_text = "Để trống thì in theo thể thức của cơ quan ban hành."
        if not self.instance.pk:
            self._propose(offices[0], today)
        else:
            for name in ("issuer", "kind", "plans"):
                del self.fields[name]
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.instance.version)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *[name for name in ("version", "issuer", "kind", "plans") if name in self.fields],
            Row("starts_on", "ends_on"), "abstract", "place", "authority", Row("job_title", "signatory"), "recipients",
            Submit("save", "Lưu" if self.instance.pk else "Tạo dự thảo", css_class="btn-main"),
        )  # fmt: skip

    def _propose(self, office: Unit, today: date) -> None:
        """What the office's latest plan and the calendar suggest; everything can be changed."""
        latest = Plan.objects.handed_out().filter(issuer=office).for_list().first()
        self.initial |= {
            "issuer": office,
            "starts_on": date(today.year, 1, 1),
            "ends_on": date(today.year, 12, 31),
            "place": office.place,
            "job_title": latest.signatory_title if latest else "",
            "signatory": latest.signatory_name if latest else "",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        issuer = cleaned.get("issuer")
        if issuer and any(plan.issuer_id != issuer.pk for plan in cleaned.get("plans") or ()):
            self.add_error("plans", f"Chỉ chọn kế hoạch của {issuer}.")
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Ngày cuối của số liệu phải sau ngày đầu.")
        return cleaned


class ParagraphForm(VersionedForm):
    """Words of a paragraph; empty takes an existing paragraph away."""

    text = forms.CharField(
        label="Nội dung", max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class WordsForm(VersionedForm):
    """Which of the units' words go into a section."""

    updates = TickedField(queryset=None, required=True, error_messages={
        "required": "Hãy đánh dấu ít nhất một nội dung để đưa vào báo cáo.",
    })  # fmt: skip

    def __init__(self, *args: Any, words: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["updates"].queryset = words  # type: ignore[attr-defined]
