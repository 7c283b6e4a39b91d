"""Figures of the work: the cells counted by unit, by plan, by item (DESIGN §3, DOMAIN.md §4.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from orgs.models import Unit, UnitKind
from plans.cells import Cells
from plans.models import Occurrence, Plan, PlanItem


@dataclass(frozen=True)
class Line:
    """One line of a table of figures: what it is about, and its cells."""

    subject: Any
    cells: Cells


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
    """Rows that fall in a window: due in it, or of a reporting period that touches it."""
    return occurrences.since(start).until(end)


def total(occurrences: Any, on: date) -> Cells:
    return Cells.of(occurrences.count_cells(on)[0])


def by_unit(occurrences: Any, on: date) -> list[Line]:
    """One line a unit, in print order."""
    return by_unit_and_plan(occurrences, on)[0]


def by_plan(occurrences: Any, on: date) -> list[Line]:
    """One line a plan, the latest first."""
    return by_unit_and_plan(occurrences, on)[1]


def by_unit_and_plan(occurrences: Any, on: date) -> tuple[list[Line], list[Line]]:
    """Both tables from one GROUP BY: a line for each unit in print order, and for each plan, the latest first."""
    units: dict[int, Cells] = defaultdict(Cells)
    plans: dict[int, Cells] = defaultdict(Cells)
    for row in occurrences.count_cells(on, "unit", "plan"):
        units[row["unit"]] += Cells.of(row)
        plans[row["plan"]] += Cells.of(row)
    return (
        [Line(unit, units[unit.pk]) for unit in Unit.objects.filter(pk__in=units).in_print_order()],
        [Line(plan, plans[plan.pk]) for plan in Plan.objects.filter(pk__in=plans).for_list()],
    )


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
