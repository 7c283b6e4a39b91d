"""The grammar of days: "ngày 10 tháng 12 năm 2026", "10/12/2026", "10.12", "15 (mười lăm)".

Vietnamese order is always day-month-year; "10-12" is the tenth of December (DOMAIN.md §3.2 A–B, §3.3). A day that
no calendar has, or a year that lost a digit ("01/11/202"), is not a day at all.
"""

from dataclasses import replace

from plans.deadlines.reader import Reader
from plans.deadlines.rules import YearDay
from plans.deadlines.spans import Span, real, runs_on, stepped_back, with_year

LAST_MONTH = 12
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}


def read_day(reader: Reader) -> Span | None:
    """ "ngày 10 tháng 12 năm 2026", "10/12/2026", "10.12", and "ngày 25" whose month is said elsewhere."""
    weekday = _read_weekday(reader)
    if weekday is not None:
        reader.accept(",")
        span = _read_day_itself(reader)
        return None if span is None or span.day_alone else replace(span, weekday=weekday)
    return _read_day_itself(reader)


def _read_day_itself(reader: Reader) -> Span | None:
    is_named = reader.accept("ngày mùng", "ngày mồng", "ngày", "mùng", "mồng")
    day = reader.number(1, 31)
    if day is None:
        return None
    at = reader.at
    if sign := reader.separator():
        return _read_numeric_month(reader, day, sign)
    if reader.accept("tháng") and (month := reader.number(1, 12)) is not None:
        span = with_year(reader, Span(YearDay(month, day)))
        return _with_weekday(reader, span) if span and span.last.is_real() else None
    reader.at = at
    if not is_named and reader.sees("tháng", "năm", "ngày", "giờ", "h", "tuần", "%"):
        return None if not reader.sees("tháng cuối", "tháng của", "tháng đầu", "tháng báo cáo") else _day_alone(day)
    return _day_alone(day)


def _day_alone(day: int) -> Span:
    return Span(YearDay(1, day), day_alone=day)


def _read_numeric_month(reader: Reader, day: int, sign: str) -> Span | None:
    month = reader.digits(1, 12, width=2)
    if month is None or not YearDay(month, day).is_real():
        return None
    span = Span(YearDay(month, day))
    at = reader.at
    if sign == "-" and day <= LAST_MONTH and reader.sees("/"):
        return None  # "6-12/2026" may be two months
    if reader.separator(sign if sign != "-" else "-/") is not None:
        if (year := reader.year()) is not None:
            if runs_on(reader, "/."):
                return None
            return _with_weekday(reader, real(replace(span, year=year)))
        return None if reader.sees_number() else stepped_back(reader, at, span)
    if runs_on(reader, "/."):
        return None
    return _with_weekday(reader, with_year(reader, span, signs=""))


def _with_weekday(reader: Reader, span: Span | None) -> Span | None:
    """Step over "(chủ nhật)" or "(thứ Hai)"; a weekday that is not the day's makes it fuzzy."""
    at = reader.at
    if span is None or not reader.accept("(", ","):
        return span
    is_bracketed = reader.tokens[at].text == "("
    weekday = _read_weekday(reader)
    if weekday is not None and (reader.accept(")") if is_bracketed else reader.is_at_break()):
        return replace(span, weekday=weekday)
    return stepped_back(reader, at, span)


def _read_weekday(reader: Reader) -> int | None:
    """ "chủ nhật", "thứ Hai", "thứ 7": 0 is Monday."""
    if reader.accept("chủ nhật"):
        return 6
    if not reader.accept("thứ"):
        return None
    if (number := reader.digits(2, 7, width=1)) is not None:
        return number - 2
    return next((day for name, day in _WEEKDAYS.items() if reader.accept(name)), None)
