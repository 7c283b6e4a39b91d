"""Lines of figures pasted from Excel or Word."""

import pytest

from plans.pasted_lines import LineKind, PastedLine, read_lines

NUMBER, PERCENT, YES_NO = LineKind.NUMBER, LineKind.PERCENT, LineKind.YES_NO


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("Số buổi\tbuổi", ("Số buổi", "buổi", NUMBER)),
        ("1\tSố buổi\tbuổi", ("Số buổi", "buổi", NUMBER)),
        ("1.2\tSố buổi\t\tbuổi\t", ("Số buổi", "buổi", NUMBER)),
        ("III\tSố buổi", ("Số buổi", "", NUMBER)),
        ("-\tSố buổi", ("Số buổi", "", NUMBER)),
        ("1. Số buổi", ("Số buổi", "", NUMBER)),
        ("Số hộ nghèo (ĐVT: hộ)", ("Số hộ nghèo", "hộ", NUMBER)),
        ("Tỷ lệ hộ tham gia", ("Tỷ lệ hộ tham gia", "", PERCENT)),
        ("Hộ tham gia\t%", ("Hộ tham gia", "%", PERCENT)),
        ("Giữ vững an ninh\tđạt / chưa đạt", ("Giữ vững an ninh", "đạt / chưa đạt", YES_NO)),
        ("Không có điểm nóng (đạt hay không đạt)", ("Không có điểm nóng (đạt hay không đạt)", "", YES_NO)),
        ("  Số   buổi  ", ("Số buổi", "", NUMBER)),
        ("Năm 2026 tổ chức mấy buổi", ("Năm 2026 tổ chức mấy buổi", "", NUMBER)),
    ],
)
def test_a_row_becomes_a_line(row, line):
    assert read_lines(row) == [PastedLine(*line)]


@pytest.mark.parametrize("row", ["", "\t\t", "STT\tNội dung\tĐVT", "TT\tChỉ tiêu\tĐơn vị tính\tGhi chú", "1\t-", "---"])
def test_what_says_nothing_is_left_out(row):
    assert read_lines(row) == []


def test_a_line_pasted_twice_is_one_and_keeps_its_place():
    assert [line.name for line in read_lines("Một\nHai\nMỘT")] == ["Một", "Hai"]


def test_very_long_words_are_cut_to_what_a_line_holds():
    (line,) = read_lines("x" * 900 + "\t" + "y" * 90)

    assert (len(line.name), len(line.measure)) == (500, 60)
