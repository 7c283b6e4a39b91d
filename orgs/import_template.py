"""The .xlsx template of import_units: headings, choices, and a page that explains them."""

from __future__ import annotations

import io
from typing import Any

from orgs.import_units import PEOPLE, SHEETS, UNITS
from orgs.models import Level, Regime, Role, UnitKind

CHOICES: dict[tuple[str, str], Any] = {
    (UNITS, "Loại"): UnitKind,
    (UNITS, "Cấp"): Level,
    (UNITS, "Thể thức văn bản"): Regime,
    (PEOPLE, "Vai trò"): Role,
}
EXPLANATION = [
    "Điền vào ba trang Đơn vị, Nhóm, Người dùng; trang nào không cần thì để trống. Không đổi dòng tiêu đề.",
    "Đơn vị cấp trên ghi ở dòng trên, đơn vị trực thuộc ở dòng dưới. Bỏ trống “Trực thuộc”: thuộc đơn vị đang chọn.",
    "Tên gọi khác, Các đơn vị (của nhóm): cách nhau bằng dấu chấm phẩy ( ; ).",
    "Ban hành kế hoạch riêng: đánh x nếu là cấp ủy, ủy ban có văn phòng riêng.",
    "Người dùng: phải có Họ và tên, Đơn vị, Vai trò. Bỏ trống Tên đăng nhập thì máy đặt. Không ghi mật khẩu.",
    "Ô bỏ trống ở dòng đã có thì giữ nguyên như cũ. Tải lên lần nữa không tạo trùng.",
    "Sau khi tải lên, máy cho xem từng dòng sẽ thêm, sửa hay lỗi; chỉ lưu khi đồng chí bấm lưu.",
]


def template() -> bytes:
    """Return the workbook; every text is written as text, never as a formula."""
    from xlsxwriter import Workbook  # noqa: PLC0415 -- slow import

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for name, headings in SHEETS.items():
            _add_sheet(workbook, name, list(headings), bold)
        guide = workbook.add_worksheet("Hướng dẫn")
        guide.set_column(0, 0, 110, workbook.add_format({"text_wrap": True}))
        for place, sentence in enumerate(EXPLANATION):
            guide.write_string(place, 0, sentence)
    return stream.getvalue()


def _add_sheet(workbook: Any, name: str, headings: list[str], bold: Any) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, 36 if column == 0 else 22)
        sheet.write_string(0, column, heading, bold)
        if choices := CHOICES.get((name, heading)):
            _offer(sheet, column, choices.labels)


def _offer(sheet: Any, column: int, words: list[str]) -> None:
    """A list to choose from: on the sheet itself, far right, since Excel takes only 255 letters in a rule."""
    for row, word in enumerate(words, start=1):
        sheet.write_string(row, 40 + column, word)
    sheet.set_column(40 + column, 40 + column, None, None, {"hidden": True})
    letters = _letters(40 + column)
    source = f"=${letters}$2:${letters}${len(words) + 1}"
    sheet.data_validation(1, column, 5000, column, {"validate": "list", "source": source, "error_type": "warning"})


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 -- slow import

    return xl_col_to_name(column)
