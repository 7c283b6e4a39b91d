"""Charts as plain shapes: bars of disjoint parts, laid end to end. Pure; templates/reports/_chart.html draws them.

Widths are percents of the page's own width, so that words keep their size on a phone; each part is told apart by its
pattern, and its number stands in it where there is room, because leaders print in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.cells import Cells

ROOM_FOR_NUMBER = 7.0  # percent of the width
BAR_HEIGHT = 22
LINE_HEIGHT = 52
LABEL_HEIGHT = 20

# The class and pattern of each part, with the word that the legend says.
WORK = (
    ("on-time", "hoàn thành đúng hạn"),
    ("late", "hoàn thành quá hạn"),
    ("open", "chưa xong, trong hạn"),
    ("overdue", "chưa xong, quá hạn"),
)
REPORTS = (
    ("on-time", "nộp đúng hạn"),
    ("late", "nộp muộn"),
    ("open", "chưa nộp, chưa đến hạn"),
    ("overdue", "để trống, đã qua hạn"),
)


@dataclass(frozen=True)
class Part:
    """One stretch of a bar. `x`, `width`, `middle` are percents of the page's width, as SVG wants them written."""

    name: str
    number: int
    x: str
    width: str
    middle: str
    has_room: bool


@dataclass(frozen=True)
class Bar:
    """One bar with its words; `top` is where its label stands, `bar_top` where the bar does, in pixels."""

    label: str
    total: int
    parts: list[Part]
    top: int
    bar_top: int
    words: str

    @property
    def number_top(self) -> int:
        return self.bar_top + 16


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    legend: Sequence[tuple[str, str]]

    @property
    def height(self) -> int:
        return len(self.bars) * LINE_HEIGHT

    @property
    def bar_height(self) -> int:
        return BAR_HEIGHT

    @property
    def words(self) -> str:
        """What it shows, for who does not see it."""
        return ". ".join(bar.words for bar in self.bars) + "."


def chart(
    rows: Iterable[tuple[str, Sequence[int]]], legend: Sequence[tuple[str, str]], *, as_shares: bool = False
) -> Chart:
    """Bars of `rows`, each a label and a number for every part of the legend.

    All on the scale of the longest, or, `as_shares`, each as long as the page. Raises ValueError where a row has more
    or fewer numbers than the legend has parts.
    """
    rows = list(rows)
    longest = max((sum(numbers) for _, numbers in rows), default=0)
    scales = [sum(numbers) if as_shares else longest for _, numbers in rows]
    bars = [_bar(place, row, legend, scales[place]) for place, row in enumerate(rows)]
    return Chart(bars, legend)


def work_chart(rows: Iterable[tuple[str, Cells]], *, as_shares: bool = False) -> Chart:
    """A bar of the four dated cells for each label; labels without dated rows are left out."""
    dated = [(label, cells) for label, cells in rows if cells.dated]
    bars = [(label, (c.finished_on_time, c.finished_late, c.open_in_time, c.open_overdue)) for label, c in dated]
    return chart(bars, WORK, as_shares=as_shares)


def _bar(place: int, row: tuple[str, Sequence[int]], legend: Sequence[tuple[str, str]], scale: int) -> Bar:
    label, numbers = row
    parts, start = [], 0.0
    for (name, _), number in zip(legend, numbers, strict=True):
        width = 100 * number / scale if scale else 0.0
        if number:
            has_room = width >= ROOM_FOR_NUMBER
            parts.append(Part(name, number, _percent(start), _percent(width), _percent(start + width / 2), has_room))
        start += width
    said = ", ".join(f"{number} {word}" for (_, word), number in zip(legend, numbers, strict=True) if number)
    top = place * LINE_HEIGHT + LABEL_HEIGHT - 5
    words = f"{label}: {said or 'không có gì'}"
    return Bar(label, sum(numbers), parts, top, place * LINE_HEIGHT + LABEL_HEIGHT, words)


def _percent(value: float) -> str:
    return f"{value:.3f}%"
