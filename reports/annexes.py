"""The annexes of a report: the figures that the pages show, as tables of paper (DOMAIN.md §4.2).

Every figure comes from the module that its page asks, so that screen, paper and .xlsx say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans import tallies, target_results
from plans.initiative_figures import annex_of
from plans.models import Initiative, InitiativeState, ReportingPeriod, Submission
from plans.tallies import FigureTable
from plans.target_results import TargetResult
from reports import annex_tables, comparing, completeness, figures
from reports.annex_kinds import AnnexKind
from reports.blocks import Annex, Flow, Table
from reports.models import Report
from reports.words import work_of


@dataclass(frozen=True)
class ReportAnnex:
    """One annex of a report: what kind it is, and what stands in it, nothing where there is nothing to tell."""

    kind: AnnexKind
    blocks: tuple[Flow, ...]
    is_landscape: bool = True

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]


def annexes_of(report: Report, *, on: date) -> Iterator[Annex]:
    """The annexes that the office chose, as paper, in their order; those that have nothing to tell are left out."""
    for annex in chosen_annexes(report, on=on):
        yield Annex(annex.kind.heading, annex.blocks, landscape=annex.is_landscape)


def chosen_annexes(report: Report, *, on: date) -> list[ReportAnnex]:
    made = (annex_for(report, kind, on=on) for kind in AnnexKind if kind in report.annexes)
    return [annex for annex in made if annex.blocks]


def annex_for(report: Report, kind: AnnexKind, *, on: date, tables: Iterable[FigureTable] | None = None) -> ReportAnnex:
    """One annex as the figures stand on that day, chosen or not.

    `tables` are those of `figure_tables_until`, where the page asked for them already.
    """
    if kind == AnnexKind.INDICATORS:
        return ReportAnnex(kind, tuple(_indicators(figure_tables_of(report, tables))))
    return ReportAnnex(kind, tuple(_MAKERS[kind](report, on)), is_landscape=kind not in _UPRIGHT)


def reports_in(report: Report) -> Any:
    """The reports owed for periods of the report's plans that end within its window."""
    return Submission.objects.filter(
        period__plan__in=report.plans.all(), period__ends_on__range=(report.starts_on, report.ends_on)
    )


def targets_of(report: Report) -> list[TargetResult]:
    """The targets of all plans, as far as periods until the end of the window say."""
    return target_results.results_until(report.plans.all(), report.ends_on)


def figure_tables_of(report: Report, until: Iterable[FigureTable] | None = None) -> list[FigureTable]:
    """What units sent for each period of the plans that ends within the window and asks for figures.

    `until` are those of `figure_tables_until`, where the page asked for them already.
    """
    if until is not None:
        return [table for table in until if table.period.ends_on >= report.starts_on]
    return tallies.tables_from(_asking(report).filter(ends_on__gte=report.starts_on), Submission.objects.all())


def figure_tables_until(report: Report) -> list[FigureTable]:
    """The same, of every period that ends by the end of the window, however long before it."""
    return tallies.tables_from(_asking(report), Submission.objects.all())


def initiatives_of(report: Report) -> Any:
    """The models that the report counts: of its plans, or of none, in its units, in the years of its window."""
    rows = Initiative.objects.exclude(state=InitiativeState.ENDED)
    of_plans = rows.filter(plan__in=report.plans.all())
    of_none = rows.filter(plan__isnull=True, unit__committee=report.issuer.committee_id)
    return (of_plans | of_none).filter(year__range=(report.starts_on.year, report.ends_on.year))


def _asking(report: Report) -> Any:
    """Periods of the plans that ask for figures and end by the end of the window, plan by plan."""
    periods = ReportingPeriod.objects.filter(
        plan__in=report.plans.all(), ends_on__lte=report.ends_on, indicators__isnull=False
    )
    return periods.select_related("plan__document").distinct().order_by("plan", "ends_on", "pk")


def _units(report: Report, on: date) -> Iterator[Flow]:
    counts = figures.count_by(work_of(report), on, "unit")
    lines = figures.unit_lines(counts)
    if lines:
        bars = annex_tables.work_bars(figures.kind_lines(counts))
        if bars.rows:
            yield bars
        yield annex_tables.unit_table(lines)


def _completeness(report: Report, on: date) -> Iterator[Flow]:
    _, units = completeness.by_period_and_unit(reports_in(report))
    if units:
        yield annex_tables.completeness_table(units)


def _targets(report: Report, on: date) -> Iterator[Flow]:
    asked = [result for result in targets_of(report) if result.is_asked]
    if asked:
        yield annex_tables.target_table(asked)


def _indicators(tables: Iterable[FigureTable]) -> Iterator[Flow]:
    for table in tables:
        caption = f"{table.period.plan.short_name}: {table.period.label}"
        yield from annex_tables.indicator_tables(table, caption)


def _initiatives(report: Report, on: date) -> Iterator[Flow]:
    counted = annex_of(initiatives_of(report))
    if counted.total.all:
        yield from annex_tables.initiative_tables(counted)


def _comparison(report: Report, on: date) -> Iterator[Flow]:
    lines, source = comparing.compared(report, on)
    if lines:
        yield annex_tables.comparison_table(lines, source)


def _ranking(report: Report, on: date) -> Iterator[Flow]:
    table = annex_tables.ranking_table(figures.by_unit(work_of(report), on))
    if table.rows:
        yield table


_MAKERS: dict[AnnexKind, Callable[[Report, date], Iterator[Flow]]] = {
    AnnexKind.UNITS: _units,
    AnnexKind.COMPLETENESS: _completeness,
    AnnexKind.TARGETS: _targets,
    AnnexKind.INITIATIVES: _initiatives,
    AnnexKind.COMPARISON: _comparison,
    AnnexKind.RANKING: _ranking,
}
_UPRIGHT = {AnnexKind.COMPARISON, AnnexKind.RANKING}
