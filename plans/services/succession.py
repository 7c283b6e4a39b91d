"""Rows to come go over to the paragraphs that take the place of others; what is past or answered stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from plans.models import Assignment, Occurrence, Plan, Progress
from plans.models.work import OccurrenceQuerySet
from plans.services.issuing import PastWork, make_occurrences

# The unit has done its part, or was released from it: asked for no second time, and moved nowhere.
_DONE = (Progress.AWAITING, Progress.FINISHED, Progress.STOPPED)
_Part = tuple[int, int]


def coming_rows(items: Iterable[int], on: date) -> OccurrenceQuerySet:
    return Occurrence.objects.filter(assignment__item__in=items).since(on)


def give_up(rows: OccurrenceQuerySet) -> None:
    """Take back rows that are no longer asked for: those nobody has touched vanish, the others are thôi thực hiện."""
    untouched = rows.filter(
        progress=Progress.NOT_STARTED, updates__isnull=True, decisions__isnull=True, drafts__isnull=True,
        extensions__isnull=True, urges__isnull=True,
    )  # fmt: skip
    Occurrence.objects.filter(pk__in=list(untouched.values_list("pk", flat=True))).delete()
    rows.exclude(progress__in=_DONE).update(progress=Progress.STOPPED, version=F("version") + 1)


def hand_over_rows(
    plan: Plan, assignments: list[Assignment], came_from: Mapping[int, int], *, on: date
) -> list[Occurrence]:
    """Make the rows to come of `assignments`; where a paragraph came from another one, those waiting there follow.

    A row that stands on a day still asked for keeps it, the others take the days left over in order; done ones are
    not moved and fill the place of one. `came_from`: new item → old one, or itself. Returns those that were made new.
    """
    waiting = _waiting(came_from, on)
    slots: dict[_Part, _Slots] = defaultdict(_Slots)
    for row in make_occurrences(plan, assignments, _periods(plan), on=on, past=PastWork.FOLLOWED):
        if _is_coming(row, on):
            slots[row.assignment.item_id, row.unit_id].wanted.append(row)
    moved, fresh, left = [], [], []
    for part in slots.keys() | waiting.keys():
        slots[part].fill(waiting.get(part, []))
        moved += slots[part].moved
        fresh += slots[part].wanted
        left += [row.pk for row in slots[part].left]
    give_up(Occurrence.objects.filter(pk__in=left))
    Occurrence.objects.bulk_update(moved, ["assignment", "due_on", "version"], batch_size=200)
    return Occurrence.objects.bulk_create(fresh, batch_size=500)


@dataclass
class _Slots:
    """The days and periods that one unit is asked for in one paragraph, and the rows that take them."""

    wanted: list[Occurrence] = field(default_factory=list)
    moved: list[Occurrence] = field(default_factory=list)
    left: list[Occurrence] = field(default_factory=list)

    def fill(self, standing: list[Occurrence]) -> None:
        by_day = {(row.due_on, row.period_id): row for row in self.wanted}
        for row in standing:
            if slot := by_day.get((_day_of_plan(row), row.period_id)):
                self._take(row, slot, keeps_day=(row.due_on, None) not in by_day)
            else:
                self.left.append(row)
        dated = [row for row in self.wanted if row.due_on is not None]
        for slot, row in zip(dated, [row for row in self.left if row.due_on is not None], strict=False):
            self.left.remove(row)
            self._take(row, slot)

    def _take(self, row: Occurrence, slot: Occurrence, *, keeps_day: bool = False) -> None:
        """Put a row in a slot; where the plan's day is the same, a later day that its unit was given stays."""
        self.wanted.remove(slot)
        due_on = row.due_on if keeps_day else slot.due_on
        is_same = (row.assignment_id, row.due_on) == (slot.assignment_id, due_on)
        if row.progress not in _DONE and not is_same:
            row.assignment, row.due_on, row.version = slot.assignment, due_on, row.version + 1
            self.moved.append(row)


def _waiting(came_from: Mapping[int, int], on: date) -> dict[_Part, list[Occurrence]]:
    heirs = {old: new for new, old in came_from.items()}
    waiting: dict[_Part, list[Occurrence]] = defaultdict(list)
    rows = coming_rows(heirs, on).select_related("assignment").prefetch_related("extensions")
    for row in rows.order_by("due_on", "period__ends_on", "pk"):
        day = _day_of_plan(row)
        if day is None or day >= on:  # else a past row, of which the unit was only given more time
            waiting[heirs[row.assignment.item_id], row.unit_id].append(row)
    return waiting


def _day_of_plan(row: Occurrence) -> date | None:
    """The due day that the plan sets, before the extensions that moved it (gia hạn)."""
    day = row.due_on
    for asked in reversed(row.extensions.all()):
        if asked.granted_on is not None and asked.granted_on == day:
            day = asked.due_before
    return day


def _periods(plan: Plan) -> list:
    """Periods that begin within the plan's time, should that have been shortened."""
    return [period for period in plan.periods.all() if plan.ends_on is None or period.starts_on <= plan.ends_on]


def _is_coming(row: Occurrence, on: date) -> bool:
    if row.due_on is not None:
        return row.due_on >= on
    return row.period is not None and row.period.ends_on >= on
