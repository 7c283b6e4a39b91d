"""Tables of paper as a page shows them: on a desk a line a row, on a phone a card a row (LOOK.md). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.blocks import Table

NUMBERS = {"STT", "TT"}  # heads of columns that only count the rows; a card needs none
FEW = 10  # cards that a phone shows at once
_ZERO = re.compile(r"0(,0+)? ?%?")


@dataclass(frozen=True)
class Cell:
    """`title` is what its column is called where it stands alone; the first words of a row need none."""

    text: str
    align: str
    title: str
    is_zero: bool
    is_place: bool
    is_name: bool


@dataclass(frozen=True)
class Row:
    """`is_idle`: it has figures and all are zero; `is_further`: a phone shows it only when asked for all."""

    cells: tuple[Cell, ...]
    is_idle: bool
    is_further: bool


def cards_of(table: Table) -> list[Row]:
    """The rows in their order, without the totals."""
    rows: list[Row] = []
    shown = 0
    for texts in table.rows:
        cells = cells_of(table, texts)
        figures = [cell for cell in cells if cell.align == "right" and cell.text]
        is_idle = bool(figures) and all(cell.is_zero for cell in figures)
        shown += not is_idle
        rows.append(Row(cells, is_idle, is_idle or shown > FEW))
    return rows


def cells_of(table: Table, texts: Sequence[str]) -> tuple[Cell, ...]:
    """One row of a table, or its totals."""
    name = next((number for number, column in enumerate(table.columns) if column.align == "left"), 0)
    return tuple(
        Cell(
            text, column.align, "" if number == name else title,
            is_zero=column.align == "right" and bool(_ZERO.fullmatch(text)),
            is_place=column.header in NUMBERS, is_name=number == name,
        )
        for number, (text, column, title) in enumerate(zip(texts, table.columns, table.titles, strict=False))
    )  # fmt: skip
