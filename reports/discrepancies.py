"""Figures that should be equal and are not (tổng ≠ cộng dồn): told to whoever writes a report, never printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from orgs.text import fold
from plans import tallies
from plans.models import IndicatorKind, Initiative, ReportingPeriod, Submission
from plans.numbers import write_number
from reports.models import Report

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Discrepancy:
    """What does not agree, in a sentence, and where to look at it."""

    words: str
    url: str


@dataclass(frozen=True)
class _Number:
    """One number that one unit sent for a period."""

    period: ReportingPeriod
    report: Submission
    number: Decimal


def discrepancies_of(report: Report) -> list[Discrepancy]:
    """Of what the report prints: long periods beside the short ones that fill them, numbers beside the register."""
    periods = ReportingPeriod.objects.filter(
        plan__in=report.plans.all(), ends_on__lte=report.ends_on, indicators__isnull=False
    )
    tables = [
        tallies.table_from(period, Submission.objects.all())
        for period in periods.select_related("plan__document").distinct().order_by("plan", "ends_on", "pk")
    ]
    return [*_parts_and_wholes(tables), *_models_beside_register(tables, report)]


def _parts_and_wholes(tables: Iterable[tallies.FigureTable]) -> Iterator[Discrepancy]:
    """A number for a period beside the sum of those for the periods that fill it day by day, unit by unit."""
    known: dict[tuple[int, str, int], list[_Number]] = defaultdict(list)
    for table in tables:
        for report, cells in table.rows:
            for indicator, sent in cells:
                if indicator.kind == IndicatorKind.NUMBER and sent.number is not None:
                    key = (table.period.plan_id, fold(indicator.name), report.unit_id)
                    known[key].append(_Number(table.period, report, sent.number))
    for (_, name, _), numbers in known.items():
        for whole in numbers:
            parts = _filling(whole.period, [one for one in numbers if one.period != whole.period])
            added = sum((one.number for one in parts), Decimal(0))
            if parts and added != whole.number:
                yield _told(whole, parts, added, name)


def _filling(whole: ReportingPeriod, numbers: list[_Number]) -> list[_Number]:
    """The numbers of periods that follow each other from the first to the last day of `whole`; none if days lack."""
    inside = [one for one in numbers if whole.starts_on <= one.period.starts_on and one.period.ends_on <= whole.ends_on]
    parts: list[_Number] = []
    day = whole.starts_on
    for one in sorted(inside, key=lambda one: (one.period.starts_on, one.period.ends_on)):
        if one.period.starts_on == day:
            parts.append(one)
            day = one.period.ends_on + ONE_DAY
    return parts if day == whole.ends_on + ONE_DAY else []


def _told(whole: _Number, parts: list[_Number], added: Decimal, name: str) -> Discrepancy:
    summed = " + ".join(f"{write_number(one.number)} ({one.period.label})" for one in parts)
    words = (
        f"{whole.report.unit}: “{_written(whole, name)}” {whole.period.label} ghi {write_number(whole.number)}, "
        f"cộng các kỳ là {write_number(added)} = {summed}."
    )
    return Discrepancy(words, whole.report.get_absolute_url())


def _written(whole: _Number, name: str) -> str:
    """The indicator's name as it was typed."""
    for indicator in whole.period.indicators.all():
        if fold(indicator.name) == name:
            return str(indicator.name)
    return name


def _models_beside_register(tables: Iterable[tallies.FigureTable], report: Report) -> Iterator[Discrepancy]:
    """Models ("mô hình") that units gave as a number, beside how many the register holds for them."""
    for table in tables:
        counting = [tally.indicator for tally in table.tallies if _counts_models(tally.indicator)]
        if not counting or table.period.ends_on < report.starts_on:
            continue
        registered = _registered(table.period)
        for submission, cells in table.rows:
            for indicator, sent in cells:
                if indicator in counting and sent.number is not None:
                    kept = registered.get(submission.unit_id, 0)
                    if sent.number != kept:
                        words = (
                            f"{submission.unit}: “{indicator.name}” {table.period.label} ghi "
                            f"{write_number(sent.number)}, sổ mô hình có {kept}."
                        )
                        yield Discrepancy(words, submission.get_absolute_url())


def _counts_models(indicator: Any) -> bool:
    return indicator.kind == IndicatorKind.NUMBER and fold(indicator.measure) == "mo hinh"


def _registered(period: ReportingPeriod) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for unit in Initiative.objects.of_period(period).values_list("unit", flat=True):
        counts[unit] += 1
    return counts
