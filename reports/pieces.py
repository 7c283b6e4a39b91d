"""Cut a paper whose annexes are long into pieces that are drawn one by one, so that memory stays bounded. Pure.

A paper of at most PIECE_ROWS rows of annexes is drawn in one. Of a longer one, each long annex is cut between rows;
a piece begins on a page of its own, under the heads of its table (docs/decisions.md).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.apart import AT_ONCE
from reports.blocks import Annex, Flow, Table
from reports.paper import Paper

PIECE_ROWS = 500
ROW_LETTERS = 400  # more letters in a row count as more rows
GO_ON = "{} (tiếp theo)"


@dataclass(frozen=True)
class AnnexPart:
    """What a piece shows of an annex: all of it, or some blocks, whose heading stands in an earlier piece."""

    annex: Annex
    blocks: tuple[Flow, ...]
    is_continued: bool = False


@dataclass(frozen=True)
class Piece:
    """What is drawn in one go: the paper itself up to the signature or not, and parts of annexes.

    Of several pieces only the first knows its page numbers.
    """

    has_body: bool
    annexes: tuple[AnnexPart, ...]
    is_first: bool = True


def whole(paper: Paper) -> Piece:
    """The paper in one piece."""
    return Piece(not paper.is_bare, tuple(AnnexPart(annex, annex.blocks) for annex in paper.annexes))


def cut(paper: Paper) -> tuple[Piece, ...]:
    """The pieces in their order, one where the paper is not long; the first has the body, if there is one.

    They are alike in size, so that those drawn at once end at once.
    """
    rows = sum(_weight(block) for annex in paper.annexes for block in annex.blocks)
    if rows <= PIECE_ROWS:
        return (whole(paper),)
    room = math.ceil(rows / AT_ONCE / math.ceil(rows / AT_ONCE / PIECE_ROWS))
    pieces: list[Piece] = []
    gathered: list[AnnexPart] = []
    weight = 0
    for annex in paper.annexes:
        for part in _parts(annex, room):
            size = sum(_weight(block) for block in part.blocks)
            if gathered and weight + size > room:
                pieces.append(_piece(paper, gathered, is_first=not pieces))
                gathered, weight = [], 0
            gathered.append(part)
            weight += size
    return (*pieces, _piece(paper, gathered, is_first=not pieces))


def _piece(paper: Paper, parts: list[AnnexPart], *, is_first: bool) -> Piece:
    return Piece(is_first and not paper.is_bare, tuple(parts), is_first)


def _parts(annex: Annex, room: int) -> Iterator[AnnexPart]:
    """An annex in parts of at most `room` rows each, as far as it can be cut."""
    gathered: list[Flow] = []
    weight, is_continued = 0, False
    for block in annex.blocks:
        for piece in _cut_table(block, room) if isinstance(block, Table) else (block,):
            if gathered and weight + _weight(piece) > room:
                yield AnnexPart(annex, tuple(gathered), is_continued)
                gathered, weight, is_continued = [], 0, True
            gathered.append(piece)
            weight += _weight(piece)
    yield AnnexPart(annex, tuple(gathered), is_continued)


def _cut_table(table: Table, room: int) -> Iterator[Table]:
    """A table in tables of at most `room` rows: the caption with the first, the totals with the last.

    A band that goes on is named again.
    """
    bands = dict(table.bands)
    first, weight, band = 0, 0, ""
    for place, row in enumerate(table.rows):
        if place > first and weight + _row_weight(row) > room:
            yield _rows_of(table, first, place, band)
            first, weight = place, 0
            band = "" if place in bands else _band_above(table, place)
        weight += _row_weight(row)
    yield _rows_of(table, first, len(table.rows), band, is_last=True)


def _rows_of(table: Table, first: int, end: int, band: str, *, is_last: bool = False) -> Table:
    bands = tuple((place - first, words) for place, words in table.bands if first <= place < end)
    return replace(
        table,
        caption="" if first else table.caption,
        rows=table.rows[first:end],
        totals=table.totals if is_last else (),
        bands=((0, GO_ON.format(band)), *bands) if band else bands,
    )


def _band_above(table: Table, place: int) -> str:
    return next((words for start, words in reversed(table.bands) if start < place), "")


def _weight(block: Flow) -> int:
    return sum(map(_row_weight, block.rows)) if isinstance(block, Table) else 1


def _row_weight(row: tuple[str, ...]) -> int:
    return 1 + sum(map(len, row)) // ROW_LETTERS
