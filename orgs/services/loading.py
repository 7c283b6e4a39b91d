"""Units, groups and people from a workbook: what each row will do, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal, matching
from orgs.import_units import GROUPS, PEOPLE, UNITS, Row
from orgs.models import Level, Regime, Role, Unit, UnitGroup, UnitKind, User
from orgs.permissions import can_manage_person, grantable_roles
from orgs.services.groups import create_group, edit_group, set_group_members
from orgs.services.people import create_user, edit_user, free_username, give_role
from orgs.services.units import create_unit, edit_unit
from orgs.text import fold

ADDED, SAME, CHANGED, WRONG = "thêm", "đã có, không đổi", "sửa", "lỗi"


class Fate(NamedTuple):
    """What becomes of one row: ADDED, SAME, CHANGED or WRONG, and why."""

    row: Row
    outcome: str
    why: str = ""

    @property
    def label(self) -> str:
        return self.row.values.get("name") or self.row.values.get("full_name") or f"dòng {self.row.number}"


def plan_loading(*, rows: Iterable[Row], root: Unit, by: User | None, on: date) -> list[Fate]:
    """Say every row's fate, and change nothing: everything is done and taken back."""
    with transaction.atomic():
        fates = _Loading(root, by, on).run(rows)
        transaction.set_rollback(True)
    return fates


@transaction.atomic
def load_workbook(*, rows: Iterable[Row], root: Unit, by: User | None, on: date) -> list[Fate]:
    """Add and change what the rows say, below `root` only. Raises ValidationError if any row is wrong: then nothing."""
    fates = _Loading(root, by, on).run(rows)
    if wrong := [fate for fate in fates if fate.outcome == WRONG]:
        row = wrong[0].row
        where = f"{row.sheet}, dòng {row.number}: {wrong[0].why}"
        raise ValidationError(f"Còn {len(wrong)} dòng lỗi, chưa lưu gì. {where}.")
    done = {outcome: sum(fate.outcome == outcome for fate in fates) for outcome in (ADDED, CHANGED, SAME)}
    journal.record("nhập từ Excel", root, by=by, unit=root, after=done)
    return fates


