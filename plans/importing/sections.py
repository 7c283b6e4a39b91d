"""What a section of a plan is about, by its heading, and which lines inside it are headings. Pure.

Source: DOMAIN.md §2.2 (the common skeleton).
"""

import re
from enum import Enum, auto

from orgs.text import fold
from plans.importing.labels import NUMBERED
from plans.importing.outline import Node, has_ended, is_heading_line


class SectionKind(Enum):
    """PURPOSE says why, WORK says what (mostly to nobody by name), ORGANIZATION says who; OTHER is money and places."""

    PURPOSE = auto()
    WORK = auto()
    ORGANIZATION = auto()
    OTHER = auto()


_ORGANIZATION = re.compile(
    r"\bto chuc (?:thuc hien|trien khai)|\bphan cong|\btrach nhiem|\bche do (?:thong tin|bao cao)|\bthong tin,? bao cao"
)
_WORK = re.compile(r"\bnoi dung|\bnhiem vu|\bgiai phap|\bbien phap|\bchi tieu")
_PURPOSE = re.compile(
    r"(?:muc dich|yeu cau|quan diem|dac diem|tinh hinh|danh gia|su can thiet|muc tieu|phuong cham|khai quat|ket qua)\b"
)
_OTHER = re.compile(r"(?:kinh phi|thoi gian|dia diem|thanh phan|doi tuong|pham vi|nguon luc)\b")
_PLAIN_HEADING = re.compile(
    r"(?:(?:cac|mot so|nhung)\s+)?"
    r"(?:noi dung|nhiem vu|giai phap|bien phap|chi tieu|muc tieu|muc dich|yeu cau|quan diem|phuong cham)\b"
)
_SHORT, _LONG = 12, 40


def section_kind(heading: str) -> SectionKind:
    """Return what a top section is about; one that its heading does not tell is WORK."""
    folded = fold(heading)
    if _PURPOSE.match(folded) and not _WORK.search(folded):
        return SectionKind.PURPOSE
    if _ORGANIZATION.match(folded) or (_ORGANIZATION.search(folded) and not _WORK.search(folded)):
        return SectionKind.ORGANIZATION
    if _WORK.search(folded):
        return SectionKind.WORK
    return SectionKind.OTHER if _OTHER.match(folded) else SectionKind.WORK


def is_heading(node: Node) -> bool:
    """Whether an item only heads what stands below it: "Nội dung", "Nhiệm vụ và giải pháp", a title over "1.1", "a)".

    A sentence over bullets is a task with its details, not a heading.
    """
    text, words = node.paragraph.text.strip(), len(node.paragraph.text.split())
    children = [child for child in node.children if not child.paragraph.is_footnote]
    if not children or text.endswith((".", ";", "/")) or words > _LONG:
        return False
    if words <= _SHORT and (node.paragraph.heading or _PLAIN_HEADING.match(fold(text))):
        return True
    return (is_heading_line(node.paragraph) and node.label is None) or any(_is_numbered(child) for child in children)


def is_title(node: Node) -> bool:
    """Whether a line with a colon, or a short one without end mark, heads the items below it, whatever they are."""
    text = node.paragraph.text.strip()
    return bool(node.children) and (text.endswith(":") or (len(text.split()) <= _SHORT * 2 and not has_ended(text)))


def _is_numbered(node: Node) -> bool:
    return node.label is not None and node.label.rank in NUMBERED
