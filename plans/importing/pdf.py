"""PDF files as pages: the text they carry, their ruled tables, and where they carry none the pictures. Pure."""

import re
from collections.abc import Iterator
from ctypes import c_float
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from plans.importing.encodings import is_garbled, refuse_lost_letters
from plans.importing.grids import MOST_RULES, Cell, Grid, Rule, find_grids
from plans.importing.pages import COLUMN_GAP, Page, Row, table_rows
from plans.importing.pictures import MAX_PICTURES, PictureReader
from plans.importing.source import OversizedSource, Tell, UnreadableFile, clean
from plans.importing.texts import superscript

MAX_PAGES = 200

_MIN_CHARACTERS = 20
_SMALL = 0.82  # a footnote mark's height against its line's
_CUT_WORD = re.compile(r"\S[-/]$")  # "02-" at the end of a line in a cell, "NQ/ĐU" on the next
_LINE_END_HYPHEN = "\ufffe"  # what pdfium gives for "313/NQ-" before a line's end
_THIN = 3.0
_SHORT = 6.0
_EDGE = 3.0
_DPI = 200
_MOST_PIXELS = 12_000_000
_WHOLE = 0.5  # of the page is a picture: the page is a scan, whatever text stands behind it
_SCRIPTS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile)\b")
_ONE_RECTANGLE = 5  # parts of a drawing

_Box: TypeAlias = tuple[float, float, float, float]


def pdf_pages(content: bytes, folder: Path, tell: Tell) -> tuple[list[Page], PictureReader]:
    """Return the pages of a PDF, and what of them was read from pictures.

    Raises UnreadableFile for a PDF with scripts or attached files, with too many pages, or without text where it
    cannot be read from its pictures; PdfiumError for a broken or encrypted file.
    """
    if _SCRIPTS.search(content):
        raise UnreadableFile(
            "Tệp PDF có mã lệnh hoặc tệp đính kèm. Chưa lưu gì. Hãy in lại thành PDF thường rồi tải lên lại."
        )
    with pypdfium2.PdfDocument(content) as document:
        if len(document) > MAX_PAGES:
            raise OversizedSource(
                "Tệp PDF có trên 200 trang. Chưa lưu gì. Hãy tách riêng phần kế hoạch rồi tải lên lại."
            )
        reader = PictureReader(folder)
        pages = []
        for number in range(len(document)):
            pages.append(_read_page(document, number, reader))
            tell(number + 1, len(document))
    refuse_lost_letters("\n".join(row.text for page in pages for row in page.rows))
    return pages, reader


def _read_page(document: pypdfium2.PdfDocument, number: int, reader: PictureReader) -> Page:
    page = document[number]
    try:
        is_scan = _picture_share(page) > _WHOLE
        rows = _text_rows(page)
        text = "".join(row.text for row in rows)
        if len(text) >= _MIN_CHARACTERS and not (is_scan and is_garbled(text)):
            if is_scan:
                reader.note_text_behind_picture(number + 1)
            return Page(rows)
        if not is_scan and not _has_pictures(page):
            return Page(rows)
        if len(reader.numbers) >= MAX_PICTURES:
            raise OversizedSource(
                f"Tệp PDF có trên {MAX_PICTURES} trang là ảnh. Chưa lưu gì. Hãy tách riêng phần kế hoạch rồi tải lại."
            )
        return reader.read(_draw(page), number + 1, dots_per_point=_DPI / 72)
    finally:
        page.close()


def _draw(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    full = (round(width * _DPI / 72), round(height * _DPI / 72))
    return picture if scale == _DPI / 72 or full[0] * full[1] > 2 * _MOST_PIXELS else picture.resize(full)


def _objects(page: pypdfium2.PdfPage, kind: int) -> Iterator[Any]:
    for count, found in enumerate(page.get_objects(filter=[kind], max_depth=4)):
        if count >= MOST_RULES:
            return
        yield found


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in _objects(page, pdfium.FPDF_PAGEOBJ_IMAGE))


def _picture_share(page: pypdfium2.PdfPage) -> float:
    """Return how much of the page its pictures cover together, at most 1.0 for one that fills it."""
    width, height = page.get_size()
    share = 0.0
    for picture in _objects(page, pdfium.FPDF_PAGEOBJ_IMAGE):
        left, bottom, right, top = picture.get_bounds()
        share += max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(top, height) - max(bottom, 0.0))
    return share / max(width * height, 1.0)


def _text_rows(page: pypdfium2.PdfPage) -> list[Row]:
    """Return the printed lines in the order of the file, each table's rows where its first letter stands."""
    textpage = page.get_textpage()
    try:
        raw = textpage.get_text_range()
        if not raw.strip():
            return []
        return _Reader(textpage, page.get_height(), _grids(page)).rows(raw)
    finally:
        textpage.close()


