"""Creating and changing units: their facts, their place in the tree, their end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Max, Value, When
from django.db.models.functions import Concat, Substr

from orgs import journal
from orgs.conflicts import claim_version
from orgs.models import Unit, User

MAX_DEPTH = 20
_TREE_FIELDS = ["path", "depth", "numchild", "committee"]


@transaction.atomic
def create_unit(*, name: str, parent: Unit | None = None, by: User | None = None, **fields: Any) -> Unit:
    """Add a unit at the end of its parent's children; a root when `parent` is None.

    Raises ValidationError (a field is wrong, the name is taken beside it, the tree is too deep).
    """
    unit = Unit(name=name, **fields)
    unit.set_keys()
    unit.full_clean(exclude=_TREE_FIELDS)
    if parent is None:
        Unit.objects.add_root(instance=unit)
    else:
        parent = _locked(parent)
        _check_depth(parent.depth + 1)
        _check_name(unit, parent)
        unit.committee_id = None if unit.is_committee else parent.committee_id
        Unit.objects.add_child(parent, instance=unit)
    if unit.committee_id is None:
        unit.committee = unit
        unit.save(update_fields=["committee"])
    journal.record("thêm đơn vị", unit, by=by, unit=unit, after={"name": name, "parent": parent.name if parent else ""})
    return unit


@transaction.atomic
def edit_unit(*, unit: Unit, by: User | None, version: int | None = None, **fields: Any) -> Unit:
    """Change what a unit is, as read at `version`; its place in the tree is `move_unit`'s.

    Raises StaleVersion (somebody else has changed it since), ValidationError (a field is wrong, the name is taken
    beside it).
    """
    above = Unit.objects.get(pk=unit.pk).above()
    parent = above and _locked(above)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    was = {name: getattr(unit, name) for name in fields}
    before, after = journal.difference(was, fields)
    if not after:
        return unit
    claim_version(unit, version)
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.set_keys()
    unit.full_clean(exclude=_TREE_FIELDS)
    if "name" in after:
        _check_name(unit, parent)
    unit.save(update_fields=[*fields, "search_key", "sort_key", "version"])
    if "is_committee" in after:
        _give_to_committee(unit, _committee_below(unit, parent))
    journal.record("sửa đơn vị", unit, by=by, unit=unit, before=before, after=after)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, by: User | None) -> Unit:
    """Put a unit, with all below it, at the end of another unit's children; a root when `parent` is None.

    Raises ValidationError (the new parent is the unit itself or below it, the name is taken there, the tree would be
    too deep).
    """
    _lock_trees(unit, parent)
    unit = Unit.objects.get(pk=unit.pk)
    former = unit.above()
    if parent is None:
        Unit.objects.move(unit, Unit.objects.filter(depth=1).last(), "last-sibling")
    else:
        parent = _locked(parent)
        _check_move(unit, parent)
        Unit.objects.move(unit, parent, "last-child")
    unit = Unit.objects.get(pk=unit.pk)
    _give_to_committee(unit, _committee_below(unit, parent))
    names = [{"parent": above.name if above else ""} for above in (former, parent)]
    journal.record("chuyển đơn vị", unit, by=by, unit=unit, before=names[0], after=names[1])
    return unit


@transaction.atomic
def reorder_units(*, parent: Unit | None, order: Sequence[int], by: User | None) -> None:
    """Print the children of `parent` in the order of their ids; the tree's own order is the print order.

    Children that are not named keep their order, after those named. Ids of other units are ignored.
    """
    if parent is not None:
        parent = Unit.objects.select_for_update().get(pk=parent.pk)
    children = list(parent.children() if parent else Unit.objects.filter(depth=1))
    rank = {pk: position for position, pk in enumerate(order)}
    wanted = sorted(children, key=lambda child: rank.get(child.pk, len(rank)))
    if wanted == children:
        return
    _lay_out(parent, wanted)
    before, after = [{"children": [unit.name for unit in units]} for units in (children, wanted)]
    subject = parent or wanted[0]
    journal.record("xếp thứ tự in", subject, by=by, unit=subject, before=before, after=after)


@transaction.atomic
def end_unit(*, unit: Unit, on: date, successor: Unit | None = None, by: User | None) -> Unit:
    """Record the last day of a unit, and who takes over its work. It stays in every record of the past.

    Raises ValidationError (units below it still work, the successor is itself or has ended).
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    below = Unit.objects.under(unit).exclude(pk=unit.pk).valid(on).exclude(valid_to=on)
    if names := list(below.values_list("name", flat=True)[:3]):
        words = f"Còn đơn vị trực thuộc đang hoạt động: {', '.join(names)}. Hãy chuyển hoặc kết thúc trước."
        raise ValidationError(words)
    if successor is not None and (successor.pk == unit.pk or not successor.exists_on(on + timedelta(days=1))):
        raise ValidationError({"successor": "Đơn vị kế thừa phải là một đơn vị khác, còn hoạt động."})
    return _end(unit, on, successor, by)


