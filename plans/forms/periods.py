"""Forms about reporting periods: the committee's rule, a period and its days, exceptions for one unit."""

from __future__ import annotations

from typing import Any

from django import forms

from orgs.forms.fields import DayField, VersionField
from plans.forms.issuing import PeriodForm
from plans.models import ReportingCalendar, ReportingPeriod, ReportingRule, Submission
from plans.services.excusing import LONGEST_REASON

_MOST_DAYS = 365


class RuleForm(forms.ModelForm):
    """A committee's rule for periods of plans to come."""

    version = VersionField()

    class Meta:
        model = ReportingRule
        fields = ["calendar", "due_after", "locks_after"]
        widgets = {"calendar": forms.RadioSelect}
        help_texts = {
            "due_after": "0 là nộp ngay ngày cuối kỳ.",
            "locks_after": "Sau ngày khóa đơn vị không gửi được nữa, trừ khi văn phòng mở lại. Để trống: không khóa.",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["calendar"].choices = ReportingCalendar.choices  # without the model's empty choice
        for name in ("due_after", "locks_after"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, help_text=self.fields[name].help_text, min_value=0,
                max_value=_MOST_DAYS, required=name == "due_after",
                error_messages={"max_value": "Nhiều nhất 365 ngày.", "invalid": "Ghi số ngày, ví dụ 5."},
            )  # fmt: skip


class PeriodDaysForm(PeriodForm):
    """A period of a plan at work; once it has opened, what it covers and the day it opened are no fields."""

    version = VersionField()

    def __init__(self, *args: Any, period: ReportingPeriod | None = None, **kwargs: Any):
        names = ("label", "starts_on", "ends_on", "opens_on", "due_on", "locks_on")
        if period is not None:
            kwargs["initial"] = {name: getattr(period, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].help_text = "Để trống: mở từ ngày đầu của số liệu."
        self.fields["locks_on"].help_text = "Sau ngày này đơn vị không gửi được nữa. Để trống: không khóa."
        if period is not None and period.opened_at is not None:
            for name in ("starts_on", "ends_on", "opens_on"):
                del self.fields[name]

    def days(self) -> dict[str, Any]:
        """What services.periods takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "opens_on" in data and data["opens_on"] is None:
            data["opens_on"] = data.get("starts_on")
        return data


class ExceptionForm(forms.Form):
    """Why one unit owes nothing for a period."""

    version = VersionField()
    reason = forms.CharField(label="Lý do", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any):
        kwargs["initial"] = {"version": submission.version} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class ReopenForm(ExceptionForm):
    """Until which day one unit may write, and why."""

    until = DayField(label="Mở lại đến hết ngày", help_text="Nhiều nhất 90 ngày; cần lâu hơn thì mở lại lần nữa.")
    field_order = ["version", "until", "reason"]
