"""Outlines as lines, from a letter, numbered; wording of our own."""

import pytest

from reports.outlines import SectionPlan, UnreadableOutline, fill_in, purpose_of, read_outline, written
from reports.section_labels import numbered
from reports.usual_outlines import USUAL, usual_for

ITEMS = [SectionPlan(1, "", "Tuyên truyền", "ITEM"), SectionPlan(1, "", "Đối thoại", "ITEM")]


@pytest.mark.parametrize("outline", USUAL, ids=lambda outline: outline.key)
def test_every_usual_outline_is_read_and_written_back_the_same(outline):
    sections = read_outline(outline.text)

    assert read_outline(written(sections)) == sections
    assert {"DIFFICULTIES", "PROPOSALS", "NEXT", "OVERALL"} <= {section.purpose for section in sections}


def test_the_outline_of_a_half_year_names_its_time_and_holds_the_items_of_the_plan():
    sections = fill_in(read_outline(usual_for("INTERIM", "HALF").text), ITEMS, "6 tháng đầu năm", "6 tháng cuối năm")

    assert [(section.label, section.heading) for section in sections] == [
        ("I", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI"),
        ("II", "KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM"),
        ("1", "Tuyên truyền"),
        ("2", "Đối thoại"),
        ("III", "ĐÁNH GIÁ CHUNG"),
        ("1", "Ưu điểm"),
        ("2", "Tồn tại, hạn chế, nguyên nhân"),
        ("IV", "NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM"),
        ("V", "KIẾN NGHỊ, ĐỀ XUẤT"),
    ]


def test_an_outline_pasted_from_a_letter_keeps_what_the_superior_wants_to_read_as_guidance():
    pasted = (
        "I. Tình hình chung\nII. Kết quả thực hiện\n1. Công tác tuyên truyền\n- Nêu số buổi\n- Nêu số người dự\n"
        "2. Đối thoại với Nhân dân\nIII. Khó khăn, vướng mắc\nIV. Kiến nghị"
    )

    sections = read_outline(pasted)

    assert [(one.level, one.label, one.purpose) for one in sections] == [
        (1, "I", "TEXT"), (1, "II", "OVERALL"), (2, "1", "TEXT"), (2, "2", "TEXT"), (1, "III", "DIFFICULTIES"),
        (1, "IV", "PROPOSALS"),
    ]  # fmt: skip
    assert sections[2].heading == "Công tác tuyên truyền"
    assert sections[2].guidance == "- Nêu số buổi\n- Nêu số người dự"


@pytest.mark.parametrize("dots", ["…", "……", "......", "…...", "....…."])
def test_what_a_superior_leaves_open_is_one_ellipsis(dots):
    first, _ = read_outline(f"I- TÌNH HÌNH NĂM {dots}\nII- KẾT QUẢ {dots} NĂM")

    assert first.heading == "TÌNH HÌNH NĂM …"


def test_marks_say_what_a_section_is_for_whatever_its_heading():
    (section,) = read_outline("I. PHẦN THỨ HAI CỦA CÔNG VIỆC [khó khăn, hạn chế]")

    assert (section.heading, section.purpose) == ("PHẦN THỨ HAI CỦA CÔNG VIỆC", "DIFFICULTIES")


def test_lines_without_indentation_stand_as_their_labels_say():
    sections = read_outline("I. MỘT [lời văn]\n1. Con\n2. Con nữa\nII. HAI\n1. Con của hai")

    assert [section.level for section in sections] == [1, 2, 2, 1, 2]


def test_lines_with_neither_labels_nor_indentation_are_a_section_each():
    sections = read_outline("Tình hình chung\nKết quả thực hiện\nKiến nghị, đề xuất")

    assert [(one.level, one.heading) for one in sections] == [
        (1, "Tình hình chung"), (1, "Kết quả thực hiện"), (1, "Kiến nghị, đề xuất"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "chưa có mục nào"),
        ("Mục 1\nMục 2", "Mục “Mục 1” thiếu đề mục"),
        ("   \n\n", "chưa có mục nào"),
        ("I. MỘT [chuyện khác]", "không rõ “[chuyện khác]”"),
        ("I. MỘT\n  1. [khó khăn, hạn chế]", "Dòng 2: thiếu đề mục"),
        ("I. MỘT\n" + "\n".join(f"  {n}. Con {n}" for n in range(1, 202)), "tối đa 200 mục"),
        ("I. " + "dài " * 200 + "[lời văn]", "dài quá 500 ký tự"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(text, words):
    with pytest.raises(UnreadableOutline, match=words.replace("[", r"\[").replace("]", r"\]")):
        read_outline(text)


@pytest.mark.parametrize(
    ("heading", "purpose"),
    [
        ("Tồn tại, hạn chế, nguyên nhân", "DIFFICULTIES"),
        ("V. KIẾN NGHỊ, ĐỀ XUẤT", "PROPOSALS"),
        ("Phương hướng, nhiệm vụ năm 2027", "NEXT"),
        ("Nhiệm vụ trọng tâm 6 tháng cuối năm", "NEXT"),
        ("KẾT QUẢ THỰC HIỆN", "OVERALL"),
        ("Phong trào thi đua “Dân vận khéo”", "INITIATIVES"),
        ("Công tác dân tộc, tôn giáo", "TEXT"),
    ],
)
def test_a_heading_says_what_its_section_is_for(heading, purpose):
    assert purpose_of(heading) == purpose


@pytest.mark.parametrize(
    ("given", "labels"),
    [
        ([(1, "I"), (1, ""), (2, ""), (2, "")], ["I", "II", "1", "2"]),
        ([(1, "I"), (1, "III"), (1, "VII")], ["I", "II", "III"]),
        ([(1, "1"), (2, "1.1"), (2, ""), (1, "2"), (2, "2.1")], ["1", "1.1", "1.2", "2", "2.1"]),
        ([(1, "PHẦN THỨ NHẤT"), (2, "I"), (3, ""), (1, "")], ["PHẦN THỨ NHẤT", "I", "1", "PHẦN THỨ HAI"]),
        ([(1, "A"), (2, "I"), (2, ""), (1, "B")], ["A", "I", "II", "B"]),
        ([(1, ""), (2, ""), (3, ""), (3, ""), (1, "")], ["I", "1", "a)", "b)", "II"]),
        ([], []),
    ],
)
def test_numbers_follow_one_another_in_the_shape_their_neighbors_have(given, labels):
    assert numbered(given) == labels


def test_many_sections_are_numbered_as_romans_were():
    labels = numbered([(1, "XLII")] * 60)

    assert [labels[place - 1] for place in (39, 40, 49, 50, 60)] == ["XXXIX", "XL", "XLIX", "L", "LX"]
