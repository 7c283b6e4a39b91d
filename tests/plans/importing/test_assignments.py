import pytest

from plans.importing.assignments import read_duties, read_orders, read_subject
from plans.importing.channels import read_channel
from plans.importing.drafts import Role


def duties(text):
    subject, start = read_subject(text)
    return [([party.name for party in duty.parties], list(duty.roles)) for duty in read_duties(text, subject, start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các chi bộ xây dựng kế hoạch.", [(["Các chi bộ"], [Role.PERFORM])]),
        ("Căn cứ Kế hoạch này, UBND xã xây dựng kế hoạch.", [(["UBND xã"], [Role.PERFORM])]),
        ("UBND xã: chủ trì xây dựng đề án.", [(["UBND xã"], [Role.LEAD])]),
        (
            "Giao Khối Dân vận Đảng ủy tham mưu, theo dõi, đôn đốc và hướng dẫn triển khai, báo cáo kết quả.",
            [(["Khối Dân vận Đảng ủy"], [Role.MONITOR, Role.ADVISE, Role.COLLATE])],
        ),
        (
            "Công an xã phối hợp với Ban Chỉ huy Quân sự xã bảo đảm an ninh.",
            [(["Công an xã"], [Role.PERFORM]), (["Ban Chỉ huy Quân sự xã"], [Role.COORDINATE])],
        ),
        (
            "Ban Dân vận chủ trì, phối hợp với Sở Nội vụ và các cơ quan liên quan kiểm tra.",
            [(["Ban Dân vận"], [Role.LEAD]), (["Sở Nội vụ", "các cơ quan liên quan"], [Role.COORDINATE])],
        ),
        ("Các đoàn thể phối hợp tuyên truyền.", [(["Các đoàn thể"], [Role.COORDINATE])]),
        ("Xây dựng kế hoạch giám sát việc thực hiện.", [([], [Role.PERFORM])]),
        ("Báo cáo kết quả trước ngày 15/11.", [([], [Role.PERFORM])]),
    ],
)
def test_duties_name_parties_and_roles_as_the_sentence_does(text, expected):
    assert duties(text) == expected


def test_order_in_brackets_names_its_unit():
    ((_, parties, _),) = read_orders("Rà soát danh sách (do Ban Xây dựng Đảng chủ trì, hoàn thành trước 30/6).")

    assert [party.name for party in parties] == ["Ban Xây dựng Đảng"]


def test_meeting_called_giao_ban_is_no_order():
    assert read_orders("Tham mưu cho Đảng ủy giao ban công tác dân vận, thực hiện chế độ báo cáo.") == []


@pytest.mark.parametrize(
    ("text", "report_to", "via"),
    [
        ("Báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ).", "UBND tỉnh", "Sở Nội vụ"),
        ("Định kỳ báo cáo Ban Thường vụ Tỉnh ủy theo dõi, chỉ đạo.", "Ban Thường vụ Tỉnh ủy", None),
        ("Gửi Sở Nội vụ để tổng hợp, báo cáo cấp trên.", "cấp trên", "Sở Nội vụ"),
        ("gửi báo cáo về Văn phòng Đảng ủy trước ngày 20/6.", "Văn phòng Đảng ủy", None),
        ("Làm tốt thông qua trách nhiệm nêu gương.", None, None),
    ],
)
def test_channel_keeps_receiver_and_collector_apart(text, report_to, via):
    channel = read_channel(text)

    assert (channel.report_to, channel.via) == (report_to, via)
