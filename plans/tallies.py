"""The figures of a period as units sent them: one line a unit, summed where a sum means something (biểu số liệu)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from orgs.models import User
from plans.asked_figures import said
from plans.models import Indicator, IndicatorKind, ReportingPeriod, Submission, SubmissionRound
from plans.models.submissions import SubmissionQuerySet


@dataclass(frozen=True)
class Sent:
    """What a unit sent for one line; all empty where it has sent nothing, or was not asked."""

    number: Decimal | None = None
    is_met: bool | None = None
    note: str = ""
    measure: str = ""

    @property
    def words(self) -> str:
        """Without the measure where it is a number: that stands in the head of the table."""
        return said(self.number, self.is_met, "") or self.note


@dataclass(frozen=True)
class UnitFigures:
    """One report's line of the table: what it sent last, by indicator's id."""

    report: Submission
    sent: dict[int, Sent]


@dataclass
class Tally:
    """One line of the list over all units: `total` where it may be summed, else how many said đạt and không đạt."""

    indicator: Indicator
    given: int = 0
    total: Decimal | None = None
    met: int = 0
    unmet: int = 0

    def add(self, sent: Sent) -> None:
        if sent.number is not None:
            self.given += 1
            if self.indicator.is_summed:
                self.total = (self.total or Decimal(0)) + sent.number
        elif sent.is_met is not None:
            self.given += 1
            self.met += sent.is_met
            self.unmet += not sent.is_met

    @property
    def head(self) -> str:
        """What stands over its column, with the measure where it has one: "Số cuộc họp (cuộc)"."""
        measure = self.indicator.called_measure
        return f"{self.indicator.name} ({measure})" if measure else self.indicator.name

    @property
    def words(self) -> str:
        if self.indicator.kind == IndicatorKind.YES_NO:
            return f"{self.met} đạt, {self.unmet} không đạt" if self.given else ""
        return said(self.total, None, "")


@dataclass
class FigureTable:
    """All of a period's figures that one person may read."""

    period: ReportingPeriod
    tallies: list[Tally]
    lines: list[UnitFigures] = field(default_factory=list)

    def add(self, report: Submission) -> None:
        """A report from `with_last_figures`, as one line more."""
        sent = sent_figures(report)
        self.lines.append(UnitFigures(report, sent))
        for tally in self.tallies:
            tally.add(sent.get(tally.indicator.pk, Sent()))

    @property
    def rows(self) -> list[tuple[Submission, list[tuple[Indicator, Sent]]]]:
        """Each report with what it sent, in the order of the list."""
        nothing = Sent()
        return [
            (line.report, [(one.indicator, line.sent.get(one.indicator.pk, nothing)) for one in self.tallies])
            for line in self.lines
        ]

    @property
    def sent_count(self) -> int:
        return sum(1 for line in self.lines if line.report.first_sent_on)


def table_of(period: ReportingPeriod, user: User) -> FigureTable:
    """The figures of the reports that `user` may read, in print order. Two queries, however many units."""
    (table,) = tables_from([period], Submission.objects.visible_to(user))
    return table


def tables_from(periods: Iterable[ReportingPeriod], readable: SubmissionQuerySet) -> list[FigureTable]:
    """The figures of the reports owed for each period, as far as they are among `readable`.

    Two queries, however many periods and units.
    """
    tables = {period.pk: FigureTable(period, []) for period in periods}
    for indicator in Indicator.objects.filter(period__in=tables).order_by("position", "pk"):
        tables[indicator.period_id].tallies.append(Tally(indicator))
    reports = readable.owed().filter(period__in=tables).select_related("unit", "period")
    for report in with_last_figures(reports).order_by("unit__path"):
        tables[report.period_id].add(report)
    return list(tables.values())


def with_last_figures(reports: SubmissionQuerySet) -> SubmissionQuerySet:
    """With `last_figures`: the copy that the last sending kept; what is still being typed is the unit's own."""
    latest = SubmissionRound.objects.filter(submission=OuterRef("pk")).order_by("-number")
    return reports.annotate(last_figures=Subquery(latest.values("figures")[:1]))


def sent_figures(report: Any) -> dict[int, Sent]:
    """What a report from `with_last_figures` sent last, by indicator's id."""
    records: Iterable[dict[str, Any]] = report.last_figures or []
    return {
        one["indicator"]: Sent(
            Decimal(one["number"]) if one.get("number") is not None else None, one.get("is_met"), one.get("note", ""),
            one.get("measure", ""),
        )
        for one in records
    }  # fmt: skip
