"""Trang giao ban: overdue work by unit on one sheet, with who is in charge, how late, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, OuterRef, Subquery

from orgs.models import Unit
from plans.models import Decision, Occurrence, Progress, ProgressUpdate
from plans.models.work import OccurrenceQuerySet

ROWS_ON_A_SHEET = 15
UNITS_TOLD = 12


@dataclass(frozen=True)
class LateRow:
    """One overdue row as the sheet tells it."""

    row: Occurrence
    days: int
    reason: str
    decision: str


@dataclass(frozen=True)
class LateUnit:
    """A unit with its overdue rows, the longest overdue first."""

    unit: Unit
    rows: list[LateRow]


@dataclass(frozen=True)
class Briefing:
    """The sheet. `total` = rows shown + `left` + `awaiting`, as the figure "chưa xong, quá hạn" counts."""

    units: list[LateUnit]
    total: int
    shown: int
    awaiting: int
    others: list[tuple[str, int]]

    @property
    def left(self) -> int:
        """Overdue rows for which the sheet has no room."""
        return self.total - self.shown - self.awaiting

    @property
    def others_told(self) -> list[tuple[str, int]]:
        return self.others[:UNITS_TOLD]

    @property
    def others_untold(self) -> int:
        return len(self.others) - len(self.others_told)


def briefing(work: OccurrenceQuerySet, on: date) -> Briefing:
    """The longest overdue rows that fit on one sheet, by unit in print order; the rest counted by unit.

    What a unit has sent waits for the office and stands on the sheet only as a number.
    """
    overdue = work.overdue(on)
    late = overdue.exclude(progress=Progress.AWAITING)
    counts = Counter(dict(late.order_by().values_list("unit").annotate(Count("pk"))))
    told = with_reasons(late).for_list().select_related("assignment__person")
    shown = list(told.order_by("due_on", "unit__path", "pk")[:ROWS_ON_A_SHEET])
    for row in shown:
        counts[row.unit_id] -= 1
    left = {unit: number for unit, number in counts.items() if number}
    names = Unit.objects.filter(pk__in=left).in_print_order().values_list("pk", "name")
    awaiting = overdue.awaiting().count()
    return Briefing(
        units=list(_by_unit(shown, on)),
        total=sum(left.values()) + len(shown) + awaiting,
        shown=len(shown),
        awaiting=awaiting,
        others=[(name, left[pk]) for pk, name in names],
    )


def with_reasons(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Each row with `difficulties`, the unit's last word on them, and `decision`, the last one on it."""
    answers = ProgressUpdate.objects.filter(occurrence=OuterRef("pk")).exclude(difficulties="").order_by("-pk")
    decisions = Decision.objects.filter(occurrence=OuterRef("pk")).order_by("-decided_on", "-pk")
    return rows.annotate(
        difficulties=Subquery(answers.values("difficulties")[:1]), decision=Subquery(decisions.values("text")[:1])
    )


def _by_unit(rows: Iterable[Occurrence], on: date) -> Iterable[LateUnit]:
    in_order = sorted(rows, key=lambda row: (row.unit.path, row.due_on, row.pk))
    for unit, members in groupby(in_order, key=lambda row: row.unit):
        yield LateUnit(unit, [_late(row, on) for row in members])


def _late(row: Occurrence, on: date) -> LateRow:
    said = {name: getattr(row, name) or "" for name in ("difficulties", "decision")}
    return LateRow(row, (on - row.due_on).days if row.due_on else 0, said["difficulties"], said["decision"])
