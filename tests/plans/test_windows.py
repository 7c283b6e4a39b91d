"""Reporting windows: which days a report covers (DOMAIN.md §3.4 rule 5, §4.4)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import windows
from plans.windows import Window


def test_a_year_has_a_mid_year_report_and_a_report_of_the_year():
    assert windows.default_windows(date(2026, 1, 1), date(2026, 12, 31)) == [
        Window("6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        Window("Năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
    ]


def test_default_windows_are_clipped_to_the_plan():
    assert windows.default_windows(date(2026, 5, 5), date(2027, 5, 4)) == [
        Window("6 tháng đầu năm 2026", date(2026, 5, 5), date(2026, 6, 30)),
        Window("Năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
        Window("6 tháng đầu năm 2027", date(2027, 1, 1), date(2027, 5, 4)),
    ]


def test_a_plan_of_four_years_has_eight_windows():
    assert len(windows.default_windows(date(2017, 1, 1), date(2020, 12, 31))) == 8


def test_a_year_stands_after_its_halves():
    labels = [window.label for window in windows.halves_and_years(date(2026, 1, 1), date(2026, 12, 31))]

    assert labels == ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026", "Năm 2026"]


def test_quarters_are_called_in_roman_numbers():
    assert [window.label for window in windows.quarters(date(2026, 4, 1), date(2027, 1, 1))] == [
        "Quý II/2026",
        "Quý III/2026",
        "Quý IV/2026",
        "Quý I/2027",
    ]


def test_february_of_a_leap_year_ends_on_the_29th():
    assert windows.months(date(2028, 2, 1), date(2028, 2, 29)) == [
        Window("Tháng 2/2028", date(2028, 2, 1), date(2028, 2, 29))
    ]


def test_the_state_year_runs_from_15_december_to_14_december():
    assert windows.state_year(2026) == Window("Năm 2026", date(2025, 12, 15), date(2026, 12, 14))
    assert windows.state_first_half(2026) == Window("6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14))
    assert windows.state_second_half(2026) == Window("6 tháng cuối năm 2026", date(2026, 6, 15), date(2026, 12, 14))


def test_a_custom_window_is_called_by_its_days():
    assert windows.custom(date(2026, 6, 15), date(2026, 12, 14)).label == "Từ 15/6/2026 đến 14/12/2026"


@pytest.mark.parametrize(("start", "end"), [(date(2026, 2, 1), date(2026, 1, 31)), (date(1, 1, 1), date(9999, 12, 31))])
def test_what_is_no_period_of_a_plan_is_refused(start, end):
    with pytest.raises(ValueError, match="not a plan's period"):
        windows.default_windows(start, end)


def test_the_last_day_there_is_ends_a_window():
    assert windows.months(date(9999, 12, 1), date.max)[-1].end == date.max


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
@pytest.mark.parametrize("of", [windows.default_windows, windows.quarters, windows.months, windows.years])
def test_windows_cover_the_plan_without_gap_or_overlap(of, start, length):
    end = start + timedelta(days=length)
    found = of(start, end)

    assert (found[0].start, found[-1].end) == (start, end)
    assert all(before.end + timedelta(days=1) == after.start for before, after in pairwise(found))
