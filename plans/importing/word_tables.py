"""Word's tables: their rows and cells with what is merged, and which tables only place words on the page. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from orgs.text import fold

WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag")}

_MIN_COLUMNS = 2
_MOST_COLUMNS = 60
_LAYOUT_ROWS = 6
_LAYOUT = re.compile(
    r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap|noi nhan|^t/m |^tm\. |^k/t |^kt\. |^t/l |^tl\. "
    r"|\bngay\b.*\bthang\b.*\bnam\b|^so\b"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a column that another cell covers: then without `element`. `goes_on`: from the row above."""

    element: Any = None
    goes_on: bool = False


def rows_of(table: Any) -> list[list[Cell]]:
    """Return the rows, each with one cell for every column; rows and cells whose deletion was tracked are out."""
    return [_row(row) for row in _children(table, "w:tr") if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]


def is_layout(rows: list[list[Cell]]) -> bool:
    """Whether a table has one column, or only places a document's head or its signature, as office templates do."""
    columns = max(map(len, rows), default=0)
    if columns < _MIN_COLUMNS:
        return True
    if columns > _MIN_COLUMNS + 1 or (len(rows) > _LAYOUT_ROWS and not _opens_closing(rows[0])):
        return False
    elements = [cell.element for row in rows for cell in row if cell.element is not None]
    texts = [fold(raw_text(paragraph)) for element in elements for paragraph in element.iter(qn("w:p"))]
    return any(_LAYOUT.search(text) for text in texts) and not any(text in {"stt", "tt"} for text in texts)


def _opens_closing(row: list[Cell]) -> bool:
    """Whether a row begins the receivers beside the signature, which may take a row each."""
    return any(cell.element is not None and fold(raw_text(cell.element)).startswith("noi nhan") for cell in row)


def is_head(element: Any) -> bool:
    """Whether a page header holds a letterhead, not just a page number or a running title."""
    return any(_LAYOUT.search(fold(raw_text(paragraph))) for paragraph in element.iter(qn("w:p")))


def raw_text(element: Any) -> str:
    """Return all letters in an element, paragraphs parted by spaces."""
    if element.tag == qn("w:p"):
        return "".join(text.text or "" for text in element.iter(qn("w:t")))
    return " ".join(raw_text(paragraph) for paragraph in element.iter(qn("w:p")))


def _row(row: Any) -> list[Cell]:
    cells = [Cell()] * _number(row, "w:trPr/w:gridBefore", 0)
    for element in _children(row, "w:tc"):
        merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        if element.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is not None:
            continue
        cells.append(Cell(element, goes_on))
        cells += [Cell()] * (_number(element, "w:tcPr/w:gridSpan", 1) - 1)
    return cells[:_MOST_COLUMNS]


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Yield rows or cells, those of content controls too, but none of a table inside a cell."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag)


def _number(element: Any, path: str, default: int) -> int:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    text = found.get(qn("w:val"), "") if found is not None else ""
    return min(int(text), _MOST_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 4 else default
