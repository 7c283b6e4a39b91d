"""From paragraphs to a tree: items nested as printed, by the rank of their labels and the look of their headings. Pure.

Source: DOMAIN.md §1.6, §2.2, §2.6. Nothing is renumbered and nothing is dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from orgs.text import fold
from plans.importing.labels import BULLETS, NUMBERED, Label, Rank, footnote_number
from plans.importing.letters import is_capitals
from plans.importing.names import is_name_list
from plans.importing.paragraphs import Paragraph, has_ended, is_heading_line
from plans.importing.sections import names_section, says_where_or_when

_FOOTNOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|\[\d{1,2}\]")
_MAX_TITLE_WORDS = 16
_SHORT, _LONG = 12, 40
_MAX_DETAIL_WORDS = 5
_PLAIN_HEADING = re.compile(
    r"(?:(?:cac|mot so|nhung)\s+)?"
    r"(?:noi dung|nhiem vu|giai phap|bien phap|chi tieu|muc tieu|muc dich|yeu cau|quan diem|phuong cham)\b"
)
_TO_ALL = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo)\s[^,.;]{0,60}?(?:Kế hoạch|Chương trình|Hướng dẫn|nhiệm vụ|phân công)\b[^,.;]{0,60},\s"
    r"(?:các|cấp (?:ủy|uỷ)|từng|mỗi|người đứng đầu|thủ trưởng|đề nghị|yêu cầu)\s"
)
_ALIKE_ONE = {"1", "11", "111", "l", "I", "|", "lI", "Il"}


@dataclass(slots=True)
class Node:
    """A paragraph with the paragraphs below it, in printed order."""

    paragraph: Paragraph
    children: list["Node"] = field(default_factory=list)

    @property
    def label(self) -> Label | None:
        return self.paragraph.label

    def walk(self) -> Iterator["Node"]:
        """Yield the node and everything below it, top down, without recursion limits to fear."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that may still take others below it."""

    order: int
    node: Node

    @property
    def rank(self) -> Rank | None:
        return self.node.label.rank if self.node.label else None


