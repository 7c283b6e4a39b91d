"""Who sent the reports owed for periods: figures from the frozen lists, so that no rate passes 100 % (DESIGN §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from django.db.models import Count

from orgs.models import Unit
from plans.models import ReportingPeriod
from plans.models.periods import ReportingPeriodQuerySet
from plans.models.submissions import SubmissionQuerySet
from plans.owed import condition

FIGURES = {
    "owed": "Phải nộp",
    "sent": "Đã nộp",
    "on_time": "Đúng hạn",
    "late": "Nộp muộn",
    "blank": "Chưa nộp",
    "to_complete": "Đang bổ sung",
    "excused": "Được miễn nộp",
}


# How tables head them: first those that add up to what is owed, then a part of those sent.
HEADS = FIGURES | {"to_complete": "Trong đã nộp: đang bổ sung"}


@dataclass(frozen=True)
class Completeness:
    """Reports counted: owed = sent + blank, sent = on_time + late; `to_complete` of those sent came back.

    Excused units owe nothing and stand in `excused` alone.
    """

    owed: int = 0
    sent: int = 0
    on_time: int = 0
    late: int = 0
    to_complete: int = 0
    blank: int = 0
    excused: int = 0

    @classmethod
    def of(cls, counts: dict[str, Any]) -> Self:
        return cls(**{field.name: counts[field.name] for field in fields(cls)})

    def __add__(self, other: Self) -> Self:
        both = {field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(Completeness)}
        return replace(self, **both)

    def share(self, part: int) -> float | None:
        """`part` as percent of the reports owed; None where none is."""
        return 100 * part / self.owed if self.owed else None

    @property
    def sent_share(self) -> float | None:
        return self.share(self.sent)


@dataclass(frozen=True)
class OwedLine:
    """One line of a table: a period or a unit, and its figures."""

    subject: Any
    figures: Completeness

    @property
    def query(self) -> str:
        """What narrows a list of reports down to this line, as it follows other words of an address."""
        return f"&{'unit' if isinstance(self.subject, Unit) else 'period'}={self.subject.pk}"


def count(submissions: SubmissionQuerySet, *by: str) -> list[dict[str, Any]]:
    """The figures, one dict for each combination of the fields `by`: one GROUP BY."""
    counts = {figure: Count("pk", filter=condition(figure)) for figure in FIGURES}
    return list(submissions.order_by().values(*by).annotate(**counts))


def total(submissions: SubmissionQuerySet) -> Completeness:
    """The figures of all of them, in one query."""
    counts = {figure: Count("pk", filter=condition(figure)) for figure in FIGURES}
    return Completeness.of(submissions.order_by().aggregate(**counts))


def by_period_and_unit(submissions: SubmissionQuerySet) -> tuple[list[OwedLine], list[OwedLine]]:
    """Both tables from one GROUP BY: periods, the latest first, and units in print order."""
    periods: dict[int, Completeness] = defaultdict(Completeness)
    units: dict[int, Completeness] = defaultdict(Completeness)
    for row in count(submissions, "period", "unit"):
        periods[row["period"]] += Completeness.of(row)
        units[row["unit"]] += Completeness.of(row)
    return (
        [OwedLine(period, periods[period.pk]) for period in _in_order(ReportingPeriod.objects.filter(pk__in=periods))],
        [OwedLine(unit, units[unit.pk]) for unit in Unit.objects.filter(pk__in=units).in_print_order()],
    )


def by_period(submissions: SubmissionQuerySet, *, latest: int) -> list[OwedLine]:
    """The `latest` periods with owed reports, the latest first, in one query."""
    way = {"report": "submissions__", "period": ""}
    counts = {figure: Count("submissions", filter=condition(figure, **way)) for figure in FIGURES}
    periods = ReportingPeriod.objects.filter(submissions__in=submissions.order_by()).annotate(**counts)
    return [OwedLine(period, Completeness.of(vars(period))) for period in _in_order(periods)[:latest]]


def sum_lines(lines: Iterable[OwedLine]) -> Completeness:
    return sum((line.figures for line in lines), Completeness())


def _in_order(periods: ReportingPeriodQuerySet) -> ReportingPeriodQuerySet:
    return periods.select_related("plan__document").order_by("-ends_on", "-starts_on", "-pk")
