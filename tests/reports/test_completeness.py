"""Completeness from the frozen lists: who owed, who sent, in time or not; sums hold and no rate passes 100 %."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from orgs.models import Unit
from plans.models import Submission, SubmissionState
from reports import completeness
from reports.completeness import FIGURES, Completeness
from tests.factories.orgs import UnitFactory
from tests.factories.plans import PlanFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory

DUE = date(2026, 6, 30)
STATES = [state for state in SubmissionState if state != SubmissionState.NOT_SENT]
REPORT = st.tuples(
    st.one_of(st.none(), st.integers(-20, 20)), st.sampled_from(STATES), st.booleans(), st.integers(0, 2)
)


@pytest.mark.django_db
def test_each_report_stands_where_it_belongs():
    period = ReportingPeriodFactory(due_on=DUE)
    SubmissionFactory(period=period)
    SubmissionFactory(period=period, excused_reason="Mới thành lập")
    for days, state in ((0, "ACCEPTED"), (1, "AWAITING"), (-1, "ASKED_FOR_MORE")):
        SubmissionFactory(period=period, first_sent_on=DUE + timedelta(days=days), state=state)

    (line,), units = completeness.by_period_and_unit(Submission.objects.all())

    expected = Completeness(owed=4, sent=3, on_time=2, late=1, to_complete=1, blank=1, excused=1)
    assert (line.subject, line.figures) == (period, expected)
    assert completeness.sum_lines(units) == expected
    assert [found.figures for found in completeness.by_period(Submission.objects.all(), latest=3)] == [expected]


@pytest.mark.django_db
def test_a_period_without_a_due_day_is_never_sent_late():
    period = ReportingPeriodFactory(due_on=None)
    SubmissionFactory(period=period, first_sent_on=date(2030, 1, 1), state="ACCEPTED")

    (line,), _ = completeness.by_period_and_unit(Submission.objects.all())

    assert (line.figures.on_time, line.figures.late) == (1, 0)


@pytest.mark.django_db
def test_the_latest_periods_come_first_and_as_many_as_asked_for(django_assert_num_queries):
    plan = PlanFactory(handed_out=True)
    for month in (3, 9, 6):
        SubmissionFactory(period=ReportingPeriodFactory(plan=plan, ends_on=date(2026, month, 28)))

    with django_assert_num_queries(1):
        lines = completeness.by_period(Submission.objects.all(), latest=2)

    assert [line.subject.ends_on.month for line in lines] == [9, 6]


def test_nobody_owing_has_no_rate():
    assert Completeness(excused=3).sent_share is None


class AnyReports(TestCase):
    @classmethod
    def setUpTestData(cls):
        plan = PlanFactory(handed_out=True)
        cls.periods = [ReportingPeriodFactory(plan=plan, due_on=due) for due in (DUE, DUE, None)]
        cls.units = [UnitFactory(parent=plan.issuer).pk for _ in range(6)]

    @settings(max_examples=25, deadline=None)
    @given(st.lists(REPORT, max_size=6))
    def test_sums_hold_for_whatever_was_sent(self, told):
        Submission.objects.all().delete()
        for unit, (days, state, is_excused, period) in zip(self.units, told, strict=False):
            sent = {} if days is None else {"first_sent_on": DUE + timedelta(days=days), "state": state}
            Submission.objects.create(
                period=self.periods[period], unit=Unit.objects.get(pk=unit), collector=self.periods[0].plan.issuer,
                excused_reason="Miễn" if is_excused else "", **sent,
            )  # fmt: skip

        periods, units = completeness.by_period_and_unit(Submission.objects.all())

        total = completeness.sum_lines(periods)
        assert total == completeness.sum_lines(units)
        assert total.owed + total.excused == len(told)
        for line in [*periods, *units]:
            found = line.figures
            assert (found.owed, found.sent) == (found.sent + found.blank, found.on_time + found.late)
            assert found.to_complete <= found.sent
            for figure in FIGURES:
                share = found.share(getattr(found, figure)) if figure != "excused" else None
                assert share is None or 0 <= share <= 100
