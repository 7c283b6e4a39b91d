"""What has changed since a day: rows by the kind of change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plans.changes import CHANGES, change_counts, changed
from plans.models import Decision, ExtensionVerdict, Occurrence, Progress, Verdict
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    ExtensionFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
SINCE = date(2026, 11, 1)
BEFORE, AFTER = datetime(2026, 10, 31, 16, 59, tzinfo=UTC), datetime(2026, 10, 31, 17, 0, tzinfo=UTC)  # midnight


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True, issued_at=BEFORE))


def found(change):
    return list(changed(Occurrence.objects.all(), change, since=SINCE, on=TODAY))


def row(item, **kwargs):
    return OccurrenceFactory(item=item, **{"due_on": date(2026, 12, 31), **kwargs})


def test_a_plan_handed_out_since_gives_new_work(item):
    row(item)
    new = row(PlanItemFactory(plan=PlanFactory(handed_out=True, issued_at=AFTER)))

    assert found("assigned") == [new]


@pytest.mark.parametrize(("at", "is_new"), [(BEFORE, False), (AFTER, True)])
def test_work_counts_as_finished_from_the_day_it_was_taken_in(item, at, is_new):
    done = row(item, progress=Progress.FINISHED, finished_on=date(2026, 10, 1))
    ReviewFactory(update=ProgressUpdateFactory(occurrence=done), at=at, verdict=Verdict.ACCEPTED)

    assert found("finished") == [done] * is_new


@pytest.mark.parametrize(("progress", "change"), [("AWAITING", "sent"), ("ASKED_FOR_MORE", "sent_back")])
def test_turns_that_passed_since_count(item, progress, change):
    row(item, progress=progress, turn_since=BEFORE)
    new = row(item, progress=progress, turn_since=AFTER)

    assert found(change) == [new]


def test_work_that_became_overdue_since_counts_while_it_is_open(item):
    row(item, due_on=date(2026, 10, 31))
    new = row(item, due_on=SINCE)
    row(item, due_on=SINCE, progress=Progress.FINISHED, finished_on=TODAY)
    row(item, due_on=TODAY)

    assert found("overdue") == [new]


def test_extensions_granted_and_decisions_recorded_since_count_once_a_row(item):
    extended, refused, directed = row(item), row(item), row(item)
    for wanted in (31, 30):
        ExtensionFactory(
            occurrence=extended, verdict=ExtensionVerdict.GRANTED, granted_on=date(2026, 12, wanted), recorded_at=AFTER
        )
    ExtensionFactory(occurrence=refused, verdict=ExtensionVerdict.REFUSED, answer="Không", recorded_at=AFTER)
    for text in ("một", "hai"):
        Decision.objects.create(
            occurrence=directed, decided_by="Bí thư", decided_on=TODAY, text=text, recorded_by=UserFactory()
        )

    assert found("extended") == [extended]
    assert found("directed") == [directed]


def test_the_numbers_are_those_of_the_rows_and_rows_given_up_are_in_none(item):
    row(item, progress=Progress.AWAITING, turn_since=AFTER)
    row(item, due_on=TODAY - timedelta(days=1))
    row(item, due_on=TODAY - timedelta(days=1), progress=Progress.STOPPED, turn_since=AFTER)

    (counts,) = Occurrence.objects.count_cells(TODAY, "plan", **change_counts(since=SINCE, on=TODAY))

    assert {change: counts[change] for change in CHANGES} == {change: len(found(change)) for change in CHANGES}
    assert sum(counts[change] for change in CHANGES) == 2
