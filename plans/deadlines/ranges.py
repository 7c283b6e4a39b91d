"""The grammar of two ends: "từ ngày 15/4/2024 đến hết ngày 31/10/2024", "giai đoạn 2017 - 2020" (DOMAIN.md §3.2 K).

A range is a window. Its last day is due where the wording says so: "đến hết", "hoàn thành", or two quarters or
months side by side ("quý III/2026 - quý IV/2026"). A range between the same day of two years is an anniversary.
"""

from dataclasses import replace
from datetime import date, timedelta

from plans.deadlines.dated import SPAN_BEGINS, period_deadline, read_span
from plans.deadlines.parts import recurring
from plans.deadlines.reader import Reader
from plans.deadlines.rules import Deadline, DeadlineKind, Reason, Recurrence, Series, YearDay
from plans.deadlines.spans import Placed, Span
from plans.deadlines.tokens import one_spelling

_START = ("bắt đầu từ ngày", "bắt đầu từ", "kể từ ngày", "kể từ", "từ ngày", "từ")
RANGE_BEGINS = ("trong", "từ nay", *_START, *SPAN_BEGINS)
_EFFECT = ("có hiệu lực kể từ", "có hiệu lực từ", "hiệu lực từ", "áp dụng từ", *_START)
EFFECT_BEGINS = _EFFECT
_TO = ("đến hết", "đến", "tới hết", "tới", "-", "→")
_TO_THE_END = one_spelling("hết")
_OF_MONTH_BEFORE = ("tháng trước kỳ báo cáo", "của tháng trước kỳ báo cáo", "tháng trước", "của tháng trước")
_OF_MONTH = ("của tháng thuộc kỳ báo cáo", "của tháng thuộc kỳ", "tháng thuộc kỳ", "của tháng báo cáo")
_HORIZON = (
    "và tầm nhìn đến năm",
    "tầm nhìn đến năm",
    "tầm nhìn đến",
    "tầm nhìn",
    "và định hướng đến năm",
    "định hướng đến năm",
    "và những năm tiếp theo",
)


def read_range(reader: Reader, *, completes: bool = False) -> list[Deadline] | None:
    at = reader.at
    reader.accept("trong khoảng", "trong")
    first = _read_today(reader)
    is_from = first is not None or reader.accept(*_START)
    first = first or read_span(reader)
    if first is None or not reader.accept(*_TO):
        reader.at = at
        return None
    says_end = reader.tokens[reader.at - 1].text == _TO_THE_END
    last = read_span(reader)
    if last is None:
        reader.at = at
        return None
    if first.day_alone and not last.day_alone and not last.first:
        first = first.in_month_of(last) or first
    if first.day_alone or last.day_alone:
        return _or_back(reader, at, _monthly_window(reader, first, last))
    is_period = bool(first.first and last.first and first.is_due and last.is_due and not is_from)
    is_due = completes or says_end or is_period
    return _or_back(reader, at, _window(reader, first, last, is_due=is_due, is_bare=not is_from))


def _read_today(reader: Reader) -> Span | None:
    """ "từ nay" is the day of issue."""
    day = reader.frame.issued_on
    if day is None or not reader.accept("từ nay"):
        return None
    return Span(YearDay(day.month, day.day), year=day.year)


def _or_back(reader: Reader, at: int, deadlines: list[Deadline] | None) -> list[Deadline] | None:
    if deadlines is None:
        reader.at = at
    return deadlines


def _window(reader: Reader, first: Span, last: Span, *, is_due: bool, is_bare: bool) -> list[Deadline] | None:
    if not is_due:
        first, last = replace(first, is_due=False), replace(last, is_due=False)
    ends = _on_calendar(reader, first, last)
    if ends is None:
        return [Deadline(DeadlineKind.UNDATED, "", fuzzy=True, reason=Reason.NO_YEAR)]
    start, end = ends
    opens = start.first or start.last
    if opens > end.last:
        return None
    is_anniversary = not first.first and (opens.day, opens.month) == (end.last.day, end.last.month) and opens < end.last
    if is_anniversary and is_bare:
        return []
    return [period_deadline(replace(end, first=opens), is_due=is_due)]


def _on_calendar(reader: Reader, first: Span, last: Span) -> tuple[Placed, Placed] | None:
    """Both ends. A year written once, at the end, holds for both; "15/12 năm trước" stands before the other end."""
    if last.has_year and not first.has_year:
        first = replace(first, year=last.year, shift=last.shift)
    if first.shift == -1 and last.shift == 1:
        last = replace(last, shift=0)
    start, end = first.placed(reader.frame), last.placed(reader.frame)
    return (start, end) if start and end else None


def _monthly_window(reader: Reader, first: Span, last: Span) -> list[Deadline] | None:
    """ "từ ngày 1 đến ngày 5 hằng tháng": due on the last of these days."""
    opens, closes = first.day_alone, last.day_alone
    if not opens or not closes or opens > closes:
        return None
    if not reader.accept("hằng tháng", "hàng tháng", "mỗi tháng", "của tháng"):
        return None
    days = tuple(YearDay(month, closes) for month in range(1, 13))
    return [recurring(reader, Recurrence(days, from_day=opens), (Series.MONTH,))]


