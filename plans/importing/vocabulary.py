"""The words by which names of units and their predicates are known: data, for `names` to build patterns from. Pure.

Source: DOMAIN.md §2.4, §6.1–6.4, §1.8. The lists are open; what they miss becomes a finding, never a guess.
"""

import re

_CONDITION = re.compile(r"\(\?[^()]*\)")


def either(listed: str) -> str:
    """Return the alternatives of a list written with " · " as one regular expression, longer words first."""
    words = {" ".join(part.split()) for part in listed.split("·") if part.strip()}
    return "|".join(sorted(words, key=lambda word: (len(_CONDITION.sub("", word)), word), reverse=True))


# What single units are called, as their names begin in print. A word that also begins a verb or a noun of another
# meaning says so ("Báo(?! cáo)").
UNIT_HEADS = either("""
    Ban(?! hành| đầu| ngày) · Uỷ ban · Ủy ban · UBND · HĐND · UBMTTQ(?:VN)? · UBKT · MTTQ(?:VN)? ·
    TT\\.?\\s?HĐND · TT\\.?\\s · Hội đồng · Thường trực · Thường vụ · BTV · BCĐ · BTC · Sở · Bộ(?! phận) · Cục ·
    Chi cục · Vụ(?! việc) · Viện · Văn phòng · VP · Phòng(?!,? chống| ngừa| thủ| cháy) ·
    Đảng uỷ · Đảng ủy · Đảng bộ · Đảng đoàn ·
    Chi bộ · Chi ủy · Chi uỷ · Tỉnh ủy · Tỉnh uỷ · Thành ủy · Thành uỷ · Huyện ủy · Huyện uỷ · Thị ủy ·
    Quận ủy · Tỉnh đoàn · Tỉnh Đoàn · Thành đoàn · Huyện đoàn · Mặt trận ·
    Hội(?! nghị| thi| thảo| nhập| viên| họp| diễn| trại) ·
    Đoàn(?! kết| viên| thể) · Liên đoàn · Liên minh · Công đoàn · Báo(?! cáo| chí| cho| tin| động| ngay) ·
    Đài · Công an · Quân sự ·
    Bộ đội · Đồn · Trung tâm · Trường(?! hợp) · Trạm · Toà án · Tòa án · Viện kiểm sát · Kho bạc · Ngân hàng ·
    Bảo hiểm · Thuế · Hải quan · Khối(?! lượng| đại) · Tổ(?! chức) · Tiểu ban · Học viện · Quỹ · Tập đoàn ·
    Tổng công ty · Công ty · Bí thư · Chủ tịch · Phó(?= [A-ZĐ]) · Giám đốc · Trưởng(?! thành) ·
    Hiệu trưởng · Chánh · Ủy viên · Uỷ viên · Hợp tác xã · Kiểm toán ·
    Thanh tra(?! (?:công vụ|việc|công tác|đột xuất|các|về|trách nhiệm|định kỳ|chuyên đề)) ·
    Hạt · Kiểm lâm · Đại học · Cao đẳng · Đội(?! ngũ| hình| mũ) ·
    Điện lực · Bưu điện · Bệnh viện · Nhà văn hóa · Nhà văn hoá · Nhà trường · Thư viện · Bảo tàng ·
    Cổng thông tin · Trung đoàn · Tiểu đoàn · Cụm · Hiệp hội · Chi hội · Chi đoàn · Bộ phận ·
    Cơ quan(?= [A-ZĐỦ]| thường trực) · Câu lạc bộ · Chi nhánh · Xí nghiệp · Nhà máy · Nông trường · Lâm trường ·
    Hải đội · Hải đoàn · Lữ đoàn · Sư đoàn · Đại đội · Trung đội · Nghiệp đoàn · Tổng Liên đoàn · Cảnh sát ·
    Phân xưởng · Trại(?= (?:giam|tạm giam|giống)| [A-ZĐ]) · Nhà xuất bản · Liên chi đoàn · Liên chi hội ·
    Liên đội · Chủ nhiệm · Chủ đầu tư · Nhà thầu · Tổng Giám đốc · Kế toán · Giáo viên ·
    (?:Chỉ huy|Điều dưỡng|Hộ sinh|Kỹ thuật) trưởng · Phân hiệu · Nhà thiếu nhi · Vườn quốc gia · Khu bảo tồn ·
    Cảng vụ ·
    Tòa(?= [A-ZĐ]) · Cơ sở(?= [A-ZĐ]) · Tỉnh hội · Thành hội · Huyện hội ·
    (?:Chùa|Giáo xứ|Giáo họ|Nhà thờ|Nhà thuốc|Cửa hàng)(?= [A-ZĐ]) ·
    Viễn thông(?= (?:[A-ZĐ]|tỉnh|xã|phường|khu vực)) · Khoa(?! học) · Liên hiệp · Cảng ·
    Nhà(?= [A-ZĐ]) · Nhóm(?= [a-zđ]) ·
    (?:Thôn|Khu phố|Ấp|Bản|Làng|Buôn|Xóm|Xã|Phường|Đặc khu|Tỉnh|Thành phố)(?= (?:số )?[A-ZĐ\\d])
""")

