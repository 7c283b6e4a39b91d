"""Which reminders a day asks for, from the facts alone; days are those of a hand-written calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.models import ReminderKind
from plans.reminders import STAGES, Facts, days_words, wanted

DUE = date(2026, 1, 2)  # the days before it lie in the old year


def kinds(facts, on):
    return [one.kind for one in wanted(facts, on)]


def made(facts, days):
    """The reminders one person gets when the program runs on those days."""
    told = []
    for on in days:
        for one in wanted(facts, on):
            if not any(kind == one.kind and day >= one.since for day, kind in told):
                told.append((on, one.kind))
    return told


def every_day(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_seven_three_and_no_days_before_then_every_week():
    assert made(Facts(due_on=DUE), every_day(date(2025, 12, 1), date(2026, 1, 18))) == [
        (date(2025, 12, 26), "DUE_IN_7"), (date(2025, 12, 30), "DUE_IN_3"), (date(2026, 1, 2), "DUE_TODAY"),
        (date(2026, 1, 3), "OVERDUE"), (date(2026, 1, 10), "OVERDUE"), (date(2026, 1, 17), "OVERDUE"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("missed_until", "then"),
    [
        (date(2025, 12, 28), [(date(2025, 12, 28), "DUE_IN_7"), (date(2025, 12, 30), "DUE_IN_3"), (DUE, "DUE_TODAY")]),
        (date(2025, 12, 31), [(date(2025, 12, 31), "DUE_IN_3"), (DUE, "DUE_TODAY")]),
        (date(2026, 1, 6), [(date(2026, 1, 6), "OVERDUE")]),
    ],
)
def test_a_missed_day_is_made_up_while_it_lies_ahead_and_never_replayed(missed_until, then):
    assert made(Facts(due_on=DUE), every_day(missed_until, date(2026, 1, 7)))[: len(then)] == then


def test_nobody_is_told_twice_in_a_week_that_he_is_late():
    runs = [date(2026, 1, 3), date(2026, 1, 14), date(2026, 1, 15), date(2026, 1, 20), date(2026, 1, 21)]

    assert made(Facts(due_on=DUE), runs) == [(day, "OVERDUE") for day in (runs[0], runs[1], runs[4])]


def test_what_came_back_is_spoken_of_after_three_days_and_not_called_overdue_besides():
    facts = Facts(due_on=DUE, turn_since=date(2026, 1, 10), was_sent_back=True)

    assert made(facts, every_day(date(2026, 1, 10), date(2026, 1, 21))) == [
        (date(2026, 1, 13), "TO_COMPLETE"), (date(2026, 1, 20), "TO_COMPLETE"),
    ]  # fmt: skip


def test_what_came_back_before_its_day_is_also_reminded_of_the_day():
    facts = Facts(due_on=DUE, turn_since=date(2025, 12, 20), was_sent_back=True)

    assert kinds(facts, DUE) == ["DUE_TODAY", "TO_COMPLETE"]


def test_what_was_sent_is_the_offices_to_look_at():
    facts = Facts(due_on=DUE, turn_since=date(2025, 12, 29), waits_for_office=True)

    assert made(facts, every_day(date(2025, 12, 29), date(2026, 1, 9))) == [
        (date(2026, 1, 1), "TO_TAKE_IN"), (date(2026, 1, 8), "TO_TAKE_IN"),
    ]  # fmt: skip


@pytest.mark.parametrize("facts", [Facts(), Facts(waits_for_office=True), Facts(was_sent_back=True)])
def test_without_a_day_there_is_nothing_to_say(facts):
    assert kinds(facts, DUE) == []


def test_more_time_begins_the_count_anew():
    told = made(Facts(due_on=DUE), every_day(date(2025, 12, 20), date(2026, 1, 1)))
    later = Facts(due_on=date(2026, 1, 10))

    again = [one for one in wanted(later, date(2026, 1, 3)) if not any(day >= one.since for day, _ in told)]

    assert [one.kind for one in again] == ["DUE_IN_7"]


@given(st.integers(-30, 400), st.sets(st.integers(-30, 400)))
def test_each_stage_comes_once_and_weeks_keep_their_distance(late_by, missed):
    days = [DUE + timedelta(days=n) for n in range(-30, late_by) if n not in missed]

    told = made(Facts(due_on=DUE), days)

    before = [kind for _, kind in told if kind != "OVERDUE"]
    late = [day for day, kind in told if kind == "OVERDUE"]
    assert len(before) == len(set(before))
    assert all(later - earlier >= timedelta(days=7) for earlier, later in pairwise(late))


def test_kinds_are_called_as_in_the_database():
    assert {kind for _, kind in STAGES} | {"OVERDUE", "TO_COMPLETE", "TO_TAKE_IN", "TO_DECIDE"} == set(
        ReminderKind.values
    )


@pytest.mark.parametrize(
    ("due_on", "words"),
    [(None, ""), (DUE, "hạn hôm nay"), (date(2026, 1, 7), "còn 5 ngày"), (date(2025, 12, 31), "quá hạn 2 ngày")],
)
def test_how_far_a_day_is_in_words(due_on, words):
    assert days_words(due_on, DUE) == words
