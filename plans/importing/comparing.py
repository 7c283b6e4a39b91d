"""A new version of a plan beside the plan in force: which paragraph is which, and what of it has changed. Pure.

First what was settled by hand, then what reads the same in the same order, then what reads the same elsewhere (moved,
renumbered), then what reads alike. What is not plain is marked with a doubt; a person decides (DESIGN.md §6).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans.importing.pairing import Pairing
from plans.importing.passages import Beside, Passage, plain_words

__all__ = ["Aspect", "Beside", "Doubt", "Outcome", "Pair", "Passage", "compare", "same_words"]


class Aspect(StrEnum):
    """What of a paragraph has changed."""

    LABEL = "label"
    PLACE = "place"
    TEXT = "text"
    DEADLINES = "deadlines"
    UNITS = "units"
    TARGETS = "targets"


class Doubt(StrEnum):
    """Why a person must decide: words far apart, another one as like, same words read otherwise, most not found."""

    FAR = "far"
    RIVAL = "rival"
    READING = "reading"
    PARTIAL = "partial"


class Outcome(StrEnum):
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; one of the two is None where it was dropped or is new."""

    before: Passage | None
    after: Passage | None
    aspects: tuple[Aspect, ...] = ()
    doubt: Doubt | None = None

    @property
    def key(self) -> str:
        return f"{self.before.key if self.before else ''}~{self.after.key if self.after else ''}"

    @property
    def outcome(self) -> Outcome:
        if self.before is None:
            return Outcome.NEW
        if self.after is None:
            return Outcome.DROPPED
        return Outcome.CHANGED if self.aspects or self.doubt else Outcome.UNCHANGED


def compare(
    before: Sequence[Passage],
    after: Sequence[Passage],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
) -> list[Pair]:
    """Return every paragraph of both texts once, in the order of `before`, new ones behind what they follow.

    `together` and `apart` are pairs of keys that a person has joined or parted; unknown keys count for nothing.
    """
    found = Pairing(before, after, apart)
    found.join_by_hand(together)
    found.join_same()
    found.join_alike()
    in_order = _longest_in_order([found.of_after[j] for j in sorted(found.of_after)])
    # A supplement quotes only what it changes: then nothing that it does not name is dropped by that.
    is_partial = bool(after) and 2 * len(found.of_before) < len(before)
    pairs = []
    for i, j in _reading_order(before, after, found, in_order):
        if i is None or j is None:
            doubt = Doubt.PARTIAL if j is None and is_partial else None
            pairs.append(Pair(None if i is None else before[i], None if j is None else after[j], doubt=doubt))
        else:
            pairs.append(_pair(before[i], after[j], found.doubts.get(i), is_moved=i not in in_order))
    return pairs


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same: spacing, NFC and a closing mark aside."""
    return plain_words(one) == plain_words(other)


def _pair(before: Passage, after: Passage, doubt: str | None, *, is_moved: bool) -> Pair:
    is_same = same_words(before.text, after.text)
    aspects = []
    if before.label != after.label:
        aspects.append(Aspect.LABEL)
    if is_moved or before.depth != after.depth:
        aspects.append(Aspect.PLACE)
    if not is_same:
        aspects.append(Aspect.TEXT)
    for aspect in (Aspect.DEADLINES, Aspect.UNITS, Aspect.TARGETS):
        stands, says = getattr(before.beside, aspect), getattr(after.beside, aspect)
        was_read = getattr(before.as_read, aspect) if before.as_read else None
        # Where the new text reads as the old one did, what a person put right since stays right.
        if says in (stands, was_read):
            continue
        aspects.append(aspect)
        if is_same and was_read != stands:
            doubt = doubt or Doubt.READING
    return Pair(before, after, tuple(aspects), Doubt(doubt) if doubt else None)


def _reading_order(
    before: Sequence[Passage], after: Sequence[Passage], found: Pairing, in_order: set[int]
) -> list[tuple[int | None, int | None]]:
    """Positions in both texts, merged: those that kept their order lead both."""
    merged: list[tuple[int | None, int | None]] = []
    shown = 0
    for j in range(len(after)):
        i = found.of_after.get(j)
        if i in in_order:
            merged += [(k, None) for k in range(shown, i) if k not in found.of_before]
            shown = i + 1
        merged.append((i, j))
    return [*merged, *((k, None) for k in range(shown, len(before)) if k not in found.of_before)]


def _longest_in_order(places: list[int]) -> set[int]:
    """The longest rising part of a sequence of different numbers: what kept its order, however much moved around it."""
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        previous[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    kept: set[int] = set()
    step = tails[-1] if tails else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return kept
