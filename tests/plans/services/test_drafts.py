"""What is being typed, and what a person leaves behind."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from plans.models import Assignment, AssignmentRole, Draft, Progress
from plans.services.decisions import name_person
from plans.services.drafts import discard_draft, save_draft
from plans.services.handover import pass_work
from tests.factories.orgs import UserFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanFactory, PlanItemFactory
from tests.plans.services.test_progress import officer_of, reporter_of, send

pytestmark = pytest.mark.django_db


def test_a_draft_keeps_the_words_of_the_form_and_nothing_else():
    row = OccurrenceFactory()
    by = reporter_of(row)
    save_draft(occurrence=row, by=by, values={"outcome": "Đang\0 gõ", "version": "3", "csrf": "x", "percent": ""})
    save_draft(occurrence=row, by=by, values={"outcome": "Đang gõ thêm"})
    assert Draft.objects.get().values == {"outcome": "Đang gõ thêm"}


def test_an_empty_form_and_a_sent_answer_leave_no_draft():
    row, key = OccurrenceFactory(), uuid4()
    by = reporter_of(row)
    send(row, by=by, key=key)
    assert save_draft(occurrence=row, by=by, values={"answer": "RESULT"}) is None
    assert save_draft(occurrence=row, by=by, values={"outcome": "Gửi rồi"}, key=key) is None
    assert not Draft.objects.exists()


def test_a_draft_without_end_is_refused():
    row = OccurrenceFactory()
    with pytest.raises(ValidationError):
        save_draft(occurrence=row, by=reporter_of(row), values={"outcome": "a" * 100_001})


def test_a_draft_is_thrown_away_by_its_owner_only():
    row = OccurrenceFactory()
    mine, other = reporter_of(row), reporter_of(row)
    for by in (mine, other):
        save_draft(occurrence=row, by=by, values={"outcome": "Đang gõ"})
    discard_draft(occurrence=row, by=mine)
    assert Draft.objects.get().user == other


def test_drafts_and_charges_pass_to_the_successor():
    row, other_row = OccurrenceFactory(), OccurrenceFactory()
    leaving, coming = reporter_of(row), UserFactory()
    name_person(occurrence=row, by=officer_of(row), person=leaving)
    save_draft(occurrence=row, by=leaving, values={"outcome": "Người đi gõ"})
    save_draft(occurrence=other_row, by=leaving, values={"outcome": "Một", "percent": "40"})
    save_draft(occurrence=other_row, by=coming, values={"outcome": "Hai"})
    passed = pass_work(from_user=leaving, to_user=coming, by=officer_of(row))
    assert (passed.drafts, passed.assignments) == (2, 1)
    assert {draft.occurrence_id: draft.values for draft in coming.drafts.all()} == {
        row.pk: {"outcome": "Người đi gõ"},
        other_row.pk: {"outcome": "Hai\n\nMột", "percent": "40"},
    }
    row.assignment.refresh_from_db()
    assert row.assignment.person == coming


def test_only_parts_with_open_work_change_hands():
    leaving, coming = UserFactory(), UserFactory()
    closed = PlanItemFactory(plan=PlanFactory(closed=True))
    still_open, awaiting, done, stopped, of_closed = [
        OccurrenceFactory(**facts).assignment
        for facts in (
            {},
            {"progress": Progress.AWAITING},
            {"progress": Progress.FINISHED, "finished_on": date(2026, 5, 1)},
            {"progress": Progress.STOPPED},
            {"assignment__item": closed},
        )
    ]
    helping = AssignmentFactory(role=AssignmentRole.COORDINATE)
    parts = [still_open, awaiting, done, stopped, of_closed, helping]
    Assignment.objects.filter(pk__in=[part.pk for part in parts]).update(person=leaving)
    OccurrenceFactory(assignment=still_open, due_on=date(2027, 1, 31))  # a second open row counts the part once

    passed = pass_work(from_user=leaving, to_user=coming, by=None)

    assert passed.assignments == 2
    assert set(Assignment.objects.filter(person=coming)) == {still_open, awaiting}
    assert set(Assignment.objects.filter(person=leaving)) == {done, stopped, of_closed, helping}


def test_only_somebody_of_the_unit_is_put_in_charge():
    row = OccurrenceFactory()
    with pytest.raises(ValidationError, match="không thuộc đơn vị"):
        name_person(occurrence=row, by=officer_of(row), person=UserFactory())
