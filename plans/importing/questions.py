"""What a letter asks for in its đề cương: headings, and the questions that units answer. Pure.

A question is a numbered paragraph with the unnumbered lines below it, as printed: a unit answers them as one.
"""

import re
from dataclasses import dataclass
from datetime import date

from plans.citations import normal_number
from plans.importing.drafts import DraftItem, ItemKind
from plans.importing.labels import BULLETS, read_label
from plans.importing.parse import read_plan
from plans.importing.source import Source

_ABOUT = re.compile(r"^\s*(?:V/v|Về việc)\s*[:.]?\s*(?P<said>\S.*)$", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*Số\s*:?\s*(?P<said>\S.*)$", re.IGNORECASE)
_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\s*$", re.IGNORECASE)
_HEAD_LINES = 40


@dataclass(frozen=True, slots=True)
class Question:
    """One paragraph of the outline; `depth` 0 is outermost. `is_heading`: it only stands over others."""

    label: str
    label_text: str
    text: str
    depth: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Request:
    """What a letter says: its head as far as it has one, what stands before the outline, and the outline."""

    number: str | None
    issued_on: date | None
    about: str | None
    opening: str
    questions: tuple[Question, ...]


def read_request(source: Source) -> Request:
    """Read a letter with its outline, or the outline alone. Nothing is guessed: what it does not say is None."""
    draft = read_plan(source)
    head = [line.text for line in source.lines[:_HEAD_LINES]]
    is_numbered = any(_is_numbered(item) for item in draft.outline)
    questions = [one for item in draft.outline for one in (_questions(item, 0) if is_numbered else _plain(item))]
    number = draft.number or normal_number(_said(_NUMBER, head) or "") or None
    return Request(
        number, draft.issued_on or _day(head), draft.title or _said(_ABOUT, head), draft.opening, tuple(questions)
    )


def _said(pattern: re.Pattern[str], head: list[str]) -> str | None:
    found = (pattern.match(line) for line in head)
    return next((match["said"].strip() for match in found if match), None)


def _day(head: list[str]) -> date | None:
    for line in head:
        if found := _DAY.search(line):
            try:
                return date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                continue
    return None


def _questions(item: DraftItem, depth: int) -> list[Question]:
    children = [child for child in item.children if child.kind is not ItemKind.FOOTNOTE]
    is_heading = any(_is_numbered(child) for child in children)
    details = [] if is_heading else [line for child in children for line in _lines(child)]
    text = "\n".join([item.text, *details])
    first = Question(item.label, item.label_text, text, depth, is_heading)
    below = children if is_heading else []
    return [first, *(question for child in below for question in _questions(child, depth + 1))]


def _plain(item: DraftItem) -> list[Question]:
    """Where nothing is numbered each line is a question, but one with a colon over others."""
    return [
        Question(one.label, one.label_text, one.text, 0, is_heading=bool(one.children) and one.text.endswith(":"))
        for one in item.walk()
        if one.kind is not ItemKind.FOOTNOTE
    ]


def _lines(item: DraftItem) -> list[str]:
    return [f"{one.label_text}{one.text}" for one in item.walk() if one.kind is not ItemKind.FOOTNOTE]


def _is_numbered(item: DraftItem) -> bool:
    label = read_label(f"{item.label_text}{item.text}") if item.label else None
    own = label is not None and label.rank not in BULLETS
    return own or any(_is_numbered(child) for child in item.children)