def _end(unit: Unit, on: date, successor: Unit | None, by: User | None) -> Unit:
    before = {"valid_to": unit.valid_to, "successor": str(unit.successor or "")}
    unit.valid_to, unit.successor = on, successor
    unit.full_clean(exclude=_TREE_FIELDS)
    unit.save(update_fields=["valid_to", "successor"])
    after = {"valid_to": on, "successor": str(successor or "")}
    journal.record("kết thúc hoạt động", unit, by=by, unit=unit, before=before, after=after)
    return unit


def _committee_below(unit: Unit, parent: Unit | None) -> Unit:
    """The committee of a unit that stands below `parent`."""
    return unit if unit.is_committee or parent is None else parent.committee or parent


def _give_to_committee(unit: Unit, committee: Unit) -> None:
    """Store `committee` for the unit and whatever below it had the same one; walls below keep theirs."""
    Unit.objects.under(unit).filter(committee=unit.committee_id).update(committee=committee)
    unit.committee = committee


def _check_move(unit: Unit, parent: Unit) -> None:
    if parent.is_under(unit):
        raise ValidationError({"parent": f"Không thể đặt “{unit}” dưới chính nó hoặc dưới đơn vị trực thuộc của nó."})
    deepest = Unit.objects.under(unit).aggregate(deepest=Max("depth"))["deepest"]
    _check_depth(parent.depth + 1 + deepest - unit.depth)
    _check_name(unit, parent, field="parent")


def _check_name(unit: Unit, parent: Unit | None, *, field: str = "name") -> None:
    """Two units of one name that work side by side could not be told apart in any list; `parent` is locked.

    Raises ValidationError at the form's `field`.
    """
    if parent is None or unit.valid_to is not None:
        return
    others = parent.children().exclude(pk=unit.pk)
    if others.filter(sort_key=unit.sort_key, valid_to__isnull=True).exists():
        raise ValidationError({field: f"{parent} đã có đơn vị tên {unit.name}."})


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValidationError(f"Cây đơn vị chỉ được sâu tối đa {MAX_DEPTH} cấp.")


def _locked(parent: Unit) -> Unit:
    """The unit as it is now, which no other act gives a child meanwhile; rows that name it can still be written."""
    return Unit.objects.select_for_update(no_key=True).get(pk=parent.pk)


def _lock_trees(*units: Unit | None) -> None:
    """Let moves in the same trees wait for one another, so that two of them never close a loop."""
    roots = {unit.path[: Unit.steplen] for unit in units if unit is not None}
    list(Unit.objects.select_for_update().filter(path__in=roots).order_by("path"))


def _lay_out(parent: Unit | None, children: Sequence[Unit]) -> None:
    """Give the children paths that sort in this order: unused ones, so that one UPDATE meets no other's path."""
    depth = parent.depth + 1 if parent else 1
    taken = [child._get_lastpos_in_path() for child in children]
    start = 1 if min(taken) > len(children) else max(taken) + 1
    moved = {child.path: Unit._get_path(child.path, depth, start + place) for place, child in enumerate(children)}
    rest = Substr(F("path"), depth * Unit.steplen + 1)
    branches = [When(path__startswith=old, then=Concat(Value(new), rest)) for old, new in moved.items()]
    below = Unit.objects.under(parent).exclude(pk=parent.pk) if parent else Unit.objects.all()
    below.order_by().update(path=Case(*branches))
