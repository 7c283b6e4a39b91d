"""Where names of bodies end that no list knows, before verbs that no list of phrases has."""

import re

import pytest

from plans.importing.drafts import Role
from plans.importing.duties import Frame, Place, assign_paragraph

# {who does it}, <who helps>
SENTENCES = """
{Trung tâm Trợ giúp pháp lý nhà nước tỉnh} cử trợ giúp viên về tận bản tư vấn cho bà con.
{Trung tâm Trợ giúp pháp lý} bố trí luật sư lưu động.
{Văn phòng Đăng ký đất đai chi nhánh Mường Khến} gom hồ sơ tồn, trả kết quả trong tháng 9.
{Hạt Quản lý đê điều số 4} cắm biển cảnh báo ở các đoạn xung yếu.
{Đội Thanh niên tình nguyện thôn Vằng} đắp lại bờ mương.
{Ban Dân chủ, Giám sát và Phản biện xã hội} theo dõi, đôn đốc việc thực hiện.
{Ban Văn hóa, Giáo dục và Thanh thiếu nhi} rà lại danh sách trẻ bỏ học.
{Công ty Cổ phần Môi trường và Công trình đô thị Sông Lam} vớt bèo trên kênh.
{Xí nghiệp Thủy nông Đông Bãi} nạo vét cửa cống trước mùa mưa.
{Trung tâm Cung ứng dịch vụ công phường} ghép lịch tiếp dân với ngày trả kết quả.
{Trung tâm Phục vụ hành chính công xã} dán mã QR tại quầy.
{Trung tâm Bảo tồn di sản văn hóa Tràng Kênh} đón khách miễn phí cho học sinh.
{Bảo tàng Chứng tích chiến tranh tỉnh} trưng bày chuyên đề.
{Liên đoàn Lao động tỉnh}, {Hội Liên hiệp Phụ nữ tỉnh} tặng 50 suất quà.
{Công đoàn cơ sở Nhà máy May Phú Hưng} quyên góp quần áo ấm.
{Ban Trị sự Giáo hội Phật giáo huyện Vân Sơn} nấu cháo phát cho bệnh nhân.
{Hội Khuyến học xã} trao học bổng; {Hội Cựu giáo chức xã} kèm trẻ yếu học chữ.
{Hội Bảo trợ người khuyết tật và trẻ mồ côi tỉnh} lập danh sách người cần xe lăn.
{Hội Nạn nhân chất độc da cam/dioxin phường} thăm từng gia đình.
{Tổ công nghệ số cộng đồng thôn Nà Pẳng} cầm tay chỉ việc cho người già.
{Tổ truyền thông cộng đồng bản Hua Ty} dịch tờ rơi sang tiếng Thái.
{Tổ tự quản an ninh trật tự khu phố 2} tuần tra đêm.
{Tổ bảo vệ an ninh, trật tự thôn Đoài} canh gác ba ngày Tết.
{Đội Dân phòng tổ dân phố 11} kéo vòi chữa cháy tập thử.
{Hợp tác xã Chè hữu cơ Tà Xùa} bao tiêu sản phẩm cho 30 hộ.
{Tổ hợp tác nuôi cá lồng Hồ Vực} thả giống đợt một.
{Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh Yên Lạc} cho vay lãi suất thấp.
{Quỹ Tín dụng nhân dân Hòa Thành} góp 20 triệu đồng.
{Quỹ Bảo trợ trẻ em tỉnh} cấp sữa cho 200 cháu.
{Thuế cơ sở 3 tỉnh Đông Giang} rút gọn thủ tục.
{Điện lực Mai Sơn} kéo điện về ba bản.
{Viễn thông Bắc Lĩnh} phủ sóng vùng lõm.
{Bưu điện khu vực Nghĩa Hưng} chuyển báo đến chi bộ trong ngày.
{Chi cục Trồng trọt và Bảo vệ thực vật} khoanh vùng dịch.
{Chi cục Chăn nuôi, Thú y và Thủy sản} lấy mẫu nước.
{Phòng Lao động, tiền lương và bảo hiểm xã hội} đối chiếu danh sách.
{Phòng Giáo dục mầm non, phổ thông Sở Giáo dục và Đào tạo} chọn trường làm điểm.
{Thanh tra tỉnh} chốt danh sách vụ việc kéo dài.
{Tòa án nhân dân khu vực 6} xử lưu động hai vụ.
{Viện kiểm sát nhân dân khu vực 6} cử kiểm sát viên dự.
{Phòng Thi hành án dân sự khu vực 2} xác nhận hộ đã thi hành.
{Đồn Biên phòng cửa khẩu quốc tế Na Sầm} nhận đỡ đầu 12 cháu.
{Trạm Kiểm dịch động vật Cầu Diễn} chặn xe chở gia súc không giấy tờ.
{Ban Chỉ huy Quân sự phường} huy động dân quân đào mương.
{Tiểu đoàn Bộ binh 2} giúp dân gặt lúa.
{Lữ đoàn Phòng không 215} khám mắt cho người cao tuổi.
{Trường Phổ thông dân tộc bán trú tiểu học Lóng Luông} dạy hai buổi tiếng phổ thông.
{Trường Mầm non Hoa Ban}, {Trường Trung học cơ sở Lê Quý Đôn} diễn kịch về bảo vệ rừng.
{Trường Chính trị tỉnh} thỉnh giảng hai chuyên đề.
{Nhà Thiếu nhi tỉnh} dạy bơi miễn phí.
{Ban Quản lý khu di tích lịch sử Đền Đuổm} nhắc khách ăn mặc chỉnh tề.
{Ban Quản lý rừng phòng hộ đầu nguồn Nậm Rốm} chia ca tuần rừng với dân.
{Ban Quản lý chung cư Hướng Dương} thu phí công khai.
{Ban vận động "Ngày vì người nghèo" xã} nhận tiền ủng hộ tại trụ sở.
{Ban Công tác Mặt trận thôn Trung} gõ cửa từng nhà.
{Các chi hội nông dân ấp} góp công làm đường.
{Các dòng họ}, {già làng}, {trưởng bản} khuyên con cháu không tảo hôn.
{Các cơ sở tôn giáo trên địa bàn} treo cờ, dọn vệ sinh.
{Các trường đại học, cao đẳng trong tỉnh} đưa sinh viên về cơ sở.
{Các doanh nghiệp trong Khu công nghiệp Đồng Văn} bớt giờ làm cho công nhân đi bầu cử.
{Phòng Kinh tế, Hạ tầng và Đô thị} chủ trì, phối hợp với <Đội Quản lý trật tự xây dựng>, <Ban Quản lý chợ Mơ> dẹp hè.
{Công an xã} phối hợp cùng <Đội Cảnh sát đường thủy số 1>, <Tổ tàu cá an toàn thôn Vạn> nhắc bà con mặc áo phao.
{Trạm Y tế phường} phối hợp với <Trung tâm Kiểm soát bệnh tật> và <Bệnh viện Mắt và Da liễu tỉnh> khám sàng lọc.
Giao {Ban Xây dựng Đảng} nhắc việc, đôn đốc các chi bộ.
Đề nghị {Trung tâm Nước sạch và Vệ sinh môi trường nông thôn} súc rửa đường ống; {Điện lực Sông Mã} dời cột.
Hằng tuần, {Tổ giúp việc Ban Chỉ đạo} chấm điểm từng thôn.
{Văn phòng Đảng ủy} in tài liệu, xếp chỗ; {Phòng Văn hóa - Xã hội} lo âm thanh, ánh sáng.
{Đài Truyền thanh cơ sở} đọc bản tin hai buổi mỗi ngày.
{Thư viện xã} mượn sách luân phiên với trường học.
{Khối thi đua các cơ quan Đảng} bình chọn hai tập thể.
{Cụm thi đua số 3} góp ý chéo.
{Đảng ủy các cơ quan Đảng tỉnh}, {Đảng ủy Quân sự tỉnh} ký giao ước.
{Đảng bộ Bệnh viện Sản - Nhi tỉnh} dựng góc đọc sách cho người bệnh.
{Chi bộ Trạm Y tế} nhận giúp ba hộ nghèo.
{Chi bộ Trường THPT chuyên Hạ Long} giao mỗi đảng viên kèm một em.
{Hội đồng Hòa giải ở cơ sở khu phố Tây} gỡ mâu thuẫn đất đai.
{Mặt trận Tổ quốc Việt Nam xã} chủ trì họp bàn cách chi quỹ.
{Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh} rao bán nông sản trên mạng.
{Trung tâm Điều dưỡng thương binh Thuận Thành} mổ mắt cho 40 người.
{Trung tâm Tiếng Anh thiếu nhi Sao Mai} kèm miễn phí.
{Trung tâm Công tác xã hội và Bảo trợ trẻ em} đón trẻ lang thang.
{Trung tâm Khuyến công và Tư vấn phát triển công nghiệp} góp máy sấy.
{Trung tâm Quan trắc tài nguyên và môi trường} đo nồng độ bụi.
{Trung tâm Ứng dụng tiến bộ khoa học kỹ thuật} ghép giống bưởi.
{Trung tâm Phát triển quỹ đất} chi trả tiền đền bù tại nhà văn hóa.
{Trung tâm Tần số vô tuyến điện khu vực V} dò nhiễu.
{Chi nhánh Văn phòng Đăng ký đất đai khu vực Quế Phong} đo lại ranh giới.
{Ban Quản lý vịnh Lan Hạ} vớt rác trôi.
{Ban Quản lý bến xe, bến tàu} dựng nhà chờ.
{Ban Phòng, chống tham nhũng, lãng phí, tiêu cực} soi hồ sơ đấu thầu.
{Ban Pháp chế Hội đồng nhân dân xã} thăm dò ý dân.
{Ban Kinh tế - Ngân sách} chấm phiếu.
{Ban Đại diện cha mẹ học sinh Trường Tiểu học Bình Minh} góp rau sạch.
{Ban Tang lễ khu phố} bỏ rải vàng mã.
{Ban Nữ công Công đoàn ngành Giáo dục} nhận đỡ đầu năm cháu.
{Ban Hậu cần Bộ Chỉ huy Quân sự tỉnh} chở gạo vào vùng lũ.
{Phòng Quản lý xuất nhập cảnh} trả hộ chiếu tận tay.
{Phòng Cảnh sát hình sự} vây bắt nhóm cho vay nặng lãi.
{Phòng Khám bệnh đa khoa khu vực Chiềng Cơi} tiêm vắc xin.
{Phòng Bảo vệ chăm sóc trẻ em và bình đẳng giới} gọi điện hỏi thăm.
{Phòng Nghiệp vụ dược} thu hồi thuốc hết hạn.
{Văn phòng Công chứng Lê Hoa} miễn phí cho hộ nghèo.
{Văn phòng Ban An toàn giao thông} phát mũ bảo hiểm.
{Văn phòng điều phối nông thôn mới tỉnh} chấm điểm thôn.
{Đội Quản lý trật tự đô thị} dời hàng rong.
{Đội Thông tin lưu động} hát bốn đêm ở biên giới.
{Đội Cứu hộ bãi biển Cửa Tùng} trực bốn ca.
{Trạm Khí tượng Thủy văn Phố Lu} nhắn tin cảnh báo lũ.
{Trạm Quản lý, vận hành đường cao tốc} mở làn khẩn cấp.
{Trạm thu phí Bắc Hầm} xả trạm khi ùn tắc.
{Trạm Biên phòng Mo Rai} nấu ăn cho học trò.
{Bệnh viện Phổi tỉnh}, {Bệnh viện Nội tiết} chụp phim lưu động.
{Bệnh viện Quân y 17} mổ miễn phí.
{Trường Trung cấp Văn hóa Nghệ thuật tỉnh} tập văn nghệ cho các bản.
{Trường Nuôi dạy trẻ khuyết tật} mời phụ huynh dự giờ.
{Trường Bồi dưỡng cán bộ Hội Nông dân} in cẩm nang.
{Trường Cao đẳng Cơ giới và Xây dựng} sửa máy cày giúp dân.
{Viện Y dược học dân tộc} bốc thuốc nam.
{Viện Sốt rét - Ký sinh trùng - Côn trùng} phun muỗi.
{Vườn quốc gia Cát Lộc} ươm 3.000 cây giống.
{Khu bảo tồn loài và sinh cảnh vượn Cao Vít} thuê dân gác rừng.
{Tổ Thu gom rác dân lập ấp 4} chở rác hai ngày một lần.
{Tổ đại biểu Hội đồng nhân dân số 6} nghe dân nói.
{Tổ tiết kiệm và vay vốn thôn Bùi} bình xét công khai.
{Tổ khuyến nông cộng đồng xã} soi sâu bệnh.
{Tổ phụ nữ tự quản bản Mo} quét đường sáng thứ bảy.
{Tổ tuyên vận khu phố Chợ} đi từng ngõ.
{Tổ dân phố Đông Hồ} bàn việc hiến đất.
{Hội Luật gia tỉnh} gỡ vướng cho dân.
{Hội Người mù xã} học nghề tăm tre.
{Hội Làm vườn và Trang trại} chia cây giống.
{Hội Truyền thống Trường Sơn đường Hồ Chí Minh} kể chuyện chiến đấu.
{Hội Thánh Tin lành Việt Nam chi hội Buôn Kdun} hiến 200 m2 đất.
{Hội đồng nghĩa vụ quân sự phường} khám tuyển đúng luật.
{Hội đồng Đội xã} gom giấy vụn gây quỹ.
{Hội Y tế thôn bản} cân trẻ hằng tháng.
{Liên hiệp các tổ chức hữu nghị tỉnh} xin tài trợ.
{Liên minh Hợp tác xã tỉnh} ghép cung cầu.
{Công ty TNHH MTV Khai thác thủy lợi Nam Đuống} hạ mực nước.
{Công ty Điện lực Cao Phong} thay công tơ.
{Cảng cá Lạch Bạng} kẻ vạch neo tàu.
{Kho bạc Nhà nước khu vực XII} rút ngắn giờ chờ.
{Hải quan cửa khẩu Chi Ma} thông luồng ưu tiên nông sản.
{Bảo hiểm xã hội cơ sở Kim Thành} trả lương hưu tại nhà.
{Đoàn Kinh tế - Quốc phòng 338} dựng 10 căn nhà.
{Đoàn Luật sư tỉnh} nói chuyện pháp luật.
{Huyện đoàn Ba Bể} đắp đường vào trường.
{Chi đoàn Công an phường} vẽ tranh tường.
{Các hộ kinh doanh tại chợ Đầu Mối} niêm giá.
{Các tổ tàu thuyền an toàn} cứu nhau khi gặp nạn.
{Các nhóm trẻ tư thục} rửa tay cho trẻ trước bữa ăn.
{Các khu nhà trọ công nhân} gắn bình chữa cháy.
{Các chùa, nhà thờ, thánh thất} phát gạo.
{UBND các xã vùng lũ} dời dân trước 17 giờ.
{Mặt trận Tổ quốc} và {các đoàn thể chính trị - xã hội thị trấn} gặp gỡ bà con xa quê.
{Khoa Khám bệnh Bệnh viện Đa khoa tỉnh} đặt ghế chờ.
{Khoa Lý luận cơ sở Trường Chính trị} soạn bài.
{Sở Dân tộc và Tôn giáo} chủ trì, phối hợp với <Ban Trị sự Phật giáo Hòa Hảo>, <Tòa Giám mục Mỹ Tho> mở lớp.
{Phòng Nội vụ} phối hợp với <Hội Cựu thanh niên xung phong> và <Chi cục Văn thư lưu trữ> soát hồ sơ người có công.
Giao {Chi nhánh Trợ giúp pháp lý số 2} gỡ vướng cho 15 hộ; {Phòng Tư pháp} giúp giấy tờ.
{Đội Quản lý thị trường số 9} nhắc việc niêm yết giá, đôn đốc các hộ.
{Ban Liên lạc Cựu tù chính trị xã} kể chuyện truyền thống cho đoàn viên.
{Ban Chỉ đạo 35 phường} đăng bài phản bác tin xấu.
{Ban Chấp hành Đoàn xã} ra mắt đội hình tình nguyện.
{Ban Nhân dân ấp Rạch Bàng} xin ý kiến dân trước khi làm lộ.
{Ban Bảo vệ dân phố khu vực 7} nhắc người dân khóa xe.
{Ban Giám hiệu Trường Tiểu học và Trung học cơ sở Hòa Thắng} mở thư viện buổi tối.
{Ban Thanh tra nhân dân} giám sát việc thu chi quỹ.
{Ban Quản trị Hợp tác xã Rau an toàn Vân Hội} chia lãi công khai.
{Phòng Tham mưu Công an tỉnh} chắp bút kế hoạch.
{Phòng Trẻ em và Phòng, chống tệ nạn xã hội} đưa trẻ đi nghỉ hè.
{Phòng Kinh tế hợp tác và Trang trại} soạn mẫu phương án vay.
{Phòng Bưu chính - Viễn thông} phủ cáp quang đến thôn.
{Phòng Hậu cần - Kỹ thuật} cho mượn lều bạt.
{Phòng Kế toán - Ngân quỹ Kho bạc} giải đáp vướng mắc.
{Trung tâm Văn hóa - Thông tin và Thể thao} dựng sân khấu ngoài trời.
{Trung tâm Khuyến nông Quốc gia} trình diễn giống mới.
{Trung tâm Giống thủy sản nước ngọt} bán cá bột nửa giá.
{Trung tâm Hỗ trợ thanh niên khởi nghiệp} kết nối vốn mồi.
{Trung tâm Điều hành thông minh} gắn thêm 20 mắt camera.
{Trung tâm Học tập cộng đồng xã} xóa mù chữ cho 40 người.
{Trung tâm Nuôi dưỡng người tâm thần} tập dưỡng sinh.
{Trung tâm Logistics Nam Hải} tuyển lao động địa phương.
{Trạm Bơm Cống Chéo} mở máy hai ca.
{Trạm Dừng nghỉ Km 57} bán hàng OCOP.
{Trạm Bảo vệ rừng Hang Hú} trồng dặm cây bản địa.
{Trạm Cấp cứu 115} tập huấn sơ cứu.
{Đội Tuyên truyền văn hóa tỉnh} chiếu phim tại bốn xã.
{Đội Cồng chiêng nữ buôn Akô} múa xoang đêm hội.
{Đội An ninh nhân dân} chốt hai đầu cầu.
{Đội Xe ôm tự quản bến phà} chở người già không lấy tiền.
{Tổ liên gia tự quản số 12} hòa giải vợ chồng bà Tư.
{Tổ Hùn vốn phụ nữ ấp 3} cho nhau mượn vốn.
{Tổ công tác Đề án 06 thôn Ninh} cài ứng dụng cho dân.
{Tổ Nhà đoàn kết số 4} góp ngày công.
{Hội Chữ thập đỏ xã} vận động hiến máu.
{Hội Sinh vật cảnh} bày cây dọc phố.
{Hội Đông y phường} bắt mạch kê đơn miễn phí.
{Hội Doanh nhân trẻ tỉnh} đỡ đầu ba thôn.
{Hội Văn học - Nghệ thuật} đi thực tế ở biên giới.
{Hội Người Việt Nam ở nước ngoài} gửi sách về.
{Hội Khoa học Lịch sử} sưu tầm tư liệu.
{Hội Thủy sản vùng cửa sông} ươm cua giống.
{Quỹ Vì biển đảo quê hương} tặng áo phao.
{Quỹ Đầu tư phát triển tỉnh} miễn lãi sáu tháng.
{Trường Dân tộc nội trú Mường Ảng} gói bánh chưng tặng hộ nghèo.
{Trường Năng khiếu Thể dục thể thao} dạy bơi.
{Trường Cao đẳng nghề Cơ điện} sửa điện nhà dân.
{Bệnh viện Ung bướu} tầm soát cho 300 phụ nữ.
{Bệnh viện Chấn thương chỉnh hình} lắp chân giả.
{Cơ sở Cai nghiện ma túy số 1} dạy nghề mộc.
{Viện Khoa học Thủy lợi miền Trung} khoan giếng thử.
{Công ty Cấp thoát nước Bình Hòa} đấu nối miễn phí.
{Công ty Thủy điện Sông Bung 4} báo lịch xả lũ.
{Chi cục Hải quan khu vực IX} thông quan trong ngày.
{Chi cục Quản lý chất lượng nông lâm sản} dán tem truy xuất.
{Chi cục Dân số - Trẻ em} nói chuyện ở chợ phiên.
{Hạt Giao thông số 5} vá ổ gà.
{Đồn Công an Khu công nghiệp Phố Nối} gặp công nhân trọ.
{Thư viện lưu động ánh sáng tri thức} ghé sáu trường.
{Nhà Văn hóa Lao động} mở lớp nhảy dân vũ.
{Cảng vụ Đường thủy nội địa khu vực III} nhắc chủ đò mua áo phao.
{Khoa Sản Trung tâm Y tế} khám thai tại bản.
{Câu lạc bộ Phụ nữ khởi nghiệp xanh} bán hàng ký gửi.
{Câu lạc bộ Gia đình hạnh phúc thôn 6} họp vào tối thứ bảy.
{Nhóm thiện nguyện Lá Xanh} nấu cơm cho bệnh nhân.
{Chùa Phước Lâm} nuôi 20 cụ già.
{Giáo xứ Thạch Bích} bỏ đốt vàng mã.
{Chi hội Người cao tuổi khu phố 9} trồng hoa.
{Chi bộ khối Quân sự} nhận chăm sóc nghĩa trang.
{Đảng ủy Khối các cơ quan tỉnh} chấm điểm thi đua.
{Đảng ủy Công ty Cao su Phú Riềng} hỗ trợ nhà tình thương.
{Các hộ nuôi cá bè} thu gom vỏ bao.
{Các tiểu thương chợ Hôm} treo bảng giá.
{Các chủ nhà trọ} giảm tiền thuê.
{Các vị chức sắc, chức việc} khuyên bà con giữ đạo đức.
{Các khu, cụm công nghiệp} bố trí chỗ gửi trẻ.
{Các xã biên giới} dựng cột mốc văn hóa.
{Các đơn vị vũ trang đóng quân trên địa bàn} gặt giúp dân.
{Các nghệ nhân dân gian} truyền nghề cho lớp trẻ.
{Lực lượng dân quân thường trực xã} lợp lại mái trường.
{Lực lượng kiểm lâm địa bàn} đóng biển cấm lửa.
{Xã đội} kéo pháo hoa; {Huyện hội} gom quà.
{Tỉnh hội Phụ nữ} xin tài trợ.
{Hội đồng Giáo dục nghề nghiệp} chọn ba nghề.
{Sở Công Thương} chủ trì, phối hợp với <Hiệp hội Bán lẻ>, <Liên hiệp Hợp tác xã thương mại Sài Gòn> bình ổn giá.
{Phòng Y tế} phối hợp với <Hội Dược học>, <Nhà thuốc Minh Châu> bán thuốc bình ổn.
Đề nghị {Chi nhánh Viettel Kon Rẫy} kéo cáp; {Hạt Bưu chính} giữ chỗ để quà.
Giao {Ban Tuyên vận} chỉnh lý tài liệu; {Tổ Thư ký} ghi chép.
{Công đoàn} rải thảm; {phòng Tổ chức hành chính}, {khoa Nội tiết} xếp ghế; ban hành lịch trực.
{Trung tâm Dịch vụ tổng hợp xã} cho mượn loa; {Tổ Tin học} tổng hợp phiếu.
{Ban Chấp hành Công đoàn} tổ chức Hội nghị người lao động; {Chi đoàn} tổ chức hội trại.
{Cán bộ không chuyên trách các ấp} không ngại khó.
{Phòng Bưu chính, Viễn thông} chủ trì, phối hợp với <Viễn thông An Khê>, <giáo viên tin học> dạy nhắn tin.
{Bí thư chi bộ}, {trưởng thôn}, {giáo viên} đến từng nóc nhà.
{Cán bộ, công chức} mặc áo dài; {Ban Chỉ đạo các chương trình mục tiêu quốc gia xã} họp phiên đầu.
{Đồn Biên phòng} phối hợp với <Công an xã> và <lực lượng bảo vệ an ninh ở cơ sở> canh bến.
Đợt 1: {các thôn} khơi mương.
"""


@pytest.mark.parametrize("marked", SENTENCES.strip().splitlines())
def test_name_of_any_body_ends_where_it_is_told_what_it_does(marked):
    text = re.sub(r"[{}<>]", "", marked)

    shares = assign_paragraph(text, Place("1", 1), Frame(None, None, None), (), ())

    doing, helping = (
        [share for share in shares if (share.roles == (Role.COORDINATE,)) is helps] for helps in (False, True)
    )
    assert _names(doing) == re.findall(r"{(.*?)}", marked)
    assert _names(helping) == re.findall(r"<(.*?)>", marked)


def _names(shares):
    return [name for share in shares for name in (*share.units, *share.groups)]
