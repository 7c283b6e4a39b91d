"""The form on which the office ticks the annexes of a report."""

from __future__ import annotations

from django import forms

from reports.annex_kinds import AnnexKind


class AnnexForm(forms.Form):
    """Cleaned to a list of AnnexKind."""

    kinds = forms.TypedMultipleChoiceField(
        label="Phụ lục in kèm báo cáo",
        choices=[(kind.value, kind.heading) for kind in AnnexKind],
        coerce=AnnexKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
