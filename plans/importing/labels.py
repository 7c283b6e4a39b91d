"""The printed label at the start of a paragraph ("III - ", "2.1.", "a)", "- ", "¹") and its rank in an outline. Pure.

Source: DOMAIN.md §1.6 (styles seen), §2.6 (defects: doubled numbers, "2.4 ."), §3.3 (l, 1 and I confused by OCR;
"2," for "2.").
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from plans.importing.letters import LOWER, UPPER, is_capitals
from plans.importing.sections import names_section


class Rank(IntEnum):
    """How far out a label stands; a lower rank contains the higher ones. GROUP and ROW are rows of a table."""

    PART = 0
    UPPER = 10
    ROMAN = 20
    ARTICLE = 25
    ARABIC = 30
    DECIMAL = 40
    STEP = 55
    LETTER = 60
    PAREN = 63
    SUBHEADING = 65
    LEAD_IN = 66
    GROUP = 67
    ROW = 70
    STAR = 75
    DASH = 76
    PLUS = 80
    DOT = 90
    CIRCLE = 95
    FOOTNOTE = 99


NUMBERED = {
    Rank.PART, Rank.UPPER, Rank.ROMAN, Rank.ARTICLE, Rank.ARABIC, Rank.DECIMAL, Rank.STEP, Rank.LETTER, Rank.PAREN,
}  # fmt: skip
BULLETS = {Rank.STAR, Rank.DASH, Rank.PLUS, Rank.DOT, Rank.CIRCLE}


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed: `text` without its closing mark, `printed` with it, `number` counted from 1 (0: none)."""

    rank: Rank
    text: str
    printed: str
    number: int = 0
    depth: int = 0

    @property
    def order(self) -> int:
        """Rank refined by the depth of a decimal label: "2.1" stands above "2.1.1"."""
        return self.rank + self.depth


_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LETTERS = "abcdeghiklmnopqrstuvxy"  # many leave đ out: it counts as no number of its own
# What a scanner makes of I, 1 and 0.
_TO_ROMAN = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "L": "I", "T": "I", "H": "II"})
_IMPOSSIBLE = frozenset("LHT")  # no such letter was printed: the scanner's own
_ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV"
_ROMAN_NUMBERS = dict(enumerate(_ROMANS.split(), start=1))
_TO_DIGITS = str.maketrans("lI|OoQ", "111000")

_CAPS_AHEAD = rf"(?=[{UPPER}]{{2,}}[\W{UPPER}]{{2,}})"
_MARK = r"[.)\-–—:/]+"
_AFTER = rf"\s*{_MARK}(?:\s+|(?=[^\W\d_]))"
_DOCUMENT_NUMBER = re.compile(r"\d{1,5}\s*[-–/]\s*[A-ZĐ]\w{0,5}\s*[-–/]\s*[A-ZĐ]")
_DAY = re.compile(r"\d{1,2}\s*(?P<mark>[-–/.])\s*\d{1,2}\s*(?P=mark)\s*\d{4}\b")
_ORDINAL = rf"(?i:thứ\s+(?:{'|'.join(_ORDINALS)}|[ivx]{{1,5}}|\d{{1,2}}))"
_PART = rf"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:{_ORDINAL}|[IVX]{{1,5}}|\d{{1,2}})"
_BLOCK = rf"(?:MỤC|Mục)\s+(?:[IVX]{{1,5}}|\d{{1,2}})(?=\s*[.:\-–]\s|\s*$|\s+[{UPPER}]{{2}})"
_ROMAN_AT = rf"(?P<label>[IVX]{{1,6}})\s*(?:[-–—.:)/]{{1,3}}(?:\s+|(?=[^\W\d_]{{2}}))|\s+{_CAPS_AHEAD})"
_BLURRED_ROMAN_AT = rf"(?P<label>(?!1{{1,2}}\s*[-–—.:])[IVXl1|!LHT]{{1,5}})(?:\s*[-–—.:]{{1,3}}\s*|\s+){_CAPS_AHEAD}"
_DECIMAL_AT = r"(?P<label>(?:[IVX]{1,5}|\d{1,2})(?:\.\d{1,2}){1,3})"

