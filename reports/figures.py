"""Figures of the work: the cells counted by unit, by plan, by month, by item (DESIGN §3, DOMAIN.md §4.2).

`by_original` counts by the days of the plan, as if nobody had been given more time (DOMAIN.md §7.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from orgs.models import Unit, UnitKind
from plans.cells import Cells
from plans.models import Occurrence, Plan, PlanItem, ReportingPeriod

Counts = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of a table of figures: what it is about, and its cells."""

    subject: Any
    cells: Cells

    @property
    def name(self) -> str:
        if self.subject is None:
            return "Không hạn"
        name = self.subject.short_name if isinstance(self.subject, Plan) else str(self.subject)
        return f"{name[:1].upper()}{name[1:]}"

    @property
    def query(self) -> str:
        """What narrows a list of rows down to this line, as it follows other words of an address."""
        if isinstance(self.subject, KindOfUnits):
            return f"&kind={self.subject.kind}"
        if isinstance(self.subject, Month):
            return f"&start={self.subject.start.isoformat()}&end={self.subject.end.isoformat()}"
        return f"&{self.subject._meta.model_name}={self.subject.pk}" if self.subject else ""


@dataclass(frozen=True)
class KindOfUnits:
    """Units of one kind, counted together; a single one goes by its own name."""

    kind: str
    units: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Month:
    """A month of due days, or the part of it that lies in the window counted."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"tháng {self.start.month}/{self.start.year}"

    @property
    def short(self) -> str:
        return f"T{self.start.month}"


@dataclass(frozen=True)
class ItemFigures:
    """What units answered to one item: rows by cell, how many units they are, and what to call them."""

    cells: Cells
    units: int
    noun: str

    @property
    def is_once_each(self) -> bool:
        return self.units == self.cells.all


def work_between(occurrences: Any, start: date, end: date) -> Any:
    """Rows that fall in a window: due in it, or without a day and of a reporting period that belongs to it."""
    periods = ReportingPeriod.objects.of_window(start, end)
    return occurrences.filter(Q(due_on__range=(start, end)) | Q(due_on__isnull=True, period__in=periods))


def total(occurrences: Any, on: date) -> Cells:
    return Cells.of(occurrences.count_cells(on)[0])


def by_unit(occurrences: Any, on: date) -> list[Line]:
    """One line a unit, in print order."""
    return unit_lines(count_by(occurrences, on, "unit"))


def count_by(occurrences: Any, on: date, by: str, *, by_original: bool = False, **more: Any) -> list[Counts]:
    """The cells of each unit, plan or month of due days, and what `more` counts: one GROUP BY.

    Months are those of the original days where the cells are counted by these. Raises FieldError for another `by`.
    """
    if by == "month":
        occurrences = occurrences.annotate(month=TruncMonth("original_due_on" if by_original else "due_on"))
    counted: list[Counts] = occurrences.count_cells(on, by, by_original=by_original, **more)
    return counted


def unit_lines(counts: Iterable[Counts]) -> list[Line]:
    cells = {row["unit"]: Cells.of(row) for row in counts}
    return [Line(unit, cells[unit.pk]) for unit in Unit.objects.filter(pk__in=cells).in_print_order()]


def kind_lines(counts: Iterable[Counts]) -> list[Line]:
    """One line for each kind of unit, in the print order of its first unit."""
    by_kind: dict[str, list[Line]] = {}
    for line in unit_lines(counts):
        by_kind.setdefault(line.subject.kind, []).append(line)
    return [Line(_kind(kind, lines), sum_lines(lines)) for kind, lines in by_kind.items()]


def _kind(kind: str, lines: list[Line]) -> KindOfUnits:
    name = lines[0].name if len(lines) == 1 else f"{UnitKind(kind).label} ({len(lines)} đơn vị)"
    return KindOfUnits(kind, len(lines), name)


def plan_lines(counts: Iterable[Counts]) -> list[Line]:
    """One line a plan, the latest first."""
    cells = {row["plan"]: Cells.of(row) for row in counts}
    return [Line(plan, cells[plan.pk]) for plan in Plan.objects.filter(pk__in=cells).for_list()]


def month_lines(counts: Iterable[Counts], start: date | None = None, end: date | None = None) -> list[Line]:
    """One line for each month in which rows are due, in order, then one of `None` for rows without a day.

    `start` and `end` are the window the rows were taken from: its first and last month are cut to it.
    """
    cells = {row["month"]: Cells.of(row) for row in counts}
    undated = cells.pop(None, None)
    lines = [Line(month_of(first, start, end), cells[first]) for first in sorted(cells)]
    return lines + ([Line(None, undated)] if undated else [])


def month_of(first: date, start: date | None = None, end: date | None = None) -> Month:
    """The month that begins on `first`, cut to a window."""
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Month(max(first, start or first), min(last, end or last))


def months_of(year: int) -> list[Month]:
    return [month_of(date(year, month, 1)) for month in range(1, 13)]


def by_item(occurrences: Any, on: date) -> dict[int, ItemFigures]:
    """The figures of each item that has rows, by its id."""
    is_party = Q(unit__kind=UnitKind.PARTY_CELL)
    rows = occurrences.count_cells(
        on,
        "assignment__item",
        units=Count("unit", distinct=True),
        party_cells=Count("unit", distinct=True, filter=is_party),
    )
    return {
        row["assignment__item"]: ItemFigures(
            cells=Cells.of(row),
            units=row["units"],
            noun="tổ chức đảng" if row["party_cells"] == row["units"] else "đơn vị",
        )
        for row in rows
    }


def sum_lines(lines: Iterable[Line]) -> Cells:
    return sum((line.cells for line in lines), Cells())


def record(occurrences: Any, on: date) -> dict[str, Any]:
    """The figures as they are frozen with a signed report: totals, and a line for each unit."""
    return {
        "on": on.isoformat(),
        "total": asdict(total(occurrences, on)),
        "units": [{"unit": line.subject.name, **asdict(line.cells)} for line in by_unit(occurrences, on)],
    }


def rows_of(plans: Iterable[Plan]) -> Any:
    return Occurrence.objects.filter(plan__in=plans)


def items_with_rows(occurrences: Any) -> list[PlanItem]:
    """The items that rows answer, in the order of their plans."""
    items = PlanItem.objects.filter(pk__in=occurrences.counted().order_by().values("assignment__item"))
    return list(items.select_related("plan__document", "parent").order_by("plan", "position"))
