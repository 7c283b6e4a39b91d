"""What a text names by field: "Cơ quan chủ trì: A; phối hợp: B và C; thời gian: …; sản phẩm: …". Pure.

Source: DOMAIN.md §2.4.
"""

import re
from dataclasses import dataclass

from plans.importing.drafts import Role
from plans.importing.names import Party, opens_theme, split_names, starts_name
from plans.importing.roles import ROLE_OF
from plans.importing.roster import NO_NAMES, Roster

_FIELD_NAME = (
    r"(?:(?:Cơ quan|Đơn vị|Tổ chức|Bộ phận)\s+)?(?P<role>chủ trì|phối hợp|thực hiện|tham mưu|theo dõi)"
    r"(?:\s+(?:thực hiện|tham mưu|triển khai))?\s*:"
)
_NEXT_FIELD = (
    r"\s*(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|phối hợp|thực hiện|tham mưu|theo dõi|thời|sản phẩm|kết quả|hoàn thành"
    r"|tiến độ|trước|xong)"
)
_FIELD = re.compile(
    rf"(?:^|[.;(\n]|[-+]\s)\s*{_FIELD_NAME}\s*(?P<names>(?:[^.;()\n:]|;(?!{_NEXT_FIELD})){{2,300}})", re.IGNORECASE
)
_FIELD_LINE = re.compile(
    rf"{_FIELD_NAME}|Thời (?:gian|hạn)[^:]{{0,30}}:|Tiến độ[^:]{{0,30}}:|Sản phẩm\s*:|Kết quả(?: đầu ra)?\s*:",
    re.IGNORECASE,
)
_WITH_HELPERS = re.compile(r",?\s+phối hợp (?:với|cùng(?: với)?)\s+")
_PRODUCT = re.compile(r"(?:Sản phẩm|Kết quả(?: đầu ra)?)\s*:\s*(?P<product>[^.;\n]{2,300})", re.IGNORECASE)
SETTING = re.compile(
    r"(?:Tại|Trên|Ở|Qua|Với|Cùng|Nhân|Dịp|Vào|Khi|Nếu|Do|Về|Từ|Đến|Theo|Trong|Ngoài|Sau|Trước|Hằng|Hàng|Mùa|Tết|Lễ|Rằm|Ngày|Sáng|Chiều"
    r"|Hội (?:nghị|thi|thảo)|Đặc biệt|Riêng|Không|Để|Bằng|Đối với|Toàn|Căn cứ|Kết quả|Hồ sơ)\b"
)
TIME = re.compile(r"(?:Quý|Tháng|Năm|Tuần|Thường|Xong|Hoàn thành|Định kỳ|Chậm|Cả|Suốt|Giai đoạn)\b")


@dataclass(frozen=True, slots=True)
class Duty:
    """Parties that share the same roles in one paragraph."""

    parties: tuple[Party, ...]
    roles: tuple[Role, ...]


def read_fields(text: str, known: Roster = NO_NAMES) -> list[Duty]:
    """Return what a text names by field: "Cơ quan chủ trì: A; phối hợp: B và C"."""
    duties = []
    for found in _FIELD.finditer(text):
        names, *helped = _WITH_HELPERS.split(found["names"].strip(), maxsplit=1)
        if _may_be_doer(names, known):
            duties.append(Duty(tuple(split_names(names, known)), (ROLE_OF[found["role"].lower()],)))
            duties += [Duty(tuple(split_names(helpers, known)), (Role.COORDINATE,)) for helpers in helped]
    return duties


def _may_be_doer(names: str, known: Roster) -> bool:
    """Whether what a field of names says is one: a known word, or a capital that opens no time, place or work."""
    if starts_name(names, 0, known):
        return True
    return names[:1].isupper() and not (SETTING.match(names) or TIME.match(names) or opens_theme(names))


def read_product(text: str) -> str | None:
    """Return the product (sản phẩm) that a text names by field."""
    found = _PRODUCT.search(text)
    return found["product"].strip() if found else None


def is_field_line(text: str) -> bool:
    """Whether a bullet only names who or by when for the item above: "Cơ quan chủ trì: …", "Thời gian: …"."""
    return _FIELD_LINE.match(text.strip()) is not None
