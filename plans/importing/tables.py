"""Rows of tables that give work or set targets: groups, numbers, merged cells, cells broken by a page. Pure.

Source: DOMAIN.md §2.5 (TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời gian | Ghi chú), §2.3.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plans.importing.columns import Columns, is_counter, is_second_row, read_columns
from plans.importing.labels import Label, Rank, read_label
from plans.importing.letters import is_capitals
from plans.importing.paragraphs import Paragraph
from plans.importing.source import Finding

_NUMBER = re.compile(r"[IVXl]{1,6}|\d{1,3}(?:\.\d{1,2}){0,3}|[a-zđA-HĐ]|[IVX]{1,4}\.\d{1,2}")
_OUTER = re.compile(r"[IVX]{1,6}|[A-HĐ]")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class DutyRow:
    """The cells of one row by what their column says; empty where the table has no such column.

    `values` are what a target is to reach, each with the heading of its column; `measure` is the unit of measure.
    """

    lead: str = ""
    perform: str = ""
    coordinate: str = ""
    both: str = ""
    advise: str = ""
    monitor: str = ""
    person: str = ""
    deadline: str = ""
    product: str = ""
    measure: str = ""
    values: tuple[tuple[str, str], ...] = ()
    sets_targets: bool = False

    @property
    def names_duty(self) -> bool:
        """Whether the row says who or by when."""
        named = (self.lead, self.perform, self.coordinate, self.both, self.advise, self.monitor, self.person)
        return any((*named, self.deadline))


@dataclass(slots=True)
class Tables:
    """The paragraphs with the rows of tables placed in the outline; `rows` are their duties by first source line."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    rows: dict[int, list[DutyRow]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_tables(paragraphs: Sequence[Paragraph]) -> Tables:
    """Return the paragraphs with the rows of duty tables labelled for the outline.

    A row's text becomes the cell that says what to do, its label the number in the first column; a row with one
    filled cell heads the rows below it. Headings of columns are left out; rows of other tables stay as they are, with
    a finding.
    """
    tables = Tables()
    for run in _runs(paragraphs):
        if run[0].cells:
            _Table(tables).read(run)
        else:
            tables.paragraphs += run
    return tables


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield rows of tables that stand together, and what stands between them."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and bool(run[-1].cells) != bool(paragraph.cells):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