class _Reader:
    """Puts the letters of one page into lines and cells."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, height: float, grids: list[Grid]) -> None:
        self._textpage, self._height, self._grids = textpage, height, grids
        self._total = textpage.count_chars()
        self._texts: list[dict[Cell, str]] = [{} for _ in grids]
        self._order: list[Row | int] = []

    def rows(self, raw: str) -> list[Row]:
        first = 0
        for line in raw.split("\n"):
            if line.strip():
                self._line(line.rstrip("\r"), first)
            first += len(line) + 1
        rows: list[Row] = []
        for found in self._order:
            if isinstance(found, Row):
                rows.append(found)
            else:
                rows += table_rows(self._grids[found], self._texts[found])
        return rows

    def _line(self, raw: str, first: int) -> None:
        """Take in one line: letters that stand in cells go there, the others make a row."""
        run: list[tuple[str, _Box | None]] = []
        where: tuple[int, Cell] | None = None
        for offset, char in enumerate(raw):
            box = None
            if not char.isspace() and first + offset < self._total:
                box = self._textpage.get_charbox(first + offset, loose=True)
                place = self._place(box)
                if run and place != where:
                    self._write(run, where)
                    run = []
                where = place
            run.append((char, box))
        self._write(run, where)

    def _place(self, box: _Box) -> tuple[int, Cell] | None:
        x, y = (box[0] + box[2]) / 2, self._height - (box[1] + box[3]) / 2
        for index, grid in enumerate(self._grids):
            if (cell := grid.cell_at(x, y)) is not None:
                return index, cell
        return None

    def _write(self, run: list[tuple[str, _Box | None]], where: tuple[int, Cell] | None) -> None:
        row = _read_run(run, self._height)
        if not row.text:
            return
        if where is None:
            self._order.append(row)
            return
        index, cell = where
        if index not in self._order:
            self._order.append(index)
        before = self._texts[index].get(cell, "")
        gap = "" if not before or _CUT_WORD.search(before) else " "
        self._texts[index][cell] = before + gap + row.text.replace("\t", " ")


def _read_run(run: list[tuple[str, _Box | None]], height: float) -> Row:
    """Return letters that stand in one line as a row: a tab where columns stand apart, footnote marks raised again."""
    text, left, right, top = "", 0.0, 0.0, 0.0
    heights: list[float] = []
    for char, box in run:
        if box is None:
            text += " "
            continue
        if not heights:
            left, top = box[0], height - box[3]
        elif box[0] - right > COLUMN_GAP:
            text = text.rstrip() + "\t"
        heights.append(box[3] - box[1])
        is_mark = char.isdigit() and text[-1:].isalpha() and heights[-1] < _SMALL * heights[0]
        text += superscript(char) if is_mark else char.replace(_LINE_END_HYPHEN, "-")
        right = max(right, box[2]) if len(heights) > 1 else box[2]
    return Row(clean(re.sub(r" {2,}", " ", text)), left, top, median(heights) if heights else 0.0)


def _grids(page: pypdfium2.PdfPage) -> list[Grid]:
    """Return the ruled tables of a page."""
    height = page.get_height()
    across: list[Rule] = []
    down: list[Rule] = []
    for drawn in _objects(page, pdfium.FPDF_PAGEOBJ_PATH):
        for left, bottom, right, top in _boxes(drawn):
            _add_rules((left, height - top, right, height - bottom), across, down)
            if len(across) + len(down) > MOST_RULES:
                return []
    return find_grids(across, down, _EDGE)


def _add_rules(box: _Box, across: list[Rule], down: list[Rule]) -> None:
    """Add what a drawn box is: a line where it is thin, else its four sides."""
    left, top, right, bottom = box
    is_flat, is_narrow = bottom - top < _THIN, right - left < _THIN
    if is_flat and right - left > _SHORT:
        across.append(Rule((top + bottom) / 2, left, right))
    elif is_narrow and bottom - top > _SHORT:
        down.append(Rule((left + right) / 2, top, bottom))
    elif not is_flat and not is_narrow:
        across += [Rule(top, left, right), Rule(bottom, left, right)]
        down += [Rule(left, top, bottom), Rule(right, top, bottom)]


def _boxes(drawn: Any) -> Iterator[_Box]:
    """Yield the box of each part of a drawing (a table's lines may be one drawing), in the page's own points."""
    parts = pdfium.FPDFPath_CountSegments(drawn.raw)
    if parts <= _ONE_RECTANGLE:
        yield drawn.get_bounds()
        return
    matrix = drawn.get_matrix()
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for index in range(min(parts, MOST_RULES)):
        part = pdfium.FPDFPath_GetPathSegment(drawn.raw, index)
        if pdfium.FPDFPathSegment_GetType(part) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield _around(points)
            points = []
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        points.append(matrix.on_point(x.value, y.value))
    if points:
        yield _around(points)


def _around(points: list[tuple[float, float]]) -> _Box:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)
