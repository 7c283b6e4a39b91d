"""Deadline wording (thời hạn) → due days, and back to canonical Vietnamese. Pure: no Django, no clock.

rules: what a deadline is · tokens, reader, choice: how text is read · spans, days, periods, repeats, dated, ranges,
relative, periodic, grammar: the grammar, from a day to a whole wording · reading: one wording · openings, citing,
timetables, running: running text · wording: deadlines in words.
Source of the rules and of every wording: DOMAIN.md §3.
"""

from plans.deadlines.reading import read_deadlines
from plans.deadlines.rules import Deadline, DeadlineKind, Reason, Recurrence, Series, YearDay
from plans.deadlines.running import FoundDeadline, find_deadlines
from plans.deadlines.wording import describe, write_deadline

__all__ = [
    "Deadline",
    "DeadlineKind",
    "FoundDeadline",
    "Reason",
    "Recurrence",
    "Series",
    "YearDay",
    "describe",
    "find_deadlines",
    "read_deadlines",
    "write_deadline",
]
