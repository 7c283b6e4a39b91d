"""The plan around a wording: what fills in a year left out, and how far recurring days run."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from plans.deadlines.rules import FIRST_YEAR, LAST_YEAR, MAX_YEARS, YearDay


@dataclass(frozen=True, slots=True)
class Frame:
    """Issue date and period of a plan, as far as they are known; days outside 1900–2199 count as unknown."""

    issued_on: date | None
    start: date | None
    end: date | None

    @classmethod
    def of(cls, *, issued_on: date | None, start: date | None, end: date | None) -> Self:
        known = [day if day and FIRST_YEAR <= day.year < LAST_YEAR else None for day in (issued_on, start, end)]
        return cls(*known)

    @property
    def year(self) -> int | None:
        day = self.start or self.issued_on or self.end
        return day.year if day else None

    def reach(self) -> tuple[date, date] | None:
        """First and last day for recurring deadlines: the plan's period; without an end, one year ahead.

        DOMAIN.md §3.4 rule 8. None where nothing of the plan is known.
        """
        first = self.start or self.issued_on
        if first is None:
            return (date(self.end.year, 1, 1), self.end) if self.end else None
        return first, self.end or YearDay(first.month, first.day).in_year(first.year + 1) - timedelta(days=1)

    def year_of(self, day: YearDay, *, may_be_past: bool = False) -> tuple[int, bool] | None:
        """The year of a day written without one, and whether a person must confirm it.

        The one year that puts the day inside the plan's period; else the plan's first year, or its year
        of issue. Asked about where several years fit, or the day is past at issue and `may_be_past` does not say
        that it is only the end of a window (DOMAIN.md §3.4 rule 7).
        """
        if self.year is None:
            return None
        fitting = self._years_with(day)
        year = fitting[0] if fitting else self.year
        if len(fitting) > 1 and self.issued_on and self.issued_on.year in fitting:
            year = self.issued_on.year
        is_past = not may_be_past and self.issued_on is not None and day.in_year(year) < self.issued_on
        return year, is_past or len(fitting) > 1

    def _years_with(self, day: YearDay) -> list[int]:
        if self.start is None or self.end is None:
            return []
        years = range(self.start.year, min(self.end.year, self.start.year + MAX_YEARS) + 1)
        return [year for year in years if self.start <= day.in_year(year) <= self.end]
