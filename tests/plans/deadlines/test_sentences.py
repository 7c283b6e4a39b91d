"""Sentences in the style of real plans, ours all of them: a deadline is found whole, or there is none (DOMAIN.md §3.4).

A deadline stands between double brackets with its meaning: "[[trước ngày 10/6/2026 = fixed < 2026-06-10]]".
"""

import re

import pytest

from plans.deadlines import find_deadlines
from tests.plans.deadlines.table import PLAN, in_short

_MARKED = re.compile(r"\[\[(.+?) = (.+?)\]\]")

WITH_DEADLINES = """
Các chi bộ hoàn thành việc đăng ký mô hình [[chậm nhất ngày 20/5/2026 = fixed 2026-05-20]].
Gửi báo cáo về Ban Xây dựng Đảng [[trước 16 giờ 30 ngày 25/6/2026 = fixed < 2026-06-25 16:30]] để tổng hợp.
Văn phòng tham mưu báo cáo Ban Thường vụ [[trong tháng 6 và tháng 12 hằng năm = recurring 2026-06-30 2026-12-31]].
Báo cáo [[6 tháng đầu năm trước 10/6 = recurring < 2026-06-10]], [[năm trước 05/12 = recurring < 2026-12-05]].
Ủy ban nhân dân xã chỉ đạo rà soát xong [[trước ngày 30 tháng 6 năm 2026 = fixed < 2026-06-30]].
Mỗi chi bộ đăng ký ít nhất 01 mô hình, xong [[trước 15/7/2026 = fixed < 2026-07-15]].
Thời gian: [[Từ tháng 6 đến hết tháng 10/2026 = fixed 2026-10-31 [2026-06-01 2026-10-31]]].
Làm bờ kè; thời gian: [[quý III/2026 = fixed 2026-09-30 [2026-07-01 2026-09-30]]]; địa điểm: ấp 3.
Bàn đặt tên ngõ (Phòng Kinh tế chủ trì, [[quý III/2026 = fixed 2026-09-30 [2026-07-01 2026-09-30]]]).
Ra mắt mô hình [[đúng dịp 19/5/2026 = fixed 2026-05-19]].
Sơ kết [[vào trung tuần tháng 6 = undated [2026-06-11 2026-06-20] ?]], gửi lên huyện.
Gặp mặt già làng 02 lần: [[tháng 7 = fixed 2026-07-31 [2026-07-01 2026-07-31]]].
Cập nhật sổ theo dõi [[hằng tháng = undated]].
Quét dọn bến; chấm điểm các tổ [[hằng tuần = undated]].
Sơ kết [[vào ngày 30/6/2026 = fixed 2026-06-30]], tổng kết [[ngày 30/11/2026 = fixed 2026-11-30]].
Dọn kênh, [[hoàn thành trước ngày l8/6/2026 = fixed < 2026-06-18 ?]].
Dọn kênh [[trước ngày 1O/6/2026 = fixed < 2026-06-10 ?]].
Dọn kênh, xong [[trong quý III/2O26 = fixed 2026-09-30 [2026-07-01 2026-09-30] ?]].
[[Thời gian thực hiện: Quý III/2026 = fixed 2026-09-30 [2026-07-01 2026-09-30]]].
- [[Thời gian hoàn thành: Trước ngày 30/9/2026 = fixed < 2026-09-30]].
Sơ kết việc thực hiện [[vào cuối năm 2026 = fixed 2026-12-31 ?]].
Tổng kết phong trào, [[thời gian hoàn thành trong tháng 11 năm 2026 = fixed 2026-11-30 [2026-11-01 2026-11-30]]].
Báo cáo (qua Văn phòng) [[trước ngày 20/6 và 20/12 hằng năm = recurring < 2026-06-20 2026-12-20]].
Báo cáo [[định kỳ hằng quý, 6 tháng, năm = undated]] và [[đột xuất khi có yêu cầu = on_request]].
Đăng ký mô hình "Dân vận khéo" về Đảng ủy xã [[chậm nhất là ngày 31/5/2026 = fixed 2026-05-31]].
[[Trong vòng 15 ngày kể từ ngày ban hành Kế hoạch này = fixed 2026-05-20]], các chi bộ xây dựng kế hoạch.
Triển khai đến 100% chi bộ, [[hoàn thành trong quý II = fixed 2026-06-30 [2026-04-01 2026-06-30]]].
Các đơn vị báo cáo kết quả [[trước ngày 31/2/2026 = unreadable]].
Nộp hồ sơ [[trước ngày 32/5/2026 = unreadable]].
Thành lập tổ công tác [[trước ngày 30/6/2026 = fixed < 2026-06-30]].
Thành lập các mô hình [[trong tháng 6/2026 = fixed 2026-06-30 [2026-06-01 2026-06-30]]].
Đoàn Thanh niên ra quân [[từ ngày 01/6/2026 đến ngày 31/8/2026 = undated [2026-06-01 2026-08-31]]].
Tổ kiểm tra làm việc với các chi bộ [[từ ngày 20/5 đến ngày 10/6/2026 = undated [2026-05-20 2026-06-10]]].
Các chi bộ sinh hoạt chuyên đề [[trong quý III/2026 = fixed 2026-09-30 [2026-07-01 2026-09-30]]].
Thực hiện Kết luận số 43-KL/TW, ngày 07/01/2019, báo cáo [[trước ngày 15/6/2026 = fixed < 2026-06-15]].
Theo Công văn số 12-CV/ĐU ngày 04/5/2026, gửi danh sách [[chậm nhất ngày 12/5/2026 = fixed 2026-05-12]].
Tổ chức hội nghị [[vào ngày 20/6/2026 = fixed 2026-06-20]] tại hội trường.
Họp giao ban [[vào ngày 05/3 và 05/9 hằng năm = recurring 2026-03-05 2026-09-05]].
Ban Dân vận chủ trì ([[hoàn thành trước ngày 30/11 = fixed < 2026-11-30]]), các đơn vị phối hợp.
Công an xã nắm tình hình, [[thường xuyên = ongoing]] trao đổi với Mặt trận Tổ quốc xã.
Mặt trận Tổ quốc xã [[định kỳ 06 tháng tổ chức tiếp xúc = undated]] với hội viên.
Kế hoạch gửi về Văn phòng [[trước 17h00 thứ Sáu, ngày 15/5/2026 = fixed < 2026-05-15 17:00]].
Kế hoạch gửi về Văn phòng [[trước ngày 15/5/2026 (thứ Hai) = fixed < 2026-05-15 ?]].
Trước hết rà soát số hộ, [[hoàn thành trước ngày 15/5/2026 = fixed < 2026-05-15]]; trước mắt làm điểm ở hai thôn.
Chào mừng 96 năm (15/10/1930 - 15/10/2026), [[hoàn thành trước ngày 10/10/2026 = fixed < 2026-10-10]].
[[Tháng 8/2026 = fixed 2026-08-31 [2026-08-01 2026-08-31]]]: phát hành sổ tay; phân loại rác ở chợ.
- [[Từ tháng 6 đến tháng 9/2026 = undated [2026-06-01 2026-09-30]]]: dọn kênh mương.
Làm thử ([[từ tháng 6 đến tháng 10/2026 = undated [2026-06-01 2026-10-31]]]) rồi nhân rộng.
Tặng quà [[vào dịp 27/7 = fixed 2026-07-27]].
Đợt 2 ([[từ ngày 01/9 đến ngày 20/9/2026 = undated [2026-09-01 2026-09-20]]]): vớt lục bình.
[[Quý III/2026 = fixed 2026-09-30 [2026-07-01 2026-09-30]]], tổ chức hội thi nấu ăn.
[[Đến ngày 30/9/2026 = fixed 2026-09-30]], chợ có thùng rác.
Đợt cao điểm [[từ 15/5 đến 15/6/2026 = undated [2026-05-15 2026-06-15]]].
Ngày hội diễn ra [[vào sáng 18/11/2026 = fixed 2026-11-18]] ở đình.
Lễ trao nhà [[dự kiến ngày 19/8/2026 = fixed 2026-08-19 ?]].
Gửi danh sách [[truớc ngày 15/6/2026 = fixed < 2026-06-15]], bản in [[trưóc ngày 20/6/2026 = fixed < 2026-06-20]].
Kế toán cung cấp sổ sách [[khi có yêu cầu = on_request]] của tổ giám sát.
Nộp quỹ, [[hạn cuối 30/10/2026 = fixed 2026-10-30]].
Văn phòng làm [[báo cáo quý, 6 tháng, năm = undated]] gửi Sở Nội vụ.
Xã [[hằng năm soát lại danh sách già làng, xong trước ngày 15/12 = recurring < 2026-12-15]].
Trả lời bằng văn bản [[khi được yêu cầu = on_request]].
Ban Tổ chức hội thi tổng duyệt [[chậm nhất trước ngày 12/10/2026 = fixed < 2026-10-12]].
"""

