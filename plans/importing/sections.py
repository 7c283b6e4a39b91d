"""What a section of a plan is about, by its heading. Pure.

Source: DOMAIN.md §2.2 (the common skeleton), §4.1 (plans that open with a report on the year before).
"""

import re
from enum import Enum, auto

from orgs.text import fold


class SectionKind(Enum):
    """PURPOSE says why, WORK says what (mostly to nobody by name), ORGANIZATION says who; OTHER is money and places."""

    PURPOSE = auto()
    WORK = auto()
    ORGANIZATION = auto()
    OTHER = auto()


_REVIEW = re.compile(
    r"(?:danh gia|tinh hinh|ket qua|thuc trang|dac diem|boi canh|khai quat|han che|ton tai|uu diem|nguyen nhan"
    r"|bai hoc|kinh nghiem)\b"
)
_ORGANIZATION = re.compile(
    r"\bto chuc (?:thuc hien|trien khai)|\bphan cong|\btrach nhiem|\bche do (?:thong tin|bao cao)|\bthong tin,? bao cao"
    r"|\bbao cao (?:ket qua|dinh ky)|^(?:kien nghi, )?de nghi\b"
)
_WORK = re.compile(r"\bnoi dung|\bnhiem vu|\bgiai phap|\bbien phap|\bchi tieu|\bphuong huong")
_PURPOSE = re.compile(r"(?:muc dich|yeu cau|quan diem|danh gia|su can thiet|muc tieu|phuong cham|can cu|co so)\b")
_OTHER = re.compile(
    r"(?:du toan|kinh phi|nguon kinh phi|thoi gian|dia diem|thanh phan|doi tuong|pham vi|nguon luc|hieu luc)\b"
)
_NAMED = re.compile(
    r"(?:(?:cac|mot so|nhung)\s+)?(?:muc dich|muc tieu|yeu cau|quan diem|noi dung|nhiem vu|giai phap|bien phap|chi tieu"
    r"|phuong cham|phuong huong|to chuc thuc hien|phan cong|che do (?:thong tin|bao cao)|kinh phi|thoi gian|dia diem"
    r"|doi tuong|thanh phan|pham vi|danh gia|ket qua|tinh hinh|dac diem|han che|trach nhiem)\b"
)
_MAX_SECTION_WORDS = 12


def section_kind(heading: str, within: SectionKind = SectionKind.WORK) -> SectionKind:
    """Return what a section is about; one that its heading does not tell is like the one around it, `within`."""
    folded = fold(heading)
    if _REVIEW.match(folded) or (_PURPOSE.match(folded) and not _WORK.search(folded)):
        return SectionKind.PURPOSE
    if _ORGANIZATION.match(folded) or (_ORGANIZATION.search(folded) and not _WORK.search(folded)):
        return SectionKind.ORGANIZATION
    if _WORK.search(folded):
        return SectionKind.WORK
    return SectionKind.OTHER if _OTHER.match(folded) else within


def names_section(text: str) -> bool:
    """Whether a line is nothing but the heading of a usual section or of a part of one: "Mục đích, yêu cầu"."""
    return len(text.split()) <= _MAX_SECTION_WORDS and _NAMED.match(fold(text)) is not None


def says_where_or_when(label: str) -> bool:
    """Whether words before a colon announce money, time, place, people of a task and nothing to do."""
    return _OTHER.match(fold(label)) is not None
