import pytest

from orgs.models import Role, Unit, User
from orgs.permissions import (
    can_disable,
    can_give_role,
    can_manage_people,
    can_manage_person,
    can_manage_unit,
    grantable_roles,
)
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory


def test_an_administrator_manages_his_subtree_and_nothing_beside_it(world):
    assert can_manage_unit(world.admin, world.room)
    assert not can_manage_unit(world.admin, world.province)
    assert not can_manage_unit(world.admin, world.other_cell)
    assert not can_manage_unit(world.officer, world.ward)


def test_the_office_grants_only_work_for_units_before_the_next_wall(world):
    assert grantable_roles(world.officer, world.cell) == [Role.REPORTER]
    assert grantable_roles(world.officer, world.ward) == [Role.REPORTER]
    assert grantable_roles(world.officer, world.room) == []
    assert grantable_roles(world.admin, world.room) == list(Role)
    assert not can_manage_people(world.leader, world.cell)


def test_an_officer_of_a_body_is_not_the_office_of_its_committee(world):
    clerk = UserFactory(officer=True, unit=UnitFactory(parent=world.ward, name="Văn phòng"))

    assert grantable_roles(clerk, world.cell) == []


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OFFICER, Role.LEADER])
def test_the_office_touches_no_account_above_reporter(world, role):
    person = UserFactory(unit=world.cell)
    assert can_manage_person(world.officer, person)

    MembershipFactory(user=person, unit=world.cell, role=role)

    person = User.objects.get(pk=person.pk)
    assert not can_manage_person(world.officer, person)
    assert can_manage_person(world.admin, person)


def test_a_role_in_a_commune_does_not_put_a_person_of_the_province_in_its_hands(world):
    person = UserFactory(leader=True, unit=world.province)
    MembershipFactory(user=person, unit=world.cell, role=Role.REPORTER)
    person = User.objects.get(pk=person.pk)

    assert not can_manage_person(world.admin, person)
    assert not can_manage_person(world.officer, person)
    assert can_give_role(world.admin, person, world.cell, Role.OFFICER)
    assert not can_give_role(world.officer, person, world.cell, Role.REPORTER)


def test_nobody_disables_himself(world):
    assert can_disable(world.admin, world.reporter)
    assert not can_disable(world.admin, world.admin)


def test_who_has_no_role_left_stays_with_the_administrators_of_where_he_was(world):
    person = UserFactory(unit=world.cell)
    person.memberships.all().delete()
    person = User.objects.get(pk=person.pk)

    assert can_manage_person(world.admin, person)
    assert not can_manage_person(world.officer, person)
    assert not can_manage_person(world.other_admin, person)
    assert person not in User.objects.visible_to(world.other_admin)


def test_units_that_people_may_open(world):
    def seen(user):
        return set(Unit.objects.visible_to(user))

    own = {world.ward, world.cell, world.council, world.room}
    assert [seen(user) for user in (world.admin, world.officer, world.leader, world.reporter)] == [own] * 4
    assert seen(UserFactory(unit=world.province)) == {*own, world.province, world.other, world.other_cell}
    assert seen(UserFactory(unit=world.room)) == {world.council, world.room}


def test_people_that_people_may_see(world):
    def seen(user):
        return set(User.objects.visible_to(user))

    inside = {world.admin, world.officer, world.leader, world.reporter}
    assert seen(world.admin) == inside
    assert seen(world.officer) == inside
    assert seen(world.reporter) == {world.reporter}
    clerk = UserFactory(unit=world.room)
    assert clerk in seen(world.admin)
    assert clerk not in seen(world.officer)
