"""Words of a report that follow from figures and from the plan's outline. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plans.cells import Cells
    from reports.figures import ItemFigures

HEADING_LENGTH = 160
_FOOTNOTE_MARKS = re.compile("[¹²³⁰⁴-⁹]+")
_SENTENCE_END = re.compile(r"(?<=[.;:])\s")


@dataclass(frozen=True)
class SectionPlan:
    """A section to be made: level 1 is the highest; `item` is the plan item whose answers fill it.

    `purpose` is one of reports.models.Purpose.
    """

    level: int
    label: str
    heading: str
    purpose: str = "TEXT"
    item: Any = None


def number(count: int) -> str:
    """A count as reports write it: "05", "12", "1.250" (DOMAIN.md §4.2)."""
    return f"{count:02d}" if count < 10 else f"{count:,}".replace(",", ".")


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
        parts.append(
            f"{number(cells.dated)} việc có thời hạn, đã hoàn thành {number(cells.finished)} việc"
            f" ({percent(cells.finished_share)}), trong đó {number(cells.finished_on_time)} việc đúng hạn,"
            f" {number(cells.finished_late)} việc quá hạn; còn {number(cells.open)} việc chưa hoàn thành,"
            f" {number(cells.open_overdue)} việc đã quá hạn"
        )
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


def outline_of(results: Iterable[tuple[Any, str]], *, is_final: bool, next_heading: str) -> Iterator[SectionPlan]:
    """The sections of a sơ kết or tổng kết (DOMAIN.md §4.1 d, e), with `results` (item, heading) under part II."""
    yield SectionPlan(1, "I", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI")
    yield SectionPlan(1, "II", "KẾT QUẢ THỰC HIỆN", "OVERALL")
    for place, (item, heading) in enumerate(results, start=1):
        yield SectionPlan(2, str(place), heading, "ITEM", item)
    yield SectionPlan(1, "III", "ĐÁNH GIÁ CHUNG")
    parts = [("Ưu điểm", "TEXT"), ("Tồn tại, hạn chế, nguyên nhân", "DIFFICULTIES")]
    parts += [("Bài học kinh nghiệm", "TEXT")] if is_final else []
    for place, (heading, purpose) in enumerate(parts, start=1):
        yield SectionPlan(2, str(place), heading, purpose)
    yield SectionPlan(1, "IV", next_heading, "NEXT")
    yield SectionPlan(1, "V", "KIẾN NGHỊ, ĐỀ XUẤT", "PROPOSALS")


def group_same_words(words: Iterable[tuple[str, str, int]]) -> list[tuple[str, list[str], list[int]]]:
    """Put together what says the same: (text, units, ids of the entries), the most said first.

    `words` are (text, unit, id). Texts are the same when they differ in spaces, case or closing marks only.
    """
    groups: dict[str, tuple[str, list[str], list[int]]] = {}
    for text, unit, pk in words:
        key = " ".join(text.casefold().split()).rstrip(" .;")
        group = groups.setdefault(key, (text, [], []))
        group[1].append(unit)
        group[2].append(pk)
    return sorted(groups.values(), key=lambda group: -len(group[1]))


def _dated_sentence(cells: Cells, noun: str) -> str:
    sentence = f"{number(cells.finished)}/{number(cells.dated)} {noun} đã hoàn thành"
    if cells.finished_late:
        sentence += f" ({number(cells.finished_on_time)} đúng hạn, {number(cells.finished_late)} quá hạn)"
    if cells.open_overdue:
        sentence += f"; {number(cells.open_overdue)} {noun} chưa hoàn thành, đã quá hạn"
    if cells.open_in_time:
        sentence += f"; {number(cells.open_in_time)} {noun} đang thực hiện trong hạn"
    return sentence + "."


def _undated_sentence(cells: Cells, noun: str) -> str:
    sentence = f"{number(cells.answered)}/{number(cells.undated)} {noun} đã báo cáo kết quả trong kỳ"
    return sentence + (f"; {number(cells.unanswered)} {noun} chưa báo cáo." if cells.unanswered else ".")
