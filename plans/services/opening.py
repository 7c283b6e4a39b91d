"""Opening a reporting period: the list of units that owe a report is made once, and stays (danh sách phải nộp)."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import Unit, User
from plans.models import Occurrence, Plan, ReportingPeriod, Submission
from plans.reporting import rows_of_period, units_owing

log = logging.getLogger(__name__)


@transaction.atomic
def open_period(*, period: ReportingPeriod, by: User | None, on: date) -> list[Submission]:
    """Make a report owed by every unit with work in the period; opened before, the reports that stand are returned.

    Two at the same moment make one list. `by` is None where the program opens it on its day. Raises ValidationError
    if the plan is not handed out or closed, or the period opens later.
    """
    locked = ReportingPeriod.objects.select_for_update(of=("self",)).select_related("plan__issuer", "plan__document")
    standing = locked.get(pk=period.pk)
    if standing.opened_at is not None:
        period.opened_at = standing.opened_at
        return list(standing.submissions.for_list())
    _check(standing, on)
    period.opened_at = standing.opened_at = timezone.now()
    standing.save(update_fields=["opened_at"])
    made = _owed(standing, units_owing(standing), since=standing.opened_at)
    journal.record(
        "mở kỳ báo cáo", standing, by=by, unit=standing.plan.issuer, plan_id=standing.plan_id,
        after={"units": len(made)},
    )  # fmt: skip
    return made


def open_due_periods(*, on: date) -> int:
    """Open every period whose day has come, each by itself; return how many. Run twice, or late, it does no more.

    A plan that is closed, or a period that is moved, at this very moment leaves the others to be opened.
    """
    due = ReportingPeriod.objects.open(on).filter(
        opened_at__isnull=True, plan__issued_at__isnull=False, plan__closed_on__isnull=True
    )
    opened = 0
    for period in due.order_by("opens_on", "pk"):
        try:
            open_period(period=period, by=None, on=on)
        except ValidationError as refusal:
            log.warning("period %s was not opened: %s", period.pk, " ".join(refusal.messages))
        else:
            opened += 1
    return opened


def _check(period: ReportingPeriod, on: date) -> None:
    if period.plan.issued_at is None:
        raise ValidationError("Kế hoạch chưa giao việc nên chưa mở kỳ báo cáo được.")
    if period.plan.closed_on is not None:
        raise ValidationError(f"Kế hoạch đã kết thúc ngày {period.plan.closed_on:%d/%m/%Y}, không mở thêm kỳ báo cáo.")
    if period.opens_on > on:
        raise ValidationError(f"Kỳ báo cáo mở từ ngày {period.opens_on:%d/%m/%Y}. Hãy sửa ngày mở trước.")


@transaction.atomic
def add_newly_owing(*, plan: Plan, rows: Iterable[Occurrence], by: User, on: date) -> list[Submission]:
    """Let units that an amendment has given `rows` owe a report for the opened period that is not over or locked.

    The lists made on opening stay; each report added bears the day. Units that stand in a list get no second one.
    """
    units = {row.unit_id for row in rows}
    opened = plan.periods.filter(opened_at__isnull=False, ends_on__gte=on).select_related("plan")
    made: list[Submission] = []
    for period in [period for period in opened if units and not period.is_locked(on)]:
        newly = units_owing(period).filter(pk__in=units).exclude(submissions__period=period)
        made += _owed(period, newly, since=timezone.now(), added_on=on)
    action = "thêm vào danh sách nộp báo cáo"
    journal.record_all([journal.Told(action, one, one.unit, plan.pk, None, {"added_on": on}) for one in made], by=by)
    return made


def _owed(
    period: ReportingPeriod, units: Iterable[Unit], *, since: datetime, added_on: date | None = None
) -> list[Submission]:
    collectors = _collectors(period)
    return Submission.objects.bulk_create(
        [
            Submission(
                period=period, unit=unit, turn_since=since, collector_id=collectors[unit.pk], added_on=added_on
            )
            for unit in units
        ],
        batch_size=500,
    )  # fmt: skip


def _collectors(period: ReportingPeriod) -> dict[int, int]:
    """Who receives each unit's report: whom most of its work goes through, else the plan's collector or issuer."""
    plan: Plan = period.plan
    through: dict[int, Counter[Any]] = defaultdict(Counter)
    for unit, via in rows_of_period(period).values_list("unit", "assignment__via"):
        through[unit][via or plan.report_via_id or plan.issuer_id] += 1
    return {unit: min(counts, key=lambda via: (-counts[via], via)) for unit, counts in through.items()}
