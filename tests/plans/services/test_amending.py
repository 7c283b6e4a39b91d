"""Amendments after handing out: recorded, the past untouched, rows to come following the new wording."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.models import (
    Assignee,
    AssignmentRole,
    Occurrence,
    Plan,
    PlanItem,
    Progress,
    ReportingPeriod,
    SubmissionState,
)
from plans.services.amending import amend_item, drop_item, supplement_plan
from plans.services.duties import Wording, set_deadlines
from plans.services.issuing import PastWork, issue_plan
from plans.services.opening import open_period
from plans.services.outline import Duties
from tests.factories.plans import AssigneeFactory, PlanItemFactory, ProgressUpdateFactory

TODAY = date(2026, 7, 1)
WORDS = {"label_text": "1.", "text": "Nội dung mới"}


@pytest.fixture
def item(ward):
    """A duty of three cells, due on 15/6 and 15/12, handed out in January."""
    item = PlanItemFactory(plan=ward.plan, text="Nội dung cũ")
    AssigneeFactory(item=item, unit=None, group=ward.group, text=ward.group.name)
    set_deadlines(item, [Wording("ngày 15/6 và 15/12 hằng năm")])
    issue_plan(plan=ward.plan, by=ward.officer, on=date(2026, 1, 20), version=0, past=PastWork.FOLLOWED)
    return PlanItem.objects.get(pk=item.pk)


@pytest.fixture
def amend(item, ward):
    def amend(**changes):
        values = {"reason": "Công văn số 12-CV/ĐU", "words": WORDS, "wordings": ["ngày 20/12/2026"], "version": 1}
        return amend_item(item=item, by=ward.officer, on=TODAY, **values | changes)

    return amend


def days(item):
    return sorted(Occurrence.objects.filter(assignment__item=item).values_list("due_on", flat=True).distinct())


def test_rows_to_come_follow_and_past_ones_never_move(amend, item):
    amended = amend()

    assert (days(item), days(amended)) == ([date(2026, 6, 15)], [date(2026, 12, 20)])
    assert Occurrence.objects.count() == 6


def test_a_row_to_come_keeps_its_answers(amend, item):
    row = Occurrence.objects.filter(due_on=date(2026, 12, 15)).first()
    ProgressUpdateFactory(occurrence=row)

    amended = amend()

    row.refresh_from_db()
    assert (row.assignment.item, row.due_on, row.original_due_on, row.updates.count()) == (
        amended, date(2026, 12, 20), date(2026, 12, 15), 1,
    )  # fmt: skip


def test_rows_that_the_new_wording_does_not_ask_for_vanish_untouched(amend, item):
    answered = Occurrence.objects.filter(due_on=date(2026, 12, 15)).first()
    ProgressUpdateFactory(occurrence=answered)

    amend(wordings=["ngày 15/3/2026"])

    assert list(Occurrence.objects.filter(due_on__gte=TODAY)) == [answered]


def test_the_amendment_is_a_new_text_and_a_new_item(amend, item, ward):
    amended = amend()

    item.refresh_from_db()
    version = ward.plan.versions.last()
    assert (item.dropped_in, amended.introduced_in, version.number, version.reason) == (2, 2, 2, "Công văn số 12-CV/ĐU")
    assert list(ward.plan.items.current()) == [amended]
    entry = JournalEntry.objects.filter(action="sửa đổi kế hoạch").get()
    assert (entry.before["text"], entry.after["text"]) == ("Nội dung cũ", "Nội dung mới")


def test_an_amendment_needs_a_reason(amend, item):
    with pytest.raises(ValidationError):
        amend(reason=" ")

    item.refresh_from_db()
    assert item.dropped_in is None


def test_a_second_amendment_of_the_same_item_is_refused(amend, ward):
    amend()

    for version in (1, 2):
        with pytest.raises(StaleVersion):
            amend(version=version)
    assert PlanItem.objects.count() == 2


def test_a_closed_plan_is_not_amended(amend, ward):
    Plan.objects.filter(pk=ward.plan.pk).update(closed_on=TODAY)

    with pytest.raises(StaleVersion):
        amend()


def test_what_stood_below_stands_below_the_new_paragraph(amend, item):
    below = PlanItemFactory(plan=item.plan, parent=item)

    amended = amend()

    below.refresh_from_db()
    assert below.parent == amended


def test_drop_item_keeps_the_past_and_gives_up_what_was_touched(item, ward):
    started = Occurrence.objects.filter(due_on=date(2026, 12, 15)).first()
    Occurrence.objects.filter(pk=started.pk).update(progress=Progress.IN_PROGRESS)
    below = PlanItemFactory(plan=item.plan, parent=item)

    drop_item(item=item, by=ward.officer, on=TODAY, version=1, reason="Không còn phù hợp")

    started.refresh_from_db()
    below.refresh_from_db()
    assert (started.progress, below.dropped_in) == (Progress.STOPPED, 2)
    assert Occurrence.objects.filter(due_on=date(2026, 6, 15)).count() == 3
    assert Occurrence.objects.filter(due_on__gte=TODAY).count() == 1


@pytest.fixture
def supplement(item, ward):
    """Add a duty of the council and of the group, behind the one handed out."""

    def supplement(wordings=("ngày 15/3 và 15/9 hằng năm",), who=(), **changes):
        named = who or [
            Assignee(text="HĐND", unit=ward.council, role=AssignmentRole.LEAD),
            Assignee(text=ward.group.name, group=ward.group, role=AssignmentRole.COORDINATE),
        ]
        values = {
            "plan": ward.plan, "reason": "Công văn số 12-CV/ĐU", "version": 1, "after": item, "is_child": False,
            "words": {"label_text": "2.", "text": "Việc mới", "kind": "task"},
            "duties": Duties(kept=list(named), deadlines=[Wording(wording) for wording in wordings]),
        }  # fmt: skip
        return supplement_plan(by=ward.officer, on=TODAY, **values | changes)

    return supplement


def test_supplement_plan_makes_rows_of_its_units_for_days_to_come_only(supplement, ward):
    added = supplement()

    assert days(added) == [date(2026, 9, 15)]
    assert [row.unit for row in Occurrence.objects.filter(assignment__item=added)] == [ward.council]
    assert added.assignments.count() == 1 + len(ward.cells)
    assert Occurrence.objects.exclude(assignment__item=added).count() == 6


def test_supplement_plan_without_a_day_makes_rows_of_the_periods_still_open(supplement):
    added = supplement(wordings=["thường xuyên"])

    rows = Occurrence.objects.filter(assignment__item=added)
    assert {row.period.ends_on >= TODAY for row in rows} == {True}
    assert rows.count() == added.plan.periods.filter(ends_on__gte=TODAY).count() > 0


def test_supplement_plan_is_a_new_text_with_its_reason(supplement, ward):
    added = supplement()

    version = ward.plan.versions.last()
    assert (added.introduced_in, version.number, version.reason) == (2, 2, "Công văn số 12-CV/ĐU")
    entry = JournalEntry.objects.filter(action="bổ sung mục theo sửa đổi").get()
    assert (entry.after["text"], entry.after["reason"], entry.after["rows"]) == (
        "Việc mới", "Công văn số 12-CV/ĐU", 1,
    )  # fmt: skip


def test_supplement_plan_puts_it_behind_all_that_stands_below(supplement, item):
    below = PlanItemFactory(plan=item.plan, parent=item, depth=1, position=item.position + 1)
    last = PlanItemFactory(plan=item.plan, position=item.position + 2)

    added = supplement()

    assert list(item.plan.items.order_by("position")) == [item, below, added, last]
    assert (added.parent, added.depth) == (None, 0)


def test_supplement_plan_puts_a_child_below(supplement, item):
    added = supplement(is_child=True)

    assert (added.parent, added.depth) == (item, 1)


def test_supplement_plan_sent_twice_adds_once(supplement):
    assert supplement() == supplement()
    assert PlanItem.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "lý do"),
        ({"wordings": ["khi nào tiện"]}, "chưa hiểu thời hạn"),
        ({"who": [Assignee(text="các nơi", role=AssignmentRole.PERFORM)]}, "chưa rõ “các nơi”"),
    ],
)
def test_supplement_plan_leaves_nothing_unclear(supplement, ward, changes, sentence):
    with pytest.raises(ValidationError, match=sentence):
        supplement(**changes)

    assert (PlanItem.objects.count(), ward.plan.versions.count()) == (1, 1)


@pytest.mark.parametrize("changes", [{"closed_on": TODAY}, {"version": 5}])
def test_supplement_plan_refuses_a_closed_or_changed_plan(supplement, ward, changes):
    Plan.objects.filter(pk=ward.plan.pk).update(**changes)

    with pytest.raises(StaleVersion):
        supplement()


class TestReportsOwed:
    """A unit that an amendment gives work after a period has opened owes a report for it, from that day on."""

    @pytest.fixture
    def period(self, item):
        period = item.plan.periods.filter(ends_on__gte=TODAY).first()
        ReportingPeriod.objects.filter(pk=period.pk).update(opens_on=date(2026, 6, 1))
        period.refresh_from_db()
        open_period(period=period, by=None, on=TODAY)
        return period

    def test_who_newly_owes_is_added_and_the_list_stays(self, supplement, ward, period):
        before = set(period.submissions.values_list("pk", "turn_since"))

        supplement(wordings=["thường xuyên"])

        added = period.submissions.get(added_on__isnull=False)
        assert (added.unit, added.added_on, added.state) == (ward.council, TODAY, SubmissionState.NOT_SENT)
        assert set(period.submissions.filter(added_on=None).values_list("pk", "turn_since")) == before
        entry = JournalEntry.objects.get(action="thêm vào danh sách nộp báo cáo")
        assert (entry.unit, entry.object_id, entry.after) == (ward.council, added.pk, {"added_on": "2026-07-01"})

    def test_who_owes_already_gets_no_second_one(self, supplement, ward, period):
        cell = Assignee(text=ward.cells[0].name, role=AssignmentRole.PERFORM, unit=ward.cells[0])

        supplement(wordings=["thường xuyên"], who=[cell])

        assert period.submissions.filter(unit=ward.cells[0]).count() == 1
        assert not period.submissions.exclude(added_on=None).exists()

    @pytest.mark.parametrize(
        "shut", [{"locks_on": date(2026, 6, 30)}, {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 6, 30)}]
    )
    def test_a_period_that_is_over_or_locked_asks_nobody_more(self, supplement, period, shut):
        ReportingPeriod.objects.filter(pk=period.pk).update(**shut)

        supplement(wordings=["thường xuyên"])

        assert not period.submissions.exclude(added_on=None).exists()
