"""The full list of rows that a report counts (danh sách đầy đủ): an annex prints one row a unit, this every one."""

from __future__ import annotations

from datetime import date
from typing import Any

from plans.models import Occurrence
from plans.places import place_of
from reports.blocks import Annex, Column, Paragraph, Table
from reports.letterheads import head_of
from reports.models import LayoutVersion, Report
from reports.paper import Paper, short_date
from reports.words import work_of

TITLE = "Danh sách đầy đủ các việc"
TIMELINESS = {
    "none": "Không hạn", "on_time": "Hoàn thành đúng hạn", "late": "Hoàn thành quá hạn", "overdue": "Quá hạn",
    "due_soon": "Sắp đến hạn", "in_time": "Trong hạn",
}  # fmt: skip
HEADS = ("STT", "Nội dung", "Văn bản giao", "Mục", "Kỳ", "Hạn", "Tiến độ", "Thời hạn", "Ngày xong")
COLUMNS = (  # the shares are millimetres of a landscape page
    Column("STT", 11.5, "center"),
    Column("Nội dung", 110.5),
    Column("Văn bản giao", 30),
    Column("Mục", 15),
    Column("Hạn, kỳ", 22.5, "center"),
    Column("Tiến độ", 17.5),
    Column("Thời hạn", 22.5),
    Column("Ngày xong", 22.5, "center"),
)


def rows_of(report: Report, on: date) -> Any:
    """The rows in print order of their units, the earliest due first."""
    rows = work_of(report).with_timeliness(on).for_list()
    return rows.order_by("unit__path", "due_on", "pk")


def row_paper(report: Report, *, on: date) -> Paper:
    """The list as pages to lay behind the report, without head and signature."""
    issuer = report.issuer
    rows = list(rows_of(report, on))
    block = row_table(rows) if rows else Paragraph("Không có việc nào trong thời gian của báo cáo.")
    note = f"({report.get_kind_display()}: {report.abstract}; tính đến ngày {short_date(on)})"
    return Paper(
        profile=LayoutVersion.objects.profile_of(issuer, on),
        **head_of(issuer),
        number="",
        type_code="",
        issued_on=None,
        type_name="Danh sách",
        abstract=f"đầy đủ các việc: {report.abstract}",
        blocks=(Annex(TITLE, (block,), landscape=True, note=note),),
        is_numbered=False,
        is_bare=True,
    )


def row_table(rows: list[Occurrence]) -> Table:
    """All rows, a line across it above each unit."""
    bands: list[tuple[int, str]] = []
    unit = None
    for place, row in enumerate(rows):
        if row.unit_id != unit:
            bands.append((place, row.unit.name))
            unit = row.unit_id
    cells = tuple(tuple(map(_said, _on_paper(values_of(place, row)))) for place, row in enumerate(rows, start=1))
    return Table("", COLUMNS, cells, bands=tuple(bands))


def values_of(place: int, row: Any) -> tuple[Any, ...]:
    """What HEADS say of a row from `rows_of`, days as days."""
    item = row.assignment.item
    return (
        place, item.text, row.plan.short_name, place_of(item).removeprefix("mục "),
        row.period.label if row.period else "", row.due_on, row.get_progress_display(),
        TIMELINESS[row.timeliness], row.finished_on,
    )  # fmt: skip


def _on_paper(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """What COLUMNS say: the period only of a row without a due day, which tells rows of two periods apart as well."""
    *what, period, due_on, progress, timeliness, finished_on = values
    return (*what, due_on or period, progress, timeliness, finished_on)


def _said(value: Any) -> str:
    if value is None:
        return ""
    return short_date(value) if isinstance(value, date) else str(value)
