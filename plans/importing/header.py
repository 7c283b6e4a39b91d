"""The head of a plan: letterhead, number, place and date, type, abstract (trích yếu), opening, period. Pure.

Source: DOMAIN.md §1.3, §1.5, §2.2. What the paper does not say stays None.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from orgs.text import fold
from plans.citations import normal_number
from plans.importing.labels import BULLETS, Rank, read_label
from plans.importing.letters import LOWER, UPPER, is_capitals
from plans.importing.paragraphs import is_noise
from plans.importing.sections import names_section
from plans.importing.source import Line

_TYPE_NAMES = (
    r"KẾ HOẠCH(?: PHỐI HỢP| LIÊN TỊCH)?|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| PHỐI HỢP| CÔNG TÁC)?|HƯỚNG DẪN|CHỈ THỊ|QUYẾT ĐỊNH"
    r"|NGHỊ QUYẾT|THÔNG BÁO|KẾT LUẬN|ĐỀ ÁN|PHƯƠNG ÁN|QUY CHẾ|QUY ĐỊNH|THÔNG TRI|CÔNG VĂN"
)
_TYPE = re.compile(rf"(?:D[ỰƯ] THẢO\s*:?\s*)?(?P<type>{_TYPE_NAMES})\b[ :]*(?P<rest>.*)")
_NATION = re.compile(
    r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA(?:\s+VIỆT\s+NAM)?|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc"
)
_PLACE_DATE = re.compile(
    rf"(?:(?P<place>[{UPPER}][^,\d]{{1,40}}),\s*)?ngày\s*(?P<d>\d{{1,2}})?[\s.…_]*tháng\s*(?P<m>\d{{1,2}})?[\s.…_]*năm\s*(?P<y>\d{{4}})?",
    re.IGNORECASE,
)
_REST_OF_DATE = re.compile(r"(?:(?:tháng\s*\d{1,2}\s*)?năm\s*)?\d{4}", re.IGNORECASE)
_BESIDE_BODY = re.compile(
    rf"^(?P<body>(?:[{UPPER}][{UPPER}.\-–]*,?\s+){{2,}}|(?i:số)\s*:?\s*\d+\s*[-–/]\s*\S+\s+)"
    rf"(?=[{UPPER}][{LOWER}][^,]{{0,40}},\s*ngày\s)"
)
_OWN_NUMBER = re.compile(
    r"(?i:\bsố)\s*:?\s*(?P<number>[\d\s.…_]{0,12}[-–/]\s*[A-ZĐ][\w\s/–.-]{2,40}|\d{1,5}\s*/\s*[A-ZĐ][\w/–-]{2,40})"
)
_OPENING_WORDS = re.compile(r"(?:Thực hiện|Căn cứ|Triển khai|Nhằm|Để|Trên cơ sở|Tiếp tục|Theo|Xét)\s")
_NO_BODIES = {"viet nam", "khan", "thuong khan", "hoa toc", "du thao"}
_ANNOUNCES = re.compile(r"(?:như sau|sau đây|sau)\s*:$")
_TITLE_LINES = 12
_HEAD_LINES = 60
_LONG_TITLE = 500

_STAGE = re.compile(
    r"(?:giai đoạn|từ năm)\s+(\d{4})\s*(?:-|–|đến(?: năm)?)\s*(\d{4})|\bnăm\s+(\d{4})\s*[-–]\s*(\d{4})", re.IGNORECASE
)
_HALF = re.compile(r"(?:0?6|sáu) tháng (đầu|cuối) năm (\d{4})", re.IGNORECASE)
_QUARTER = re.compile(r"qu[ýí]\s+(IV|I{1,3}|[1-4])\s*(?:năm\s+|/|-)(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"tháng\s+(\d{1,2})\s*(?:năm\s+|/|-)(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(\d{4})\b(?!\s*[-–])", re.IGNORECASE)
_OPEN_END = re.compile(
    r"những năm tiếp theo|các năm tiếp theo|những năm tới|đến năm \d{4}|năm học|nhiệm kỳ", re.IGNORECASE
)
_ANY_DATE = re.compile(
    r"ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the outline. `title_line` is the line of the abstract; the opening lies between the indices
    `title_end` and `body_start`, where the outline begins."""

    number: str | None
    number_text: str | None
    issued_on: date | None
    place: str | None
    letterhead: tuple[str, ...]
    type_name: str | None
    title: str | None
    title_line: int
    title_end: int
    body_start: int


def read_header(lines: Sequence[Line]) -> Header:
    """Read the head of a document; parts that it lacks are None or empty."""
    type_at = _find_type(lines)
    title_end, type_name, title = _read_title(lines, type_at)
    body_start = _find_body(lines, title_end)
    head = [segment for line in lines[:type_at] for segment in _segments(line.text)]
    number, number_text = _read_number(head)
    issued_on, place = _read_place_and_date(head)
    return Header(
        number=number,
        number_text=number_text,
        issued_on=issued_on,
        place=place,
        letterhead=_read_letterhead(head),
        type_name=type_name,
        title=title,
        title_line=next((line.number for line in lines[type_at + 1 : title_end] if line.text), 1),
        title_end=title_end,
        body_start=body_start,
    )


