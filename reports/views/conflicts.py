"""Somebody else changed the report first: both texts side by side, nothing written over (TRUST.md P2)."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from orgs.models import JournalEntry
from plans.views.conflicts import Difference, differences
from reports.models import Report


@dataclass(frozen=True)
class Conflict:
    """Who changed the report meanwhile, and where that differs from what was typed here."""

    report: Report
    latest: JournalEntry | None
    differences: list[Difference]


def conflict(report: Report, bound: forms.BaseForm | None = None) -> Conflict:
    """Compare what was typed into a form with the text that stands now, its initial values, if any stands."""
    latest = JournalEntry.objects.about(report).first()
    return Conflict(report, latest, list(differences(bound)) if bound is not None else [])
