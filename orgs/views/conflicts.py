"""Somebody else was faster: both texts side by side, nothing written over (TRUST.md P2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from orgs.http import Request
from orgs.models import JournalEntry


@dataclass(frozen=True)
class Difference:
    """One field that the two texts say differently."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Conflict:
    """Who changed `subject` meanwhile, and where that differs from what was typed here."""

    subject: models.Model
    latest: JournalEntry | None
    differences: list[Difference]


def with_version(request: Request, current: Any) -> QueryDict:
    """What was sent, to be sent once more over `current`, the newer text, if the person says so."""
    data = request.POST.copy()
    data["version"] = str(current.version)
    return data


def conflict(subject: models.Model, bound: Iterable[forms.BaseForm] = ()) -> Conflict:
    """Compare `bound` forms, built upon what stands now, with what was typed into them."""
    latest = JournalEntry.objects.about(subject).first()
    return Conflict(subject, latest, all_differences(bound))


def all_differences(bound: Iterable[forms.BaseForm]) -> list[Difference]:
    return [difference for form in bound for difference in _differences(form)]


def _differences(form: forms.BaseForm) -> Iterator[Difference]:
    """Where what was typed into a bound form is not what its initial values say."""
    for name in form.changed_data:
        field = form.fields[name]
        if not isinstance(field.widget, forms.HiddenInput):
            theirs, mine = _words(field, form.get_initial_for_field(field, name)), _words(field, form[name].data)
            if theirs != mine:
                yield Difference(str(field.label), theirs, mine)


def _words(field: forms.Field, value: Any) -> str:
    if hasattr(value, "name"):  # a unit, a group, or the name of one as it was typed
        return value.name
    if hasattr(field, "worded"):  # a field that knows how its value is read
        return str(field.worded(value))
    if isinstance(field, forms.BooleanField):
        return "có" if field.to_python(value) else "không"
    choices = {str(key): words for key, words in getattr(field, "choices", [])}
    if isinstance(value, list | tuple) and choices:
        return "\n".join(str(choices.get(str(getattr(one, "pk", one)), one)) for one in value)
    if str(value) in choices:
        return str(choices[str(value)])
    return "" if value is None else str(field.prepare_value(value)).replace("\r\n", "\n")
