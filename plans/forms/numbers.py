"""A field for numbers as Vietnamese offices write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.numbers import DoubtfulNumber, read_number, write_number

LONGEST = 60


class VietnameseNumberField(forms.CharField):
    """A number typed in Vietnamese, cleaned to a Decimal, or None where it may stay empty.

    "1.000" is a thousand and "1,5" one and a half; what may be two numbers is asked about, never guessed.
    """

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "form-control number-field"})

    def __init__(self, *, measure: str = "", **kwargs: Any):
        self.measure = measure
        super().__init__(**{"max_length": LONGEST, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return write_number(value) if isinstance(value, Decimal | int) else value

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text, measure=self.measure)
        except DoubtfulNumber as question:
            raise ValidationError(str(question), code="doubtful") from question

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()
