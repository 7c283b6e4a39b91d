"""Giao việc: a plan that was entered becomes work that units answer for (DESIGN §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from orgs import journal
from orgs.models import Unit, User
from plans.deadlines import DeadlineKind
from plans.models import (
    Assignee,
    Assignment,
    AssignmentRole,
    ItemKind,
    Occurrence,
    Origin,
    Plan,
    PlanDeadline,
    PlanItem,
    PlanVersion,
    Progress,
    ReportingPeriod,
)
from plans.places import place_of
from plans.services.at_hand import PlanAtHand, members_of
from plans.services.claims import claim_in_entry
from plans.services.opening import open_period
from plans.services.proposing import proposed_periods

ANSWERING = {AssignmentRole.LEAD, AssignmentRole.PERFORM}
_STRENGTH: dict[str, int] = {AssignmentRole.LEAD: 0, AssignmentRole.PERFORM: 1, AssignmentRole.COORDINATE: 2}


class PastWork(models.TextChoices):
    """What to do with due days and periods that lie before the day of entry. Asked once, never guessed."""

    FINISHED = "FINISHED", "Đã xong"
    FOLLOWED = "FOLLOWED", "Theo dõi tiếp"
    RECORDED = "RECORDED", "Chỉ lưu, không tính"


@dataclass(frozen=True)
class Readiness:
    """What still stands in the way of handing out a plan, and what is only worth knowing; in Vietnamese.

    `places` says which item a sentence is about.
    """

    obstacles: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def about(self, item: PlanItem, sentence: str, *, is_obstacle: bool) -> None:
        """Add a sentence about one item."""
        place = place_of(item) or "mục không đánh số"
        said = f"{place[0].upper()}{place[1:]}: {sentence}"
        (self.obstacles if is_obstacle else self.hints).append(said)
        self.places[said] = item.pk

    def obstacles_of(self, item: PlanItem) -> list[str]:
        """What stands in the way in one item."""
        return [sentence for sentence in self.obstacles if self.places.get(sentence) == item.pk]

    def obstacle_rows(self) -> list[tuple[str, int | None]]:
        return [(sentence, self.places.get(sentence)) for sentence in self.obstacles]

    def hint_rows(self) -> list[tuple[str, int | None]]:
        return [(sentence, self.places.get(sentence)) for sentence in self.hints]


def check_plan(at_hand: PlanAtHand) -> Readiness:
    """Say what a person must settle before a plan can be handed out."""
    readiness, plan = Readiness(), at_hand.plan
    if not any(assignee.is_matched and assignee.role in ANSWERING for assignee in at_hand.assignees):
        readiness.obstacles.append("Chưa có đơn vị nào được giao việc. Hãy chọn đơn vị cho ít nhất một mục.")
    for assignee in at_hand.assignees:
        if not assignee.is_matched:
            sentence = f"chưa rõ “{assignee.text}” là đơn vị nào."
            readiness.about(assignee.item, sentence, is_obstacle=assignee.role in ANSWERING)
    for row in at_hand.deadlines:
        if row.deadline.kind == DeadlineKind.UNREADABLE:
            readiness.about(row.item, f"chưa hiểu thời hạn “{row.wording}”.", is_obstacle=True)
        elif row.deadline.fuzzy:
            readiness.about(row.item, f"hãy xem lại thời hạn “{row.wording}”.", is_obstacle=False)
    if not plan.document.number:
        readiness.hints.append("Kế hoạch chưa có số.")
    elif Plan.objects.filter(issuer=plan.issuer).numbered_as(plan).exists():
        sentence = f"Đã có một kế hoạch khác mang số {plan.document.number}. Hãy xem có phải nhập hai lần không."
        readiness.hints.append(sentence)
    if plan.document.issued_on is None:
        readiness.hints.append("Kế hoạch chưa có ngày ban hành; nhóm đơn vị sẽ tính theo ngày giao việc.")
    if plan.starts_on is None or plan.ends_on is None:
        readiness.hints.append("Kế hoạch chưa ghi thời gian thực hiện; kỳ báo cáo tính 12 tháng từ ngày ban hành.")
    return readiness


@transaction.atomic
def propose_periods(*, at_hand: PlanAtHand, by: User, on: date) -> list[ReportingPeriod]:
    """Give the plan the reporting periods that its wording or its committee's rule gives, unless it has some."""
    if at_hand.periods:
        return at_hand.periods
    plan = at_hand.plan
    periods = [
        ReportingPeriod(
            plan=plan, label=offered.label, starts_on=offered.starts_on, ends_on=offered.ends_on,
            opens_on=offered.starts_on, due_on=offered.due_on, locks_on=offered.locks_on,
        )
        for offered in proposed_periods(at_hand, on)
    ]  # fmt: skip
    ReportingPeriod.objects.bulk_create(periods)
    journal.record(
        "lập kỳ báo cáo", plan, by=by, unit=plan.issuer, plan_id=plan.pk, after={"periods": [p.label for p in periods]}
    )
    return list(plan.periods.all())


