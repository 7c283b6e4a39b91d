"""Invented papers of both regimes, long and short, for the tests of what is drawn from them."""

from datetime import date

from reports.blocks import Annex, Block, Column, Heading, Paragraph, Table
from reports.layouts import PARTY_2026, STATE_2020
from reports.paper import Paper

SENTENCE = (
    "Các tổ chức đảng trong phường đã chủ động lựa chọn việc làm cụ thể, gắn trách nhiệm của người đứng đầu với "
    "từng khu dân cư; qua đó, ý kiến của Nhân dân được nghe sớm hơn, trả lời rõ hơn và giải quyết gần dân hơn. "
)
UNIT_NAMES = (
    "Chi bộ Khu phố 1",
    "Chi bộ Khu phố 2",
    "Chi bộ Trường Tiểu học Hải Cảng",
    "Đảng bộ Ủy ban nhân dân phường",
    "Chi bộ Quân sự phường",
    "Chi bộ Trạm Y tế",
)


def figures_table(rows: int = 12) -> Table:
    """Units against the five disjoint cells, with two grouped headers and totals."""
    names = [(str(n + 1), f"{UNIT_NAMES[n % len(UNIT_NAMES)]} – nhóm {n + 1}") for n in range(rows)]
    return Table(
        caption="Kết quả thực hiện theo đơn vị",
        columns=(
            Column("TT", 1, "center"),
            Column("Đơn vị", 5),
            Column("Tổng số", 1.5, "right"),
            Column("Đúng hạn", 1.5, "right", group="Hoàn thành"),
            Column("Quá hạn", 1.5, "right", group="Hoàn thành"),
            Column("Trong hạn", 1.5, "right", group="Chưa hoàn thành"),
            Column("Quá hạn", 1.5, "right", group="Chưa hoàn thành"),
            Column("Không hạn", 1.5, "right"),
        ),
        rows=tuple((*name, "7", "4", "1", "1", "0", "1") for name in names),
        totals=("", "Cộng", str(7 * rows), str(4 * rows), str(rows), str(rows), "0", str(rows)),
    )


def long_body(paragraphs: int = 4) -> tuple[Block, ...]:
    text = "\n".join([SENTENCE * 3] * paragraphs)
    return (
        Paragraph("Thực hiện Kế hoạch số 76-KH/ĐU ngày 05/5/2026, Ban Thường vụ báo cáo kết quả như sau: " + SENTENCE),
        Heading("I.", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", 1),
        Paragraph("42/42 tổ chức đảng đã quán triệt; 03 việc quá hạn.\n" + text),
        Heading("II.", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP", 1),
        Heading("1.", "Công tác tuyên truyền, phổ biến", 2),
        Paragraph(text),
        Heading("1.1.", "Trên hệ thống truyền thanh cơ sở", 3),
        Paragraph(text),
        figures_table(),
        Heading("III.", "ĐÁNH GIÁ CHUNG", 1),
        Paragraph(text),
    )


def party_paper(**changes) -> Paper:
    """An interim report of a ward's Party committee, three pages and an annex by default."""
    values = {
        "profile": PARTY_2026,
        "superior": "Đảng bộ tỉnh Gia Lai",
        "issuer": "Đảng ủy phường Quy Nhơn",
        "number": "112",
        "type_code": "BC",
        "symbol": "ĐU",
        "place": "Quy Nhơn",
        "issued_on": date(2026, 7, 5),
        "type_name": "Báo cáo",
        "abstract": "sơ kết 6 tháng thực hiện Kế hoạch số 76-KH/ĐU về công tác dân vận trong tình hình mới",
        "blocks": (*long_body(), Annex("Danh mục việc của từng đơn vị", (figures_table(40),), landscape=True)),
        "recipients": (
            "Ban Tuyên giáo và Dân vận Tỉnh ủy (để b/c)",
            "Các đ/c ủy viên Ban Thường vụ Đảng ủy",
            "Các tổ chức đảng trực thuộc Đảng ủy",
            "Lưu Văn phòng Đảng ủy",
        ),
        "authority": "T/M Ban Thường vụ",
        "job_title": "Phó Bí thư Thường trực",
        "signatory": "Nguyễn Thị Ánh Nguyệt",
    }
    return Paper(**(values | changes))


def state_paper(**changes) -> Paper:
    """A report of a ward's people's committee, one page by default."""
    values = {
        "profile": STATE_2020,
        "superior": "",
        "issuer": "Ủy ban nhân dân phường Quy Nhơn",
        "number": "9",
        "type_code": "BC",
        "symbol": "UBND",
        "place": "Quy Nhơn",
        "issued_on": date(2026, 2, 5),
        "type_name": "Báo cáo",
        "abstract": "Kết quả công tác dân vận chính quyền năm 2025",
        "blocks": (Heading("I.", "TÌNH HÌNH CHUNG", 1), Paragraph(SENTENCE * 2 + "\n" + SENTENCE)),
        "recipients": ("Sở Nội vụ (báo cáo)", "TT Đảng ủy phường", "Lưu: VT, VHXH"),
        "authority": "TM. Ủy ban nhân dân\nKT. Chủ tịch",
        "job_title": "Phó Chủ tịch",
        "signatory": "Trần Văn Bình",
    }
    return Paper(**(values | changes))
