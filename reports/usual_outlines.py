"""Outlines that reports usually have (DOMAIN.md §4.1 a, d, e), to start from; a committee keeps its own beside them.

Headings of no norm: every superior sends a đề cương of his own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UsualOutline:
    """`key` names it in forms; `kinds` of reports (reports.models.ReportKind) it is offered first for."""

    key: str
    name: str
    kinds: tuple[str, ...]
    text: str


BY_PLAN = "plan"  # its line for the plan's items brings the headings of the plan with it
USUAL = (
    UsualOutline("interim", "Sơ kết, theo các mục của kế hoạch", ("INTERIM",), """\
I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI
II. KẾT QUẢ THỰC HIỆN {kỳ này} [kết quả chung]
  [các mục của kế hoạch]
III. ĐÁNH GIÁ CHUNG
  1. Ưu điểm
  2. Tồn tại, hạn chế, nguyên nhân
IV. NHIỆM VỤ TRỌNG TÂM {kỳ tới} [phương hướng, nhiệm vụ]
V. KIẾN NGHỊ, ĐỀ XUẤT"""),
    UsualOutline("final", "Tổng kết, theo các mục của kế hoạch", ("FINAL",), """\
I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI
II. KẾT QUẢ THỰC HIỆN {kỳ này} [kết quả chung]
  [các mục của kế hoạch]
III. ĐÁNH GIÁ CHUNG
  1. Ưu điểm
  2. Tồn tại, hạn chế, nguyên nhân
  3. Bài học kinh nghiệm
IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {kỳ tới} [phương hướng, nhiệm vụ]
V. KIẾN NGHỊ, ĐỀ XUẤT"""),
    UsualOutline("thematic", "Chuyên đề", ("THEMATIC",), """\
I. ĐẶC ĐIỂM, TÌNH HÌNH; CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI
II. KẾT QUẢ THỰC HIỆN {kỳ này} [kết quả chung]
  [các mục của kế hoạch]
III. HẠN CHẾ, KHÓ KHĂN, NGUYÊN NHÂN
IV. BÀI HỌC KINH NGHIỆM
V. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI
VI. KIẾN NGHỊ, ĐỀ XUẤT"""),
    UsualOutline(BY_PLAN, "Theo bố cục của chính kế hoạch", (), """\
I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI
II. KẾT QUẢ CHUNG {kỳ này}
[các mục của kế hoạch]
III. ĐÁNH GIÁ CHUNG
  1. Ưu điểm
  2. Tồn tại, hạn chế, nguyên nhân
IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {kỳ tới}
V. KIẾN NGHỊ, ĐỀ XUẤT"""),
    UsualOutline("groups", "Sơ kết, theo nhóm công tác dân vận", (), """\
I. TÌNH HÌNH CHUNG; CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI
II. KẾT QUẢ THỰC HIỆN {kỳ này} [kết quả chung]
  1. Quán triệt, tuyên truyền
  2. Công tác dân vận của chính quyền
  3. Mặt trận Tổ quốc và các tổ chức chính trị - xã hội
  4. Lực lượng vũ trang
  5. Phong trào thi đua “Dân vận khéo”
  6. Công tác dân tộc, tôn giáo
  7. Kiểm tra, giám sát
III. ĐÁNH GIÁ CHUNG
  1. Ưu điểm
  2. Hạn chế, nguyên nhân
IV. NHIỆM VỤ TRỌNG TÂM {kỳ tới} [phương hướng, nhiệm vụ]
V. KIẾN NGHỊ, ĐỀ XUẤT"""),
    UsualOutline("annual", "Báo cáo năm của cơ quan dân vận", (), """\
PHẦN THỨ NHẤT. ĐÁNH GIÁ CÔNG TÁC DÂN VẬN {kỳ này} [kết quả chung]
  I. KHÁI QUÁT TÌNH HÌNH
  II. CÔNG TÁC DÂN VẬN CỦA HỆ THỐNG CHÍNH TRỊ
    1. Cấp ủy, tổ chức đảng
    2. Chính quyền
    3. Mặt trận, đoàn thể, hội quần chúng
    4. Công tác dân tộc, tôn giáo
  III. HOẠT ĐỘNG CỦA CƠ QUAN THAM MƯU
  IV. ĐÁNH GIÁ CHUNG
    1. Kết quả nổi bật [lời văn]
    2. Hạn chế, nguyên nhân
    3. Kinh nghiệm
    4. Kiến nghị, đề xuất
PHẦN THỨ HAI. PHƯƠNG HƯỚNG, NHIỆM VỤ {kỳ tới}
  I. ĐỊNH HƯỚNG TRỌNG TÂM
  II. NHIỆM VỤ CỤ THỂ"""),
    UsualOutline("stage", "Tổng kết giai đoạn", (), """\
PHẦN THỨ NHẤT. KẾT QUẢ THỰC HIỆN {kỳ này} [kết quả chung]
  I. ĐẶC ĐIỂM, TÌNH HÌNH
  II. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, QUÁN TRIỆT
  III. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU, NHIỆM VỤ, GIẢI PHÁP [lời văn]
    [các mục của kế hoạch]
  IV. ĐÁNH GIÁ CHUNG
    1. Ưu điểm
    2. Hạn chế, nguyên nhân
    3. Bài học kinh nghiệm
PHẦN THỨ HAI. PHƯƠNG HƯỚNG, NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI
PHẦN THỨ BA. KIẾN NGHỊ, ĐỀ XUẤT"""),
)  # fmt: skip


def usual(key: str) -> UsualOutline | None:
    return next((one for one in USUAL if one.key == key), None)


def usual_for(kind: str, span: str) -> UsualOutline:
    """The one to begin with for a report of that kind that looks back on that span."""
    if (kind, span) == ("FINAL", "STAGE"):
        return next(one for one in USUAL if one.key == "stage")
    return next(one for one in USUAL if kind in one.kinds)
