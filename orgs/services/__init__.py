"""Writes of orgs: units and groups, people and roles, whole workbooks and whole communes of them."""

from orgs.services.communes import create_commune
from orgs.services.groups import create_group, edit_group, set_group_members
from orgs.services.loading import load_workbook, plan_loading
from orgs.services.people import (
    change_own_password,
    create_user,
    disable_user,
    edit_user,
    enable_user,
    end_sessions,
    free_username,
    give_role,
    hand_over,
    remove_role,
    reset_passwords,
    unlock_user,
)
from orgs.services.units import create_unit, edit_unit, end_unit, move_unit, reorder_units
from orgs.services.unsent import keep_unsent, take_unsent

__all__ = [
    "change_own_password",
    "create_commune",
    "create_group",
    "create_unit",
    "create_user",
    "disable_user",
    "edit_group",
    "edit_unit",
    "edit_user",
    "enable_user",
    "end_sessions",
    "end_unit",
    "free_username",
    "give_role",
    "hand_over",
    "keep_unsent",
    "load_workbook",
    "move_unit",
    "plan_loading",
    "remove_role",
    "reorder_units",
    "reset_passwords",
    "set_group_members",
    "take_unsent",
    "unlock_user",
]
