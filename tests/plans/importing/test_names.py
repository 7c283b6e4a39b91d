import pytest

from plans.importing.names import is_name_list, is_undetermined, split_names
from plans.importing.predicates import predicate_start


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
        ("Hội Nông dân xã (cơ quan thường trực)", ["Hội Nông dân xã"], []),
        ("Ban Giám sát cộng đồng và người có uy tín", ["Ban Giám sát cộng đồng"], ["người có uy tín"]),
        ("Công an phường, lực lượng vũ trang", ["Công an phường"], ["lực lượng vũ trang"]),
        ("Các tổ bộ môn, tổ Hành chính", ["tổ Hành chính"], ["Các tổ bộ môn"]),
        (
            "Công đoàn các cụm, công đoàn ngành, công đoàn xã, phường",
            [],
            ["Công đoàn các cụm", "công đoàn ngành", "công đoàn xã, phường"],
        ),
        ("Đoàn xã, phường", [], ["Đoàn xã, phường"]),
        ("Các nông trường, hạt quản lý đê", [], ["Các nông trường", "hạt quản lý đê"]),
        ("Các công ty chè, ban quản lý rừng", [], ["Các công ty chè", "ban quản lý rừng"]),
        ("Các chi bộ, đảng bộ trực thuộc", [], ["Các chi bộ, đảng bộ trực thuộc"]),
        ("Ban Công tác Mặt trận các ấp, khóm", [], ["Ban Công tác Mặt trận các ấp, khóm"]),
        ("Chi đoàn các thôn, bản, khu phố ", [], ["Chi đoàn các thôn, bản, khu phố"]),
        ("Trưởng các thôn, tổ dân phố", [], ["Trưởng các thôn, tổ dân phố"]),
        ("Các chi bộ khối ấp, khối trường học", [], ["Các chi bộ khối ấp, khối trường học"]),
        ("Trưởng Công an xã, Chỉ huy trưởng Quân sự xã", ["Trưởng Công an xã", "Chỉ huy trưởng Quân sự xã"], []),
        ("Hội Liên hiệp Phụ nữ xã, phường", [], ["Hội Liên hiệp Phụ nữ xã, phường"]),
        ("Các chi bộ ấp, chi bộ trạm y tế", [], ["Các chi bộ ấp", "chi bộ trạm y tế"]),
        (
            "Các đảng bộ cơ sở, chi bộ trực thuộc Đảng ủy khối",
            [],
            ["Các đảng bộ cơ sở", "chi bộ trực thuộc Đảng ủy khối"],
        ),
        ("các tổ trưởng tổ dân phố, lực lượng dân phòng", [], ["các tổ trưởng tổ dân phố", "lực lượng dân phòng"]),
        ("Trưởng các khoa, Hộ lý trưởng", ["Hộ lý trưởng"], ["Trưởng các khoa"]),
        ("Cấp ủy, chính quyền, đoàn thể xã Hạ", [], ["Cấp ủy, chính quyền, đoàn thể xã Hạ"]),
        ("Công an phường (Tổ Cảnh sát khu vực)", ["Công an phường"], []),
        ("Các đảng bộ, chi bộ trực thuộc", [], ["Các đảng bộ, chi bộ trực thuộc"]),
        ("Các trường học, trạm y tế trên địa bàn", [], ["Các trường học, trạm y tế trên địa bàn"]),
        ("Các phòng chuyên môn, đơn vị sự nghiệp của Sở", [], ["Các phòng chuyên môn, đơn vị sự nghiệp của Sở"]),
        ("Các sở Nội vụ, Tài chính", [], ["Các sở Nội vụ, Tài chính"]),
        ("Tổ 3 và Chung cư Ánh Dương", ["Tổ 3", "Chung cư Ánh Dương"], []),
        ("Trung tâm VHTT & TT xã", ["Trung tâm VHTT & TT xã"], []),
        ("Mobi Tà Lùng, Vina Tà Lùng", ["Mobi Tà Lùng", "Vina Tà Lùng"], []),
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


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Trung tâm Kiểm soát bệnh tật tỉnh", "chủ trì, phối hợp với Sở Y tế"),
        ("Trung tâm Pháp y và Giám định y khoa tỉnh", "cử bác sĩ"),
        ("Trung tâm Chăm sóc người có công tỉnh", "chủ trì đón đoàn"),
        ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên khu vực 2", "mở lớp"),
        ("Ban Quản lý dự án đầu tư xây dựng khu vực 3", "chủ trì cắm mốc"),
        ("Ban Quản lý dự án", "xây dựng kế hoạch"),
        ("Ban Quản lý công trình công ích đô thị phường", "quét dọn"),
        ("Bệnh viện Y học cổ truyền", "châm cứu miễn phí"),
        ("Bệnh viện Phục hồi chức năng tỉnh", "khám lưu động"),
        ("Đồn Biên phòng cửa khẩu Nậm Lạnh", "dựng lán trực"),
        ("Trạm Kiểm soát biên phòng Vàm Dơi", "canh gác"),
        ("Hải đội 4 Biên phòng", "chở nước"),
        ("Xí nghiệp Khai thác công trình thủy lợi Đá Hàn", "mở cống"),
        ("Xí nghiệp Cấp nước đô thị Tân Lộc", "sửa ống"),
        ("Nhà máy Nước sạch nông thôn Gia Phú", "súc rửa bể"),
        ("Nông trường Cao su 27", "góp xe"),
        ("Công ty TNHH MTV Lâm nghiệp Đắk Sin", "chở củi"),
        ("Công ty Cổ phần Thủy điện Suối Mơ", "xả nước"),
        ("Ban Chỉ huy Phòng thủ dân sự xã", "canh gác đê"),
        ("Đội Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ khu vực 1", "trực đêm"),
        ("Đội Cảnh sát giao thông, trật tự số 6", "phân luồng xe"),
        ("Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở khu phố 8", "trông giữ xe"),
        ("Văn phòng Đăng ký đất đai chi nhánh Phú Hòa", "soát hồ sơ"),
        ("Phòng giao dịch Ngân hàng Chính sách xã hội Yên Mô", "giải ngân vốn"),
        ("Phòng giao dịch NHCSXH", "giải ngân vốn"),
        ("Tổ hợp tác nuôi ngao ấp Rạch Gốc", "góp giống"),
        ("Viện Quy hoạch phát triển nông thôn tỉnh", "vẽ sơ đồ"),
        ("Viện Nghiên cứu phát triển đô thị tỉnh", "đo đạc"),
        ("Ban Giám sát đầu tư của cộng đồng thôn Bến Hạ", "soi từng hạng mục"),
        ("Ban Chỉ đạo chuyển đổi số xã", "nhắc việc"),
        ("Ban Xây dựng Đảng", "nhắc tiến độ"),
        ("Ban Bảo vệ chợ Vĩnh Trung", "trông giữ xe"),
        ("Phòng Quản lý giá, công sản và Tài chính doanh nghiệp", "soát bảng giá"),
        ("Viện Kiểm nghiệm vi sinh trùng học tỉnh", "chủ trì lấy mẫu"),
        ("UBND xã Ea H'Leo", "chăm lo đời sống"),
    ],
)
def test_name_goes_on_over_the_small_words_that_names_have(name, rest):
    assert predicate_start(f"{name} {rest}") == len(name) + 1
    assert [party.name for party in split_names(name)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trạm Y tế và Chi nhánh Điện lực Kim Bảng", ["Trạm Y tế", "Chi nhánh Điện lực Kim Bảng"]),
        ("Xí nghiệp Môi trường, Nông trường Chè 5/8", ["Xí nghiệp Môi trường", "Nông trường Chè 5/8"]),
        (
            "Đảng ủy UBND tỉnh, Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh",
            ["Đảng ủy UBND tỉnh", "Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh"],
        ),
        (
            "Các chi ủy thuộc Thành ủy, chi ủy các phường, xã",
            ["Các chi ủy thuộc Thành ủy", "chi ủy các phường, xã"],
        ),
        (
            "Trưởng các phòng, Thủ trưởng các đơn vị thuộc Ban",
            ["Trưởng các phòng", "Thủ trưởng các đơn vị thuộc Ban"],
        ),
        ("Các ban, ngành, đoàn thể các thôn", ["Các ban, ngành, đoàn thể các thôn"]),
        ("Phòng Văn nghệ, Báo chí - Phát hành", ["Phòng Văn nghệ, Báo chí - Phát hành"]),
        ("Tổ Lễ tân, Văn nghệ và Hậu cần", ["Tổ Lễ tân, Văn nghệ và Hậu cần"]),
    ],
)
def test_list_divides_between_bodies_and_not_within_one(text, names):
    assert [party.name for party in split_names(text)] == names


@pytest.mark.parametrize(
    "text", ["Ban Quản lý đầu tư và bảo trì công trình khu vực 6", "Ban Chỉ huy Phòng thủ dân sự xã;"]
)
def test_heading_of_a_name_with_words_of_work_in_it_is_a_name_list(text):
    assert is_name_list(text)
