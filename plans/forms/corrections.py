"""One item of a draft as a person corrects it: its words, who does it, by when; and where it divides."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from orgs.forms.fields import INCOMPLETE, VersionField, capitalized
from plans.forms.imports import picked
from plans.forms.items import MANY
from plans.forms.naming import Named, NamedField, Scope, look_up
from plans.importing.corrections import who_rows, wordings_of
from plans.importing.drafts import DraftAssignment, DraftItem, Role
from plans.models import AssignmentRole, ItemKind
from plans.services.duties import LONGEST_WORDING

_PLACES = re.compile(r"[.;:!?…]['”\")\]]*\s+(?=\S)|\n+(?=\S)|\s+(?=[-+•–]\s)")
_ROLES = [
    (str(role), AssignmentRole[role.name].label.capitalize()) for role in (Role.PERFORM, Role.LEAD, Role.COORDINATE)
]


class WrittenNameField(NamedField):
    """A name as the document writes it, known or not; a unit chosen from the list is remembered with it."""

    def clean(self, picked: Any) -> Named | None:
        name, value, was_listed = picked or ("", "", False)
        if not name:
            return None
        return Named(name[:300], self._chosen(name, value, was_listed=was_listed))


class DraftItemForm(forms.Form):
    """The words of an item."""

    version = VersionField()
    label_text = forms.CharField(label="Số mục", max_length=30, required=False)
    kind = forms.ChoiceField(label="Loại", choices=capitalized(ItemKind.choices))
    text = forms.CharField(label="Nội dung", max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")


class WhoForm(forms.Form):
    """One name and what it does."""

    who = WrittenNameField(label="Đơn vị, nhóm", required=False)
    role = forms.ChoiceField(label="Vai trò", choices=_ROLES, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any):
        super().__init__(*args, **kwargs)
        look_up(self.fields.values(), scope)


class WordingForm(forms.Form):
    """A deadline as the document says it."""

    wording = forms.CharField(label="Thời hạn, như văn bản ghi", max_length=LONGEST_WORDING, required=False)

    def clean_wording(self) -> str:
        return " ".join(self.cleaned_data["wording"].split())


WhoFormSet = formset_factory(WhoForm, extra=1, max_num=MANY, absolute_max=MANY)
WordingFormSet = formset_factory(WordingForm, extra=1, max_num=MANY, absolute_max=MANY)


class DraftItemBundle:
    """The form of an item with the rows beside it; `changes` says what EDIT keeps."""

    def __init__(self, data: Any, *, item: DraftItem, assignments: list[DraftAssignment], scope: Scope, version: int):
        self.was = {
            "label_text": item.label_text.strip(), "text": item.text, "kind": item.kind.value,
            "who": [row for row in who_rows(assignments) if row["name"]], "deadlines": wordings_of(item, assignments),
        }  # fmt: skip
        self.form = DraftItemForm(data, initial=self.was | {"version": version})
        self.who = WhoFormSet(
            data, prefix="who", form_kwargs={"scope": scope}, error_messages=INCOMPLETE,
            initial=[{"who": row["name"], "role": row["role"]} for row in self.was["who"]],
        )  # fmt: skip
        self.deadlines = WordingFormSet(
            data, prefix="when", error_messages=INCOMPLETE,
            initial=[{"wording": wording} for wording in self.was["deadlines"]],
        )  # fmt: skip

    def is_sent(self) -> bool:
        return self.form.is_bound and all([self.form.is_valid(), self.who.is_valid(), self.deadlines.is_valid()])

    def changes(self) -> dict[str, Any]:
        """What differs from the item as it stands."""
        words = {name: self.form.cleaned_data[name] for name in ("label_text", "text", "kind")}
        rows = [row.cleaned_data for row in self.who if row.cleaned_data.get("who")]
        who = [{"name": row["who"].text, "role": row["role"] or str(Role.PERFORM)} for row in rows]
        wordings = [row.cleaned_data.get("wording", "") for row in self.deadlines]
        now = words | {"who": who, "deadlines": list(dict.fromkeys(filter(None, wordings)))}
        return {name: value for name, value in now.items() if value != self.was[name]}

    def chosen(self) -> dict[str, str]:
        """Units picked from the list, as the review page keeps them for the written names."""
        kept: dict[str, str] = {}
        for row in self.who:
            if (named := row.cleaned_data.get("who")) and named.target is not None:
                kept |= picked(named.text, named.target)
        return kept


class SplitForm(forms.Form):
    """Where an item divides: one of the places offered, or before certain words."""

    version = VersionField()
    at = forms.IntegerField(required=False, min_value=1)
    words = forms.CharField(label="Hoặc: mục mới bắt đầu bằng các chữ", required=False, max_length=300)

    def __init__(self, *args: Any, text: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.text = text

    def pieces(self) -> list[tuple[int, str]]:
        """The text cut at the places offered: where each piece begins, and its words."""
        places = [0, *(found.end() for found in _PLACES.finditer(self.text)), len(self.text)]
        return [(start, self.text[start:end]) for start, end in pairwise(places) if start < end]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        words = " ".join(data.get("words", "").split())
        if words and not data.get("at"):
            data["at"] = self.text.find(words)
            if data["at"] <= 0:
                raise ValidationError(f"Không thấy “{words}” ở giữa nội dung của mục. Hãy chép đúng chữ của văn bản.")
        if not data.get("at"):
            raise ValidationError("Chưa rõ tách ở đâu. Hãy bấm “Tách ở đây” tại chỗ cần tách.")
        return data


class NewUnitForm(forms.Form):
    """A unit that a plan names and the tree does not have yet."""

    name = forms.CharField(label="Tên đơn vị", max_length=200)
    kind = forms.ChoiceField(label="Loại đơn vị")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds


class NewGroupForm(forms.Form):
    """A group of units that a plan names and the committee does not have yet."""

    name = forms.CharField(label="Tên nhóm", max_length=200)
    units = forms.MultipleChoiceField(label="Gồm các đơn vị", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, units: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.among = {str(unit.pk): unit for unit in units}
        self.fields["units"].choices = [(key, unit.name) for key, unit in self.among.items()]

    def members(self) -> list[Any]:
        return [self.among[key] for key in self.cleaned_data["units"]]
