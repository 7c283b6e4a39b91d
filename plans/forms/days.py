"""A day as people type it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

FIRST, LAST = date(1945, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A day, 20/11/2026; days outside 1945–2199 are slips of the hand.

    Typed, not picked: browsers in English show a calendar field as 11/20/2026, and 05/06 is misread.
    """

    def __init__(self, **kwargs: Any):
        attrs = {"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "autocomplete": "off"}
        widget = forms.DateInput(attrs=attrs, format="%d/%m/%Y")
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"], widget=widget, **kwargs)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and not FIRST <= day <= LAST:
            raise ValidationError("Năm phải từ 1945 đến 2199.")
        return day
