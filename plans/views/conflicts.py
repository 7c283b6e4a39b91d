"""Somebody else changed the plan first (orgs.views.conflicts, told by the plan's own journal)."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from orgs.models import JournalEntry
from orgs.views.conflicts import Conflict, all_differences, with_version
from plans.models import Plan

__all__ = ["Conflict", "conflict", "with_version"]


def conflict(plan: Plan, bound: Iterable[forms.BaseForm]) -> Conflict:
    """Compare `bound` forms, built upon what stands now, with what was typed into them."""
    latest = JournalEntry.objects.filter(plan_id=plan.pk).order_by("-pk").first()
    return Conflict(plan, latest, all_differences(bound))
