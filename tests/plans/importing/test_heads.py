"""Headings of units known by where they stand, and names known again from elsewhere in the same document."""

import pytest

from plans.importing import ItemKind, Role, read_plan, source_from_text

HEAD = """KẾ HOẠCH
Công tác dân vận năm 2026

Công ty xây dựng kế hoạch như sau:

I. NHIỆM VỤ
1. Giữ vệ sinh chung.

II. TỔ CHỨC THỰC HIỆN
"""


def plan(duties):
    return read_plan(source_from_text(HEAD + duties))


def doing(draft):
    """Who does what stands at each path: [(path, names, roles)]."""
    return [(one.path, [*one.units, *one.groups, *one.persons], list(one.roles)) for one in draft.assignments]


def names(draft):
    return sorted({name for _, named, _ in doing(draft) for name in named})


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Tiểu đoàn Công binh 9, Đại đội Trinh sát 4", ["Tiểu đoàn Công binh 9", "Đại đội Trinh sát 4"]),
        ("Phòng Thu hồi nợ và Chăm sóc khách hàng", ["Phòng Thu hồi nợ và Chăm sóc khách hàng"]),
        ("Khoa Hồi sức tích cực - Chống độc, Khoa Dược", ["Khoa Dược", "Khoa Hồi sức tích cực - Chống độc"]),
        ("Trạm cân tải trọng lưu động số 8", ["Trạm cân tải trọng lưu động số 8"]),
        ("Kho vật tư tổng hợp", ["Kho vật tư tổng hợp"]),
        ("Đề nghị Bến xe khách Tà Lùng", ["Bến xe khách Tà Lùng"]),
    ],
)
def test_whole_line_beside_headings_of_units_is_the_list_of_names(heading, expected):
    draft = plan(f"1. Phòng Kế toán\n- Lập dự toán.\n2. {heading}\n- Quét dọn sân ga.\n")

    assert [item.kind for item in draft.outline[1].children] == [ItemKind.HEADING, ItemKind.HEADING]
    assert sorted(name for path, named, _ in doing(draft) if path == "2.2.1" for name in named) == expected


@pytest.mark.parametrize("heading", ["Tuyên truyền, vận động", "Công tác khen thưởng", "Chế độ báo cáo"])
def test_theme_beside_headings_of_units_names_nobody(heading):
    draft = plan(f"1. Phòng Kế toán\n- Lập dự toán.\n2. {heading}\n- Quét dọn sân ga.\n")

    assert names(draft) == ["Phòng Kế toán"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Phòng Kế hoạch tổng hợp - Vật tư", ["Phòng Kế hoạch tổng hợp - Vật tư"]),
        ("Chuyên viên theo dõi dân tộc, tôn giáo", ["Chuyên viên theo dõi dân tộc, tôn giáo"]),
        ("Nhân viên y tế Lò Thị Hặc", ["Nhân viên y tế Lò Thị Hặc"]),
        (
            "Tổ Công nghệ thông tin, Trung tâm Kiểm định xây dựng",
            ["Trung tâm Kiểm định xây dựng", "Tổ Công nghệ thông tin"],
        ),
    ],
)
def test_words_before_a_colon_beside_units_before_colons_are_names(label, expected):
    draft = plan(f"1. Phòng Kế toán: lập dự toán.\n2. Khoa Dược: cấp thuốc.\n3. {label}: quét dọn sân ga.\n")

    assert sorted(name for path, named, _ in doing(draft) if path == "2.3" for name in named) == expected


def test_words_before_a_colon_that_say_what_somebody_does_are_no_name():
    draft = plan("1. Phòng Kế toán: lập dự toán.\n2. Khoa Dược chuẩn bị các thứ thuốc: bông, băng.\n")

    assert ("2.2", ["Khoa Dược"], [Role.PERFORM]) in doing(draft)


@pytest.mark.parametrize("heading", ["Các đội xe tuần tra", "Các nhóm thợ tự quản", "Tổ cứu hộ, phun rửa"])
def test_heading_of_units_whose_words_hold_a_verb_has_the_duties_below_it(heading):
    draft = plan(f"1. Phòng Kế toán:\n- Lập dự toán.\n2. {heading}:\n- Quét dọn sân.\n- Trông xe.\n")

    assert [(path, named) for path, named, _ in doing(draft)[1:]] == [("2.2.1", [heading]), ("2.2.2", [heading])]


@pytest.mark.parametrize("heading", ["Tổ chức làm điểm", "Vật tư", "Trong tháng 4"])
def test_duties_below_a_heading_that_is_no_unit_are_a_finding(heading):
    draft = plan(f"1. Phòng Kế toán:\n- Lập dự toán.\n2. {heading}:\n- Đào mương.\n")

    assert ("2.2.1", [], [Role.PERFORM]) in doing(draft)
    assert "no_unit" in {finding.code for finding in draft.findings}


def test_sentence_with_an_unknown_verb_before_a_colon_begins_with_its_unit():
    draft = plan(
        "1. Phòng Kế toán lập dự toán.\n2. Hội Liên hiệp Phụ nữ xã trưng tủ sách “Mẹ” tại 02 thôn: Hạ, Thượng.\n"
    )

    assert doing(draft)[-1] == ("2.2", ["Hội Liên hiệp Phụ nữ xã"], [Role.PERFORM])


def test_sentence_beside_headings_of_units_is_a_task():
    draft = plan("1. Phòng Kế toán\n- Lập dự toán.\n2. Đội xe chủ trì đón khách\n- Rửa xe.\n")

    assert ("2.2", ["Đội xe"], [Role.LEAD]) in doing(draft)


