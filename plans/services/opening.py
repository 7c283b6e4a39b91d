"""Opening a reporting period: the list of units that owe a report is made once, and stays (danh sách phải nộp)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import User
from plans.models import Plan, ReportingPeriod, Submission
from plans.reporting import rows_of_period, units_owing


@transaction.atomic
def open_period(*, period: ReportingPeriod, by: User | None, on: date) -> list[Submission]:
    """Make a report owed by every unit with work in the period; opened before, the reports that stand are returned.

    Two at the same moment make one list. `by` is None where the program opens it on its day. Raises ValidationError
    if the plan is not handed out or closed, or the period opens later.
    """
    locked = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("plan__issuer", "plan__document")
    standing = locked.get(pk=period.pk)
    if standing.opened_at is None:
        _check(standing, on)
        standing.opened_at = timezone.now()
        standing.save(update_fields=["opened_at"])
        made = Submission.objects.bulk_create(_owed(standing), batch_size=500)
        journal.record(
            "mở kỳ báo cáo", standing, by=by, unit=standing.plan.issuer, plan_id=standing.plan_id,
            after={"units": len(made)},
        )  # fmt: skip
    period.opened_at = standing.opened_at
    return list(standing.submissions.for_list())


def open_due_periods(*, on: date) -> int:
    """Open every period whose day has come, each by itself; return how many. Run twice, or late, it does no more."""
    due = ReportingPeriod.objects.open(on).filter(
        opened_at__isnull=True, plan__issued_at__isnull=False, plan__closed_on__isnull=True
    )
    periods = list(due.order_by("opens_on", "pk"))
    for period in periods:
        open_period(period=period, by=None, on=on)
    return len(periods)


def _check(period: ReportingPeriod, on: date) -> None:
    if period.plan.issued_at is None:
        raise ValidationError("Kế hoạch chưa giao việc nên chưa mở kỳ báo cáo được.")
    if period.plan.closed_on is not None:
        raise ValidationError(f"Kế hoạch đã kết thúc ngày {period.plan.closed_on:%d/%m/%Y}, không mở thêm kỳ báo cáo.")
    if period.opens_on > on:
        raise ValidationError(f"Kỳ báo cáo mở từ ngày {period.opens_on:%d/%m/%Y}. Hãy sửa ngày mở trước.")


def _owed(period: ReportingPeriod) -> list[Submission]:
    collectors = _collectors(period)
    return [
        Submission(period=period, unit=unit, turn_since=period.opened_at, collector_id=collectors[unit.pk])
        for unit in units_owing(period)
    ]


def _collectors(period: ReportingPeriod) -> dict[int, int]:
    """Who receives each unit's report: whom most of its work goes through, else the plan's collector or issuer."""
    plan: Plan = period.plan
    through: dict[int, Counter[Any]] = defaultdict(Counter)
    for unit, via in rows_of_period(period).values_list("unit", "assignment__via"):
        through[unit][via or plan.report_via_id or plan.issuer_id] += 1
    return {unit: min(counts, key=lambda via: (-counts[via], via)) for unit, counts in through.items()}
