"""Lists as .xlsx: text stays text and never becomes a formula, numbers are numbers, days are days."""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Cell = str | int | float | Decimal | date | datetime | None

NARROWEST, WIDEST = 8, 60
MANY_COLUMNS, WIDEST_OF_MANY = 8, 40  # so that what is printed as wide as one page can be read
HEAD_LINES = 4
PLACES = {"STT", "TT", "Hạng"}  # heads of a first column that only counts the rows
SHEET_NAME = "Danh sách"
LINE_POINTS, HIGHEST_POINTS = 15.75, 408.75  # a spreadsheet has no higher rows
LONGEST_CELL = 32_767  # letters; a workbook with a longer cell is called damaged
SHORTENED = "… [Đã rút ngắn vì ô Excel có hạn; đọc toàn văn trên trang của Dân Vận.]"
HEAD_ROW = 3  # title, subtitle, an empty row above it
_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_PLAIN, _WHOLE, _BROKEN = "0", "#,##0", "#,##0.##"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; `name` stands on its tab, at most 31 signs without []:*?/\\."""

    name: str
    title: str
    subtitle: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Cell] | None = None


def write_table(
    title: str,
    subtitle: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    totals: Sequence[Cell] | None = None,
) -> bytes:
    """Return a workbook of one sheet: title, subtitle (the filter in words, as of when), heads, rows, totals.

    Every row is as long as `heads`; None is an empty cell. Times are written as they read in the office's zone.
    """
    return write_sheets([Sheet(SHEET_NAME, title, subtitle, heads, [list(row) for row in rows], totals)])


def write_sheets(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook of several sheets, each as `write_table` writes its one."""
    from xlsxwriter import Workbook  # noqa: PLC0415 -- slow import

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(stream, options) as workbook:
        for one in sheets:
            table = _Table(workbook, workbook.add_worksheet(one.name))
            table.write(one.title, one.subtitle, one.heads, [list(row) for row in one.rows], one.totals)
    return stream.getvalue()


class _Table:
    """One sheet being written."""

    def __init__(self, workbook: Any, sheet: Any):
        self.sheet = sheet
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        cell = base | {"border": 1, "text_wrap": True}
        self.title = workbook.add_format(base | {"bold": True, "font_size": 14})
        self.plain = workbook.add_format(base | {"italic": True})
        self.head = workbook.add_format(
            cell | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEDED"}
        )
        self.place = workbook.add_format(cell | {"align": "center"})
        self.formats = {
            (form, bold): workbook.add_format(cell | {"bold": bold} | ({"num_format": form} if form else {}))
            for form in ("", _DAY, _MOMENT, _PLAIN, _WHOLE, _BROKEN)
            for bold in (False, True)
        }

    def write(
        self, title: str, subtitle: str, heads: Sequence[str], rows: list[list[Cell]], totals: Sequence[Cell] | None
    ) -> None:
        self.sheet.write_string(0, 0, title, self.title)
        self.sheet.write_string(1, 0, subtitle, self.plain)
        widest = WIDEST_OF_MANY if len(heads) > MANY_COLUMNS else WIDEST
        self.is_counted = heads[0] in PLACES
        self.widths = [_width(head, [row[column] for row in rows], widest) for column, head in enumerate(heads)]
        self._fit_heads(heads)
        for column, head in enumerate(heads):
            self.sheet.write_string(HEAD_ROW, column, head, self.head)
            self.sheet.set_column(column, column, self.widths[column])
        last = HEAD_ROW
        for last, row in enumerate(rows, start=HEAD_ROW + 1):
            self._row(last, row)
        if totals is not None:
            self._row(last + 1, totals, bold=True)
        self._make_printable(last, len(heads))

    def _fit_heads(self, heads: Sequence[str]) -> None:
        """Bold words are wider, and break between words only."""
        lines = max(len(textwrap.wrap(head, width - 1)) for head, width in zip(heads, self.widths, strict=True))
        if lines > 1:
            self.sheet.set_row(HEAD_ROW, min(lines * LINE_POINTS, HIGHEST_POINTS))

    def _fit(self, place: int, row: Sequence[Cell]) -> None:
        """Make room for the lines of the longest cell: LibreOffice would show the first line only."""
        lines = max(_lines(value, width) for value, width in zip(row, self.widths, strict=True))
        if lines > 1:
            self.sheet.set_row(place, min(lines * LINE_POINTS, HIGHEST_POINTS))

    def _row(self, place: int, row: Sequence[Cell], *, bold: bool = False) -> None:
        self._fit(place, row)
        for column, value in enumerate(row):
            self._cell(place, column, value, bold)

    def _cell(self, row: int, column: int, value: Cell, bold: bool) -> None:
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, self.formats["", bold])
        elif isinstance(value, datetime):
            self.sheet.write_datetime(row, column, value.replace(tzinfo=None), self.formats[_MOMENT, bold])
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, self.formats[_DAY, bold])
        elif isinstance(value, str):
            self.sheet.write_string(row, column, _fitting(value), self.formats["", bold])
        elif column == 0 and self.is_counted:
            self.sheet.write_number(row, column, float(value), self.place)
        else:
            self.sheet.write_number(row, column, float(value), self.formats[_number_format(value), bold])

    def _make_printable(self, last: int, columns: int) -> None:
        """On A4 across, as wide as one page; the heads stand on every page and above the rows on the screen."""
        self.sheet.freeze_panes(HEAD_ROW + 1, 2 if self.is_counted else 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEAD_ROW)
        self.sheet.set_footer("&C&P/&N")
        if last > HEAD_ROW:
            self.sheet.autofilter(HEAD_ROW, 0, last, columns - 1)


def _fitting(text: str) -> str:
    """The text as far as a cell holds it; what is shortened says so, and where the whole stands."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(SHORTENED)] + SHORTENED


def _number_format(value: float | Decimal) -> str:
    """A plain int may be a year and is left ungrouped."""
    if isinstance(value, int):
        return _PLAIN
    return _WHOLE if value == int(value) else _BROKEN


def _width(head: str, values: Iterable[Cell], widest: int) -> int:
    """As wide as the longest line below the head, within reason; the head breaks between its words."""
    longest = max((len(line) for value in values for line in _shown(value).splitlines()), default=0)
    word = max(map(len, head.split()), default=0)
    narrowest = NARROWEST if head not in PLACES else 6
    return min(max(longest + 2, word + 3, math.ceil(len(head) / HEAD_LINES) + 3, narrowest), widest)


def _lines(value: Cell, width: int) -> int:
    """How many lines a value takes in a column of that many letters; one where it is not wrapped."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, math.ceil(len(line) / width)) for line in value.splitlines()) or 1


def _shown(value: Cell) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return "" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
