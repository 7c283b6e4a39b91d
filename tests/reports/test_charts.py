"""Charts: parts end to end on one scale, told in words, readable without colour."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from plans.cells import Cells
from reports.blocks import Bars
from reports.charts import REPORTS, WORK, chart, work_chart

NUMBERS = st.tuples(*[st.integers(0, 10_000)] * len(REPORTS))


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@given(st.lists(st.tuples(st.text(min_size=1, max_size=20), NUMBERS), max_size=12))
def test_every_number_is_drawn_once_and_no_bar_leaves_the_page(rows):
    drawn = chart(rows, REPORTS)

    assert [bar.total for bar in drawn.bars] == [sum(numbers) for _, numbers in rows]
    for bar, (_, numbers) in zip(drawn.bars, rows, strict=True):
        assert [part.number for part in bar.parts] == [number for number in numbers if number]
        for part, following in zip(bar.parts, bar.parts[1:], strict=False):
            assert percent(part.x) + percent(part.width) == pytest.approx(percent(following.x), abs=0.01)
        assert sum(percent(part.width) for part in bar.parts) <= 100.01


def test_a_chart_is_told_in_words():
    drawn = chart([("6 tháng đầu năm", (35, 3, 0, 4)), ("năm 2026", (0, 0, 0, 0))], REPORTS)

    assert [bar.words for bar in drawn.bars] == [
        "6 tháng đầu năm: 35 nộp đúng hạn, 3 nộp muộn, 4 chưa nộp, đã qua hạn", "năm 2026: không có gì",
    ]  # fmt: skip


def test_percents_are_written_as_svg_reads_them():
    (bar,) = chart([("một phần ba", (1, 1, 0, 1))], REPORTS).bars

    assert [(part.x, part.width) for part in bar.parts] == [
        ("0.000%", "33.333%"), ("33.333%", "33.333%"), ("66.667%", "33.333%"),
    ]  # fmt: skip


def test_a_narrow_part_has_no_room_for_its_number():
    (bar,) = chart([("kỳ", (97, 2, 1, 0))], REPORTS).bars

    assert [part.has_room for part in bar.parts] == [True, False, False]


def test_work_without_days_is_left_out():
    assert [bar.label for bar in work_chart([("a", Cells(1, 0, 0, 2)), ("b", Cells(0, 0, 0, 0, 5, 1))]).bars] == ["a"]


def test_a_printed_chart_has_a_key_in_the_patterns_of_its_bars():
    bars = Bars("Việc có thời hạn", (("Chi bộ", (3, 1, 2, 1)),), WORK)

    drawn = render_to_string("reports/print/_bars.html", {"chart": bars.chart, "title": bars.title})

    key, _, below = drawn.partition('<p class="bar-label">')
    assert all(words in key for _, words in WORK)
    for part in ("url(#late)", "url(#open)", "url(#overdue)", "#bbb"):
        assert part in key
        assert part in below
