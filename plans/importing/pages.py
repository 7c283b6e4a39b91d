"""Printed pages as lines: columns become tabs, tables rows of cells, indents tell where paragraphs begin. Pure.

What a page's rows are made from, the text of a PDF or a picture, is the business of pdf and pictures. Lengths are
points (1/72 inch), counted from the page's upper left corner.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from plans.importing.grids import Cell, Grid
from plans.importing.source import Line
from plans.importing.texts import superscript

COLUMN_GAP = 24.0

_MIN_CHARACTERS = 40
_MIN_LINES = 5
_INDENT = 8.0  # a first line is indented by about 28 (10 mm, DOMAIN.md §1.2)
_SAME_EDGE = 2.0
_SMALL = 0.82  # a footnote's letters against the body's
_REPEATS = 3
_MARK = re.compile(r"(\d{1,2})\s?(?=[^\W\d])")
_PAGE_NUMBER = re.compile(
    r"[-–—]?\s*\d{1,3}\s*[-–—]?|(?i:trang)\s+\d{1,3}(?:\s*(?:/|trên)\s*\d{1,3})?|\d{1,3}\s*/\s*\d{1,3}"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line, or one row of a table: its text, where it stands, its letters' height (0: not known)."""

    text: str
    left: float = 0.0
    top: float = 0.0
    size: float = 0.0
    cells: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()
    is_cut: bool = False  # no line is drawn above this row of a table: it goes on from the page before


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page in reading order."""

    rows: list[Row] = field(default_factory=list)


def table_rows(grid: Grid, texts: dict[Cell, str], dots_per_point: float = 1.0) -> list[Row]:
    """Return the rows of a ruled table, given the text of each cell."""
    return [
        Row(" | ".join(cells), top=top / dots_per_point, cells=tuple(cells), merged=tuple(merged),
            is_cut=grid.is_open_above and index == 0)
        for index, (cells, merged, top) in enumerate(grid.read(texts))
    ]  # fmt: skip


def place_pages(pages: Sequence[Page]) -> list[Line]:
    """Return the lines of all pages without their numbers and running heads, a blank line between pages."""
    pages = _without_page_numbers(_without_running_heads(_without_page_numbers(pages)))
    pages = _rejoin_rows(pages)
    body = median([row.size for page in pages for row in page.rows if row.size] or [0.0])
    margins = _margins(pages)
    is_indented = _is_indented(pages, margins)
    lines: list[Line] = []
    for number, (page, margin) in enumerate(zip(pages, margins, strict=True), start=1):
        if lines and page.rows:
            lines.append(Line(0, "", page=number))
        for row in page.rows:
            starts = row.left > margin + _INDENT if is_indented else None
            lines.append(
                Line(0, _raise_mark(row, body), cells=row.cells, merged=row.merged, page=number,
                     starts=True if row.cells else starts)
            )  # fmt: skip
    return lines


def _raise_mark(row: Row, body: float) -> str:
    """Return the text of a row; a footnote, told by its small letters, begins with a raised mark."""
    if 0 < row.size < _SMALL * body and (mark := _MARK.match(row.text)):
        return f"{superscript(mark[1])} {row.text[mark.end() :]}"
    return row.text


def _without_page_numbers(pages: Iterable[Page]) -> list[Page]:
    """Leave out the number that stands alone above or below a page."""
    kept = []
    for page in pages:
        last = len(page.rows) - 1
        rows = [row for at, row in enumerate(page.rows) if not (at in {0, last} and last and _is_page_number(row))]
        kept.append(Page(rows))
    return kept


def _is_page_number(row: Row) -> bool:
    return not row.cells and _PAGE_NUMBER.fullmatch(row.text.strip()) is not None


def _without_running_heads(pages: list[Page]) -> list[Page]:
    """Leave out a first or last line that stands in the same words on several pages, numbers aside.

    The first page keeps its first line, which may be what the others repeat.
    """
    for at in (0, -1):
        said = Counter(_wording(page.rows[at]) for page in pages if page.rows and not page.rows[at].cells)
        repeated = {words for words, times in said.items() if times >= max(_REPEATS, len(pages) // 2)}
        for index, page in enumerate(pages):
            if (index or at) and page.rows and not page.rows[at].cells and _wording(page.rows[at]) in repeated:
                pages[index] = Page(page.rows[1:] if at == 0 else page.rows[:-1])
    return pages


def _wording(row: Row) -> str:
    return re.sub(r"\d+", "0", row.text.strip())


def _rejoin_rows(pages: list[Page]) -> list[Page]:
    """Put together the row of a table that a page break has cut: what goes on is open above,
    or has no number and starts in small letters.
    """
    joined = [Page(list(page.rows)) for page in pages]
    for before, after in pairwise(joined):
        if not (before.rows and after.rows):
            continue
        above, below = before.rows[-1], after.rows[0]
        if above.cells and len(above.cells) == len(below.cells) and (below.is_cut or _goes_on(below.cells)):
            cells = tuple(f"{first} {second}".strip() for first, second in zip(above.cells, below.cells, strict=True))
            before.rows[-1] = replace(above, text=" | ".join(cells), cells=cells)
            del after.rows[0]
    return joined


def _goes_on(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return not cells[0] and bool(filled) and all(cell[0].islower() for cell in filled)


def _is_indented(pages: Sequence[Page], margins: Iterable[float]) -> bool:
    """Whether first lines are set in, so that every line tells if it begins a paragraph: most lines stand at the
    margin, and some long ones do not."""
    long = [
        row.left > margin + _INDENT
        for page, margin in zip(pages, margins, strict=True)
        for row in page.rows
        if len(row.text) > _MIN_CHARACTERS and not row.cells
    ]
    return len(long) >= _MIN_LINES and len(long) // 20 < sum(long) < len(long)


def _margins(pages: Sequence[Page]) -> list[float]:
    """Return where the body of each page begins; a page of few lines begins where others do if any line of it does."""
    own = [_margin(page.rows) for page in pages]
    return [
        min([edge for edge in own if edge < margin and _has_edge(page, edge)], default=margin)
        for page, margin in zip(pages, own, strict=True)
    ]


def _has_edge(page: Page, edge: float) -> bool:
    return any(abs(row.left - edge) < _SAME_EDGE and not row.cells for row in page.rows)


def _margin(rows: Sequence[Row]) -> float:
    """Return where the page's body begins: the leftmost edge that two lines of text share."""
    edges = sorted(
        row.left for row in rows if len(row.text) > _MIN_CHARACTERS and not row.cells and "\t" not in row.text
    )
    shared = [edge for edge, after in pairwise(edges) if after - edge < _SAME_EDGE]
    return shared[0] if shared else 0.0
