"""The names that a document says whole, to know again where they stand in running text. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\s*(\w+|[^\w\s])")
_LEAST_WORDS = 2


@dataclass(slots=True)
class _Step:
    """What may follow the words so far; `is_whole` where a name ends with them."""

    following: dict[str, "_Step"] = field(default_factory=dict)
    is_whole: bool = False


class Roster:
    """Names as a tree of words, so that looking one up takes no longer than reading it."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._first = _Step()
        for name in names:
            if len(name.split()) >= _LEAST_WORDS:
                self._add(name)

    def _add(self, name: str) -> None:
        step = self._first
        for word in _TOKEN.findall(name):
            step = step.following.setdefault(word, _Step())
        step.is_whole = True

    def match(self, text: str, start: int = 0) -> int | None:
        """Return where the longest name that begins at `start` ends, None where none does."""
        step, end, at = self._first, None, start
        while (found := _TOKEN.match(text, at)) and (after := step.following.get(found[1])):
            step, at = after, found.end()
            if step.is_whole:
                end = at
        return end


NO_NAMES = Roster()
