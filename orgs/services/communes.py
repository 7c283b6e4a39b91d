"""Making a whole commune from its pattern (Tạo xã/phường theo mẫu)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import communes
from orgs.models import Level, Unit, User
from orgs.services.groups import create_group, set_group_members
from orgs.services.units import create_unit, edit_unit
from orgs.text import fold


@transaction.atomic
def create_commune(
    *, kind: str, name: str, province: str, parent: Unit | None = None, into: Unit | None = None,
    cells: Iterable[str] = (), hamlets: Iterable[str] = (), by: User | None = None, on: date | None = None,
) -> Unit:  # fmt: skip
    """Make the party committee of a commune with the usual bodies and groups, and return it.

    `kind` is "phường", "xã" or "đặc khu"; `province` "tỉnh Gia Lai". `parent` is the Tỉnh ủy above,
    None for a commune alone. With `into`, a party committee that is there already, only what is
    missing is added, and joins the groups that are there from the day `on`. Raises
    ValidationError (unknown kind, the parent has a commune of that name).
    """
    if kind not in communes.PLACES:
        raise ValidationError({"kind": "Chỉ có xã, phường, đặc khu."})
    commune = communes.Commune(kind, name, province, tuple(cells), tuple(hamlets))
    pattern = communes.bodies(commune)
    made: dict[str, Unit] = {}
    if into is None:
        _check_is_new(parent, pattern.name)
        made[pattern.key] = _create(pattern, parent, commune, by)
    else:
        made[pattern.key] = _complete(into, pattern, commune, by)
    _create_below(pattern, made, commune, by)
    _create_groups(commune, made, by, on)
    return made[pattern.key]


def _create_below(body: communes.Body, made: dict[str, Unit], commune: communes.Commune, by: User | None) -> None:
    parent = made[body.key]
    there = {fold(unit.name): unit for unit in parent.children()}
    for child in body.children:
        made[child.key] = there.get(fold(child.name)) or _create(child, parent, commune, by)
        if child.children:
            _create_below(child, made, commune, by)


def _create(body: communes.Body, parent: Unit | None, commune: communes.Commune, by: User | None) -> Unit:
    return create_unit(
        parent=parent, by=by, name=body.name, kind=body.kind, other_names=list(body.other_names), regime=body.regime,
        symbol=body.symbol, level=Level(body.level), is_committee=body.is_committee, place=commune.name,
        paper_superior=body.paper_superior, paper_name=body.paper_name,
    )  # fmt: skip


def _complete(into: Unit, pattern: communes.Body, commune: communes.Commune, by: User | None) -> Unit:
    """Fill in what the committee does not say of itself yet; what an office has typed stays."""
    wanted: dict[str, Any] = {
        "symbol": pattern.symbol, "place": commune.name, "other_names": list(pattern.other_names),
        "paper_superior": pattern.paper_superior, "paper_name": pattern.paper_name,
    }  # fmt: skip
    empty = {field: value for field, value in wanted.items() if not getattr(into, field)}
    return edit_unit(unit=into, by=by, is_committee=True, **empty)


def _create_groups(commune: communes.Commune, made: dict[str, Unit], by: User | None, on: date | None) -> None:
    owner = made["party"]
    there = {group.name: group for group in owner.groups.all()}
    for wanted in communes.groups(commune):
        units = [made[key] for key in wanted.members]
        group = there.get(wanted.name)
        if group is None:
            create_group(owner=owner, name=wanted.name, other_names=wanted.other_names, units=units, by=by)
        elif on is not None:
            set_group_members(group=group, units={*group.members_on(on), *units}, by=by, on=on)


def _check_is_new(parent: Unit | None, name: str) -> None:
    beside = parent.children() if parent else Unit.objects.filter(depth=1)
    if any(fold(unit.name) == fold(name) for unit in beside):
        raise ValidationError({"name": f"Đã có {name}."})
