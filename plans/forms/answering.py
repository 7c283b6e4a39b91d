"""One answer for several units of the same person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms

from orgs.forms.fields import VersionField
from plans.forms.submitting import NOTHING, TEXTS, as_words
from plans.forms.work import SAID, words
from plans.models import Occurrence, Progress

_IN_PERIOD = [(NOTHING, "Không phát sinh"), (Progress.FINISHED.value, "Có kết quả")]


class ManyUnitsForm(forms.Form):
    """The words, and the units they hold for, each by its row; "version-12" is what was read of row 12."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    said = forms.ChoiceField(
        label="Trả lời", choices=SAID, widget=forms.RadioSelect, error_messages={"required": "Hãy chọn câu trả lời."}
    )
    outcome = words("Kết quả", rows=4)
    difficulties = words("Khó khăn, vướng mắc", rows=2)
    proposals = words("Đề xuất, kiến nghị", rows=2)
    units = forms.TypedMultipleChoiceField(
        label="Ghi cho các đơn vị", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một đơn vị."},
    )  # fmt: skip

    def __init__(self, *args: Any, row: Occurrence, rows: Iterable[Occurrence], **kwargs: Any):
        self.rows = {one.pk: one for one in rows}
        blank = [one for one in self.rows.values() if one.progress in (Progress.NOT_STARTED, Progress.ASKED_FOR_MORE)]
        kwargs["initial"] = {"key": uuid4(), "units": [one.pk for one in blank]}
        super().__init__(*args, **kwargs)
        if row.period_id is not None:
            self.fields["said"].choices = _IN_PERIOD
        self.fields["units"].choices = [
            (one.pk, f"{one.unit} ({one.get_progress_display().lower()})") for one in self.rows.values()
        ]
        for one in self.rows.values():
            self.fields[f"version-{one.pk}"] = VersionField(required=False, min_value=0, initial=one.version)

    @property
    def versions(self) -> list[forms.BoundField]:
        return [self[f"version-{pk}"] for pk in self.rows]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("said") == Progress.FINISHED and not cleaned.get("outcome", "").strip():
            self.add_error("outcome", "Hãy ghi kết quả.")
        return cleaned

    def words(self) -> dict[str, Any]:
        """What services.answering takes."""
        return as_words({name: self.cleaned_data[name].strip() for name in ("said", *TEXTS)})

    def chosen(self) -> list[tuple[Occurrence, int | None]]:
        """The rows ticked, each with the version that was read."""
        return [(self.rows[pk], self.cleaned_data[f"version-{pk}"]) for pk in self.cleaned_data["units"]]
