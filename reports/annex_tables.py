"""Figures as tables of paper (DOMAIN.md §4.2). What they count comes from the modules that the pages ask too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plans.cells import Cells
from plans.initiative_figures import COLUMNS as INITIATIVE_COLUMNS
from plans.initiative_figures import FIELD_COLUMNS, UNIT_COLUMNS, CountLine
from plans.initiative_figures import Annex as Register
from plans.numbers import write_number
from plans.tallies import FigureTable
from plans.target_results import TargetResult
from reports import charts, completeness, figures
from reports.blocks import Bars, Column, Table
from reports.comparing import Compared
from reports.drafting import percent

WIDEST = 6  # indicators beside each other on a landscape page
_SENT = completeness.FIGURES["sent"]
_OWED = {"owed": "", "on_time": _SENT, "late": _SENT, "blank": "", "to_complete": "", "excused": ""}  # with their group
NUMBERED, UNIT = Column("STT", 0.7, "center"), Column("Đơn vị", 4)


def unit_table(lines: Iterable[figures.Line]) -> Table:
    """The five cells by unit, with totals that add up."""
    columns = (
        NUMBERED,
        UNIT,
        Column("Việc có hạn", 1, "right"),
        Column("Đúng hạn", 1, "right", group="Hoàn thành"),
        Column("Quá hạn", 1, "right", group="Hoàn thành"),
        Column("Trong hạn", 1, "right", group="Chưa hoàn thành"),
        Column("Quá hạn", 1, "right", group="Chưa hoàn thành"),
        Column("Đã trả lời", 1, "right", group="Không hạn"),
        Column("Chưa trả lời", 1, "right", group="Không hạn"),
    )
    lines = list(lines)
    rows = [(line.subject.name, *_cells(line.cells)) for line in lines]
    return _table("", columns, rows, _cells(figures.sum_lines(lines)))


def completeness_table(lines: Iterable[completeness.OwedLine]) -> Table:
    """Who sent what was owed, by unit."""
    columns = (
        NUMBERED,
        UNIT,
        *(Column(completeness.HEADS[figure], 1, "right", group=group) for figure, group in _OWED.items()),
        Column("Tỷ lệ nộp", 1, "right"),
    )
    lines = list(lines)
    rows = [(line.subject.name, *_owed(line.figures)) for line in lines]
    return _table("", columns, rows, _owed(completeness.sum_lines(lines)))


def target_table(results: Iterable[TargetResult]) -> Table:
    """Each target that a period asked about, how far it is, and which units have not reached it or not said."""
    columns = (
        NUMBERED,
        Column("Chỉ tiêu", 4.5),
        Column("Kết quả", 1.6, "center"),
        Column("Kết luận", 1.4, "center"),
        Column("Đơn vị chưa đạt", 3),
        Column("Đơn vị chưa có số liệu", 3),
    )
    rows = [
        (
            result.target.text,
            result.figure,
            result.verdict,
            result.unmet_names,
            result.unanswered_names,
        )
        for result in results
    ]
    return _table("", columns, rows)


def indicator_tables(table: FigureTable, caption: str) -> Iterator[Table]:
    """What units sent for a period, a few indicators a table, one line a unit, sums where they mean something."""
    for first in range(0, len(table.tallies), WIDEST):
        part = table.tallies[first : first + WIDEST]
        columns = (NUMBERED, UNIT, *(Column(tally.head, 1.5, "right") for tally in part))
        rows = [
            (report.unit.name, *(sent.words for _, sent in cells[first : first + WIDEST]))
            for report, cells in table.rows
        ]
        yield _table(caption if not first else f"{caption} (tiếp)", columns, rows, tuple(tally.words for tally in part))


def initiative_tables(counted: Register) -> Iterator[Table]:
    """The register by field, then by unit."""
    columns = tuple(Column(column.head, 1, "right") for column in INITIATIVE_COLUMNS)
    names = [column.name for column in INITIATIVE_COLUMNS]
    rows = [(line.name, *_counted(line, names)) for line in counted.by_field]
    total = _counted(counted.total_line, names)
    yield _table("Theo lĩnh vực", (NUMBERED, Column("Lĩnh vực", 3), *columns), rows, total)
    fields = {column.name for column in FIELD_COLUMNS}
    wide = tuple(
        Column(column.head, 1, "right", group="Lĩnh vực" if column.name in fields else "") for column in UNIT_COLUMNS
    )
    names = [column.name for column in UNIT_COLUMNS]
    rows = [(line.name, *_counted(line, names)) for line in counted.by_unit]
    yield _table("Theo đơn vị", (NUMBERED, Column("Đơn vị", 3), *wide), rows, _counted(counted.total_line, names))


def comparison_table(lines: Iterable[Compared], source: str) -> Table:
    columns = (
        NUMBERED,
        Column("Nội dung", 4),
        Column("Kỳ này", 1.2, "right"),
        Column("Cùng kỳ năm trước", 1.4, "right"),
        Column("Tăng, giảm", 1.2, "right"),
        Column("So với cùng kỳ", 1.3, "right"),
    )
    rows = [
        (one.name, write_number(one.now), write_number(one.then), _signed(one.change), percent(one.share))
        for one in lines
    ]
    return _table(f"({source[:1].upper()}{source[1:]})", columns, rows)


def ranking_table(lines: Iterable[figures.Line]) -> Table:
    """Units by the share of dated work finished in time, the best first; equal shares stand on one place.

    A unit without dated work has no share, and no place.
    """
    columns = (
        Column("Hạng", 0.8, "center"),
        UNIT,
        Column("Việc có hạn", 1.2, "right"),
        Column("Hoàn thành đúng hạn", 1.4, "right"),
        Column("Tỷ lệ đúng hạn", 1.2, "right"),
    )
    dated = [line for line in lines if line.cells.dated]
    shares = [line.cells.shares["finished_on_time"] or 0.0 for line in dated]
    best_first = sorted(zip(shares, dated, strict=True), key=lambda one: -one[0])
    rows = tuple(
        (
            str(1 + sum(other > share for other in shares)),
            line.subject.name,
            write_number(line.cells.dated),
            write_number(line.cells.finished_on_time),
            percent(share),
        )
        for share, line in best_first
    )
    return Table("", columns, rows)


def work_bars(lines: Iterable[figures.Line]) -> Bars:
    """How far the dated work of each kind of unit is."""
    rows = tuple((line.name, line.cells.dated_parts) for line in lines if line.cells.dated)
    return Bars("Việc có thời hạn, theo loại đơn vị", rows, charts.WORK)


def _table(
    caption: str, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]], totals: tuple[str, ...] = ()
) -> Table:
    """Rows numbered from 1, and a last line "Cộng" where there are totals."""
    numbered = tuple((str(place), *row) for place, row in enumerate(rows, start=1))
    return Table(caption, columns, numbered, ("", "Cộng", *totals) if totals else ())


def _cells(cells: Cells) -> tuple[str, ...]:
    return tuple(map(write_number, cells.columns))


def _owed(owed: completeness.Completeness) -> tuple[str, ...]:
    return (*(write_number(getattr(owed, figure)) for figure in _OWED), percent(owed.sent_share))


def _counted(line: CountLine, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(write_number(getattr(line.counts, name)) for name in names)


def _signed(change: int) -> str:
    return f"+{write_number(change)}" if change > 0 else write_number(change)
