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
    ],
)
def test_target_is_read_from_its_form(text, kind, comparison, value, unit, scope):
    (target,) = find_targets(text, is_target_item=True)

    assert (target.kind, target.comparison, target.value, target.unit) == (kind, comparison, value, unit)
    assert target.scope == scope


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
