"""Who: units, groups of units, people, their roles, and the journal of what they did."""

from orgs.models.groups import GroupMembership, UnitGroup
from orgs.models.journal import JournalEntry
from orgs.models.people import Membership, Role, User
from orgs.models.units import WORKING_ROLES, Level, Regime, Unit, UnitKind
from orgs.models.unsent import UnsentForm

__all__ = [
    "WORKING_ROLES",
    "GroupMembership",
    "JournalEntry",
    "Level",
    "Membership",
    "Regime",
    "Role",
    "Unit",
    "UnitGroup",
    "UnitKind",
    "UnsentForm",
    "User",
]
