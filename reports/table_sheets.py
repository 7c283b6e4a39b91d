"""Tables of paper as sheets of a workbook: the same words, and what reads as a number as a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from plans.numbers import DoubtfulNumber, read_number
from reports.blocks import Column, Table
from reports.xlsx import Cell, Sheet


def sheets_of(title: str, subtitle: str, tables: Iterable[Table]) -> Iterator[Sheet]:
    """One sheet a table, each under the title of all."""
    for place, table in enumerate(tables, start=1):
        said = "; ".join(part for part in (table.caption.strip("()"), subtitle) if part)
        rows = [list(row) for row in table.rows]
        yield Sheet(f"Bảng {place}", title, said, *_columns_of(table, rows))


def _columns_of(
    table: Table, rows: list[list[str]]
) -> tuple[list[str], list[list[Cell]], list[Cell] | None]:  # fmt: skip
    shares = [_is_share(column, [row[place] for row in rows]) for place, column in enumerate(table.columns)]
    heads = [_head(column, is_share) for column, is_share in zip(table.columns, shares, strict=True)]
    totals = _cells(table.columns, table.totals) if table.totals else None
    return heads, [_cells(table.columns, row) for row in rows], totals


def _is_share(column: Column, cells: Sequence[str]) -> bool:
    return column.align == "right" and any(cell.endswith("%") for cell in cells)


def _head(column: Column, is_share: bool) -> str:
    """As it stands under its group, with the measure that numbers leave out."""
    named = f"{column.group}: {column.header}" if column.group else column.header
    return f"{named} (%)" if is_share else named


def _cells(columns: Sequence[Column], row: Sequence[str]) -> list[Cell]:
    return [_cell(cell) if column.align != "left" else cell for column, cell in zip(columns, row, strict=True)]


def _cell(text: str) -> Cell:
    """The number that a cell says, "+3" and "95,2%" too; what is none stays as it is written."""
    try:
        number = read_number(text.removeprefix("+"))
    except DoubtfulNumber:
        return text
    return int(number) if number == number.to_integral_value() and abs(number) < 1000 else Decimal(number)
