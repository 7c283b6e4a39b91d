"""Text as paper can show it: composed, without what has no shape, no number parted from its word. Pure."""

import re
import unicodedata
from dataclasses import fields

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Line feed stays. Left out: controls, half surrogates, private use, noncharacters, and what is invisible
# but reorders or splits the letters around it.
UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# No word is that long; one without end would be measured letter by letter, for minutes.
ENDLESS_WORD = re.compile(r"\S{80}(?=\S{20})")
BREAK_HERE = "\N{ZERO WIDTH SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"
# A number and the word that it counts, or that it names: "6 tháng", "năm 2026", "quý IV", "2026 - 2030".
COUNTED = re.compile(r"(?<!\S)(\d+) (?=(?:năm|quý|tháng|tuần|ngày|kỳ)\b)", re.IGNORECASE)
NAMED = re.compile(r"\b(năm|quý|tháng|ngày|kỳ|khóa|số|giai đoạn) (?=\d|[IVX]+\b)", re.IGNORECASE)
FROM_TO = re.compile(r"(?<=\d) ([-–—]) (?=\d)")
# The number of a document with the marks around it: "76-KH/ĐU,", "(30/2020/NĐ-CP)". A line may end behind "-" and "/"
# before a letter, not before a digit: days need no care. What is longer than any number may break.
DOCUMENT_NUMBER = re.compile(r"(?<!\S)(?=\S*\d[-/][^\W\d])\S{3,30}(?!\S)")


def printable(text: str) -> str:
    """The text in NFC, without characters that have no shape on paper; line breaks become "\\n".

    A "word" of more than 100 letters gets invisible places to break.
    """
    lines = LINE_BREAKS.sub("\n", text).replace("\t", " ")
    shown = unicodedata.normalize("NFC", UNPRINTABLE.sub("", lines))
    return ENDLESS_WORD.sub(rf"\g<0>{BREAK_HERE}", shown)


def _printable_value(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_printable_value(item) for item in value)
    return value


class Printable:
    """A dataclass whose strings can all be printed, however they were typed."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            object.__setattr__(self, field.name, _printable_value(getattr(self, field.name)))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, without spaces around them."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def kept_together(text: str) -> str:
    """The text with no-break spaces between a number and its word."""
    for pattern in (COUNTED, NAMED):
        text = pattern.sub(rf"\1{NO_BREAK}", text)
    return FROM_TO.sub(rf"{NO_BREAK}\1{NO_BREAK}", text)
