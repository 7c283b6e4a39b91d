"""Figures equal what a person counts by hand, and always add up."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from orgs.models import UnitKind
from plans.cells import Cells
from plans.models import Occurrence, Progress
from reports import figures
from tests.factories.orgs import UnitFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanFactory, PlanItemFactory

TODAY = date(2026, 11, 20)


@pytest.fixture
def item(db):
    return PlanItemFactory(plan=PlanFactory(handed_out=True))


def row(item, **kwargs):
    return OccurrenceFactory(assignment=AssignmentFactory(item=item), **kwargs)


def test_every_row_stands_in_exactly_one_cell(item):
    row(item, due_on=date(2026, 5, 31), finished_on=date(2026, 5, 31), progress=Progress.FINISHED)
    row(item, due_on=date(2026, 5, 31), finished_on=date(2026, 6, 1), progress=Progress.FINISHED)
    row(item, due_on=TODAY)
    row(item, due_on=TODAY - timedelta(days=1))
    row(item, due_on=TODAY - timedelta(days=1), progress=Progress.AWAITING)
    row(item, periodic=True, progress=Progress.AWAITING)
    row(item, periodic=True, progress=Progress.ASKED_FOR_MORE)

    assert figures.total(Occurrence.objects.all(), TODAY) == Cells(1, 1, 1, 2, 1, 1)


def test_rows_given_up_kept_for_the_record_or_not_yet_open_are_in_no_figure(item):
    row(item, progress=Progress.STOPPED)
    row(item, is_counted=False)
    row(item, periodic=True, period__opens_on=TODAY + timedelta(days=1))

    assert figures.total(Occurrence.objects.all(), TODAY).all == 0


def test_the_rows_behind_a_figure_are_as_many_as_it_says(item):
    for due_on in (date(2026, 5, 1), date(2026, 12, 1), date(2026, 12, 2)):
        row(item, due_on=due_on)
    total = figures.total(Occurrence.objects.all(), TODAY)

    for cell in ("finished_on_time", "finished_late", "open_in_time", "open_overdue", "answered", "unanswered"):
        assert Occurrence.objects.in_cell(cell, TODAY).count() == getattr(total, cell)


def test_lines_by_unit_and_by_plan_add_up_to_the_total(item):
    for _ in range(3):
        row(item)
    row(PlanItemFactory(plan=PlanFactory(handed_out=True)), periodic=True)
    everything = Occurrence.objects.all()

    total = figures.total(everything, TODAY)

    assert figures.sum_lines(figures.by_unit(everything, TODAY)) == total
    assert figures.sum_lines(figures.plan_lines(figures.count_by(everything, TODAY, "plan"))) == total
    assert figures.sum_lines(figures.month_lines(figures.count_by(everything, TODAY, "month"))) == total
    assert figures.sum_lines(figures.kind_lines(figures.count_by(everything, TODAY, "unit"))) == total


def test_units_stand_in_print_order(item):
    later = UnitFactory(parent=item.plan.issuer, name="Chi bộ Ánh Sáng")
    first = UnitFactory(parent=item.plan.issuer, name="Chi bộ Bình Minh")
    for unit in (first, later):
        OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=unit))

    assert [line.subject for line in figures.by_unit(Occurrence.objects.all(), TODAY)] == [later, first]


FIRST_HALF, SECOND_HALF = (date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 12, 31))


def test_a_window_takes_rows_due_in_it(item):
    inside = row(item, due_on=date(2026, 6, 30))
    row(item, due_on=date(2026, 7, 1))

    assert list(figures.work_between(Occurrence.objects.all(), *FIRST_HALF)) == [inside]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "in_first", "in_second"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), True, False),
        (date(2026, 4, 1), date(2026, 6, 30), True, False),
        (date(2025, 12, 15), date(2026, 6, 14), True, False),
        (date(2026, 6, 15), date(2026, 12, 14), False, True),
        (date(2025, 6, 15), date(2026, 1, 14), False, False),
        (date(2026, 6, 21), date(2026, 7, 10), False, True),  # as many days in both: the later one
        (date(2025, 12, 15), date(2026, 12, 14), True, True),
        (date(2025, 12, 15), date(2027, 12, 14), True, True),
        (date(2025, 1, 1), date(2025, 12, 31), False, False),
        (date(2026, 12, 15), date(2027, 12, 14), False, False),
        (date(2027, 1, 1), date(2027, 6, 30), False, False),
    ],
)
def test_rows_without_a_day_belong_to_the_window_with_most_days_of_their_period(
    item, starts_on, ends_on, in_first, in_second
):
    row(item, periodic=True, period__starts_on=starts_on, period__ends_on=ends_on)
    work = Occurrence.objects.all()

    assert figures.work_between(work, *FIRST_HALF).exists() is in_first
    assert figures.work_between(work, *SECOND_HALF).exists() is in_second


def test_party_cells_are_called_party_organizations_only_among_themselves(item):
    OccurrenceFactory(assignment=AssignmentFactory(item=item))
    assert figures.by_item(Occurrence.objects.all(), TODAY)[item.pk].noun == "tổ chức đảng"

    front = UnitFactory(parent=item.plan.issuer, kind=UnitKind.FRONT)
    OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=front))
    assert figures.by_item(Occurrence.objects.all(), TODAY)[item.pk].noun == "đơn vị"


class AnyWork(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31))),
                st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 11, 20))),
                st.sampled_from([p for p in Progress if p != Progress.STOPPED]),
            ),
            max_size=6,
        )
    )
    def test_cells_are_disjoint_and_cover_every_row(self, rows):
        item = PlanItemFactory(plan=PlanFactory(handed_out=True))
        for due_on, finished_on, progress in rows:
            dated = {"due_on": due_on} if due_on else {"periodic": True}
            row(item, **dated, finished_on=finished_on, progress=progress)

        work = Occurrence.objects.filter(plan=item.plan)
        total = figures.total(work, TODAY)
        assert total.all == len(rows)
        for by_original in (False, True):
            counts = figures.count_by(work, TODAY, "month", by_original=by_original)
            assert figures.sum_lines(figures.month_lines(counts)) == total
        assert figures.sum_lines(figures.by_unit(work, TODAY)) == total
