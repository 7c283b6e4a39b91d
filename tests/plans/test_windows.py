"""Reporting windows: which days a report covers (DOMAIN.md §3.4 rule 5, §4.4)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.deadlines.rules import Series
from plans.windows import report_windows

HALF, YEAR, QUARTER, MONTH, NINE = Series.HALF, Series.YEAR, Series.QUARTER, Series.MONTH, Series.NINE_MONTHS
THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def told(series, start, end, **kwargs):
    return [(w.label, f"{w.start:%d/%m/%y}", f"{w.end:%d/%m/%y}") for w in report_windows(series, start, end, **kwargs)]


def test_the_report_of_the_year_takes_the_place_of_a_second_half():
    assert told({HALF, YEAR}, *THIS_YEAR) == [
        ("6 tháng đầu năm 2026", "01/01/26", "30/06/26"),
        ("Năm 2026", "01/07/26", "31/12/26"),
    ]


def test_six_months_alone_are_two_halves():
    assert [label for label, *_ in told({HALF}, *THIS_YEAR)] == ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026"]


def test_windows_are_clipped_to_the_plan():
    assert told({HALF, YEAR}, date(2026, 5, 5), date(2027, 5, 4)) == [
        ("6 tháng đầu năm 2026", "05/05/26", "30/06/26"),
        ("Năm 2026", "01/07/26", "31/12/26"),
        ("6 tháng đầu năm 2027", "01/01/27", "04/05/27"),
    ]


@pytest.mark.parametrize(
    ("series", "labels"),
    [
        ({QUARTER}, ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]),
        ({QUARTER, HALF, YEAR}, ["Quý I/2026", "6 tháng đầu năm 2026", "Quý III/2026", "Năm 2026"]),
        ({HALF, NINE, YEAR}, ["6 tháng đầu năm 2026", "9 tháng đầu năm 2026", "Năm 2026"]),
        ({YEAR}, ["Năm 2026"]),
        ({Series.WEEK}, ["Năm 2026"]),
    ],
)
def test_reports_that_end_together_are_one_called_by_the_longest(series, labels):
    assert [label for label, *_ in told(series, *THIS_YEAR)] == labels


def test_the_state_year_runs_from_15_december_to_14_december():
    assert told({HALF, YEAR}, *THIS_YEAR, is_state=True) == [
        ("6 tháng đầu năm 2026", "15/12/25", "14/06/26"),
        ("Năm 2026", "15/06/26", "14/12/26"),
    ]


def test_a_plan_of_the_last_days_of_december_belongs_to_the_next_year_of_the_state():
    assert told({YEAR}, date(2026, 12, 20), date(2026, 12, 31), is_state=True) == [("Năm 2027", "20/12/26", "20/12/26")]


def test_february_of_a_leap_year_ends_on_the_29th():
    assert told({MONTH}, date(2028, 2, 1), date(2028, 2, 29)) == [("Tháng 2/2028", "01/02/28", "29/02/28")]


@pytest.mark.parametrize(("start", "end"), [(date(2026, 2, 1), date(2026, 1, 31)), (date(1, 1, 1), date(9999, 12, 31))])
def test_what_is_no_period_of_a_plan_is_refused(start, end):
    with pytest.raises(ValueError, match="not a plan's period"):
        report_windows({YEAR}, start, end)


def test_the_last_day_there_is_ends_a_window():
    assert report_windows({MONTH}, date(9999, 12, 1), date.max)[-1].end == date.max


@given(
    st.sets(st.sampled_from([MONTH, QUARTER, HALF, NINE, YEAR])),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 4000),
)
def test_windows_cover_the_plan_without_gap_or_overlap(series, start, length):
    end = start + timedelta(days=length)
    found = report_windows(series, start, end)

    assert (found[0].start, found[-1].end) == (start, end)
    assert all(before.end + timedelta(days=1) == after.start for before, after in pairwise(found))
    assert len({window.label for window in found}) == len(found)
