"""Taking the next version of a plan, so that nobody writes over what he has not read (TRUST.md P2)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from orgs.conflicts import StaleVersion, ThrownAway
from plans.models import Plan


def claim_in_entry(plan: Plan, version: int, **values: Any) -> None:
    """Take the next version of a plan still being entered, and write `values` with it; `plan` carries them then.

    Raises StaleVersion (changed, or handed out, since `version` was read), ThrownAway.
    """
    _claim(plan, version, Plan.objects.being_entered(), values)


def claim_at_work(plan: Plan, version: int, *, shut: str = "") -> None:
    """Take the next version of a plan at work; `plan` carries it then.

    Raises StaleVersion (changed since `version` was read, or closed), ValidationError (closed, where `shut` is the
    sentence that says so).
    """
    try:
        _claim(plan, version, Plan.objects.handed_out().filter(closed_on__isnull=True), {})
    except StaleVersion as stale:
        if shut and stale.current.closed_on is not None:
            raise ValidationError(shut) from stale
        raise


def _claim(plan: Plan, version: int, claimable: QuerySet[Plan], values: dict[str, Any]) -> None:
    values = values | {"version": version + 1}
    if not claimable.filter(pk=plan.pk, version=version).update(**values):
        current = Plan.objects.select_related("document", "issuer").filter(pk=plan.pk).first()
        if current is None:
            raise ThrownAway
        raise StaleVersion(current)
    for name, value in values.items():
        setattr(plan, name, value)
