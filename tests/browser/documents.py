"""Plans on paper for the story: two real ones, which are not ours to publish, and one of our own wording."""
# ruff: noqa: E501 -- a paragraph of a plan stands on one line

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from io import BytesIO
from itertools import groupby
from pathlib import Path

import docx
import pytest
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def seed(number: str) -> str:
    """The text of a real plan from the folder that DANVAN_SEEDS names."""
    folder = os.environ.get("DANVAN_SEEDS", "")
    if not folder:
        pytest.skip("DANVAN_SEEDS names no folder with the real plans")
    return next(Path(folder).glob(f"{number}_*.txt")).read_text()


def text_file(text: str) -> dict:
    return {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": text.encode()}


def word_file(text: str) -> dict:
    """The text as an office would have it in Word: a paragraph a line, *…* slanted, **…** bold, lines with a tab a table."""
    document = docx.Document()
    for is_table, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        if is_table:
            left, right = zip(*(line.split("\t") for line in lines), strict=True)
            cells = document.add_table(1, 2).rows[0].cells
            cells[0].text, cells[1].text = "\n".join(left).strip(), "\n".join(right).strip()
        else:
            for line in filter(str.strip, lines):
                _write(document.add_paragraph(), line)
    stream = BytesIO()
    document.save(stream)
    return {"name": "ke-hoach.docx", "mimeType": WORD, "buffer": stream.getvalue()}


def photo() -> dict:
    """A photo as a phone takes it, larger than what is sent."""
    stream = BytesIO()
    Image.radial_gradient("L").resize((2400, 1800)).convert("RGB").save(stream, "JPEG", quality=95)
    return {"name": "hoi-nghi.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def own_plan(today: date) -> str:
    """A ward's plan of the same shape, its days around today: one past, one to come."""
    past, to_come = today - timedelta(days=10), today + timedelta(days=20)
    return _OWN.format(
        issued=_in_words(today - timedelta(days=40)), past=f"{past:%d/%m/%Y}", to_come=f"{to_come:%d/%m/%Y}"
    )


def _write(paragraph, line: str) -> None:
    for part in re.split(r"(\*\*[^*]+\*\*|\*[^*]+\*)", line):
        run = paragraph.add_run(part.strip("*") if len(part) > 2 else part)
        run.bold, run.italic = part.startswith("**"), part.startswith("*") and not part.startswith("**")


def _in_words(day: date) -> str:
    return f"ngày {day.day:02} tháng {day.month:02} năm {day.year}"


_OWN = """\
ĐẢNG BỘ TỈNH GIA LAI\tĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY PHƯỜNG QUY NHƠN\tQuy Nhơn, {issued}
Số 91-KH/ĐU\t
KẾ HOẠCH
lắng nghe và giải quyết kiến nghị của Nhân dân ở khu dân cư
Thực hiện Kế hoạch số 12-KH/TU ngày 05/02/2026 của Ban Thường vụ Tỉnh ủy về công tác dân vận, Ban Thường vụ Đảng ủy ban hành kế hoạch như sau:
I - MỤC ĐÍCH, YÊU CẦU
1. Mỗi kiến nghị của người dân đều có người nghe và có trả lời.
2. Việc làm cụ thể, không phô trương.
II - NHIỆM VỤ, GIẢI PHÁP
1. Tổ chức gặp gỡ người dân ở từng khu phố.
- Thông báo lịch trước trên loa và nhóm Zalo của khu phố.
- Ghi đủ ý kiến vào sổ theo dõi.
2. Trả lời kiến nghị rõ ràng, đúng hẹn.
3. Nhân rộng các mô hình “Dân vận khéo” về vệ sinh môi trường.
III - TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân phường
Phân loại, trả lời các kiến nghị thuộc thẩm quyền (*hoàn thành trước ngày {to_come}*).
2. Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội phường
Vận động đoàn viên, hội viên tham gia các buổi gặp gỡ (*thực hiện thường xuyên*).
3. Các tổ chức đảng trực thuộc Đảng ủy
Tổ chức một buổi gặp gỡ tại khu dân cư, gửi biên bản (*hoàn thành trước ngày {past}*).
4. Tổ giúp việc công tác dân vận phường
Theo dõi, đôn đốc việc thực hiện; định kỳ báo cáo Ban Thường vụ Đảng ủy./.
Nơi nhận:\tT/M BAN THƯỜNG VỤ
- Các tổ chức đảng trực thuộc,\tPHÓ BÍ THƯ
- Lưu Văn phòng Đảng ủy.\tNguyễn Thị Mẫu
"""
