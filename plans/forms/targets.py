"""How a target is to be judged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import VersionField
from plans.forms.numbers import VietnameseNumberField
from plans.models import Target, TargetComparison, TargetKind, TargetScope
from plans.services.targets import READING

LARGEST = 10**12  # what Target.value holds


class TargetValueField(VietnameseNumberField):
    """The number that a target names."""

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if number is not None and not 0 <= number < LARGEST:
            raise ValidationError("Giá trị phải từ 0 và nhỏ hơn 1.000.000.000.000.")
        return number


class TargetReadingForm(forms.Form):
    """The facts of one target. Its words are the plan's, and are not changed here."""

    version = VersionField()
    kind = forms.ChoiceField(label="Loại chỉ tiêu", choices=TargetKind)
    scope = forms.ChoiceField(
        label="Tính cho", choices=TargetScope,
        help_text="“Mỗi đơn vị”: đơn vị nào cũng phải đạt, và nêu tên nơi chưa đạt.",
    )  # fmt: skip
    comparison = forms.ChoiceField(label="So sánh", choices=TargetComparison)
    value = TargetValueField(
        label="Giá trị", required=False, help_text="Ví dụ 1, 95, 1.250; không có số thì để trống."
    )  # fmt: skip
    measure = forms.CharField(label="Đơn vị tính", max_length=60, required=False)

    def __init__(self, data: Any = None, *, target: Target, version: int):
        super().__init__(data, initial={name: getattr(target, name) for name in READING} | {"version": version})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        needs_value = cleaned.get("scope") == TargetScope.SHARE_OF_UNITS or cleaned.get("kind") in (
            TargetKind.COUNT, TargetKind.PERCENT,
        )  # fmt: skip
        if needs_value and "value" in cleaned and cleaned["value"] is None:
            self.add_error("value", "Hãy ghi số phải đạt.")
        return cleaned

    def reading(self) -> dict[str, Any]:
        """What services.targets takes."""
        return {name: self.cleaned_data[name] for name in READING}
