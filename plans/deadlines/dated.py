"""The grammar of dated wording: how a day is pointed at, lists of days, and what makes them come back.

"trước 17 giờ 00 ngày 05/12/2026", "15/6 và 15/12 hằng năm", "ngày 20 của tháng cuối quý" (DOMAIN.md §3.2 A–H).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from plans.deadlines.choice import NUMBER, Choice
from plans.deadlines.days import read_day
from plans.deadlines.parts import recurring
from plans.deadlines.periods import (
    read_month,
    read_months_of_year,
    read_part,
    read_quarter,
    read_quarter_number,
    read_quarter_of_year,
    read_week,
    read_year,
)
from plans.deadlines.reader import Reader
from plans.deadlines.repeats import read_last_days, read_repeat
from plans.deadlines.rules import Deadline, DeadlineKind, Reason, Recurrence, Series
from plans.deadlines.spans import Placed, Span

MAX_LIST = 8
_SPANS: Choice[Callable[[Reader], Span | None]] = Choice(
    (read_quarter_of_year, ("quý",)),
    (read_months_of_year, (NUMBER,)),
    (read_month, (NUMBER, "tháng")),
    (read_day, (NUMBER, "ngày", "mùng", "mồng", "thứ", "chủ nhật")),
    (read_quarter, ("quý",)),
    (read_part, ("đầu", "giữa", "cuối", "thượng tuần", "trung tuần")),
    (read_week, ("tuần",)),
    (read_year, (NUMBER, "năm", "cả")),
)
SPAN_BEGINS = _SPANS.begins
_BY = (
    "chậm nhất là vào",
    "chậm nhất là",
    "chậm nhất vào",
    "chậm nhất đến hết",
    "chậm nhất đến",
    "chậm nhất",
    "muộn nhất là",
    "muộn nhất",
    "không muộn hơn",
    "không quá",
    "cho đến hết",
    "đến hết",
    "đến",
    "tới hết",
    "tới",
    "hết",
)
_PARTS_OF_DAY = ("sáng", "chiều", "tối")
_IN = (
    "ngay trong", "xong trong", "trong", "vào lúc", "vào đúng dịp", "vào dịp", "đúng dịp", "nhân dịp", "dịp",
    *(f"vào {part}" for part in _PARTS_OF_DAY), "vào", "lúc",
    *_PARTS_OF_DAY,
)  # fmt: skip
DATED_BEGINS = (*SPAN_BEGINS, "trước", "xong trước", *_BY, *_IN, "hôm nay")


@dataclass(frozen=True, slots=True)
class Pointer:
    """How the wording points at a day: before it, by it ("chậm nhất", "đến hết"), or in it."""

    before: bool = False
    by: bool = False

    @classmethod
    def read(cls, reader: Reader) -> "Pointer":
        pointer = cls()
        for _ in range(3):
            if reader.sees("trước hết", "trước mắt", "trước khi", "trước đây", "trước đó"):
                break
            if reader.accept("xong trước", "trước"):
                pointer = replace(pointer, before=True)
            elif reader.accept(*_BY):
                pointer = replace(pointer, by=True)
            elif not reader.accept(*_IN):
                break
        return pointer


def read_span(reader: Reader, *, after: Span | None = None) -> Span | None:
    """One day or period. `after` is the one before it in a list: "quý I, II/2026"."""
    at = reader.at
    for read in _SPANS.at(reader):
        if (span := read(reader)) is not None:
            return span
        reader.at = at
    is_after_quarter = after is not None and after.first is not None and after.last.month - after.first.month == 2
    return read_quarter_number(reader) if is_after_quarter else None


def read_time(reader: Reader) -> time | None:
    """ "7h00 sáng", "17 giờ 00", "07 giờ 30 phút"."""
    at = reader.at
    hour = reader.digits(0, 23, width=2)
    if hour is not None and (reader.accept("giờ", "h", "g") or reader.separator(":")):
        minute = reader.digits(0, 59, width=2) or 0
        reader.accept("phút", "ph", "p", "'", "’", "′")
        if reader.accept("chiều", "tối"):
            hour += 12 if hour < 12 else 0
        else:
            reader.accept("sáng", "trưa")
        if not reader.sees_number():
            return time(hour, minute)
    reader.at = at
    return None


def read_dated(reader: Reader, *, completes: bool = False, repeats: Series | None = None) -> list[Deadline] | None:
    """Days or periods, once or coming back; None if the words are something else, or name no real day.

    `completes`: the words before ("hoàn thành") make even a half-year or a year due on its last day.
    `repeats`: the series the days belong to, where it stands before them: "hằng năm, trước ngày 10/12".
    """
    at = reader.at
    pointer = Pointer.read(reader)
    moment = read_time(reader)
    if moment is not None:
        reader.accept(",")
        pointer_after = Pointer.read(reader)
        pointer = Pointer(pointer.before or pointer_after.before, pointer.by or pointer_after.by)
    deadlines = _read_near(reader, pointer) or _read_last_days(reader, pointer)
    if deadlines is None:
        deadlines = _read_list(reader, pointer, completes=completes, repeats=repeats)
    if not deadlines:
        reader.at = at if deadlines is None else reader.at
        return deadlines
    return [replace(deadline, time=moment) for deadline in deadlines]


def _read_near(reader: Reader, pointer: Pointer) -> list[Deadline] | None:
    """ "hôm nay" and "tuần này" count from the day of issue; the end of a week is Sunday or Friday: ask."""
    issued_on = reader.frame.issued_on
    if reader.accept("hôm nay", "ngày hôm nay"):
        return [_one(issued_on, pointer, is_fuzzy=False)]
    if not pointer.before and reader.accept("tuần này"):
        return [_one(issued_on and issued_on + timedelta(days=6 - issued_on.weekday()), pointer, is_fuzzy=True)]
    return None


def _read_last_days(reader: Reader, pointer: Pointer) -> list[Deadline] | None:
    found = [
        recurring(reader, Recurrence(repeat.days), repeat.series, before=pointer.before)
        for repeat in read_last_days(reader) or []
    ]
    return found or None


def _one(day: date | None, pointer: Pointer, *, is_fuzzy: bool) -> Deadline:
    if day is None:
        return Deadline(DeadlineKind.UNDATED, "", fuzzy=True, reason=Reason.NO_YEAR)
    return Deadline(DeadlineKind.FIXED, "", before=pointer.before, dates=(day,), fuzzy=is_fuzzy)


def _read_list(reader: Reader, pointer: Pointer, *, completes: bool, repeats: Series | None) -> list[Deadline] | None:
    spans = _read_spans(reader, pointer)
    if not spans or (pointer.before and any(span.first for span in spans)):
        return None
    repeat = read_repeat(reader, spans, repeats=repeats)
    if repeat is not None:
        fuzzy = repeat.is_fuzzy or any(span.is_fuzzy for span in spans)
        return [recurring(reader, Recurrence(repeat.days), repeat.series, before=pointer.before, fuzzy=fuzzy)]
    if any(span.day_alone for span in spans):
        return None
    if any(span.shift == -1 for span in spans):
        return []
    return _fixed(reader, spans, pointer, completes=completes)


def _read_spans(reader: Reader, pointer: Pointer) -> list[Span] | None:
    """One or more spans joined by comma or "và", each perhaps pointed at in the same way as the first."""
    spans: list[Span] = []
    while len(spans) < MAX_LIST:
        at = reader.at
        if spans:
            if not reader.accept(",", "và", ";", "hoặc"):
                break
            again = Pointer.read(reader)
        else:
            again = pointer
        is_same = again == pointer or again == Pointer()
        span = read_span(reader, after=spans[-1] if spans else None) if is_same else None
        if span is None or (spans and pointer.before and span.first):
            reader.at = at
            break
        spans.append(span)
    return _with_years_shared(_with_months_shared(spans))


def _with_months_shared(spans: list[Span]) -> list[Span]:
    """ "ngày 15, 16/6/2026": the month written last holds for the days before it that have none."""
    if not spans or spans[-1].first or spans[-1].day_alone:
        return spans
    return [span.in_month_of(spans[-1]) or span if span.day_alone else span for span in spans]


def _with_years_shared(spans: list[Span]) -> list[Span]:
    """ "15/6 và 15/12/2026": the year written last holds for those before it that have none."""
    if not spans or spans[-1].year is None:
        return spans
    return [span if span.has_year else replace(span, year=spans[-1].year) for span in spans]


def _fixed(reader: Reader, spans: list[Span], pointer: Pointer, *, completes: bool) -> list[Deadline]:
    """Days become one deadline; each period its own, with its window."""
    placed = [span.placed(reader.frame) for span in spans]
    if any(place is None for place in placed):
        return [Deadline(DeadlineKind.UNDATED, "", before=pointer.before, fuzzy=True, reason=Reason.NO_YEAR)]
    is_due = completes or pointer.by
    periods = [
        period_deadline(place, is_due=is_due or span.is_due, is_open=not pointer.by)
        for span, place in zip(spans, placed, strict=True)
        if place and place.first
    ]
    days = [place for place in placed if place and not place.first]
    if not days:
        return periods
    dates = tuple(sorted({place.last for place in days}))
    is_fuzzy = any(place.is_fuzzy for place in days)
    return [Deadline(DeadlineKind.FIXED, "", before=pointer.before, dates=dates, fuzzy=is_fuzzy), *periods]


def period_deadline(place: Placed, *, is_due: bool, is_open: bool = True) -> Deadline:
    """A window; a due day too, its last, if `is_due`; only that where the window has no beginning ("đến hết")."""
    window = (place.first or place.last, place.last) if is_open else None
    kind = DeadlineKind.FIXED if is_due else DeadlineKind.UNDATED
    return Deadline(kind, "", dates=(place.last,) if is_due else (), window=window, fuzzy=place.is_fuzzy)