# Heads that some write small before a name of their own: "phòng Tổ chức hành chính", "khoa Khám bệnh".
SMALL_HEADS = either("""
    phòng · khoa · tổ · ban · trường · trạm · trung tâm · chi hội · chi đoàn · công đoàn · hội · đoàn · đội · sở ·
    văn phòng
""")

# Common nouns that name many units, whatever the case of their first letter.
GROUP_HEADS = either("""
    tổ chức đảng · tổ chức cơ sở đảng · tổ chức chính trị · tổ chức hội(?! nghị| thảo| thi) · cấp ủy · cấp uỷ ·
    chính quyền · cơ quan · đơn vị · địa phương · đoàn thể · ban đảng · ban cán sự đảng · đảng đoàn · ban, ·
    ban(?! hành| đầu| ngày) · ngành · sở, · sở · chi bộ · đảng bộ · đảng ủy · đảng uỷ · huyện ủy · huyện uỷ ·
    thị ủy · thành ủy · thành uỷ · tỉnh ủy · hội quần chúng · hội, · hội đặc thù · lực lượng · thôn ·
    bản(?! sắc| tin| thân) · làng · buôn · xóm · ấp · khu phố · khu dân cư · tổ(?! chức| quốc) ·
    xã(?! hội) · phường · đặc khu · thị trấn · huyện · trường(?! hợp) · doanh nghiệp · người đứng đầu ·
    thủ trưởng · bí thư · đồng chí · tập thể · cá nhân · phòng,(?! chống) · khoa, · phòng chuyên môn · phòng ban ·
    trường học · trạm y tế · câu lạc bộ · chi hội · chi đoàn · ban công tác mặt trận · hợp tác xã · người có uy tín ·
    nhà trường · cơ sở giáo dục · đội(?! ngũ| hình) · ủy ban nhân dân · uỷ ban nhân dân · mặt trận · khối dân vận ·
    trung tâm · thành viên · cán bộ · công chức · đảng viên · ủy viên · báo chí · trưởng thôn ·
    hộ gia đình · bộ phận(?= [A-ZĐ])
""")

# People by their posts, each a party of its own in a list: "Các thôn, già làng, người có uy tín".
POSTS = either("""
    giáo viên · già làng · người có uy tín · trưởng(?= (?:thôn|bản|ấp|buôn|xóm|khu phố|các)) · tổ trưởng · nhóm trưởng ·
    bí thư(?= (?:chi bộ|chi đoàn|đảng bộ)) · hiệu trưởng · kế toán · chức sắc · nghệ nhân · cộng tác viên
""")

# Bodies in small letters that stand after "và" beside a body of its own: "Công an phường và lực lượng bảo vệ …".
BESIDE = either("""
    lực lượng · tổ dân phố · tổ bảo vệ · tổ tự quản · tổ công nghệ số · tổ hòa giải · chi hội · chi đoàn · nhà trường ·
    doanh nghiệp · hợp tác xã · câu lạc bộ · trạm y tế · ban nhân dân · ban quản lý · ban điều hành ·
    ban công tác mặt trận · ban công tác Mặt trận · khu phố · thôn
""")

