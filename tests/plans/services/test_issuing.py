"""Handing out a plan: expansion, rows, and what happens twice."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Role
from orgs.services import set_group_members
from plans.deadlines import read_deadlines
from plans.models import AssignmentRole, Occurrence, Origin, PlanDeadline, Progress
from plans.services.at_hand import PlanAtHand
from plans.services.issuing import (
    PastWork,
    check_plan,
    has_past_work,
    issue_plan,
    outline_rows,
    propose_periods,
    set_report_outline,
)
from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory
from tests.factories.plans import AssigneeFactory, PlanDeadlineFactory, PlanFactory, PlanItemFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 20)


@pytest.fixture
def plan():
    return PlanFactory(issued_on=date(2026, 1, 15), starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))


@pytest.fixture
def officer(plan):
    return UserFactory(role=Role.OFFICER, unit=plan.issuer)


def hand_out(plan, officer, *, on=TODAY, past=PastWork.FOLLOWED):
    return issue_plan(plan=plan, by=officer, on=on, version=plan.version, past=past)


def deadline(item, wording, **kwargs):
    (read,) = read_deadlines(wording, issued_on=date(2026, 1, 15), start=date(2026, 1, 1), end=date(2026, 12, 31))
    return PlanDeadline.objects.create(item=item, wording=wording, rule=read.to_record(), **kwargs)


def test_a_dated_duty_gives_one_row_a_due_day(plan, officer):
    item = PlanItemFactory(plan=plan)
    deadline(item, "ngày 15/6 và 15/12 hằng năm")
    AssigneeFactory(item=item)

    hand_out(plan, officer)

    assert list(Occurrence.objects.values_list("due_on", flat=True).order_by("due_on")) == [
        date(2026, 6, 15),
        date(2026, 12, 15),
    ]


@pytest.mark.parametrize("wording", ["thường xuyên", "định kỳ báo cáo", None])
def test_work_without_a_day_gives_one_row_a_reporting_period(plan, officer, wording):
    item = PlanItemFactory(plan=plan)
    if wording:
        deadline(item, wording)
    AssigneeFactory(item=item)

    hand_out(plan, officer)

    rows = Occurrence.objects.order_by("period__ends_on")
    assert [(row.period.ends_on, row.due_on) for row in rows] == [(date(2026, 6, 30), None), (date(2026, 12, 31), None)]


def test_a_group_expands_to_its_members_of_the_plans_day_and_stays_so(plan, officer):
    stays, joins_later, left_before = UnitFactory.create_batch(3, parent=plan.issuer)
    group = UnitGroupFactory(owner=plan.issuer, units=[stays])
    group.memberships.create(unit=joins_later, valid_from=date(2026, 1, 16))
    group.memberships.create(unit=left_before, valid_to=date(2026, 1, 14))
    AssigneeFactory(item=PlanItemFactory(plan=plan), unit=None, group=group, text=group.name)

    hand_out(plan, officer)
    set_group_members(group=group, units=[joins_later], by=officer, on=date(2026, 2, 1))

    assert {row.unit for row in Occurrence.objects.all()} == {stays}


def test_a_unit_named_twice_in_an_item_has_one_part_with_its_strongest_role(plan, officer):
    item = PlanItemFactory(plan=plan)
    unit = UnitFactory(parent=plan.issuer)
    group = UnitGroupFactory(owner=plan.issuer, units=[unit])
    AssigneeFactory(item=item, unit=None, group=group, text=group.name)
    AssigneeFactory(item=item, unit=unit, role=AssignmentRole.LEAD)

    hand_out(plan, officer)

    (assignment,) = item.assignments.all()
    assert assignment.role == AssignmentRole.LEAD


def test_coordinating_units_have_a_part_but_no_rows(plan, officer):
    item = PlanItemFactory(plan=plan)
    AssigneeFactory(item=item, role=AssignmentRole.LEAD)
    helper = AssigneeFactory(item=item, role=AssignmentRole.COORDINATE)

    hand_out(plan, officer)

    assert item.assignments.filter(unit=helper.unit).exists()
    assert not Occurrence.objects.filter(unit=helper.unit).exists()


def test_a_deadline_named_for_one_unit_binds_only_that_unit(plan, officer):
    item = PlanItemFactory(plan=plan)
    bound, free = AssigneeFactory(item=item), AssigneeFactory(item=item)
    deadline(item, "trước ngày 10/5/2026", assignee=bound)

    hand_out(plan, officer)

    assert list(Occurrence.objects.filter(unit=bound.unit).values_list("due_on", flat=True)) == [date(2026, 5, 10)]
    assert set(Occurrence.objects.filter(unit=free.unit).values_list("due_on", flat=True)) == {None}


def test_issuing_twice_makes_one(plan, officer):
    AssigneeFactory(item=PlanItemFactory(plan=plan))
    hand_out(plan, officer)
    rows = Occurrence.objects.count()

    with pytest.raises(StaleVersion):
        issue_plan(plan=plan, by=officer, on=TODAY, version=0, past=PastWork.FOLLOWED)

    assert Occurrence.objects.count() == rows
    assert JournalEntry.objects.filter(action="giao việc").count() == 1


def test_a_plan_with_an_unknown_performer_is_refused_and_nothing_is_stored(plan, officer):
    AssigneeFactory(item=PlanItemFactory(plan=plan))
    AssigneeFactory(item=PlanItemFactory(plan=plan), unmatched=True)

    with pytest.raises(ValidationError, match="chưa rõ “các cơ quan liên quan” là đơn vị nào"):
        hand_out(plan, officer)

    plan.refresh_from_db()
    assert plan.issued_at is None
    assert not Occurrence.objects.exists()


def test_an_unknown_coordinator_is_only_a_hint(plan):
    item = PlanItemFactory(plan=plan)
    AssigneeFactory(item=item, role=AssignmentRole.LEAD)
    AssigneeFactory(item=item, unmatched=True, role=AssignmentRole.COORDINATE)

    readiness = check_plan(PlanAtHand(plan))

    assert readiness.obstacles == []
    assert any("các cơ quan liên quan" in hint for hint in readiness.hints)


def test_a_number_that_another_plan_bears_is_a_hint(plan):
    AssigneeFactory(item=PlanItemFactory(plan=plan))
    PlanFactory(issuer=plan.issuer, number=plan.document.number.replace("-KH", " - KH"))

    assert any(f"mang số {plan.document.number}" in hint for hint in check_plan(PlanAtHand(plan)).hints)


def test_a_deadline_that_was_not_understood_stops_the_plan(plan):
    item = PlanItemFactory(plan=plan)
    AssigneeFactory(item=item)
    deadline(item, "trước ngày 31/2/2026")

    assert check_plan(PlanAtHand(plan)).obstacles == [f"Mục {item.label}: chưa hiểu thời hạn “trước ngày 31/2/2026”."]


@pytest.mark.parametrize(
    ("past", "progress", "is_counted", "finished_on"),
    [
        (PastWork.FINISHED, Progress.FINISHED, True, date(2026, 5, 31)),
        (PastWork.FOLLOWED, Progress.NOT_STARTED, True, None),
        (PastWork.RECORDED, Progress.NOT_STARTED, False, None),
    ],
)
def test_due_days_before_the_day_of_entry_become_what_the_office_said(
    plan, officer, past, progress, is_counted, finished_on
):
    item = PlanItemFactory(plan=plan)
    PlanDeadlineFactory(item=item)
    AssigneeFactory(item=item)

    hand_out(plan, officer, on=date(2026, 11, 20), past=past)

    row = Occurrence.objects.get()
    assert (row.progress, row.is_counted, row.finished_on) == (progress, is_counted, finished_on)


def test_past_work_is_asked_about_only_where_there_is_some(plan):
    PlanDeadlineFactory(item=PlanItemFactory(plan=plan))

    assert not has_past_work(PlanAtHand(plan), date(2026, 1, 1))
    assert has_past_work(PlanAtHand(plan), date(2026, 11, 20))


def test_past_work_of_a_plan_without_any_date_of_its_own_is_asked_about_too(plan):
    item = PlanItemFactory(plan=plan)
    deadline(item, "trước ngày 10/12/2026")
    plan.issued_on = plan.starts_on = plan.ends_on = None

    assert has_past_work(PlanAtHand(plan), date(2026, 12, 11))


def test_periods_are_proposed_once(plan, officer):
    first = propose_periods(at_hand=PlanAtHand(plan), by=officer, on=TODAY)
    again = propose_periods(at_hand=PlanAtHand(plan), by=officer, on=TODAY)

    assert [period.label for period in first] == ["6 tháng đầu năm 2026", "Năm 2026"]
    assert again == first


def test_a_tick_of_the_report_outline_makes_the_duty_unit_answer_the_item(plan, officer):
    direction, duty = PlanItemFactory(plan=plan), PlanItemFactory(plan=plan)
    assignee = AssigneeFactory(item=duty)
    assert outline_rows(PlanAtHand(plan)) == [direction]

    set_report_outline(plan=plan, by=officer, ticks=[(direction, assignee)])
    hand_out(plan, officer)

    (assignment,) = direction.assignments.all()
    assert (assignment.unit, assignment.origin) == (assignee.unit, Origin.OUTLINE)
    assert assignment.occurrences.count() == 2


def test_the_report_outline_of_a_plan_handed_out_is_left_alone(plan, officer):
    duty = AssigneeFactory(item=PlanItemFactory(plan=plan))
    asked = PlanItemFactory(plan=plan)
    set_report_outline(plan=plan, by=officer, ticks=[(asked, duty)])
    hand_out(plan, officer)

    with pytest.raises(ValidationError):
        set_report_outline(plan=plan, by=officer, ticks=[])
    assert asked.assignees.get().origin == Origin.OUTLINE