class _Loading:
    """One run over a workbook: the units below the root by name, kept up to date as rows add more."""

    def __init__(self, root: Unit, by: User | None, on: date):
        self.root, self.by, self.on = root, by, on
        self.by_key: dict[str, list[Unit]] = {}
        for unit in Unit.objects.under(root):
            self._remember(unit)

    def run(self, rows: Iterable[Row]) -> list[Fate]:
        acts: dict[str, Callable[[dict[str, str]], str]] = {
            UNITS: self._unit, GROUPS: self._group, PEOPLE: self._person,
        }  # fmt: skip
        return [self._fate(row, acts[row.sheet]) for row in rows]

    def _fate(self, row: Row, act: Callable[[dict[str, str]], str]) -> Fate:
        if row.problem:
            return Fate(row, WRONG, row.problem)
        try:
            with transaction.atomic():
                return Fate(row, act(row.values))
        except ValidationError as error:
            return Fate(row, WRONG, "; ".join(error.messages).rstrip("."))

    def _unit(self, values: dict[str, str]) -> str:
        parent = self._find(values["parent"]) if "parent" in values else self.root
        fields = _unit_fields(values)
        unit = self._child(parent, values["name"])
        if unit is None:
            made = create_unit(parent=parent, by=self.by, **{**_inherited(parent), **fields})
            self._remember(made)
            return ADDED
        return self._edit(edit_unit, "unit", unit, fields)

    def _group(self, values: dict[str, str]) -> str:
        owner = self._find(values["owner"]) if "owner" in values else self.root
        units = [self._find(name) for name in _list(values.get("units", ""))]
        others = _list(values.get("other_names", ""))
        group = next((g for g in owner.groups.all() if fold(g.name) == fold(values["name"])), None)
        if group is None:
            create_group(owner=owner, name=values["name"], other_names=others, units=units, by=self.by)
            return ADDED
        return self._change_group(group, others, units)

    def _change_group(self, group: UnitGroup, others: list[str], units: list[Unit]) -> str:
        members = set(group.members_on(self.on))
        is_same = (not others or others == group.other_names) and (not units or set(units) == members)
        if is_same:
            return SAME
        if others:
            edit_group(group=group, name=group.name, other_names=others, by=self.by)
        if units:
            set_group_members(group=group, units=units, by=self.by, on=self.on)
        return CHANGED

    def _person(self, values: dict[str, str]) -> str:
        unit = self._find(_needed(values, "unit", "Đơn vị"))
        role = _choice(Role, _needed(values, "role", "Vai trò"), "Vai trò")
        if self.by is not None and role not in grantable_roles(self.by, unit):
            raise ValidationError(f"không được giao vai trò này ở {unit}")
        fields: dict[str, Any] = {
            key: values[key] for key in ("full_name", "job_title", "phone", "email") if key in values
        }
        person = self._known(values, unit)
        if person is None:
            username = values.get("username") or free_username(values["full_name"])
            create_user(username=username, password=None, unit=unit, role=role, by=self.by, **fields)
            return ADDED
        outcome = self._edit(edit_user, "user", person, fields)
        if not person.holds(role, unit):
            give_role(user=person, unit=unit, role=role, by=self.by)
            return CHANGED
        return outcome

    def _known(self, values: dict[str, str], unit: Unit) -> User | None:
        """The person a row means: by user name, or else by the same name in the same unit."""
        if username := values.get("username"):
            person = User.objects.filter(username=username.strip().lower()).first()
            self._check_may_change(person)
            return person
        there = User.objects.filter(memberships__unit=unit).distinct()
        person = next((one for one in there if fold(one.full_name) == fold(values["full_name"])), None)
        self._check_may_change(person)
        return person

    def _check_may_change(self, person: User | None) -> None:
        if person is not None and self.by is not None and not can_manage_person(self.by, person):
            raise ValidationError(f"tài khoản {person.username} thuộc cả nơi khác, đồng chí không sửa được")

    def _edit(self, edit: Callable[..., Any], word: str, subject: Any, fields: dict[str, Any]) -> str:
        if all(getattr(subject, name) == value for name, value in fields.items()):
            return SAME
        edit(by=self.by, **{word: subject}, **fields)
        return CHANGED

    def _child(self, parent: Unit, name: str) -> Unit | None:
        same = self.by_key.get(matching.expand(name), [])
        found = [u for u in same if u.parent_path() == parent.path and fold(u.name) == fold(name)]
        return Unit.objects.get(pk=found[0].pk) if found else None

    def _find(self, name: str) -> Unit:
        found = {unit.pk: unit for unit in self.by_key.get(matching.expand(name), [])}
        if not found:
            raise ValidationError(f"không có đơn vị nào tên “{name}” trong {self.root}")
        if len(found) > 1:
            raise ValidationError(f"có {len(found)} đơn vị tên “{name}”; hãy ghi tên đầy đủ hơn")
        return next(iter(found.values()))

    def _remember(self, unit: Unit) -> None:
        for key in {matching.expand(name) for name in unit.names()}:
            self.by_key.setdefault(key, []).append(unit)


def _unit_fields(values: dict[str, str]) -> dict[str, Any]:
    """The filled cells of a row as fields of a Unit; an empty cell says nothing. Raises ValidationError."""
    plain = ("name", "symbol", "place", "paper_superior", "paper_name", "phone")
    fields: dict[str, Any] = {key: values[key] for key in plain if key in values}
    for key, choices, word in (("kind", UnitKind, "Loại"), ("level", Level, "Cấp"), ("regime", Regime, "Thể thức")):
        if key in values:
            fields[key] = _choice(choices, values[key], word)
    if "other_names" in values:
        fields["other_names"] = _list(values["other_names"])
    if "is_committee" in values:
        fields["is_committee"] = fold(values["is_committee"]) in {"x", "co", "1", "dung"}
    return fields


def _inherited(parent: Unit) -> dict[str, Any]:
    return {"level": parent.level, "regime": parent.regime, "place": parent.place}


def _choice(choices: Any, text: str, word: str) -> str:
    """The value of a choice from its words, or their beginning: "văn phòng", "cấp xã"."""
    wanted = fold(text)
    exact = [choice.value for choice in choices if wanted in {fold(choice.label), fold(choice.value)}]
    begun = exact or [choice.value for choice in choices if fold(choice.label).startswith(wanted)]
    if len(begun) != 1:
        known = ", ".join(choice.label for choice in choices)
        raise ValidationError(f"{word} “{text}” không có; chỉ nhận: {known}")
    return begun[0]


def _needed(values: dict[str, str], key: str, heading: str) -> str:
    if key not in values:
        raise ValidationError(f"thiếu “{heading}”")
    return values[key]


def _list(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(part.split()) for part in text.split(";") if part.strip()))