# Posts that an office has once, whose names are no body's: parties of their own only beside another post.
OFFICE_POSTS = either("""
    kế toán · văn thư · thủ quỹ · thủ kho · thủ thư · bảo vệ · lái xe · tạp vụ · cấp dưỡng · phục vụ · y sĩ · y tá
""")

PLURALS = either("các · những · toàn thể · từng · mỗi · tất cả · toàn bộ · một số")

# Nouns that name no unit, whatever their number.
THINGS = either("""
    bước · nội dung · chỉ tiêu · nhiệm vụ · giải pháp · hoạt động · mục tiêu · biện pháp · công việc ·
    hình thức · mô hình · phong trào · cuộc · tiêu chí · văn bản · đối tượng · lĩnh vực · yêu cầu · quy định ·
    loại · việc · vấn đề · ý kiến · kiến nghị · chính sách · chế độ · nghị quyết · chương trình · kế hoạch ·
    dự án · đề án · công trình · điều kiện · trường hợp · khó khăn · hạn chế · kết quả · chủ trương · nguồn ·
    khoản · tài liệu · thông tin · buổi · đợt · kỳ · ngày · tháng · năm · quý · tầng lớp · mặt · khâu · vụ ·
    vụ việc · bên · chuyên mục · chuyên trang
""")

