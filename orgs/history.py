"""The journal in words, for history pages (lịch sử)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from orgs.models import JournalEntry

# Names in entries that are no field of the object.
WORDS = {
    "parent": "đơn vị cấp trên",
    "children": "thứ tự",
    "units": "đơn vị",
    "unit": "đơn vị",
    "role": "vai trò",
    "to": "người nhận",
    "from": "người bàn giao",
    "drafts": "số bản đang gõ",
    "assignments": "số phân công",
}


class Change(NamedTuple):
    label: str
    before: str
    after: str


class Line(NamedTuple):
    """One entry as a page shows it."""

    at: datetime
    actor_name: str
    action: str
    changes: list[Change]


def lines(entries: Iterable[JournalEntry], *, words: Mapping[str, str] = WORDS) -> list[Line]:
    """Turn entries into lines, each with what changed: labels as on forms, values as people write them.

    `words` are for names that are no field of the object.
    """
    return [Line(entry.at, entry.actor_name, entry.action, changes(entry, words)) for entry in entries]


def changes(
    entry: JournalEntry, words: Mapping[str, str] = WORDS, beside: Sequence[type[models.Model]] = ()
) -> list[Change]:
    """What one entry says was changed; `beside` are models whose fields it tells next to those of its own object."""
    before, after = entry.before or {}, entry.after or {}
    own = _models().get(entry.object_type)
    told_of = [*([own] if own else []), *beside]
    told: list[tuple[int, str, Change]] = []
    for name in {*before, *after}:
        model = next((one for one in told_of if _field(name, one)), None)
        was, now = said(before.get(name), name, model), said(after.get(name), name, model)
        told.append((_place(name, told_of), name, Change(words.get(name) or label(name, model), was, now)))
    return [change for _, _, change in sorted(told)]


def label(name: str, model: type[models.Model] | None) -> str:
    """The Vietnamese name of a value in an entry: the field's own, else a word for it."""
    if name in WORDS:
        return WORDS[name]
    field = _field(name, model)
    return str(field.verbose_name) if field is not None else name


def said(value: Any, name: str = "", model: type[models.Model] | None = None) -> str:
    """Write a stored value for people: choices by their words, days as 20/11/2026, yes and no."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return "; ".join(said(one) for one in value)
    field = _field(name, model)
    if isinstance(field, models.DateField):
        return "/".join(reversed(str(value)[:10].split("-")))
    return str(dict(field.flatchoices).get(value, value)) if field is not None else str(value)


def _place(name: str, told_of: Sequence[type[models.Model]]) -> int:
    """Values stand in the order of the objects' fields; the database does not keep the order they were given in."""
    names = [field.name for model in told_of for field in model._meta.fields]
    return names.index(name) if name in names else -1


def _field(name: str, model: type[models.Model] | None) -> models.Field | None:
    try:
        found = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


@cache
def _models() -> dict[str, type[models.Model]]:
    """All models by the name that entries keep; of two that share one, the app installed first has it."""
    return {str(model._meta.model_name): model for model in reversed(apps.get_models())}
