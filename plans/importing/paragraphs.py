"""From lines to paragraphs: page noise left out, broken lines and headings joined, labels read. Pure.

Source: DOMAIN.md §1.6, §2.6. Nothing is renumbered and nothing is dropped except page numbers and rules.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans.importing.labels import BULLETS, Label, Rank, read_label
from plans.importing.letters import UPPER, is_capitals
from plans.importing.names import is_name_list
from plans.importing.source import Line

_NOISE = re.compile(r"[\s*_=.\-–—]*|[-–]?\s*\d{1,3}\s*[-–]?|(?i:trang)\s+\d{1,3}(?:\s*/\s*\d{1,3})?")
_ENDED = re.compile(r"[.;:!?…]['”\"’)\]*]*$")
_SENTENCES = re.compile(rf"[.!?]\s+[{UPPER}]")
_SPLIT_WORD = re.compile(r"\w[-/]$")  # "02-" at a line's end, "NQ/ĐU" on the next
_FUNCTION_WORDS = (
    "của và về các những theo với cho tại trong từ đến do bằng là để số ngày tháng năm một mỗi hoặc cùng như khi trên "
    "giữa qua bởi nhằm được phải"
)
_FIRST_SYLLABLES = "Ban Bộ Quy Nghị Chỉ Kết Ủy Uỷ Mặt Hội Nhà Nhân Tỉnh Huyện Thành Trung Kế Quyết"
_UNFINISHED = frozenset(f"{_FUNCTION_WORDS} {_FIRST_SYLLABLES}".split())
_UNFINISHED_HEADING = re.compile(r"(?:,|\b(?:VÀ|CỦA|VỀ|CÁC|TRONG|VỚI|CHO|THEO|TẠI|ĐỐI VỚI|MỘT|TỪ|ĐẾN|-|–))$")
BARE_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?[IVX\d]{1,4})?\s*[.:]?")
_ALWAYS_BEGINS = re.compile(r"(?:Trên đây là|Nơi nhận|PHỤ LỤC|Phụ lục [IVX\d])\b")
_MAX_HEADING_WORDS = 25
_MAX_WRAPPED_WIDTH = 140
_LONGEST_END = 80  # end marks with the quotation marks and brackets after them
_MAX_BRACKET = 300  # characters between a bracket and the one that closes it
_MIN_WRAPPED_PAIRS = 3
_MIN_GAPS = 0.15
_FIRST_HALF = re.compile(r"(?:Văn h(?:óa|oá)|[Cc]hính trị|[Kk]inh tế|Kế hoạch|Tổ chức|[Qq]uốc phòng)$")
_SECOND_HALF = re.compile(r"[-–]\s(?:[Xx]ã hội|Tài chính|Hành chính|[Aa]n ninh|Kỹ thuật|Ngân sách)\b")
_RECENT = 2_000  # characters of a paragraph that are looked at for a sentence in it
_FEW, _MANY = 4, 12  # words that end a sentence after a gap, and of the sentence they end
_SHORT_LINE = 0.6  # of the printed width: the paragraph ends there


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the document, joined from the lines `first` to `last`; `text` comes without its label."""

    text: str
    first: int
    last: int
    label: Label | None = None
    bold: bool = False
    heading: int = 0
    cells: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()
    tail: int = 0

    @property
    def is_footnote(self) -> bool:
        return self.label is not None and self.label.rank is Rank.FOOTNOTE


def is_noise(text: str) -> bool:
    """Whether a line is a page number, a rule or the star of a Party letterhead."""
    return _NOISE.fullmatch(text) is not None


