"""Writes of orgs: units and groups, people and roles."""

from orgs.services.people import create_user, give_role
from orgs.services.units import create_group, create_unit, set_group_members

__all__ = ["create_group", "create_unit", "create_user", "give_role", "set_group_members"]
