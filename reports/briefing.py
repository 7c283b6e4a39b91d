"""Trang giao ban: overdue work by unit on one sheet, with who is in charge, how late, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.text import Truncator

from orgs.models import Unit
from plans.models import Decision, Occurrence, Progress, ProgressUpdate
from plans.models.work import OccurrenceQuerySet

MOST_ROWS = 30
LINES_ON_A_SHEET = 47.0
ROW_PADDING = 0.5
UNITS_TOLD = 8
# How long words may be, and how many letters go into a line of their column, in the widest font an office may have.
TASK, UNIT, PERSON, REASON = (80, 30), (60, 14), (40, 13), (110, 30)


@dataclass(frozen=True)
class LateRow:
    """One overdue row as the sheet tells it."""

    row: Occurrence
    days: int
    task: str
    person: str
    reason: str
    decision: str

    @property
    def lines(self) -> float:
        """How much of the sheet it takes, in lines."""
        words = _lines(self.reason, REASON) + _lines(
            f"Ý kiến chỉ đạo: {self.decision}" if self.decision else "", REASON
        )
        cells = [_lines(self.task, TASK) + 1, _lines(self.row.unit.name, UNIT), _lines(self.person, PERSON), words]
        return max(cells) + ROW_PADDING


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
    longest = told.order_by("due_on", "unit__path", "pk")[:MOST_ROWS]
    shown = list(_fitting(_late(row, on) for row in longest))
    for one in shown:
        counts[one.row.unit_id] -= 1
    left = {unit: number for unit, number in counts.items() if number}
    names = Unit.objects.filter(pk__in=left).in_print_order().values_list("pk", "name")
    awaiting = overdue.awaiting().count()
    return Briefing(
        units=list(_by_unit(shown)),
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


def _fitting(rows: Iterable[LateRow]) -> Iterator[LateRow]:
    """As many rows as the sheet holds."""
    taken = 0.0
    for row in rows:
        taken += row.lines
        if taken > LINES_ON_A_SHEET:
            return
        yield row


def _by_unit(rows: Iterable[LateRow]) -> Iterator[LateUnit]:
    in_order = sorted(rows, key=lambda one: (one.row.unit.path, one.row.due_on, one.row.pk))
    for unit, members in groupby(in_order, key=lambda one: one.row.unit):
        yield LateUnit(unit, list(members))


def _late(row: Any, on: date) -> LateRow:
    """A row from `with_reasons().for_list()`, its words cut to what the sheet has room for."""
    return LateRow(
        row,
        days=(on - row.due_on).days,
        task=_cut(row.assignment.item.text, TASK),
        person=_cut(str(row.assignment.person or "chưa phân công"), PERSON),
        reason=_cut(row.difficulties or "", REASON),
        decision=_cut(row.decision or "", REASON),
    )


def _cut(words: str, room: tuple[int, int]) -> str:
    return Truncator(" ".join(words.split())).chars(room[0])


def _lines(words: str, room: tuple[int, int]) -> int:
    return ceil(len(words) / room[1])
