import pytest

from plans.importing.assignments import (
    guess_subject,
    heading_parties,
    read_duties,
    read_orders,
    read_subject,
    split_subjects,
)
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
        (
            "Chủ trì cùng Trạm Y tế xã phun thuốc.",
            [([], [Role.LEAD]), (["Trạm Y tế xã"], [Role.COORDINATE])],
        ),
        ("Đồng chủ trì hội thảo.", [([], [Role.LEAD])]),
        (
            "Phối hợp với UBND các xã, phường nơi có công trình vận động Nhân dân.",
            [([], [Role.PERFORM]), (["UBND các xã, phường nơi có công trình"], [Role.COORDINATE])],
        ),
        ("Các hợp tác xã nơi có hồ nước mở cống.", [(["Các hợp tác xã nơi có hồ nước"], [Role.PERFORM])]),
        ("Các xã có đông đồng bào dân tộc dạy chữ.", [(["Các xã có đông đồng bào dân tộc"], [Role.PERFORM])]),
        ("UBND các xã được giao rừng rà soát mốc.", [(["UBND các xã được giao rừng"], [Role.PERFORM])]),
        ("Các đơn vị được giao chủ trì rà soát.", [(["Các đơn vị"], [Role.LEAD])]),
        (
            "Trả hồ sơ tại nhà. Bộ phận thực hiện: Bộ phận Một cửa, phối hợp với Bưu điện xã; thời gian: cả năm.",
            [(["Bộ phận Một cửa"], [Role.PERFORM]), (["Bưu điện xã"], [Role.COORDINATE])],
        ),
        (
            "Là lực lượng chính, chủ trì , phối hợp với Công an xã tuần tra.",
            [([], [Role.LEAD]), (["Công an xã"], [Role.COORDINATE])],
        ),
        (
            "Ban Dân vận chủ trì, theo dõi; định kỳ 06 tháng (trước ngày 08/6) và năm tổng hợp báo cáo Sở Nội vụ.",
            [(["Ban Dân vận"], [Role.LEAD, Role.MONITOR, Role.COLLATE])],
        ),
        (
            "Phó Hiệu trưởng phụ trách bán trú chủ trì kiểm tra bếp.",
            [(["Phó Hiệu trưởng phụ trách bán trú"], [Role.LEAD])],
        ),
        (
            "Phó Chủ tịch Ủy ban nhân dân xã phụ trách văn hóa - xã hội chủ trì họp dân.",
            [(["Phó Chủ tịch Ủy ban nhân dân xã phụ trách văn hóa - xã hội"], [Role.LEAD])],
        ),
        (
            "Các đồng chí Đảng ủy viên phụ trách địa bàn, cấp ủy các thôn gặp dân.",
            [(["Các đồng chí Đảng ủy viên phụ trách địa bàn", "cấp ủy các thôn"], [Role.PERFORM])],
        ),
        (
            "Văn phòng là đầu mối, phối hợp với các phòng tổng hợp kết quả.",
            [(["Văn phòng"], [Role.COLLATE]), (["các phòng"], [Role.COORDINATE])],
        ),
        (
            "Các Sở: Nội vụ, Tài chính, Xây dựng; Thanh tra tỉnh rà soát thủ tục.",
            [(["Các Sở: Nội vụ, Tài chính, Xây dựng", "Thanh tra tỉnh"], [Role.PERFORM])],
        ),
        ("Các chi bộ được kiểm tra chuẩn bị báo cáo.", [(["Các chi bộ được kiểm tra"], [Role.PERFORM])]),
        ("Kết thúc mỗi đợt, Tổ kiểm tra hoàn thiện báo cáo.", [(["Tổ kiểm tra"], [Role.PERFORM])]),
        ("Ban Xây dựng tổ chức Hội theo dõi thi đua.", [(["Ban Xây dựng tổ chức Hội"], [Role.MONITOR])]),
        (
            "Các Ủy viên Ban Chấp hành phụ trách chi đoàn dự sinh hoạt.",
            [(["Các Ủy viên Ban Chấp hành phụ trách chi đoàn"], [Role.PERFORM])],
        ),
        (
            "Chủ trì, phối hợp với các khoa lâm sàng mở lớp.",
            [([], [Role.LEAD]), (["các khoa lâm sàng"], [Role.COORDINATE])],
        ),
        ("Các chi hội: Tổ chức sinh hoạt, thăm hỏi.", [(["Các chi hội"], [Role.PERFORM])]),
        ("Các chi bộ 1, 2, 3 làm điểm.", [(["Các chi bộ 1, 2, 3"], [Role.PERFORM])]),
        (
            "Trưởng thôn, Tổ trưởng dân phố khu 5, khu 6 gặp gỡ các hộ.",
            [(["Trưởng thôn", "Tổ trưởng dân phố khu 5, khu 6"], [Role.PERFORM])],
        ),
        (
            "Trưởng phòng Kế hoạch tổng hợp chịu trách nhiệm phân luồng.",
            [(["Trưởng phòng Kế hoạch tổng hợp"], [Role.PERFORM])],
        ),
        ("Các đồng chí lãnh đạo phường dự họp.", [(["Các đồng chí lãnh đạo phường"], [Role.PERFORM])]),
        (
            "Chi ủy viên phụ trách tổ đảng, bí thư chi bộ gặp hộ dân.",
            [(["Chi ủy viên phụ trách tổ đảng", "bí thư chi bộ"], [Role.PERFORM])],
        ),
        (
            "Đồng chí Lê Bá An, Phó Bí thư phụ trách chung.",
            [(["Đồng chí Lê Bá An, Phó Bí thư"], [Role.PERFORM])],
        ),
        (
            "Cô Trần Thị Nga, cán bộ thư viện: mở tủ sách.",
            [(["Cô Trần Thị Nga, cán bộ thư viện"], [Role.PERFORM])],
        ),
        (
            "Đội Cảnh sát quản lý hành chính về trật tự xã hội chủ trì, phối hợp với Tổ 5 đi từng nhà.",
            [(["Đội Cảnh sát quản lý hành chính về trật tự xã hội"], [Role.LEAD]), (["Tổ 5"], [Role.COORDINATE])],
        ),
        (
            "Hội đồng tư vấn về Kinh tế góp ý dự thảo.",
            [(["Hội đồng tư vấn về Kinh tế"], [Role.PERFORM])],
        ),
        (
            "Giao Ban Phong trào chủ trì, Ban Tuyên giáo, Văn phòng phối hợp tham mưu lễ phát động.",
            [(["Ban Phong trào"], [Role.LEAD]), (["Ban Tuyên giáo", "Văn phòng"], [Role.COORDINATE])],
        ),
        (
            "Tham mưu ký quy chế phối hợp với Hội Nông dân xã.",
            [([], [Role.ADVISE])],
        ),
        (
            "Ban Vận động thiếu niên phát triển phong trào chủ trì, phối hợp với Trạm Y tế tổ chức trại hè.",
            [(["Ban Vận động thiếu niên phát triển phong trào"], [Role.LEAD]), (["Trạm Y tế"], [Role.COORDINATE])],
        ),
        (
            "Tổ Hỗ trợ nông dân phát triển trang trại phối hợp với Hội Nông dân xã mở lớp.",
            [
                (["Tổ Hỗ trợ nông dân phát triển trang trại"], [Role.PERFORM]),
                (["Hội Nông dân xã"], [Role.COORDINATE]),
            ],
        ),
        ("Đồn Biên phòng, ngoài việc tuần tra, giúp dân gặt lúa.", [(["Đồn Biên phòng"], [Role.PERFORM])]),
        (
            "Ban Chỉ huy Quân sự xã, trên cơ sở tình hình địa bàn, chủ trì diễn tập.",
            [(["Ban Chỉ huy Quân sự xã"], [Role.LEAD])],
        ),
        (
            "Phòng Kinh tế tham mưu quyết định công nhận; hoàn thành trước ngày 15/5/2026.",
            [(["Phòng Kinh tế"], [Role.ADVISE])],
        ),
        (
            "Chủ trì: Phòng Kinh tế; phối hợp: Hội Nông dân xã; thời gian: quý III/2026.",
            [(["Phòng Kinh tế"], [Role.LEAD]), (["Hội Nông dân xã"], [Role.COORDINATE])],
        ),
        ("Phòng, chống cháy rừng cho thôn bản.", [([], [Role.PERFORM])]),
        (
            "Văn phòng căn cứ chức năng, nhiệm vụ theo dõi, đôn đốc.",
            [(["Văn phòng"], [Role.MONITOR])],
        ),
        ("Là cơ quan thường trực, tham mưu Ủy ban nhân dân xã lập tổ công tác.", [([], [Role.ADVISE])]),
        (
            "Ban Dân vận làm nhiệm vụ thường trực, theo dõi, đôn đốc các chi bộ.",
            [(["Ban Dân vận"], [Role.MONITOR])],
        ),
        (
            "Phối hợp với Bến xe Tà Lùng và Hội Nông dân đặc khu đón khách.",
            [([], [Role.PERFORM]), (["Bến xe Tà Lùng", "Hội Nông dân đặc khu"], [Role.COORDINATE])],
        ),
        (
            "Chủ trì, phối hợp các ban ngành mở chợ phiên.",
            [([], [Role.LEAD]), (["các ban ngành"], [Role.COORDINATE])],
        ),
        (
            "Báo và phát thanh, truyền hình Hà Lĩnh mở mục mới.",
            [
                (["Báo và phát thanh, truyền hình Hà Lĩnh"], [Role.PERFORM]),
            ],
        ),
        ("Đề nghị Mobi Tà Lùng kéo cáp.", [(["Mobi Tà Lùng"], [Role.PERFORM])]),
        (
            "Ban Chỉ đạo Cuộc vận động “Xanh” xã dọn chợ.",
            [(["Ban Chỉ đạo Cuộc vận động “Xanh” xã"], [Role.PERFORM])],
        ),
        ("Mỗi chi bộ thôn đảo xây dựng mô hình.", [(["Mỗi chi bộ thôn đảo"], [Role.PERFORM])]),
        ("Công an xã gác chốt tại các ngả đường.", [(["Công an xã"], [Role.PERFORM])]),
        ("Ban Quản lý chợ quét dọn.", [(["Ban Quản lý chợ"], [Role.PERFORM])]),
        (
            "Trạm Y tế, Trường Tiểu học Kim Đồng phun khử khuẩn.",
            [(["Trạm Y tế", "Trường Tiểu học Kim Đồng"], [Role.PERFORM])],
        ),
        ("Các khu phố tổ chức hội nghị.", [(["Các khu phố"], [Role.PERFORM])]),
        ("Các huyện ủy, thị ủy mỗi năm xây dựng mô hình.", [(["Các huyện ủy, thị ủy"], [Role.PERFORM])]),
        ("Các cơ quan được phân công xây dựng kế hoạch.", [(["Các cơ quan"], [Role.PERFORM])]),
        ("Người đứng đầu cấp ủy, chính quyền tiếp dân.", [(["Người đứng đầu cấp ủy, chính quyền"], [Role.PERFORM])]),
        ("Ban Thường vụ Đảng ủy giao UBND xã chủ trì tổng kết.", [(["UBND xã"], [Role.LEAD])]),
        ("Ban Xây dựng Đảng là cơ quan thường trực, chủ trì Ngày hội.", [(["Ban Xây dựng Đảng"], [Role.LEAD])]),
        (
            "Ban Xây dựng Đảng theo dõi việc thực hiện, tổng hợp báo cáo Đảng ủy.",
            [(["Ban Xây dựng Đảng"], [Role.MONITOR, Role.COLLATE])],
        ),
        ("Ban Xây dựng Đảng theo dõi; định kỳ hằng quý báo cáo.", [(["Ban Xây dựng Đảng"], [Role.MONITOR])]),
        ("Ban Xây dựng Đảng nhắc việc, đôn đốc các chi bộ.", [(["Ban Xây dựng Đảng"], [Role.MONITOR])]),
        (
            "Ban Dân chủ, Giám sát tham mưu nội dung, theo dõi tiến độ.",
            [(["Ban Dân chủ, Giám sát"], [Role.MONITOR, Role.ADVISE])],
        ),
        ("Ban hành kế hoạch thực hiện.", [([], [Role.PERFORM])]),
        ("Tống hợp kết quả, báo cáo cấp trên.", [([], [Role.COLLATE])]),
        ("Các đoàn thể phối hợp tuyên truyền.", [(["Các đoàn thể"], [Role.COORDINATE])]),
        ("Xây dựng kế hoạch giám sát việc thực hiện.", [([], [Role.PERFORM])]),
        ("Báo cáo kết quả trước ngày 15/11.", [([], [Role.PERFORM])]),
        ("Là bộ phận thường trực, giúp Đảng ủy theo dõi, đôn đốc.", [([], [Role.MONITOR])]),
        ("Phụ trách từng ấp, theo dõi, nhắc nhở.", [([], [Role.MONITOR])]),
        ("Gửi Sở Nội vụ để theo dõi, tổng hợp.", [([], [Role.PERFORM])]),
        ("Báo cáo về Sở Nội vụ để theo dõi, tổng hợp.", [([], [Role.PERFORM])]),
        ("Phối hợp tốt trong nắm hộ; thắp đèn canh đê.", [([], [Role.COORDINATE, Role.PERFORM])]),
        (
            "Sở Y tế chủ trì, phối hợp với các sở giúp Tỉnh ủy theo dõi việc này.",
            [(["Sở Y tế"], [Role.LEAD, Role.MONITOR]), (["các sở"], [Role.COORDINATE])],
        ),
        (
            "In sổ tay. Đơn vị chủ trì: Phòng Thông tin; đơn vị phối hợp: Nhà in Minh Sang; thời gian: tháng 9.",
            [(["Phòng Thông tin"], [Role.LEAD]), (["Nhà in Minh Sang"], [Role.COORDINATE])],
        ),
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
        ("Báo cáo Tỉnh đoàn (qua Ban Phong trào) và Đảng ủy xã.", "Tỉnh đoàn", "Ban Phong trào"),
        ("Báo cáo nhanh Thường trực Đảng ủy các vụ mất rừng.", "Thường trực Đảng ủy", None),
        ("Báo cáo ngay những vụ việc phức tạp.", None, None),
        ("Gửi Ban Dân vận xong trước ngày 5/6.", "Ban Dân vận", None),
        ("Gửi Sở Nội vụ để tổng hợp, báo cáo cấp trên.", "cấp trên", "Sở Nội vụ"),
        ("gửi báo cáo về Văn phòng Đảng ủy trước ngày 20/6.", "Văn phòng Đảng ủy", None),
        ("gửi danh sách về Đảng ủy (qua Văn phòng Đảng ủy).", "Đảng ủy", "Văn phòng Đảng ủy"),
        ("Báo cáo 06 tháng (trước ngày 05/6) về Đảng ủy.", "Đảng ủy", None),
        ("báo cáo Ban Thường vụ Đảng ủy về kết quả thực hiện.", "Ban Thường vụ Đảng ủy", None),
        ("Làm tốt thông qua trách nhiệm nêu gương.", None, None),
    ],
)
def test_channel_keeps_receiver_and_collector_apart(text, report_to, via):
    channel = read_channel(text)

    assert (channel.report_to, channel.via) == (report_to, via)


