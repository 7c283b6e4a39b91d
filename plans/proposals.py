"""The reporting periods that a plan's own wording and its committee's rule give; a person confirms them. Pure.

What a report covers and when it is due are two facts: a "06 tháng" report due on 10/5 is normal (DOMAIN.md §4.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.deadlines import Deadline
from plans.deadlines.rules import Series
from plans.windows import Window, report_windows

MOST = 60
# How far from the end of what it covers a report may be due, in days, before or after.
_REACH = {Series.MONTH: 20, Series.QUARTER: 50, Series.HALF: 100, Series.NINE_MONTHS: 120, Series.YEAR: 200}
_TIMES_A_YEAR = {2: Series.HALF, 4: Series.QUARTER, 12: Series.MONTH}


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a committee cuts its year, and how many days after the end of a period reports are due and locked."""

    series: tuple[Series, ...] = (Series.HALF, Series.YEAR)
    is_state: bool = False
    due_after: int = 0
    locks_after: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One period to be confirmed; `wording` is the plan's own where its day comes from there."""

    label: str
    starts_on: date
    ends_on: date
    due_on: date
    locks_on: date | None
    wording: str = ""


def propose(start: date, end: date, calendar: Calendar, deadlines: Iterable[Deadline]) -> list[Proposal]:
    """The periods of a plan that runs over [start, end] and asks for reports as `deadlines` say.

    Where these name no series, the committee's calendar cuts the year; where they name no day, it gives the due day.
    Of several days for one period the earliest counts: units report before who collects. Never more than MOST.
    """
    asked = [(series, one) for one in deadlines for series in _series_of(one)]
    wanted = {series for series, _ in asked} or set(calendar.series)
    windows = report_windows(wanted, start, end, is_state=calendar.is_state)
    if len(windows) > MOST:
        coarser = (wanted - {Series.MONTH, Series.QUARTER}) | {Series.HALF}
        windows = report_windows(coarser, start, end, is_state=calendar.is_state)
    days = _due_days(windows, asked)
    return [_proposal(window, calendar, *days.get(window, (None, ""))) for window in windows[:MOST]]


def _series_of(deadline: Deadline) -> list[Series]:
    """The reports a wording asks for; "trước ngày 15/6 và 15/12 hằng năm" are two a year."""
    if deadline.recurrence is not None and deadline.series == (Series.YEAR,):
        return [_TIMES_A_YEAR.get(len(deadline.recurrence.days), Series.YEAR)]
    return [series for series in deadline.series if series in _REACH]


def _due_days(windows: list[Window], asked: list[tuple[Series, Deadline]]) -> dict[Window, tuple[date, str]]:
    days: dict[Window, tuple[date, str]] = {}
    for series, deadline in asked:
        for day in deadline.dates:
            near = [window for window in windows if window.ends(series) and _gap(window, day) <= _REACH[series]]
            if near:
                window = min(near, key=lambda one: _gap(one, day))
                days[window] = min(days.get(window, (day, deadline.wording)), (day, deadline.wording))
    return days


def _gap(window: Window, day: date) -> int:
    return abs((window.closes_on - day).days)


def _proposal(window: Window, calendar: Calendar, due_on: date | None, wording: str) -> Proposal:
    due_on = due_on or window.end + timedelta(days=calendar.due_after)
    locks_on = None if calendar.locks_after is None else due_on + timedelta(days=calendar.locks_after)
    return Proposal(window.label, window.start, window.end, due_on, locks_on, wording)
