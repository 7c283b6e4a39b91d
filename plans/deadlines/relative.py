"""The grammar of days counted from an event: "10 ngày kể từ ngày ký", "30 ngày kể từ ngày kết thúc quý".

Only the issue of the plan and the ends of quarters, half-years and years are events whose day is known; after any
other a person is asked for the day. The day after the event is the first one counted (DOMAIN.md §3.1, §3.2 J).
"""

import calendar
from dataclasses import replace
from datetime import date, timedelta

from plans.deadlines.choice import NUMBER
from plans.deadlines.parts import Part, part_of, recurring
from plans.deadlines.periods import read_months_of_year
from plans.deadlines.reader import Reader
from plans.deadlines.repeats import QUARTER_ENDS
from plans.deadlines.rules import LAST_DAY, Deadline, DeadlineKind, Reason, Recurrence, Series, YearDay

MAX_EVENT_WORDS = 12
_MAX_COUNT = 999
_LIMITS = (
    "chậm nhất là sau",
    "chậm nhất sau",
    "chậm nhất là",
    "chậm nhất",
    "trong thời hạn",
    "trong thời gian",
    "trong vòng",
    "tối đa sau thời gian",
    "tối đa sau",
    "tối đa",
    "tối thiểu sau",
    "không quá",
    "trước",
    "trong",
    "sau thời gian",
    "sau",
)
_SINCE = (
    "kể từ khi",
    "kể từ ngày",
    "kể từ",
    "tính từ ngày",
    "tính từ khi",
    "tính từ",
    "từ khi",
    "từ ngày",
    "sau khi",
    "sau",
)
_ISSUE = (
    "ký ban hành kế hoạch này",
    "ký ban hành kế hoạch",
    "ký ban hành",
    "ban hành kế hoạch này",
    "ban hành kế hoạch",
    "ban hành văn bản này",
    "ban hành",
    "kế hoạch này được ban hành",
    "kế hoạch được ban hành",
    "kế hoạch này có hiệu lực",
    "ký kế hoạch",
    "ký",
)
RELATIVE_BEGINS = (*_LIMITS, NUMBER, "ngày cuối cùng", "ngay")
_UNITS = ("ngày làm việc", "ngày", "tuần", "tháng", "năm", "giờ")


def read_relative(reader: Reader) -> list[Part] | None:
    at = reader.at
    for read in (_read_counted, _read_month_after_year, _read_after):
        if (deadline := read(reader)) is not None:
            return [part_of(reader, at, deadline)]
        reader.at = at
    return None


def _read_counted(reader: Reader) -> Deadline | None:
    is_limited = reader.accept(*_LIMITS)
    count = reader.number(1, _MAX_COUNT)
    if count is not None and reader.separator("-") is not None:
        count = reader.number(count, _MAX_COUNT)
    unit = next((unit for unit in _UNITS if count is not None and reader.accept(unit)), None)
    if count is None or unit is None:
        return None
    if reader.accept(*_SINCE):
        reader.accept("ngày")
        return _read_event(reader, count, unit)
    if reader.accept("trước khi", "trước ngày", "trước"):
        reader.free_words(MAX_EVENT_WORDS)
        return _unknown_event()
    is_duration = is_limited or unit in {"giờ", "ngày làm việc"}
    return _unknown_event() if is_duration and reader.is_at_break() else None


def _read_event(reader: Reader, count: int, unit: str) -> Deadline | None:
    if reader.accept(*_ISSUE) and reader.is_at_break():
        return _after_issue(reader.frame.issued_on, count, unit)
    at = reader.at
    if unit == "ngày" and reader.accept("kết thúc"):
        if (deadline := _after_period_end(reader, count)) is not None:
            return deadline
        reader.at = at
    return _unknown_event() if reader.free_words(MAX_EVENT_WORDS) else None


def _after_issue(issued_on: date | None, count: int, unit: str) -> Deadline:
    """Working days leave out weekends only: public holidays are not known here, so a person confirms."""
    if issued_on is None or unit == "giờ":
        return _unknown_event()
    if unit == "ngày làm việc":
        return _fixed(_working_days_after(issued_on, count), fuzzy=True)
    if unit in {"ngày", "tuần"}:
        return _fixed(issued_on + timedelta(days=count * (7 if unit == "tuần" else 1)))
    months = issued_on.month - 1 + count * (12 if unit == "năm" else 1)
    year, month = issued_on.year + months // 12, months % 12 + 1
    return _fixed(date(year, month, min(issued_on.day, calendar.monthrange(year, month)[1])))


def _working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _after_period_end(reader: Reader, count: int) -> Deadline | None:
    """Every quarter, half-year or year that ends inside the plan's period, and `count` days on."""
    at = reader.at
    if reader.accept("mỗi quý", "từng quý", "quý"):
        days, series = tuple(YearDay(month, LAST_DAY) for month in QUARTER_ENDS), Series.QUARTER
    elif (half := read_months_of_year(reader)) is not None:
        days, series = (half.last,), Series.YEAR
    else:
        reader.at = at
        if not reader.accept("năm"):
            return None
        days, series = (YearDay(12, LAST_DAY),), Series.YEAR
    reader.accept("tài chính", "dương lịch", "báo cáo")
    if not reader.is_at_break():
        return None
    return recurring(reader, Recurrence(days, plus_days=count), (series,))


def _read_month_after_year(reader: Reader) -> Deadline | None:
    """ "ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch" (D081)."""
    if not reader.accept("ngày cuối cùng của tháng thứ"):
        return None
    month = reader.number(1, 12)
    if month is None or not reader.accept("kể từ ngày kết thúc năm", "sau khi kết thúc năm"):
        return None
    reader.accept("dương lịch", "tài chính", "báo cáo")
    return recurring(reader, Recurrence((YearDay(month, LAST_DAY, next_year=True),)), (Series.YEAR,))


def _read_after(reader: Reader) -> Deadline | None:
    """ "ngay sau kỳ nghỉ Tết": an event known to people only."""
    if not reader.accept("ngay sau khi", "ngay sau", "ngay khi"):
        return None
    return _unknown_event() if reader.free_words(MAX_EVENT_WORDS) else None


def rolled(deadline: Deadline) -> Deadline:
    """ "ngày 10/6 hoặc ngày làm việc kế tiếp": Saturday and Sunday move to Monday (D135)."""
    moved = (day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0) for day in deadline.dates)
    return replace(deadline, dates=tuple(dict.fromkeys(moved)))


def _fixed(day: date, *, fuzzy: bool = False) -> Deadline:
    return Deadline(DeadlineKind.FIXED, "", dates=(day,), fuzzy=fuzzy)


def _unknown_event() -> Deadline:
    return Deadline(DeadlineKind.UNDATED, "", fuzzy=True, reason=Reason.EVENT)
