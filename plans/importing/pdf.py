"""PDF files with a text layer as lines; columns become tabs, indents tell where paragraphs begin. Pure."""

import re
from dataclasses import dataclass
from statistics import median

import pypdfium2

from plans.importing.source import Line, OversizedSource, UnreadableFile, clean
from plans.importing.texts import refuse_lost_letters, superscript

MAX_PAGES = 200

_MIN_CHARACTERS = 20
_MIN_LINES = 5
_INDENT = 8.0  # points; a first line is indented by about 28 (10 mm, DOMAIN.md §1.2)
_COLUMN_GAP = 24.0
_SMALL = 0.82  # a footnote's letters against the body's
_LINE_END_HYPHEN = "\ufffe"  # what pdfium gives for "313/NQ-" before a line's end
_MARK = re.compile(r"(\d{1,2})\s?(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line: its text, where it begins and ends (points from the left edge), its letters' height."""

    text: str
    left: float
    right: float
    size: float


def pdf_lines(content: bytes) -> list[Line]:
    """Return the printed lines of a PDF, page after page, a blank line between pages.

    Raises UnreadableFile for a scan (no text layer), a password or too many pages, PdfiumError for a broken file.
    """
    with pypdfium2.PdfDocument(content) as document:
        if len(document) > MAX_PAGES:
            raise OversizedSource(
                "Tệp PDF có trên 200 trang. Chưa lưu gì. Hãy tách riêng phần kế hoạch rồi tải lên lại."
            )
        pages = [_read_page(page) for page in document]
    if sum(len(row.text) for rows in pages for row in rows) < _MIN_CHARACTERS:
        raise UnreadableFile(
            "Tệp PDF là bản chụp (scan), không có chữ để đọc. Chưa lưu gì. Hãy dán nội dung kế hoạch vào ô, "
            "hoặc tải lên bản .docx."
        )
    refuse_lost_letters("\n".join(row.text for rows in pages for row in rows))
    return _place_lines(pages)


def _read_page(page: pypdfium2.PdfPage) -> list[_Row]:
    textpage = page.get_textpage()
    rows, first = [], 0
    for raw in textpage.get_text_range().split("\n"):
        if raw.strip():
            rows.append(_read_row(textpage, raw, first))
        first += len(raw) + 1
    return rows


def _read_row(textpage: pypdfium2.PdfTextPage, raw: str, first: int) -> _Row:
    """Return one printed line, a tab where two columns stand apart, footnote marks raised again."""
    total = textpage.count_chars()
    text, right, left = "", 0.0, 0.0
    heights: list[float] = []
    for offset, char in enumerate(raw.rstrip("\r")):
        if char.isspace() or first + offset >= total:
            text += " "
            continue
        box = textpage.get_charbox(first + offset, loose=True)
        if not heights:
            left = box[0]
        elif box[0] - right > _COLUMN_GAP:
            text = text.rstrip() + "\t"
        heights.append(box[3] - box[1])
        is_mark = char.isdigit() and text[-1:].isalpha() and heights[-1] < _SMALL * heights[0]
        text += superscript(char) if is_mark else char.replace(_LINE_END_HYPHEN, "-")
        right = max(right, box[2]) if text else box[2]
    return _Row(clean(re.sub(r" {2,}", " ", text)), left, right, median(heights) if heights else 0.0)


def _place_lines(pages: list[list[_Row]]) -> list[Line]:
    body = median([row.size for rows in pages for row in rows if row.size] or [1.0])
    margins = [_margin(rows) for rows in pages]
    is_indented = _is_indented(pages, margins)
    lines: list[Line] = []
    for rows, margin in zip(pages, margins, strict=True):
        if lines:
            lines.append(Line(0, ""))
        for row in rows:
            text = row.text
            if row.size < _SMALL * body and (mark := _MARK.match(text)):
                text = f"{superscript(mark[1])} {text[mark.end() :]}"
            lines.append(Line(0, text, starts=row.left > margin + _INDENT if is_indented else None))
    return lines


def _is_indented(pages: list[list[_Row]], margins: list[float]) -> bool:
    """Whether first lines are set in, so that every line tells if it begins a paragraph: most lines stand at the
    margin, and some long ones do not."""
    long = [
        row.left > margin + _INDENT
        for rows, margin in zip(pages, margins, strict=True)
        for row in rows
        if len(row.text) > _MIN_CHARACTERS * 2
    ]
    return len(long) >= _MIN_LINES and len(long) // 20 < sum(long) < len(long)


def _margin(rows: list[_Row]) -> float:
    """Return where the page's body begins: the leftmost edge that several lines share."""
    edges = sorted(row.left for row in rows if len(row.text) > _MIN_CHARACTERS * 2)
    shared = [edge for edge, after in zip(edges, edges[2:], strict=False) if after - edge < 2]
    return shared[0] if shared else 0.0