# Words with which a predicate begins, always in small letters.
VERBS = either("""
    (?<!người )có(?! liên quan| thẩm quyền| uy tín| điều kiện| đủ| đông| nhiều) · căn cứ · trên cơ sở ·
    theo chức năng · theo nhiệm vụ · chủ trì · đồng chủ trì · chủ động · chủ yếu · phối hợp · tham mưu · tham gia ·
    tiếp tục ·
    tiếp thu · tiếp nhận · tiếp xúc · tiến hành · tổ chức · tổng hợp · tổng kết · tăng cường · tập trung ·
    tạo điều kiện · tuyên truyền · tuyên dương · thực hiện · (?<!iáo dục )thường xuyên · thành lập · thẩm định ·
    theo dõi · thông tin · thống nhất · thu hút · triển khai · trực tiếp · trao đổi · chỉ đạo · chịu trách nhiệm ·
    chấp hành · chăm lo · chú trọng · chuẩn bị · có kế hoạch · có trách nhiệm · có nhiệm vụ · có văn bản ·
    có chương trình · cụ thể hóa · cụ thể hoá · cung cấp · củng cố · (?<!bầu )cử · xây dựng · xác định · xem xét ·
    xử lý · lãnh đạo · làm tốt · làm điểm · làm đầu mối · làm cơ quan · (?<!công )(?<!dân )lập · lồng ghép · lựa chọn ·
    lấy ý kiến · ban hành · bám sát · báo(?= (?:kết quả|số liệu|tin|cho|về|lên|ngay)) · báo cáo · bảo đảm · đảm bảo ·
    bố trí · bổ sung · biểu dương · đánh giá · đẩy mạnh · đăng ký · đăng tải · đăng · đề xuất · đề ra · đề nghị ·
    định kỳ · định hướng · đôn đốc · đổi mới · đưa · được giao(?! (?:nhiệm|chỉ|kế|đất|rừng|vốn|kinh)\\b) ·
    được xếp · đạt · đầu mối · duy trì · gắn · giám sát ·
    giải quyết · giao(?! thông| dịch| lưu| hữu) · giúp · gửi · góp phần · giới thiệu · hằng năm · hàng năm ·
    hằng quý · hằng tháng · hoàn thành · hoàn thiện · hướng dẫn · huy động · hỗ trợ · khảo sát · khai thác · kiểm tra ·
    kiện toàn · kịp thời · khen thưởng · nắm · nâng cao · nghiêm túc · nghiên cứu · nhân rộng · nêu cao ·
    nhanh chóng · phát động · phát huy · phát hiện · phát triển · phấn đấu · phân công · phản ánh · phổ biến · phải ·
    phụ trách · phê duyệt · quan tâm · quán triệt · quản lý · quy định · rà soát · sơ kết · sử dụng · (?<!trật )tự ·
    vận động · vận dụng · ưu tiên · (?<!hậu )(?<!Hậu )cần · cập nhật · công khai · cân đối · chuyển · tích cực ·
    (?<!sáng )tạo · mở · ra quân · ký kết · (?<!hàng )không(?! chuyên trách) ·
    đối thoại · đóng góp · hưởng ứng · học tập · bồi dưỡng · tập huấn · đào tạo ·
    tôn vinh · (?<!công )(?<!chương )(?<!quy )(?<!lộ )trình · gương mẫu · đi đầu · thiết lập · tập hợp · nhận · sớm ·
    khẩn trương · sẽ · nộp · viết · ủng hộ · đồng hành · thi đua · là · chưa · nhắc nhở · nhắc việc · nhắc tiến độ ·
    niêm yết · biên soạn · in ấn · in · phát hành · phát thanh(?!,| và| -| truyền) · phát sóng · xử phạt · thẩm tra ·
    thanh tra(?! tỉnh| sở) · mời · cấp phát · ứng dụng · chia sẻ · lan tỏa · lan toả · gặp gỡ · lắng nghe · trả lời ·
    chịu · dự toán · dự trù · điều tra · điều chỉnh · đề cao · đấu tranh · đưa tin · ghi nhận · ghi biên bản ·
    giữ vững · giữ gìn · hòa giải · hoà giải · khắc phục · kêu gọi · kết nối · kết hợp · kiến nghị · làm việc ·
    làm(?= (?:Trưởng|Phó|chủ|tổ trưởng)) · liên hệ · ngăn chặn · phản biện · phân tích · phòng ngừa · quyết định ·
    quyên góp · rút kinh nghiệm · sắp xếp · sửa đổi · tháo gỡ · thông báo · thống kê · thu thập · thúc đẩy · tìm hiểu ·
    truyền thông · tuân thủ · tuyển chọn · vinh danh · xin lỗi · áp dụng · đảm nhận · đảm nhiệm · trang bị · trồng ·
    thí điểm · nhận xét · khuyến khích · động viên · mở rộng · thăm · tặng · trao · dành · nêu gương · cam kết ·
    đề cử · giải đáp · hội ý · công bố · ký cam kết · số hóa · số hoá · tra cứu · trích · vệ sinh · vượt · xác minh ·
    phê bình · hiệp thương · (?<=\\s)mỗi (?:năm|tháng|quý|đơn vị|cơ quan|chi bộ|tổ chức)
""")

