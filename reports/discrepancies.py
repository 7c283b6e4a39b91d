"""What is doubtful in figures: told to whoever writes a report, never printed.

Figures that should be equal and are not (tổng ≠ cộng dồn), and sums that count what is not taken in yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from orgs.text import fold
from plans.initiative_figures import registered_in
from plans.models import IndicatorKind, ReportingPeriod, Submission, SubmissionState
from plans.numbers import write_number
from plans.tallies import FigureTable

ONE_DAY = timedelta(days=1)
_NOT_TAKEN_IN = {SubmissionState.AWAITING, SubmissionState.ASKED_FOR_MORE}
_NAMED = 10  # units that one sentence names; more are counted


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
    name: str
    number: Decimal


def discrepancies_of(tables: Collection[FigureTable], since: date) -> list[Discrepancy]:
    """Of what a report prints: long periods beside the short ones that fill them, numbers beside the register.

    `tables` are those of `annexes.figure_tables_until`. Of periods that ended before `since` another report told.
    """
    return [
        *_parts_and_wholes(tables, since),
        *_models_beside_register(tables, since),
        *_not_taken_in(tables, since),
    ]


def _parts_and_wholes(tables: Iterable[FigureTable], since: date) -> Iterator[Discrepancy]:
    """A number for a period beside the sum of those for the periods that fill it day by day, unit by unit."""
    known: dict[tuple[int, str, int], list[_Number]] = defaultdict(list)
    for table in tables:
        for report, cells in table.rows:
            for indicator, sent in cells:
                if indicator.kind == IndicatorKind.NUMBER and sent.number is not None:
                    key = (table.period.plan_id, fold(indicator.name), report.unit_id)
                    known[key].append(_Number(table.period, report, indicator.name, sent.number))
    for numbers in known.values():
        for whole in numbers:
            if whole.period.ends_on < since:
                continue
            others = [one for one in numbers if one.period != whole.period]
            parts = _filling(whole.period.starts_on, whole.period.ends_on, others)
            if parts and sum(one.number for one in parts) != whole.number:
                yield _told(whole, parts)


def _filling(first: date, last: date, numbers: list[_Number]) -> list[_Number]:
    """Numbers of periods that follow each other from the first day to the last; none where a day is in no period."""
    for one in numbers:
        if one.period.starts_on == first and one.period.ends_on <= last:
            if one.period.ends_on == last:
                return [one]
            if rest := _filling(one.period.ends_on + ONE_DAY, last, numbers):
                return [one, *rest]
    return []


def _told(whole: _Number, parts: list[_Number]) -> Discrepancy:
    added = sum((one.number for one in parts), Decimal(0))
    summed = " + ".join(f"{write_number(one.number)} ({one.period.label})" for one in parts)
    words = (
        f"{whole.report.unit}: “{whole.name}” {whole.period.label} ghi {write_number(whole.number)}, "
        f"cộng các kỳ là {write_number(added)} = {summed}."
    )
    return Discrepancy(words, whole.report.get_absolute_url())


def _models_beside_register(tables: Iterable[FigureTable], since: date) -> Iterator[Discrepancy]:
    """Models ("mô hình") that units gave as a number, beside how many the register holds for them."""
    counting = [
        table
        for table in tables
        if table.period.ends_on >= since and any(_counts_models(tally.indicator) for tally in table.tallies)
    ]
    registered = registered_in([table.period for table in counting])
    for table in counting:
        for submission, cells in table.rows:
            for indicator, sent in cells:
                if _counts_models(indicator) and sent.number is not None:
                    kept = registered.get((table.period.pk, submission.unit_id), 0)
                    if sent.number != kept:
                        words = (
                            f"{submission.unit}: “{indicator.name}” {table.period.label} ghi "
                            f"{write_number(sent.number)}, sổ mô hình có {kept}."
                        )
                        yield Discrepancy(words, submission.get_absolute_url())


def _not_taken_in(tables: Iterable[FigureTable], since: date) -> Iterator[Discrepancy]:
    """Reports whose figures are counted as sent (docs/decisions.md) though the office has not taken them in yet."""
    for table in tables:
        units = [line.report.unit.name for line in table.lines if line.sent and line.report.state in _NOT_TAKEN_IN]
        if units and table.period.ends_on >= since:
            named = ", ".join(units[:_NAMED]) + (f" và {len(units) - _NAMED} đơn vị khác" if units[_NAMED:] else "")
            counted = f"tính cả số liệu của {len(units)} đơn vị chưa được tiếp nhận"
            words = f"Biểu số liệu {table.period.label} {counted}: {named}."
            yield Discrepancy(words, table.period.get_absolute_url())


def _counts_models(indicator: Any) -> bool:
    return indicator.kind == IndicatorKind.NUMBER and fold(indicator.measure) == "mo hinh"
