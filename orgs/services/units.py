"""Creating and changing units and groups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from orgs import journal
from orgs.models import GroupMembership, Unit, UnitGroup, User


@transaction.atomic
def create_unit(*, name: str, parent: Unit | None = None, by: User | None = None, **fields: Any) -> Unit:
    """Add a unit at the end of its parent's children; a root when `parent` is None.

    Raises ValidationError (a field is wrong).
    """
    unit = Unit(name=name, **fields)
    unit.set_keys()
    unit.full_clean(exclude=["path", "depth", "numchild", "committee"])
    if parent is None:
        Unit.objects.add_root(instance=unit)
    else:
        parent = Unit.objects.get(pk=parent.pk)
        Unit.objects.add_child(parent, instance=unit)
    unit.committee = unit if unit.is_committee or parent is None else parent.committee
    unit.save(update_fields=["committee"])
    journal.record("thêm đơn vị", unit, by=by, unit=unit, after={"name": name, "parent": parent.name if parent else ""})
    return unit


@transaction.atomic
def create_group(
    *, owner: Unit, name: str, other_names: Iterable[str] = (), units: Iterable[Unit] = (), by: User | None = None
) -> UnitGroup:
    """Add a group of units. Raises ValidationError (the owner has a group of that name)."""
    group = UnitGroup(owner=owner, name=name, other_names=list(other_names))
    group.set_keys()
    group.full_clean()
    group.save()
    GroupMembership.objects.bulk_create(GroupMembership(group=group, unit=unit) for unit in units)
    journal.record("thêm nhóm đơn vị", group, by=by, unit=owner, after={"name": name, "units": [str(u) for u in units]})
    return group


@transaction.atomic
def set_group_members(*, group: UnitGroup, units: Iterable[Unit], by: User | None, on: date) -> None:
    """Make `units` the members from `on`; who leaves keeps the time spent in the group."""
    wanted = {unit.pk for unit in units}
    current = {m.unit_id: m for m in group.memberships.filter(valid_to__isnull=True).select_related("unit")}
    before = sorted(str(m.unit) for m in current.values())
    for unit_id, membership in current.items():
        if unit_id not in wanted:
            membership.valid_to = on
            membership.save(update_fields=["valid_to"])
    joined = [GroupMembership(group=group, unit_id=pk, valid_from=on) for pk in wanted - current.keys()]
    GroupMembership.objects.bulk_create(joined)
    after = sorted(Unit.objects.filter(pk__in=wanted).values_list("name", flat=True))
    journal.record("sửa thành viên nhóm", group, by=by, unit=group.owner, before={"units": before}, after={"units": after})