def build_tree(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Nest paragraphs by the rank of their labels; a paragraph without label belongs to the numbered item above.

    A footnote goes last below the item whose text carries its mark.
    """
    paragraphs = _settle_labels(paragraphs)
    body = [paragraph for paragraph in paragraphs if not paragraph.is_footnote]
    orders = _Orders(body)
    roots: list[Node] = []
    stack: list[_Open] = []
    nodes: list[Node] = []
    for index, paragraph in enumerate(body):
        node = Node(paragraph)
        order = orders.order(index, stack)
        while stack and stack[-1].order >= (order if order is not None else Rank.LEAD_IN):
            stack.pop()
        (stack[-1].node.children if stack else roots).append(node)
        if order is not None:
            stack.append(_Open(order, node))
        nodes.append(node)
    _hang_footnotes(roots, nodes, [paragraph for paragraph in paragraphs if paragraph.is_footnote])
    return roots


def _hang_footnotes(roots: list[Node], nodes: Sequence[Node], footnotes: Sequence[Paragraph]) -> None:
    """Numbers may begin again on each page: a footnote belongs to the last mark before it, else to the first."""
    marked: dict[int, list[Node]] = {}
    for node in nodes:
        for mark in _FOOTNOTE_MARK.findall(node.paragraph.text):
            marked.setdefault(footnote_number(mark), []).append(node)
    for footnote in footnotes:
        homes = marked.get(footnote.label.number, []) if footnote.label else []
        above = [home for home in homes if home.paragraph.first <= footnote.first]
        home = above[-1] if above else next(iter(homes), None)
        (home.children if home else roots).append(Node(footnote))


class _Orders:
    """Where each paragraph stands in the outline: its rank, settled by what stands around it."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        numbered = (p for p in paragraphs if p.label and p.label.text and p.label.rank <= Rank.ROMAN)
        capitals = (p for p in paragraphs if not p.label and is_heading_line(p) and is_capitals(p.text))
        self._has_numbers = next(numbered, None) is not None
        self._has_sections = self._has_numbers or next(capitals, None) is not None
        levels = [p.heading for p in paragraphs if p.heading and not p.label and not is_capitals(p.text)]
        self._top_heading = min(levels, default=0)

    def order(self, index: int, stack: Sequence[_Open]) -> int | None:
        """Return the order of a paragraph (a lower one contains the higher ones), None for one that opens nothing."""
        paragraph = self._paragraphs[index]
        label = paragraph.label
        if label is None:
            return self._unlabelled(index, stack)
        if label.rank in BULLETS and not label.depth:
            return _bullet_order(label.rank, stack)
        closes = label.printed.strip().endswith(")")
        if label.rank is Rank.ARABIC and closes and _has_open(stack, Rank.ARABIC, Rank.LETTER, Rank.PAREN):
            return Rank.PAREN
        return label.order

    def _unlabelled(self, index: int, stack: Sequence[_Open]) -> int | None:
        paragraph = self._paragraphs[index]
        text = paragraph.text.rstrip()
        if paragraph.cells or not text:
            return None
        if self._is_section(paragraph):
            return Rank.ROMAN
        if (beside := self._closing_order(index, stack)) is not None:
            return beside
        if is_heading_line(paragraph) or self._heads_what_follows(index):
            if paragraph.heading and not self._has_sections:
                return Rank.ROMAN + min(4, paragraph.heading - self._top_heading)
            return self._above_next(index, stack)
        return Rank.LEAD_IN if text.endswith(":") else None

    def _closing_order(self, index: int, stack: Sequence[_Open]) -> int | None:
        """Return the order of the numbered items of a section where a sentence to all closes it, behind the last."""
        following = self._paragraphs[index + 1 : index + 2]
        is_last = not following or (following[0].label is not None and following[0].label.rank <= Rank.ROMAN)
        text = self._paragraphs[index].text
        if not is_last or not has_ended(text) or text.rstrip().endswith(":") or not _TO_ALL.match(text):
            return None
        outer = [place for place, entry in enumerate(stack) if entry.rank is not None and entry.rank <= Rank.ARTICLE]
        below = stack[(outer[-1] if outer else 0) + 1 :]
        return next((entry.order for entry in below if entry.rank in NUMBERED), None)

    def _is_section(self, paragraph: Paragraph) -> bool:
        """Whether a line without number is a section: capitals or, where nothing else is one, the words of one."""
        if is_heading_line(paragraph) and is_capitals(paragraph.text):
            return not self._has_numbers or names_section(paragraph.text)
        return not self._has_sections and not has_ended(paragraph.text) and names_section(paragraph.text)

    def _heads_what_follows(self, index: int) -> bool:
        """Whether a short line without end mark, or the names of units, stands over items of its own."""
        text = self._paragraphs[index].text.rstrip()
        following = self._paragraphs[index + 1] if index + 1 < len(self._paragraphs) else None
        if following is None or following.cells or len(text.split()) > 2 * _MAX_TITLE_WORDS:
            return False
        is_below = following.label is not None and (following.label.rank in BULLETS or following.label.number == 1)
        if is_name_list(text):
            return is_below or (following.label is None and has_ended(following.text))
        return is_below and not has_ended(text) and len(text.split()) <= _MAX_TITLE_WORDS and text[:1].isupper()

    def _above_next(self, index: int, stack: Sequence[_Open]) -> int:
        """Return the order of a heading without number: just above the numbers that begin below it."""
        following = self._paragraphs[index + 1].label if index + 1 < len(self._paragraphs) else None
        if following is None or following.rank not in NUMBERED or following.rank < Rank.ARABIC:
            return Rank.SUBHEADING
        above = following.order - 1
        is_free = not any(entry.order == following.order for entry in stack)
        is_again = any(entry.order == above for entry in stack)
        return above if following.number == 1 and (is_free or is_again) else Rank.SUBHEADING


def _bullet_order(rank: Rank, stack: Sequence[_Open]) -> int:
    """A bullet stands beside the open ones of its kind, else below the innermost open one."""
    beside = next((entry.order for entry in stack if entry.rank is rank), None)
    if beside is not None:
        return beside
    return max([rank, *(entry.order + 1 for entry in stack if entry.rank in BULLETS)])


def _has_open(stack: Sequence[_Open], *ranks: Rank) -> bool:
    return any(entry.rank in ranks for entry in stack)


def _settle_labels(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Where the sections are Roman numbers over capitals, read "1- NỘI DUNG" as I and "I. Nâng cao …" as 1.

    The printed labels stay; only what they count as changes (DOMAIN.md §3.3: l, 1 and I confused by OCR).
    """
    titled = [p for p in paragraphs if p.label and p.label.rank in {Rank.ROMAN, Rank.ARABIC} and is_capitals(p.text)]
    roman = [p for p in titled if p.label and p.label.rank is Rank.ROMAN]
    others = [p for p in titled if p.label and p.label.rank is Rank.ARABIC]
    is_blurred = all(p.label and p.label.text in _ALIKE_ONE for p in others)
    if not roman or (len(others) > len(roman) and not is_blurred):
        return list(paragraphs)
    return [_settled(paragraph, paragraphs[index + 1 :]) for index, paragraph in enumerate(paragraphs)]


def _settled(paragraph: Paragraph, following: Sequence[Paragraph]) -> Paragraph:
    label = paragraph.label
    if label is None or label.text not in _ALIKE_ONE:
        return paragraph
    if label.rank is Rank.ARABIC and is_capitals(paragraph.text):
        return replace(paragraph, label=replace(label, rank=Rank.ROMAN, number=len(label.text)))
    if label.rank is Rank.ROMAN and not is_capitals(paragraph.text):
        after = next((p.label for p in following if p.label and p.label.rank in {Rank.ROMAN, Rank.ARABIC}), None)
        number = int("1" * len(label.text))
        if after and after.rank is Rank.ARABIC and after.number == number + 1:
            return replace(paragraph, label=replace(label, rank=Rank.ARABIC, number=number))
    return paragraph


def is_heading(node: Node) -> bool:
    """Whether an item only heads what stands below it: "Nội dung", "Nhiệm vụ và giải pháp", a title over "1.1", "a)".

    A sentence over bullets is a task with its details, not a heading; so is a long line over "Thời gian: …".
    A numbered line without end mark over sentences is a heading.
    """
    text, words = node.paragraph.text.strip(), len(node.paragraph.text.split())
    children = [child for child in node.children if not child.paragraph.is_footnote]
    if not children or text.endswith((".", ";", "/")) or words > _LONG:
        return False
    if words <= _SHORT and (node.paragraph.heading or _PLAIN_HEADING.match(fold(text))):
        return True
    if not text.endswith(":") and _is_numbered(node) and not node.paragraph.text[:1].isdigit():
        if words > _SHORT and any(_is_detail(child) for child in children):
            return False
        return all(_is_sentence(child) for child in children) or any(_is_numbered(child) for child in children)
    return (is_heading_line(node.paragraph) and node.label is None) or any(_is_numbered(child) for child in children)


def is_title(node: Node) -> bool:
    """Whether a line with a colon, or a short one without end mark, heads the items below it, whatever they are."""
    text = node.paragraph.text.strip()
    return bool(node.children) and (text.endswith(":") or (len(text.split()) <= _SHORT * 2 and not has_ended(text)))


def _is_detail(node: Node) -> bool:
    """Whether a line only says the place, the time, the people of the item above: "Địa điểm: nhà văn hóa thôn."."""
    label, colon, _ = node.paragraph.text.partition(":")
    return bool(colon) and len(label.split()) <= _MAX_DETAIL_WORDS and says_where_or_when(label)


def _is_sentence(node: Node) -> bool:
    text = node.paragraph.text.strip()
    return text[:1].isupper() and text.endswith((".", ";"))


def _is_numbered(node: Node) -> bool:
    return node.label is not None and node.label.rank in NUMBERED