WITHOUT_DEADLINES = """
Chào mừng kỷ niệm 95 năm Ngày truyền thống công tác dân vận của Đảng (15/10/1930 - 15/10/2025).
Kỷ niệm 136 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2026).
Nhân dịp kỷ niệm Ngày thành lập Đảng 03/02 và mừng Xuân mới, tổ chức thăm hỏi.
Thực hiện Nghị quyết Đại hội Đảng bộ xã lần thứ I, nhiệm kỳ 2025 - 2030 vào cuộc sống.
Hoàn thành các chỉ tiêu trong nhiệm kỳ 2025 - 2030.
Phấn đấu đến năm 2030, 100% thôn có mô hình.
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025 và Nghị định 59/2019/NĐ-CP ngày 01/7/2019.
Luật có hiệu lực từ ngày 01/7/2025; thay thế Quyết định 290-QĐ/TW, ngày 25/02/2010.
Trước đây, việc này do huyện thực hiện; trước yêu cầu mới, cần đổi mới trước hết là nhận thức.
Số liệu báo cáo tính từ ngày 15/12/2025 đến ngày 14/6/2026.
Nghị quyết số 25-NQ/TW ngày 03/6/2013 của Ban Chấp hành Trung ương (khóa XI).
Quyết định số 23-QĐ/TW của Bộ Chính trị ngày 30/7/2021 về quy chế.
Công văn số 123 ngày 15/6/2026 của Ban Thường vụ Tỉnh ủy.
Cách mạng tháng Tám thành công trong tháng 8/1945.
Kết quả trong quý I/2026 cho thấy nhiều chuyển biến.
Tính đến hết năm 2024, toàn xã có 12 mô hình.
Tổ chức lễ kỷ niệm ngày thành lập Hội vào ngày 20/10 hằng năm.
Tuyên truyền Ngày đại đoàn kết toàn dân tộc 18/11 và Tháng hành động vì trẻ em.
Nghị quyết Trung ương 7 khóa XII và Kết luận của Hội nghị lần thứ 13 khóa XIII.
Giai đoạn 2021 - 2025, xã có 15 mô hình; giai đoạn 2026 - 2030, phấn đấu 30 mô hình.
Chương trình phối hợp số 05-CTr/ĐU-MTTQ, ngày 10/3/2026 giữa Đảng ủy và Mặt trận Tổ quốc.
Quy chế ban hành kèm theo Quyết định số 45/QĐ-UBND ngày 20 tháng 3 năm 2026 của Ủy ban nhân dân xã.
Chỉ thị 33-CT/TTg, ngày 26/11/2021; Thông tư 01/2026/TT-BNV.
Đại hội Mặt trận Tổ quốc xã, nhiệm kỳ 2025 - 2030 diễn ra trong năm 2025.
Ủy ban nhân dân xã trước khi quyết định phải lấy ý kiến Nhân dân.
Trước tình hình đó, cấp ủy phải nắm chắc tư tưởng; sau sắp xếp, bộ máy hoạt động ổn định.
Năm 2026: mở rộng mô hình; giai đoạn 2027 - 2028: nhân ra toàn xã.
Có từ 85% hộ trở lên, từ 1/4 đến 1/3 diện tích đất; dự kiến 150 người dự.
Số hộ nghèo (từ năm 2026 đến năm 2030) và số liệu (từ ngày 15/12/2025 đến ngày 14/6/2026) gửi kèm.
Mỗi năm mở ít nhất 02 lớp; hằng năm tặng quà gia đình có công.
Năm học 2026 - 2027, nhà trường tiếp tục đổi mới; năm ngân sách 2026 bố trí đủ kinh phí.
Xây dựng kế hoạch công tác hằng năm, chương trình giám sát hằng năm của Hội đồng nhân dân.
Vận động 120 hộ hiến 3.500 m2 đất, đóng góp 1.200 ngày công, trị giá 2,5 tỷ đồng.
Tỷ lệ đạt 3/4 chi bộ, tăng 5,2% so với cùng kỳ năm trước; 10/12 thôn đạt chuẩn.
Ban hành ngày 05/5/2026, Kế hoạch này thay Kế hoạch ngày 12/3/2025.
Giữ vững khối đại đoàn kết từ tháng 7/2025 khi vận hành chính quyền địa phương 2 cấp.
Điều 15 Quy định 24-QĐ/TW; khoản 2, Điều 10; mục 3.1, phần II; Phụ lục 1/2026.
Hoàn thành tốt nhiệm vụ, hạn chế thấp nhất đơn thư vượt cấp; thời gian tới cần quyết liệt hơn.
Đồng chí phụ trách từ ngày 01/3/2026; thời gian qua đã làm tốt.
"""


def _sentences(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("marked", _sentences(WITH_DEADLINES))
def test_a_deadline_in_a_sentence_is_found_whole(marked):
    expected = _MARKED.findall(marked.replace("]]]", "] ]]"))
    text = _MARKED.sub(r"\1", marked.replace("]]]", "] ]]"))

    found = [(each.deadline.wording, in_short(each.deadline.to_json())) for each in find_deadlines(text, **PLAN)]

    assert found == [(wording, meaning.strip()) for wording, meaning in expected]


@pytest.mark.parametrize("sentence", _sentences(WITHOUT_DEADLINES))
def test_a_sentence_without_a_deadline_gives_none(sentence):
    assert find_deadlines(sentence, **PLAN) == []
