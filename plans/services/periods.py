"""Reporting periods of a plan: set before it is handed out, their days moved afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.models import Unit, User
from plans.models import Assignment, Occurrence, Plan, ReportingPeriod, Submission
from plans.services.claims import claim_at_work
from plans.services.issuing import PastWork, make_occurrences
from plans.services.opening import open_period

ASKED = ("label", "starts_on", "ends_on", "opens_on", "due_on", "locks_on")
FROZEN = ("starts_on", "ends_on", "opens_on")  # once the period has opened


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
@journal.together()
def add_period(*, plan: Plan, by: User, version: int, on: date, **days: Any) -> ReportingPeriod:
    """Add a period (ASKED) to a plan at work, with a row of every assignment that is answered period by period.

    It is opened at once if its day has come. Sent twice, it is added once. Raises StaleVersion, ValidationError (the
    label is taken, a day is wrong).
    """
    twin = plan.periods.filter(label=days["label"], starts_on=days["starts_on"], ends_on=days["ends_on"]).first()
    if twin is not None:
        return twin
    period = ReportingPeriod(plan=plan, **days | {"opens_on": days.get("opens_on") or days["starts_on"]})
    period.full_clean()
    claim_at_work(plan, version)
    period.save()
    Occurrence.objects.bulk_create(rows_of_added_period(period, on=on), batch_size=500)
    journal.record("thêm kỳ báo cáo", period, by=by, unit=plan.issuer, plan_id=plan.pk, after={**_values(period)})
    if period.opens_on <= on:
        open_period(period=period, by=by, on=on)
    return period


def rows_of_added_period(period: ReportingPeriod, *, on: date) -> list[Occurrence]:
    """The rows, not saved yet, that a new period asks of the plan's standing assignments to units that still work."""
    current = Assignment.objects.filter(
        item__plan=period.plan_id, item__dropped_in__isnull=True, unit__in=Unit.objects.valid(on).values("pk")
    )
    made = make_occurrences(
        period.plan, current.select_related("unit", "item"), [period], on=on, past=PastWork.FOLLOWED
    )
    return [row for row in made if row.period is not None]


@transaction.atomic
def edit_period(*, period: ReportingPeriod, by: User, version: int, **days: Any) -> ReportingPeriod:
    """Move the days of one period, or name it otherwise; once it has opened, what it covers and its opening stay.

    What is already due keeps its own day. Raises StaleVersion, ValidationError (the label is taken, the period has
    opened, the plan is closed).
    """
    standing = ReportingPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    before = _values(standing)
    claim_at_work(period.plan, version)
    if standing.opened_at is not None and any(_differs(standing, days, name) for name in FROZEN):
        raise ValidationError("Kỳ đã mở, danh sách phải nộp đã chốt: ngày mở và ngày số liệu không đổi được nữa.")
    for name, value in days.items():
        setattr(period, name, value)
    period.opened_at = standing.opened_at
    period.full_clean()
    period.save(update_fields=list(days))
    _tell_change("sửa kỳ báo cáo", period, by, before)
    return period


@transaction.atomic
@journal.together()
def open_now(*, period: ReportingPeriod, by: User, version: int, on: date) -> list[Submission]:
    """Open a period today, whatever day it was to open on; the list of units that owe a report is made and stays.

    Opened before, the list that stands is returned. Raises StaleVersion, ValidationError (the plan is closed).
    """
    if period.opened_at is None and period.opens_on > on:
        period = edit_period(period=period, by=by, version=version, opens_on=on)
    return open_period(period=period, by=by, on=on)


@transaction.atomic
def lock_now(*, period: ReportingPeriod, by: User, version: int, on: date) -> ReportingPeriod:
    """Take nothing more for a period from today on; locked before, nothing changes. Raises StaleVersion."""
    if period.is_locked(on):
        return period
    return edit_period(period=period, by=by, version=version, locks_on=on - timedelta(days=1))


def _differs(standing: ReportingPeriod, days: dict[str, Any], name: str) -> bool:
    return name in days and days[name] != getattr(standing, name)


def _tell_change(action: str, period: ReportingPeriod, by: User, was: dict[str, Any]) -> None:
    before, after = journal.difference(was, _values(period))
    if after:
        journal.record(
            action, period, by=by, unit=period.plan.issuer, plan_id=period.plan_id, before=before, after=after
        )


def _values(period: ReportingPeriod) -> dict[str, Any]:
    """A period as the journal keeps it, and as two are compared."""
    return journal.plain({name: getattr(period, name) for name in ASKED}) or {}
