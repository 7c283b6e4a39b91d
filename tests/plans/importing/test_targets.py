import pytest

from plans.importing.drafts import Comparison, TargetKind, TargetScope
from plans.importing.targets import TargetList, find_targets, target_list

SHARE, TOTAL, EACH = TargetScope.SHARE_OF_UNITS, TargetScope.TOTAL, TargetScope.PER_UNIT


@pytest.mark.parametrize(
    ("text", "kind", "comparison", "value", "unit", "scope"),
    [
        ("100% chi bộ có sổ tay.", TargetKind.PERCENT, Comparison.EQUAL, 100, "%", SHARE),
        ("Trên 97,5% hộ gia đình đạt chuẩn.", TargetKind.PERCENT, Comparison.AT_LEAST, 97.5, "%", TOTAL),
        ("Mỗi thôn xây dựng ít nhất 02 mô hình.", TargetKind.COUNT, Comparison.AT_LEAST, 2, "mô hình", EACH),
        ("Có không quá 3 vụ việc.", TargetKind.COUNT, Comparison.AT_MOST, 3, "vụ việc", TOTAL),
        ("Vận động tối thiểu 1.000 hội viên.", TargetKind.COUNT, Comparison.AT_LEAST, 1000, "hội viên", TOTAL),
        ("Không để xảy ra điểm nóng.", TargetKind.ZERO, Comparison.EQUAL, 0, "điểm nóng", TOTAL),
        ("Đảng bộ xếp loại đạt loại tốt.", TargetKind.GRADE, Comparison.EQUAL, None, "loại tốt", TOTAL),
        ("Hoàn thành vượt chỉ tiêu cấp trên giao.", TargetKind.EXTERNAL, Comparison.AT_LEAST, None, None, TOTAL),
        ("UBND xã xây dựng kế hoạch năm.", TargetKind.DELIVERABLE, Comparison.EQUAL, None, None, TOTAL),
        ("Dựng mới 04 bến thuyền.", TargetKind.COUNT, Comparison.EQUAL, 4, "bến", TOTAL),
        ("Tiêm phòng cho 2.300 lượt người.", TargetKind.COUNT, Comparison.EQUAL, 2300, "lượt người", TOTAL),
        ("Mỗi ấp có từ 02 đội văn nghệ trở lên.", TargetKind.COUNT, Comparison.AT_LEAST, 2, "đội", EACH),
        ("Phát thẻ cho 15 (mười lăm) tổ tàu.", TargetKind.COUNT, Comparison.EQUAL, 15, "tổ", TOTAL),
        ("Chờ khám không quá 02 giờ.", TargetKind.COUNT, Comparison.AT_MOST, 2, "giờ", TOTAL),
        ("Thực hiện tốt Chỉ thị 33 năm 2026.", TargetKind.DELIVERABLE, Comparison.EQUAL, None, None, TOTAL),
        ("Xong hồ sơ sau 03 ngày.", TargetKind.DELIVERABLE, Comparison.EQUAL, None, None, TOTAL),
    ],
)
def test_target_is_read_from_its_form(text, kind, comparison, value, unit, scope):
    (target,) = find_targets(text, is_target_item=True)

    assert (target.kind, target.comparison, target.value, target.unit) == (kind, comparison, value, unit)
    assert target.scope == scope


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Mỗi hội giám sát ít nhất 02 nội dung, góp ý ít nhất 01 dự thảo.", [2, 1]),
        ("Hài lòng của người dân đạt trên 91%, của doanh nghiệp đạt 88%.", [91, 88]),
        ("Giảm 20% thời gian chờ so với mức 35% năm trước.", [20]),
        ("Từ 97% đơn trở lên trả lời đúng hẹn; không để phát sinh vụ việc mới.", [97, 0]),
        ("Mỗi thôn có 01 sân bóng; toàn xã có từ 03 câu lạc bộ trở lên.", [1, 3]),
    ],
)
def test_every_number_to_reach_in_a_sentence_is_a_target(text, values):
    assert [target.value for target in find_targets(text, is_target_item=True)] == values


def test_share_and_more_names_the_bodies_alone():
    (target,) = find_targets("Từ 90% chi hội phụ nữ trở lên có tổ tiết kiệm.", is_target_item=True)

    assert [party.name for party in target.parties] == ["chi hội phụ nữ"]


def test_how_long_something_is_shown_is_no_target():
    assert find_targets("Niêm yết ở đình ít nhất 30 ngày.", is_target_item=False) == []


def test_days_ahead_of_an_event_are_no_target():
    assert find_targets("Báo cho các chi bộ ít nhất 10 ngày trước khi kiểm tra.", is_target_item=False) == []


def test_every_sentence_of_a_target_item_is_a_target():
    text = "100% chi bộ có sổ tay. Phấn đấu đơn vị đạt loại tốt. 90% thôn có tổ dân vận."

    assert [target.text for target in find_targets(text, is_target_item=True)] == [
        "100% chi bộ có sổ tay.",
        "Phấn đấu đơn vị đạt loại tốt.",
        "90% thôn có tổ dân vận.",
    ]


@pytest.mark.parametrize(
    "text", ["Không để xảy ra điểm nóng.", "Giải quyết đạt kết quả tốt.", "Thực hiện 7 chương trình."]
)
def test_policy_prose_sets_no_target_without_a_number_to_reach(text):
    assert find_targets(text, is_target_item=False) == []


@pytest.mark.parametrize(
    ("heading", "opens"),
    [
        ("Các chỉ tiêu phấn đấu", TargetList.ALL),
        ("MỤC TIÊU CỤ THỂ", TargetList.ALL),
        ("Mục tiêu", TargetList.SOME),
        ("Mục tiêu chung", TargetList.NONE),
        ("CHỈ TIÊU, NHIỆM VỤ", TargetList.NONE),
    ],
)
def test_heading_of_targets_alone_opens_a_list_of_targets(heading, opens):
    assert target_list(heading) is opens


def test_share_of_two_kinds_of_bodies_names_both_as_one_group():
    (target,) = find_targets("100% khoa, phòng ký cam kết giữ vệ sinh.", is_target_item=True)

    assert [party.name for party in target.parties] == ["khoa, phòng"]
