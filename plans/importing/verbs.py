"""The words with which Vietnamese predicates begin, as a dictionary lists them: data, for `predicates`. Pure.

`OPENERS` are syllables that open a verb, alone or with any second one ("quét", "quét dọn"), and adverbs that stand
before verbs; `PAIRS` are verbs whose first syllable opens nouns as well ("điều động", but "điều dưỡng"). Words that
names of bodies are made of stand in `vocabulary.NAME_WORDS`, which goes before.
"""

OPENERS = frozenset(
    """
    bác bám ban bao bàn bán bày bảo bấm bầu bật bắc bắn bắt bế biếu bịt bóc bóp bỏ bón bọc bố bốc bồi bổ bới bớt bơm
    bù bung buộc bưng bước bứng cài canh cạo cào cày cắm cắt căng cân cầm cấm cất cấy cậy cẩu cấp chà chạy chăm chăn
    chẻ chèn chêm chép chèo chế chia chiếu chịu chọn chở chờ chơi chốt chúc chui chùi chụp chuộc chuẩn chuyển chưng
    chứng chữa chắn chằng chặn chặt chấm châm che còn cõng cọ cố cổ cột cúng cuốc cuốn cưa cứu cử cưới cưỡng dán dàn
    dạo dạy dặn dắt dẫn dâng dập dẹp di dìu diễn diễu diệt dịch dò dọa dọn dõi dồn dỗ dỡ dời dùng dừng dự dựng duyệt
    dựa đan đánh đào đáp đạp đăng đắp đặt đấu đập đẩy đem đeo đẽo đề đếm đều đi đo đóng đón đòi đọc đong đỗ đổ đổi đốc
    đốt đỡ đợi độn đúc đục đun đứng đưa ép gác gài gán gánh gạn gạt gặm gặp gặt gắn gắng gây gật ghép ghé ghi ghìm
    gieo giã giãn giải giành giao giảm giảng giăng giặt giấu giằng giật giục giúp giữ gìn gói gọi gom góp gõ gọt gỡ
    gội gợi gửi hái hạ hàn hát hãm hẹn hiến hoàn hoán hoãn hoạch hỏi họp hò hun hùn hủy hứa hứng in kèm kéo kẹp kẻ kê
    kể kết khai khám khảo khắc khâu khấu khen khép khích khiêng khoan khoanh khoán khóa khơi khởi khôi khống khớp khui
    khuân khuyên khử ký kí kích kiện kìm lan lánh lát lau lặn lắng lắp lăn lấp lập lấy len lên leo lo lọc lót lội lồng
    lợp luân luyện luôn lùng lùa lưu lựa lượm mách mang mặc mắc miễn mít mò móc mổ mời mở múc mua múa mừng mượn nạo
    nạp nắm nắn nâng nấu nêu neo nén nếm ngăn ngắt nghe nghiệm nghiên nghĩ ngồi ngủ ngừng ngưng nhanh nhắc nhắm nhắn
    nhặt nhận nhập nhường nhờ nhổ nhốt nhìn nhúng nhượng niêm nói nối nộp nới nuôi nung nướng ôm ôn ốp phá phác phải
    phạt phát phân phê phóng phối phơi phổ phủ phục phun phụ phụng quàng quay quản quán quăng quây quấn quét quẹt quy
    quyên quyết ra rà rải rao ráp rào răn rắc rèn rót rọc rời rủ rút rửa rước sạc san sao sàng sáp sắm sắp sấy sẻ siết
    soạn soát soi súc sục suy sưu sưởi sửa tạc tách tái tán tát tắt tắm tặng tăng tận tẩm tẩy tập tề tha tham tháo
    thay thả thải thảo thắp thắt thăm thăng thắng thẩm thấm thêm thêu thí thỉnh thoa thỏa thống thổi thôi thu thuê
    thuyết thụ thúc thử thưa thưởng tỉa tiêm tiễn tiếp tìm tính tỏa toát tô tôn trả trải trau trao trát trấn trám treo
    trèo triển triệt triệu trích trình trông trồng trộn trổ trưng truy truyền trừ trực tuân tuần tuyên tuyển tưới tước
    ủ ủi ủng uốn ươm ướp ưu vác vạch vãi vào vay vây vẽ vét về viếng viết vinh vỗ vớt vun vượt vươn vận xả xách xay
    xâu xây xác xem xén xếp xét xẻ xin xóa xoay xới xông xối xúc xúi xử xướng yêu yểm tọa
    cũng vẫn lần ngay trước sau hằng mỗi ít cần sẽ đã đang nên tự
    """.split()  # noqa: SIM905 -- read as words, like the lists of vocabulary
)
PAIRS = frozenset(
    " ".join(pair.split())
    for pair in """
    bãi bỏ · bình ổn · chất vấn · giáo dục · tầm soát · thông quan · bãi nhiệm · bình chọn · bình xét · bình bầu ·
    biểu diễn · biểu quyết · cách ly · cảm hóa · cảm ơn · cảnh báo · cảnh giác · cảnh tỉnh · chi trả · chi tiền ·
    chi hỗ · chỉ cách · chỉ dẫn · chỉ rõ · chỉ định · chỉ bảo · chung tay · chung sức · chung vai · cùng nhau ·
    cung ứng · cung tiến · công nhận · cộng tác · đàm phán · đền bù · đối chiếu · đối soát · điểm danh · điều động ·
    điều phối · điều trị · điều hành · điều tiết · định hình · đồng loạt · đột xuất · đồng hành · đồng diễn · gia cố ·
    gia hạn · gia công · hiệp đồng · hiệu chỉnh · hoạt động · huấn luyện · kiểm đếm · kiểm kê · kiểm điểm ·
    kiên trì · kiên quyết · kiên cố · kiến tạo · khuyến cáo · liên hệ · liên lạc · liên kết · liên hoan · liệt kê ·
    lĩnh hội · mai táng · minh họa · nghiêm cấm · nghiêm trị · nhân giống · nhân nuôi · nhất trí · ổn định · phản hồi ·
    phiên dịch · phúc tra · quảng bá · rong ruổi · sinh hoạt · sơ tán · sơ cứu · sơ chế · sơ tuyển · tạm dừng ·
    tạm ứng · tài trợ · tân trang · tiêu hủy · tiêu độc · tiêu thụ · tiêu úng · tổng duyệt · tổng vệ · tổng rà ·
    tranh thủ · tri ân · trò chuyện · trợ giúp · trợ cấp · trợ giá · trục vớt · tư vấn · tường thuật · tường trình ·
    thi công · thi tuyển · thiết kế · thông luồng · thông xe · thông tắc · thực hành · thực tập · thường trú ·
    ứng trực · ứng cứu · ứng phó · ủy quyền · ủy thác · xuất bản · xuất kho · xuất quân · xuất cấp · xung phong
    """.split("·")  # noqa: SIM905
)
