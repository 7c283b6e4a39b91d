"""Paragraphs of a plan as they are compared, from either text. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "’": "'", "‘": "'", "Ð": "Đ"})
_CLOSING = " .;:,/"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a paragraph, in words or keys that compare: who, by when, how much."""

    units: frozenset[str] = frozenset()
    deadlines: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of either text, in reading order. `key` is unique in its text; `depth` is 0 for sections.

    `as_read`, in the plan in force, is what the machine once read beside the same words, before a person put it
    right; None where it was typed by hand.
    """

    key: str
    depth: int
    label: str
    text: str
    beside: Beside = Beside()
    as_read: Beside | None = None


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: NFC, one kind of dash and quote, no closing mark at the end."""
    plain = unicodedata.normalize("NFC", text).translate(_DASHES).rstrip(_CLOSING)
    return tuple(_WORD.findall(plain))


def parents_of(passages: Sequence[Passage]) -> list[int | None]:
    """For each paragraph the place of the one above it: the nearest before it that is less deep."""
    above: list[int] = []
    parents: list[int | None] = []
    for place, passage in enumerate(passages):
        while above and passages[above[-1]].depth >= passage.depth:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(place)
    return parents