def read_months_of_figures(reader: Reader) -> list[Deadline] | None:
    """ "từ ngày 15 tháng trước kỳ báo cáo đến ngày 14 của tháng thuộc kỳ": a window of figures every month (D117)."""
    at = reader.at
    opens = reader.accept("từ ngày", "từ") and reader.number(1, 31) and reader.accept(*_OF_MONTH_BEFORE)
    closes = opens and reader.accept("đến hết ngày", "đến ngày", "đến") and reader.number(1, 31)
    if closes and reader.accept(*_OF_MONTH):
        return [Deadline(DeadlineKind.UNDATED, "", fuzzy=True, series=(Series.MONTH,))]
    reader.at = at
    return None


def read_phase(reader: Reader, *, completes: bool = False) -> list[Deadline] | None:
    """ "giai đoạn 2021-2025 và định hướng đến năm 2030": the window is the phase; the horizon is no deadline.

    "nhiệm kỳ 2025 - 2030": a term of office runs from congress to congress, so its days are to be confirmed.
    """
    at = reader.at
    reader.accept("trong")
    if reader.number(1, 20) is not None and not reader.accept("năm"):
        reader.at = at
    is_phase, is_term = reader.accept("giai đoạn"), reader.accept("nhiệm kỳ")
    first = reader.year()
    if first is None or reader.separator("-") is None or (last := reader.year()) is None or last < first:
        reader.at = at
        return None
    if reader.accept(",", "và") and not reader.sees(*_HORIZON):
        reader.at -= 1
    if is_phase and reader.accept(*_HORIZON):
        reader.year()
    start, end = YearDay(1, 1).in_year(first), YearDay(12, 31).in_year(last)
    return [period_deadline(Placed(start, end, is_fuzzy=is_term), is_due=completes and not is_term)]


def read_rest_of_year(reader: Reader) -> list[Deadline] | None:
    """ "những tháng cuối năm": from the day of issue to 31/12, to be confirmed (D080)."""
    at = reader.at
    reader.accept("trong")
    issued_on = reader.frame.issued_on
    if not reader.accept("những tháng cuối năm", "các tháng cuối năm"):
        reader.at = at
        return None
    if issued_on is None:
        return [Deadline(DeadlineKind.UNDATED, "", fuzzy=True, reason=Reason.NO_YEAR)]
    end = YearDay(12, 31).in_year(issued_on.year)
    return [period_deadline(Placed(issued_on, end, is_fuzzy=True), is_due=False)]


def read_both_halves(reader: Reader) -> list[Deadline] | None:
    """ "6 tháng đầu/cuối năm": two windows (D050)."""
    at = reader.at
    year = reader.frame.year
    reader.accept("trong")
    if not reader.accept("6 tháng đầu / cuối năm", "06 tháng đầu / cuối năm", "sáu tháng đầu / cuối năm"):
        reader.at = at
        return None
    year = reader.year() or year
    if year is None:
        return [Deadline(DeadlineKind.UNDATED, "", fuzzy=True, reason=Reason.NO_YEAR)]
    halves = (((1, 1), (6, 30)), ((7, 1), (12, 31)))
    return [
        period_deadline(Placed(YearDay(*first).in_year(year), YearDay(*last).in_year(year), False), is_due=False)
        for first, last in halves
    ]


def read_project_weeks(reader: Reader) -> list[Deadline] | None:
    """ "Tuần 1–3": weeks counted from the day of issue, to be confirmed (D038)."""
    at = reader.at
    if reader.accept("tuần") and (first := reader.digits(1, 52, width=2)) and reader.separator("-") is not None:
        last = reader.digits(first, 52, width=2)
        issued_on = reader.frame.issued_on
        if last is not None and reader.is_at_break():
            return [_weeks(issued_on, first - 1, last)]
    reader.at = at
    return None


def _weeks(issued_on: date | None, first: int, last: int) -> Deadline:
    if issued_on is None:
        return Deadline(DeadlineKind.UNDATED, "", fuzzy=True, reason=Reason.EVENT)
    start, end = issued_on + timedelta(weeks=first), issued_on + timedelta(weeks=last)
    return period_deadline(Placed(start, end, is_fuzzy=True), is_due=False)


def read_effect(reader: Reader) -> bool:
    """ "từ ngày 05/11/2019", "kể từ ngày ký": the day something begins is no deadline (D013, D033, D125)."""
    at = reader.at
    if reader.accept(*_EFFECT):
        if reader.accept("ký ban hành", "ngày ký ban hành", "ban hành", "ký", "ngày ký") and reader.is_at_break():
            return True
        span = read_span(reader)
        if span is not None and not span.day_alone:
            return True
    reader.at = at
    return False
