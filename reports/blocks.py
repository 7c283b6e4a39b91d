"""What stands on paper between its head and its signature, and in its annexes, as values. Pure.

`pdf.py` and `docx.py` draw the same blocks, so both say the same.
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from reports.charts import Chart, chart
from reports.printable import Printable, lines

PART = re.compile(r"phần\s+(?:thứ\s|[IVX\d])", re.IGNORECASE)
PLAIN_WORD = re.compile(r"[a-z-]+")


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
    def lines(self) -> tuple[str, ...]:
        """One line; two where the label of a part has no mark between it and the words."""
        return (self.label, self.text) if self.is_part and self.label[-1:].isalnum() else (self.line,)

    @property
    def is_part(self) -> bool:
        """Whether it opens a part of the paper ("PHẦN THỨ NHẤT"), and stands in the middle."""
        return PART.match(self.label) is not None

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
    def titles(self) -> tuple[str, ...]:
        """What each column is called where it stands alone: with its group ("Hoàn thành: quá hạn")."""
        return tuple(f"{one.group}: {one.header}" if one.group else one.header for one in self.columns)

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
