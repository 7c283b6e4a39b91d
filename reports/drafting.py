"""Words of a report that follow from figures and from the plan's outline. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from plans.numbers import write_number

if TYPE_CHECKING:
    from plans.cells import Cells
    from plans.models import PlanItem
    from reports.figures import ItemFigures

HEADING_LENGTH = 160
Key = TypeVar("Key")
_FOOTNOTE_MARKS = re.compile("[¹²³⁰⁴-⁹]+")
_SENTENCE_END = re.compile(r"(?<=[.;:])\s")


def number(count: int) -> str:
    """A count as reports write it: "05", "12", "1.250" (DOMAIN.md §4.2)."""
    return f"{count:02d}" if count < 10 else write_number(count)


def fraction(part: int, whole: int) -> str:
    """So many of so many, as in "4/6": its numbers are not padded."""
    return f"{write_number(part)}/{write_number(whole)}"


def percent(share: float | None) -> str:
    """As in "95,2%"; empty where there is nothing to take a share of."""
    return "" if share is None else f"{share:.1f}".replace(".", ",").removesuffix(",0") + "%"


def opening_sentence(figures: ItemFigures) -> str:
    """The sentence of figures that a section opens with; it says what units did, by their number."""
    cells = figures.cells
    noun = figures.noun if figures.is_once_each else "lượt"
    sentences = []
    if cells.dated:
        sentences.append(_dated_sentence(cells, noun))
    if cells.undated:
        sentences.append(_undated_sentence(cells, noun))
    return " ".join(sentences)


def overall_sentence(cells: Cells) -> str:
    """The sentence that opens the results as a whole."""
    if not cells.all:
        return "Trong kỳ chưa có việc đến hạn báo cáo."
    parts = [f"Tổng số {number(cells.all)} lượt việc được giao các đơn vị"]
    if cells.dated:
        parts.append(f"{number(cells.dated)} việc có thời hạn, {_finished_words(cells)}")
    if cells.open and cells.finished:
        overdue = f", {number(cells.open_overdue)} việc đã quá hạn" if cells.open_overdue else ""
        parts.append(f"còn {number(cells.open)} việc chưa hoàn thành{overdue}")
    if cells.undated:
        parts.append(f"{number(cells.undated)} việc thường xuyên, định kỳ, đã có báo cáo {number(cells.answered)} việc")
    return "; ".join(parts) + "."


def heading_of(text: str) -> str:
    """A heading from an item's text: its first sentence without footnote marks, cut at a word when it is long."""
    words = " ".join(_FOOTNOTE_MARKS.sub("", text).split())
    first = _SENTENCE_END.split(words, maxsplit=1)[0].rstrip(".;:, ")
    if len(first) <= HEADING_LENGTH:
        return first
    return first[:HEADING_LENGTH].rsplit(" ", 1)[0].rstrip(",;") + "…"


def names_of(items: Iterable[PlanItem]) -> dict[int, list[str]]:
    """What each item may be called by: its own heading, and the one above it where nothing else stands below that."""
    items = list(items)
    below = Counter(item.parent_id for item in items)
    return {
        item.pk: [heading_of(one.text) for one in (item, item.parent) if one and (one is item or below[one.pk] == 1)]
        for item in items
    }


def cut(text: str, longest: int) -> list[str]:
    """A text in parts of at most `longest` characters, cut where a line ends, else a sentence, else a word."""
    parts = []
    while len(text) > longest:
        head = text[: longest + 1]
        ends = (head.rfind("\n"), head.rfind(". ") + 1, head.rfind(" "))
        end = next((place for place in ends if place > 0), longest)
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*parts, text]


def put_together(words: Iterable[tuple[str, Key]]) -> list[tuple[str, list[Key]]]:
    """What says the same: (text, keys), the most said first.

    Texts are the same when they differ in spaces, case or closing marks only.
    """
    groups: dict[str, tuple[str, list[Key]]] = {}
    for text, key in words:
        same = " ".join(text.casefold().split()).rstrip(" .;")
        groups.setdefault(same, (text, []))[1].append(key)
    return sorted(groups.values(), key=lambda group: -len(group[1]))


def _finished_words(cells: Cells) -> str:
    if not cells.finished:
        overdue = f", {number(cells.open_overdue)} việc đã quá hạn" if cells.open_overdue else ""
        return f"chưa hoàn thành việc nào{overdue}"
    words = f"đã hoàn thành {number(cells.finished)} việc ({percent(cells.finished_share)})"
    on_time = [f"{number(cells.finished_on_time)} việc đúng hạn"] if cells.finished_on_time else []
    late = [f"{number(cells.finished_late)} việc quá hạn"] if cells.finished_late else []
    return f"{words}, trong đó {', '.join(on_time + late)}"


def _dated_sentence(cells: Cells, noun: str) -> str:
    parts = []
    if cells.finished:
        finished = f"{fraction(cells.finished, cells.dated)} {noun} đã hoàn thành"
        late = f" ({number(cells.finished_on_time)} đúng hạn, {number(cells.finished_late)} quá hạn)"
        contrast = late if cells.finished_on_time else " quá hạn"
        parts.append(finished + (contrast if cells.finished_late else ""))
    if cells.open_overdue:
        parts.append(f"{number(cells.open_overdue)} {noun} chưa hoàn thành, đã quá hạn")
    if cells.open_in_time:
        parts.append(f"{number(cells.open_in_time)} {noun} đang thực hiện trong hạn")
    return "; ".join(parts) + "."


def _undated_sentence(cells: Cells, noun: str) -> str:
    if not cells.answered:
        return f"{number(cells.undated)} {noun} chưa báo cáo kết quả trong kỳ."
    sentence = f"{fraction(cells.answered, cells.undated)} {noun} đã báo cáo kết quả trong kỳ"
    return sentence + (f"; {number(cells.unanswered)} {noun} chưa báo cáo." if cells.unanswered else ".")


def still_empty(sections: Sequence[tuple[int, str, bool]]) -> list[str]:
    """The names of headings under which nothing will be printed, from (level, name, has words) in their order.

    A heading is empty if neither it nor any below it has words; only the highest of those is named.
    """
    empty: list[str] = []
    skip_below = 0
    for place, (level, name, _) in enumerate(sections):
        if skip_below and level > skip_below:
            continue
        skip_below = 0
        if not any(has_words for has_words in _branch(sections, place)):
            empty.append(name)
            skip_below = level
    return empty


def below_any(sections: Sequence[tuple[int, bool]]) -> list[bool]:
    """Of each section, from (level, is marked) in their order, whether it is a leaf below one that is marked."""
    found = []
    above: list[tuple[int, bool]] = []
    for place, (level, is_marked) in enumerate(sections):
        above = [(other, was) for other, was in above if other < level]
        is_leaf = place + 1 == len(sections) or sections[place + 1][0] <= level
        found.append(is_leaf and any(was for _, was in above))
        above.append((level, is_marked))
    return found


def _branch(sections: Sequence[tuple[int, str, bool]], place: int) -> Iterator[bool]:
    """Whether each section has words: the one of that place, and all below it."""
    level = sections[place][0]
    yield sections[place][2]
    for below, _, has_words in sections[place + 1 :]:
        if below <= level:
            return
        yield has_words
