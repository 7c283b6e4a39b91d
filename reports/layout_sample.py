"""The page that shows every part of a layout: a test print before any paper is laid out by it."""

from __future__ import annotations

from datetime import date

from orgs.models import Unit
from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.layouts import LayoutProfile
from reports.letterheads import deciding_body, head_of
from reports.paper import Paper, on_behalf_of

LONG = (
    "Trang này in thử thể thức của cơ quan, không phải văn bản. Đoạn văn dài ba bốn dòng cho thấy cỡ chữ, giãn dòng, "
    "cách đoạn và lùi đầu dòng; xin đặt thước lên bản in để đo lề, đo hai ô đầu trang và chỗ ký, rồi so với quy định "
    "đang áp dụng. Chữ có dấu được in đủ: ắ ằ ẳ ẵ ặ, ế ề ể ễ ệ, ố ồ ổ ỗ ộ, ứ ừ ử ữ ự, ý ỳ ỷ ỹ ỵ, Đ đ."
)
SHORT = "Đoạn thứ hai cho thấy khoảng cách giữa hai đoạn."
TABLE = Table(
    "Bảng trong nội dung",
    (
        Column("STT", 0.7, "center"),
        Column("Đơn vị", 4),
        Column("Đúng hạn", 1, "right", group="Hoàn thành"),
        Column("Quá hạn", 1, "right", group="Hoàn thành"),
    ),
    (("1", "Chi bộ Khu phố 1", "12", "0"), ("2", "Chi bộ Khu phố 2", "1.205", "3")),
    ("", "Cộng", "1.217", "3"),
)


def sample_paper(profile: LayoutProfile, committee: Unit, *, on: date) -> Paper:
    """A report of no content, with all that a layout says something about, in the committee's own names."""
    blocks = (
        Paragraph(LONG),
        Heading("I.", "ĐỀ MỤC CẤP 1", 1),
        Paragraph(SHORT),
        Heading("1.", "Đề mục cấp 2", 2),
        Heading("1.1.", "Đề mục cấp 3", 3),
        Paragraph(SHORT),
        TABLE,
        Annex("Phụ lục in thử", (TABLE,), landscape=True),
    )
    return Paper(
        profile=profile,
        **head_of(committee),
        number="",
        type_code="BC",
        issued_on=None,
        type_name="Báo cáo",
        abstract="in thử thể thức văn bản của cơ quan",
        blocks=blocks,
        recipients=("Cơ quan cấp trên", "Lưu văn phòng"),
        authority=on_behalf_of(profile, deciding_body(committee)),
        job_title="Chức vụ người ký",
        signatory="Họ và tên",
        draft=True,
        year=on.year,
    )