def test_person_is_no_unit_and_keeps_the_posts_beside_the_name():
    subject, _ = read_subject("Giao đồng chí Lê Thị Hoa, Ủy viên Ban Thường vụ, Chủ tịch UBMTTQ xã phụ trách chung.")

    assert [(party.name, party.is_person) for party in subject] == [
        ("đồng chí Lê Thị Hoa, Ủy viên Ban Thường vụ, Chủ tịch UBMTTQ xã", True)
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Đề nghị UBND xã hỗ trợ kinh phí; Công an xã giữ trật tự.", 2),
        ("UBND xã chủ trì; hoàn thành trước ngày 30/6. Các chi bộ theo dõi.", 2),
        ("UBND xã lo kinh phí; các phòng báo kết quả hằng quý.", 2),
        ("Phân công đồng chí An chỉ đạo chung; đồng chí Bình lo hậu cần.", 2),
        ("Vận động hội viên ký cam kết; mỗi tổ chức dựng ít nhất 01 mô hình.", 1),
        ("UBND xã chỉ đạo rà soát. Báo cáo kết quả trước ngày 30/6.", 1),
        ("UBND xã chỉ đạo. Tổ chức hội nghị. Ban hành kế hoạch.", 1),
    ],
)
def test_paragraph_divides_where_other_units_begin_a_part_of_their_own(text, parts):
    assert len(split_subjects(text)) == parts


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Trách nhiệm của Ủy ban nhân dân xã", ["Ủy ban nhân dân xã"]),
        ("Đề nghị MTTQ và các đoàn thể", ["MTTQ", "các đoàn thể"]),
        ("Các bước thực hiện", []),
        ("Công tác tuyên truyền", []),
    ],
)
def test_heading_of_units_names_them_and_no_other_heading_does(heading, names):
    assert [party.name for party in heading_parties(heading)] == names


