"""Creating and changing groups of units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from orgs import journal
from orgs.conflicts import claim_version
from orgs.models import GroupMembership, Unit, UnitGroup, User


@transaction.atomic
def create_group(
    *, owner: Unit, name: str, other_names: Iterable[str] = (), units: Iterable[Unit] = (), by: User | None = None
) -> UnitGroup:
    """Add a group of units, members from the beginning. Raises ValidationError (the owner has one of that name)."""
    units = list(units)
    Unit.objects.select_for_update(no_key=True).get(pk=owner.pk)  # the second of two clicks waits, and is told
    group = UnitGroup(owner=owner, name=name, other_names=list(other_names))
    group.set_keys()
    group.full_clean()
    group.save()
    GroupMembership.objects.bulk_create(GroupMembership(group=group, unit=unit) for unit in units)
    journal.record("thêm nhóm đơn vị", group, by=by, unit=owner, after={"name": name, "units": [str(u) for u in units]})
    return group


@transaction.atomic
def edit_group(
    *, group: UnitGroup, name: str, other_names: Iterable[str], by: User | None, version: int | None = None
) -> UnitGroup:
    """Change the names of a group, as read at `version`.

    Raises StaleVersion (somebody else has changed it since), ValidationError (the owner has another of that name).
    """
    group = UnitGroup.objects.select_for_update().get(pk=group.pk)
    was = {"name": group.name, "other_names": group.other_names}
    now = {"name": name, "other_names": list(other_names)}
    before, after = journal.difference(was, now)
    if not after:
        return group
    claim_version(group, version)
    group.name, group.other_names = name, now["other_names"]
    group.set_keys()
    group.full_clean()
    group.save()
    journal.record("sửa nhóm đơn vị", group, by=by, unit=group.owner, before=before, after=after)
    return group


@transaction.atomic
def set_group_members(
    *, group: UnitGroup, units: Iterable[Unit], by: User | None, on: date, version: int | None = None
) -> None:
    """Make `units` the members from `on`; who leaves keeps the time spent in the group. Raises StaleVersion."""
    group = UnitGroup.objects.select_for_update().get(pk=group.pk)
    wanted = {unit.pk: unit for unit in units}
    current = {m.unit_id: m for m in group.memberships.filter(valid_to__isnull=True).select_related("unit")}
    if wanted.keys() == current.keys():
        return
    claim_version(group, version)
    group.save(update_fields=["version"])
    leaving = GroupMembership.objects.filter(pk__in=[m.pk for pk, m in current.items() if pk not in wanted])
    leaving.filter(valid_from=on).delete()  # who joined today was never a member for a whole day
    leaving.update(valid_to=on)
    GroupMembership.objects.bulk_create(
        GroupMembership(group=group, unit=unit, valid_from=on) for pk, unit in wanted.items() if pk not in current
    )
    before, after = sorted(str(m.unit) for m in current.values()), sorted(map(str, wanted.values()))
    journal.record(
        "sửa thành viên nhóm", group, by=by, unit=group.owner, before={"units": before}, after={"units": after}
    )
