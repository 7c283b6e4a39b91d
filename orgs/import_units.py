"""Reading units, groups and people from an .xlsx workbook. Pure: no Django, no database.

Three sheets, headings in the first row, in any order of columns; the template names them. A workbook
is only read when it is small, plain and honest about its size; everything in a cell is text here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from orgs.text import fold
from orgs.zips import BROKEN_ZIP

MAX_BYTES, MAX_UNPACKED, MAX_PARTS, MAX_ROWS, MAX_COLUMNS, MAX_CELL = 5_000_000, 60_000_000, 300, 5_000, 30, 2_000
UNITS, GROUPS, PEOPLE = "Đơn vị", "Nhóm", "Người dùng"
# sheet → heading → name in a Row; the first heading is the one without which a row is empty
SHEETS: dict[str, dict[str, str]] = {
    UNITS: {
        "Tên đơn vị": "name",
        "Trực thuộc": "parent",
        "Tên gọi khác": "other_names",
        "Loại": "kind",
        "Cấp": "level",
        "Thể thức văn bản": "regime",
        "Ký hiệu": "symbol",
        "Địa danh": "place",
        "Cơ quan cấp trên ghi trên văn bản": "paper_superior",
        "Tên ghi trên văn bản": "paper_name",
        "Điện thoại": "phone",
        "Ban hành kế hoạch riêng": "is_committee",
    },
    GROUPS: {"Tên nhóm": "name", "Của đơn vị": "owner", "Tên gọi khác": "other_names", "Các đơn vị": "units"},
    PEOPLE: {
        "Họ và tên": "full_name",
        "Đơn vị": "unit",
        "Vai trò": "role",
        "Tên đăng nhập": "username",
        "Chức vụ": "job_title",
        "Điện thoại": "phone",
        "Thư điện tử": "email",
    },
}
# What the parsers of openpyxl let rise from a damaged file besides.
_BROKEN_CONTENT = (ArithmeticError, AttributeError, IndexError, SyntaxError, TypeError)


class UnreadableWorkbook(ValueError):
    """The file cannot be read; the message says why, in words for the person who sent it."""


@dataclass(frozen=True)
class Row:
    """One row: the sheet, its number as Excel shows it, what its cells say (no empty ones), what is wrong with it."""

    sheet: str
    number: int
    values: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def read_workbook(data: bytes) -> list[Row]:
    """Return every filled row of the three sheets, in the order of SHEETS.

    Raises UnreadableWorkbook (no workbook, too large, packed abnormally, macros, no known sheet, too many rows).
    """
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    _check_package(data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        known = {fold(name): name for name in SHEETS}
        sheets = {known[fold(title)]: workbook[title] for title in workbook.sheetnames if fold(title) in known}
        if not sheets:
            raise UnreadableWorkbook(f"Tệp không có trang nào tên {', '.join(SHEETS)}. Hãy dùng tệp mẫu. Chưa lưu gì.")
        rows = [row for name in SHEETS if name in sheets for row in _rows(name, sheets[name])]
    except UnreadableWorkbook:
        raise
    except (*BROKEN_ZIP, *_BROKEN_CONTENT) as error:
        raise UnreadableWorkbook(
            "Tệp .xlsx bị hỏng, không đọc được. Hãy mở bằng Excel rồi lưu lại. Chưa lưu gì."
        ) from error
    if not rows:
        raise UnreadableWorkbook("Tệp không có dòng nào. Hãy điền vào tệp mẫu. Chưa lưu gì.")
    return rows


def _check_package(data: bytes) -> None:
    """Refuse what is no plain .xlsx before any parser sees it."""
    if len(data) > MAX_BYTES:
        raise UnreadableWorkbook("Tệp quá 5 MB. Chưa lưu gì.")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableWorkbook("Tệp đặt mật khẩu hoặc là .xls cũ. Hãy gỡ mật khẩu, lưu lại dạng .xlsx. Chưa lưu gì.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package)
    except UnreadableWorkbook:
        raise
    except BROKEN_ZIP as error:
        raise UnreadableWorkbook("Tệp không đúng định dạng .xlsx. Chưa lưu gì.") from error


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableWorkbook("Tệp không đúng định dạng .xlsx. Chưa lưu gì.")
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnreadableWorkbook("Tệp có macro, hãy lưu lại dạng .xlsx thường. Chưa lưu gì.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableWorkbook("Tệp nén bất thường. Chưa lưu gì.")
    for part in parts:
        with package.open(part) as stream:
            unpacked = stream.read(part.file_size + 1)
        if len(unpacked) > part.file_size:
            raise UnreadableWorkbook("Tệp nén bất thường. Chưa lưu gì.")
        if b"<!DOCTYPE" in unpacked or b"<!ENTITY" in unpacked:
            raise UnreadableWorkbook("Tệp có khai báo lạ trong phần XML. Hãy lưu lại bằng Excel. Chưa lưu gì.")


def _rows(name: str, sheet: Any) -> Iterator[Row]:
    cells = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True)
    headings = _headings(name, next(cells, ()))
    for number, values in enumerate(cells, start=2):
        texts = {headings[place]: said(value) for place, value in enumerate(values) if place in headings}
        filled = {key: text for key, text in texts.items() if text}
        if not filled:
            continue
        if number > MAX_ROWS + 1:
            raise UnreadableWorkbook(f"Trang {name} có quá {MAX_ROWS} dòng. Hãy chia thành nhiều tệp. Chưa lưu gì.")
        yield Row(name, number, filled, _problem(name, filled))


def _headings(name: str, first_row: tuple[Any, ...]) -> dict[int, str]:
    known = {fold(heading): key for heading, key in SHEETS[name].items()}
    found = {place: known[fold(said(cell))] for place, cell in enumerate(first_row) if fold(said(cell)) in known}
    needed = next(iter(SHEETS[name]))
    if SHEETS[name][needed] not in found.values():
        raise UnreadableWorkbook(f"Trang {name} thiếu cột “{needed}” ở dòng đầu. Hãy dùng tệp mẫu. Chưa lưu gì.")
    return found


def _problem(name: str, filled: dict[str, str]) -> str:
    needed, key = next(iter(SHEETS[name].items()))
    if key not in filled:
        return f"thiếu “{needed}”"
    if formula := next((text for text in filled.values() if text.startswith("=")), ""):
        return f"có ô là công thức ({formula[:30]}); hãy dán giá trị"
    if any(len(text) > MAX_CELL for text in filled.values()):
        return "có ô quá dài"
    return ""


def said(value: Any) -> str:
    """Return what a cell shows, as text: 5.0 is "5", a day is "20/11/2026", yes is "x"."""
    if value is None or value is False:
        return ""
    if value is True:
        return "x"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return " ".join(str(value).replace("\x00", "").split())
