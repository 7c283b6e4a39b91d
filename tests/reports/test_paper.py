import unicodedata
from datetime import date

import pytest

from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.layouts import PARTY_2018, STATE_2020
from reports.paper import (
    annex_label,
    annex_note,
    copies_last,
    day_wording,
    long_date,
    name_lines,
    number_line,
    on_behalf_of,
    recipient_lines,
    short_date,
)
from reports.printable import printable
from tests.reports.paper_samples import party_paper, state_paper


def as_typed(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 1, 5), "05/01/2026", "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "28/02/2026", "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 1), "01/3/2026", "ngày 01 tháng 3 năm 2026"),
        (date(2026, 9, 5), "05/9/2026", "ngày 05 tháng 9 năm 2026"),
        (date(2026, 12, 31), "31/12/2026", "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(day, short, long):
    assert short_date(day) == short
    assert long_date(day) == long


def test_an_unknown_day_leaves_room_to_write_it():
    assert as_typed(long_date(None, 2026)) == "ngày     tháng     năm 2026"
    assert as_typed(long_date(None)) == "ngày     tháng     năm"


def test_number_lines_of_both_regimes():
    assert number_line(party_paper(number="76", type_code="KH")) == "Số 76-KH/ĐU"
    assert number_line(party_paper(number="1")) == "Số 01-BC/ĐU"
    assert number_line(state_paper(number="21", type_code="KH")) == "Số: 21/KH-UBND"
    assert number_line(state_paper(number=" 9 ")) == "Số: 09/BC-UBND"
    assert number_line(state_paper(number="12a")) == "Số: 12a/BC-UBND"


def test_a_number_that_is_not_given_yet_is_blank():
    assert as_typed(number_line(party_paper(number=""))) == "Số     -BC/ĐU"
    assert as_typed(number_line(state_paper(number=""))) == "Số:     /BC-UBND"


def test_a_draft_has_neither_number_nor_day():
    draft = party_paper(draft=True)

    assert as_typed(number_line(draft)) == "Số     -BC/ĐU"
    assert as_typed(day_wording(draft)) == "ngày     tháng     năm 2026"


def test_braces_in_a_symbol_are_text():
    assert number_line(party_paper(symbol="{number}")) == "Số 112-BC/{number}"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Đảng ủy phường Quy Nhơn", ("Đảng ủy phường Quy Nhơn",)),
        ("Ủy ban nhân dân phường Quy Nhơn", ("Ủy ban nhân dân", "phường Quy Nhơn")),
        ("UỶ BAN NHÂN DÂN TỈNH GIA LAI", ("UỶ BAN NHÂN DÂN", "TỈNH GIA LAI")),
        ("Hội đồng nhân dân\nxã Vĩnh Linh", ("Hội đồng nhân dân", "xã Vĩnh Linh")),
        ("Ủy ban nhân dân", ("Ủy ban nhân dân",)),
        ("Ban Chỉ đạo\n\n  thực hiện Quy chế dân chủ ", ("Ban Chỉ đạo", "thực hiện Quy chế dân chủ")),
        ("", ()),
    ],
)
def test_names_break_where_documents_break_them(name, printed):
    assert name_lines(name) == printed


def test_the_copy_that_is_kept_stands_last_among_the_recipients():
    names = ["Lưu Văn phòng Đảng ủy", "Ban Dân vận Tỉnh ủy", "- Lưu: VT", "Các chi bộ lưu động"]

    assert copies_last(names) == ["Ban Dân vận Tỉnh ủy", "Các chi bộ lưu động", "Lưu Văn phòng Đảng ủy", "- Lưu: VT"]


def test_recipients_end_as_the_rule_of_their_day_says():
    names = ("- Ban Tuyên giáo và Dân vận Tỉnh ủy (để b/c),", "Các chi bộ;", "  ", "Lưu Văn phòng Đảng ủy.")

    assert recipient_lines(party_paper(recipients=names)) == (
        "- Ban Tuyên giáo và Dân vận Tỉnh ủy (để b/c);",
        "- Các chi bộ;",
        "- Lưu Văn phòng Đảng ủy.",
    )
    assert recipient_lines(party_paper(recipients=names, profile=PARTY_2018))[1] == "- Các chi bộ,"
    assert recipient_lines(party_paper(recipients=())) == ()


def test_annexes_are_counted_only_where_there_are_several():
    one, two = Annex("Biểu số liệu", ()), Annex("Biểu số liệu", ())

    assert annex_label(party_paper(blocks=(one,)), one) == "Phụ lục"
    both = party_paper(blocks=(one, Paragraph("giữa"), two))
    assert [annex_label(both, annex) for annex in both.annexes] == ["Phụ lục I", "Phụ lục II"]