def test_heads_of_the_bodies_spoken_of_are_no_bodies_of_their_own():
    text = "Các phòng, ban xây dựng kế hoạch. Người đứng đầu cơ quan, đơn vị chịu trách nhiệm về kết quả."

    assert split_subjects(text) == [text]
    assert split_subjects(text.replace("Người đứng đầu cơ quan, đơn vị", "Công an xã")) != [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phòng Văn hóa - Xã hội phối hợp Trung tâm Văn hóa, Thể thao và Truyền thanh phường treo băng rôn.",
            [
                (["Phòng Văn hóa - Xã hội"], [Role.PERFORM]),
                (["Trung tâm Văn hóa, Thể thao và Truyền thanh phường"], [Role.COORDINATE]),
            ],
        ),
        (
            "Công an xã chủ trì, phối hợp cùng Trạm Y tế và Chi nhánh Ngân hàng Nông nghiệp Bắc Sơn kiểm tra.",
            [
                (["Công an xã"], [Role.LEAD]),
                (["Trạm Y tế", "Chi nhánh Ngân hàng Nông nghiệp Bắc Sơn"], [Role.COORDINATE]),
            ],
        ),
        (
            "Văn phòng Sở là đơn vị thường trực; có trách nhiệm xếp chỗ ngồi.",
            [(["Văn phòng Sở"], [Role.PERFORM])],
        ),
        (
            (
                "Giao Ban Dân vận chủ trì, phối hợp với Sở Nội vụ theo dõi, đôn đốc; "
                "định kỳ 06 tháng (trước ngày 12/6), 01 năm (trước ngày 12/12) tổng hợp, báo cáo Tỉnh ủy."
            ),
            [(["Ban Dân vận"], [Role.LEAD, Role.MONITOR, Role.COLLATE]), (["Sở Nội vụ"], [Role.COORDINATE])],
        ),
        (
            "Phòng Đoàn kết và các hội quần chúng: chủ trì, phối hợp với Văn phòng Ban tham mưu mở lớp.",
            [
                (["Phòng Đoàn kết và các hội quần chúng"], [Role.LEAD, Role.ADVISE]),
                (["Văn phòng Ban"], [Role.COORDINATE]),
            ],
        ),
        (
            "Sở Nội vụ chủ trì, Công an xã phối hợp.",
            [(["Sở Nội vụ"], [Role.LEAD]), (["Công an xã"], [Role.COORDINATE])],
        ),
        (
            "Phòng Chính sách là đơn vị chủ trì, tham mưu giúp Đảng ủy xã triển khai, kiểm tra.",
            [(["Phòng Chính sách"], [Role.LEAD, Role.ADVISE])],
        ),
        (
            "Phòng Đoàn kết và các hội quần chúng: tuyên truyền về lớp học.",
            [(["Phòng Đoàn kết", "các hội quần chúng"], [Role.PERFORM])],
        ),
    ],
)
def test_roles_and_helpers_are_read_however_the_sentence_joins_them(text, expected):
    found = duties(text)

    assert [names for names, _ in found] == [names for names, _ in expected]
    assert [set(roles) for _, roles in found] == [set(roles) for _, roles in expected]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Phòng Tài chính lo kinh phí; Văn phòng Sở gom số liệu.", "Văn phòng Sở gom số liệu."),
        ("Trạm Khuyến nông khu vực cầm tay chỉ việc; Trạm Thú y tiêm phòng.", "Trạm Thú y tiêm phòng."),
        ("Hội Nông dân dắt trâu; Trường Cao đẳng Y tế soi mắt.", "Trường Cao đẳng Y tế soi mắt."),
    ],
)
def test_subject_after_a_semicolon_counts_before_a_verb_that_is_not_known(text, later):
    assert split_subjects(text)[1:] == [later]


