"""The words in which two texts differ, for a page that strikes out the old and underlines the new. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

# A word or a mark, with the space that follows: a full stop moved does not make a word another one.
_PIECE = re.compile(r"[^\s,.;:]+ ?|[,.;:]+ ?")
_TOO_DIFFERENT = 0.3


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Words(NamedTuple):
    """A run of words that both texts have, or only one of them, with the space that follows it."""

    text: str
    change: Change


def reworded(before: str, after: str) -> list[Words]:
    """Return both texts in one: runs of words kept, removed and added, in reading order.

    Texts with little in common are shown whole, one after the other, rather than in crumbs.
    """
    old, new = (_PIECE.findall(" ".join(text.split())) for text in (before, after))
    bare = [piece.rstrip() for piece in old], [piece.rstrip() for piece in new]
    if Indel.normalized_similarity(*bare) < _TOO_DIFFERENT:
        return [*_run(old, Change.REMOVED), *_run(new, Change.ADDED)]
    found: list[Words] = []
    removed: list[str] = []
    added: list[str] = []
    for block in Indel.opcodes(*bare):
        if block.tag == "equal":
            found += [*_run(removed, Change.REMOVED), *_run(added, Change.ADDED)]
            found += _run(new[block.dest_start : block.dest_end], Change.KEPT)
            removed, added = [], []
        else:
            removed += old[block.src_start : block.src_end]
            added += new[block.dest_start : block.dest_end]
    return [*found, *_run(removed, Change.REMOVED), *_run(added, Change.ADDED)]


def _run(words: list[str], change: Change) -> list[Words]:
    return [Words("".join(words), change)] if words else []