# Verbs that are part of a name or of an object: (?P<…>) marks the words that begin no predicate.
_NOUN_BEFORE = either("các · những · cơ quan, · đoàn thể, · đơn vị, · địa phương, · cá nhân, · và · của · thuộc · ban,")
_NOUN_AFTER = either("""
    đảng · cơ sở(?! sinh hoạt) · chính trị · hội(?! nghị| thi| thảo| diễn| thao| trại| đàm| họp| ý) ·
    thành viên · xã hội · tôn giáo · quần chúng · kinh tế · đoàn thể · trực thuộc · liên quan · có liên quan ·
    công đoàn · bộ máy
""")
_OFFICES = "cơ quan|ban|đơn vị|bộ phận|phòng|văn phòng"
_OFFICE_VERBS = either("""
    tham mưu · tham mưu giúp việc · tham mưu, giúp việc · tham mưu và giúp việc · chủ trì ·
    phối hợp(?! (?:với|cùng|chặt chẽ)) · kiểm tra · giám sát · quản lý · thường trực
""")
_TEAM_VERBS = either("""
    tư vấn · kiểm tra · giám sát · thẩm định · tham mưu · tuyên truyền · vận động · chỉ đạo · quản lý · đánh giá ·
    giúp việc · bảo đảm · tổ chức · truyền thông · tự quản · thi đua · tuần tra · cứu hộ · thanh tra · điều hành ·
    hòa giải · hoà giải · bảo vệ · phản ứng nhanh · liên gia
""")
_STUDIED = "xây dựng|phát triển|ứng dụng|chăm sóc"
_AREA = r"(?= (?:kinh tế|đô thị|nông thôn|khoa học|du lịch|tỉnh|xã|vùng|cộng đồng|\w+ nghiệp|công nghệ|trẻ em|người))"
_CAUSES = either("""
    chuyển đổi số · xây dựng nông thôn mới · xây dựng đời sống văn hóa · phát triển kinh tế tập thể ·
    phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số · phát triển khoa học, công nghệ ·
    phát triển du lịch · đổi mới sáng tạo · thực hiện quy chế dân chủ
""")
# A party sent out ("đoàn kiểm tra"), not the last syllable of "Công đoàn", "chi đoàn", "Tỉnh đoàn".
_SENT = "".join(f"(?<!{word} )" for word in ("Công", "công", "Chi", "chi", "Liên", "liên", "Tỉnh", "Thành", "Xã"))
_TEAMS = f"Bộ phận|Tổ|Đội|Đoàn|(?<!Văn phòng )(?<!VP )Ban|Hội đồng|Khối|Cụm|bộ phận|tổ|đội|{_SENT}đoàn|khối|cụm"
NOT_PREDICATES = "|".join(
    (
        rf"(?:{_NOUN_BEFORE})\s+(?P<listed>tổ chức)(?!\s+(?:quán triệt|triển khai|thực hiện|tốt))",
        rf"(?P<bodies>tổ chức)\s+(?:{_NOUN_AFTER})\b",
        r"(?:[Cc]ổng|[Tt]rang|[Tt]rung tâm)\s+(?P<portal>thông tin|truyền thông)",
        r"[Dd]ịch vụ\s+(?P<general>tổng hợp)(?=\s+(?:tỉnh|xã|phường|khu vực|số|[A-ZĐ])|[,;.]|$)",
        r"(?:chi bộ|cơ quan|đơn vị|tổ chức|tổ chức đảng|địa phương) (?P<checked>được (?:kiểm tra|giám sát))",
        r"Xây dựng (?P<union>tổ chức) (?:Hội|Đảng|Đoàn)\b",
        r"đồng chí\s+(?P<rank>lãnh đạo|phụ trách)",
        r"(?:nhà thầu|đơn vị|tổ)\s+(?P<builder>thi công|tư vấn|vận hành)",
        r"[Ll]ực lượng\s+(?P<force>tham gia bảo vệ|bảo vệ)",
        r"(?:lực lượng|cán bộ|cơ quan|đơn vị|người|phóng viên)\s+(?P<staff>làm công tác\s+\w+\s+\w+)",
        rf"(?:{_OFFICES})(?:\s+chuyên trách|\s+chuyên môn)?[,\s]+(?P<office>{_OFFICE_VERBS})\b",
        r"\b(?:[Cc]uộc|[Pp]hong trào)\s+(?P<campaign>vận động|thi đua)\b",
        r"\b[Bb]an\s+(?P<building>xây dựng)\s+[Đđ]ảng\b",
        r"(?:công tác|hoạt động|nhiệm vụ|thành phần|quy chế)\s+(?P<work>\w+\s+\w+)",
        r"(?:dự án|Quản lý|Quỹ) [đĐ]ầu tư(?: và|,)? (?P<invested>xây dựng|phát triển)",
        rf"(?:Nghiên cứu|Quy hoạch|Tư vấn|Hỗ trợ|Xúc tiến|Bảo vệ)(?: và|,)? (?P<studied>{_STUDIED}){_AREA}",
        r"Ban (?:Quản lý|QLDA) (?:dự án )?(?P<built>xây dựng)\s+(?:công trình|khu vực|tỉnh|xã|phường|các|số|[A-ZĐ])",
        rf"Ban [Cc]hỉ đạo (?P<steered>{_CAUSES})",
        r"[Tt]ổ (?:hợp tác|hội) (?P<trade>(?:trồng|nuôi|dệt|làm|đan)(?: \w+){1,2}?)(?= (?:ấp|thôn|bản|xóm|xã) )",
        rf"(?:{_TEAMS})\s+(?P<team>{_TEAM_VERBS})\b",
    )
)

