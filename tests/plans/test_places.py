"""Where a row stands in its plan, and the deadline's own words."""

from datetime import date

import pytest

from plans.models import Occurrence
from plans.places import context_of, place_of, wording_of
from tests.factories.plans import AssigneeFactory, OccurrenceFactory, PlanDeadlineFactory, PlanItemFactory

pytestmark = pytest.mark.django_db


def chain(*labels, text="Quán triệt cho đảng viên"):
    item = None
    for label in labels:
        item = PlanItemFactory(plan=item.plan if item else PlanItemFactory().plan, parent=item, label=label, text=text)
    return item


@pytest.mark.parametrize(
    ("labels", "place"),
    [
        (("III", "4"), "mục III.4"),
        (("II", "2", "2.1"), "mục II.2.1"),
        (("III", "4", "-"), "mục III.4"),
        (("II", "1", "a)"), "mục II.1.a"),
        (("-",), ""),
        (("", ""), ""),
    ],
)
def test_the_place_is_the_labels_from_the_section_down(labels, place):
    assert place_of(chain(*labels)) == place


def test_a_bullet_is_told_with_the_paragraph_above_it():
    item = chain("III", "4", "-", text="Các tổ chức đảng trực thuộc")
    assert context_of(item) == "Các tổ chức đảng trực thuộc"
    assert context_of(item.parent.parent) == ""


def test_the_wording_is_that_of_the_unit_and_the_day():
    row = OccurrenceFactory(due_on=date(2026, 5, 31))
    item = row.assignment.item
    other = AssigneeFactory(item=item)
    PlanDeadlineFactory(item=item, due_on=date(2026, 5, 31), wording="trong tháng 5")
    PlanDeadlineFactory(item=item, due_on=date(2026, 10, 30), wording="trong tháng 10")
    PlanDeadlineFactory(item=item, assignee=other, due_on=date(2026, 5, 31), wording="của đơn vị khác")
    assert wording_of(Occurrence.objects.for_list().get(pk=row.pk)) == "trong tháng 5"
