"""Tables and rules of a .docx. Rows are built as XML: `table.cell(i, j)` in a loop costs a second per 1,000."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from reports.blocks import Question, Table
from reports.layouts import LayoutProfile

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

QUESTION_PER_MILLE = (240, 760)
LINE_TWIPS = 360  # 18 pt
CELL_STYLES = {"left": "Ô bảng", "center": "Ô bảng giữa", "right": "Ô bảng phải"}


@dataclass(frozen=True)
class Cell:
    """One cell to write, a paragraph a line: `span` columns wide; `merge` is "restart" or "continue" of a cell two rows
    high; `note` is a last paragraph in the style of notes.
    """

    text: str
    style: str
    width: int
    span: int = 1
    merge: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One row to write, at least `height` twips high."""

    cells: list[Cell]
    is_header: bool = False
    keeps_next: bool = False
    height: int = 0


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
    _draw(document, table.per_mille, partial(_rows, table))


def write_question(document: "Document", question: Question) -> None:
    """A question of a form as a table of two columns: its words across, then name and blank."""
    _draw(document, QUESTION_PER_MILLE, partial(_question_rows, question))


def _draw(document: "Document", per_mille: tuple[int, ...], rows_in: Callable[[list[int]], Iterable[Row]]) -> None:
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [room * share // 1000 for share in per_mille]
    drawn = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    drawn.autofit = False
    _set_padding(drawn._tbl, beside=60, above=40)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Length(width)
    rows = list(rows_in([Length(width).twips for width in widths]))
    style_ids = {style.name: style.style_id for style in document.styles}
    for row in [*rows[:-1], replace(rows[-1], keeps_next=True)]:
        drawn._tbl.append(_row(row, style_ids))
    shrink(document.add_paragraph(), before=7)


def _rows(table: Table, widths: list[int]) -> Iterator[Row]:
    """Every row of a table; widths in twips."""
    yield from (Row(cells, is_header=True, keeps_next=True) for cells in _header_rows(table, widths))
    last = len(table.rows) - 1 if table.totals else None
    for place, (band, row) in enumerate(table.banded_rows):
        if band:
            yield Row([Cell(band, "Ô bảng cộng", sum(widths), span=len(widths))], keeps_next=True)
        drawn = [Cell(text, CELL_STYLES[align], w) for (text, align), w in zip(row, widths, strict=True)]
        yield Row(drawn, keeps_next=place == last)
    if table.totals:
        cells = zip(table.aligned_totals, widths, strict=True)
        yield Row([Cell(text, f"{CELL_STYLES[align]} cộng", width) for (text, align), width in cells])


def _question_rows(question: Question, widths: list[int]) -> Iterator[Row]:
    words = Cell(question.line, "Ô bảng cộng", sum(widths), span=2, note=question.note)
    yield Row([words], keeps_next=True)
    label_width, blank_width = widths
    for blank in question.blanks:
        cells = [Cell(blank.label, "Ô bảng", label_width), Cell(blank.words, "Ô bảng", blank_width)]
        yield Row(cells, keeps_next=blank is not question.blanks[-1], height=blank.lines * LINE_TWIPS)


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


def _row(row: Row, style_ids: dict[str, str]) -> Any:
    drawn_row = OxmlElement("w:tr")
    properties = _add(drawn_row, "w:trPr")
    _add(properties, "w:cantSplit")
    if row.height:
        _add(properties, "w:trHeight", val=str(row.height), hRule="atLeast")
    if row.is_header:
        _add(properties, "w:tblHeader")
    for cell in row.cells:
        drawn = _add(drawn_row, "w:tc")
        _set_cell(_add(drawn, "w:tcPr"), cell, is_header=row.is_header)
        notes = [(cell.note, "Ghi chú ô")] if cell.note else []
        for text, style in [*((line, cell.style) for line in cell.text.split("\n")), *notes]:
            paragraph = _add(drawn, "w:p")
            layout = _add(paragraph, "w:pPr")
            _add(layout, "w:pStyle", val=style_ids[style])
            if row.keeps_next:
                _add(layout, "w:keepNext")
            _add(paragraph, "w:r").text = text
    return drawn_row


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
