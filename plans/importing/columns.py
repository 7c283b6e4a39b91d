"""Which column of a table says what, by its heading in one or two rows. Pure.

Source: DOMAIN.md §2.5 (columns of commune appendices), §2.3 (tables of targets by year).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from orgs.text import fold

# In the order of trial: "Nội dung phối hợp" is what to do, "Thời gian thực hiện" is when.
_COLUMNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("number", r"^(?:s\.?t\.?t|tt|so tt|so thu tu|no)\.?$"),
        ("begins", r"^(?:thoi gian |ngay )?bat dau"),
        ("deadline", r"thoi gian|thoi han|tien do|thoi diem|han chot|^han |^hoan thanh|ngay hoan thanh|ket thuc|^lich"),
        ("measure", r"don vi tinh|\bdvt\b"),
        ("value", r"^(?:(?:den|het|ke hoach|chi tieu|muc tieu|trong) )*(?:nam|giai doan|quy) (?:20\d\d|[iv]+\b)"),
        ("value", r"^(?:tam nhin|dinh huong) |^(?:muc phan dau|chi tieu giao|so luong|gia tri|muc tieu phan dau)$"),
        ("task", r"^(?:ten |cac |nhom )?(?:noi dung|nhiem vu|cong viec|dau viec|viec|hoat dong|giai phap|mo hinh)"),
        ("note", r"ghi chu|can cu|dia diem|kinh phi|du toan|doi tuong|nguon von|hien trang|thuc trang"),
        ("both", r"chu tri\W.*phoi hop"),
        ("coordinate", r"phoi hop|tham gia"),
        ("lead", r"chu tri|dau moi"),
        ("target", r"^(?:ten |cac |noi dung )?(?:chi tieu|muc tieu|tieu chi)"),
        ("advise", r"tham muu"),
        ("monitor", r"theo doi|don doc|giam sat|kiem tra"),
        ("person", r"dong chi|lanh dao|nguoi (?:phu trach|thuc hien|chi dao)|can bo|ca nhan"),
        ("product", r"san pham|ket qua|dau ra"),
        ("perform", r"thuc hien|phu trach|don vi|co quan|bo phan|phong|chuan bi|to chuc|phan cong"),
        ("task", r"^(?:de an|chuong trinh|ten|phan viec)"),
    )
)
_DUTY = {"lead", "coordinate", "perform", "both", "advise", "monitor", "person", "deadline"}
_COUNTER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each kind of column stands; `values` are the numbers to reach, `unknown` the headings not understood."""

    places: Mapping[str, int]
    values: tuple[tuple[int, str], ...] = ()
    unknown: tuple[str, ...] = ()
    headings: tuple[str, ...] = field(default=())

    @property
    def task(self) -> int:
        return self.places["task"]

    @property
    def is_of_targets(self) -> bool:
        return bool(self.values) or self.places["task"] == self.places.get("target")

    def cell(self, cells: Sequence[str], name: str) -> str:
        """Return the cell of a column by what it says, "" where the table has none."""
        index = self.places.get(name)
        return cells[index].strip() if index is not None and index < len(cells) else ""


def read_columns(row: Sequence[str], below: Sequence[str] = ()) -> Columns | None:
    """Return what the columns say if `row`, or `row` over `below`, heads a table of duties or targets, else None."""
    headings = _joined_headings(row, below) if below else tuple((cell, cell) for cell in row)
    places: dict[str, int] = {}
    values: list[tuple[int, str]] = []
    unknown: list[str] = []
    for index, (whole, own) in enumerate(headings):
        if len(whole.split()) > _MAX_WORDS:
            return None
        name = _column(own) or _column(whole)
        if name == "value":
            values.append((index, own))
        elif name:
            places.setdefault(name, index)
        elif whole:
            unknown.append(whole)
    if "task" not in places and "target" in places:
        places["task"] = places["target"]
    elif not ("target" in places or values) or "task" in places:
        values = values if "target" in places else []
    if "task" not in places or not (_DUTY & places.keys() or values) or len(places) + len(values) < 2:
        return None
    return Columns(places, tuple(values), tuple(unknown), tuple(own for _, own in headings))


def is_second_row(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether `below` goes on with a heading in `row`: it names the columns that a wide cell of `row` covers."""
    if len(row) != len(below):
        return False
    own = [(upper, cell) for upper, cell in zip(row, below, strict=True) if cell and cell != upper]
    is_wide = any(not cell or cell == row[index] for index, cell in enumerate(row[1:]))
    return bool(own) and is_wide and all(_column(cell) and not cell[:1].isdigit() for _, cell in own)


def is_counter(cells: Sequence[str]) -> bool:
    """Whether a row only counts the columns: "(1) | (2) | (3)"."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 2 and all(_COUNTER.fullmatch(cell) for cell in filled)


def _column(heading: str) -> str | None:
    folded = fold(heading).strip(" .:*()")
    return next((name for name, pattern in _COLUMNS if folded and pattern.search(folded)), None)


def _joined_headings(row: Sequence[str], below: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return for each column its whole heading and its own part of it: "Đơn vị thực hiện Chủ trì", "Chủ trì"."""
    headings, wide = [], ""
    for upper, cell in zip(row, below, strict=True):
        wide = upper or (wide if cell else "")
        own = cell or upper
        headings.append((f"{wide} {cell}" if cell and cell != wide else wide, own))
    return tuple(headings)
