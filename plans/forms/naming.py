"""Fields in which a unit or a group is named by typing part of its name. They work without JavaScript too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from orgs import candidates as directory
from orgs.models import Unit, UnitGroup, User
from orgs.text import fold, whole_number

LEFT_OPEN = "open"


class Picked(NamedTuple):
    """What came from the page: the name typed, and "u12", "g3" or LEFT_OPEN where one was chosen."""

    name: str = ""
    value: str = ""
    was_listed: bool = False


class Named(NamedTuple):
    """A name and whom it means; `target` is None where the person left it open."""

    text: str
    target: Unit | UnitGroup | None


@dataclass(frozen=True)
class Scope:
    """From where names are looked up: the committee that issues the plan, the person, the day."""

    issuer: Unit
    user: User
    on: date

    def candidates(self, text: str) -> list[directory.Candidate]:
        return directory.candidates(text, issuer=self.issuer, user=self.user, on=self.on)

    def find(self, value: str) -> Unit | UnitGroup | None:
        """The unit or group behind "u12" or "g3", if this person may name it."""
        kind, number = value[:1], whole_number(value[1:])
        if kind not in {"u", "g"} or number is None:
            return None
        units = Unit.objects.nameable_by(self.user)
        if kind == "u":
            return units.filter(pk=number).first()
        return UnitGroup.objects.filter(owner__in=units, pk=number).first()


class NamePicker(forms.Widget):
    """A name typed, candidates below it; after an unclear name, the candidates as a list to choose from."""

    template_name = "plans/_unit_picker.html"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs)
        self.options: list[directory.Candidate] = []
        self.may_stay_open = False
        self.url = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Picked:
        typed = " ".join(data.get(f"{name}_name", "").split())
        listed = data.get(f"{name}_choice", "")
        return Picked(typed, listed or data.get(name, ""), was_listed=bool(listed))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_name" not in data and name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        picked = value if isinstance(value, Picked) else Picked()
        return context | {
            "picked": picked,
            "options": self.options,
            "may_stay_open": self.may_stay_open,
            "url": self.url,
        }


class NamedField(forms.Field):
    """Gives `Named`, or None where nothing was typed. Set `scope` before cleaning."""

    widget = NamePicker
    scope: Scope

    def __init__(self, *args: Any, may_stay_open: bool = False, groups: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.widget.may_stay_open = self.may_stay_open = may_stay_open

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Unit | UnitGroup):
            return Picked(value.name, directory.value_of(value))
        return Picked(value, "") if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial or "")[:2] != (data or Picked())[:2]

    def clean(self, picked: Picked | None) -> Named | None:
        name, value, was_listed = picked or Picked()
        if not name and not value:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if value == LEFT_OPEN and self.may_stay_open:
            return Named(name, None)
        target = self._chosen(name, value, was_listed=was_listed) or self._certain(name)
        if target is None:
            self._refuse(name)
        return Named(name or str(target), target)

    def _chosen(self, name: str, value: str, *, was_listed: bool) -> Unit | UnitGroup | None:
        """What was chosen, unless the name was typed over afterwards (without JavaScript nothing clears it)."""
        target = self.scope.find(value) if value else None
        if target is None or (isinstance(target, UnitGroup) and not self.groups):
            return None
        return target if was_listed or not name or fold(name) == fold(target.name) else None

    def _certain(self, name: str) -> Unit | UnitGroup | None:
        target = directory.match([name], self.scope.issuer, self.scope.on)[name] if name else None
        return target if self.groups or not isinstance(target, UnitGroup) else None

    def _refuse(self, name: str) -> None:
        found = self.scope.candidates(name)
        self.widget.options = [c for c in found if self.groups or isinstance(c.target, Unit)]
        if self.widget.options:
            raise ValidationError(f"Chưa rõ “{name}” là nơi nào. Hãy chọn trong danh sách.", code="unclear")
        raise ValidationError(f"Không tìm thấy nơi nào tên “{name}”.", code="unknown")


def look_up(fields: Iterable[forms.Field], scope: Scope) -> None:
    """Let the pickers among `fields` look names up in `scope`."""
    for field in fields:
        if isinstance(field, NamedField):
            field.scope = scope
            kind = [] if field.groups else ["units"]
            address = reverse("orgs:unit_candidates", args=[scope.issuer.pk, *kind])
            field.widget.url = f"{address}?on={scope.on.isoformat()}"