def test_name_in_a_heading_is_known_again_in_a_sentence():
    draft = plan(
        "1. Phòng Kế toán\n- Nộp sổ cho Phòng Thu hồi nợ và Chăm sóc khách hàng trước ngày 05/5/2026.\n"
        "2. Phòng Thu hồi nợ và Chăm sóc khách hàng\n- Gọi điện.\n"
        "3. Đội xe\n- Phối hợp với Phòng Thu hồi nợ và Chăm sóc khách hàng chở hồ sơ.\n"
    )

    assert draft.assignments[0].report_to == "Phòng Thu hồi nợ và Chăm sóc khách hàng"
    assert doing(draft)[-1] == ("2.3.1", ["Phòng Thu hồi nợ và Chăm sóc khách hàng"], [Role.COORDINATE])


def test_name_after_through_is_known_again_in_a_sentence():
    draft = plan(
        "1. Các tổ gửi báo cáo về Giám đốc (qua Phòng Xây dựng phong trào thi đua nội bộ) trước ngày 05/5/2026.\n"
        "2. Phòng Xây dựng phong trào thi đua nội bộ gom số liệu.\n"
    )

    assert draft.assignments[0].via == "Phòng Xây dựng phong trào thi đua nội bộ"
    assert doing(draft)[-1] == ("2.2", ["Phòng Xây dựng phong trào thi đua nội bộ"], [Role.PERFORM])


@pytest.mark.parametrize(
    "duty",
    [
        "Mỗi chi bộ nhận một tuyến đường.",
        "Từng đơn vị dọn kho.",
        "Phân công đảng viên phụ trách từng hộ.",
        "Phân công các cấp ủy viên dự họp.",
    ],
)
def test_each_of_them_and_their_people_are_the_units_of_the_heading(duty):
    draft = plan(f"1. Chi bộ Xưởng, Chi bộ Kho\n- {duty}\n")

    assert doing(draft) == [("2.1.1", ["Chi bộ Xưởng", "Chi bộ Kho"], [Role.PERFORM])]


@pytest.mark.parametrize(
    "remark",
    [
        "Quá trình thực hiện, nếu có vướng mắc, các tổ báo cáo Giám đốc.",
        "Kế hoạch này thay thế Kế hoạch số 12/KH-CT.",
    ],
)
def test_last_remark_below_the_last_unit_is_nobodys_duty(remark):
    draft = plan(f"1. Phòng Kế toán\n- Lập dự toán.\n\n{remark}\n")

    assert names(draft) == ["Phòng Kế toán"]
    assert draft.closing == remark


def test_section_of_requests_is_one_of_duties():
    draft = plan(
        "1. Phòng Kế toán\n- Lập dự toán.\n\nIII. ĐỀ NGHỊ PHỐI HỢP\n1. Đề nghị Hội Nông dân xã cho mượn bàn ghế.\n"
    )

    assert doing(draft)[-1] == ("3.1", ["Hội Nông dân xã"], [Role.PERFORM])


def test_lone_sentence_below_a_title_is_its_task():
    draft = read_plan(
        source_from_text(
            "KẾ HOẠCH\nDân vận năm 2026\n\nI. NỘI DUNG\n1. Giai đoạn đầu\n1.1. Tiếp dân\nMở cửa mỗi sáng.\n"
        )
    )

    assert [item.kind for item in draft.walk()][-2:] == [ItemKind.HEADING, ItemKind.TASK]


def test_stretch_of_days_in_a_section_of_work_stands_with_whom_it_names():
    draft = read_plan(
        source_from_text(
            "KẾ HOẠCH\nDân vận năm 2026\n\nHà Thành, ngày 02 tháng 01 năm 2026\n\nI. NỘI DUNG\n"
            "1. Các tổ dân phố còn lại tổ chức từ ngày 01/8/2026 đến ngày 19/8/2026.\n"
            "II. TỔ CHỨC THỰC HIỆN\n1. Hội Nông dân xã cho mượn bàn ghế.\n"
        )
    )

    assert doing(draft)[0] == ("1.1", ["Các tổ dân phố còn lại"], [Role.PERFORM])


def test_day_with_blanks_at_the_begin_of_a_line_is_no_number_of_an_item():
    draft = plan("1. Đề nghị Hội Nông dân xã cho mượn bàn ghế trước ngày\n31 - 5 - 2026.\n")

    assert [item.label for item in draft.outline[1].children] == ["1"]


def test_posts_of_an_office_in_one_heading_are_two():
    draft = plan("1. Phòng Kế toán\n- Lập dự toán.\n2. Thủ quỹ, bảo vệ\n- Giữ két.\n")

    assert names(draft) == ["Phòng Kế toán", "Thủ quỹ", "bảo vệ"]


@pytest.mark.parametrize("last", ["2. Đội xe rửa xe.", "2. Đội xe\nRửa xe.", "2. Đội xe:\n- Rửa xe."])
def test_sentence_to_all_behind_the_last_unit_stands_beside_it(last):
    closing = "Căn cứ Kế hoạch này, các tổ lập lịch làm việc, gửi Phòng Kế toán trước ngày 05/5/2026."
    draft = plan(f"1. Phòng Kế toán lập dự toán.\n{last}\n{closing}\n")

    assert [item.text for item in draft.outline[1].children][2:] == [closing]
    assert ("2.3", ["các tổ"], [Role.PERFORM]) in doing(draft)
