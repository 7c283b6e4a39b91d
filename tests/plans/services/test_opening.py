"""Opening a period: who owes a report, to whom, once."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from orgs.models import JournalEntry, Role
from plans.models import Occurrence, Plan, ReportingPeriod, Submission, SubmissionState
from plans.services.issuing import PastWork, issue_plan
from plans.services.opening import open_due_periods, open_period
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssigneeFactory,
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 20)


@pytest.fixture
def period():
    return ReportingPeriodFactory()


@pytest.fixture
def officer(period):
    return UserFactory(role=Role.OFFICER, unit=period.plan.issuer)


def row_in(period, **kwargs):
    return OccurrenceFactory(periodic=True, period=period, item=PlanItemFactory(plan=period.plan), **kwargs)


def test_each_unit_with_work_in_the_period_owes_one_report_to_the_issuer(period, officer):
    unit = row_in(period).unit
    row_in(period, unit=unit)
    OccurrenceFactory(item=PlanItemFactory(plan=period.plan), due_on=date(2026, 9, 1))

    made = open_period(period=period, by=officer, on=TODAY)

    assert [(one.unit, one.collector, one.state) for one in made] == [
        (unit, period.plan.issuer, SubmissionState.NOT_SENT)
    ]
    assert made[0].turn_since == period.opened_at
    assert JournalEntry.objects.get(action="mở kỳ báo cáo").after == {"units": 1}


def test_the_report_goes_to_whom_the_work_goes_through(period, officer):
    body, collector = UnitFactory(parent=period.plan.issuer), UnitFactory(parent=period.plan.issuer)
    period.plan.report_via = collector
    period.plan.save()
    named, unnamed = row_in(period, assignment__via=body), row_in(period)

    made = open_period(period=period, by=officer, on=TODAY)

    assert {one.unit: one.collector for one in made} == {named.unit: body, unnamed.unit: collector}


def test_opening_again_keeps_the_list_as_it_was_frozen(period, officer):
    row_in(period)
    first = open_period(period=period, by=officer, on=TODAY)
    row_in(period)

    again = open_period(period=ReportingPeriod.objects.get(pk=period.pk), by=officer, on=TODAY)

    assert again == first
    assert JournalEntry.objects.filter(action="mở kỳ báo cáo").count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"opens_on": date(2026, 2, 1)}, "mở từ ngày 01/02/2026"),
        ({"plan__closed": True}, "đã kết thúc"),
        ({"plan__handed_out": False}, "chưa giao việc"),
    ],
)
def test_a_period_that_cannot_be_open_is_refused(change, words):
    period = ReportingPeriodFactory(**change)

    with pytest.raises(ValidationError, match=words):
        open_period(period=period, by=UserFactory(), on=TODAY)

    assert not Submission.objects.exists()


def test_the_daily_job_opens_what_is_due_once():
    due, later = ReportingPeriodFactory(), ReportingPeriodFactory(opens_on=date(2026, 7, 1))
    ReportingPeriodFactory(plan__closed=True)
    ReportingPeriodFactory(plan__handed_out=False)
    row_in(due)
    row_in(later)

    assert open_due_periods(on=TODAY) == 1
    assert open_due_periods(on=TODAY) == 0
    assert [one.period for one in Submission.objects.all()] == [due]
    assert JournalEntry.objects.get(action="mở kỳ báo cáo").actor_name == "Hệ thống"
    assert open_due_periods(on=date(2026, 8, 9)) == 1


def hand_out(plan, officer, past=PastWork.FOLLOWED, on=TODAY):
    return issue_plan(plan=plan, by=officer, on=on, version=plan.version, past=past)


def test_handing_out_opens_the_periods_whose_day_has_come():
    plan = PlanFactory()
    unit = AssigneeFactory(item=PlanItemFactory(plan=plan)).unit

    hand_out(plan, UserFactory(role=Role.OFFICER, unit=plan.issuer))

    assert [(one.unit, one.period.label) for one in Submission.objects.all()] == [(unit, "6 tháng đầu năm 2026")]


@pytest.mark.parametrize(
    ("past", "owed"),
    [
        (PastWork.FINISHED, ["Năm 2026"]),
        (PastWork.RECORDED, ["Năm 2026"]),
        (PastWork.FOLLOWED, ["6 tháng đầu năm 2026", "Năm 2026"]),
    ],
)
def test_periods_settled_as_past_owe_nothing(past, owed):
    plan = PlanFactory()
    AssigneeFactory(item=PlanItemFactory(plan=plan))

    hand_out(plan, UserFactory(role=Role.OFFICER, unit=plan.issuer), past=past, on=date(2026, 8, 3))

    assert [one.period.label for one in Submission.objects.all()] == owed
    assert Occurrence.objects.count() == 2
    assert not plan.periods.filter(opened_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_two_openings_at_the_same_moment_make_one_list(period, officer):
    for _ in range(5):
        row_in(period)
    start, failed = Barrier(4), []

    def act():
        try:
            start.wait()
            open_period(period=ReportingPeriod.objects.get(pk=period.pk), by=officer, on=TODAY)
        except Exception as error:  # noqa: BLE001 -- told below
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Submission.objects.count() == 5
    assert JournalEntry.objects.filter(action="mở kỳ báo cáo").count() == 1


def test_reports_are_asked_of_plans_that_coordinate_nothing(period, officer):
    AssignmentFactory(item=PlanItemFactory(plan=period.plan), role="COORDINATE")

    assert open_period(period=period, by=officer, on=TODAY) == []
    assert Plan.objects.get(pk=period.plan_id).version == 0


def test_a_plan_closed_at_that_moment_leaves_the_others_to_be_opened():
    first, closing, last = (ReportingPeriodFactory(opens_on=date(2026, 1, day)) for day in (1, 2, 3))

    def close_meanwhile(execute, sql, params, many, context):
        if sql.startswith('UPDATE "plans_reportingperiod"'):
            Plan.objects.filter(pk=closing.plan_id, closed_on__isnull=True).update(closed_on=TODAY)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(close_meanwhile):
        opened = open_due_periods(on=TODAY)

    still_shut = ReportingPeriod.objects.filter(opened_at__isnull=True)
    assert (opened, list(still_shut)) == (2, [closing])
    assert ReportingPeriod.objects.filter(pk__in=[first.pk, last.pk], opened_at__isnull=False).count() == 2
