"""Deadlines beside the paragraphs of a plan: the wording is kept as typed, the rule is read from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from plans.deadlines import Deadline, DeadlineKind, read_deadlines
from plans.models import Assignee, Plan, PlanDeadline, PlanItem

LONGEST_WORDING = 300


class Wording(NamedTuple):
    """A deadline as a person typed it, for the whole item or for one of its assignees."""

    wording: str
    assignee: Assignee | None = None


def read_wording(wording: str, plan: Plan) -> list[Deadline]:
    """The deadlines that `wording` states in this plan; one UNREADABLE where it states none. Never a guess."""
    return read_between(wording, issued_on=plan.document.issued_on, start=plan.starts_on, end=plan.ends_on)


def read_between(wording: str, *, issued_on: date | None, start: date | None, end: date | None) -> list[Deadline]:
    """As `read_wording`, of a plan with these days."""
    found = read_deadlines(wording, issued_on=issued_on, start=start, end=end)
    return found or [Deadline(DeadlineKind.UNREADABLE, wording)]


def set_deadlines(item: PlanItem, wanted: Iterable[Wording]) -> None:
    """Make `wanted` the deadlines of `item`; one wording may state several. What stays is not read again."""
    kept = set()
    standing = {(row.wording, row.assignee_id) for row in item.deadlines.all()}
    rows = []
    for wording, assignee in dict.fromkeys(wanted):
        key = (wording, assignee.pk if assignee else None)
        kept.add(key)
        if key not in standing:
            rows += rows_for(item, wording, assignee)
    gone = [row.pk for row in item.deadlines.all() if (row.wording, row.assignee_id) not in kept]
    PlanDeadline.objects.filter(pk__in=gone).delete()
    PlanDeadline.objects.bulk_create(rows)


def rows_for(item: PlanItem, wording: str, assignee: Assignee | None = None) -> list[PlanDeadline]:
    """Unsaved rows for one wording, one for each deadline it states."""
    return [
        PlanDeadline(item=item, assignee=assignee, wording=wording, rule=deadline.to_record())
        for deadline in read_wording(wording, item.plan)
    ]


def read_deadlines_again(plan: Plan) -> None:
    """After the plan's dates have changed: years left out and recurring days follow them."""
    standing = PlanDeadline.objects.filter(item__plan=plan, item__dropped_in__isnull=True)
    rows = standing.select_related("item__plan__document", "assignee")
    wordings = {(row.item_id, row.wording, row.assignee_id): row for row in rows}
    PlanDeadline.objects.filter(pk__in=[row.pk for row in rows]).delete()
    PlanDeadline.objects.bulk_create(
        fresh for row in wordings.values() for fresh in rows_for(row.item, row.wording, row.assignee)
    )
