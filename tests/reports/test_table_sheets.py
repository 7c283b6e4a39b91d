"""Tables of paper as sheets: numbers as numbers, words as words, never a formula."""

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reports.blocks import Column, Table
from reports.table_sheets import sheets_of
from reports.xlsx import write_sheets

COLUMNS = (
    Column("TT", 0.5, "center"),
    Column("Đơn vị", 3),
    Column("Đúng hạn", 1, "right", "Hoàn thành"),
    Column("Tỷ lệ", 1, "right"),
)


def sheet(*rows, totals=()):
    (made,) = sheets_of("Phụ lục", "số liệu 6 tháng", [Table("Theo đơn vị", COLUMNS, rows, totals)])
    return made


def test_numbers_are_numbers_and_shares_say_their_measure_in_the_head():
    made = sheet(("1", "Chi bộ 1", "1.205", "95,2%"), totals=("", "Cộng", "1.205", "95,2%"))

    assert made.heads == ["TT", "Đơn vị", "Hoàn thành: Đúng hạn", "Tỷ lệ (%)"]
    assert made.rows == [[1, "Chi bộ 1", Decimal(1205), Decimal("95.2")]]
    assert made.totals == ["", "Cộng", Decimal(1205), Decimal("95.2")]
    assert made.subtitle == "Theo đơn vị; số liệu 6 tháng"


@pytest.mark.parametrize(
    ("written", "value"), [("+3", 3), ("-2", -2), ("0", 0), ("", ""), ("3 đạt, 1 không đạt", "3 đạt, 1 không đạt")]
)
def test_a_cell_is_a_number_only_where_it_says_one(written, value):
    assert sheet(("1", "Chi bộ 1", written, ""))
    assert sheet(("1", "Chi bộ 1", written, "")).rows[0][2] == value


def test_names_that_look_like_formulas_or_numbers_stay_words():
    rows = [("1", name, "1", "") for name in ("=1+1", "@SUM(A1)", "12", "+84 905")]
    content = write_sheets([sheet(*rows)])

    cells = load_workbook(io.BytesIO(content)).active
    assert [cells.cell(row, 2).value for row in range(5, 9)] == ["=1+1", "@SUM(A1)", "12", "+84 905"]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_each_table_has_its_sheet():
    table = Table("", COLUMNS, (("1", "Chi bộ 1", "1", ""),))
    content = write_sheets(sheets_of("Phụ lục", "", [table, table]))

    assert load_workbook(io.BytesIO(content)).sheetnames == ["Bảng 1", "Bảng 2"]
