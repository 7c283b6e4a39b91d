"""How items nest, in the styles and with the defects of DOMAIN.md §1.6 and §2.6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importing import ItemKind, read_plan
from plans.importing.source import Line, source_from_lines
from plans.importing.texts import text_lines

HEAD = "KẾ HOẠCH\ncông tác dân vận năm 2026\n\nĐảng ủy xã ban hành kế hoạch như sau:\n\n"


def draft(text):
    return read_plan(source_from_lines(text_lines(HEAD + text)))


def outline(text):
    return [(item.path, item.label, item.text) for item in draft(text).walk()]


def codes(text):
    return [finding.code for finding in draft(text).findings]


def test_heading_broken_across_lines_is_one():
    read = outline("I- MỤC ĐÍCH,\nYÊU CẦU\n\n1- Một.\n\nII- NHIỆM VỤ VÀ GIẢI PHÁP\nTHỰC HIỆN\n\n1- Hai.\n")

    assert [entry for entry in read if "." not in entry[0]] == [
        ("1", "I", "MỤC ĐÍCH, YÊU CẦU"),
        ("2", "II", "NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN"),
    ]


def test_part_takes_the_title_on_the_line_below():
    read = outline(
        "Phần thứ nhất\n\nĐÁNH GIÁ NĂM 2025\n\nI. KẾT QUẢ\n\n1. Đã làm.\n\nPhần thứ hai\n\nNHIỆM VỤ\n\n1. Sẽ làm.\n"
    )

    assert [(label, text) for path, label, text in read if "." not in path] == [
        ("Phần thứ nhất", "ĐÁNH GIÁ NĂM 2025"),
        ("Phần thứ hai", "NHIỆM VỤ"),
    ]
    assert ("1.1.1", "1", "Đã làm.") in read


def test_part_that_looks_back_gives_nobody_a_duty():
    plan = draft("Phần thứ nhất\nĐÁNH GIÁ\n\nI. HẠN CHẾ\n\nMột số chi bộ báo cáo trước ngày 15/6/2025 còn chậm.\n")

    assert plan.assignments == ()


@pytest.mark.parametrize(
    ("labels", "read_as"),
    [
        (("l", "lI", "lII"), ("l", "lI", "lII")),
        (("I", "Il", "IlI"), ("I", "Il", "IlI")),
        (("1", "11", "III"), ("1", "11", "III")),
        (("L", "H", "IIIL"), ("I", "II", "III")),
    ],
)
def test_numerals_that_a_scanner_blurred_still_open_sections(labels, read_as):
    first, second, third = labels
    text = f"{first}- MỤC ĐÍCH\n\n1. Một.\n\n{second}- NHIỆM VỤ\n\n1. Hai.\n\n{third}- TỔ CHỨC THỰC HIỆN\n\n1. Ba.\n"

    assert [(label, path) for path, label, _ in outline(text)] == [
        entry for i, label in enumerate(read_as, start=1) for entry in ((label, f"{i}"), ("1", f"{i}.1"))
    ]


def test_blurred_numerals_are_counted_as_what_they_mean():
    assert "missing_label" not in codes(
        "l- MỤC ĐÍCH\n\n1. Một.\n\nlI- NHIỆM VỤ\n\n1. Hai.\n\nlll- KINH PHÍ\n\n1. Ba.\n"
    )


def test_letter_read_for_the_number_one_stays_an_item_of_its_section():
    read = outline("I. MỤC ĐÍCH\n\nI. Nâng cao nhận thức.\n\n2. Tránh hình thức.\n\nII. NHIỆM VỤ\n\nl0. Mười.\n")

    assert [(path, label) for path, label, _ in read] == [
        ("1", "I"), ("1.1", "I"), ("1.2", "2"), ("2", "II"), ("2.1", "l0"),
    ]  # fmt: skip


def test_sections_without_numbers_and_the_units_named_in_them():
    text = (
        "Mục đích\n\n- Sát dân.\n\nTổ chức thực hiện\n\nỦy ban nhân dân xã\n\n- Bố trí kinh phí.\n\n"
        "Các chi bộ trực thuộc\n\n- Báo cáo trước ngày 30/10/2026.\n"
    )
    plan = draft(text)

    assert [item.text for item in plan.outline] == ["Mục đích", "Tổ chức thực hiện"]
    assert [(entry.path, entry.units or entry.groups) for entry in plan.assignments] == [
        ("2.1.1", ("Ủy ban nhân dân xã",)),
        ("2.2.1", ("Các chi bộ trực thuộc",)),
    ]


def test_unit_without_number_stands_over_the_numbers_that_begin_again_below_it():
    text = "TỔ CHỨC THỰC HIỆN\n\nỦy ban nhân dân xã\n\n1. Một.\n\n2. Hai.\n\nMặt trận Tổ quốc xã\n\n1. Ba.\n"

    assert [path for path, _, _ in outline(text)] == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"]


def test_bullets_nest_in_the_order_in_which_they_appear():
    text = "I. NỘI DUNG\n\n1. Việc:\n\n• Một;\n\n- Một chút;\n\n• Hai;\n\n* Hai chút.\n\n2. Khác.\n"

    assert [path for path, _, _ in outline(text)] == ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.2", "1.1.2.1", "1.2"]


def test_lettered_items_run_through_d_with_stroke():
    text = "1. Nội dung\n\n" + "".join(f"{letter}) Việc {letter}.\n\n" for letter in "abcdđe")

    assert [label for _, label, _ in outline(text)] == ["1", *"abcdđe"]
    assert "missing_label" not in codes(text)
    assert "missing_label" in codes("1. Nội dung\n\na) Một.\n\nb) Hai.\n\nd) Bốn.\n")


def test_steps_stand_below_the_item_that_they_divide():
    read = outline("I. NỘI DUNG\n\n1. Ba bước:\n\nBước 1: Chọn.\n\n- Chọn kỹ.\n\nBước 2: Làm.\n\n2. Khác.\n")

    assert [(path, label) for path, label, _ in read][2:5] == [
        ("1.1.1", "Bước 1"),
        ("1.1.1.1", "-"),
        ("1.1.2", "Bước 2"),
    ]


def test_footnote_in_mid_text_hangs_below_the_last_mark_before_it():
    text = "I. NỘI DUNG\n\n1. Theo quy chế¹ này.\n\n[1] Quy chế A.\n\n2. Theo quy chế¹ kia.\n\n¹ Quy chế B.\n"

    notes = {item.path: item.text for item in draft(text).walk() if item.kind is ItemKind.FOOTNOTE}
    assert notes == {"1.1.1": "Quy chế A.", "1.2.1": "Quy chế B."}


def test_article_on_the_duty_of_a_unit_gives_its_items_to_that_unit():
    plan = draft("Chương I. TỔ CHỨC THỰC HIỆN\n\nĐiều 1. Trách nhiệm của Công an xã\n\n1. Tuần tra ban đêm.\n")

    assert [(entry.path, entry.units) for entry in plan.assignments] == [("1.1.1", ("Công an xã",))]


def test_short_line_without_end_mark_heads_the_sentences_below_it():
    read = outline("II. NHIỆM VỤ\n\n1. Gần dân hơn\n\n- Mở cửa sớm.\n\n2. Bớt giấy tờ.\n\n- Bỏ bản sao.\n")

    kinds = {item.text: item.kind for item in draft("II. NHIỆM VỤ\n\n1. Gần dân hơn\n\n- Mở cửa sớm.\n").walk()}
    assert [path for path, _, _ in read] == ["1", "1.1", "1.1.1", "1.2", "1.2.1"]
    assert (kinds["Gần dân hơn"], kinds["Mở cửa sớm."]) == (ItemKind.HEADING, ItemKind.TASK)


@pytest.mark.parametrize(
    ("title", "below", "kind"),
    [
        ("Khơi dậy tinh thần tự lực của các tầng lớp Nhân dân ở vùng căn cứ cũ", "Gìn giữ nhà bia.", "heading"),
        ("Những việc người dân bàn và biểu quyết trước khi chính quyền thôn quyết định làm", "Mức góp quỹ.", "heading"),
        ("Mở hội nghị biểu dương những người tiêu biểu trong hiến đất mở đường", "Địa điểm: đình làng.", "task"),
        ("Mở hội nghị biểu dương những người tiêu biểu trong hiến đất mở đường.", "Mời đủ 12 thôn.", "task"),
    ],
)  # fmt: skip
def test_numbered_line_without_end_mark_heads_sentences_however_long_it_is(title, below, kind):
    read = {item.text: item.kind for item in draft(f"II. NHIỆM VỤ\n\n1. {title}\n\n- {below}\n").walk()}

    assert read[title] == kind


def test_bracket_left_open_at_a_gap_is_closed_in_the_same_item():
    read = outline("I. TỔ CHỨC THỰC HIỆN\n\n1. Các thôn báo cáo (qua\n\nPhòng Kinh tế) trước ngày 10/6.\n\n2. Khác.\n")

    assert [text for _, _, text in read][1:] == ["Các thôn báo cáo (qua Phòng Kinh tế) trước ngày 10/6.", "Khác."]


def test_heading_as_wide_as_the_line_is_told_from_what_the_layout_begins_below_it():
    wide = "2. Khơi dậy tình làng nghĩa xóm trong những ngày mưa lũ năm nay"
    printed = [
        ("KẾ HOẠCH", True), ("I. TỔ CHỨC THỰC HIỆN", True), ("1. Công an xã giữ trật tự ở chợ, ở bến, ở", True),
        ("trường; nhắc nhở người bán hàng ở ngoài đường lớn không được", False), ("lấn lối đi.", False), (wide, True),
        ("Rủ nhau quét ngõ, trồng hoa, thu gom lá rụng vào mỗi sáng thứ", True), ("bảy.", False),
        ("3. Trường học dạy trẻ phân loại rác ở lớp, ở nhà, cho ông bà biết", True), ("mà làm theo.", False),
    ]  # fmt: skip
    plan = read_plan(source_from_lines([Line(0, text, starts=starts, page=1) for text, starts in printed]))

    assert [item.text for item in plan.outline[0].children][1] == wide[3:]


def test_name_broken_before_its_dash_opens_no_bullet():
    text = "I. TỔ CHỨC THỰC HIỆN\n\n1. Trường Hoa Mai báo cáo ngay với Phòng Văn hóa\n- Xã hội những việc đã làm.\n"
    wrapped = "Các thôn họp dân bàn việc chung và việc riêng của mình,\nbàn xong thì làm.\n\n" * 4

    assert outline(text + "\n" + wrapped)[1][2].endswith("Phòng Văn hóa - Xã hội những việc đã làm.")


def test_few_words_after_a_gap_end_the_long_sentence_above_them():
    long = "1. Giữ bến sạch, giữ chợ sạch, giữ nhà sạch, dặn con cháu không quên việc"
    read = outline(f"I. TỔ CHỨC THỰC HIỆN\n\n{long}\n\nHằng ngày.\n\n2. Công an xã\n\nĐi tuần.\n")

    assert [text.split()[-1] for _, _, text in read][1:] == ["ngày.", "xã", "tuần."]


def test_name_of_an_appendix_on_the_lines_below_is_one_heading_with_it():
    printed = (
        "KẾ HOẠCH",
        "I. NỘI DUNG",
        "1. Một.",
        "PHỤ LỤC 1",
        "CÁC VIỆC TRỌNG TÂM",
        "NĂM 2026",
        "(Kèm theo Kế hoạch)",
    )
    plan = read_plan(source_from_lines([Line(0, text, starts=True, page=1) for text in printed]))

    assert [item.text for item in plan.outline][1] == "PHỤ LỤC 1 CÁC VIỆC TRỌNG TÂM NĂM 2026"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vá đường ngõ; Phòng Hạ tầng soát biển báo trước ngày 30/9/2026.", ("Phòng Hạ tầng",)),
        ("Các trường học mở sân cho trẻ vào chơi ngày nghỉ.", ("Các trường học",)),
        ("Ra sổ góp ý: sổ đặt ở chợ.", ()),
        ("Bàn giao sổ: các tổ dân phố nhận sổ.", ("các tổ dân phố",)),
        ("Chính quyền xã lắng nghe dân.", ()),
        ("Mỗi đồng chí trong cấp ủy gần một thôn.", ()),
        ("Toàn thể cán bộ, đảng viên nêu gương.", ()),
    ],
)
def test_work_that_says_what_bodies_do_gives_it_to_them(text, names):
    plan = draft(f"II. NHIỆM VỤ\n\n1. {text}\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã giữ trật tự.\n")

    first = [entry.units + entry.groups for entry in plan.assignments if entry.path.startswith("1")]
    assert first == ([names] if names else [])


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân xã yêu cầu các thôn nghiêm túc triển khai.",
        "Căn cứ Kế hoạch này, đề nghị các ngành, các thôn thực hiện./.",
        "Mọi khó khăn, vướng mắc phản ánh về Văn phòng.",
    ],
)
def test_what_a_plan_asks_of_everyone_at_its_end_is_no_duty_of_the_last_unit(text):
    plan = draft(f"TỔ CHỨC THỰC HIỆN\n\n1. Công an xã\n\nGiữ trật tự.\n\n{text}\n")

    assert [entry.text for entry in plan.assignments] == ["Giữ trật tự."]


def test_last_words_after_a_numbered_sentence_are_no_duty_whoever_they_name():
    text = "1. Các chi hội góp quỹ.\n\nĐề nghị Ủy ban nhân dân xã tạo điều kiện./.\n"
    plan = draft(f"TỔ CHỨC THỰC HIỆN\n\n{text}")

    assert [entry.groups for entry in plan.assignments] == [("Các chi hội",)]
    assert plan.closing.startswith("Đề nghị")


def test_unit_that_is_to_hand_work_on_keeps_its_duty_beside_the_one_it_hands_it_to():
    plan = draft("III. TỔ CHỨC THỰC HIỆN\n\n1. Đề nghị HĐND xã\n\n- Phân công Ban Pháp chế giám sát việc chi trả.\n")

    assert [entry.units for entry in plan.assignments] == [("HĐND xã",), ("Ban Pháp chế",)]


@given(st.lists(st.text(alphabet="IVXl1aá0.)-+•* ABan UBND(\n|", max_size=40), max_size=25))
def test_any_lines_at_all_are_read_with_every_item_in_the_order_of_its_lines(lines):
    source = source_from_lines([Line(0, "KẾ HOẠCH"), *(Line(0, text.replace("\n", " ").strip()) for text in lines)])
    items = [item for item in read_plan(source).walk() if item.kind is not ItemKind.FOOTNOTE]

    assert [item.lines for item in items] == sorted(item.lines for item in items)
