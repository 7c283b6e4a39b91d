"""The register of initiatives in figures: the annex of DOMAIN.md §4.2, by field and by unit, from one GROUP BY."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any, Self

from django.db.models import Count, Q, QuerySet

from orgs.models import Unit
from plans.models import Initiative, InitiativeField, InitiativeState, ReportingPeriod
from plans.models.initiatives import years_of


def registered_in(periods: Collection[ReportingPeriod]) -> dict[tuple[int, int], int]:
    """How many models each unit has in the register, by period and unit; at most one query for all periods."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    if not periods:
        return counts
    kept = Initiative.objects.of_plans({period.plan_id for period in periods}).order_by()
    for plan, unit, year, count in kept.values_list("plan", "unit", "year").annotate(n=Count("pk")):
        for period in periods:
            first, last = years_of(period)
            if plan in {None, period.plan_id} and first <= year <= last:
                counts[period.pk, unit] += count
    return counts


@dataclass(frozen=True)
class Counts:
    """Models counted. Collective and individual add up to `all`, new and maintained too, and the four fields."""

    all: int = 0
    collective: int = 0
    individual: int = 0
    new: int = 0
    maintained: int = 0
    effective: int = 0
    recognized: int = 0
    economy: int = 0
    society: int = 0
    defense: int = 0
    political_system: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True)
class CountLine:
    """One line of the annex: a field (its value) or a unit, and how it is called."""

    key: Any
    name: str
    counts: Counts


@dataclass(frozen=True)
class Annex:
    by_field: list[CountLine]
    by_unit: list[CountLine]
    total: Counts

    @property
    def total_line(self) -> CountLine:
        return CountLine("", "Cộng", self.total)


@dataclass(frozen=True)
class Column:
    """One figure of the annex: how its head calls it, and the choice of InitiativeFilter that opens its rows."""

    name: str
    head: str
    choice: tuple[str, str] | None = None


COLUMNS = [
    Column("all", "Tổng số"),
    Column("collective", "Tập thể", ("who", "yes")),
    Column("individual", "Cá nhân", ("who", "no")),
    Column("new", "Mới", ("new", "yes")),
    Column("maintained", "Duy trì", ("new", "no")),
    Column("effective", "Duy trì, có hiệu quả", ("state", InitiativeState.EFFECTIVE.value)),
    Column("recognized", "Được công nhận", ("recognition", "any")),
]
FIELD_COLUMNS = [
    Column(field.value.lower(), field.label.capitalize(), ("field", field.value)) for field in InitiativeField
]
UNIT_COLUMNS = [COLUMNS[0], *FIELD_COLUMNS, *COLUMNS[1:]]


def annex_of(initiatives: QuerySet) -> Annex:
    """Count a filtered register: every field has its line, units theirs where they have models, in print order."""
    by_field: dict[str, Counts] = defaultdict(Counts)
    by_unit: dict[int, Counts] = defaultdict(Counts)
    groups = initiatives.order_by().values("unit", "field", "is_collective", "is_new").annotate(
        n=Count("pk"), effective=Count("pk", filter=Q(state=InitiativeState.EFFECTIVE)),
        recognized=Count("pk", filter=~Q(recognition="")),
    )  # fmt: skip
    for group in groups:
        counts = _counts(group)
        by_field[group["field"]] += counts
        by_unit[group["unit"]] += counts
    units = Unit.objects.filter(pk__in=by_unit).in_print_order()
    return Annex(
        [CountLine(one.value, one.label.capitalize(), by_field[one.value]) for one in InitiativeField],
        [CountLine(unit.pk, unit.name, by_unit[unit.pk]) for unit in units],
        sum(by_unit.values(), Counts()),
    )


def _counts(group: dict[str, Any]) -> Counts:
    n = group["n"]
    return Counts(
        all=n,
        effective=group["effective"],
        recognized=group["recognized"],
        **{"collective" if group["is_collective"] else "individual": n},
        **{"new" if group["is_new"] else "maintained": n},
        **{group["field"].lower(): n},
    )
