"""Targets judged from what units gave."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.attainment import Aim, Given, Reach, attain, cumulate
from plans.importing.drafts import Comparison, TargetScope

AT_LEAST, AT_MOST, EQUAL = Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUAL
TOTAL, PER_UNIT, SHARE = TargetScope.TOTAL, TargetScope.PER_UNIT, TargetScope.SHARE_OF_UNITS


def aim(value, scope, comparison=AT_LEAST, *, is_rate=False):
    return Aim(comparison, None if value is None else Decimal(value), scope, is_rate)


def numbers(*values):
    return [Given(unit, None if value is None else Decimal(value)) for unit, value in enumerate(values, start=1)]


def grades(*values):
    return [Given(unit, is_met=value) for unit, value in enumerate(values, start=1)]


class TestThreeComputationsOfTheSameAnswers:
    answers = numbers(3, 1, 1, 2, 1, 1, 1, 1, 1, 0)

    def test_a_total_is_their_sum(self):
        found = attain(aim(12, TOTAL), self.answers)

        assert (found.total, found.reach) == (12, Reach.MET)

    def test_each_unit_is_judged_by_itself_and_the_tenth_is_named(self):
        found = attain(aim(1, PER_UNIT), self.answers)

        assert (len(found.met), found.asked, found.unmet) == (9, 10, (10,))
        assert found.reach is Reach.NOT_YET

    def test_a_share_counts_the_units(self):
        found = attain(aim(90, SHARE), self.answers)

        assert (found.share, found.reach) == (90, Reach.MET)
        assert attain(aim(100, SHARE), self.answers).reach is Reach.NOT_YET


@pytest.mark.parametrize(
    ("wanted", "answers", "reach"),
    [
        (aim(5, TOTAL), numbers(5, None), Reach.MET),
        (aim(5, TOTAL), numbers(4, None), Reach.OPEN),
        (aim(5, TOTAL), numbers(4, 0), Reach.NOT_YET),
        (aim(5, TOTAL, AT_MOST), numbers(6, None), Reach.NOT_YET),
        (aim(5, TOTAL, AT_MOST), numbers(4, None), Reach.OPEN),
        (aim(5, TOTAL, EQUAL), numbers(2, 3), Reach.MET),
        (aim(None, TOTAL), numbers(2, 3), Reach.OPEN),
        (aim(1, PER_UNIT), numbers(1, None), Reach.OPEN),
        (aim(1, PER_UNIT), numbers(0, None), Reach.NOT_YET),
        (aim(None, PER_UNIT), numbers(1, 1), Reach.OPEN),
        (aim(50, SHARE), grades(True, True, None, False), Reach.MET),
        (aim(75, SHARE), grades(True, True, None, False), Reach.OPEN),
        (aim(80, SHARE), grades(True, True, None, False), Reach.NOT_YET),
        (aim(50, SHARE, EQUAL), grades(True, False), Reach.MET),
        (aim(95, TOTAL, is_rate=True), numbers("95,5".replace(",", "."), 100), Reach.MET),
        (aim(95, TOTAL, is_rate=True), numbers(90, 100), Reach.OPEN),
        (aim(95, TOTAL, is_rate=True), numbers(90, 80), Reach.NOT_YET),
        (aim(None, TOTAL), grades(True, True), Reach.MET),
        (aim(None, TOTAL), grades(True, False), Reach.NOT_YET),
        (aim(None, TOTAL), grades(True, None), Reach.OPEN),
        (aim(1, TOTAL), [], Reach.OPEN),
        (aim(1, PER_UNIT), [], Reach.OPEN),
        (aim(1, SHARE), [], Reach.OPEN),
    ],
)  # fmt: skip
def test_a_target_is_judged(wanted, answers, reach):
    assert attain(wanted, answers).reach is reach


def test_percentages_have_no_sum():
    assert attain(aim(95, TOTAL, is_rate=True), numbers(95, 96)).total is None


answered = st.one_of(
    st.builds(lambda n: {"number": Decimal(n)}, st.integers(0, 9)), st.just({}),
)  # fmt: skip
graded = st.one_of(st.builds(lambda yes: {"is_met": yes}, st.booleans()), st.just({}))
many = st.one_of(st.lists(answered, max_size=8), st.lists(graded, max_size=8))
values = st.one_of(st.none(), st.integers(0, 100).map(Decimal))
aims = st.builds(Aim, st.sampled_from(Comparison), values, st.sampled_from(TargetScope), st.booleans())


def filled(rows):
    return [Given(unit, **row) for unit, row in enumerate(rows)]


@given(aims, many)
def test_every_unit_stands_in_one_place(wanted, rows):
    found = attain(wanted, filled(rows))

    assert sorted([*found.given, *found.unanswered]) == list(range(len(rows)))
    assert set(found.met).isdisjoint(found.unmet)
    assert {*found.met, *found.unmet} <= set(found.given)
    assert found.share is None or 0 <= found.share <= 100


@given(aims, st.lists(answered, max_size=8))
def test_a_total_is_what_units_gave(wanted, rows):
    total = attain(wanted, filled(rows)).total

    assert total is None or total == sum(row.get("number", 0) for row in rows)


@given(aims, many, st.data())
def test_what_is_said_before_all_have_answered_holds_whatever_they_answer(wanted, rows, data):
    early = attain(wanted, filled(rows)).reach
    is_graded = any("is_met" in row for row in rows)
    rest = {"is_met": st.booleans()} if is_graded else {"number": st.integers(0, 9).map(Decimal)}
    late = attain(wanted, filled([row or data.draw(st.fixed_dictionaries(rest)) for row in rows])).reach

    assert early in {late, Reach.OPEN}


class TestCumulating:
    def test_halves_add_up(self):
        halves = [(date(2026, 1, 1), date(2026, 6, 30), Decimal(2)), (date(2026, 7, 1), date(2026, 12, 31), Decimal(3))]

        assert cumulate(halves) == 5

    def test_a_year_takes_the_place_of_its_halves(self):
        year = (date(2026, 1, 1), date(2026, 12, 31), Decimal(5))
        halves = [(date(2026, 1, 1), date(2026, 6, 30), Decimal(2)), (date(2026, 7, 1), date(2026, 12, 31), Decimal(3))]

        assert cumulate([*halves, year]) == 5

    @given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20), st.integers(0, 9)), max_size=6), st.randoms())
    def test_no_day_counts_twice_in_whatever_order(self, rows, chance):
        first = date(2026, 1, 1).toordinal()
        periods = [
            (date.fromordinal(first + start), date.fromordinal(first + start + length), Decimal(length + 1))
            for start, length, _ in rows
        ]
        days = {day for start, end, _ in periods for day in range(start.toordinal(), end.toordinal() + 1)}
        shuffled = chance.sample(periods, len(periods))

        # Each gives as many as it has days, so that more than all days together would be a day counted twice.
        assert cumulate(periods) == cumulate(shuffled) <= len(days)
