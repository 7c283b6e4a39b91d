"""Work and targets in tables (DOMAIN.md §2.5, §2.3)."""

from datetime import date

import pytest

from plans.importing import ItemKind, Role, TargetKind, read_plan
from plans.importing.source import Line, source_from_lines

ORDER = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm")
ROW = {
    "TT": "1", "Nội dung": "Mở lớp tập huấn", "Chủ trì": "Ban Xây dựng Đảng", "Phối hợp": "Phòng VH-XH; Công an xã",
    "Thời gian": "Quý II/2026", "Sản phẩm": "Báo cáo",
}  # fmt: skip


def read(*rows, merged=()):
    """A plan whose appendix is the table; `merged` gives for a row's place the columns that go on from above."""
    below = dict(merged)
    table = [Line(0, " | ".join(row), cells=tuple(row), merged=below.get(i, ())) for i, row in enumerate(rows)]
    head = [Line(0, text) for text in ("KẾ HOẠCH", "năm 2026", "", "I. NỘI DUNG", "1. Một việc.", "", "PHỤ LỤC I")]
    return read_plan(source_from_lines([*head, *table]))


def items(draft):
    return [(item.path, item.label, item.text, item.kind) for item in draft.outline[-1].walk()][1:]


def duties(draft, path):
    return [
        ((*entry.units, *entry.groups), entry.roles, [day for deadline in entry.deadlines for day in deadline.dates])
        for entry in draft.assignments
        if entry.path == path
    ]


@pytest.mark.parametrize(
    "order", [ORDER, tuple(reversed(ORDER)), ("TT", "Thời gian", "Phối hợp", "Nội dung", "Chủ trì")]
)
def test_columns_are_known_by_their_headings_in_any_order(order):
    draft = read(order, [ROW[name] for name in order])

    assert items(draft) == [("2.1", "1", "Mở lớp tập huấn", ItemKind.TASK)]
    assert duties(draft, "2.1") == [
        (("Ban Xây dựng Đảng",), (Role.LEAD,), [date(2026, 6, 30)]),
        (("Phòng VH-XH", "Công an xã"), (Role.COORDINATE,), []),
    ]


def test_table_of_targets_without_columns_of_values_gives_targets():
    draft = read(
        ("STT", "Chỉ tiêu", "Đơn vị chủ trì", "Thời hạn"), ("1", "85% hộ có tài khoản", "Công an xã", "30/9/2026")
    )

    assert [(target.kind, target.value) for target in draft.targets] == [(TargetKind.PERCENT, 85)]
    assert duties(draft, "2.1") == [(("Công an xã",), (Role.LEAD,), [date(2026, 9, 30)])]