_PATTERNS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (Rank.FOOTNOTE, re.compile(rf"(?P<label>[{_SUPERSCRIPTS}]{{1,3}}|\[\d{{1,2}}\])\s*(?=\S)")),
    (Rank.PART, re.compile(rf"(?P<label>{_PART})\b\s*[.:\-–]?\s*")),
    (Rank.UPPER, re.compile(rf"(?P<label>{_BLOCK})\s*[.:\-–]?\s*")),
    (Rank.ARTICLE, re.compile(r"(?P<label>(?:Điều|ĐIỀU)\s+\d{1,3})\s*[.:]\s*")),
    (Rank.STEP, re.compile(r"(?P<label>(?:Bước|BƯỚC)\s+(?:\d{1,2}|[IVX]{1,4}))\s*[.:\-–)]\s*")),
    (Rank.ROMAN, re.compile(_ROMAN_AT)),
    (Rank.ROMAN, re.compile(_BLURRED_ROMAN_AT)),
    (Rank.ROMAN, re.compile(rf"(?P<label>(?=\S*[lI|])[lI1|]{{2,4}})\s*[-–—.]\s*(?=[{UPPER}])")),
    (Rank.UPPER, re.compile(r"(?P<label>[A-HĐ])\s*[.\-–)/]{1,2}\s+" + _CAPS_AHEAD)),
    (Rank.DECIMAL, re.compile(rf"{_DECIMAL_AT}(?:{_AFTER}|\s+(?=[{UPPER}]))")),
    (Rank.ARABIC, re.compile(rf"(?P<label>\d{{1,3}}){_AFTER}")),
    (Rank.ARABIC, re.compile(rf"(?P<label>\d{{1,2}}),\s+(?=[{UPPER}][{LOWER}])")),
    (Rank.ARABIC, re.compile(rf"(?P<label>[lI|]|[lI|]?\d[lOoQ]|[lI|][\dlOoQ]){_AFTER}(?=[{UPPER}\d“\"])")),
    (Rank.LETTER, re.compile(rf"(?P<label>[a-zđð])(?:\s*[).]\s+|\)(?=\S)|[-/]\s+|\.(?=[{UPPER}]))")),
    (Rank.PAREN, re.compile(r"(?P<label>\(\s?(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\s?\))\s*(?=\S)")),
    (Rank.DASH, re.compile(r"(?P<label>[-–—−‐‑~])(?![-–—−\d])\s*(?=\S)")),
    (Rank.PLUS, re.compile(r"(?P<label>\+)\s*(?=[^\W\d_]|[“\"]|\d)")),
    (Rank.STAR, re.compile(r"(?P<label>\*+)\s*(?=[^\W_])")),
    (Rank.DOT, re.compile(r"(?P<label>[•●·▪■►➢✓➤♦◆«¢©®])\s*(?=\S)")),
    (Rank.CIRCLE, re.compile(r"(?P<label>[o○◦§])\s+(?=\S)")),
)  # fmt: skip


def read_label(text: str) -> Label | None:
    """Return the label at the start of a paragraph, None where it has none.

    Numbers that only look like one are none: "02 mô hình", "10/5/2024", "1.500 hội viên", "43-KL/TW", "100%".
    """
    for rank, pattern in _PATTERNS:
        found = pattern.match(text)
        if not found:
            continue
        label = found["label"]
        if rank is Rank.ROMAN and not _heads(label, text[found.end() :]):
            continue
        if rank is Rank.ARABIC and (_DOCUMENT_NUMBER.match(text) or _DAY.match(text)):
            continue
        number = _number(rank, label)
        if rank is Rank.ROMAN and set(label) & _IMPOSSIBLE:
            label = _ROMAN_NUMBERS.get(number, label)
        return Label(rank, label, found[0], number=number, depth=_depth(rank, label))
    return None


def _legible_roman(roman: str) -> str:
    """Return a Roman number with what a scanner made of it undone: "lII" → "III", "IIIL" (its full stop) → "III"."""
    plain = roman.translate(_TO_ROMAN)
    return plain[:-1] if len(roman) > 1 and roman.endswith("L") and not _ROMAN.fullmatch(plain) else plain


def _heads(roman: str, rest: str) -> bool:
    """Whether a Roman number is one, and a title follows: not "V. I. Lênin", not the rest of "(khóa⏎XI) về …".

    A blurred one ("lll") needs capitals or, far from its shape ("IH"), the usual words of a section behind it.
    """
    blurred = set(roman) - set("IVX")
    if blurred and not (names_section(rest) or (is_capitals(rest) and not blurred & set("LHT"))):
        return False
    is_number = _ROMAN.fullmatch(_legible_roman(roman)) is not None
    return is_number and not rest[:1].islower() and not re.match(r"[IVXL]\.", rest)


def roman_value(label: str) -> int:
    """Return the value of a Roman number up to XXXIX."""
    values = [_ROMAN_VALUES[letter] for letter in label]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def footnote_number(mark: str) -> int:
    """Return the number of a footnote's mark: "¹²" and "[12]" → 12."""
    digits = mark.strip("[]")
    return int(digits) if digits.isascii() else int("".join(str(_SUPERSCRIPTS.index(char)) for char in digits))


def _number(rank: Rank, label: str) -> int:
    last = label.rsplit(".", 1)[-1].strip("()[] ").split()[-1]
    if rank is Rank.ROMAN:
        return roman_value(_legible_roman(label))
    if rank is Rank.FOOTNOTE:
        return footnote_number(label)
    if rank is Rank.UPPER and len(label) == 1:
        return "ABCDĐEGH".find(label) + 1
    if rank is Rank.LETTER:
        return _LETTERS.find(label) + 1
    if rank is Rank.ARABIC:
        return int(last.translate(_TO_DIGITS))
    if last.lower() in _ORDINALS:
        return _ORDINALS.index(last.lower()) + 1
    if set(last) <= set(_ROMAN_VALUES):
        return roman_value(last)
    digits = re.search(r"\d+$", last)
    return int(digits[0]) if digits else 0


def _depth(rank: Rank, label: str) -> int:
    if rank is not Rank.DECIMAL:
        return 0
    above = label.count(".") - 1
    return -5 if label[0] in "IVX" and not above else above
