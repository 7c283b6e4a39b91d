"""Spelling of every kind, and what the plan around a wording fills in (DOMAIN.md §3.3, §3.4 rules 7 and 8)."""

import unicodedata
from datetime import date

import pytest

from plans.deadlines import DeadlineKind, Series, read_deadlines

PLAN = {"issued_on": date(2026, 5, 5), "start": date(2026, 1, 1), "end": date(2026, 12, 31)}
NOTHING_KNOWN = {"issued_on": None, "start": None, "end": None}


@pytest.mark.parametrize(
    "wording",
    [
        "trước ngày 10 tháng 12 hàng năm",
        "TRƯỚC NGÀY 10 THÁNG 12 HẰNG NĂM",
        "trước ngày 10/12 hằng năm.",
        "(*trước ngày 10/12 hằng năm*)",
        "**trước ngày 10 / 12 hằng năm**;",
        "“trước ngày 10.12 hằng năm”./.",
        "trước\u00a0ngày\u00a010\u200b/12 hằng\u00a0năm",
        "trước ngày 10–12 hằng năm",
        "Thời hạn: trước ngày 10/12 hằng năm¹",
        "trước ngày 10 tháng 12 (hằng năm)",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_spelling_reads_alike(wording, form):
    [deadline] = read_deadlines(unicodedata.normalize(form, wording), **PLAN)

    assert (deadline.before, deadline.dates) == (True, (date(2026, 12, 10),))
    assert deadline.kind is DeadlineKind.RECURRING


@pytest.mark.parametrize("quarter", ["quý II", "quí II", "qúy ii", "quý Il", "quý 1I", "Quý 2", "quý 02", "quý ll"])
def test_a_quarter_is_read_in_every_spelling(quarter):
    [deadline] = read_deadlines(f"hòan thành trong {quarter}/2026", **PLAN)

    assert deadline.dates == (date(2026, 6, 30),)


def test_a_capital_that_looks_like_dd_is_one():
    assert read_deadlines("Ðịnh kỳ 06 tháng", **PLAN)[0].series == (Series.HALF,)


def test_recurring_days_end_with_the_plan():
    plan = {"issued_on": date(2017, 5, 1), "start": date(2017, 1, 1), "end": date(2020, 12, 31)}

    [deadline] = read_deadlines("trước ngày 10 tháng 12 hằng năm", **plan)

    assert deadline.dates == tuple(date(year, 12, 10) for year in (2017, 2018, 2019, 2020))


def test_recurring_days_of_a_plan_without_an_end_run_one_year_ahead():
    plan = {"issued_on": date(2026, 5, 5), "start": None, "end": None}

    [deadline] = read_deadlines("ngày 20 của tháng cuối quý", **plan)

    assert deadline.dates == (date(2026, 6, 20), date(2026, 9, 20), date(2026, 12, 20), date(2027, 3, 20))


@pytest.mark.parametrize(
    ("start", "end", "due", "is_asked"),
    [
        (date(2025, 11, 1), date(2026, 10, 31), date(2026, 3, 15), False),  # the only such day of the plan
        (date(2025, 1, 1), date(2027, 12, 31), date(2025, 3, 15), True),  # three of them
        (None, None, date(2025, 3, 15), False),
    ],
)
def test_a_year_left_out_is_the_plans(start, end, due, is_asked):
    [deadline] = read_deadlines("trước ngày 15/3", issued_on=date(2025, 1, 10), start=start, end=end)

    assert (deadline.dates, deadline.fuzzy) == ((due,), is_asked)


def test_a_day_without_any_year_is_asked_about():
    [deadline] = read_deadlines("trước ngày 15/12", **NOTHING_KNOWN)

    assert (deadline.kind, deadline.dates, deadline.fuzzy) == (DeadlineKind.UNDATED, (), True)


def test_json_has_exactly_the_keys_that_were_promised():
    [deadline] = read_deadlines("trước 17h00 ngày 05/12/2026", **PLAN)

    assert deadline.to_json() == {
        "kind": "fixed",
        "before": True,
        "dates": ["2026-12-05"],
        "window": None,
        "time": "17:00",
        "fuzzy": False,
    }
