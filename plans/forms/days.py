"""A day as people type it, or pick it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

FIRST, LAST = date(1945, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A day, 20/11/2026 or as a browser's calendar sends it; days outside 1945–2199 are slips of the hand."""

    def __init__(self, **kwargs: Any):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], widget=widget, **kwargs)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and not FIRST <= day <= LAST:
            raise ValidationError("Năm phải từ 1945 đến 2199.")
        return day
