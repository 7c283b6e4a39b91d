"""The plain text of a document, line by line, and the ways in which a file refuses to become one. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

MAX_LINES = 20_000
MAX_CHARACTERS = 1_000_000

Tell: TypeAlias = Callable[[int, int], None]  # called with how many pages are read, and of how many

TOO_LONG = (
    "Văn bản quá dài so với một kế hoạch (trên 20.000 dòng hoặc 1.000.000 ký tự). Chưa lưu gì. "
    "Hãy tách riêng phần kế hoạch rồi tải lên lại."
)
FROM_PICTURE = "read_from_picture"

_MARK_LENGTH = 200
_SECRET = {"MẬT", "TỐIMẬT", "TUYỆTMẬT"}
_NOT_SECRET = {"KHÔNG", "THƯỜNG", "CÔNGKHAI", "KHÔNGMẬT"}
_SECRET_FIELD = re.compile(r"\W*độ\s+mật\s*:?(?P<level>.*)", re.IGNORECASE)
_SECRET_NUMBER = re.compile(r"(?i:^\W*số)\W.{0,20}[-/–]\s*[A-ZĐa-zđ]{1,6}\s*[-/–]\s*(?:M|TM|MẬT)\W*$")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")) | {0xA0: " ", 0xD0: "Đ", 0x202F: " "}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class UnreadableFile(ValueError):
    """A file that cannot be read into a draft; `message` says in Vietnamese what happened and what to do."""

    code = "E-TYPE"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SecretDocument(UnreadableFile):
    """A document that bears a secrecy mark, or seems to (TRUST.md P19, DOMAIN.md §8.1)."""

    code = "E-SECRET"

    def __init__(self) -> None:
        super().__init__(
            "Tài liệu có dấu hiệu mang độ mật. Hệ thống không được lưu bí mật nhà nước "
            "(khoản 2 Điều 5 Luật 117/2025/QH15). Chưa lưu gì."
        )


class NoPictureReader(UnreadableFile):
    """A picture of a text, on a machine that has no Tesseract with its Vietnamese model."""

    code = "E-OCR"


class EmptySource(UnreadableFile):
    """A file or a pasted text without a single word."""

    code = "E-EMPTY"


class OversizedSource(UnreadableFile):
    """More bytes, lines or characters than a plan can have."""

    code = "E-SIZE"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: `Source.text[start:end] == text`, `number` counts from 1.

    The hints are what the file says of the whole line. `cells` is set for a row of a table, its text then being
    the cells joined by " | ". A cell merged to the right leaves blanks in the columns that it covers; `merged` are
    the columns whose cell, left blank, goes on from the row above. `starts` says whether the page's layout begins a
    paragraph here: True, False (it continues the line above), or None where the file does not tell. `page` counts
    from 1, 0 where the file has no pages.
    """

    number: int
    text: str
    bold: bool = False
    italic: bool = False
    heading: int = 0
    cells: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()
    starts: bool | None = None
    page: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person must look at; `line` is the source line, None where the whole document is meant."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as plain text (NFC), one line for each `Line`, as it is shown beside the draft.

    `findings` are what the reading of the file itself leaves to a person, as pages read from pictures.
    """

    text: str
    lines: list[Line] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()

    @property
    def is_from_picture(self) -> bool:
        return any(finding.code == FROM_PICTURE for finding in self.findings)


def unheard(page: int, pages: int) -> None:
    """The `Tell` of a caller who does not wait for news."""


def clean(text: str) -> str:
    """Return one line of text in NFC without invisible and control characters; tabs stay, ends are cut."""
    composed = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return _CONTROL.sub(" ", composed).rstrip().lstrip(" ")


def source_from_lines(lines: Iterable[Line], findings: tuple[Finding, ...] = ()) -> Source:
    """Number the lines, place them in one text, and refuse what may not be kept.

    Raises SecretDocument for a secrecy mark, EmptySource without words, OversizedSource beyond the limits.
    """
    placed, offset = [], 0
    for number, line in enumerate(_without_outer_blanks(lines), start=1):
        placed.append(replace(line, number=number, start=offset, end=offset + len(line.text)))
        offset += len(line.text) + 1
        if number > MAX_LINES or offset > MAX_CHARACTERS:
            raise OversizedSource(TOO_LONG)
    if not any(char.isalnum() for line in placed for char in line.text):
        raise EmptySource(
            "Không có chữ nào để đọc. Chưa lưu gì. Hãy kiểm tra lại tệp hoặc dán nội dung kế hoạch vào ô."
        )
    if any(is_secrecy_mark(line.text) for line in placed):
        raise SecretDocument
    return Source(text="\n".join(line.text for line in placed), lines=placed, findings=findings)


def is_secrecy_mark(text: str) -> bool:
    """Whether a line, or one cell of it, is a stamp: "MẬT", "TỐI MẬT", "Độ mật: …", "Số 12-KH/M".

    A mark stands alone; "bảo mật", "mật độ", "Bí mật thư tín" inside a sentence are none.
    """
    return any(_is_mark(segment) for segment in re.split(r"\t| {3,}|\|", text) if len(segment) < _MARK_LENGTH)


def _is_mark(segment: str) -> bool:
    if re.sub(r"[\W_\d]", "", segment) in _SECRET or _SECRET_NUMBER.match(segment.strip()):
        return True
    found = _SECRET_FIELD.fullmatch(segment)
    if not found or len(found["level"].split()) > 3:
        return False
    return re.sub(r"[\W_]", "", found["level"]).upper() not in _NOT_SECRET


def _without_outer_blanks(lines: Iterable[Line]) -> list[Line]:
    kept = list(lines)
    while kept and not kept[-1].text:
        kept.pop()
    return kept
