"""A plan of twenty pages of our own wording, as an office has it in Word, with what a clerk finds to set right in it."""

# ruff: noqa: E501 -- a paragraph of a plan stands on one line

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import docx

from tests.browser.documents import WORD

UNITS = ("Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra Đảng ủy", "Hội Nông dân phường", "Hội Cựu chiến binh phường",
         "Hội Liên hiệp Phụ nữ phường", "Đoàn Thanh niên phường", "Công an phường", "Ban Chỉ huy Quân sự phường")  # fmt: skip
FIELDS = ("tuyên truyền, phổ biến chủ trương", "vận động Nhân dân chỉnh trang đô thị", "chăm lo đời sống người có công",
          "giữ gìn an ninh trật tự", "xây dựng mô hình “Dân vận khéo”", "tiếp xúc, đối thoại với Nhân dân",
          "giải quyết đơn thư, kiến nghị", "chuyển đổi số trong phục vụ người dân", "bảo vệ môi trường biển")  # fmt: skip
STEPS = (
    "rà soát tình hình ở từng khu phố, lập danh sách những việc người dân còn băn khoăn để trả lời công khai",
    "phân công cán bộ theo dõi từng địa bàn, mỗi tháng gặp gỡ ít nhất một lần với người có uy tín",
    "biên soạn tài liệu hỏi đáp ngắn gọn, dễ nhớ, phát qua loa khu phố và nhóm tin nhắn của tổ dân phố",
    "phối hợp tổ chức ngày cuối tuần cùng dân, dọn dẹp tuyến hẻm, thăm hộ khó khăn",
    "tổng hợp ý kiến, kiến nghị của Nhân dân sau mỗi buổi tiếp xúc và theo dõi việc trả lời",
)
ROWS = 24


def long_plan(today: date) -> dict:
    """A .docx of some twenty pages: nine fields of work, duties of nine bodies, an appendix table of duties.

    To be set right: a sentence broken in two, two duties in one paragraph, a note that is no task, a body that the
    ward lacks, a day that does not exist, a paragraph one level too deep.
    """
    paper = docx.Document()
    head = paper.add_table(1, 2).rows[0].cells
    head[0].text = "ĐẢNG BỘ TỈNH GIA LAI\nĐẢNG ỦY PHƯỜNG QUY NHƠN\n*\nSố 118-KH/ĐU"
    issued = today - timedelta(days=20)
    head[1].text = f"ĐẢNG CỘNG SẢN VIỆT NAM\nQuy Nhơn, ngày {issued:%d} tháng {issued:%m} năm {issued.year}"
    for line in _lines(today):
        paper.add_paragraph(line)
    _appendix(paper, today)
    stream = BytesIO()
    paper.save(stream)
    return {"name": "ke-hoach-20-trang.docx", "mimeType": WORD, "buffer": stream.getvalue()}


def _lines(today: date) -> list[str]:
    past = f"{today - timedelta(days=5):%d/%m/%Y}"
    soon = f"{today + timedelta(days=40):%d/%m/%Y}"
    return [
        "KẾ HOẠCH", f"công tác dân vận của Đảng bộ phường năm {today.year}", "-----",
        f"Thực hiện Chương trình số 07-CTr/TU, ngày 12/01/{today.year} của Ban Thường vụ Tỉnh ủy, Ban Thường vụ Đảng ủy phường ban hành kế hoạch như sau:",
        "I- MỤC ĐÍCH, YÊU CẦU",
        "1- Làm cho cán bộ, đảng viên gần dân hơn, việc của dân được trả lời nhanh hơn.",
        "2- Việc giao rõ người, rõ thời gian, rõ kết quả.",
        "II- NHIỆM VỤ, GIẢI PHÁP", *_fields(),
        "III- TỔ CHỨC THỰC HIỆN", *_duties(soon), *_to_set_right(past, soon, today.year),
        "Định kỳ 06 tháng (trước ngày 10/6), năm (trước ngày 30/11), các đơn vị gửi báo cáo về Đảng ủy (qua Văn phòng Đảng ủy).",
        "Nơi nhận:", "- Ban Thường vụ Tỉnh ủy,", "- Các chi bộ trực thuộc,", "- Lưu Văn phòng Đảng ủy.",
        "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Thị Mẫu",
    ]  # fmt: skip


def _fields() -> list[str]:
    lines = []
    for number, area in enumerate(FIELDS, start=1):
        lines.append(f"{number}. Về {area}")
        for letter, step in zip("abcdđ", STEPS, strict=True):
            lines.append(f"{letter}) Trong lĩnh vực {area}: {step}.")
            lines += [f"- Ở khu phố {area_number}, {step}; chú ý hộ mới chuyển đến, người cao tuổi sống một mình và công nhân ở trọ." for area_number in range(1, 4)]  # fmt: skip
    return lines


def _duties(soon: str) -> list[str]:
    lines = []
    for number, unit in enumerate(UNITS, start=1):
        lines.append(f"{number}. {unit}")
        lines += [
            f"- Xây dựng kế hoạch của mình về {FIELDS[number - 1]}, hoàn thành trước ngày {soon}.",
            f"- Tổ chức mỗi quý một buổi gặp gỡ ở khu phố về {FIELDS[number - 2]}; thực hiện thường xuyên.",
        ]
    return lines


def _to_set_right(past: str, soon: str, year: int) -> list[str]:
    return [
        f"10. Trung tâm Văn hóa phường xây dựng chuyên mục trên trang thông tin điện tử, hoàn thành trước ngày {soon}.",
        f"11. Ban Xây dựng Đảng chủ trì biên soạn tài liệu hỏi đáp; Hội Nông dân phường phát tài liệu đến từng hộ, hoàn thành trước ngày {soon}.",
        "12. Công an phường rà soát các điểm phức tạp về an ninh trật tự,",
        f"báo cáo Ban Thường vụ Đảng ủy, hoàn thành trước ngày {past}.",
        f"13. Đoàn Thanh niên phường tổ chức hội trại, hoàn thành trước ngày 31/4/{year}.",
        "14. Kinh phí do ngân sách phường bảo đảm theo phân cấp, các đơn vị sử dụng tiết kiệm.",
    ]  # fmt: skip


def _appendix(paper: docx.document.Document, today: date) -> None:
    paper.add_paragraph("PHỤ LỤC")
    paper.add_paragraph("Phân công nhiệm vụ cụ thể")
    columns = ("TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Sản phẩm")
    table = paper.add_table(ROWS + 1, len(columns))
    for cell, words in zip(table.rows[0].cells, columns, strict=True):
        cell.text = words
    for number in range(1, ROWS + 1):
        lead, helper = UNITS[number % len(UNITS)], UNITS[(number + 3) % len(UNITS)]
        due = today + timedelta(days=30 + 5 * number)
        words = (
            str(number), f"Mở đợt {number} về {FIELDS[number % len(FIELDS)]}, có sơ kết và nêu gương", lead, helper,
            f"Trước ngày {due:%d/%m/%Y}", "Báo cáo kết quả",
        )  # fmt: skip
        for cell, said in zip(table.rows[number].cells, words, strict=True):
            cell.text = said
