"""Outlines of reports (đề cương báo cáo): written as indented lines, pasted from a superior's letter, numbered. Pure.

A line may end with what its section is for: "II. KẾT QUẢ [kết quả chung]"; else its words say it. A line of nothing but
[các mục của kế hoạch] stands for the items that units answered. {kỳ này} and {kỳ tới} are filled in from the time
that the report tells of. Usual outlines: DOMAIN.md §4.1 (a), (d), (e).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from orgs.text import fold
from plans.importing.labels import Rank, read_label
from plans.importing.questions import Question, read_request
from plans.importing.read import source_from_text
from reports.section_labels import kept, numbered, printed, shape_of

ITEMS = "ITEMS"  # purpose of a line that stands for all items that units answered
MOST_SECTIONS = 200
LONGEST_HEADING = 500
DEEPEST = 4
MARKS = {
    "kết quả chung": "OVERALL", "các mục của kế hoạch": ITEMS, "chỉ tiêu": "TARGETS", "biểu số liệu": "INDICATORS",
    "mô hình dân vận khéo": "INITIATIVES", "khó khăn, hạn chế": "DIFFICULTIES", "kiến nghị, đề xuất": "PROPOSALS",
    "phương hướng, nhiệm vụ": "NEXT", "lời văn": "TEXT",
}  # fmt: skip
_MARKS = {fold(words): purpose for words, purpose in MARKS.items()}
# The first that a heading's words fit; a heading of several parts goes by what units write about most.
_WORDS = (
    ("DIFFICULTIES", r"\b(?:ton tai|han che|kho khan|vuong mac|nguyen nhan)\b"),
    ("PROPOSALS", r"\b(?:kien nghi|de xuat)\b"),
    ("NEXT", r"\bphuong huong\b|\bnhiem vu (?:trong tam|cu the)\b|\bdinh huong\b|\bthoi gian toi\b"),
    ("INITIATIVES", r"\bdan van kheo\b"),
    ("INDICATORS", r"\b(?:bieu|phu luc) so lieu\b"),
    ("TARGETS", r"\bket qua (?:thuc hien )?(?:cac )?chi tieu\b"),
    ("OVERALL", r"^ket qua\b"),
)
_TO_FILL_IN = re.compile(r"(?:…|\.{3,})[….]*")  # "năm ……": what a superior leaves open
_MARK_BEHIND = re.compile(r"\s*\[([^\[\]]{2,40})\]\s*$")


@dataclass(frozen=True)
class SectionPlan:
    """A section to be made: level 1 is the highest; `item` is the plan item whose answers fill it.

    `purpose` is one of reports.models.Purpose, or ITEMS; `guidance` is what the superior wants to read there.
    """

    level: int
    label: str
    heading: str
    purpose: str = "TEXT"
    item: Any = None
    guidance: str = ""


class UnreadableOutline(ValueError):
    """An outline that cannot be used; the message says in Vietnamese which line, and what to do."""


@dataclass(frozen=True, slots=True)
class _Line:
    indent: int
    text: str


def read_outline(text: str) -> list[SectionPlan]:
    """The sections that a text of lines asks for, by their indentation, else by their labels as in a letter.

    Without either each line is one. Raises UnreadableOutline for none, too many, a heading too long or missing, or a
    mark nobody knows.
    """
    lines = [_Line(_indent(line), line.strip()) for line in text.splitlines() if line.strip()]
    is_marked = any(line.indent or _MARK_BEHIND.search(line.text) for line in lines)
    if is_marked or not any(read_label(line.text) for line in lines):
        sections = _lines_as_sections(lines)
    else:
        sections = [_asked(question) for question in read_request(source_from_text(text)).questions] if lines else []
    if not sections:
        raise UnreadableOutline("Đề cương chưa có mục nào. Mỗi mục ghi một dòng.")
    if len(sections) > MOST_SECTIONS:
        raise UnreadableOutline(f"Đề cương có {len(sections)} mục; tối đa {MOST_SECTIONS} mục.")
    if bare := next((one for one in sections if not one.heading and one.purpose != ITEMS), None):
        raise UnreadableOutline(f"Mục “{printed(bare.label)}” thiếu đề mục: ghi đề mục cùng dòng với số mục.")
    if long := next((one for one in sections if len(one.heading) > LONGEST_HEADING), None):
        raise UnreadableOutline(f"Đề mục “{long.heading[:40]}…” dài quá {LONGEST_HEADING} ký tự.")
    return sections


def written(sections: Iterable[SectionPlan]) -> str:
    """The lines that `read_outline` reads back."""
    words = {purpose: mark for mark, purpose in MARKS.items()}
    lines = []
    for one in sections:
        says_itself = one.heading and one.purpose == purpose_of(one.heading)
        mark = "" if says_itself else f"[{words.get(one.purpose, 'lời văn')}]"
        parts = (printed(one.label), one.heading, mark)
        lines.append("  " * (one.level - 1) + " ".join(part for part in parts if part))
    return "\n".join(lines)


def purpose_of(heading: str) -> str:
    """What the words of a heading say its section is for; TEXT where they say nothing."""
    words = fold(heading)
    return next((purpose for purpose, pattern in _WORDS if re.search(pattern, words)), "TEXT")


def fill_in(sections: Iterable[SectionPlan], items: Sequence[SectionPlan], this: str, later: str) -> list[SectionPlan]:
    """The outline of one report: plan items in their place, the time named, every section with a label.

    Labels stay as they are written, but where items came among them.
    """
    found: list[SectionPlan] = []
    for one in sections:
        if one.purpose == ITEMS:
            found += [replace(item, level=min(one.level + item.level - 1, DEEPEST)) for item in items]
        else:
            found.append(replace(one, heading=_named(one.heading, this, later)))
    labels = numbered([(one.level, one.label) for one in found], keeps_written=True)
    return [replace(one, label=label) for one, label in zip(found, labels, strict=True)]


def _lines_as_sections(lines: list[_Line]) -> list[SectionPlan]:
    """A section a line; how deep it stands is said by its indentation, or where nothing is indented by its label."""
    steps = sorted({line.indent for line in lines})
    sections = [_section(line.text, steps.index(line.indent) + 1, place) for place, line in enumerate(lines)]
    if len(steps) == 1:
        shapes = list(dict.fromkeys(shape_of(one.label) for one in sections if one.label))
        sections = [replace(one, level=shapes.index(shape_of(one.label)) + 1 if one.label else 1) for one in sections]
    return [replace(one, level=min(one.level, DEEPEST)) for one in sections]


def _section(line: str, level: int, place: int) -> SectionPlan:
    mark = _MARK_BEHIND.search(line)
    purpose = _MARKS.get(fold(mark[1])) if mark else ""
    if purpose is None and mark is not None:
        known = ", ".join(f"[{words}]" for words in MARKS)
        raise UnreadableOutline(f"Dòng {place + 1}: không rõ “[{mark[1]}]”. Chỉ dùng: {known}.")
    text = line[: mark.start()].strip() if mark else line
    label, heading = _split_label(text)
    if purpose != ITEMS and not re.search(r"[^\W\d_]{2}", heading):
        raise UnreadableOutline(f"Dòng {place + 1}: thiếu đề mục.")
    return SectionPlan(level, label, heading, purpose or purpose_of(heading))


def _split_label(text: str) -> tuple[str, str]:
    found = read_label(text)
    if found is None or found.rank in {Rank.FOOTNOTE}:
        return "", text
    return _label(found.text, found.printed), text[len(found.printed) :].strip()


def _asked(question: Question) -> SectionPlan:
    """What a superior asks is the heading; what he wants to read there stays beside it as guidance."""
    heading, *details = question.text.split("\n")
    heading = _TO_FILL_IN.sub("…", heading.strip()).rstrip(":;. ")
    return SectionPlan(
        min(question.depth + 1, DEEPEST), _label(question.label, question.label_text), heading, purpose_of(heading),
        guidance="\n".join(details).strip(),
    )  # fmt: skip


def _label(label: str, written: str) -> str:
    """The label to keep; a bullet is none."""
    return "" if label in {"", "-", "+", "*", "–"} else kept(written)


def _indent(line: str) -> int:
    return len(line.expandtabs(2)) - len(line.expandtabs(2).lstrip())


def _named(heading: str, this: str, later: str) -> str:
    is_capitals = heading.split("{")[0].isupper()
    for word, said in (("{kỳ này}", this), ("{kỳ tới}", later)):
        heading = heading.replace(word, said.upper() if is_capitals else said)
    return " ".join(heading.split())
