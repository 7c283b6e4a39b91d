import pytest

from plans.importing.names import is_name_list, is_undetermined, predicate_start, split_names


@pytest.mark.parametrize(
    ("text", "units", "groups"),
    [
        ("Sở Thông tin và Truyền thông", ["Sở Thông tin và Truyền thông"], []),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"], []),
        ("Văn phòng HĐND và UBND xã, Phòng Kinh tế", ["Văn phòng HĐND và UBND xã", "Phòng Kinh tế"], []),
        (
            "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội phường",
            ["Mặt trận Tổ quốc Việt Nam"],
            ["các tổ chức chính trị - xã hội phường"],
        ),
        ("Các sở, ban, ngành; UBND các xã, phường", [], ["Các sở, ban, ngành", "UBND các xã, phường"]),
        (
            "Các ban cán sự đảng, đảng đoàn, Ban Thường vụ Tỉnh đoàn",
            ["Ban Thường vụ Tỉnh đoàn"],
            ["Các ban cán sự đảng, đảng đoàn"],
        ),
        ("Báo Minh Hà, Đài Phát thanh và Truyền hình tỉnh", ["Báo Minh Hà", "Đài Phát thanh và Truyền hình tỉnh"], []),
        ("UBND xã, MTTQ và đoàn thể xã", ["UBND xã", "MTTQ"], ["đoàn thể xã"]),
        ("Ban Tổ chức và Ban Tuyên giáo và Dân vận", ["Ban Tổ chức", "Ban Tuyên giáo và Dân vận"], []),
        ("Công an phường, lực lượng vũ trang", ["Công an phường"], ["lực lượng vũ trang"]),
    ],
)
def test_split_names_divides_only_where_a_name_begins(text, units, groups):
    parties = split_names(text)

    assert [party.name for party in parties if not party.is_group] == units
    assert [party.name for party in parties if party.is_group] == groups


@pytest.mark.parametrize(
    ("subject", "rest"),
    [
        ("Các tổ chức đảng trực thuộc Đảng ủy ", "tổ chức quán triệt"),
        ("các cơ quan chuyên trách tham mưu, giúp việc Tỉnh ủy ", "hướng dẫn tiêu chí"),
        ("các lực lượng làm công tác tuyên truyền ", "có kế hoạch"),
        ("Ủy ban Kiểm tra Đảng ủy ", "kiểm tra"),
        ("Các ban xây dựng Đảng, Văn phòng Đảng ủy ", "hướng dẫn"),
        ("người đứng đầu cấp ủy, chính quyền các cấp ", "tổ chức tiếp xúc"),
    ],
)
def test_predicate_begins_after_the_verbs_that_belong_to_a_name(subject, rest):
    assert predicate_start(subject + rest) == len(subject)


@pytest.mark.parametrize("text", ["Sở Nội vụ", "Các chi bộ trực thuộc:", "Đảng ủy, UBND xã"])
def test_heading_of_names_alone_is_a_name_list(text):
    assert is_name_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo kết quả",
        "Tổ chức hội nghị",
        "Phòng chống tham nhũng",
        "Đoàn kết toàn dân",
        "Công tác tuyên truyền",
        "",
        "Trường hợp khó",
        "UBND xã xây dựng kế hoạch",
    ],
)
def test_other_words_are_no_name_list(text):
    assert not is_name_list(text)


@pytest.mark.parametrize(
    ("name", "is_open"),
    [
        ("các cơ quan liên quan", True),
        ("các cơ quan, tổ chức có liên quan", True),
        ("Các cơ quan, đơn vị", True),
        ("các đoàn thể", False),
        ("các chi bộ trực thuộc", False),
    ],
)
def test_group_that_leaves_its_members_open_is_undetermined(name, is_open):
    assert is_undetermined(name) is is_open
