"""Who: units, groups of units, people, their roles, and the journal of what they did."""

from orgs.models.journal import JournalEntry
from orgs.models.people import Membership, Role, User
from orgs.models.units import GroupMembership, Level, Regime, Unit, UnitGroup, UnitKind

__all__ = [
    "GroupMembership",
    "JournalEntry",
    "Level",
    "Membership",
    "Regime",
    "Role",
    "Unit",
    "UnitGroup",
    "UnitKind",
    "User",
]
