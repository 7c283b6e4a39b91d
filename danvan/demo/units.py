"""The demo's units and groups: three provinces as fixtures/units/ describes them (fixtures/README.md)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from danvan.demo import FIXTURES
from danvan.demo.timeline import Timeline, moment
from orgs.models import Unit, UnitGroup
from orgs.services import create_group, create_unit, edit_group, edit_unit, end_unit
from orgs.services.communes import create_commune

Node = dict[str, Any]
INHERITED = ("level", "regime")
COPIED = ("kind", "symbol", "place", "paper_superior", "paper_name")


def load_units(timeline: Timeline) -> None:
    """Make every unit and group; units that have ended do so on their day."""
    for path in sorted((FIXTURES / "units").glob("*.json")):
        province = _Province(timeline)
        told = json.loads(path.read_text())
        for node in told["units"]:
            province.add(node, None, {})
        for group in told["groups"]:
            province.add_group(group)


@dataclass
class _Province:
    """One file being loaded; its units by name, and the groups they say they belong to."""

    timeline: Timeline
    units: dict[str, Unit] = field(default_factory=dict)
    members: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))

    def add(self, node: Node, parent: Unit | None, above: Node) -> None:
        if "commune" in node:
            self.add_commune(node, parent)
            return
        for one in spread(node):
            node = {name: above[name] for name in INHERITED if name in above} | one
            unit = self.create(node, parent)
            for child in node.get("below", []):
                self.add(child, unit, node)

    def create(self, node: Node, parent: Unit | None) -> Unit:
        unit = create_unit(
            name=node["name"], parent=parent, other_names=node.get("other_names", []), level=node["level"],
            regime=node["regime"], is_committee=node.get("committee", False), valid_from=_day(node.get("from")),
            **{name: node[name] for name in COPIED if name in node},
        )  # fmt: skip
        self.units[unit.name] = unit
        for group in node.get("in", []):
            self.members[group].append(unit)
        if "to" in node:
            self.end(unit, date.fromisoformat(node["to"]), node.get("successor"))
        return unit

    def end(self, unit: Unit, day: date, successor: str | None) -> None:
        def act() -> None:
            end_unit(unit=unit, on=day, successor=self.units[successor] if successor else None, by=None)

        self.timeline.at(moment(day + timedelta(days=1), time(8)), act)

    def add_commune(self, node: Node, parent: Unit | None) -> None:
        committee = create_commune(parent=parent, **node["commune"])
        self.units |= {unit.name: unit for unit in Unit.objects.under(committee)}
        for name, below in node["below"].items():
            for child in below:
                self.add(child, self.units[name], {})
        for name, more in node["other_names"].items():
            self.call_also(committee, name, more)

    def call_also(self, committee: Unit, name: str, more: list[str]) -> None:
        """Add names by which plans call a unit or a group of the commune."""
        if unit := self.units.get(name):
            edit_unit(unit=unit, by=None, other_names=list(dict.fromkeys([*unit.other_names, *more])))
        else:
            group = UnitGroup.objects.get(owner=committee, name=name)
            edit_group(group=group, name=name, other_names=[*group.other_names, *more], by=None)

    def add_group(self, told: Node) -> None:
        members = [*self.members[told["name"]], *(self.units[name] for name in told.get("also", []))]
        create_group(
            owner=self.units[told["owner"]], name=told["name"], other_names=told.get("other_names", []), units=members
        )


def spread(node: Node) -> Iterator[Node]:
    """One node for each word of `each`, put in place of "{}" in its names; the node itself where it has none."""
    if "each" not in node:
        yield node
        return
    for word in node["each"]:
        others = [name.format(word) for name in node.get("other_names", [])]
        yield node | {"name": node["name"].format(word), "other_names": others}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
