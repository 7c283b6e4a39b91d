"""Who issues the plan: as the opening says, else as the end and the head of the paper say it in capitals. Pure.

Source: DOMAIN.md §1.3 rows 1, 7; §2.2.
"""

import re
from collections.abc import Sequence

from plans.importing.letters import UPPER, is_capitals
from plans.importing.names import starts_name

_ISSUES = re.compile(
    rf"(?P<issuer>[{UPPER}][^.;:,()]{{3,120}}?)\s+"
    r"(?:ban hành|xây dựng|đề ra|triển khai|thống nhất ban hành|lập|tổ chức)\s+(?:\w+\s+)?"
    r"(?i:kế hoạch|chương trình|hướng dẫn)"
)
_SIGNED_FOR = re.compile(r"(?:T\s?/\s?M|TM\.?)\s*(?P<body>.+)")
_FOR_COMMITTEE = re.compile(r"(?P<body>BAN (?:THƯỜNG VỤ|CHẤP HÀNH))(?: (?P<rest>.+))?")
_COMMITTEE = re.compile(r"(?:ĐẢNG|TỈNH|THÀNH|HUYỆN|THỊ|QUẬN) (?:ỦY|UỶ)\b.*")
_PLACES = r"tỉnh|thành phố|phường|xã|đặc khu|huyện|thị xã|quận|thị trấn"
_PLACE_NAME = re.compile(rf"\b(?P<kind>(?:{_PLACES})) (?P<name>.+)")
_COMMITTEE_NAME = re.compile(r"^(?P<kind>(?:tỉnh|thành|huyện|thị|quận) (?:ủy|uỷ)) (?P<name>.+)")
# Two words with a capital each, the longer first; elsewhere the head and the word after it ("Sở Nội vụ").
_HEADS = (
    ("ủy ban mặt trận tổ quốc việt nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    ("uỷ ban mặt trận tổ quốc việt nam", "Uỷ ban Mặt trận Tổ quốc Việt Nam"),
    ("ủy ban nhân dân", "Ủy ban nhân dân"),
    ("uỷ ban nhân dân", "Uỷ ban nhân dân"),
    ("hội đồng nhân dân", "Hội đồng nhân dân"),
    ("đảng ủy", "Đảng ủy"), ("đảng uỷ", "Đảng uỷ"), ("đảng bộ", "Đảng bộ"), ("chi bộ", "Chi bộ"),
    ("tỉnh ủy", "Tỉnh ủy"), ("tỉnh uỷ", "Tỉnh uỷ"), ("thành ủy", "Thành ủy"), ("thành uỷ", "Thành uỷ"),
    ("huyện ủy", "Huyện ủy"), ("huyện uỷ", "Huyện uỷ"), ("thị ủy", "Thị ủy"), ("quận ủy", "Quận ủy"),
)  # fmt: skip


def name_issuer(opening: str, authority: str | None, letterhead: Sequence[str]) -> str | None:
    """Return who issues the plan, in small letters as running text writes it; None where the paper does not say.

    `authority` is the line signed for ("T/M BAN THƯỜNG VỤ"), `letterhead` the bodies at the head, superior first.
    """
    head = _heading(letterhead)
    return _in_opening(opening) or _signing(authority, head) or _in_small(head) or None


def _in_opening(opening: str) -> str | None:
    """The body that the opening says issues it: "…, Ban Thường vụ Tỉnh ủy ban hành kế hoạch …"."""
    for found in reversed(list(_ISSUES.finditer(" ".join(opening.split())))):
        issuer = found["issuer"].strip()
        if starts_name(issuer):
            return _in_small(issuer)
    return None


def _heading(letterhead: Sequence[str]) -> str:
    """The last body of the letterhead; its place may stand on a line of its own."""
    if len(letterhead) > 1 and _PLACE_NAME.match(letterhead[-1].lower()):
        return " ".join(letterhead[-2:])
    return letterhead[-1] if letterhead else ""


def _signing(authority: str | None, head: str) -> str | None:
    """The collective body that is signed for, with the place or the committee that the letterhead adds."""
    found = _SIGNED_FOR.match(authority or "")
    if not found:
        return None
    body = " ".join(found["body"].split())
    if _FOR_COMMITTEE.fullmatch(body) and _COMMITTEE.fullmatch(head):
        return _in_small(f"{body} {head}")
    return _in_small(head if head.startswith(f"{body} ") else body)


def _in_small(name: str) -> str:
    """Write a name set in capitals as running text does: "ĐẢNG ỦY XÃ TÂN LẬP" → "Đảng ủy xã Tân Lập"."""
    if not is_capitals(name):
        return name
    if (acting := _FOR_COMMITTEE.fullmatch(name)) and acting["rest"]:
        return f"{_in_small(acting['body'])} {_in_small(acting['rest'])}"
    small = " ".join(name.split()).lower()
    small = _COMMITTEE_NAME.sub(_with_name, small)
    small = _PLACE_NAME.sub(_with_name, small)
    for head, written in _HEADS:
        if small.casefold().startswith(head):
            return written + small[len(head) :]
    first, _, rest = small.partition(" ")
    return f"{first.capitalize()} {rest[:1].upper()}{rest[1:]}".strip()


def _with_name(found: re.Match[str]) -> str:
    """The kind of place as it is, its own name word by word with a capital."""
    return f"{found['kind']} {found['name'].title()}"
