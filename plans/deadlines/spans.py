"""A day or a period of the calendar whose year may be left out, and the words that give the year."""

from dataclasses import dataclass, replace
from datetime import date

from plans.deadlines.frame import Frame
from plans.deadlines.reader import Reader
from plans.deadlines.rules import YearDay


@dataclass(frozen=True, slots=True)
class Span:
    """A day or period inside a year that may still be unknown.

    `first` is None for a single day. `shift` counts years from the plan's ("năm sau" is 1). `is_due`: the last day
    is a due day without more words (a month, a quarter); a half-year or a year is a window only.
    `day_alone`: a day of the month without its month, `last` is then meaningless.
    """

    last: YearDay
    first: YearDay | None = None
    year: int | None = None
    shift: int | None = None
    is_due: bool = True
    is_fuzzy: bool = False
    weekday: int | None = None
    day_alone: int | None = None

    def in_month_of(self, other: "Span") -> "Span | None":
        """This day of the month, in the month and year of `other`; None if that month has no such day."""
        day = YearDay(other.last.month, self.day_alone or 0)
        return real(replace(other, last=day, weekday=None)) if day.is_real() else None

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.shift is not None

    def placed(self, frame: Frame) -> "Placed | None":
        """The days themselves, in the plan's year where none is written; None if that is unknown."""
        year, is_fuzzy = self.year, self.is_fuzzy
        if year is None and self.shift is not None and frame.year is not None:
            year = frame.year + self.shift
        if year is None:
            chosen = frame.year_of(self.last, may_be_past=not self.is_due) if self.shift is None else None
            if chosen is None:
                return None
            year, is_fuzzy = chosen[0], is_fuzzy or chosen[1]
        last = self.last.in_year(year)
        is_fuzzy = is_fuzzy or (self.weekday is not None and self.weekday != last.weekday())
        return Placed(self.first.in_year(year) if self.first else None, last, is_fuzzy)


@dataclass(frozen=True, slots=True)
class Placed:
    """A Span on the calendar."""

    first: date | None
    last: date
    is_fuzzy: bool


def runs_on(reader: Reader, signs: str) -> bool:
    """True before a sign and a further number: what was read is a part of something else."""
    at = reader.at
    runs_on = reader.separator(signs) is not None and reader.sees_number()
    reader.at = at
    return runs_on


def stepped_back(reader: Reader, at: int, span: Span) -> Span:
    reader.at = at
    return span


def real(span: Span | None) -> Span | None:
    """Refuse 29/02 of a year that has none; never repaired."""
    if span and span.year and span.last.day and span.last.in_year(span.year).day != span.last.day:
        return None
    return span


def with_year(reader: Reader, span: Span, *, signs: str = "/-.") -> Span | None:
    """Add the year that may follow: "/2026", "năm 2026", "năm nay". None if a number there is no year."""
    at = reader.at
    if signs and reader.separator(signs) is not None:
        if (year := reader.year()) is not None:
            return None if runs_on(reader, "/.") else real(replace(span, year=year))
        if reader.sees_number():
            return None
        reader.at = at
    reader.accept(",")
    reader.accept("của", "trong")
    before_year = reader.at
    if reader.accept("năm nay", "năm này"):
        return replace(span, shift=0)
    if reader.accept("năm sau", "năm tới", "năm kế tiếp", "năm tiếp theo"):
        return replace(span, shift=1)
    if reader.accept("năm trước") and not (reader.sees_number() or reader.sees("ngày")):  # "10/6, năm trước 05/12"
        return replace(span, shift=-1)
    reader.at = before_year
    if reader.accept("năm"):
        if (year := reader.year()) is not None:
            return real(replace(span, year=year))
        if reader.sees_number():
            return None
    return stepped_back(reader, at, span)
