"""The register of "Dân vận khéo" models: registered by units, recognized by the office (DOMAIN.md §5.1–5.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.conflicts import claim_version
from orgs.models import Unit, User
from plans.models import Initiative

FACTS = (
    "plan", "name", "is_collective", "field", "year", "is_new", "lead", "place", "content", "resources", "results",
    "state",
)  # fmt: skip
RECOGNITION = ("recognition", "recognized_on", "recognized_by")


@transaction.atomic
def register_initiative(*, unit: Unit, by: User, **facts: Any) -> Initiative:
    """Put a model into the register. The same sent twice is one; raises ValidationError (a field is wrong, the name
    is taken this year).
    """
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    initiative = Initiative(unit=unit)
    _write(initiative, facts, FACTS)
    twin = Initiative.objects.filter(unit=unit, name=initiative.name, year=initiative.year).first()
    if twin is not None and _told(twin, FACTS) == _told(initiative, FACTS):
        return twin
    initiative.full_clean()
    initiative.save()
    journal.record(
        "đăng ký mô hình", initiative, by=by, unit=unit, plan_id=initiative.plan_id, after=_told(initiative, FACTS)
    )
    return initiative


def edit_initiative(*, initiative: Initiative, by: User, version: int, **facts: Any) -> Initiative:
    """Change what a unit says of its model. Raises StaleVersion, ValidationError."""
    return _change("sửa mô hình", initiative, by, version, facts, FACTS)


def recognize_initiative(
    *, initiative: Initiative, by: User, version: int, on: date, **facts: Any
) -> Initiative:  # fmt: skip
    """Record by which level, when and by which decision it was recognized; an empty level takes that back.

    Raises StaleVersion, ValidationError (the day lies ahead).
    """
    if not facts["recognition"]:
        facts |= {"recognized_on": None, "recognized_by": ""}
    if facts["recognized_on"] and facts["recognized_on"] > on:
        raise ValidationError({"recognized_on": "Ngày công nhận không thể sau hôm nay."})
    return _change("ghi công nhận mô hình", initiative, by, version, facts, RECOGNITION)


@transaction.atomic
def _change(
    action: str, initiative: Initiative, by: User, version: int, facts: dict[str, Any], names: tuple[str, ...]
) -> Initiative:
    initiative = Initiative.objects.select_for_update(of=("self",)).select_related("unit").get(pk=initiative.pk)
    claim_version(initiative, version)
    before = _told(initiative, names)
    _write(initiative, facts, names)
    initiative.full_clean()
    initiative.save()
    was, now = journal.difference(before, _told(initiative, names))
    if now:
        journal.record(
            action, initiative, by=by, unit=initiative.unit, plan_id=initiative.plan_id, before=was, after=now
        )
    return initiative


def _write(initiative: Initiative, facts: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        setattr(initiative, name, facts[name])
    initiative.name = " ".join(initiative.name.split())
    initiative.set_keys()


def _told(initiative: Initiative, names: tuple[str, ...]) -> dict[str, Any]:
    """Facts as the journal keeps them, choices in words."""
    said = {name: getattr(initiative, name) for name in names}
    for name in ("field", "state", "recognition"):
        if name in said:
            said[name] = getattr(initiative, f"get_{name}_display")()
    return said | ({"plan": initiative.plan.short_name if initiative.plan else ""} if "plan" in said else {})
