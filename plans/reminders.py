"""Who is reminded of what, and when: the rules, from the facts of a row or a report alone. Pure: days are arguments.

A reminder that its day missed (no run, a power cut) is made by the next run while it still says something true; days
that nobody ran are not replayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DUE_IN_7, DUE_IN_3, DUE_TODAY, OVERDUE = "DUE_IN_7", "DUE_IN_3", "DUE_TODAY", "OVERDUE"
TO_COMPLETE, TO_TAKE_IN, TO_DECIDE = "TO_COMPLETE", "TO_TAKE_IN", "TO_DECIDE"
# The last one that fits is made: who was not reminded 7 days before is reminded 5 days before, and again 3 days before.
STAGES = ((0, DUE_TODAY), (3, DUE_IN_3), (7, DUE_IN_7))
FIRST_DAYS_BEFORE = timedelta(days=7)
PATIENCE = timedelta(days=3)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Facts:
    """Where a row or a report stands. Nobody's turn, work given up, closed or locked has no facts at all.

    `due_on`: the last day on time, None where no day presses. `turn_since`: the day the turn passed, None where
    something else speaks of it. `waits_for_office`: it was sent and not looked at; else it is the unit's turn.
    """

    due_on: date | None = None
    turn_since: date | None = None
    waits_for_office: bool = False
    was_sent_back: bool = False


@dataclass(frozen=True)
class Wanted:
    """A kind of reminder that a day asks for, unless the person was given one of that kind on `since` or later."""

    kind: str
    since: date


def wanted(facts: Facts, on: date) -> Iterator[Wanted]:
    """The reminders that a day asks for: 7, 3 and 0 days before the due day, then every week while overdue.

    What waits for the office, or came back to the unit, is spoken of after three days, then every week; what came
    back is not called overdue besides.
    """
    if facts.waits_for_office:
        yield from _forgotten(TO_TAKE_IN, facts.turn_since, on)
        return
    if facts.due_on is not None and on <= facts.due_on:
        yield from _before(facts.due_on, on)
    if facts.was_sent_back:
        yield from _forgotten(TO_COMPLETE, facts.turn_since, on)
    elif facts.due_on is not None and facts.due_on < on:
        yield Wanted(OVERDUE, max(facts.due_on + DAY, on - WEEK + DAY))


def wanted_of_request(asked_on: date, on: date) -> Iterator[Wanted]:
    """The reminders of a request for more time that nobody has answered: after three days, then every week."""
    yield from _forgotten(TO_DECIDE, asked_on, on)


def _before(due_on: date, on: date) -> Iterator[Wanted]:
    for days, kind in STAGES:
        if due_on - on <= timedelta(days=days):
            yield Wanted(kind, due_on - timedelta(days=days))
            return


def _forgotten(kind: str, turn_since: date | None, on: date) -> Iterator[Wanted]:
    if turn_since is not None and on - turn_since >= PATIENCE:
        yield Wanted(kind, max(turn_since, on - WEEK + DAY))


def days_words(due_on: date | None, on: date) -> str:
    """How far a due day is: "còn 5 ngày", "hạn hôm nay", "quá hạn 12 ngày"; "" without one."""
    if due_on is None:
        return ""
    left = (due_on - on).days
    if left < 0:
        return f"quá hạn {-left} ngày"
    return f"còn {left} ngày" if left else "hạn hôm nay"