@transaction.atomic
def set_report_outline(*, plan: Plan, by: User, ticks: Iterable[tuple[PlanItem, Assignee]]) -> int:
    """Make `ticks` the report outline (đề cương báo cáo): who answers which item of part II.

    Each tick names the item and a duty's assignee, whose unit or group will answer. Returns their number.
    Raises ValidationError (handed out).
    """
    if Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk).issued_at is not None:
        raise ValidationError("Kế hoạch đã giao việc; đề cương báo cáo không đổi được nữa.")
    standing = Assignee.objects.filter(item__plan=plan, origin=Origin.OUTLINE)
    rows = {
        (item.pk, duty.unit_id, duty.group_id): Assignee(
            item=item,
            origin=Origin.OUTLINE,
            role=AssignmentRole.PERFORM,
            text=duty.text,
            unit=duty.unit,
            group=duty.group,
        )
        for item, duty in ticks
        if duty.is_matched
    }
    if set(standing.values_list("item", "unit", "group")) == rows.keys():
        return len(rows)
    standing.delete()
    Assignee.objects.bulk_create(rows.values())
    journal.record("đề cương báo cáo", plan, by=by, unit=plan.issuer, plan_id=plan.pk, after={"ticks": len(rows)})
    return len(rows)


@transaction.atomic
@journal.together()
def issue_plan(*, plan: Plan, by: User, on: date, version: int, past: PastWork) -> Plan:
    """Hand out the work of a plan (giao việc): expand groups, make every row that will be done or not.

    Groups expand to their members of the plan's date; the list is frozen. `past` says what becomes of
    due days and periods before `on`; every report owed in a period that has opened is made. Two clicks, two people
    or a retry make one: the second call finds the plan handed out. Raises StaleVersion (handed out or changed
    meanwhile), ValidationError (obstacles).
    """
    claim_in_entry(plan, version, issued_at=timezone.now(), issued_by=by)
    at_hand = PlanAtHand(plan)  # read behind the claim: what others saved until then is handed out too
    if obstacles := check_plan(at_hand).obstacles:
        raise ValidationError(obstacles)
    if not plan.versions.exists():
        PlanVersion.objects.create(plan=plan, number=1, confirmed_by=by)
    periods = propose_periods(at_hand=at_hand, by=by, on=on)
    assignments = Assignment.objects.bulk_create(expand_assignees(at_hand, on=plan.document.issued_on or on))
    rows = list(make_occurrences(plan, assignments, periods, on=on, past=past, deadlines=at_hand.deadlines))
    Occurrence.objects.bulk_create(rows, batch_size=500)
    journal.record(
        "giao việc", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
        before={"state": "đang nhập"}, after={"state": "đã giao", "assignments": len(assignments), "rows": len(rows)},
    )  # fmt: skip
    for period in periods:
        if period.opens_on <= on:
            open_period(period=period, by=by, on=on)
    return plan