class _Table:
    """Reads rows that stand together; a row of headings among them begins a table of its own."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._columns: Columns | None = None
        self._above: tuple[str, ...] = ()
        self._item: Paragraph | None = None
        self._numbers: set[str] = set()

    def read(self, run: Sequence[Paragraph]) -> None:
        index = 0
        while index < len(run):
            taken = self._read_headings(run, index)
            if not taken:
                self._read_row(run[index], run[index + 1 : index + 2])
            index += taken or 1

    def _read_headings(self, run: Sequence[Paragraph], index: int) -> int:
        """Return how many rows from `index` on head columns; those of a table at work only count them again."""
        row = run[index].cells
        if self._columns and (is_counter(row) or row == self._above):
            return 1
        first = row[0].strip(" .)")
        if first[:1].isdigit() or _NUMBER.fullmatch(first):
            return 0
        below = run[index + 1].cells if index + 1 < len(run) else ()
        has_two = bool(below) and is_second_row(row, below)
        found = read_columns(row, below) if has_two else read_columns(row)
        if found is None or (self._columns and "number" in self._columns.places and "number" not in found.places):
            return 0
        is_again = self._columns is not None and self._columns.headings == found.headings
        self._columns = found
        if not is_again:
            self._item, self._numbers = None, set()
            for heading in found.unknown:
                message = f"Cột “{heading[:_SHOWN]}” của bảng chưa hiểu là gì nên chưa đọc. Mời xem lại bảng."
                self._tables.findings.append(Finding("column_unknown", message, run[index].first))
        return 2 if has_two else 1

    def _read_row(self, row: Paragraph, following: Sequence[Paragraph]) -> None:
        columns = self._columns
        if columns is None:
            self._keep_unread(row)
            return
        cells = self._inherit(row)
        if self._continues(row, columns):
            self._take_more(row, cells, columns)
            return
        self._above = cells
        number = columns.cell(cells, "number").rstrip(". )")
        own = [cell for index, cell in enumerate(cells) if cell and index != columns.places.get("number")]
        text = columns.cell(cells, "task")
        if heading := _group_heading(row, number, own, following, columns):
            self._place(row, heading, _group_label(heading, number if own else ""))
            self._item = None
            return
        self._place(row, text or " | ".join(dict.fromkeys(own)), self._row_label(number))
        self._item = self._tables.paragraphs[-1]
        duty = _read_duty(cells, columns)
        if duty.names_duty or duty.sets_targets:
            self._tables.rows[row.first] = [duty]

    def _keep_unread(self, row: Paragraph) -> None:
        """A row of a table that says nothing of work: as it stands, with one finding for the table."""
        before = self._tables.paragraphs[-1] if self._tables.paragraphs else None
        if not (before and before.cells):
            message = "Bảng này chưa đọc được thành nhiệm vụ: không nhận ra các cột. Mời xem lại từng dòng."
            self._tables.findings.append(Finding("table_unread", message, row.first))
        self._tables.paragraphs.append(row)

    def _inherit(self, row: Paragraph) -> tuple[str, ...]:
        """Return the cells of a row with those merged with the row above filled in."""
        return tuple(
            self._above[index] if not cell and index in row.merged and index < len(self._above) else cell
            for index, cell in enumerate(row.cells)
        )

    def _continues(self, row: Paragraph, columns: Columns) -> bool:
        """Whether a row has no task of its own: its cells belong to the item above, as after a page break."""
        if self._item is None or not any(row.cells):
            return False
        if columns.cell(row.cells, "task"):
            return bool(row.merged) and columns.cell(row.cells, "task") == columns.cell(self._above, "task")
        return not columns.cell(row.cells, "number")

    def _take_more(self, row: Paragraph, cells: tuple[str, ...], columns: Columns) -> None:
        """Give the item above the further units of a row; a cell broken by a page goes on in small letters."""
        item = self._item
        if item is None:
            return
        item.last = row.last
        above = self._tables.rows.setdefault(item.first, [])
        broken = above and any(cell[:1].islower() for cell in row.cells if cell)
        if broken:
            self._above = tuple(
                f"{upper} {cell}".strip() if index not in row.merged else upper
                for index, (upper, cell) in enumerate(zip(self._above, row.cells, strict=False))
            )
            above[-1] = _read_duty(self._above, columns)
        else:
            above.append(_read_duty(cells, columns))

    def _row_label(self, number: str) -> Label:
        if not _NUMBER.fullmatch(number):
            return Label(Rank.ROW, "", "")
        depth = min(number.count("."), 4) if number.rpartition(".")[0] in self._numbers else 0
        self._numbers.add(number)
        return Label(Rank.ROW, number, f"{number} ", depth=depth)

    def _place(self, row: Paragraph, text: str, label: Label) -> None:
        text = text[len(label.printed) :] if label.printed and text.startswith(label.printed) else text
        is_group = label.rank is Rank.GROUP
        self._tables.paragraphs.append(replace(row, text=text, label=label, cells=(), heading=int(is_group)))


def _group_heading(
    row: Paragraph, number: str, own: Sequence[str], following: Sequence[Paragraph], columns: Columns
) -> str:
    """Return the text of a row that heads the rows below it, "" for a row with work of its own."""
    if not own:
        return row.cells[columns.places.get("number", 0)].strip() if len(number) > _SHOWN // 6 else ""
    if len(set(own)) > 1 or (row.merged and columns.cell(row.cells, "task") == ""):
        return ""
    if not number or _OUTER.fullmatch(number) or is_capitals(own[0]) or row.bold:
        return own[0]
    after = columns.cell(following[0].cells, "number") if following and following[0].cells else ""
    return own[0] if after.startswith(f"{number}.") and len(after) > len(number) + 1 else ""


def _group_label(heading: str, number: str) -> Label:
    """The label of a group and how deep it stands: "I", "A" outermost, then "1"; one without number by its letters."""
    if _NUMBER.fullmatch(number):
        return Label(Rank.GROUP, number, f"{number} ", depth=0 if _OUTER.fullmatch(number) else 1)
    if printed := read_label(heading):
        return replace(printed, rank=Rank.GROUP, depth=0 if printed.rank <= Rank.ROMAN else 1)
    return Label(Rank.GROUP, "", "", depth=0 if is_capitals(heading) else 1)


def _read_duty(cells: Sequence[str], columns: Columns) -> DutyRow:
    names = ("lead", "perform", "coordinate", "both", "advise", "monitor", "person", "deadline", "product", "measure")
    values = tuple((heading, cells[index]) for index, heading in columns.values if index < len(cells) and cells[index])
    return DutyRow(
        **{name: columns.cell(cells, name) for name in names}, values=values, sets_targets=columns.is_of_targets
    )
