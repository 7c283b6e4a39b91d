"""Periods offered by a plan's own words and by its committee's calendar (DOMAIN.md §4.3, §4.4)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.deadlines import read_deadlines
from plans.deadlines.rules import Series
from plans.proposals import MOST, Calendar, propose

YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))


def offered(wordings, *, span=YEAR_2026, calendar=None):
    read = [one for w in wordings for one in read_deadlines(w, issued_on=date(2026, 1, 15), start=span[0], end=span[1])]
    return [(p.label, f"{p.due_on:%d/%m/%y}", bool(p.wording)) for p in propose(*span, calendar or Calendar(), read)]


def test_each_report_keeps_the_day_that_the_plan_gives_it():
    assert offered(["định kỳ 06 tháng (trước ngày 10/5/2026), 01 năm (trước ngày 30/10/2026)"]) == [
        ("6 tháng đầu năm 2026", "10/05/26", True),
        ("Năm 2026", "30/10/26", True),
    ]


def test_a_day_of_every_year_gives_one_report_a_year():
    span = (date(2025, 1, 1), date(2027, 12, 31))
    assert offered(["trước ngày 10 tháng 12 hằng năm"], span=span) == [
        ("Năm 2025", "10/12/25", True),
        ("Năm 2026", "10/12/26", True),
        ("Năm 2027", "10/12/27", True),
    ]


def test_two_days_of_every_year_are_two_reports_a_year():
    assert offered(["trước ngày 15/6 và 15/12 hằng năm"]) == [
        ("6 tháng đầu năm 2026", "15/06/26", True),
        ("6 tháng cuối năm 2026", "15/12/26", True),
    ]


def test_what_is_due_in_the_next_year_is_the_report_of_this_one():
    assert offered(["hằng năm trước ngày 15/01 năm sau"]) == [("Năm 2026", "15/01/27", True)]


@pytest.mark.parametrize("wordings", [[], ["định kỳ báo cáo"], ["hằng tuần"]])
def test_where_the_plan_names_no_report_the_committee_cuts_the_year(wordings):
    calendar = Calendar(series=(Series.QUARTER,), due_after=5, locks_after=10)

    assert [label for label, *_ in offered(wordings, calendar=calendar)][:2] == ["Quý I/2026", "Quý II/2026"]
    first = propose(*YEAR_2026, calendar, [])[0]
    assert (first.due_on, first.locks_on) == (date(2026, 4, 5), date(2026, 4, 15))


def test_reports_named_without_a_day_are_due_by_the_rule():
    assert offered(["định kỳ 06 tháng, 01 năm"], calendar=Calendar(due_after=3)) == [
        ("6 tháng đầu năm 2026", "03/07/26", False),
        ("Năm 2026", "03/01/27", False),
    ]


def test_the_wording_cuts_the_year_and_the_state_says_on_which_day():
    quarterly = read_deadlines("định kỳ hằng quý", issued_on=None, start=None, end=None)

    periods = propose(*YEAR_2026, Calendar(is_state=True), quarterly)

    assert [f"{period.ends_on:%d/%m}" for period in periods] == ["14/03", "14/06", "14/09", "14/12"]


def test_of_two_days_for_one_report_units_keep_the_earlier():
    wordings = ["báo cáo năm trước ngày 20/12/2026", "trước ngày 05/12 hằng năm"]

    assert offered(wordings) == [("Năm 2026", "05/12/26", True)]


def test_a_day_far_from_every_end_is_nobodys_due_day():
    assert offered(["6 tháng (trước ngày 15/5/2027)"])[-1][1] == "31/12/26"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 365 * 29), st.booleans())
def test_never_more_periods_than_a_form_holds(start, length, is_state):
    end = date.fromordinal(start.toordinal() + length)
    monthly = read_deadlines("hằng tháng (trước ngày 20)", issued_on=start, start=start, end=end)

    assert len(propose(start, end, Calendar(is_state=is_state), monthly)) <= MOST
