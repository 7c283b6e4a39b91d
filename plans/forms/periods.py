"""Forms about reporting periods: the committee's rule, a new period, reopening and excusing."""

from __future__ import annotations

from typing import Any

from django import forms

from orgs.forms.fields import VersionField
from plans.models import ReportingRule

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
        for name in ("due_after", "locks_after"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, help_text=self.fields[name].help_text, min_value=0,
                max_value=_MOST_DAYS, required=name == "due_after",
                error_messages={"max_value": "Nhiều nhất 365 ngày.", "invalid": "Ghi số ngày, ví dụ 5."},
            )  # fmt: skip