def test_an_annex_names_the_paper_it_belongs_to():
    annex, own = Annex("Biểu số liệu", ()), Annex("Biểu", (), note="(Số liệu đến 30/6/2026)")

    assert annex_note(party_paper(), annex) == (
        "(Kèm theo Báo cáo số 112-BC/ĐU ngày 05 tháng 7 năm 2026 của Đảng ủy phường Quy Nhơn)"
    )
    assert annex_note(state_paper(), annex).startswith("(Kèm theo Báo cáo số 09/BC-UBND ngày 05 tháng 02 năm 2026")
    assert annex_note(state_paper(), own) == "(Số liệu đến 30/6/2026)"


def test_authority_is_named_as_each_regime_names_it():
    assert on_behalf_of(PARTY_2018, "Ban Thường vụ") == "T/M Ban Thường vụ"
    assert on_behalf_of(STATE_2020, "Ủy ban nhân dân") == "TM. Ủy ban nhân dân"


def test_what_cannot_be_printed_is_left_out():
    typed = "a\0b\x08c\x1fd\x7f \ud800e\u200bf\u202eg\ufeff\ufffeh\U000f0000"

    assert printable(typed) == "abcd efgh"


def test_every_kind_of_line_break_is_one():
    assert printable("một\r\nhai\rba\u2028bốn\vnăm\fsáu\tbảy") == "một\nhai\nba\nbốn\nnăm\nsáu bảy"


def test_a_word_without_end_may_be_broken_and_no_other():
    assert printable("x" * 250).split("\N{ZERO WIDTH SPACE}") == ["x" * 80, "x" * 80, "x" * 90]
    assert printable("x" * 99 + " " + "y" * 99) == "x" * 99 + " " + "y" * 99


def test_text_is_composed_but_its_spelling_is_kept():
    apart = unicodedata.normalize("NFD", "Uỷ ban, Ủy ban, hoà, hòa")

    assert printable(apart) == "Uỷ ban, Ủy ban, hoà, hòa"


def test_every_field_of_a_paper_is_printable_however_deep():
    table = Table("b\0", (Column("c\0", group="g\0"),), (("d\0",),), ("e\0",))
    paper = party_paper(
        abstract="a\0", recipients=("x\0",), blocks=(Heading("I\0", "h\0"), Annex("t\0", (table,), note="n\0"))
    )

    assert "\\x00" not in repr(paper)


def test_a_row_with_a_cell_too_few_is_refused():
    columns = (Column("TT"), Column("Đơn vị"))

    with pytest.raises(ValueError, match="has not 2 cells"):
        Table("Biểu", columns, (("1",),))
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table("Biểu", columns, (), totals=("Cộng", "1", "2"))


def test_columns_of_one_group_stand_under_one_header():
    a, b, c = Column("Đúng hạn", group="Xong"), Column("Quá hạn", group="Xong"), Column("Khác")

    assert Table("", (c, a, b, c), ()).header_spans == (("", (c,)), ("Xong", (a, b)), ("", (c,)))


def test_column_widths_are_shares_of_the_whole():
    assert Table("", (Column("a", 1), Column("b", 3)), ()).per_mille == (250, 750)


@pytest.mark.parametrize(("level", "depth"), [(0, 1), (1, 1), (3, 3), (7, 3)])
def test_paper_tells_three_levels_of_headings_apart(level, depth):
    assert Heading("a)", "Nội dung", level).depth == depth


def test_a_heading_prints_its_label_as_given():
    assert Heading("II -", "KẾT QUẢ").line == "II - KẾT QUẢ"
    assert Heading("", "KẾT QUẢ").line == "KẾT QUẢ"


def test_the_title_of_the_file_is_one_line():
    assert party_paper(abstract="kết quả\n6 tháng").title == "Báo cáo kết quả 6 tháng"


@pytest.mark.parametrize(
    ("abstract", "printed"),
    [
        (
            "kết quả 6 tháng đầu năm 2026, nhiệm vụ 06 tháng cuối năm",
            "kết quả 6~tháng đầu năm~2026, nhiệm vụ 06~tháng cuối năm",
        ),
        ("tổng kết quý IV giai đoạn 2021 - 2025", "tổng kết quý~IV giai đoạn~2021~-~2025"),
        ("thực hiện Kế hoạch số 76-KH/ĐU, ngày 05/5/2026", "thực hiện Kế hoạch số~76-KH/ĐU, ngày~05/5/2026"),
        ("quý vị đại biểu, 12 chi bộ", "quý vị đại biểu, 12 chi bộ"),
    ],
)
def test_a_number_of_the_abstract_stays_with_its_word(abstract, printed):
    assert party_paper(abstract=abstract).abstract_lines == (printed.replace("~", "\N{NO-BREAK SPACE}"),)
