"""Reporting windows (kỳ báo cáo): which days a report covers, and what the period is called.

Windows are inclusive. Calendar windows follow the plan's own year; the State reporting year runs from
15/12 of the year before to 14/12 (NĐ 09/2019/NĐ-CP, DOMAIN.md §4.4).
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

_ROMAN = ("I", "II", "III", "IV")
_STATE_LAST_DAY = 14
MAX_YEARS = 30


@dataclass(frozen=True, slots=True)
class Window:
    """A period that a report covers, first and last day included."""

    label: str
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.label}: {self.end} is before {self.start}")

    def clipped(self, start: date, end: date) -> "Window":
        """The part of it inside [start, end], under the same label; ValueError if there is none."""
        return replace(self, start=max(self.start, start), end=min(self.end, end))


def default_windows(start: date, end: date) -> list[Window]:
    """A plan's periods where its wording gives none: the mid-year report and the year's report.

    "06 tháng, 01 năm" are two reports a year; the second covers the second half, and is called by the year, for it
    takes the place of a second-half report (DOMAIN.md §3.4 rule 5). Clipped to the plan's period.
    """
    halves = windows_between(half, start, end)
    return [
        replace(window, label=_year_label(window.start.year)) if window.start.month > 6 else window for window in halves
    ]


def halves_and_years(start: date, end: date) -> list[Window]:
    """Every half-year and every year that touches [start, end], in order of their ends; a year after its halves."""
    windows = windows_between(half, start, end) + windows_between(year, start, end)
    return sorted(windows, key=lambda window: (window.end, -window.start.toordinal()))


def quarters(start: date, end: date) -> list[Window]:
    return windows_between(quarter, start, end)


def months(start: date, end: date) -> list[Window]:
    return windows_between(month, start, end)


def years(start: date, end: date) -> list[Window]:
    return windows_between(year, start, end)


def windows_between(window_of: Callable[[date], Window], start: date, end: date) -> list[Window]:
    """The windows that touch [start, end], one after another, the first and last clipped to it.

    ValueError if the end comes first, or for a period of more than MAX_YEARS years.
    """
    if end < start or end.year - start.year > MAX_YEARS:
        raise ValueError(f"not a plan's period: {start} – {end}")
    windows: list[Window] = []
    day = start
    while day <= end:
        window = window_of(day)
        windows.append(window.clipped(start, end))
        if window.end >= end:
            break
        day = window.end + timedelta(days=1)
    return windows


def month(day: date) -> Window:
    """The calendar month of `day`: "Tháng 5/2026"."""
    return _calendar(f"Tháng {day.month}/{day.year}", day.year, day.month, day.month)


def quarter(day: date) -> Window:
    """ "Quý II/2026"."""
    number = (day.month - 1) // 3
    return _calendar(f"Quý {_ROMAN[number]}/{day.year}", day.year, number * 3 + 1, number * 3 + 3)


def half(day: date) -> Window:
    """ "6 tháng đầu năm 2026", "6 tháng cuối năm 2026"."""
    if day.month <= 6:
        return _calendar(f"6 tháng đầu năm {day.year}", day.year, 1, 6)
    return _calendar(f"6 tháng cuối năm {day.year}", day.year, 7, 12)


def year(day: date) -> Window:
    """ "Năm 2026"."""
    return _calendar(_year_label(day.year), day.year, 1, 12)


def state_year(number: int) -> Window:
    """The State reporting year: 15/12 of the year before to 14/12; ValueError outside 2–9999."""
    return Window(_year_label(number), date(number - 1, 12, _STATE_LAST_DAY + 1), date(number, 12, _STATE_LAST_DAY))


def state_first_half(number: int) -> Window:
    """15/12 of the year before to 14/6."""
    whole = state_year(number)
    return Window(f"6 tháng đầu năm {number}", whole.start, date(number, 6, _STATE_LAST_DAY))


def state_second_half(number: int) -> Window:
    """15/6 to 14/12."""
    return Window(f"6 tháng cuối năm {number}", date(number, 6, _STATE_LAST_DAY + 1), state_year(number).end)


def custom(start: date, end: date) -> Window:
    """Any two days, called by them: "Từ 15/6/2026 đến 14/12/2026"."""
    return Window(f"Từ {start.day}/{start.month}/{start.year} đến {end.day}/{end.month}/{end.year}", start, end)


def _calendar(label: str, number: int, first_month: int, last_month: int) -> Window:
    last_day = calendar.monthrange(number, last_month)[1]
    return Window(label, date(number, first_month, 1), date(number, last_month, last_day))


def _year_label(number: int) -> str:
    return f"Năm {number}"