def read_period(title: str | None) -> tuple[date, date] | None:
    """Return the days a plan covers as its abstract says: "năm 2025", "giai đoạn 2017 - 2020", "quý II/2026".

    None where it says none, several, or leaves the end open. Dates and years of cited documents do not count.
    """
    text = _ANY_DATE.sub(" ", title or "")
    if found := _STAGE.search(text):
        first, last = (int(year) for year in found.groups() if year)
        return (date(first, 1, 1), date(last, 12, 31)) if 1900 < first <= last < 2200 else None
    if _OPEN_END.search(text):
        return None
    if found := _HALF.search(text):
        year, is_first = int(found[2]), found[1].lower() == "đầu"
        return (date(year, 1, 1), date(year, 6, 30)) if is_first else (date(year, 7, 1), date(year, 12, 31))
    if found := _QUARTER.search(text):
        quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(found[1].lower()) or int(found[1])
        return _months(int(found[2]), 3 * quarter - 2, 3 * quarter)
    if (found := _MONTH.search(text)) and 1 <= int(found[1]) <= 12:
        return _months(int(found[2]), int(found[1]), int(found[1]))
    years = {int(year) for year in _YEAR.findall(text)}
    return _months(years.pop(), 1, 12) if len(years) == 1 and 1900 < min(years) < 2200 else None


def _find_type(lines: Sequence[Line]) -> int:
    """Return the index of the line with the type ("KẾ HOẠCH"), 0 where there is none near the top."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if read_label(line.text.strip()) and _is_structural(line.text):
            break
        if (found := _TYPE.fullmatch(line.text.strip())) and (not found["rest"] or len(line.text) < _LONG_TITLE):
            return index
    return 0


def _read_title(lines: Sequence[Line], type_at: int) -> tuple[int, str | None, str | None]:
    """Return the index after the abstract, the type's name and the abstract."""
    if type_at >= len(lines) or not (found := _TYPE.fullmatch(lines[type_at].text.strip())):
        return type_at, None, None
    parts = [found["rest"]] if found["rest"] else []
    first: Line | None = lines[type_at] if parts else None
    end = type_at + 1
    while end < min(len(lines), type_at + _TITLE_LINES):
        line = lines[end]
        if first and (not line.text or not _continues_title(first, parts, line)):
            break
        if line.text:
            if not first and (_is_structural(line.text) or line.text.rstrip().endswith("như sau:")):
                break
            first = first or line
            parts.append(line.text.strip())
        end += 1
    return end, found["type"], " ".join(parts) or None


def _continues_title(first: Line, parts: list[str], line: Line) -> bool:
    text = line.text.strip()
    if is_noise(text) or _is_structural(text) or (first.bold and not line.bold):
        return False
    if text.endswith((":", ";")) or parts[-1].endswith((".", ":")) or len(text) > _LONG_TITLE:
        return False
    return not _OPENING_WORDS.match(text)


def _find_body(lines: Sequence[Line], start: int) -> int:
    """Return where the outline begins: behind the last "như sau:" before any number, else at the first number."""
    labelled = next((index for index in range(start, len(lines)) if _opens(lines[index].text)), None)
    announced = [
        index
        for index in range(start, len(lines) if labelled is None else labelled)
        if _ANNOUNCES.search(lines[index].text.rstrip())
    ]
    if announced:
        return announced[0 if labelled is None else -1] + 1
    return start if labelled is None else labelled


def _opens(text: str) -> bool:
    return _is_structural(text) or (is_capitals(text) and names_section(text))


def _is_structural(text: str) -> bool:
    """Whether a line opens the outline: any number or letter, but no bullet and no footnote."""
    label = read_label(text.strip())
    return label is not None and label.rank not in BULLETS | {Rank.FOOTNOTE, Rank.PAREN}


def _segments(text: str) -> list[str]:
    """Return the cells of a head typed with tabs; what stands beside the nation's name, a body, a number."""
    marked = _BESIDE_BODY.sub(r"\g<body>\t", _NATION.sub(lambda found: f"\t{found[0]}\t", text))
    return [part.strip() for part in re.split(r"\t| {3,}|\s\|\s", marked) if part.strip()]


def _read_number(head: list[str]) -> tuple[str | None, str | None]:
    for text in head:
        if found := _OWN_NUMBER.search(text):
            written = _PLACE_DATE.split(found["number"])[0].strip()
            number = normal_number(written)
            return number, written if number else None
    return None, None


def _read_place_and_date(head: list[str]) -> tuple[date | None, str | None]:
    for text, after in zip(head, [*head[1:], ""], strict=False):
        found = _PLACE_DATE.search(f"{text} {after}" if _REST_OF_DATE.fullmatch(after) else text)
        if not found or not (found["place"] or found["y"]):
            continue
        place = re.sub(rf"^.*[{LOWER}\d]\s{{2,}}", "", found["place"].strip()) if found["place"] else None
        return _date(found["y"], found["m"], found["d"]), place
    return None, None


def _read_letterhead(head: list[str]) -> tuple[str, ...]:
    """Return the bodies named in the head, line by line as printed, the superior one first."""
    return tuple(text for text in head if is_capitals(text) and not _is_other_part(text))


def _is_other_part(text: str) -> bool:
    """Whether a line of the head is no body: the nation's name, a number, a date, an urgency mark."""
    folded = fold(text).strip("* ")
    if not text[:1].isalpha() or text.lower().startswith(("số ", "số:")) or folded in _NO_BODIES:
        return True
    return any(pattern.search(text) for pattern in (_NATION, _PLACE_DATE, _OWN_NUMBER))


def _date(year: str | None, month: str | None, day: str | None) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if year and month and day else None
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not 1900 < year < 2200:
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
