"""What a unit's report consists of, how far it is, and why it cannot be written."""

from datetime import date

import pytest

from plans.models import Answer, Draft, Progress, Verdict
from plans.reporting import Standing, report_items, rows_of_report, standings, units_owing, why_shut
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
    ReviewFactory,
)
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db
IN_PERIOD, BEFORE = date(2026, 9, 10), date(2026, 6, 20)


@pytest.fixture
def report():
    """The report of a cell for the second half of 2026."""
    return SubmissionFactory(
        period__label="Năm 2026", period__starts_on=date(2026, 7, 1), period__ends_on=date(2026, 12, 31),
        period__opens_on=date(2026, 7, 1), period__due_on=date(2026, 12, 31),
    )  # fmt: skip


def row_of(report, **kwargs):
    kwargs.setdefault("period", report.period if "due_on" not in kwargs else None)
    kwargs.setdefault("due_on", None)
    plan = report.period.plan
    if "assignment" not in kwargs:
        kwargs["assignment"] = AssignmentFactory(item=PlanItemFactory(plan=plan), unit=report.unit)
    return OccurrenceFactory(**kwargs)


def test_a_report_answers_the_rows_of_its_period_those_due_inside_it_and_those_it_found_open(report):
    own = row_of(report)
    due_inside = row_of(report, due_on=date(2026, 8, 15))
    found_open = row_of(report, due_on=date(2026, 5, 31))
    finished_inside = row_of(report, due_on=date(2026, 6, 1), progress=Progress.FINISHED, finished_on=IN_PERIOD)
    row_of(report, due_on=date(2026, 5, 30), progress=Progress.FINISHED, finished_on=BEFORE)
    row_of(report, due_on=date(2027, 1, 5))
    row_of(report, progress=Progress.STOPPED)
    row_of(report, is_counted=False)
    row_of(report, period=ReportingPeriodFactory(plan=report.period.plan))

    assert list(rows_of_report(report)) == [own, due_inside, found_open, finished_inside]


def test_units_owe_a_report_unless_their_work_was_settled_when_the_plan_was_entered(report):
    row_of(report)
    other = AssignmentFactory(item=PlanItemFactory(plan=report.period.plan))
    row_of(report, assignment=other, progress=Progress.FINISHED, finished_on=date(2026, 12, 31))

    assert list(units_owing(report.period)) == [report.unit]


def test_what_was_recorded_since_the_period_began_is_filled_in(report):
    row = row_of(report, due_on=date(2026, 8, 15))
    before = ProgressUpdateFactory(occurrence=row, sent_on=BEFORE)
    since = ProgressUpdateFactory(occurrence=row, sent_on=IN_PERIOD)

    (item,) = report_items(report)

    assert (item.recorded, item.last_time, item.is_blank) == ([since], before, False)


def test_beside_an_item_stands_what_was_answered_the_period_before(report):
    row = row_of(report)
    earlier = ReportingPeriodFactory(plan=report.period.plan)
    then = OccurrenceFactory(assignment=row.assignment, due_on=None, period=earlier)
    nothing = OccurrenceFactory(
        assignment=row.assignment, due_on=None,
        period=ReportingPeriodFactory(plan=report.period.plan, starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 30)),
    )  # fmt: skip
    said = ProgressUpdateFactory(occurrence=then, sent_on=BEFORE)
    ProgressUpdateFactory(occurrence=then, sent_on=BEFORE, answer=Answer.NOTHING_TO_REPORT)
    ProgressUpdateFactory(occurrence=nothing, sent_on=date(2027, 2, 2))

    (item,) = report_items(report)

    assert (item.recorded, item.last_time, item.is_blank) == ([], said, True)


def test_an_amended_item_shows_what_was_answered_under_its_former_wording(report):
    former = row_of(report, due_on=date(2026, 6, 1), progress=Progress.FINISHED, finished_on=BEFORE)
    said = ProgressUpdateFactory(occurrence=former, sent_on=BEFORE)
    amended = PlanItemFactory(plan=report.period.plan, replaces=former.assignment.item)
    row_of(report, assignment=AssignmentFactory(item=amended, unit=report.unit))

    (item,) = report_items(report)

    assert item.last_time == said


@pytest.mark.parametrize(
    ("answer", "verdict", "is_blank"),
    [
        (Answer.RESULT, None, False),
        (Answer.RESULT, Verdict.ACCEPTED, False),
        (Answer.RESULT, Verdict.ASKED_FOR_MORE, True),
        (Answer.NOTHING_TO_REPORT, None, False),
        (Answer.NOT_OURS, None, False),
        (Answer.NOT_OURS, Verdict.KEPT, True),
        (Answer.OBJECTION, None, False),
        (Answer.OBJECTION, Verdict.ACCEPTED, True),
    ],
)
def test_an_answer_that_came_back_leaves_its_item_blank(report, answer, verdict, is_blank):
    row_of(report)
    update = ProgressUpdateFactory(occurrence=row_of(report), answer=answer, sent_on=IN_PERIOD)
    if verdict:
        ReviewFactory(update=update, verdict=verdict, reason="Chưa rõ số liệu")

    items = report_items(report)

    assert [item.is_blank for item in items] == [True, is_blank]
    assert standings([report]) == {report.pk: Standing(answered=0 if is_blank else 1, all=2)}


