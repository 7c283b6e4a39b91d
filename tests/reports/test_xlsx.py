"""Lists as .xlsx, opened again as another program would."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from reports.xlsx import LONGEST_CELL, SHORTENED, write_table

HEADS = ["Đơn vị", "Số liệu", "Ngày", "Lúc"]


def sheet(*rows, totals=None):
    content = write_table("Danh sách", "Tính đến 08 giờ, ngày 20/11/2026", HEADS, rows, totals)
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_title_subtitle_heads_rows_and_totals_stand_one_under_the_other():
    found = sheet(["Chi bộ 1", 3, None, None], totals=["Cộng", 3, None, None])
    lines = [[cell.value for cell in row] for row in found.iter_rows()]

    assert [line[0] for line in lines] == [
        "Danh sách",
        "Tính đến 08 giờ, ngày 20/11/2026",
        None,
        "Đơn vị",
        "Chi bộ 1",
        "Cộng",
    ]
    assert lines[4] == ["Chi bộ 1", 3, None, None]


def test_numbers_are_numbers_and_days_are_days():
    moment = datetime(2026, 11, 20, 8, 30)
    row = sheet(["Chi bộ 1", Decimal("1250.5"), date(2026, 11, 20), moment])[5]

    assert [cell.data_type for cell in row] == ["s", "n", "d", "d"]
    assert row[1].value == 1250.5
    assert row[2].value.date() == date(2026, 11, 20)
    assert row[2].number_format == "dd/mm/yyyy"
    assert row[3].value == moment


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://a.vn", "007", "1.000"])
def test_text_stays_text_whatever_it_looks_like(text):
    cell = sheet([text, None, None, None])["A5"]

    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_rows_are_as_high_as_their_longest_cell_has_lines():
    found = sheet(
        ["Chi bộ 1", 3, None, "x"], ["hai\ndòng", 3, None, "x"], ["x", 1, None, "chữ " * 60], ["ấ\n" * 500, 1, 1, 1]
    )
    heights = [found.row_dimensions[place].height for place in range(5, 9)]

    assert heights == [None, 31.5, 63, 408.75]


def test_a_long_head_breaks_so_that_its_figures_stay_narrow_and_the_page_readable():
    heads = ["STT", "Đơn vị", *(f"Lĩnh vực: Xây dựng hệ thống chính trị {place}" for place in range(12))]
    rows = [[1, "Chi bộ Khu phố " + "rất dài " * 9, *range(12)]]
    found = openpyxl.load_workbook(io.BytesIO(write_table("Tên", "Lọc", heads, rows))).active

    widths = [found.column_dimensions[column].width for column in "ABC"]
    assert (widths[0] < 8, widths[1] < 42, widths[2] < 15) == (True, True, True)
    assert found.row_dimensions[4].height >= 3 * 15.75
    assert found["A5"].alignment.horizontal == "center"
    assert found["C4"].alignment.wrap_text


def test_a_list_of_nothing_still_opens():
    assert sheet().max_row == 4


def test_very_long_words_and_strange_letters_fit():
    cell = sheet(["ấ" * 50_000 + "\x00\x0b", 10**14, None, None])["A5"]

    assert len(cell.value) == LONGEST_CELL
    assert cell.value.endswith(SHORTENED)
