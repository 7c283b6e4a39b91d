"""Tables of duties in an appendix: which column says what, row by row. Pure.

Source: DOMAIN.md §2.5 (TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời gian | Ghi chú).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from orgs.text import fold
from plans.importing.labels import Label, Rank
from plans.importing.paragraphs import Paragraph

_COLUMNS = (
    ("number", r"^(?:stt|tt|so tt)$"),
    ("coordinate", r"phoi hop"),
    ("lead", r"chu tri|dau moi"),
    ("advise", r"tham muu"),
    ("perform", r"thuc hien|phu trach|don vi|co quan"),
    ("deadline", r"thoi gian|thoi han|tien do|ngay hoan thanh|han hoan thanh"),
    ("product", r"san pham|ket qua|dau ra"),
    ("note", r"ghi chu"),
    ("task", r"noi dung|nhiem vu|cong viec|ten viec|hoat dong|chi tieu"),
)
_TIME_FIRST = re.compile(r"thoi gian|thoi han|tien do")
_NUMBER = re.compile(r"[IVX]{1,6}|\d{1,3}(?:\.\d{1,2}){0,2}|[a-zđA-HĐ]")


@dataclass(frozen=True, slots=True)
class DutyRow:
    """The cells of one row by what their column says; empty where the table has no such column."""

    lead: str = ""
    perform: str = ""
    coordinate: str = ""
    advise: str = ""
    deadline: str = ""
    product: str = ""


def read_tables(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], dict[int, DutyRow]]:
    """Return the paragraphs with the rows of duty tables labelled for the outline, and the duties by first line.

    A row's text becomes the cell that says what to do, its label the number in the first column; a row with one
    filled cell heads the rows below it. Rows of other tables stay as they are.
    """
    placed: list[Paragraph] = []
    rows: dict[int, DutyRow] = {}
    columns: dict[str, int] = {}
    for paragraph in paragraphs:
        if not paragraph.cells:
            columns = {}
            placed.append(paragraph)
        elif found := _read_columns(paragraph.cells):
            columns = found
            placed.append(replace(paragraph, cells=()))
        elif columns:
            placed.append(_place_row(paragraph, columns))
            if duty := _read_duty(paragraph.cells, columns):
                rows[paragraph.first] = duty
        else:
            placed.append(paragraph)
    return placed, rows


def _read_columns(cells: Sequence[str]) -> dict[str, int]:
    """Return which column says what if the row heads a table of duties, else nothing."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        folded = fold(cell).strip(" .:")
        if len(folded.split()) > 10:
            return {}
        name = next((name for name, pattern in _COLUMNS if re.search(pattern, folded)), None)
        if _TIME_FIRST.match(folded):
            name = "deadline"
        if name:
            columns.setdefault(name, index)
    return columns if "task" in columns and len(columns) > 2 else {}


def _place_row(paragraph: Paragraph, columns: dict[str, int]) -> Paragraph:
    cells = paragraph.cells
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    number = _cell(cells, columns, "number")
    text = _cell(cells, columns, "task") or " | ".join(filled)
    is_number = _NUMBER.fullmatch(number.rstrip(".")) is not None
    is_group = len([cell for cell in filled if cell != number]) == 1
    label = Label(Rank.SUBHEADING if is_group else Rank.DASH, number.rstrip("."), f"{number} ") if is_number else None
    if is_group:
        text = next(cell for cell in filled if cell != number)
    blank = Label(Rank.SUBHEADING if is_group else Rank.DASH, "", "")
    return replace(paragraph, text=text, label=label or blank, cells=(), heading=int(is_group))


def _read_duty(cells: Sequence[str], columns: dict[str, int]) -> DutyRow | None:
    duty = DutyRow(**{name: _cell(cells, columns, name) for name in DutyRow.__dataclass_fields__})
    return duty if any((duty.lead, duty.perform, duty.coordinate, duty.advise, duty.deadline)) else None


def _cell(cells: Sequence[str], columns: dict[str, int], name: str) -> str:
    index = columns.get(name)
    return cells[index].strip() if index is not None and index < len(cells) else ""
