"""The five figures of DESIGN §3, the last one in two: six counts that are disjoint and add up. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self


@dataclass(frozen=True)
class Cells:
    """Rows counted by cell, named as in plans.models.CELLS. Every counted row stands in exactly one."""

    finished_on_time: int = 0
    finished_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    answered: int = 0
    unanswered: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, Any]) -> Self:
        """The cells in a dict that `count_cells` gave."""
        return cls(**{field.name: counts[field.name] for field in fields(cls)})

    def __add__(self, other: Self) -> Self:
        both = {field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(Cells)}
        return replace(self, **both)

    @property
    def finished(self) -> int:
        return self.finished_on_time + self.finished_late

    @property
    def open(self) -> int:
        return self.open_in_time + self.open_overdue

    @property
    def dated(self) -> int:
        return self.finished + self.open

    @property
    def dated_parts(self) -> tuple[int, int, int, int]:
        """The four that `dated` is the sum of, in the order of tables and charts."""
        return self.finished_on_time, self.finished_late, self.open_in_time, self.open_overdue

    @property
    def columns(self) -> tuple[int, ...]:
        """What a table prints in a line: the dated rows, their four parts, then the two without a day."""
        return self.dated, *self.dated_parts, self.answered, self.unanswered

    @property
    def undated(self) -> int:
        return self.answered + self.unanswered

    @property
    def all(self) -> int:
        return self.dated + self.undated

    def share(self, part: int) -> float | None:
        """`part` as percent of the dated rows; None where there are none."""
        return 100 * part / self.dated if self.dated else None

    @property
    def finished_share(self) -> float | None:
        return self.share(self.finished)

    @property
    def shares(self) -> dict[str, float | None]:
        """The share of each dated cell, by its name."""
        names = ("finished_on_time", "finished_late", "open_in_time", "open_overdue")
        return {name: self.share(getattr(self, name)) for name in names}
