"""Lines of a list of figures, pasted from Excel or Word: name, measure, kind, cells apart by tabs. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from orgs.text import fold

LONGEST_NAME, LONGEST_MEASURE = 500, 60

_PLACE = re.compile(r"(?:\d{1,3}|[IVXivx]{1,5}|[a-zđA-ZĐ]|\d{1,2}(?:\.\d{1,2}){1,3})[.)]?|[-+•*]")
_LEADING = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)]|[IVX]{1,5}[.)]|[a-zđ]\)|[-+•*])\s+")
_MEASURE_BEHIND = re.compile(r"\((?:ĐVT|đơn vị tính|đơn vị)\s*:\s*([^()]{1,60})\)\s*$", re.IGNORECASE)
_HEADS = {"stt", "tt", "chi tieu", "noi dung", "ten chi tieu", "danh muc", "don vi tinh", "dvt", "don vi", "loai",
          "ghi chu", "so lieu", "ket qua"}  # fmt: skip


class LineKind(StrEnum):
    """How a line is answered, as far as its measure says."""

    NUMBER = "NUMBER"
    PERCENT = "PERCENT"
    YES_NO = "YES_NO"


@dataclass(frozen=True, slots=True)
class PastedLine:
    name: str
    measure: str
    kind: LineKind


def read_lines(text: str) -> list[PastedLine]:
    """Return the lines of a pasted table, without its numbering, its head and doubled lines.

    A line without tabs is a name; "(ĐVT: hộ)" behind it is its measure. A measure of "%" makes it a percentage,
    one of "đạt/không đạt" a grade. Every other line is a number.
    """
    found: dict[str, PastedLine] = {}
    for row in text.splitlines():
        if line := _read_line(row):
            found.setdefault(fold(line.name), line)
    return list(found.values())


def _read_line(row: str) -> PastedLine | None:
    cells = [" ".join(cell.split()) for cell in row.split("\t")]
    filled = [cell for cell in cells if cell]
    if not filled or all(fold(cell).rstrip(".:") in _HEADS for cell in filled):
        return None
    if len(filled) > 1 and _PLACE.fullmatch(filled[0]):
        filled = filled[1:]
    name = _LEADING.sub("", filled[0])
    measure, words = (filled[1] if len(filled) > 1 else ""), " ".join(filled[1:])
    if behind := _MEASURE_BEHIND.search(name):
        name, measure = name[: behind.start()].strip(), measure or behind[1].strip()
    if not re.search(r"\w", name):
        return None
    return PastedLine(name[:LONGEST_NAME], measure[:LONGEST_MEASURE], _kind(name, measure, words))


def _kind(name: str, measure: str, words: str) -> LineKind:
    if re.search(r"dat\s*[/,-]?\s*(?:hay |hoac )?(?:khong|chua) dat", fold(f"{name} {measure} {words}")):
        return LineKind.YES_NO
    is_share = "%" in measure or "phan tram" in fold(measure) or (not measure and fold(name).startswith("ty le"))
    return LineKind.PERCENT if is_share else LineKind.NUMBER
