from datetime import datetime

import pytest
from openpyxl import Workbook

from orgs.import_template import template
from orgs.import_units import MAX_ROWS, UnreadableWorkbook, read_workbook, said
from tests.orgs.workbooks import saved, with_part, workbook

ONE = {"units": [{"Tên đơn vị": "Chi bộ 1"}]}


def test_rows_come_by_sheet_with_their_numbers_and_filled_cells():
    data = workbook(
        units=[{"Tên đơn vị": "Chi  bộ 1 ", "Ban hành kế hoạch riêng": True}, {}, {"Tên đơn vị": "Chi bộ 2"}],
        people=[{"Họ và tên": "Trần Thị An", "Đơn vị": "Chi bộ 1", "Vai trò": "đơn vị", "Điện thoại": 905123456}],
    )

    rows = read_workbook(data)

    assert [(row.sheet, row.number, row.values) for row in rows] == [
        ("Đơn vị", 2, {"name": "Chi bộ 1", "is_committee": "x"}),
        ("Đơn vị", 4, {"name": "Chi bộ 2"}),
        (
            "Người dùng",
            2,
            {"full_name": "Trần Thị An", "unit": "Chi bộ 1", "role": "đơn vị", "phone": "905123456"},
        ),
    ]


def test_columns_may_stand_in_any_order_and_headings_without_accents():
    book = Workbook()
    sheet = book.active
    sheet.title = "DON VI"
    sheet.append(["truc thuoc", "Ghi chú", "TÊN ĐƠN VỊ"])
    sheet.append(["Đảng ủy", "bỏ qua", "Chi bộ 1"])

    assert read_workbook(saved(book))[0].values == {"parent": "Đảng ủy", "name": "Chi bộ 1"}


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (5.0, "5"), (2.5, "2.5"), (True, "x"), (False, ""), ("  a\n b ", "a b"), ("a\x00b", "ab")],
)
def test_every_cell_is_text(value, text):
    assert said(value) == text


def test_a_day_is_written_as_people_write_it():
    assert said(datetime(2026, 11, 20)) == "20/11/2026"


def test_a_formula_is_never_worked_out():
    rows = read_workbook(workbook(units=[{"Tên đơn vị": "=1+1"}]))

    assert rows[0].problem.startswith("có ô là công thức")


def test_a_row_without_its_name_says_so():
    assert read_workbook(workbook(units=[{"Loại": "khác"}]))[0].problem == "thiếu “Tên đơn vị”"


def test_the_template_is_read_back_empty():
    with pytest.raises(UnreadableWorkbook, match="không có dòng nào"):
        read_workbook(template())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "không đúng định dạng"),
        (b"PK\x03\x04 not a zip", "không đúng định dạng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "đặt mật khẩu"),
        (b"x" * 5_000_001, "quá 5 MB"),
        (with_part(workbook(**ONE), "xl/vbaProject.bin", b"macro"), "macro"),
        (with_part(workbook(**ONE), "xl/media/bomb.bin", b"0" * 61_000_000), "nén bất thường"),
        (with_part(workbook(**ONE), "xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><sst/>'), "khai báo lạ"),
        (with_part(workbook(**ONE), "xl/workbook.xml", b"<broken"), "bị hỏng"),
        (saved(Workbook()), "không có trang nào tên"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_in_words(data, words):
    with pytest.raises(UnreadableWorkbook, match=words):
        read_workbook(data)


def test_a_workbook_with_one_byte_changed_is_read_or_refused_in_words():
    whole = workbook(units=[{"Tên đơn vị": f"Chi bộ {n}"} for n in range(5)])
    refused = 0
    for place in {*range(0, len(whole), 11), *range(len(whole) - 80, len(whole))}:
        damaged = whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :]
        try:
            read_workbook(damaged)
        except UnreadableWorkbook:
            refused += 1

    assert refused > 300


def test_too_many_rows_are_refused():
    rows = [{"Tên đơn vị": f"Chi bộ {n}"} for n in range(MAX_ROWS + 1)]

    with pytest.raises(UnreadableWorkbook, match="quá 5000 dòng"):
        read_workbook(workbook(units=rows))
    assert len(read_workbook(workbook(units=rows[:-1]))) == MAX_ROWS


def test_a_sheet_that_claims_a_million_rows_costs_nothing():
    book = Workbook()
    book.active.title = "Đơn vị"
    book.active.append(["Tên đơn vị"])
    book.active["XFD1048576"] = "xa"

    with pytest.raises(UnreadableWorkbook, match="không có dòng nào"):
        read_workbook(saved(book))
