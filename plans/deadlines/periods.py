"""The grammar of periods: months, quarters, parts of a year, weeks of a month, years (DOMAIN.md §3.2 C–E, K)."""

from collections.abc import Callable
from dataclasses import replace

from plans.deadlines.reader import Reader
from plans.deadlines.rules import LAST_DAY, YearDay
from plans.deadlines.spans import Span, runs_on, stepped_back, with_year
from plans.deadlines.tokens import one_spelling

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_month(reader: Reader) -> Span | None:
    """ "tháng 5/2026", "tháng 01 năm 2026", "tháng 5/2026, tuần 2", and "5/2026" without the word."""
    if reader.accept("tháng"):
        month = reader.number(1, 12)
        return None if month is None else _read_rest_of_month(reader, month_of(month))
    month = reader.digits(1, 12, width=2)
    if month is None or reader.separator() is None or (year := reader.year()) is None:
        return None
    return None if runs_on(reader, "/.") else replace(month_of(month), year=year)


def _read_rest_of_month(reader: Reader, month: Span) -> Span | None:
    """What may follow "tháng 5": a last month, the year, and the week in it ("tháng 12 năm 2024, tuần 03")."""
    span = with_year(reader, _through(reader, month, _read_month_number))
    at = reader.at
    if span is None or not (reader.accept(",") and reader.accept("tuần thứ", "tuần")):
        return span if span is None else stepped_back(reader, at, span)
    week = reader.number(1, 4)
    return stepped_back(reader, at, span) if week is None else _week_of(span, week)


def _through(reader: Reader, span: Span, read: Callable[[Reader], Span | None]) -> Span:
    """ "tháng 7 - 9/2026", "quý II-III": one period through the last of them."""
    at = reader.at
    last = read(reader) if reader.separator("-") is not None else None
    if last is None or last.last <= span.last:
        return stepped_back(reader, at, span)
    return replace(span, last=last.last)


def _read_month_number(reader: Reader) -> Span | None:
    month = reader.digits(1, 12, width=2)
    return None if month is None else month_of(month)


def _read_quarter_number(reader: Reader) -> Span | None:
    quarter = read_roman(reader) or reader.digits(1, 4, width=2)
    return None if quarter is None else quarter_of(quarter)


def month_of(month: int) -> Span:
    return Span(YearDay(month, LAST_DAY), YearDay(month, 1))


def read_quarter(reader: Reader) -> Span | None:
    """ "quý II năm 2019", "quý 1/2026"; OCR's "quý l", "quý Il" too."""
    return read_quarter_number(reader) if reader.accept("quý") else None


def read_quarter_number(reader: Reader) -> Span | None:
    quarter = read_roman(reader) or reader.digits(1, 4, width=2)
    return None if quarter is None else with_year(reader, _through(reader, quarter_of(quarter), _read_quarter_number))


def quarter_of(quarter: int) -> Span:
    return Span(YearDay(quarter * 3, LAST_DAY), YearDay(quarter * 3 - 2, 1))


def read_roman(reader: Reader) -> int | None:
    """I to IV, where l and 1 beside a letter stand for I (DOMAIN.md §3.3)."""
    at, written = reader.at, ""
    while (
        (token := reader.peek())
        and len(written) < 4
        and not (written and token.is_spaced)
        and set(token.text) <= set("il1v")
    ):
        written += token.text
        reader.at += 1
    quarter = None if written.isdecimal() else _ROMAN.get(written.replace("l", "i").replace("1", "i"))
    if quarter is None:
        reader.at = at
    return quarter


_PARTS = (("đầu", "đầu"), ("thượng tuần", "đầu"), ("giữa", "giữa"), ("trung tuần", "giữa"), ("cuối", "cuối"))


def read_part(reader: Reader) -> Span | None:
    """ "cuối tháng 3-2020" is due on the last day; "đầu" and "giữa" are windows. All are fuzzy."""
    part = next((part for words, part in _PARTS if reader.accept(words)), None)
    if part is None:
        return None
    whole = read_month(reader) or read_quarter(reader) or _read_named_year(reader)
    if whole is None or whole.first is None:
        return None
    if part == "cuối":
        return replace(whole, first=None, is_due=True, is_fuzzy=True)
    month, months = whole.first.month, whole.last.month - whole.first.month + 1
    if months == 1:
        days = (1, 10) if part == "đầu" else (11, 20)
        first, last = (YearDay(month, day) for day in days)
    else:
        month += 0 if part == "đầu" else months // 3
        first, last = YearDay(month, 1), YearDay(month + months // 3 - 1, LAST_DAY)
    return replace(whole, first=first, last=last, is_due=False, is_fuzzy=True)


def read_months_of_year(reader: Reader) -> Span | None:
    """ "6 tháng đầu năm 2026", "9 tháng đầu năm", "sáu tháng cuối năm"."""
    count = reader.number(1, 11)
    if count is None or not reader.accept("tháng"):
        return None
    if reader.accept("đầu năm"):
        return _with_bare_year(reader, Span(YearDay(count, LAST_DAY), YearDay(1, 1), is_due=False))
    if reader.accept("cuối năm"):
        return _with_bare_year(reader, Span(YearDay(12, 31), YearDay(13 - count, 1), is_due=False))
    return None


def read_quarter_of_year(reader: Reader) -> Span | None:
    for words, quarter in (("quý đầu năm", 1), ("quý cuối năm", 4)):
        if reader.accept(words):
            return _with_bare_year(reader, replace(quarter_of(quarter), is_due=False))
    return None


def read_week(reader: Reader) -> Span | None:
    """ "tuần 03 tháng 12 năm 2024": days 15 to 21, to be confirmed."""
    if not reader.accept("tuần"):
        return None
    reader.accept("thứ")
    week = 1 if reader.accept("đầu") else reader.number(1, 4)
    reader.accept("của", "trong")
    month = None if week is None else read_month(reader)
    if week is None or month is None:
        return None
    return _week_of(month, week)


def _week_of(month: Span, week: int) -> Span:
    """Seven days each from the first of the month; to be confirmed."""
    first, last = (YearDay(month.last.month, week * 7 - back) for back in (6, 0))
    return replace(month, first=first, last=last, is_due=False, is_fuzzy=True)


def read_year(reader: Reader) -> Span | None:
    """ "năm 2025", "năm nay", "cả năm", "2025" alone; "năm" alone only in "trong năm"."""
    at = reader.at
    if reader.accept("cả năm") or reader.sees("năm"):
        reader.at = at
        is_whole = reader.accept("cả")
        is_inside = at > 0 and reader.tokens[at - 1].text == one_spelling("trong")
        span = _read_named_year(reader)
        return span if span and (span.has_year or is_whole or is_inside) else None
    year = reader.year()
    return None if year is None else replace(_YEAR, year=year)


_YEAR = Span(YearDay(12, 31), YearDay(1, 1), is_due=False)


def _read_named_year(reader: Reader) -> Span | None:
    return _with_bare_year(reader, _YEAR) if reader.accept("năm") else None


def _with_bare_year(reader: Reader, span: Span) -> Span | None:
    """The year after the word "năm", which was read already; None if "năm" belongs to other words."""
    reader.separator("/-")
    if reader.sees_number():
        year = reader.year()
        return None if year is None or runs_on(reader, "/.") else replace(span, year=year)
    if reader.accept("nay", "này"):
        return replace(span, shift=0)
    return None if reader.sees("học", "ngân sách") else span
