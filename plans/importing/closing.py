"""The end of a plan: recipients (nơi nhận), signing authority, position, name, appendices. Pure.

Source: DOMAIN.md §1.3 rows 7–9, §1.4. Columns pasted side by side are taken apart again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from orgs.text import fold
from plans.importing.drafts import Signatory
from plans.importing.letters import LOWER, UPPER, is_capitals
from plans.importing.names import starts_name
from plans.importing.paragraphs import is_noise
from plans.importing.source import Line

_RECIPIENTS = re.compile(r"(?:Nơi|nơi|NƠI)\s+(?:nhận|NHẬN)\s*:?(?P<rest>.*)")
_AUTHORITY = re.compile(
    rf"(?:T\s?/\s?M|TM\.?|K\s?/\s?T|KT\.|T\s?/\s?L|TL\.|TUQ\.|Q\.|ĐẠI DIỆN)\s*[{UPPER}][{UPPER}\s,.\-–/]+"
)
_POSITION = (
    r"(?:Q\.\s?)?(?:PHÓ\s+)?(?:BÍ THƯ|CHỦ TỊCH|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG PHÒNG|TRƯỞNG KHỐI"
    r"|TRƯỞNG CÔNG AN|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|VIỆN TRƯỞNG|CHỦ NHIỆM|HIỆU TRƯỞNG|CHỈ HUY TRƯỞNG|CỤC TRƯỞNG"
    r"|VỤ TRƯỞNG|BỘ TRƯỞNG|TỔ TRƯỞNG|THỦ TƯỚNG|ỦY VIÊN|UỶ VIÊN)"
)
_POSITION_LINE = re.compile(rf"{_POSITION}(?:[{UPPER}\s,.\-–]*)")
_BESIDE = re.compile(rf"(?P<left>.*?[,;.:)])\s+(?P<right>(?:{_AUTHORITY.pattern}|{_POSITION}[{UPPER}\s]*))")
_NAME = re.compile(rf"(?:[{UPPER}][{LOWER}]*(?:\s+|$)){{2,6}}")
_SIGNED = re.compile(r"\(?\s*(?:đã\s+ký|ký\s+tên.*|ký|chữ ký.*|chức danh.*)\s*\)?\s*\.?", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU MẪU|Biểu số|BIỂU SỐ|DANH MỤC|DANH SÁCH)\b")
_FAREWELL = re.compile(
    r"(?:Trên đây là|(?:Trong q|Q)uá trình (?:triển khai|tổ chức|thực hiện)"
    r"|Nhận được (?:Kế hoạch|Chương trình|Hướng dẫn|Công văn) này"
    r"|(?:Kế hoạch|Chương trình|Hướng dẫn|Quy chế|Chỉ thị|Nghị quyết) này (?:có hiệu lực"
    r"|được (?:phổ biến|triển khai|gửi)|phổ biến|triển khai|thay (?:thế|cho)|bãi bỏ)"
    r"|(?:Yêu cầu|Đề nghị)\s.{0,200}\snghiêm túc (?:triển khai|thực hiện)"
    r"|Mọi (?:khó khăn|vướng mắc))"
)
# "Ủy ban nhân dân xã yêu cầu các thôn nghiêm túc thực hiện": what a plan asks of everyone at its end.
_ASKS_ALL = re.compile(
    r"(?:(?:Căn cứ|Trên cơ sở)[^.;]{0,80},\s*)?(?P<who>[^.;:,]{1,80}?\s)?(?i:yêu cầu|đề nghị)\s"
    r"[^.;:]{0,60}?\b(?:các|mọi)\s.{0,300}(?:nghiêm túc|Kế hoạch này|\./\.$)"
)
_MARKS = " \t-–+*•,;."


@dataclass(frozen=True, slots=True)
class Closing:
    """What follows the outline. `start` is the index of its first line, `appendix` that of the first appendix."""

    start: int
    appendix: int
    recipients: tuple[str, ...]
    signatory: Signatory | None


def read_closing(lines: Sequence[Line], body_start: int) -> Closing:
    """Find and read the end of the document; without one, the outline runs to the last line."""
    start = _find_start(lines, body_start)
    appendix = _find_appendix(lines, start)
    segments = [(part, line.number) for line in lines[start:appendix] for part in _segments(line.text)]
    return Closing(start, appendix, tuple(_read_recipients(segments)), _read_signatory(segments))


def is_farewell(text: str) -> bool:
    """Whether a paragraph closes the plan ("Trên đây là Kế hoạch …") and gives nobody a duty."""
    asks = _ASKS_ALL.match(text)
    return _FAREWELL.match(text) is not None or (asks is not None and (not asks["who"] or starts_name(asks["who"])))


def is_appendix(text: str) -> bool:
    """Whether a line opens an appendix ("PHỤ LỤC II", "Biểu số 1")."""
    return _APPENDIX.match(text.strip()) is not None


def _find_start(lines: Sequence[Line], body_start: int) -> int:
    for index in range(body_start, len(lines)):
        if any(_RECIPIENTS.match(part) or _AUTHORITY.fullmatch(part) for part in _segments(lines[index].text)):
            return index
    last = len(lines)
    for index in range(len(lines) - 1, max(body_start, len(lines) - 12), -1):
        if _POSITION_LINE.fullmatch(lines[index].text.strip()):
            last = index
    return last


def _find_appendix(lines: Sequence[Line], start: int) -> int:
    for index in range(start, len(lines)):
        cells = lines[index].cells
        is_table = bool(cells) and not cells[0].startswith(("-", "–", "+"))  # else one more receiver
        if is_table or is_appendix(lines[index].text):
            return index
    return len(lines)


def _segments(text: str) -> list[str]:
    parts = []
    for part in re.split(r"\t| {4,}|\s\|\s", text):
        found = None if _AUTHORITY.fullmatch(part.strip()) else _BESIDE.fullmatch(part.strip())
        parts += [found["left"], found["right"]] if found else [part.strip()]
    return [part for part in parts if part]


def _read_recipients(segments: list[tuple[str, int]]) -> list[str]:
    recipients: list[str] = []
    is_open = False
    for text, _ in segments:
        if found := _RECIPIENTS.match(text):
            is_open = True
            recipients += [name for part in found["rest"].split(";") if (name := part.strip(_MARKS))]
        elif is_open and text[:1] in "-–+•*" and not is_noise(text):
            recipients += [name for part in re.split(r";\s*[-–]\s+", text) if (name := part.strip(_MARKS))]
        elif is_open and recipients and text[:1].islower():
            recipients[-1] = f"{recipients[-1]} {text.strip(_MARKS)}"
    return recipients


def _read_signatory(segments: list[tuple[str, int]]) -> Signatory | None:
    authority: list[str] = []
    position: list[str] = []
    name, first = None, 0
    for text, number in segments:
        if text[:1] in "-–+•*" or _RECIPIENTS.match(text) or _SIGNED.fullmatch(text):
            continue
        if _AUTHORITY.fullmatch(text) and not position:
            authority.append(" ".join(text.split()))
        elif _POSITION_LINE.fullmatch(text) or (authority and not name and is_capitals(text) and not is_noise(text)):
            position.append(" ".join(text.split()))
        elif (authority or position) and not name and _NAME.fullmatch(_without_title(text)):
            name = _without_title(text)
        first = first or (number if authority or position else 0)
    if not authority and not position:
        return None
    return Signatory("\n".join(authority) or None, "\n".join(position) or None, name, first)


def _without_title(text: str) -> str:
    """Return a person's name without the academic or military title printed before it."""
    words = text.split()
    titles = {"ts", "ths", "pgs", "gs", "bs", "ks", "cn", "thuong", "dai", "thieu", "trung", "ta", "uy", "tuong"}
    while (
        len(words) > 2
        and (words[0].endswith(".") or fold(words[0]) in titles)
        and (words[0][-1:] in ".," or words[1][:1].islower())
    ):
        words = words[2:] if words[1][:1].islower() else words[1:]
    return " ".join(words)
