"""Reporting windows (kỳ báo cáo): which days a report covers, and what the period is called. Pure.

A year is cut where the reports that are asked for end. Windows are inclusive. The State reporting year runs from
15/12 of the year before to 14/12 (NĐ 09/2019/NĐ-CP, DOMAIN.md §4.4).
"""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from plans.deadlines.rules import Series

MAX_YEARS = 30
_ROMAN = ("I", "II", "III", "IV")
_STATE_LAST_DAY = 14
_YEAR_END = 12
# The months that end a report, the longest report first: where two end together, it gives the window its name.
_ENDS: dict[Series, tuple[int, ...]] = {
    Series.YEAR: (_YEAR_END,),
    Series.NINE_MONTHS: (9,),
    Series.HALF: (6, _YEAR_END),
    Series.QUARTER: (3, 6, 9, _YEAR_END),
    Series.MONTH: tuple(range(1, _YEAR_END + 1)),
}


@dataclass(frozen=True, slots=True)
class Window:
    """A period that a report covers, first and last day included.

    `closes_on` is the day on which it would end were the plan not over before.
    """

    label: str
    start: date
    end: date
    closes_on: date

    def ends(self, series: Series) -> bool:
        """Whether a report of that series ends with it."""
        return self.closes_on.month in _ENDS.get(series, ())


def report_windows(series: Collection[Series], start: date, end: date, *, is_state: bool = False) -> list[Window]:
    """The windows of the reports asked for, one after another over [start, end]; series that cut no year count nothing.

    "06 tháng, 01 năm" are two reports a year: that of the year takes the place of one on its second half
    (DOMAIN.md §3.4 rule 5). With `is_state` a plan for a calendar year is reported on in the State's year.
    ValueError if the end comes first, or for more than MAX_YEARS years.
    """
    if end < start or end.year - start.year > MAX_YEARS:
        raise ValueError(f"not a plan's period: {start} – {end}")
    if is_state:
        start, end = _in_state_years(start, end)
    asked = [one for one in _ENDS if one in series] or [Series.YEAR]
    months = sorted({month for one in asked for month in _ENDS[one]} | {_YEAR_END})
    windows: list[Window] = []
    day = start
    while True:
        closes_on = _next_cut(day, months, is_state=is_state)
        windows.append(Window(_label(closes_on, asked), day, min(closes_on, end), closes_on))
        if closes_on >= end:
            return windows
        day = closes_on + timedelta(days=1)


def _in_state_years(start: date, end: date) -> tuple[date, date]:
    """ "Năm 2026" is, for the State, 15/12/2025 to 14/12/2026."""
    if (start.month, start.day) == (1, 1):
        start = date(start.year - 1, _YEAR_END, _STATE_LAST_DAY + 1)
    if end.month == _YEAR_END and end.day > _STATE_LAST_DAY:
        end = max(start, date(end.year, _YEAR_END, _STATE_LAST_DAY))
    return start, end


def _next_cut(day: date, months: list[int], *, is_state: bool) -> date:
    for year in (day.year, day.year + 1):
        for month in months:
            last = _STATE_LAST_DAY if is_state else calendar.monthrange(year, month)[1]
            if (cut := date(year, month, last)) >= day:
                return cut
    raise AssertionError("December ends a report every year")  # pragma: no cover


def _label(closes_on: date, asked: list[Series]) -> str:
    year, month = closes_on.year, closes_on.month
    longest = next((one for one in asked if month in _ENDS[one]), Series.YEAR)
    return {
        Series.YEAR: f"Năm {year}",
        Series.NINE_MONTHS: f"9 tháng đầu năm {year}",
        Series.HALF: f"6 tháng {'đầu' if month == 6 else 'cuối'} năm {year}",
        Series.QUARTER: f"Quý {_ROMAN[(month - 1) // 3]}/{year}",
        Series.MONTH: f"Tháng {month}/{year}",
    }[longest]
