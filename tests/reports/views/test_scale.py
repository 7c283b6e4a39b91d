"""Lists and dashboards ask the same number of queries for 400 units as for 40, and for 100 plans as for one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from orgs.models import Membership, Role, Unit, UnitKind
from plans.models import Assignment, AssignmentRole, Occurrence, Submission
from tests.factories.orgs import UserFactory
from tests.factories.plans import PlanFactory, PlanItemFactory, ReportingPeriodFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LISTS = [
    "/overview/", "/overview/?by=unit", "/overview/?by=plan", "/overview/?by=month&days=original",
    "/overview/completeness/", "/overview/reports/", "/overview/duties/", "/overview/briefing/",
    "/work/", "/work/rows/", "/work/rows/?cell=open_overdue", "/desk/", "/plans/", "/units/", "/reports/",
]  # fmt: skip


@pytest.fixture
def person():
    """Somebody with every working role in the committee."""
    user = UserFactory(officer=True)
    for role in (Role.LEADER, Role.REPORTER):
        Membership.objects.create(user=user, unit=user.home_unit(), role=role)
    user.forget_memberships()
    return user


def units_below(committee, number):
    """Cells below a committee, made in one go."""
    first = Unit.objects.filter(depth=2).count() + 1
    cells = [
        Unit(name=f"Chi bộ {place}", kind=UnitKind.PARTY_CELL, depth=2, committee=committee,
             path=Unit._get_path(committee.path, 2, place))
        for place in range(first, first + number)
    ]  # fmt: skip
    for cell in cells:
        cell.set_keys()
    Unit.objects.bulk_create(cells)
    return list(Unit.objects.filter(depth=2).order_by("path"))


def work_of(committee, units):
    """A plan in which every unit has a row behind, a row to come, one of the period, and owes a report."""
    today = timezone.localdate()
    plan = PlanFactory(handed_out=True, issuer=committee)
    item = PlanItemFactory(plan=plan)
    period = ReportingPeriodFactory(
        plan=plan, starts_on=date(today.year, 1, 1), ends_on=date(today.year, 12, 31), opens_on=date(today.year, 1, 1),
        due_on=today + timedelta(days=9), opened_at=timezone.now(),
    )  # fmt: skip
    parts = Assignment.objects.bulk_create(
        Assignment(item=item, unit=unit, role=AssignmentRole.PERFORM) for unit in units
    )
    places = [{"due_on": today + timedelta(days=days)} for days in (-5, 5)] + [{"period": period}]
    Occurrence.objects.bulk_create(
        Occurrence(assignment=part, unit=part.unit, plan=plan, original_due_on=place.get("due_on"), **place)
        for part in parts
        for place in places
    )
    Submission.objects.bulk_create(Submission(period=period, unit=unit, collector=committee) for unit in units)


def queries_of(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_four_hundred_units_ask_for_no_more_queries_than_forty(client, person, django_assert_max_num_queries):
    committee = person.home_unit()
    client.force_login(person)
    work_of(committee, [*units_below(committee, 39), committee])
    few = {address: queries_of(client, address, django_assert_max_num_queries) for address in LISTS}
    work_of(committee, units_below(committee, 361))

    many = {address: queries_of(client, address, django_assert_max_num_queries) for address in LISTS}

    assert many == few


def test_a_hundred_plans_ask_for_no_more_queries_than_one(client, person, django_assert_max_num_queries):
    committee = person.home_unit()
    client.force_login(person)
    units = [*units_below(committee, 19), committee]
    work_of(committee, units)
    few = {address: queries_of(client, address, django_assert_max_num_queries) for address in LISTS}
    for _ in range(99):
        work_of(committee, units)

    many = {address: queries_of(client, address, django_assert_max_num_queries) for address in LISTS}

    assert many == few
    overviews = [number for address, number in many.items() if address.startswith("/overview/")]
    assert max(overviews) <= 10
