"""One page of a long list, without counting it: an exact COUNT costs more than the page (DESIGN §7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from orgs.text import whole_number

FARTHEST = 10_000


class Slice:
    """What `_pager.html` and a list ask of a page: "1–50, còn nữa"."""

    def __init__(self, rows: list[Any], number: int, per_page: int):
        self.number = number
        self.object_list = rows[:per_page]
        self._first = (number - 1) * per_page
        self._more = len(rows) > per_page

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    def start_index(self) -> int:
        return self._first + 1 if self.object_list else 0

    def end_index(self) -> int:
        return self._first + len(self.object_list)

    def has_next(self) -> bool:
        return self._more

    def has_previous(self) -> bool:
        return self.number > 1

    def has_other_pages(self) -> bool:
        return self._more or self.number > 1

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1


def page_of(rows: QuerySet | Sequence[Any], number: str | None, *, per_page: int = 50) -> Slice:
    """Return page `number` as the address gives it; whatever is no page number is the first page."""
    wanted = min(max(whole_number(number or "", digits=5) or 1, 1), FARTHEST)
    start = (wanted - 1) * per_page
    return Slice(list(rows[start : start + per_page + 1]), wanted, per_page)
