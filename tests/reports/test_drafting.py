"""Sentences of figures, from figures written by hand."""

import pytest

from plans.cells import Cells
from reports.drafting import (
    below_any,
    cut,
    heading_of,
    number,
    opening_sentence,
    overall_sentence,
    percent,
    put_together,
    still_empty,
)
from reports.figures import ItemFigures


@pytest.mark.parametrize(("count", "written"), [(0, "00"), (3, "03"), (10, "10"), (1250, "1.250"), (10239, "10.239")])
def test_a_count_is_written_as_reports_write_it(count, written):
    assert number(count) == written


@pytest.mark.parametrize(("share", "written"), [(95.24, "95,2%"), (100.0, "100%"), (None, "")])
def test_a_share_has_a_comma_and_no_empty_decimal(share, written):
    assert percent(share) == written


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (Cells(finished_on_time=42), "42/42 tổ chức đảng đã hoàn thành."),
        (
            Cells(finished_on_time=37, finished_late=2, open_overdue=3),
            "39/42 tổ chức đảng đã hoàn thành (37 đúng hạn, 02 quá hạn); 03 tổ chức đảng chưa hoàn thành, đã quá hạn.",
        ),
        (Cells(finished_late=42), "42/42 tổ chức đảng đã hoàn thành quá hạn."),
        (
            Cells(answered=36, unanswered=6),
            "36/42 tổ chức đảng đã báo cáo kết quả trong kỳ; 06 tổ chức đảng chưa báo cáo.",
        ),
        (Cells(unanswered=42), "42 tổ chức đảng chưa báo cáo kết quả trong kỳ."),
        (
            Cells(open_overdue=40, open_in_time=2),
            "40 tổ chức đảng chưa hoàn thành, đã quá hạn; 02 tổ chức đảng đang thực hiện trong hạn.",
        ),
    ],
)
def test_a_section_opens_with_what_units_did(cells, sentence):
    assert opening_sentence(ItemFigures(cells, units=42, noun="tổ chức đảng")) == sentence


def test_units_that_answer_several_times_are_counted_by_answers():
    figures = ItemFigures(Cells(answered=4, unanswered=2), units=3, noun="đơn vị")

    assert opening_sentence(figures) == "4/6 lượt đã báo cáo kết quả trong kỳ; 02 lượt chưa báo cáo."


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            Cells(finished_on_time=9, finished_late=1),
            "đã hoàn thành 10 việc (100%), trong đó 09 việc đúng hạn, 01 việc quá hạn.",
        ),
        (
            Cells(finished_on_time=5, open_in_time=5),
            "đã hoàn thành 05 việc (50%), trong đó 05 việc đúng hạn; còn 05 việc chưa hoàn thành.",
        ),
        (Cells(open_in_time=7, open_overdue=3), "chưa hoàn thành việc nào, 03 việc đã quá hạn."),
        (Cells(open_in_time=10), "chưa hoàn thành việc nào."),
    ],
)
def test_the_overall_sentence_tells_no_nought(cells, words):
    assert overall_sentence(cells) == f"Tổng số 10 lượt việc được giao các đơn vị; 10 việc có thời hạn, {words}"


def test_the_overall_sentence_adds_up():
    sentence = overall_sentence(Cells(10, 2, 3, 5, 30, 10))

    assert sentence == (
        "Tổng số 60 lượt việc được giao các đơn vị; 20 việc có thời hạn, đã hoàn thành 12 việc (60%),"
        " trong đó 10 việc đúng hạn, 02 việc quá hạn; còn 08 việc chưa hoàn thành, 05 việc đã quá hạn;"
        " 40 việc thường xuyên, định kỳ, đã có báo cáo 30 việc."
    )


def test_a_period_without_work_says_so():
    assert overall_sentence(Cells()) == "Trong kỳ chưa có việc đến hạn báo cáo."


def test_a_heading_is_the_first_sentence_cut_at_a_word():
    assert heading_of("Đẩy mạnh tuyên truyền. Đổi mới cách làm.") == "Đẩy mạnh tuyên truyền"
    assert heading_of("Đối thoại định kỳ¹; nghe dân nói²") == "Đối thoại định kỳ"
    assert len(heading_of("vận động " * 60)) <= 161


def test_words_that_say_the_same_are_put_together():
    words = [("Đã quán triệt 100%.", 1), ("Khác", 2), ("đã  quán triệt 100%", 3)]

    assert put_together(words) == [("Đã quán triệt 100%.", [1, 3]), ("Khác", [2])]


def test_headings_under_which_nothing_is_printed_are_named_once_from_the_highest():
    sections = [
        (1, "I. Tình hình", True),
        (1, "II. Kết quả", False),
        (2, "1. Tuyên truyền", True),
        (2, "2. Đối thoại", False),
        (1, "III. Đánh giá", False),
        (2, "1. Ưu điểm", False),
        (2, "2. Hạn chế", False),
        (1, "IV. Nhiệm vụ", False),
    ]

    assert still_empty(sections) == ["2. Đối thoại", "III. Đánh giá", "IV. Nhiệm vụ"]
    assert still_empty([]) == []


def test_leaves_below_a_marked_section_are_found_at_any_depth():
    sections = [(1, False), (1, True), (2, False), (3, False), (2, False), (1, False), (2, False)]

    assert below_any(sections) == [False, False, False, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ngắn", ["Ngắn"]),
        ("một hai ba", ["một hai ba"]),
        ("một dòng\nhai ba", ["một dòng", "hai ba"]),
        ("Một. Hai ba bốn", ["Một.", "Hai ba bốn"]),
        ("một hai bốn năm", ["một hai", "bốn năm"]),
        ("một hai ba bốn", ["một hai ba", "bốn"]),
        ("a" * 25, ["a" * 10, "a" * 10, "a" * 5]),
    ],
)
def test_what_is_too_long_is_cut_where_it_hurts_least(text, parts):
    assert cut(text, 10) == parts