@pytest.mark.parametrize(
    "headings",
    [
        ("STT", "Tên nhiệm vụ", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Tiến độ hoàn thành", "Kết quả"),
        ("Số TT", "Nội dung thực hiện", "Đầu mối", "Đơn vị tham gia", "Hoàn thành", "Sản phẩm đầu ra"),
        ("TT", "Công việc", "Phòng chủ trì", "Phòng phối hợp", "Thời gian thực hiện", "Ghi chú"),
    ],
)
def test_headings_in_other_words_say_the_same(headings):
    draft = read(headings, tuple(ROW.values()))

    assert [roles for _, roles, _ in duties(draft, "2.1")] == [(Role.LEAD,), (Role.COORDINATE,)]
    assert duties(draft, "2.1")[0][2] == [date(2026, 6, 30)]


@pytest.mark.parametrize("wide", ["", "Đơn vị thực hiện"])
def test_heading_of_two_rows_is_joined_by_column(wide):
    draft = read(
        ("TT", "Nội dung", "Đơn vị thực hiện", wide, "Thời hạn"),
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("1", "Kiểm tra", "Ủy ban Kiểm tra", "Các chi bộ", "20/10/2026"),
        merged={1: (0, 1, 4)},
    )

    assert items(draft) == [("2.1", "1", "Kiểm tra", ItemKind.TASK)]
    assert duties(draft, "2.1") == [
        (("Ủy ban Kiểm tra",), (Role.LEAD,), [date(2026, 10, 20)]),
        (("Các chi bộ",), (Role.COORDINATE,), []),
    ]


def test_merged_cells_say_what_the_cell_above_says_and_blank_ones_nothing():
    draft = read(
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("1", "Một việc lớn", "Công an xã", "30/6/2026"),
        ("2", "Việc thứ hai", "", ""),
        ("3", "Việc thứ ba", "Trạm Y tế", ""),
        merged={2: (2, 3)},
    )

    assert duties(draft, "2.2") == [(("Công an xã",), (Role.LEAD,), [date(2026, 6, 30)])]
    assert duties(draft, "2.3") == [(("Trạm Y tế",), (Role.LEAD,), [])]


def test_groups_head_the_rows_below_them_while_numbers_go_on():
    draft = read(
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("I", "TUYÊN TRUYỀN", "", ""),
        ("1", "Đăng tin", "Văn phòng Đảng ủy", "Thường xuyên"),
        ("II", "KIỂM TRA", "KIỂM TRA", "KIỂM TRA"),
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("2", "Kiểm tra chuyên đề", "Ủy ban Kiểm tra", ""),
    )

    assert [(path, label, kind) for path, label, _, kind in items(draft)] == [
        ("2.1", "I", ItemKind.HEADING),
        ("2.1.1", "1", ItemKind.TASK),
        ("2.2", "II", ItemKind.HEADING),
        ("2.2.1", "2", ItemKind.TASK),
    ]


@pytest.mark.parametrize("title", ["DANH MỤC NHIỆM VỤ NĂM 2026", "BẢNG GIAO VIỆC NĂM 2026"])
def test_title_below_the_word_appendix_opens_no_section_of_its_own(title):
    head = [Line(0, text) for text in ("KẾ HOẠCH", "năm 2026", "", "I. NỘI DUNG", "1. Một việc.", "")]
    group = ("A", "BẢO VỆ RỪNG", *[""] * (len(ORDER) - 2))
    rows = [Line(0, " | ".join(row), cells=tuple(row)) for row in (ORDER, group, [ROW[name] for name in ORDER])]
    annex = [Line(0, text, bold=True, starts=True) for text in ("PHỤ LỤC", title)]
    draft = read_plan(source_from_lines([*head, *annex, *rows]))

    assert [item.text for item in draft.outline] == ["NỘI DUNG", "PHỤ LỤC"]
    assert [item.text for item in draft.outline[-1].walk()][1:] == [title, "BẢO VỆ RỪNG", "Mở lớp tập huấn"]


def test_row_broken_by_a_page_and_row_with_further_units_stay_one_item():
    draft = read(
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("1", "Việc chung", "Ban Công tác", "30/6/2026"),
        ("", "", "mặt trận thôn", ""),
        ("2", "Việc của hai nơi", "Công an xã", "30/9/2026"),
        ("", "", "Trạm Y tế", "15/10/2026"),
    )

    assert [path for path, *_ in items(draft)] == ["2.1", "2.2"]
    assert duties(draft, "2.1")[0][0] == ("Ban Công tác mặt trận thôn",)
    assert duties(draft, "2.2") == [
        (("Công an xã",), (Role.LEAD,), [date(2026, 9, 30)]),
        (("Trạm Y tế",), (Role.LEAD,), [date(2026, 10, 15)]),
    ]


def test_decimal_rows_stand_below_their_number():
    draft = read(
        ("TT", "Nội dung", "Thực hiện"),
        ("1", "Chuẩn bị", "Văn phòng Đảng ủy"),
        ("1.1", "In tài liệu", "Văn phòng Đảng ủy"),
        ("2", "Tổ chức", "Đoàn Thanh niên xã"),
    )

    assert [(path, label) for path, label, *_ in items(draft)] == [("2.1", "1"), ("2.1.1", "1.1"), ("2.2", "2")]


def test_targets_by_year_have_their_value_measure_and_unit():
    draft = read(
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Đến hết năm 2026", "Đến năm 2030", "Cơ quan chủ trì"),
        ("1", "Hộ gia đình văn hóa", "%", "90", "≥ 95", "Phòng VH-XH"),
        ("2", "Mô hình Dân vận khéo", "mô hình", "10", "", "Các chi bộ"),
    )

    assert {kind for *_, kind in items(draft)} == {ItemKind.TARGET}
    assert [(target.path, target.kind, target.value, target.unit) for target in draft.targets] == [
        ("2.1", TargetKind.PERCENT, 90, "%"),
        ("2.1", TargetKind.PERCENT, 95, "%"),
        ("2.2", TargetKind.COUNT, 10, "mô hình"),
    ]
    assert duties(draft, "2.1") == [(("Phòng VH-XH",), (Role.LEAD,), [date(2026, 12, 31), date(2030, 12, 31)])]


def test_person_in_a_column_is_no_unit_and_a_person_is_asked():
    draft = read(("TT", "Nội dung", "Người phụ trách"), ("1", "Trang trí", "Đồng chí Lê An, Phó Bí thư"))

    assert draft.assignments[0].persons == ("Đồng chí Lê An, Phó Bí thư",)
    assert "person_named" in [finding.code for finding in draft.findings]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("TT", "Nội dung", "Chủ trì", "Mã hiệu"), ("1", "Một việc", "Công an xã", "X9")], "column_unknown"),
        ([("Họ và tên", "Tuổi"), ("Lê An", "40")], "table_unread"),
    ],
)
def test_what_is_not_understood_is_a_finding_with_its_line(rows, code):
    found = [finding for finding in read(*rows).findings if finding.code == code]

    assert [finding.line for finding in found] == [8]
