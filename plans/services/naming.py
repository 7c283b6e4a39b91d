"""A unit or a group that a document names and the tree lacks: made from the review page, by who may (issue 3 §2)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from orgs import kinds, services
from orgs.models import Level, Membership, Regime, Role, Unit, UnitGroup, User


@transaction.atomic
def add_unit(*, committee: Unit, by: User, written: str, name: str, kind: str) -> Unit:
    """Add a unit below the committee that issues the plan; what the document calls it becomes another name of it.

    Raises ValidationError (a field is wrong, the name is taken beside it).
    """
    return services.create_unit(
        name=name, parent=committee, by=by, kind=kind, other_names=_others(written, name), place=committee.place,
        level=Level.GRASSROOTS if kind in kinds.GRASSROOTS else committee.level,
        regime=Regime.PARTY if kind in kinds.PARTY_REGIME else Regime.STATE,
    )  # fmt: skip


@transaction.atomic
def add_group(*, committee: Unit, by: User, written: str, name: str, units: Iterable[Unit]) -> UnitGroup:
    """Add a group of the committee. Raises ValidationError (a field is wrong, it has one of that name)."""
    return services.create_group(owner=committee, name=name, other_names=_others(written, name), units=units, by=by)


def unit_managers(unit: Unit) -> list[str]:
    """Who may add units below `unit`: the administrators at or above it, nearest first."""
    homes = Unit.objects.filter(path__in=[*unit.ancestor_paths(), unit.path])
    rows = Membership.objects.filter(unit__in=homes, role=Role.ADMIN, user__is_active=True)
    return [
        str(row.user) for row in rows.select_related("user", "unit").order_by("-unit__depth", "user__full_name")[:3]
    ]


def _others(written: str, name: str) -> list[str]:
    return [written] if written != name else []
