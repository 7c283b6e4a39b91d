"""Tables and rules of a .docx. Rows are built as XML: `table.cell(i, j)` in a loop costs a second per 1,000."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from reports.layouts import LayoutProfile
from reports.paper import Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

CELL_STYLES = {"left": "Ô bảng", "center": "Ô bảng giữa", "right": "Ô bảng phải"}


@dataclass(frozen=True)
class Cell:
    """One cell to write: `span` columns wide; `merge` is "restart" or "continue" of a cell two rows high."""

    text: str
    style: str
    width: int
    span: int = 1
    merge: str = ""


def two_cells(document: "Document", widths: tuple[float, float], rows: int) -> list[tuple["_Cell", "_Cell"]]:
    """A table without borders or padding; widths in mm. Its rows as (left, right), never divided by a page break."""
    table = document.add_table(rows=rows, cols=2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_padding(table._tbl, beside=0, above=0)
    pairs = []
    for row in table.rows:
        _add(row._tr.get_or_add_trPr(), "w:cantSplit")
        left, right = row.cells
        left.width, right.width = Mm(widths[0]), Mm(widths[1])
        pairs.append((left, right))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return pairs


def fill(cell: "_Cell", entries: Iterable[tuple[str, str]]) -> None:
    """Add paragraphs to a cell from (text, style name)."""
    for text, style in entries:
        cell.add_paragraph(text, style)


def drop_first_paragraphs(*cells: "_Cell") -> None:
    """Remove the empty paragraph that every new cell starts with, where others follow."""
    for cell in cells:
        first, *others = cell.paragraphs
        if others:
            cell._tc.remove(first._p)


def draw_rule(paragraph: "Paragraph", space: Length, length: Length, profile: LayoutProfile) -> None:
    """A solid rule in the middle of `space`, as the upper border of an almost empty line."""
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Length(max(0, (space - length) // 2))
    shrink(paragraph, before=2)
    borders = OxmlElement("w:pBdr")
    _add(borders, "w:top", val="single", sz=str(round(profile.rule_thickness * 8)), space="0", color="000000")
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def shrink(paragraph: "Paragraph", before: float = 0) -> None:
    """Make an empty paragraph that the format needs take no room (1 pt, and `before` above it)."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after, layout.first_line_indent = Pt(before), Pt(0), Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def write_table(document: "Document", table: Table) -> None:
    """A table with borders, its header repeated on every page, and a line after it that keeps tables apart."""
    if table.caption:
        document.add_paragraph(table.caption, "Tên bảng")
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [room * share // 1000 for share in table.per_mille]
    drawn = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    drawn.autofit = False
    _set_padding(drawn._tbl, beside=60, above=40)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Length(width)
    rows = list(_rows(table, [Length(width).twips for width in widths]))
    style_ids = {style.name: style.style_id for style in document.styles}
    for place, (cells, is_header) in enumerate(rows, start=1):
        drawn._tbl.append(_row(cells, style_ids, is_header=is_header, keeps_next=place == len(rows)))
    shrink(document.add_paragraph(), before=7)


def _rows(table: Table, widths: list[int]) -> Iterator[tuple[list[Cell], bool]]:
    """Every row as (cells, is header); widths in twips."""
    yield from ((cells, True) for cells in _header_rows(table, widths))
    for row in table.aligned_rows:
        yield [Cell(text, CELL_STYLES[align], width) for (text, align), width in zip(row, widths, strict=True)], False
    if table.totals:
        cells = zip(table.aligned_totals, widths, strict=True)
        yield [Cell(text, f"{CELL_STYLES[align]} cộng", width) for (text, align), width in cells], False


def _header_rows(table: Table, widths: list[int]) -> Iterator[list[Cell]]:
    if not table.is_grouped:
        yield [Cell(c.header, "Đầu bảng", w) for c, w in zip(table.columns, widths, strict=True)]
        return
    left = iter(widths)
    yield [
        Cell(
            group or columns[0].header,
            "Đầu bảng",
            sum(next(left) for _ in columns),
            span=len(columns),
            merge="" if group else "restart",
        )
        for group, columns in table.header_spans
    ]
    yield [
        Cell(c.header if c.group else "", "Đầu bảng", w, merge="" if c.group else "continue")
        for c, w in zip(table.columns, widths, strict=True)
    ]


def _row(cells: list[Cell], style_ids: dict[str, str], *, is_header: bool, keeps_next: bool) -> Any:
    row = OxmlElement("w:tr")
    properties = _add(row, "w:trPr")
    _add(properties, "w:cantSplit")
    if is_header:
        _add(properties, "w:tblHeader")
    for cell in cells:
        drawn = _add(row, "w:tc")
        _set_cell(_add(drawn, "w:tcPr"), cell, is_header=is_header)
        paragraph = _add(drawn, "w:p")
        layout = _add(paragraph, "w:pPr")
        _add(layout, "w:pStyle", val=style_ids[cell.style])
        if keeps_next or is_header:
            _add(layout, "w:keepNext")
        _add(paragraph, "w:r").text = cell.text
    return row


def _set_cell(properties: Any, cell: Cell, *, is_header: bool) -> None:
    _add(properties, "w:tcW", w=str(cell.width), type="dxa")
    if cell.span > 1:
        _add(properties, "w:gridSpan", val=str(cell.span))
    if cell.merge:
        _add(properties, "w:vMerge", val=cell.merge)
    if is_header:
        _add(properties, "w:vAlign", val="center")


def _set_padding(table: Any, *, beside: int, above: int) -> None:
    """Room inside every cell, in twips: at both sides, and above and below."""
    padding = OxmlElement("w:tblCellMar")
    for side, twips in (("top", above), ("left", beside), ("bottom", above), ("right", beside)):
        _add(padding, f"w:{side}", w=str(twips), type="dxa")
    table.tblPr.insert_element_before(padding, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child
