"""What a deadline is: its kind, the rule read from the wording, and the due days the rule gives.

Days are days on the Vietnamese calendar. The day named in "trước ngày X" is kept as the due day and marked `before`:
whether X itself is late is the committee's setting (DOMAIN.md §3.1).
"""

from __future__ import annotations  # a field is named like its type, `time`

import calendar
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Self

FIRST_YEAR, LAST_YEAR = 1900, 2199
MAX_YEARS = 30
LAST_DAY = 0


class DeadlineKind(StrEnum):
    """What a wording asks for. UNREADABLE: it looks like a deadline, and a person must say what it means."""

    FIXED = "fixed"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    ON_REQUEST = "on_request"
    UNDATED = "undated"
    UNREADABLE = "unreadable"


class Series(StrEnum):
    """The periodic reports (định kỳ) a wording names; PERIOD where it names none ("định kỳ báo cáo").

    HALF with YEAR ("06 tháng, 01 năm") are two reports a year, DOMAIN.md §3.4 rule 5. TERM are the
    milestones of a program ("đầu kỳ, giữa kỳ, cuối kỳ").
    """

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    TERM = "term"
    PERIOD = "period"


class Reason(StrEnum):
    """Why an UNDATED deadline has neither a date, a window nor a series (DOMAIN.md §3.4 rule 6)."""

    PROMPTLY = "promptly"
    BY_RULE = "by_rule"
    BY_PLAN = "by_plan"
    BY_ORDER = "by_order"
    AS_NEEDED = "as_needed"
    SOON = "soon"
    EVENT = "event"
    NO_YEAR = "no_year"


class YearDay(NamedTuple):
    """A day of any year. Day 0 is the last of its month; a day past the end of a month is its last day too.

    `next_year`: the report on a year, due in the one after it ("trước ngày 15/01 hằng năm").
    """

    month: int
    day: int
    next_year: bool = False

    def in_year(self, year: int) -> date:
        length = calendar.monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day or length, length))

    def is_real(self) -> bool:
        """True for a day that some year has: 29/02 is one, 31/02 is not."""
        return 1 <= self.month <= 12 and 0 <= self.day <= calendar.monthrange(2024, self.month)[1]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Due days that come back every year. `plus_days` counts on from each day ("30 ngày kể từ ngày kết thúc quý");
    `from_day` opens a monthly window ("từ ngày 1 đến ngày 5 hằng tháng")."""

    days: tuple[YearDay, ...]
    plus_days: int = 0
    from_day: int | None = None

    def dates_between(self, start: date, end: date) -> tuple[date, ...]:
        """Every due day of the days or years that end inside [start, end], ascending; MAX_YEARS at most.

        What is due after the end for a year, quarter or month inside it is kept: the report on 2026
        of a plan for 2026 may be due on 15/01/2027 (DOMAIN.md §3.2, D058, D093).
        """
        years = range(max(start.year, FIRST_YEAR), min(end.year, LAST_YEAR, start.year + MAX_YEARS - 1) + 1)
        return tuple(
            sorted(
                {
                    day.in_year(year + day.next_year) + timedelta(days=self.plus_days)
                    for year in years
                    for day in self.days
                    if start <= (date(year, 12, 31) if day.next_year else day.in_year(year)) <= end
                }
            )
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline (thời hạn) as it was read from `wording`, which is never rewritten.

    kind        dates                               also
    FIXED       one or more days, ascending         window, where a period is named ("trong quý II/2026")
    RECURRING   every due day of the plan's period  recurrence, to make the days of another period
    UNDATED     none                                series, or window (a bare period such as "năm 2025"), or reason
    ONGOING, ON_REQUEST, UNREADABLE: none.

    `window` is inclusive; a FIXED window is due on its last day. `fuzzy`: a person must confirm.
    """

    kind: DeadlineKind
    wording: str
    before: bool = False
    dates: tuple[date, ...] = ()
    window: tuple[date, date] | None = None
    time: time | None = None
    fuzzy: bool = False
    series: tuple[Series, ...] = ()
    reason: Reason | None = None
    recurrence: Recurrence | None = None

    def within(self, start: date, end: date) -> Self:
        """The same deadline with the due days of another period; only a RECURRING one changes."""
        if self.recurrence is None:
            return self
        return replace(self, dates=self.recurrence.dates_between(start, end))

    def to_json(self) -> dict[str, Any]:
        """What `read_deadlines` prints: days as YYYY-MM-DD, time as HH:MM."""
        return {
            "kind": self.kind.value,
            "before": self.before,
            "dates": [day.isoformat() for day in self.dates],
            "window": [day.isoformat() for day in self.window] if self.window else None,
            "time": self.time.strftime("%H:%M") if self.time else None,
            "fuzzy": self.fuzzy,
        }

    def to_record(self) -> dict[str, Any]:
        """Everything, in values that a JSONField keeps; `from_record` gives the same deadline back."""
        recurrence = self.recurrence
        return self.to_json() | {
            "wording": self.wording,
            "series": [series.value for series in self.series],
            "reason": self.reason.value if self.reason else None,
            "recurrence": recurrence
            and {
                "days": [list(day) for day in recurrence.days],
                "plus_days": recurrence.plus_days,
                "from_day": recurrence.from_day,
            },
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Self:
        window, recurrence = record["window"], record["recurrence"]
        return cls(
            kind=DeadlineKind(record["kind"]),
            wording=record["wording"],
            before=record["before"],
            dates=tuple(date.fromisoformat(day) for day in record["dates"]),
            window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
            time=time.fromisoformat(record["time"]) if record["time"] else None,
            fuzzy=record["fuzzy"],
            series=tuple(Series(series) for series in record["series"]),
            reason=Reason(record["reason"]) if record["reason"] else None,
            recurrence=recurrence
            and Recurrence(
                tuple(YearDay(*day) for day in recurrence["days"]),
                recurrence["plus_days"],
                recurrence["from_day"],
            ),
        )
