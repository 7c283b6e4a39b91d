"""How far a target is reached: a total, each unit, a share of units, three computations of one set of answers. Pure.

Source: DOMAIN.md §2.3. What units have not said yet stays open; it is never taken for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from plans.importing.drafts import Comparison, TargetScope

HUNDRED = Decimal(100)


class Reach(Enum):
    """Whether a target is reached. OPEN: that depends on who has not answered, or nothing says how to judge."""

    MET = "đạt"
    NOT_YET = "chưa đạt"
    OPEN = "chưa đủ số liệu"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target asks: `value` counted in its measure, for a share of units in percent.

    `is_rate`: units give percentages, which have no sum; such a total is judged unit by unit.
    """

    comparison: Comparison
    value: Decimal | None
    scope: TargetScope
    is_rate: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What one unit gave: a number, or whether it is met; neither where it has not answered."""

    unit: int
    number: Decimal | None = None
    is_met: bool | None = None

    @property
    def is_answered(self) -> bool:
        return self.number is not None or self.is_met is not None


@dataclass(frozen=True, slots=True)
class Attainment:
    """The result. `given` and `unanswered` are all units asked; `met` and `unmet`, where units are judged, all `given`.

    `total` is the sum of numbers where they may be summed, `share` the percent of all units asked that met it.
    """

    reach: Reach
    total: Decimal | None
    given: tuple[int, ...]
    unanswered: tuple[int, ...]
    met: tuple[int, ...] = ()
    unmet: tuple[int, ...] = ()

    @property
    def asked(self) -> int:
        return len(self.given) + len(self.unanswered)

    @property
    def share(self) -> Decimal | None:
        return HUNDRED * len(self.met) / self.asked if self.asked else None


def attain(aim: Aim, answers: Iterable[Given]) -> Attainment:
    """Judge the answers of all units that were asked, one each."""
    answers = list(answers)
    given = [one for one in answers if one.is_answered]
    unanswered = tuple(one.unit for one in answers if not one.is_answered)
    numbers = [one.number for one in given if one.number is not None]
    total = sum(numbers, Decimal(0)) if numbers and not aim.is_rate else None
    units = tuple(one.unit for one in given)
    if _is_summed(aim, given):
        return Attainment(_reach_of_total(aim, total, len(unanswered)), total, units, unanswered)
    judged = {one.unit: _meets(aim, one) for one in given}
    met = tuple(unit for unit in units if judged[unit])
    unmet = tuple(unit for unit in units if judged[unit] is False)
    if aim.scope is TargetScope.SHARE_OF_UNITS:
        reach = _reach_of_share(aim, len(met), len(unanswered), len(answers))
    else:
        reach = _reach_of_each(aim, len(met), len(unmet), len(answers))
    return Attainment(reach, total, units, unanswered, met, unmet)


def cumulate(numbers: Iterable[tuple[date, date, Decimal]]) -> Decimal:
    """Add what one unit gave for several periods (first day, last day, number), counting no day twice.

    The latest period counts first, and the longer of two that end together: the year takes the place of its halves.
    """
    latest_first = sorted(numbers, key=lambda one: (-one[1].toordinal(), one[0].toordinal()))
    taken: list[tuple[date, date]] = []
    total = Decimal(0)
    for start, end, number in latest_first:
        if all(end < first or last < start for first, last in taken):
            taken.append((start, end))
            total += number
    return total


def _is_summed(aim: Aim, given: list[Given]) -> bool:
    is_graded = any(one.is_met is not None for one in given)
    return aim.scope is TargetScope.TOTAL and not aim.is_rate and not is_graded


def _reach_of_total(aim: Aim, total: Decimal | None, missing: int) -> Reach:
    if aim.value is None or total is None:
        return Reach.OPEN
    if not missing:
        return Reach.MET if _compare(aim, total) else Reach.NOT_YET
    if aim.comparison is Comparison.AT_LEAST and total >= aim.value:
        return Reach.MET  # counts only grow
    if aim.comparison is not Comparison.AT_LEAST and total > aim.value:
        return Reach.NOT_YET
    return Reach.OPEN


def _reach_of_each(aim: Aim, met: int, unmet: int, asked: int) -> Reach:
    if unmet and not (aim.is_rate and aim.scope is TargetScope.TOTAL):
        return Reach.NOT_YET
    # Where every unit's rate is reached, so is the rate of all; where one is not, only its weight could tell.
    if asked and met == asked:
        return Reach.MET
    return Reach.NOT_YET if asked and unmet == asked and aim.comparison is not Comparison.EQUAL else Reach.OPEN


def _reach_of_share(aim: Aim, met: int, missing: int, asked: int) -> Reach:
    if aim.value is None or not asked:
        return Reach.OPEN
    lowest, highest = (_compare(aim, HUNDRED * count / asked) for count in (met, met + missing))
    if not missing:
        return Reach.MET if lowest else Reach.NOT_YET
    if aim.comparison is Comparison.EQUAL:
        within = met * HUNDRED <= aim.value * asked <= (met + missing) * HUNDRED
        return Reach.OPEN if within else Reach.NOT_YET
    return Reach.OPEN if lowest != highest else Reach.MET if lowest else Reach.NOT_YET


def _meets(aim: Aim, one: Given) -> bool | None:
    """Whether one unit does its part; None where its number cannot be judged."""
    if one.is_met is not None:
        return one.is_met
    if one.number is None:
        return None
    if aim.scope is TargetScope.SHARE_OF_UNITS:
        return one.number > 0  # the target's own number is the share
    return None if aim.value is None else _compare(aim, one.number)


def _compare(aim: Aim, number: Decimal) -> bool:
    if aim.value is None:
        raise ValueError("a target without a value compares with nothing")
    if aim.comparison is Comparison.EQUAL:
        return number == aim.value
    return number >= aim.value if aim.comparison is Comparison.AT_LEAST else number <= aim.value