# What stands in small letters inside names, beside the second syllable of a word that begins with a capital.
NAME_WORDS = either("""
    và · cùng · với · cán sự · bệnh viện · quốc · ủy · uỷ · bộ · chức · phòng · đồng · thể · chấp hành · chỉ đạo ·
    viên · các · những · nhân dân · xã · phường · tỉnh · huyện · thị xã · thị trấn · quận · thành phố · thành · thị ·
    đặc khu · thôn · bản · làng · buôn · xóm · ấp · khu phố · khu dân cư · khu vực · tổ dân phố · tổ · dân phố · số ·
    (?<=các )cấp · (?<=cùng )cấp · cấp(?= (?:tỉnh|huyện|xã|phường|cơ sở|trung ương|quận|thành phố)) · cơ sở ·
    trung ương · địa phương · đảng · đảng ủy · đảng uỷ · đảng bộ · chi bộ · chi ủy · chi uỷ · cấp ủy · cấp uỷ ·
    tỉnh ủy · tỉnh uỷ · huyện ủy · huyện uỷ · thị ủy · thành ủy · ban cán sự · đảng đoàn · ban · ngành · sở ·
    đoàn thể · đoàn · hội · tổ chức · cơ quan · đơn vị · chính quyền · mặt trận · mặt trận tổ quốc · chính trị ·
    xã hội · quần chúng · đặc thù · nghề nghiệp · hành chính · hành chính công · một cửa · dịch vụ công · dịch vụ ·
    sự nghiệp · công lập · chuyên môn · chuyên trách · chuyên đề · chức năng · nghiệp vụ · liên quan · có liên quan ·
    kinh tế · văn hóa · văn hoá · văn hóa - xã hội · thể thao · du lịch · nông nghiệp · nông thôn · nông thôn mới ·
    môi trường · đất đai · y tế · giáo dục · đào tạo · trường học · học · trường · trung học · tiểu học · mầm non ·
    phổ thông · dân tộc · nội trú · tôn giáo · chiến binh · thanh niên · phụ nữ · nông dân · công nhân · lao động ·
    công đoàn · cao tuổi · khuyết tật · chữ thập đỏ · đỏ · xung phong · chất độc da cam · độc da cam · an ninh ·
    trật tự · quân sự · công an · biên phòng · bộ đội · dân quân · tự vệ · vũ trang · lực lượng · lực lượng vũ trang ·
    chỉ huy · chiến sĩ · thường trực · thường vụ · thành viên · ủy viên · uỷ viên · đại biểu · hội đồng · ủy ban ·
    uỷ ban · kiểm sát · kiểm lâm · trung tâm · truyền thanh · truyền hình · thông tin · điện tử · cổng thông tin ·
    cổng · trang thông tin · chợ · rừng · di tích · đứng đầu · báo chí · báo · đài · dự án · quản lý dự án ·
    công trình · doanh nghiệp · hợp tác xã · khu công nghiệp · công nghiệp · cộng đồng · công tác mặt trận · công tác ·
    tổ công tác · tổ dân vận · dân vận · khối dân vận · tuyên giáo · công nghệ · công nghệ số · chính sách xã hội ·
    chính sách · tín dụng · hộ gia đình · gia đình · hộ · cá nhân · tập thể · cán bộ · công chức · viên chức ·
    đảng viên · đoàn viên · hội viên · người đứng đầu · thủ trưởng · người có uy tín · nhân viên · giáo viên ·
    học sinh · bí thư · phó bí thư · trưởng · phó · trưởng thôn · trưởng ban · đồng chí · bộ phận · văn phòng ·
    nhà văn hóa · nhà trường · phong trào · khối · trực thuộc · thuộc · kết quả · sản xuất · kinh doanh · quốc doanh ·
    tư nhân · nhà nước · đội · cụm · chi hội · chi đoàn · câu lạc bộ · liên cơ · toàn · chi nhánh · giao dịch ·
    bệnh tật · bệnh nhiệt đới · y học · y khoa · y dược · y học cổ truyền · cổ truyền · pháp y · da liễu ·
    răng hàm mặt · tâm thần · lão khoa · sản nhi · đa khoa · chuyên khoa · dược phẩm · thực phẩm · mỹ phẩm ·
    dược liệu · dân số · người có công · công xã hội · bảo trợ xã hội · trẻ em · thiếu nhi · việc làm · sinh viên ·
    học sinh, sinh viên · học viên · tư tưởng · giáo dục thường xuyên · giáo dục nghề nghiệp · nghề · trung cấp ·
    cao đẳng · đại học · cửa khẩu · cửa khẩu quốc tế · cảng · cảng biển · biên giới · hải quân · phòng không ·
    phòng thủ · phòng thủ dân sự · dân sự · thiên tai · phòng, chống thiên tai · phòng cháy · phòng cháy, chữa cháy ·
    phòng cháy chữa cháy · chữa cháy · cứu nạn · cứu hộ · cứu nạn, cứu hộ · cứu nạn cứu hộ · ở cơ sở ·
    an ninh, trật tự · an ninh trật tự · giao thông · giao thông, trật tự · trật tự đô thị · đường bộ · đường thủy ·
    đường thủy nội địa · đường sắt · hàng không · hàng hải · vận tải · đô thị · hạ tầng · kỹ thuật · xây dựng khu vực ·
    đầu tư xây dựng · đầu tư của cộng đồng · đầu tư và bảo trì công trình · (?<=dự án )đầu tư · (?<=Quản lý )đầu tư ·
    (?<=tiến )đầu tư · bảo trì công trình · bảo trì đường bộ · quỹ đất · đất · tài nguyên · khoáng sản · nước ·
    nước sạch · nước sạch nông thôn · cấp nước · thoát nước · thủy lợi · thuỷ lợi · thủy sản · thuỷ sản · thủy điện ·
    thuỷ điện · thủy nông · lâm nghiệp · công ích · chăn nuôi · thú y · thực vật · bảo vệ thực vật · trồng trọt ·
    khuyến nông · nông lâm · nông sản · cây trồng · giống · giống cây trồng · vật nuôi · phòng hộ · đặc dụng ·
    thiên nhiên · quốc gia · vườn quốc gia · kinh tế - xã hội · thương mại · thị trường · xuất nhập khẩu · chế xuất ·
    hợp tác · tổ hợp tác · tổ hội · cổ phần · trách nhiệm hữu hạn · một thành viên · hữu hạn · phát triển nông thôn ·
    tài chính · công sản · giá, công sản · tài sản · kho bạc · bảo hiểm · bảo hiểm xã hội · thống kê · lưu trữ ·
    pháp luật · tư pháp · trợ giúp pháp lý · pháp lý · hộ tịch · dân cư · trẻ · văn nghệ · nghệ thuật · di sản ·
    di sản văn hóa · khoa học · khoa học và công nghệ · viễn thông · bưu chính · chuyển đổi số · năng lượng ·
    điện lực · điện · khí tượng · thủy văn · khí tượng thủy văn · ngoại ngữ · tin học · nội địa · quốc tế · liên xã ·
    liên thôn · vùng cao · miền núi · đoàn kết · thanh thiếu niên · thiếu niên · thanh thiếu nhi · chính trị viên ·
    dân chủ · điều phối · vận hành · dân lập · tự quản · khởi nghiệp · chất lượng · đường dây · nghỉ hưu · bộ binh ·
    tự nhiên · khoa học tự nhiên · khoa học xã hội · quản trị · liên thế hệ · liên thế hệ tự giúp nhau ·
    chương trình · chương trình mục tiêu · chương trình mục tiêu quốc gia · không chuyên trách · chuyên trách ·
    pháo binh · công binh · thiết giáp · rác thải · xuất nhập cảnh · bán trú · dạy nghề · hướng nghiệp · lưu động ·
    lưu vực · trực tuyến · tái định cư · tham nhũng · dịch tễ · dịch bệnh · kiểm dịch · dự phòng · chữa bệnh ·
    giám đốc · phát thanh, truyền hình · nhà xuất bản · ô tô ·
    công ty · xí nghiệp · nông trường · lâm trường · nhà máy · ngân hàng · (?<=ác )hạt · (?<=ác )đồn · (?<=ác )trạm ·
    bảo tàng · bảo tồn · bảo trợ · bảo vệ rừng · bảo vệ môi trường · nuôi trồng · phục hồi chức năng ·
    giải phóng mặt bằng · phụ huynh · sinh vật · động vật · thiết bị · lâm sàng
""")
# After these a description of any words follows: "các đơn vị đóng trên địa bàn …".
DESCRIBING = either("""
    của · ở · tại · trên · trong · ngoài · do · được · có · làm · đóng · đứng chân · theo · từ · đến · về · để ·
    nơi · được giao(?= (?:nhiệm|chỉ|kế|đất|rừng|vốn|kinh)\\b) ·
    mà · tham gia · cho · qua · đang · đã · không · khi · vùng · địa bàn · còn lại
""")
# Of these some describe a single body as well: "Đồn Biên phòng đóng trên địa bàn".
PLACING = either(
    "của · ở · tại · trên · trong · ngoài · thuộc · do · vùng · địa bàn · về(?= [A-ZĐ]) · đóng(?= (?:trên|tại|ở|quân) )"
)