def rows_to_make(at_hand: PlanAtHand, *, on: date) -> list[Occurrence]:
    """The rows that handing out the plan on that day would make, unsaved."""
    offered = [] if at_hand.periods else proposed_periods(at_hand, on)
    periods = at_hand.periods or [ReportingPeriod(ends_on=one.ends_on) for one in offered]
    plan, deadlines = at_hand.plan, at_hand.deadlines
    assignments = expand_assignees(at_hand, on=plan.document.issued_on or on)
    return list(make_occurrences(plan, assignments, periods, on=on, past=PastWork.FOLLOWED, deadlines=deadlines))


def expand_assignees(at_hand: PlanAtHand, *, on: date, item: PlanItem | None = None) -> Iterator[Assignment]:
    """Yield one assignment for each unit and item; where a unit is named twice, its strongest role counts.

    Of the whole plan, or of one `item` only. Groups are expanded as they stand on that day.
    """
    parts: dict[tuple[int, int], tuple[Assignee, Unit]] = {}
    assignees = [row for row in at_hand.assignees if item is None or row.item_id == item.pk]
    members = members_of({assignee.group_id for assignee in assignees if assignee.group_id}, on)
    for assignee in assignees:
        for unit in [assignee.unit] if assignee.unit else members[assignee.group_id]:
            key = (assignee.item_id, unit.pk)
            if key not in parts or _STRENGTH[assignee.role] < _STRENGTH[parts[key][0].role]:
                parts[key] = (assignee, unit)
    for assignee, unit in parts.values():
        yield Assignment(
            item=assignee.item, unit=unit, origin=assignee.origin, role=assignee.role, group=assignee.group,
            acts=assignee.acts, product=assignee.product, via_id=assignee.via_id,
        )  # fmt: skip


def make_occurrences(
    plan: Plan, assignments: Iterable[Assignment], periods: list[ReportingPeriod], *, on: date, past: PastWork,
    deadlines: Iterable[PlanDeadline] | None = None,
) -> Iterator[Occurrence]:  # fmt: skip
    """Yield the rows of assignments: one a due day, or one a period where a deadline names no day (DESIGN §2).

    The plan's `deadlines` are read unless they are at hand.
    """
    named: dict[int, list[PlanDeadline]] = defaultdict(list)
    if deadlines is None:
        deadlines = PlanDeadline.objects.filter(item__plan=plan).select_related("assignee")
    for row in deadlines:
        named[row.item_id].append(row)
    for assignment in assignments:
        if assignment.role not in ANSWERING:
            continue
        binding = [row.deadline for row in named[assignment.item_id] if row.binds(assignment)]
        days = sorted({day for deadline in binding for day in deadline.dates})
        for day in days:
            dated = Occurrence(assignment=assignment, unit=assignment.unit, plan=plan, due_on=day, original_due_on=day)
            yield _settle_past(dated, is_past=day < on, past=past, day=day)
        if not days or any(not deadline.dates for deadline in binding):
            for period in periods:
                periodic = Occurrence(assignment=assignment, unit=assignment.unit, plan=plan, period=period)
                yield _settle_past(periodic, is_past=period.ends_on < on, past=past, day=period.ends_on)


def _settle_past(row: Occurrence, *, is_past: bool, past: PastWork, day: date) -> Occurrence:
    if is_past and past == PastWork.FINISHED:
        row.progress, row.finished_on = Progress.FINISHED, day
    elif is_past and past == PastWork.RECORDED:
        row.is_counted = False
    return row


def has_past_work(at_hand: PlanAtHand, on: date) -> bool:
    """Whether any due day or reporting period of the plan lies before `on`."""
    return any(day < on for row in at_hand.deadlines for day in row.deadline.dates) or any(
        period.ends_on < on for period in at_hand.periods or proposed_periods(at_hand, on)
    )


def outline_rows(at_hand: PlanAtHand) -> list[PlanItem]:
    """Items that the report outline offers: tasks that no unit is named for."""
    with_duties = {row.item_id for row in at_hand.assignees if row.origin == Origin.DUTY}
    return [item for item in at_hand.items if item.kind == ItemKind.TASK and item.pk not in with_duties]
