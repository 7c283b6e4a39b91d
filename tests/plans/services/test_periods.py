"""Periods of a plan at work: added, moved, opened before their day, locked; exceptions for one unit."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Role
from plans.models import Occurrence, Plan, ReportingPeriod, Submission, SubmissionState
from plans.reporting import why_shut
from plans.services import excusing, periods
from plans.services.opening import open_period
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanDeadlineFactory,
    PlanFactory,
    ReportingPeriodFactory,
)
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
SECOND_HALF = {
    "label": "6 tháng cuối năm 2026", "starts_on": TODAY, "ends_on": date(2026, 12, 31), "due_on": date(2026, 12, 10),
}  # fmt: skip


@pytest.fixture
def plan():
    return PlanFactory(handed_out=True)


@pytest.fixture
def officer(plan):
    return UserFactory(role=Role.OFFICER, unit=plan.issuer)


@pytest.fixture
def report(plan):
    period = ReportingPeriodFactory(plan=plan, locks_on=date(2026, 6, 30), opened_at="2026-01-01T01:00Z")
    row = OccurrenceFactory(period=period, item__plan=plan, due_on=None)
    return SubmissionFactory(period=period, unit=row.unit)


def test_a_period_added_to_a_plan_at_work_asks_its_units_at_once(plan, officer):
    asked = AssignmentFactory(item__plan=plan)
    dated = AssignmentFactory(item__plan=plan)
    PlanDeadlineFactory(item=dated.item)
    AssignmentFactory(item__plan=plan, unit=UnitFactory(parent=plan.issuer, valid_to=date(2026, 3, 1)))

    period = periods.add_period(plan=plan, by=officer, version=plan.version, on=TODAY, **SECOND_HALF)

    assert [row.unit for row in Occurrence.objects.all()] == [asked.unit]
    assert [one.unit for one in Submission.objects.filter(period=period)] == [asked.unit]
    assert period.opens_on == TODAY


def test_a_period_sent_twice_is_added_once(plan, officer):
    AssignmentFactory(item__plan=plan)
    first = periods.add_period(plan=plan, by=officer, version=plan.version, on=TODAY, **SECOND_HALF)

    again = periods.add_period(plan=plan, by=officer, version=plan.version, on=TODAY, **SECOND_HALF)

    assert again == first
    assert Occurrence.objects.count() == 1


def test_a_period_with_the_name_of_another_is_refused(plan, officer):
    ReportingPeriodFactory(plan=plan, label=SECOND_HALF["label"])

    with pytest.raises(ValidationError, match="mang tên này"):
        periods.add_period(plan=plan, by=officer, version=plan.version, on=TODAY, **SECOND_HALF)


def test_a_period_opened_before_its_day_makes_the_list_and_keeps_it(plan, officer):
    period = ReportingPeriodFactory(plan=plan, starts_on=TODAY, ends_on=date(2026, 12, 31), opens_on=date(2026, 9, 1))
    row = OccurrenceFactory(period=period, item__plan=plan, due_on=None)

    periods.open_now(period=period, by=officer, version=plan.version, on=TODAY)
    OccurrenceFactory(period=period, item__plan=plan, due_on=None)
    periods.open_now(period=period, by=officer, version=999, on=TODAY)

    period.refresh_from_db()
    assert period.opens_on == TODAY
    assert [one.unit for one in period.submissions.all()] == [row.unit]


@pytest.mark.parametrize("name", ["starts_on", "ends_on", "opens_on"])
def test_what_an_open_period_covers_stays(report, officer, name):
    period = report.period
    moved = {name: getattr(period, name) + timedelta(days=1)}

    with pytest.raises(ValidationError, match="danh sách phải nộp đã chốt"):
        periods.edit_period(period=period, by=officer, version=period.plan.version, **moved)


def test_due_day_and_lock_of_an_open_period_still_move_and_are_told(report, officer):
    period = report.period

    periods.edit_period(period=period, by=officer, version=period.plan.version, due_on=date(2026, 7, 5), locks_on=None)

    entry = JournalEntry.objects.get(action="sửa kỳ báo cáo")
    assert entry.after == {"due_on": "2026-07-05", "locks_on": None}
    assert why_shut(report, TODAY) == ""


def test_a_list_made_while_somebody_edits_stays(plan, officer):
    period = ReportingPeriodFactory(plan=plan)
    read_before = ReportingPeriod.objects.select_related("plan__issuer").get(pk=period.pk)
    open_period(period=period, by=None, on=TODAY)

    periods.edit_period(period=read_before, by=officer, version=plan.version, due_on=date(2026, 7, 5))

    period.refresh_from_db()
    assert (period.due_on, period.opened_at is not None) == (date(2026, 7, 5), True)


def test_a_period_locked_now_takes_nothing_from_today_on(plan, officer):
    period = ReportingPeriodFactory(plan=plan)

    locked = periods.lock_now(period=period, by=officer, version=plan.version, on=TODAY)

    assert locked.locks_on == date(2026, 6, 30)
    assert locked.is_locked(TODAY)
    assert periods.lock_now(period=locked, by=officer, version=0, on=TODAY).locks_on == date(2026, 6, 30)


def test_periods_of_a_closed_plan_stay(officer, plan):
    period = ReportingPeriodFactory(plan=plan)
    Plan.objects.filter(pk=plan.pk).update(closed_on=TODAY)

    with pytest.raises(StaleVersion):
        periods.edit_period(period=period, by=officer, version=plan.version, due_on=TODAY)


def test_one_unit_may_write_again_until_the_day_the_office_names(report, officer):
    other = SubmissionFactory(period=report.period)
    assert "đã khóa" in why_shut(report, TODAY)

    reopened = excusing.reopen(
        submission=report, by=officer, version=0, until=date(2026, 7, 3), reason="Mất điện", on=TODAY
    )

    assert (why_shut(reopened, date(2026, 7, 3)), bool(why_shut(reopened, date(2026, 7, 4)))) == ("", True)
    assert why_shut(other, TODAY)
    entry = JournalEntry.objects.get(action="mở lại kỳ cho đơn vị")
    assert entry.after == {"reopened_until": "2026-07-03", "reason": "Mất điện"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"until": date(2026, 6, 30)}, "không thể trước hôm nay"),
        ({"until": TODAY + timedelta(days=91)}, "nhiều nhất 90 ngày, đến hết"),
        ({"reason": "  "}, "Hãy ghi lý do"),
        ({"reason": "x" * 501}, "dài quá 500 ký tự"),
    ],
)
def test_reopening_needs_a_day_to_come_and_a_reason(report, officer, words, sentence):
    said = {"until": date(2026, 7, 3), "reason": "Mất điện"} | words

    with pytest.raises(ValidationError, match=sentence):
        excusing.reopen(submission=report, by=officer, version=0, on=TODAY, **said)
    report.refresh_from_db()
    assert report.reopened_until is None


def test_an_excused_unit_owes_nothing_and_its_rows_of_the_period_leave_the_figures(report, officer):
    dated = OccurrenceFactory(unit=report.unit, item__plan=report.period.plan)

    excused = excusing.excuse(submission=report, by=officer, version=0, reason="Mới thành lập")

    assert not Submission.objects.owed().exists()
    assert list(Occurrence.objects.counted()) == [dated]
    back = excusing.end_excuse(submission=excused, by=officer, version=1)
    assert list(Submission.objects.owed()) == [back]
    assert Occurrence.objects.counted().count() == 2


def test_the_end_of_an_excuse_counts_nothing_that_was_kept_only_for_the_record(report, officer):
    kept, asked = (
        OccurrenceFactory(unit=report.unit, item__plan=report.period.plan, period=report.period, due_on=None)
        for _ in range(2)
    )
    Occurrence.objects.filter(pk=kept.pk).update(is_counted=False)

    excused = excusing.excuse(submission=report, by=officer, version=0, reason="Mới thành lập")
    excusing.end_excuse(submission=excused, by=officer, version=1)

    kept.refresh_from_db()
    asked.refresh_from_db()
    assert (kept.is_counted, asked.is_counted) == (False, True)


def test_who_has_sent_a_report_is_not_excused(report, officer):
    Submission.objects.update(state=SubmissionState.AWAITING, first_sent_on=TODAY)

    with pytest.raises(ValidationError, match="đã nộp báo cáo"):
        excusing.excuse(submission=report, by=officer, version=0, reason="Mới thành lập")


@pytest.mark.parametrize("act", ["reopen", "excuse", "end_excuse"])
def test_an_exception_about_what_has_changed_meanwhile_is_not_written(report, officer, act):
    words = {"reopen": {"until": TODAY, "reason": "Mất điện", "on": TODAY}, "excuse": {"reason": "Miễn"}}

    with pytest.raises(StaleVersion):
        getattr(excusing, act)(submission=report, by=officer, version=7, **words.get(act, {}))
