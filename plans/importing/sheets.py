"""A filled-in report sheet (phiếu báo cáo) as a word processor gives it back: which words stand at which code. Pure.

Every place to be filled in bears a short printed code: of all marks it alone survives every word processor, a copy
by hand, and print. The code of the sheet names the report, those of its places a row or an indicator; each carries a
check against the report that it was printed for, so that a place of another unit or period is never mistaken.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from plans.importing.office import to_word
from plans.importing.pasted import pasted_pictures
from plans.importing.source import UnreadableFile, source_from_lines
from plans.importing.word import open_word, word_lines
from plans.importing.word_blocks import Block, word_blocks

SHEET, ROW, FIGURE = "P", "M", "S"
SUFFIXES = (".docx", ".odt", ".doc")
MAX_BYTES = 10 * 1024 * 1024

_CODE = re.compile(r"\b([PMS])([1-9]\d{0,17})-([A-Z2-7]{4})\b")
_OPEN_DOCUMENT, _HEAD = b"application/vnd.oasis.opendocument.text", 200


@dataclass
class Entry:
    """What stands at one place: the cells by the name before them or above them, and words that no name claims."""

    code: str
    cells: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """The codes of sheets in a file, its places in order, and every other line, with the place it stands after."""

    codes: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    loose: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0

    def to_record(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Sheet":
        entries = [Entry(**entry) for entry in record["entries"]]
        return cls(record["codes"], entries, [(after, line) for after, line in record["loose"]], record["pictures"])


def code_of(kind: str, pk: int, salt: str) -> str:
    """The printed code of a thing: kind, id and check; `salt` are the facts of the report that the sheet is for."""
    digest = hashlib.sha256(f"{kind}{pk}/{salt}".encode()).digest()
    return f"{kind}{pk}-{base64.b32encode(digest)[:4].decode()}"


def codes_in(text: str, kinds: str = SHEET + ROW + FIGURE) -> list[str]:
    """The codes in a text, in order."""
    return [found[0] for found in _CODE.finditer(text) if found[1] in kinds]


def kind_and_id(code: str) -> tuple[str, int]:
    found = _CODE.fullmatch(code)
    if found is None:
        raise ValueError(f"{code!r} is no code of a sheet")
    return found[1], int(found[2])


def read_sheet(content: bytes, name: str, folder: Path) -> Sheet:
    """Read a filled-in sheet; files made on the way go to `folder`.

    Raises UnreadableFile, with a Vietnamese sentence, for a file that is no sound Word or OpenDocument text, or bears a
    secrecy mark.
    """
    if Path(name.lower().strip()).suffix not in SUFFIXES:
        raise UnreadableFile(
            "Phiếu đã điền phải là tệp Word (.docx) hoặc .odt. Chưa lưu gì. "
            "Ảnh chụp, bản quét thì nộp bằng nút Gửi tệp báo cáo riêng."
        )
    if len(content) > MAX_BYTES:
        raise UnreadableFile("Tệp lớn quá 10 MB. Chưa lưu gì. Hãy bỏ ảnh khỏi phiếu rồi tải lên lại.")
    is_word = content.startswith(b"PK") and _OPEN_DOCUMENT not in content[:_HEAD]
    word = open_word(content if is_word else to_word(content, folder))
    source_from_lines(word_lines(word))  # refuses what is unsound, empty or secret
    sheet = Sheet(pictures=len(pasted_pictures(word)))
    reader = _SheetReader(sheet)
    for block in word_blocks(word):
        reader.take(block)
    return sheet


class _SheetReader:
    """Walks the blocks once, knowing after which place it stands."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._after = ""

    def take(self, block: Block) -> None:
        if isinstance(block, str):
            self._line(block)
        elif any(codes_in(cell, FIGURE) for row in block for cell in row):
            self._figures(block)
        else:
            self._places(block)

    def _line(self, text: str) -> None:
        found = codes_in(text, SHEET)
        self._sheet.codes += found
        if text.strip() and not found:
            self._sheet.loose.append((self._after, text.strip()))

    def _places(self, rows: list[list[str]]) -> None:
        """A table of two columns, the name of a blank and the blank; a row with a code begins a place."""
        entry = None
        for row in rows:
            cells = [cell for cell in row if cell.strip()]
            if found := codes_in(" ".join(cells), ROW):
                entry = Entry(found[0])
                self._sheet.entries.append(entry)
                self._after = found[0]
                entry.extra += _after_code(cells, found[0])
            elif entry is None:
                for cell in cells:
                    for line in cell.split("\n"):
                        self._line(line)
            elif row and row[0].strip():
                _add(entry.cells, row[0], "\n".join(cell for cell in row[1:] if cell.strip()))
            else:
                entry.extra += cells

    def _figures(self, rows: list[list[str]]) -> None:
        """A table with names above its columns; a row with a code is a place."""
        heads: list[str] = []
        for row in rows:
            found = codes_in(" ".join(row), FIGURE)
            if not found:
                heads = heads or row
                continue
            entry = Entry(found[0])
            self._sheet.entries.append(entry)
            self._after = found[0]
            for head, cell in zip(heads, row, strict=False):
                _add(entry.cells, head, cell)
            entry.extra += [cell for cell in row[len(heads) :] if cell.strip()]


def _add(cells: dict[str, str], name: str, words: str) -> None:
    """Keep words under a name; a name that comes twice, as when a row was split in two, has both."""
    name = " ".join(name.split())
    cells[name] = "\n".join(part for part in (cells.get(name, ""), words.strip()) if part)


def _after_code(cells: list[str], code: str) -> Iterator[str]:
    """What was typed behind the code, or in a cell beside it: a place of answers for who saw no other."""
    for cell in cells:
        _, found, rest = cell.partition(code)
        words = rest.strip() if found else cell.strip()
        if words.strip(" .)\n"):
            yield words