def test_body_that_a_report_goes_to_is_read_after_the_word_about():
    assert (
        read_channel("Các chi hội báo cáo về Hội Nông dân xã trước ngày 18 hằng tháng.").report_to == "Hội Nông dân xã"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nghệ nhân Lò Văn Tấn truyền dạy múa xòe.", "Nghệ nhân Lò Văn Tấn"),
        ("Hoa tiêu hàng hải Cửa Bạng dẫn tàu vào bờ.", "Hoa tiêu hàng hải Cửa Bạng"),
        ("Người bán hàng rong có trách nhiệm giữ vệ sinh.", "Người bán hàng rong"),
        ("Cán sự bộ môn Toán: lo tài liệu ôn tập.", "Cán sự bộ môn Toán"),
    ],
)
def test_duty_that_names_nobody_known_begins_with_somebody_all_the_same(text, name):
    parties, start = guess_subject(text)

    assert [party.name for party in parties] == [name]
    assert text[:start].strip(" :") == name


@pytest.mark.parametrize(
    "text",
    [
        "Kinh phí thực hiện do Đảng ủy cấp.",
        "Mô hình Dân vận khéo được nhân rộng.",
        "Ngày hội Đại đoàn kết tổ chức tại khu phố.",
        "Đưa công tác dân vận vào chương trình của Đảng ủy.",
        "Nêu cao vai trò của Mặt trận Tổ quốc chủ trì giám sát.",
        "Xe cứu thương của Trung tâm Y tế trực tại chỗ.",
        "Rằm tháng Giêng tổ chức đêm thơ.",
        "Báo cáo gửi Sở trước ngày 05/5/2026.",
        "Báo cho các chi bộ biết.",
        "Thanh tra công vụ đột xuất.",
        "Phương châm: nắm chắc từng hộ.",
        "Lễ Phật đản: tổ chức gọn nhẹ.",
        "Chuyên mục Dân vận: đăng tin mỗi tuần.",
        "",
    ],
)
def test_work_that_begins_with_a_thing_or_a_verb_names_nobody(text):
    assert guess_subject(text) == ((), 0)


def test_order_within_order_without_end_is_read_like_any_text():
    parties, _ = read_subject("Ủy ban yêu cầu các " * 2_000)

    assert parties
