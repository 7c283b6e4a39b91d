"""A unit that ends passes its open work to its successor; what it did, or left undone, stays under its own name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from orgs import journal, services
from orgs.models import Unit, User
from plans.models import Assignment, AssignmentRole, Occurrence, Plan, Progress, Submission, SubmissionState
from plans.models.statuses import UNIT_TURN
from plans.models.submissions import SubmissionQuerySet
from plans.models.work import OccurrenceQuerySet

_UNSENT = (SubmissionState.NOT_SENT, SubmissionState.ASKED_FOR_MORE)


@dataclass(frozen=True)
class Passed:
    """How many rows and reports went to the successor, and how many rows it had itself already."""

    rows: int = 0
    joined: int = 0
    reports: int = 0


@transaction.atomic
def end_unit(
    *, unit: Unit, on: date, today: date, successor: Unit | None = None, by: User | None
) -> tuple[Unit, Passed]:
    """Record the last day of a unit; from that day on, its open work is its successor's. Raises as orgs' `end_unit`."""
    ended = services.end_unit(unit=unit, on=on, successor=successor, by=by)
    return ended, pass_open_work(unit=ended, by=by) if on <= today else Passed()


def pass_work_of_ended_units(*, on: date) -> int:
    """Pass what is still open with units that have ended, each by itself; return how many there were.

    For units whose last day lay ahead when it was recorded, and for work that came to them afterwards. Run twice, it
    does no more.
    """
    has_work = Exists(_open_rows(OuterRef("pk"), OuterRef("valid_to"))) | Exists(
        _open_reports(OuterRef("pk"), OuterRef("valid_to"))
    )
    units = list(Unit.objects.filter(has_work, successor__isnull=False, valid_to__lt=on))
    for unit in units:
        pass_open_work(unit=unit, by=None)
    return len(units)


@transaction.atomic
def pass_open_work(*, unit: Unit, by: User | None) -> Passed:
    """Give the open rows, the reports owed and the part of receiver of a unit that ended to its last successor.

    What the successor has to do itself on the same day or in the same period is asked for once: the other row is thôi
    thực hiện. What was overdue already is owed by itself. Periods that were over stay as the unit left them.
    """
    successor = last_successor(unit)
    if successor is None:
        return Passed()
    rows = list(
        _open_rows(unit, unit.valid_to).select_for_update(of=("self",)).select_related("assignment__item", "period")
    )
    joined = _pass_rows(rows, unit, successor)
    reports = _pass_reports(unit, successor)
    _pass_receiving(unit, successor)
    told = [_row_told(row, unit, successor, is_joined=row.pk in joined) for row in rows]
    journal.record_all([*told, *(_report_told(report, unit) for report in reports)], by=by)
    return Passed(len(rows) - len(joined), len(joined), sum(report.unit_id == successor.pk for report in reports))


def last_successor(unit: Unit) -> Unit | None:
    """The unit that works now where this one did: successors may have ended too. None where nobody follows."""
    seen = {unit.pk}
    heir = unit.successor
    while heir is not None and heir.successor is not None and heir.pk not in seen:
        seen.add(heir.pk)
        heir = heir.successor
    return heir if heir is None or heir.pk not in seen else None


def _open_rows(unit: Unit | OuterRef, ended_on: date | OuterRef | None) -> OccurrenceQuerySet:
    """Rows on which the unit had to act when it ended: dated ones, and those of periods that were not over."""
    still_open = Q(period__isnull=True) | Q(last_day__gte=ended_on)
    rows = Occurrence.objects.annotate(last_day=Coalesce("period__due_on", "period__ends_on"))
    mine = rows.filter(still_open, unit=unit, is_counted=True, progress__in=UNIT_TURN, plan__closed_on__isnull=True)
    return mine.order_by("due_on", "pk")


def _open_reports(unit: Unit | OuterRef, ended_on: date | OuterRef | None) -> SubmissionQuerySet:
    """Reports that the unit owed when it ended, of periods that were not over."""
    reports = Submission.objects.owed().annotate(last_day=Coalesce("period__due_on", "period__ends_on"))
    return reports.filter(unit=unit, state__in=_UNSENT, last_day__gte=ended_on, period__plan__closed_on__isnull=True)


def _pass_rows(rows: list[Occurrence], unit: Unit, successor: Unit) -> set[int]:
    """Write the rows over; return the ids of those that the successor has itself."""
    parts = _parts(rows, successor)
    taken: set[tuple[int, date | None, int | None]] = set(
        Occurrence.objects.filter(assignment__in=parts.values()).values_list("assignment__item", "due_on", "period")
    )
    joined, at = set(), timezone.now()
    for row in rows:
        place = (row.assignment.item_id, row.due_on, row.period_id)
        row.version += 1
        if place not in taken:
            taken.add(place)
            row.assignment, row.unit, row.turn_since = parts[row.assignment.item_id], successor, at
        elif unit.valid_to and row.due_on and row.due_on < unit.valid_to:
            row.unit, row.turn_since = successor, at
        else:
            row.progress = Progress.STOPPED
            joined.add(row.pk)
    Occurrence.objects.bulk_update(rows, ["assignment", "unit", "turn_since", "progress", "version"], batch_size=200)
    return joined


def _parts(rows: list[Occurrence], successor: Unit) -> dict[int, Assignment]:
    """The successor's part in each item, by the item's id; made, or from helping turned into doing, where needed."""
    wanted = {row.assignment.item_id: row.assignment for row in rows}
    parts = {part.item_id: part for part in Assignment.objects.filter(unit=successor, item__in=wanted)}
    for part in parts.values():
        if part.role == AssignmentRole.COORDINATE:
            part.role = wanted[part.item_id].role
            part.save(update_fields=["role"])
    missing = [_heir(old, successor) for item, old in wanted.items() if item not in parts]
    for part in Assignment.objects.bulk_create(missing):
        parts[part.item_id] = part
    return parts


def _heir(old: Assignment, successor: Unit) -> Assignment:
    return Assignment(
        item=old.item, unit=successor, origin=old.origin, role=old.role, group=old.group, acts=old.acts,
        product=old.product, via=None if old.via_id == successor.pk else old.via,
    )  # fmt: skip


def _pass_reports(unit: Unit, successor: Unit) -> list[Submission]:
    """The reports owed: the successor owes them, or the unit is excused where the successor owes one of its own."""
    reports = list(_open_reports(unit, unit.valid_to).select_for_update(of=("self",)).select_related("period"))
    own = set(Submission.objects.filter(unit=successor).values_list("period", flat=True))
    for report in reports:
        report.version += 1
        if report.period_id in own:
            report.excused_reason = f"Đã sáp nhập, kỳ này {successor.name} báo cáo."[:500]
        else:
            report.unit = successor
    Submission.objects.bulk_update(reports, ["unit", "excused_reason", "version"], batch_size=200)
    return reports


def _pass_receiving(unit: Unit, successor: Unit) -> None:
    """What others still send through the unit, they send through its successor."""
    open_plans = Plan.objects.filter(closed_on__isnull=True)
    Assignment.objects.filter(via=unit, item__plan__in=open_plans).update(via=successor)
    for part in ("monitor", "report_to", "report_via"):
        open_plans.filter(**{part: unit}).update(**{part: successor, "version": F("version") + 1})
    unread = Submission.objects.filter(collector=unit).exclude(state=SubmissionState.ACCEPTED)
    unread.update(collector=successor, version=F("version") + 1)


def _row_told(row: Occurrence, unit: Unit, successor: Unit, *, is_joined: bool) -> journal.Told:
    if is_joined:
        after = {"progress": Progress.STOPPED, "reason": f"{successor.name} làm việc này cho cả đơn vị sáp nhập vào."}
        return journal.Told("gộp vào việc của đơn vị kế thừa", row, unit, row.plan_id, None, after)
    names = {"unit": unit.name}, {"unit": successor.name}
    return journal.Told("chuyển cho đơn vị kế thừa", row, successor, row.plan_id, *names)


def _report_told(report: Submission, unit: Unit) -> journal.Told:
    plan = report.period.plan_id
    if report.excused_reason:
        return journal.Told("miễn nộp báo cáo", report, unit, plan, None, {"excused_reason": report.excused_reason})
    names = {"unit": unit.name}, {"unit": report.unit.name}
    return journal.Told("chuyển báo cáo cho đơn vị kế thừa", report, report.unit, plan, *names)
