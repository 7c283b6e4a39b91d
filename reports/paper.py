"""What an official paper says, before anyone draws it: pure values and their wording.

`pdf.py` and `docx.py` draw the same `Paper`, so both say the same. Wording of number and day:
DOMAIN.md §1.3 rows 3 and 4. No clock, no Django.
"""

import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from reports.charts import Chart, chart
from reports.layouts import LayoutProfile, TypeStyle

BLANK = "\N{NO-BREAK SPACE}" * 5
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NATIONAL_BODIES = re.compile(r"^(Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân)\s+(?=\S)", re.IGNORECASE)

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Line feed stays. Left out: controls, half surrogates, private use, noncharacters, and what is invisible
# but reorders or splits the letters around it.
UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# No word is that long; one without end would be measured letter by letter, for minutes.
ENDLESS_WORD = re.compile(r"\S{80}(?=\S{20})")
PLAIN_WORD = re.compile(r"[a-z-]+")
BREAK_HERE = "\N{ZERO WIDTH SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"
# A number and the word that it counts, or that it names: "6 tháng", "năm 2026", "quý IV", "2026 - 2030".
COUNTED = re.compile(r"(?<!\S)(\d+) (?=(?:năm|quý|tháng|tuần|ngày|kỳ)\b)", re.IGNORECASE)
NAMED = re.compile(r"\b(năm|quý|tháng|ngày|kỳ|khóa|số|giai đoạn) (?=\d|[IVX]+\b)", re.IGNORECASE)
FROM_TO = re.compile(r"(?<=\d) ([-–—]) (?=\d)")


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


@dataclass(frozen=True)
class Heading(Printable):
    """A heading of the body; the label is printed as given ("I.", "II -", "2.1."), level 1 is the highest."""

    kind: ClassVar[str] = "heading"

    label: str
    text: str
    level: int = 1

    @property
    def line(self) -> str:
        return " ".join(f"{self.label} {self.text}".split())

    @property
    def depth(self) -> int:
        """The level as far as paper tells levels apart: 1, 2 or 3."""
        return min(max(self.level, 1), 3)


@dataclass(frozen=True)
class Paragraph(Printable):
    """Running text; each line of it is a paragraph. `note` stands beside it on a copy for remarks."""

    kind: ClassVar[str] = "paragraph"

    text: str
    note: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return lines(self.text)


@dataclass(frozen=True)
class Column(Printable):
    """A column: its header, its share of the width, and its alignment "left", "center" or "right".

    Neighbors of the same `group` stand under one common header ("Hoàn thành": đúng hạn, quá hạn).
    """

    header: str
    share: float = 1
    align: str = "left"
    group: str = ""