def has_ended(text: str) -> bool:
    """Whether a text closes with an end mark ("./." and a closing quotation mark included)."""
    return _ENDED.search(text[-_LONGEST_END:].rstrip(" /")) is not None


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the printed width in characters where lines were broken by hand or by a page, 0 where they were not."""
    filled = [line for line in lines if line.text and not line.cells]
    lengths = sorted(len(line.text) for line in filled)
    if not lengths or lengths[-1] > _MAX_WRAPPED_WIDTH:
        return 0
    broken = sum(
        _starts_lower(after.text) and bool(line.text) and not has_ended(line.text) for line, after in pairwise(lines)
    )
    if broken < max(_MIN_WRAPPED_PAIRS, len(filled) // 10):
        return 0
    return lengths[len(lengths) * 9 // 10]


def read_paragraphs(lines: Iterable[Line], width: int = 0) -> list[Paragraph]:
    """Join lines into paragraphs. `width` is `wrap_width` of the whole document.

    A line goes on with the paragraph above when it starts in lower case or that one breaks off unfinished (a page
    break splits sentences), and in a hard-wrapped text when its first word would not have fitted above.
    """
    lines = list(lines)
    has_gaps = sum(not line.text for line in lines) >= _MIN_GAPS * len(lines)
    tells_starts = _tells_starts(lines)
    paragraphs: list[Paragraph] = []
    body: Paragraph | None = None
    is_adjacent = False
    for line in lines:
        if is_noise(line.text):
            is_adjacent = is_adjacent and bool(line.text) and not paragraphs
            continue
        is_told = tells_starts and line.starts is True
        above = None if is_told else _continued(paragraphs, body, line, width, is_adjacent=is_adjacent)
        if above is None and paragraphs and _heads_on(paragraphs[-1], line, is_near=is_adjacent and has_gaps):
            above = paragraphs[-1]
        if above is not None:
            above.text += ("" if not above.text or _SPLIT_WORD.search(above.text[-2:]) else " ") + line.text.strip()
            above.last, above.tail = line.number, len(line.text)
        else:
            paragraphs.append(_begin(line))
            body = body if paragraphs[-1].is_footnote else paragraphs[-1]
        is_adjacent = True
    return paragraphs


def _tells_starts(lines: Sequence[Line]) -> bool:
    """Whether the layout can be believed where it begins paragraphs: what starts in small letters is not set in.

    Where lists hang, the lines that go on are set in as well.
    """
    going_on = [line.starts for line in lines if line.starts is not None and _starts_lower(line.text)]
    return len(going_on) >= _MIN_WRAPPED_PAIRS and sum(going_on) * 20 <= len(going_on)


def is_heading_line(paragraph: Paragraph) -> bool:
    """Whether a paragraph without label is printed as a heading: capitals, Markdown or Word heading, or all bold."""
    words = paragraph.text.split()
    if not words or len(words) > _MAX_HEADING_WORDS or paragraph.cells or paragraph.text.rstrip().endswith((".", ";")):
        return False
    return paragraph.heading > 0 or paragraph.bold or is_capitals(paragraph.text)


def _begin(line: Line) -> Paragraph:
    text = line.text.strip()
    label = None if line.cells else read_label(text)
    rest = text[len(label.printed) :] if label else text
    return Paragraph(
        rest,
        line.number,
        line.number,
        label,
        bold=line.bold,
        heading=line.heading,
        cells=line.cells,
        merged=line.merged,
        tail=len(line.text),
    )


def _continued(
    paragraphs: list[Paragraph], body: Paragraph | None, line: Line, width: int, *, is_adjacent: bool
) -> Paragraph | None:
    """Return the paragraph that `line` goes on with, None where it begins a new one.

    `width` is 0 unless the text is hard-wrapped; `is_adjacent`: nothing stands between the line and the last one.
    """
    if not paragraphs or line.cells or paragraphs[-1].cells:
        return None
    last = paragraphs[-1]
    text, label = line.text.strip(), read_label(line.text.strip())
    if label is not None:
        is_hyphen = label.rank in BULLETS and (_starts_lower(text[len(label.printed) :]) or _is_second_half(last, text))
        return last if width and is_adjacent and is_hyphen and not has_ended(last.text) else None
    if _closes_bracket(last, text):
        return last
    if width and is_adjacent:
        return last if _runs_on(last, line, width) else None
    above = body if last.is_footnote and has_ended(last.text) and body else last
    is_short = above.tail < _SHORT_LINE * width and not _starts_lower(text)
    is_same = line.starts is False and not is_capitals(above.text) and not is_short
    return above if is_same or _breaks_off(above, text, starts=line.starts is True) else None


def _heads_on(last: Paragraph, line: Line, *, is_near: bool) -> bool:
    """Whether a line goes on with the heading above it: one broken across lines, a bare "Phần thứ nhất", "PHỤ LỤC"."""
    text = line.text.strip()
    if line.cells or last.cells or read_label(text) is not None or last.is_footnote:
        return False
    if not last.text:
        return is_capitals(text) or (len(text.split()) <= _MAX_HEADING_WORDS and not has_ended(text))
    is_line_only = line.page > 0 or line.starts is None
    if is_line_only and (bare := BARE_APPENDIX.match(last.text)):
        is_named = bare.end() < len(last.text)
        return is_capitals(text) or not (is_named or has_ended(text) or text.startswith("("))
    if not is_capitals(last.text) or not is_capitals(text) or has_ended(last.text):
        return False
    return is_near or _UNFINISHED_HEADING.search(last.text) is not None


def _runs_on(last: Paragraph, line: Line, width: int) -> bool:
    """Whether a line of a hard-wrapped text goes on with the one directly above it."""
    if is_capitals(last.text) and last.label is not None:
        return is_capitals(line.text)
    if last.tail < _SHORT_LINE * width and not _starts_lower(line.text):
        return False
    if line.starts is False or (not has_ended(last.text) and (_starts_lower(line.text) or _is_cut(last.text))):
        return True
    if _ALWAYS_BEGINS.match(line.text) and has_ended(last.text):
        return False
    first_word = len(line.text.split(maxsplit=1)[0])
    if last.tail + 1 + first_word <= width - 1:
        return False
    return not (line.starts and (has_ended(last.text) or is_name_list(last.text)))


def _breaks_off(last: Paragraph, text: str, *, starts: bool) -> bool:
    """Whether a paragraph stops in the middle, so that `text` after a gap goes on with it.

    `starts`: the layout begins a paragraph with `text`.
    """
    if has_ended(last.text) or is_capitals(last.text) or not last.text:
        return False
    if _starts_lower(text):
        return True
    if last.bold or last.heading or starts:
        return False
    words = len(text.split())
    recent = last.text[-_RECENT:]
    if words <= _FEW and has_ended(text) and len(recent.split()) >= _MANY:
        return True
    return _is_cut(recent) or _SENTENCES.search(recent) is not None


def _is_second_half(last: Paragraph, text: str) -> bool:
    """Whether a line that begins with a dash goes on with a name broken there: "Văn hóa⏎- Xã hội"."""
    return _FIRST_HALF.search(last.text) is not None and _SECOND_HALF.match(text) is not None


def _closes_bracket(last: Paragraph, text: str) -> bool:
    """Whether `text` closes a bracket that the paragraph above left open."""
    close = text.find(")")
    if close < 0 or "(" in text[:close]:
        return False
    recent = last.text[-_MAX_BRACKET:]
    return recent.rfind("(") > recent.rfind(")")


def _is_cut(text: str) -> bool:
    """Whether a text stops on a word that nothing ends with: "của", "Ban"."""
    return text.rsplit(maxsplit=1)[-1] in _UNFINISHED


def _starts_lower(text: str) -> bool:
    stripped = text.lstrip("“\"'( ")
    return stripped[:1].islower()
