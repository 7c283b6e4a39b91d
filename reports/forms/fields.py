"""A field for rows ticked in a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from orgs.http import ids


class TickedField(forms.ModelMultipleChoiceField):
    """Rows of a queryset by their ids; what can be no id, as a number that no database holds, is no choice."""

    def clean(self, value: Any) -> Any:
        ticked = value or []
        if len(ids(ticked)) != len(ticked):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "?"})
        return super().clean(value)