@dataclass(frozen=True)
class Table(Printable):
    """A table of words and figures; every row and the totals (may be empty) have one cell a column.

    `bands` are lines across the table: (place, words) stands above the row of that place, counted from 0.
    Raises ValueError where a row has not its cells.
    """

    kind: ClassVar[str] = "table"

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()
    bands: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if any(len(row) != len(self.columns) for row in (*self.rows, self.totals or self.columns)):
            raise ValueError(f"a row of the table {self.caption!r} has not {len(self.columns)} cells")

    @property
    def is_grouped(self) -> bool:
        return any(column.group for column in self.columns)

    @property
    def per_mille(self) -> tuple[int, ...]:
        """Width of each column in thousandths of the table."""
        whole = sum(column.share for column in self.columns)
        return tuple(round(1000 * column.share / whole) for column in self.columns)

    @property
    def banded_rows(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The rows as (words of the band above or "", cells), each cell as (text, alignment)."""
        above = dict(self.bands)
        return tuple((above.get(place, ""), self._aligned(row)) for place, row in enumerate(self.rows))

    @property
    def aligned_totals(self) -> tuple[tuple[str, str], ...]:
        return self._aligned(self.totals)

    def _aligned(self, row: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple(zip(row, (column.align for column in self.columns), strict=False))

    @property
    def header_spans(self) -> tuple[tuple[str, tuple[Column, ...]], ...]:
        """The columns cut into runs of one group, as (group, columns); a column without group is alone."""
        spans: list[tuple[str, tuple[Column, ...]]] = []
        for column in self.columns:
            if column.group and spans and spans[-1][0] == column.group:
                spans[-1] = (column.group, (*spans[-1][1], column))
            else:
                spans.append((column.group, (column,)))
        return tuple(spans)


@dataclass(frozen=True)
class Blank(Printable):
    """A place to be filled in by hand or by typing: its name, what is filled in already, and its least height."""

    label: str
    words: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Question(Printable):
    """What a form asks: the words of the plan, a note under them (the code of the place), and the blanks."""

    kind: ClassVar[str] = "question"

    label: str
    text: str
    note: str
    blanks: tuple[Blank, ...]

    @property
    def line(self) -> str:
        return " ".join(f"{self.label} {self.text}".split())


@dataclass(frozen=True)
class Bars(Printable):
    """Bars of disjoint parts: each row a label and a number for every part of the legend (class, words).

    Drawn in patterns that survive black-and-white printing; a word processor gets the same numbers as a table.
    Raises ValueError where a class is no plain word: it names a pattern of the drawing.
    """

    kind: ClassVar[str] = "bars"

    title: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    legend: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not all(PLAIN_WORD.fullmatch(name) for name, _ in self.legend):
            raise ValueError(f"the bars {self.title!r} have parts of no plain name")

    @property
    def chart(self) -> Chart:
        return chart(self.rows, self.legend)

    @property
    def table(self) -> Table:
        columns = (Column("", 3), *(Column(words.capitalize(), 1, "right") for _, words in self.legend))
        return Table(self.title, columns, tuple((label, *map(str, numbers)) for label, numbers in self.rows))


Flow = Heading | Paragraph | Table | Question | Bars


@dataclass(frozen=True)
class Annex(Printable):
    """An appendix (phụ lục): pages of its own after the signature; `note` replaces the usual "(Kèm theo …)"."""

    title: str
    blocks: tuple[Flow, ...]
    landscape: bool = False
    note: str = ""


Block = Flow | Annex


@dataclass(frozen=True)
class Paper(Printable):
    """One paper as it will be printed.

    Names come in their own case, the profile sets capitals; a line break in `superior`, `issuer` or
    `authority` is kept. `number` is the bare number that văn thư gave ("76"), "" until then; the day
    likewise, and then `year` is printed if known. A draft prints neither. Annexes may stand anywhere in
    `blocks`: they are printed last, in their order. With `addressees` (kính gửi) it is a letter (công văn): its
    abstract stands under the number, without the name of a type. A form that is not registered bears no number. A bare
    paper is its annexes alone.
    """

    profile: LayoutProfile
    superior: str
    issuer: str
    number: str
    type_code: str
    symbol: str
    place: str
    issued_on: date | None
    type_name: str
    abstract: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...] = ()
    authority: str = ""
    job_title: str = ""
    signatory: str = ""
    draft: bool = False
    year: int | None = None
    addressees: tuple[str, ...] = ()
    is_numbered: bool = True
    is_bare: bool = False

    @property
    def is_letter(self) -> bool:
        return bool(self.addressees)

    @property
    def body(self) -> tuple[Flow, ...]:
        return tuple(block for block in self.blocks if not isinstance(block, Annex))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Annex))

    @property
    def abstract_lines(self) -> tuple[str, ...]:
        """The trích yếu, a line each, in which no number is parted from its word."""
        return lines(kept_together(self.abstract))

    @property
    def title(self) -> str:
        """One line for the file's properties: "Báo cáo kết quả …"."""
        return " ".join(f"{self.type_name.capitalize()} {self.abstract}".split())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, without spaces around them."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def kept_together(text: str) -> str:
    """The text with no-break spaces between a number and its word."""
    for pattern in (COUNTED, NAMED):
        text = pattern.sub(rf"\1{NO_BREAK}", text)
    return FROM_TO.sub(rf"{NO_BREAK}\1{NO_BREAK}", text)


def in_case(text: str, style: TypeStyle) -> str:
    """The text in capitals where the style asks for them."""
    return text.upper() if style.capitals else text


def name_lines(name: str) -> tuple[str, ...]:
    """The lines of a body's name. People's committees and councils put their place on a line of its own."""
    return lines(NATIONAL_BODIES.sub(r"\1\n", name.strip()))


def short_date(day: date) -> str:
    """As in "05/9/2026": day below 10 and months 1, 2 take a zero, months 3–9 do not (DOMAIN.md §1.7)."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def long_date(day: date | None, year: int | None = None) -> str:
    """As in "ngày 05 tháng 01 năm 2026", with blanks to fill in by hand for what is not known."""
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm {year or ''}".rstrip()
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def number_line(paper: Paper) -> str:
    """As in "Số 76-KH/ĐU" or "Số: 21/KH-UBND"; a number below 10 padded, blank while there is none.

    "" for what is not numbered.
    """
    if not paper.is_numbered:
        return ""
    number = "" if paper.draft else paper.number.strip()
    number = number.zfill(2) if number.isdecimal() else number
    form = paper.profile.letter_number_form if paper.is_letter else paper.profile.number_form
    return form.format(number=number or BLANK[1:], type_code=paper.type_code, symbol=paper.symbol)


def day_wording(paper: Paper) -> str:
    """The day of the paper, blank on a draft (its year stays)."""
    day = None if paper.draft else paper.issued_on
    return long_date(day, paper.issued_on.year if paper.issued_on else paper.year)


def recipient_lines(paper: Paper) -> tuple[str, ...]:
    """The list under "Nơi nhận:", "- X;" with the profile's separator and a full stop last."""
    return _listed(paper.recipients, paper.profile)


def addressee_lines(paper: Paper) -> tuple[str, ...]:
    """Whom a letter is for: "Kính gửi: X.", or "Kính gửi:" and a list (DOMAIN.md §1.3 row 10)."""
    listed = _listed(paper.addressees, paper.profile)
    if len(listed) == 1:
        return (f"Kính gửi: {listed[0].removeprefix('- ')}",)
    return ("Kính gửi:", *listed) if listed else ()


def _listed(entries: tuple[str, ...], profile: LayoutProfile) -> tuple[str, ...]:
    names = [name for entry in entries if (name := entry.strip(" -–\n").rstrip(" .,;"))]
    marks = [profile.recipient_separator] * (len(names) - 1) + ["."]
    return tuple(f"- {name}{mark}" for name, mark in zip(names, marks, strict=False))


def annex_label(paper: Paper, annex: Annex) -> str:
    """The words "Phụ lục", or "Phụ lục II" where there are several (DOMAIN.md §1.7)."""
    if len(paper.annexes) == 1:
        return "Phụ lục"
    place = next(place for place, other in enumerate(paper.annexes) if other is annex)
    return f"Phụ lục {ROMAN[place] if place < len(ROMAN) else place + 1}"


def annex_note(paper: Paper, annex: Annex) -> str:
    """As in "(Kèm theo Báo cáo số 12-BC/ĐU ngày 05 tháng 5 năm 2026 của Đảng ủy phường …)"."""
    if annex.note:
        return annex.note
    number = number_line(paper).replace("Số:", "Số").replace("Số", "số", 1)
    issuer = " ".join(paper.issuer.split())
    return f"(Kèm theo {paper.type_name.capitalize()} {number} {day_wording(paper)} của {issuer})"


def by_order_of(profile: LayoutProfile, body: str) -> str:
    """The authority line of an office that signs for its body: "T/L Ban Thường vụ", "TL. Chủ tịch"."""
    return f"{profile.order_prefix} {body}"


def on_behalf_of(profile: LayoutProfile, body: str) -> str:
    """The authority line of a body that decides together: "T/M Ban Thường vụ", "TM. Ủy ban nhân dân"."""
    return f"{profile.authority_prefix} {body}"
