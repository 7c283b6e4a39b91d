"""Reporting periods of a plan: set before it is handed out, their days moved afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.models import User
from plans.models import Plan, ReportingPeriod
from plans.services.conflicts import StaleVersion

DAYS = ("label", "opens_on", "due_on", "locks_on")
ASKED = ("label", "starts_on", "ends_on", "opens_on", "due_on", "locks_on")


@transaction.atomic
def set_periods(*, plan: Plan, by: User, rows: Iterable[dict[str, Any]]) -> list[ReportingPeriod]:
    """Make `rows` (ASKED) the periods of a plan not handed out yet; without `opens_on` one opens as its figures begin.

    Raises ValidationError (handed out, a row is wrong).
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("document", "issuer").get(pk=plan.pk)
    if plan.issued_at is not None:
        raise ValidationError("Kế hoạch đã giao việc; chỉ sửa được ngày của từng kỳ báo cáo.")
    standing = list(plan.periods.all())
    periods = [
        ReportingPeriod(plan=plan, **row | {"opens_on": row.get("opens_on") or row["starts_on"]}) for row in rows
    ]
    periods.sort(key=lambda period: (period.ends_on, period.starts_on))
    for period in periods:
        period.clean_fields(exclude=["plan"])
    before, after = [[_values(period) for period in some] for some in (standing, periods)]
    if before == after:
        return standing
    plan.periods.all().delete()
    ReportingPeriod.objects.bulk_create(periods)
    journal.record(
        "đặt kỳ báo cáo", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
        before={"periods": before}, after={"periods": after},
    )  # fmt: skip
    return periods


@transaction.atomic
def edit_period(*, period: ReportingPeriod, by: User, version: int, **days: Any) -> ReportingPeriod:
    """Move the days of one period, or name it otherwise. What is already due keeps its own day.

    Raises StaleVersion, ValidationError (the label is taken, the plan is closed).
    """
    before = {name: getattr(ReportingPeriod.objects.get(pk=period.pk), name) for name in DAYS}
    open_plan = Plan.objects.filter(pk=period.plan_id, version=version, closed_on__isnull=True)
    if not open_plan.update(version=version + 1):
        raise StaleVersion(Plan.objects.get(pk=period.plan_id))
    for name, value in days.items():
        setattr(period, name, value)
    period.full_clean()
    period.save()
    after = {name: getattr(period, name) for name in DAYS}
    changed = [name for name in DAYS if before[name] != after[name]]
    if changed:
        journal.record(
            "sửa kỳ báo cáo", period, by=by, unit=period.plan.issuer, plan_id=period.plan_id,
            before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
        )  # fmt: skip
    return period


def _values(period: ReportingPeriod) -> dict[str, Any]:
    """A period as the journal keeps it, and as two are compared."""
    return journal.plain({name: getattr(period, name) for name in ASKED}) or {}
