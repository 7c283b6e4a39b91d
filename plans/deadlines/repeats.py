"""The words after a list of days that make them come back: "hằng năm", "hằng tháng", "của tháng cuối quý".

DOMAIN.md §3.2 groups E–H.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.deadlines.reader import Reader
from plans.deadlines.rules import LAST_DAY, Series, YearDay
from plans.deadlines.spans import Span
from plans.deadlines.tokens import one_spelling

_EVERY_YEAR = ("hằng năm", "hàng năm", "mỗi năm", "từng năm", "các năm", "trong mỗi năm", "của mỗi năm")
_FOR_NEXT_YEAR = ("cho năm kế tiếp", "cho năm sau", "cho năm tiếp theo", "của năm kế tiếp")
_EVERY_MONTH = (
    "hằng tháng",
    "hàng tháng",
    "mỗi tháng",
    "từng tháng",
    "các tháng",
    "của từng tháng",
    "của mỗi tháng",
    "của hằng tháng",
    "của tháng báo cáo",
    "tháng báo cáo",
)
_NEXT_MONTH = ("của tháng tiếp theo", "của tháng sau", "tháng sau", "của tháng kế tiếp", "tháng kế tiếp")
_AFTER_PERIOD = (
    "của tháng tiếp sau tháng kết thúc kỳ báo cáo",
    "của tháng tiếp sau tháng kết thúc báo cáo",
    "của tháng tiếp sau kỳ báo cáo",
)
_LAST_OF_PERIOD = ("tháng cuối kỳ báo cáo", "tháng cuối của kỳ báo cáo", "tháng cuối kỳ")
_LAST_OF_QUARTER = ("tháng cuối cùng", "tháng của cuối", "tháng cuối")
_EVERY = ("của", "mỗi", "từng", "các", "hằng", "hàng")
_UNITS = frozenset({one_spelling("tháng"), one_spelling("quý")})
QUARTER_ENDS = (3, 6, 9, 12)
# A plan's periods are half-years unless it says otherwise (DESIGN.md §2), and so is "kỳ báo cáo"; a person confirms.
PERIOD_ENDS = (6, 12)


@dataclass(frozen=True, slots=True)
class Repeat:
    days: tuple[YearDay, ...]
    series: tuple[Series, ...]
    is_fuzzy: bool = False


def read_repeat(reader: Reader, spans: list[Span], *, repeats: Series | None = None) -> Repeat | None:
    """What makes `spans` come back, or None. `repeats` is the series that was said before them."""
    at = reader.at
    if all(span.day_alone for span in spans):
        repeat = _read_month_repeat(reader, [span.last.day for span in spans], repeats)
    elif all(not span.day_alone and not span.year for span in spans):
        repeat = _read_year_repeat(reader, spans, repeats)
    else:
        repeat = None
    if repeat is None:
        reader.at = at
    return repeat


def read_last_days(reader: Reader) -> list[Repeat] | None:
    """ "ngày cuối cùng của tháng/quý", "cuối tháng, quý": the last day of every month, quarter or year."""
    at = reader.at
    if not reader.accept("ngày cuối cùng", "ngày cuối", "cuối"):
        return None
    found: list[Repeat] = []
    for _ in range(3):
        while reader.accept(*_EVERY):
            pass
        months, series = _read_unit(reader)
        if not months or reader.sees("của", "kể") or _is_numbered(reader):
            break
        found.append(Repeat(tuple(YearDay(month, LAST_DAY) for month in months), (series,)))
        if not (reader.sees("/", ",", "và") and _unit_follows(reader)):
            return found
        reader.at += 1
    reader.at = at
    return None


def _is_numbered(reader: Reader) -> bool:
    """ "cuối tháng 3", "cuối quý II": one period, not every one."""
    token = reader.peek()
    return token is not None and (token.is_number or set(token.text) <= set("ivl"))


def _read_unit(reader: Reader) -> tuple[tuple[int, ...], Series]:
    if reader.accept("tháng"):
        return tuple(range(1, 13)), Series.MONTH
    if reader.accept("quý"):
        return QUARTER_ENDS, Series.QUARTER
    return (), Series.PERIOD


def _unit_follows(reader: Reader) -> bool:
    return any((token := reader.peek(i)) and token.text in _UNITS for i in (1, 2))


def _read_month_repeat(reader: Reader, days: list[int], repeats: Series | None) -> Repeat | None:
    reader.accept(",")
    if reader.accept(*_AFTER_PERIOD):
        days_after = tuple(YearDay(month % 12 + 1, day, month == 12) for month in PERIOD_ENDS for day in days)
        return Repeat(days_after, (Series.PERIOD,), is_fuzzy=True)
    if reader.accept(*_NEXT_MONTH):
        following = tuple(YearDay(month % 12 + 1, day, month == 12) for month in range(1, 13) for day in days)
        return Repeat(following, (Series.MONTH,))
    if reader.accept(*_EVERY_MONTH):
        return Repeat(_on(range(1, 13), days), (Series.MONTH,))
    of_month = reader.accept("của")
    if reader.accept(*_LAST_OF_PERIOD):
        return Repeat(_on(PERIOD_ENDS, days), (Series.PERIOD,), is_fuzzy=True)
    is_first = reader.accept("tháng đầu tiên", "tháng đầu")
    if is_first or reader.accept(*_LAST_OF_QUARTER):
        while reader.accept(*_EVERY):
            pass
        months = [month - 2 for month in QUARTER_ENDS] if is_first else QUARTER_ENDS
        return Repeat(_on(months, days), (Series.QUARTER,)) if reader.accept("quý") else None
    if of_month and reader.accept("tháng") and not reader.sees_number():
        return Repeat(_on(range(1, 13), days), (Series.MONTH,))
    return Repeat(_on(range(1, 13), days), (Series.MONTH,)) if repeats == Series.MONTH and not of_month else None


def _on(months: Iterable[int], days: list[int]) -> tuple[YearDay, ...]:
    return tuple(YearDay(month, day) for month in months for day in days)


def _read_year_repeat(reader: Reader, spans: list[Span], repeats: Series | None) -> Repeat | None:
    """Yearly days. One in January is due in the year after the one it reports on (D058, D068)."""
    shifts = {span.shift for span in spans}
    if shifts == {1} and not any(span.first for span in spans):
        return _yearly(tuple(_next_year(span.last) for span in spans))
    if shifts != {None}:
        return None
    at = reader.at
    reader.accept(",")
    is_bracketed = reader.accept("(")
    reader.accept("và")
    if reader.accept(*_EVERY_YEAR):
        after = reader.at
        reader.accept(",")
        if not reader.accept(*_FOR_NEXT_YEAR):
            reader.at = after
        if is_bracketed and not reader.accept(")"):
            return None
    elif repeats in {Series.YEAR, Series.HALF}:
        reader.at = at
    else:
        return None
    days = tuple(_next_year(span.last) if span.last.month == 1 and not span.first else span.last for span in spans)
    return _yearly(days)


def _yearly(days: tuple[YearDay, ...]) -> Repeat:
    """29/02 every year is asked about: most years have none."""
    return Repeat(days, (Series.YEAR,), is_fuzzy=any((day.month, day.day) == (2, 29) for day in days))


def _next_year(day: YearDay) -> YearDay:
    return day._replace(next_year=True)
