"""Trang giao ban: the longest overdue work that fits on one sheet, and numbers that add up."""

from datetime import date, timedelta

import pytest

from plans.models import Decision, Occurrence, Progress
from reports.briefing import LINES_ON_A_SHEET, briefing
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True), text="Tổ chức đối thoại với Nhân dân.")


def late(item, days=10, unit=None, **kwargs):
    parts = {"item": item} | ({"unit": unit} if unit else {})
    return OccurrenceFactory(assignment=AssignmentFactory(**parts), due_on=TODAY - timedelta(days=days), **kwargs)


def sheet():
    return briefing(Occurrence.objects.all(), TODAY)


def test_units_stand_in_print_order_with_days_person_and_the_last_words(item):
    second = UnitFactory(parent=item.plan.issuer, name="Chi bộ Hai")
    row = late(item, 12, unit=second)
    row.assignment.person = UserFactory(full_name="Trần Thị Hoa")
    row.assignment.save()
    for words in ("Thiếu kinh phí.", "", "Thiếu kinh phí, chờ cấp trên."):
        ProgressUpdateFactory(occurrence=row, difficulties=words)
    ProgressUpdateFactory(occurrence=row, difficulties="")
    for day, words in ((1, "Cũ"), (2, "Xong trước 30/11.")):
        Decision.objects.create(
            occurrence=row, decided_by="Bí thư", decided_on=date(2026, 11, day), text=words, recorded_by=UserFactory()
        )
    third = late(item, 3)

    found = sheet()

    assert [unit.unit for unit in found.units] == [second, third.unit]
    (told,) = found.units[0].rows
    assert (told.days, told.person) == (12, "Trần Thị Hoa")
    assert (told.reason, told.decision) == ("Thiếu kinh phí, chờ cấp trên.", "Xong trước 30/11.")
    assert (found.units[1].rows[0].person, found.units[1].rows[0].reason) == ("chưa phân công", "")


def test_what_was_sent_waits_for_the_office_and_is_only_counted(item):
    late(item, progress=Progress.AWAITING)
    late(item, progress=Progress.FINISHED, finished_on=TODAY)
    late(item, progress=Progress.STOPPED)

    found = sheet()

    assert (found.units, found.total, found.awaiting, found.left) == ([], 1, 1, 0)


def test_what_does_not_fit_is_counted_by_unit_the_longest_overdue_stay(item):
    units = [UnitFactory(parent=item.plan.issuer, name=f"Chi bộ Khu phố {number}") for number in range(60)]
    for days, unit in enumerate(units, start=1):
        late(item, days, unit=unit)

    found = sheet()

    told = [one for unit in found.units for one in unit.rows]
    assert {one.days for one in told} == set(range(61 - len(told), 61))
    assert sum(one.lines for one in told) <= LINES_ON_A_SHEET
    assert len(told) + found.left == found.total == 60
    assert sum(number for _, number in found.others) == found.left
    assert len(found.others_told) + found.others_untold == len(found.others)


@pytest.mark.one_database
def test_it_takes_as_many_queries_for_sixty_rows_as_for_twenty(item, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(20) as queries:
            sheet()
        return len(queries)

    def more(rows):
        for _ in range(rows):
            late(item)

    more(20)
    few = count()
    more(40)

    assert count() == few