# What closes a name, so that in small letters only links go on with it …
LEVELS = either("""
    tỉnh · xã · phường · huyện · quận · thị xã · thị trấn · thành phố · trung ương · đặc khu · khu vực · thôn · ấp ·
    xóm · buôn · làng · bản · khu phố · tổ dân phố · khu dân cư · địa bàn · các cấp · cấp tỉnh · cấp xã · cấp huyện
""")
# … what a place, in one capital or more, follows on …
PLACES = either("""
    chợ · cầu · hồ · sông · núi · đền · chùa · đình · cảng · bến · đảo · suối · rừng · đèo · vịnh · tiểu khu · đường ·
    phố · miền · khu
""")
# … and these links.
LINKS = either("""
    và · cùng · với · các · những · thuộc · trực thuộc · cơ sở · liên quan · có liên quan · số · chi hội · chi bộ ·
    chi đoàn · chi ủy · miền · miền núi · vùng · vùng cao · biên giới · nơi ·
    cấp(?= (?:tỉnh|huyện|xã|phường|cơ sở|trung ương|quận|thành phố))
""")

# Heads that name nobody alone: a verb after them may be what the body is called by ("Tổ tuyên truyền thôn Hạ").
NEEDY_HEADS = either("""
    Tổ · Tổ hợp tác · Tổ hội · Đội · Ban · Khối · Cụm · Đoàn · Hội đồng · Tiểu ban · Bộ phận · Nhóm · Câu lạc bộ ·
    Nhà máy · Xí nghiệp · Trạm · Lực lượng · Hiệp hội · Phòng · Viện · Hạt · Quỹ · hộ · cơ sở · người · phương tiện
""")
# Verbs that name no body: after a mere "Tổ" they say what it does.
PLAIN_VERBS = either("""
    chủ trì · phối hợp · có · tổ chức · thực hiện · triển khai · xây dựng · báo cáo · giúp · hướng dẫn · đề nghị ·
    yêu cầu · phân công · cử · mời · họp · là · sẽ · phải · cần · không · chưa · mỗi · chịu · tham gia · ban hành ·
    tiếp tục · tăng cường · thường xuyên · định kỳ · hằng · hàng · làm · được · xác định · rà soát · lập · tham mưu ·
    ký cam kết · cam kết
""")
