"""Charts as plain shapes: bars of disjoint parts, laid end to end. Pure; templates/reports/_chart.html draws them.

Widths are percents of the page's own width, and labels stand above their bars as plain words, so that on a phone words
keep their size and long ones wrap; each part is told apart by its pattern, and its number stands in it where there is
room, because leaders print in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.cells import Cells

ROOM_FOR_NUMBER = 7.0  # percent of the width

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
    ("overdue", "chưa nộp, đã qua hạn"),
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
    """One bar; `words` say what it shows to who does not see it."""

    label: str
    total: int
    parts: list[Part]
    words: str


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    legend: Sequence[tuple[str, str]]


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
    bars = [_bar(row, legend, scale) for row, scale in zip(rows, scales, strict=True)]
    return Chart(bars, legend)


def work_chart(rows: Iterable[tuple[str, Cells]], *, as_shares: bool = False) -> Chart:
    """A bar of the four dated cells for each label; labels without dated rows are left out."""
    return chart([(label, cells.dated_parts) for label, cells in rows if cells.dated], WORK, as_shares=as_shares)


def _bar(row: tuple[str, Sequence[int]], legend: Sequence[tuple[str, str]], scale: int) -> Bar:
    label, numbers = row
    parts, start = [], 0.0
    for (name, _), number in zip(legend, numbers, strict=True):
        width = 100 * number / scale if scale else 0.0
        if number:
            has_room = width >= ROOM_FOR_NUMBER
            parts.append(Part(name, number, _percent(start), _percent(width), _percent(start + width / 2), has_room))
        start += width
    said = ", ".join(f"{number} {word}" for (_, word), number in zip(legend, numbers, strict=True) if number)
    return Bar(label, sum(numbers), parts, f"{label}: {said or 'không có gì'}")


def _percent(value: float) -> str:
    return f"{value:.3f}%"
