"""May this person do this? (DESIGN §5). What a person may see stands in the querysets' `visible_to`."""

from __future__ import annotations

from orgs.models import Membership, Role, Unit, User


def can_manage_units(user: User) -> bool:
    """Administrators manage units and groups, each in his subtree."""
    return bool(user.units_as(Role.ADMIN))


def can_manage_unit(user: User, unit: Unit) -> bool:
    """Administrators of a subtree in which the unit lies."""
    return user.administers(unit)


def can_list_people(user: User) -> bool:
    """Everybody but those who only report for units."""
    return bool(user.roles() - {Role.REPORTER})


def can_create_people(user: User) -> bool:
    """Administrators, and the office of a committee for the units it works with."""
    return bool(user.units_as(Role.ADMIN)) or bool(_office_committees(user))


def can_manage_people(user: User, unit: Unit) -> bool:
    """Whether the user may create people for that unit, as whatever `grantable_roles` says."""
    return bool(grantable_roles(user, unit))


def grantable_roles(user: User, unit: Unit) -> list[Role]:
    """The roles the user may give and take away in a unit: an administrator all, the office only REPORTER."""
    if user.administers(unit):
        return list(Role)
    return [Role.REPORTER] if _is_read_by_office(user, unit) else []


def can_manage_person(user: User, person: User) -> bool:
    """Change, reset, unlock, disable an account: only who answers for every unit it works for.

    Otherwise an administrator of a commune who gives a person of the province one role could
    reset that person's password and sign in as him.
    """
    memberships = person.current_memberships()
    if not memberships:
        return bool(user.units_as(Role.ADMIN)) and User.objects.visible_to(user).filter(pk=person.pk).exists()
    return all(_answers_for(user, membership) for membership in memberships)


def can_give_role(user: User, person: User, unit: Unit, role: str) -> bool:
    """An administrator in his subtree to anybody he sees; the office only to people it answers for."""
    if role not in grantable_roles(user, unit):
        return False
    return user.administers(unit) or can_manage_person(user, person)


def can_change_role(user: User, person: User, membership: Membership) -> bool:
    """Take a role away: whoever could give it."""
    return can_give_role(user, person, membership.unit, membership.role)


def can_disable(user: User, person: User) -> bool:
    """Nobody locks himself out."""
    return user.pk != person.pk and can_manage_person(user, person)


def _answers_for(user: User, membership: Membership) -> bool:
    if user.administers(membership.unit):
        return True
    return membership.role == Role.REPORTER and _is_read_by_office(user, membership.unit)


def _is_read_by_office(user: User, unit: Unit) -> bool:
    return any(unit.committee_id == home.pk and unit.is_under(home) for home in _office_committees(user))


def _office_committees(user: User) -> list[Unit]:
    """The committees of whose office the user is: not those who are officers of one of its bodies."""
    return [unit for unit in user.units_as(Role.OFFICER) if unit.committee_id == unit.pk]
