"""A unit that ends: open work passes to the successor, past figures do not move."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from orgs.models import JournalEntry, Unit
from plans.models import AssignmentRole, Occurrence, Progress, Submission, SubmissionState
from plans.services.merging import Passed, end_unit, last_successor, pass_work_of_ended_units
from tests.factories.orgs import UnitFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
LAST = date(2026, 11, 15)


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True))


@pytest.fixture
def old(item):
    return UnitFactory(parent=item.plan.issuer, name="Chi bộ Cũ")


@pytest.fixture
def heir(item):
    return UnitFactory(parent=item.plan.issuer, name="Chi bộ Mới")


def row(item, unit, **kwargs):
    assignment = item.assignments.filter(unit=unit).first() or AssignmentFactory(item=item, unit=unit)
    return OccurrenceFactory(assignment=assignment, **kwargs)


def report(period, unit, **kwargs):
    return Submission.objects.create(period=period, unit=unit, collector=period.plan.issuer, **kwargs)


def end(old, heir, on=LAST):
    return end_unit(unit=old, on=on, successor=heir, today=TODAY, by=None)[1]


def units_of(*rows):
    return [Occurrence.objects.get(pk=one.pk).unit for one in rows]


def test_open_work_passes_and_what_is_done_or_sent_stays(item, old, heir):
    overdue = row(item, old, due_on=date(2026, 5, 31))
    coming = row(item, old, due_on=date(2026, 12, 31), progress=Progress.IN_PROGRESS)
    sent_back = row(item, old, due_on=date(2026, 10, 31), progress=Progress.ASKED_FOR_MORE)
    done = row(item, old, due_on=date(2026, 6, 30), progress=Progress.FINISHED, finished_on=date(2026, 6, 1))
    sent = row(item, old, due_on=date(2026, 7, 31), progress=Progress.AWAITING)
    given_up = row(item, old, due_on=date(2026, 8, 31), progress=Progress.STOPPED)
    recorded = row(item, old, due_on=date(2026, 9, 30), is_counted=False)

    assert end(old, heir) == Passed(rows=3)

    assert units_of(overdue, coming, sent_back) == [heir] * 3
    assert units_of(done, sent, given_up, recorded) == [old] * 4
    assert {one.assignment.unit for one in Occurrence.objects.filter(unit=heir)} == {heir}
    assert heir.assignments.get().role == AssignmentRole.PERFORM


def test_what_the_successor_does_itself_is_asked_for_once_but_what_was_overdue_is_owed_by_itself(item, old, heir):
    mine, theirs = [row(item, unit, due_on=date(2026, 12, 31)) for unit in (heir, old)]
    late_mine, late_theirs = [row(item, unit, due_on=date(2026, 5, 31)) for unit in (heir, old)]

    assert end(old, heir) == Passed(rows=1, joined=1)

    theirs.refresh_from_db()
    assert (theirs.unit, theirs.progress, theirs.version) == (old, Progress.STOPPED, 1)
    assert units_of(mine, late_mine, late_theirs) == [heir] * 3
    assert JournalEntry.objects.filter(action="gộp vào việc của đơn vị kế thừa", object_id=theirs.pk).exists()


def test_a_successor_that_only_helped_now_does_the_work(item, old, heir):
    AssignmentFactory(item=item, unit=heir, role=AssignmentRole.COORDINATE)
    row(item, old)

    end(old, heir)

    assert heir.assignments.get().role == AssignmentRole.PERFORM


def test_periods_that_were_over_stay_as_they_were_left(item, old, heir):
    over = ReportingPeriodFactory(plan=item.plan, due_on=LAST - timedelta(days=1))
    not_over = ReportingPeriodFactory(plan=item.plan, due_on=LAST)
    rows = [row(item, old, due_on=None, period=period) for period in (over, not_over)]
    reports = [report(period, old) for period in (over, not_over)]

    assert end(old, heir) == Passed(rows=1, reports=1)

    assert units_of(*rows) == [old, heir]
    assert [Submission.objects.get(pk=one.pk).unit for one in reports] == [old, heir]


def test_a_report_that_the_successor_owes_too_is_excused_and_one_that_was_sent_stays(item, old, heir):
    both, sent = ReportingPeriodFactory.create_batch(2, plan=item.plan, due_on=date(2026, 12, 10))
    report(both, heir)
    owed = report(both, old)
    waits = report(sent, old, state=SubmissionState.AWAITING, first_sent_on=LAST)

    end(old, heir)

    owed.refresh_from_db()
    waits.refresh_from_db()
    assert (owed.unit, owed.excused_reason) == (old, "Đã sáp nhập, kỳ này Chi bộ Mới báo cáo.")
    assert (waits.unit, waits.excused_reason) == (old, "")


def test_what_others_send_through_the_unit_they_send_through_its_successor(item, old, heir):
    plan = item.plan
    plan.report_via = plan.monitor = old
    plan.save()
    part = AssignmentFactory(item=item, via=old)
    period = ReportingPeriodFactory(plan=plan)
    open_one, taken_in = [
        Submission.objects.create(period=period, unit=UnitFactory(), collector=old, **facts)
        for facts in ({}, {"state": SubmissionState.ACCEPTED, "first_sent_on": LAST})
    ]

    end(old, heir)

    for thing in (plan, part, open_one, taken_in):
        thing.refresh_from_db()
    assert (plan.report_via, plan.monitor, part.via) == (heir, heir, heir)
    assert (open_one.collector, taken_in.collector) == (heir, old)


def test_without_a_successor_or_in_a_closed_plan_nothing_moves(item, old, heir):
    closed = row(PlanItemFactory(plan=PlanFactory(closed=True)), old)
    mine = row(item, old)

    assert end_unit(unit=old, on=LAST, today=TODAY, by=None)[1] == Passed()
    assert units_of(closed, mine) == [old, old]

    assert end(old, heir) == Passed(rows=1)
    assert units_of(closed, mine) == [old, heir]


def test_a_last_day_that_lies_ahead_is_waited_for_and_later_work_follows(item, old, heir):
    mine = row(item, old, due_on=date(2026, 12, 31))

    assert end(old, heir, on=date(2026, 11, 30)) == Passed()
    assert pass_work_of_ended_units(on=date(2026, 11, 30)) == 0
    assert units_of(mine) == [old]
    assert pass_work_of_ended_units(on=date(2026, 12, 1)) == 1
    assert pass_work_of_ended_units(on=date(2026, 12, 1)) == 0
    assert units_of(mine) == [heir]


@pytest.mark.parametrize("count", [1, 4])
def test_units_that_ended_long_ago_cost_the_daily_run_nothing(item, heir, count, django_assert_num_queries):
    for number in range(count):
        gone = UnitFactory(parent=item.plan.issuer, name=f"Chi bộ Cũ {number}")
        row(item, gone, progress=Progress.FINISHED, finished_on=LAST)
        end(gone, heir)

    with django_assert_num_queries(1):
        assert pass_work_of_ended_units(on=TODAY) == 0


def test_a_report_owed_passes_too_when_the_last_day_has_come(item, old, heir):
    period = ReportingPeriodFactory(plan=item.plan, due_on=date(2026, 12, 20), ends_on=date(2026, 12, 1))
    owed = report(period, old)
    end(old, heir, on=date(2026, 11, 30))

    assert pass_work_of_ended_units(on=date(2026, 12, 1)) == 1

    owed.refresh_from_db()
    assert owed.unit == heir


def test_work_goes_to_the_last_of_several_successors(item, old, heir):
    last = UnitFactory(parent=item.plan.issuer, name="Chi bộ Sau cùng")
    mine = row(item, old)
    end_unit(unit=heir, on=LAST, successor=last, today=TODAY, by=None)
    Unit.objects.filter(pk=old.pk).update(valid_to=LAST, successor=heir)

    pass_work_of_ended_units(on=TODAY)

    assert units_of(mine) == [last]


def test_two_units_that_follow_each_other_in_a_ring_have_no_successor(old, heir):
    Unit.objects.filter(pk=old.pk).update(successor=heir)
    Unit.objects.filter(pk=heir.pk).update(successor=old)

    assert last_successor(Unit.objects.get(pk=old.pk)) is None


def test_a_refusal_moves_nothing(item, old):
    mine = row(item, old)

    with pytest.raises(ValidationError):
        end(old, old)
    assert units_of(mine) == [old]


def test_as_many_queries_for_thirty_rows_as_for_one(item, django_assert_max_num_queries):
    def count(rows):
        old, heir = UnitFactory.create_batch(2, parent=item.plan.issuer)
        for place in range(rows):
            row(item, old, due_on=date(2026, 12, 1) + timedelta(days=place))
        with django_assert_max_num_queries(40) as queries:
            end(old, heir)
        return len(queries)

    assert count(30) == count(1)