def test_work_settled_when_the_plan_was_entered_is_not_blank(report):
    row_of(report, due_on=date(2026, 7, 5), progress=Progress.FINISHED, finished_on=date(2026, 7, 5))

    assert [item.is_blank for item in report_items(report)] == [False]
    assert standings([report])[report.pk].is_whole


def test_how_far_a_report_is_follows_from_its_own_rows_only(report):
    for due_on in (date(2026, 5, 31), date(2026, 8, 15)):
        ProgressUpdateFactory(occurrence=row_of(report, due_on=due_on), sent_on=BEFORE)
    row_of(report, due_on=date(2026, 6, 1), progress=Progress.FINISHED, finished_on=BEFORE)
    row_of(report, due_on=date(2027, 8, 15))
    other = SubmissionFactory(period=report.period)
    ProgressUpdateFactory(occurrence=row_of(other), sent_on=IN_PERIOD)

    assert standings([report, other]) == {report.pk: Standing(0, 2), other.pk: Standing(1, 1)}


def test_each_person_finds_his_own_draft(report):
    row = row_of(report)
    mine, others = UserFactory(unit=report.unit), UserFactory(unit=report.unit)
    draft = Draft.objects.create(user=mine, occurrence=row, values={"outcome": "Đang gõ"})
    Draft.objects.create(user=others, occurrence=row, values={"outcome": "Người khác gõ"})

    assert report_items(report, user=mine)[0].typed == draft.values
    assert report_items(report)[0].typed is None


@pytest.mark.parametrize("count", [1, 6])
def test_a_report_is_read_in_a_constant_number_of_queries(report, count, django_assert_num_queries):
    reader = UserFactory(unit=report.unit)
    for _ in range(count):
        ReviewFactory(update=ProgressUpdateFactory(occurrence=row_of(report), sent_on=IN_PERIOD))

    with django_assert_num_queries(4):
        items = report_items(report, user=reader)
        assert [bool(item.answer.review and list(item.answer.attachments.all()) == []) for item in items] == [
            True
        ] * count
    with django_assert_num_queries(1):
        standings([report])


class TestWhyShut:
    def test_an_open_period_is_open_to_its_last_day(self, report):
        report.period.locks_on = date(2027, 1, 10)

        assert why_shut(report, date(2027, 1, 10)) == ""
        assert why_shut(report, date(2027, 1, 11)) == (
            "Kỳ báo cáo đã khóa sau ngày 10/01/2027. Hãy đề nghị văn phòng mở lại kỳ."
        )

    def test_before_its_day_a_period_is_not_open(self, report):
        assert "mở từ ngày 01/07/2026" in why_shut(report, date(2026, 6, 30))

    def test_the_office_reopens_a_locked_period_for_one_unit_until_a_day(self, report):
        report.period.locks_on = date(2027, 1, 10)
        report.period.save()
        report.reopened_until, report.reopened_reason = date(2027, 1, 20), "Đơn vị bị lũ"
        report.save()
        mine, others = row_of(report), row_of(SubmissionFactory(period=report.period))

        assert (why_shut(report, date(2027, 1, 20)), why_shut(mine, date(2027, 1, 20))) == ("", "")
        assert "đã khóa sau ngày 10/01/2027. " in why_shut(others, date(2027, 1, 20))
        assert "mở lại cho đơn vị đến hết ngày 20/01/2027 và đã khóa" in why_shut(report, date(2027, 1, 21))

    def test_an_excused_unit_need_not_write(self, report):
        report.excused_reason = "Mới thành lập"
        report.save()

        assert "không phải nộp báo cáo kỳ này: Mới thành lập" in why_shut(report, IN_PERIOD)
        assert why_shut(row_of(report), IN_PERIOD) == why_shut(report, IN_PERIOD)

    def test_a_closed_plan_takes_nothing(self, report):
        report.period.plan.closed_on = date(2026, 9, 1)

        assert "đã kết thúc ngày 01/09/2026" in why_shut(report, IN_PERIOD)
        assert "đã kết thúc ngày 01/09/2026" in why_shut(row_of(report, due_on=IN_PERIOD), IN_PERIOD)

    def test_dated_work_is_answered_whatever_the_periods(self, report):
        ReportingPeriodFactory(plan=report.period.plan, locks_on=date(2026, 7, 1))

        assert why_shut(row_of(report, due_on=date(2026, 5, 31)), IN_PERIOD) == ""


def test_units_of_other_plans_owe_nothing(report):
    row_of(report)
    OccurrenceFactory(periodic=True, unit=UnitFactory())

    assert list(units_owing(report.period)) == [report.unit]
