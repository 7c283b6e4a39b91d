"""What happened when: acts in the order of their moments, each done as if it were that moment."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from unittest.mock import patch

from django.utils import timezone

_RELATIVE = re.compile(r"today([+-]\d+)")
FRIDAY = 4


@dataclass
class Timeline:
    """Acts that wait for their turn. Those after `now` never happen: the demo ends today."""

    now: datetime
    _waiting: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Let `act` happen at `moment`; acts of one moment keep the order in which they were added."""
        heapq.heappush(self._waiting, (moment, next(self._numbers), act))

    def play(self) -> None:
        """Do what is due by now, in order; an act may add later ones."""
        while self._waiting and self._waiting[0][0] <= self.now:
            moment, _, act = heapq.heappop(self._waiting)
            with clock_at(moment):
                act()

    def day(self, text: str) -> date:
        """Read "2026-05-05" or "today-26"."""
        if found := _RELATIVE.fullmatch(text):
            return timezone.localdate(self.now) + timedelta(days=int(found[1]))
        return date.fromisoformat(text)

    def moment(self, text: str) -> datetime:
        """Read "2026-05-05 14:00" or "today-26 10:00"."""
        day, _, hour = text.rpartition(" ")
        return moment(self.day(day), time.fromisoformat(hour))


def moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def friday_before(day: date) -> date:
    """The day itself, or the Friday before a weekend: what is due on Sunday is sent on Friday."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def monday_after(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > FRIDAY else 0)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let the services believe that it is `moment`: they stamp what they write themselves, and nobody else may."""
    with patch.object(timezone, "now", lambda: moment.astimezone(UTC)):  # in UTC, as the real one
        yield
