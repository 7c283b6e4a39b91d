"""The grid of recurring duties by month: how many units have done each, of how many (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from plans.cells import Cells
from plans.models import PlanItem
from plans.models.plans import PlanItemQuerySet
from plans.models.work import OccurrenceQuerySet
from reports.figures import Line, months_of


@dataclass(frozen=True)
class DutyLine:
    """One recurring duty: its cells in each month of a year, None where nothing is due."""

    item: PlanItem
    year: int
    cells: list[Cells | None]

    @property
    def total(self) -> Cells:
        return sum((cells for cells in self.cells if cells), Cells())

    @property
    def months(self) -> list[Line]:
        return [Line(month, cells or Cells()) for month, cells in zip(months_of(self.year), self.cells, strict=True)]

    @property
    def query(self) -> str:
        return f"&item={self.item.pk}"

    @property
    def year_query(self) -> str:
        return f"{self.query}&start={self.year}-01-01&end={self.year}-12-31"


def recurring_items(occurrences: OccurrenceQuerySet) -> PlanItemQuerySet:
    """The items that ask for something on several days (việc định kỳ), in the order of their plans."""
    several = (
        occurrences.counted()
        .filter(original_due_on__isnull=False)
        .order_by()
        .values("assignment__item")
        .annotate(days=Count("original_due_on", distinct=True))
        .filter(days__gt=1)
    )
    items = PlanItem.objects.filter(pk__in=several.values("assignment__item"))
    return items.select_related("plan__document", "parent__parent__parent").order_by("-plan", "position")


def duties_by_month(occurrences: OccurrenceQuerySet, items: Iterable[PlanItem], year: int, on: date) -> list[DutyLine]:
    """The grid of `items` by the twelve months of a year."""
    items = list(items)
    rows = occurrences.filter(assignment__item__in=items, due_on__year=year).annotate(month=TruncMonth("due_on"))
    cells = {
        (row["assignment__item"], row["month"].month): Cells.of(row)
        for row in rows.count_cells(on, "assignment__item", "month")
    }
    return [DutyLine(item, year, [cells.get((item.pk, month)) for month in range(1, 13)]) for item in items]


def columns(lines: Iterable[DutyLine]) -> list[Cells]:
    """The sums of a grid, month by month."""
    return [
        sum((cells for cells in column if cells), Cells())
        for column in zip(*(line.cells for line in lines), strict=True)
    ]
