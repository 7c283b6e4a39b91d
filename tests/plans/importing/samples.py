"""Plans of our own wording in the shapes that real ones have (DOMAIN.md §1.3, §1.6, §2)."""
# ruff: noqa: E501 -- a paragraph of a plan stands on one line

PARTY_PLAN = """\
ĐẢNG BỘ TỈNH MINH HÀ
ĐẢNG ỦY XÃ TÂN LẬP
*
Số 14-KH/ĐU\tĐẢNG CỘNG SẢN VIỆT NAM
\tTân Lập, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
công tác dân vận của Đảng bộ xã năm 2026
-----

Thực hiện Chương trình số 05-CTr/TU, ngày 12/01/2026 của Ban Thường vụ Tỉnh ủy Minh Hà về công tác dân vận năm 2026; căn cứ Nghị quyết số 02-NQ/ĐU, ngày 20/12/2025 của Ban Chấp hành Đảng bộ xã, Ban Thường vụ Đảng ủy xã ban hành kế hoạch như sau:

I- MỤC ĐÍCH, YÊU CẦU

1- Mục đích

Làm cho mọi cán bộ, đảng viên hiểu rõ việc phải làm với Nhân dân.

2- Yêu cầu

- Sát dân, dễ hiểu, dễ làm.

- Thường xuyên kiểm tra.

II- CHỈ TIÊU

1. 100% chi bộ trực thuộc có sổ tay dân vận.

2. Mỗi thôn xây dựng ít nhất 02 mô hình “Dân vận khéo”; có không quá 03 đơn thư vượt cấp.

3. Không để xảy ra khiếu kiện đông người.

III- NHIỆM VỤ, GIẢI PHÁP

1. Đẩy mạnh tuyên truyền

a) Mở chuyên mục trên đài truyền thanh xã.

b) Cấp phát tài liệu hỏi đáp cho các chi bộ.

2. Tổ chức hội nghị gặp mặt người có uy tín. Giao Khối Dân vận chủ trì, hoàn thành trong quý III/2026.

IV- TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân xã

- Bố trí kinh phí cho các mô hình.

- Rà soát thủ tục hành chính, hoàn thành trước ngày 30/6/2026.

2. Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội: vận động đoàn viên, hội viên tham gia; thực hiện thường xuyên.

3. Các chi bộ trực thuộc xây dựng kế hoạch của chi bộ mình, gửi về Đảng ủy (qua Văn phòng Đảng ủy) trước ngày 15/3/2026.

5. Văn phòng Đảng ủy phối hợp với Ban Xây dựng Đảng theo dõi, đôn đốc; tổng hợp, báo cáo Ban Thường vụ Đảng ủy trước ngày 20 tháng cuối quý.

Kế hoạch này được phổ biến đến chi bộ.

Nơi nhận:\tT/M BAN THƯỜNG VỤ
- Ban Thường vụ Tỉnh ủy (b/c);\tPHÓ BÍ THƯ
- Các chi bộ trực thuộc;
- Lưu VPĐU.
\tTrần Văn Mẫu
"""

STATE_PLAN = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG AN HÒA                Độc lập - Tự do - Hạnh phúc
Số: 07/KH-UBND             An Hòa, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Thực hiện dân chủ ở cơ sở giai đoạn 2026 - 2028

Căn cứ Luật số 10/2022/QH15 ngày 10/11/2022;
Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;
Ủy ban nhân dân phường ban hành Kế hoạch thực hiện, cụ thể như sau:

I. MỤC ĐÍCH

Để người dân biết, bàn và giám sát.

II. NỘI DUNG

1. Công khai thủ tục

a) Niêm yết tại trụ sở.

b) Đăng trên trang thông tin điện tử.

2. Lấy ý kiến Nhân dân

- Cơ quan chủ trì: Văn phòng HĐND và UBND phường

- Cơ quan phối hợp: Phòng Kinh tế, Hạ tầng và Đô thị; Công an phường

- Thời gian hoàn thành: Quý II/2026

III. TRÁCH NHIỆM THỰC HIỆN

1. Giao Phòng Văn hóa - Xã hội làm đầu mối theo dõi, tổng hợp kết quả, báo cáo Ủy ban nhân dân phường trước ngày 10/12 hằng năm.

2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường giám sát việc thực hiện.

3. Chuẩn bị đủ tài liệu trước ngày 31/02/2026.

Trên đây là Kế hoạch thực hiện dân chủ ở cơ sở, yêu cầu các bộ phận thực hiện./.

Nơi nhận:
- TT Đảng ủy (b/c);
- Các phòng chuyên môn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

(Đã ký)

Lê Thị Thử
"""

# Printed lines of about 70 characters, a page break inside a sentence, a page number.
WRAPPED_PLAN = """\
KẾ HOẠCH
công tác dân vận năm 2026

Thực hiện Kế hoạch số 65-KH/TU ngày 17/4/2026 của Ban Thường vụ Tỉnh
ủy, Ban Thường vụ Đảng ủy xây dựng kế hoạch như sau:

I- MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, đảng viên về công tác dân vận, góp
phần phát triển kinh tế
- xã hội của xã.
2. Việc làm phải thiết thực, đúng việc, đúng người; bám sát địa bàn và
Nghị quyết đại hội của Đảng bộ xã trong cả nhiệm kỳ.
II- TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân xã
Chỉ đạo các bộ phận chuyên môn rà soát các kiến nghị của Nhân dân ở
từng thôn, trả lời bằng văn bản; hoàn thành trước ngày 30/9/2026. Giao
công chức phụ trách theo
2

dõi việc trả lời.
2. Các chi bộ trực thuộc tổ chức quán triệt kế hoạch này đến từng đảng
viên (thực hiện thường xuyên).

Nơi nhận:
- Các chi bộ trực thuộc,
- Lưu Văn phòng Đảng ủy.

T/M BAN THƯỜNG VỤ
BÍ THƯ
Nguyễn Thị Thử
"""

TABLE_PLAN = """\
# KẾ HOẠCH
**tuyên truyền miệng năm 2026**

Thực hiện Hướng dẫn số 9-HD/BTGDVTU ngày 05/01/2026, Đảng ủy xã ban hành kế hoạch như sau:

## I. NỘI DUNG

1\\. Tập huấn báo cáo viên.

## II. TỔ CHỨC THỰC HIỆN

1\\. **Văn phòng Đảng ủy** theo dõi việc thực hiện.

Nơi nhận:

- Lưu VPĐU.

**T/M ĐẢNG ỦY**

**BÍ THƯ**

**Phạm Văn Thử**

PHỤ LỤC

| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời gian hoàn thành |
|----|----------|-----------------|------------------|----------|----------------------|
| I | TUYÊN TRUYỀN | | | | |
| 1 | Mở lớp tập huấn | Ban Xây dựng Đảng | Các chi bộ | Báo cáo | Quý II/2026 |
| 2 | Biên soạn tài liệu | Văn phòng Đảng ủy, UBND xã | | | 20/10/2026 |
| II | KIỂM TRA | | | | |
| 3 | Kiểm tra chuyên đề | Ủy ban Kiểm tra | | Kết luận | Thường xuyên |
"""
