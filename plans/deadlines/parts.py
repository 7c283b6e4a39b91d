"""What the grammar hands back: a deadline and the tokens it was read from."""

from dataclasses import dataclass

from plans.deadlines.reader import Reader
from plans.deadlines.rules import Deadline, DeadlineKind, Recurrence, Series


@dataclass(frozen=True, slots=True)
class Part:
    """A deadline, its wording still empty, read from `tokens[start:end]`."""

    deadline: Deadline
    start: int
    end: int


def part_of(reader: Reader, start: int, deadline: Deadline) -> Part:
    return Part(deadline, start, reader.at)


def recurring(
    reader: Reader,
    recurrence: Recurrence,
    series: tuple[Series, ...],
    *,
    before: bool = False,
    fuzzy: bool = False,
) -> Deadline:
    """The deadline that comes back so, with its days in the plan's period."""
    reach = reader.frame.reach()
    dates = recurrence.dates_between(*reach) if reach else ()
    return Deadline(DeadlineKind.RECURRING, "", before, dates, fuzzy=fuzzy, series=series, recurrence=recurrence)
