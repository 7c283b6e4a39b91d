"""Sending a document in, and checking the draft that was read from it."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from orgs.candidates import value_of
from orgs.forms.fields import OfficeField, VersionField
from orgs.models import Unit, UnitGroup
from plans.forms.naming import NamedField, Scope, look_up
from plans.forms.plans import HeaderForm
from plans.importing.drafts import DraftPlan, Role, Signatory
from plans.importing.read import OTHER_KIND, SUFFIXES
from plans.services.confirming import unnamed, written_names

LONGEST_TEXT = 1_000_000
MOST_KEPT = 20_000
FACTS = {"number": "number", "title": "abstract", "issuer": "issuer_text", "issued_on": "issued_on"}
PASTED = "Nội dung dán vào.txt"


class ImportForm(forms.Form):
    """A file or pasted text; the person says that it holds no State secret (Luật 117/2025/QH15)."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label="Tệp kế hoạch", required=False, max_length=180, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text="Tệp Word (.docx, .doc, .odt, .rtf), PDF, bản quét, ảnh chụp (.jpg, .png), .txt; không quá 10 MB.",
    )  # fmt: skip
    text = forms.CharField(
        label="Hoặc dán nội dung vào đây", required=False, max_length=LONGEST_TEXT, strip=True,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    is_not_secret = forms.BooleanField(
        label="Tôi xác nhận tài liệu không chứa bí mật nhà nước",
        error_messages={"required": "Hãy đánh dấu xác nhận. Hệ thống không được nhận tài liệu mật."},
    )

    def __init__(self, *args: Any, offices: list[Unit], **kwargs: Any):
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.offices = offices
        if len(offices) > 1:
            self.fields["issuer"] = OfficeField(label="Nhập cho", offices=offices)
            self.order_fields(["key", "issuer"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > settings.MAX_IMPORT_BYTES:
            raise ValidationError("Tệp lớn quá 10 MB. Chưa lưu gì. Hãy bỏ bớt ảnh trong tệp, hoặc dán nội dung vào ô.")
        if file.size == 0:
            raise ValidationError("Tệp trống, không có nội dung. Chưa lưu gì. Hãy kiểm tra và chọn lại tệp.")
        if Path(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError(OTHER_KIND)
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors.keys() & {"file", "text"} and bool(data.get("file")) == bool(data.get("text")):
            raise ValidationError("Hãy chọn một tệp, hoặc dán nội dung kế hoạch; chỉ dùng một cách.")
        return data

    def issuer(self) -> Unit:
        wanted = self.cleaned_data.get("issuer")
        return next((unit for unit in self.offices if str(unit.pk) == wanted), self.offices[0])

    def source(self) -> dict[str, Any]:
        """The name and the bytes of what was sent."""
        file = self.cleaned_data["file"]
        if file is None:
            return {"name": PASTED, "content": self.cleaned_data["text"].encode()}
        return {"name": Path(file.name).name[-180:], "content": file.read()}


class ReviewForm(HeaderForm):
    """The header as read, to be corrected before the plan is made."""

    version = VersionField(required=False)


class NamesForm(forms.Form):
    """Whom each written name means: one picker a name, however often the document says it. Blank stays open."""

    def __init__(
        self,
        *args: Any,
        names: list[str],
        matches: Mapping[str, Any],
        scope: Scope,
        form_id: str = "review",
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.names = names
        for name in names:
            self.fields[name_field(name)] = NamedField(
                label=name, required=False, may_stay_open=True, initial=matches.get(name)
            )
            self.fields[name_field(name)].widget.attrs["form"] = form_id  # pickers may stand outside that form
        look_up(self.fields.values(), scope)

    def rows(self) -> list[tuple[str, forms.BoundField]]:
        """Each written name with its picker."""
        return [(name, self[name_field(name)]) for name in self.names]

    def matches(self) -> dict[str, Unit | UnitGroup | None]:
        """Each written name with the unit or group chosen for it."""
        chosen = {name: self.cleaned_data[name_field(name)] for name in self.names}
        return {name: named.target if named else None for name, named in chosen.items()}


def name_field(name: str) -> str:
    """The field of a written name: the same whenever and wherever the document says it, also after a new reading."""
    return f"name_{zlib.crc32(name.encode()):08x}"


def picked(name: str, target: Unit | UnitGroup) -> dict[str, str]:
    """What the page sends where `target` was chosen for a written name."""
    field = name_field(name)
    return {field: value_of(target), f"{field}_name": target.name, f"{field}_choice": ""}


def without_settled(draft: DraftPlan, typed: Mapping[str, str]) -> DraftPlan:
    """The draft without the findings that nobody is named where a person has chosen somebody since."""
    silent = [one for one in draft.assignments if not (one.units or one.groups)]
    settled = {one.line for one in silent if typed.get(name_field(unnamed(one)))}
    kept = (finding for finding in draft.findings if finding.code != "no_unit" or finding.line not in settled)
    return replace(draft, findings=tuple(kept))


def typed_values(form: forms.Form, typed: Mapping[str, str]) -> dict[str, Any]:
    """What a person filled in of a form before, as initial values; fields never touched are left out."""
    return {
        name: field.widget.value_from_datadict(typed, {}, name)
        for name, field in form.fields.items()
        if not field.widget.value_omitted_from_data(typed, {}, name)
    }


def typed_in(form: forms.Form, data: Mapping[str, str], names: Iterable[str] | None = None) -> dict[str, str]:
    """What was sent of a form's own fields, raw, to be kept; of `names` alone where they are given."""
    wanted = [name for name in (form.fields if names is None else names) if name != "version"]
    parts = [f"{name}{end}" for name in wanted for end in ("", "_name", "_choice")]
    return {part: data[part][:MOST_KEPT] for part in parts if part in data}


def facts_of(form: HeaderForm, draft: DraftPlan) -> dict[str, Any]:
    """The head of the document as filled in so far, for `apply_corrections`; what is not well filled in is left out."""
    filled = {fact: _cleaned(form, field) for fact, field in FACTS.items()}
    facts = {fact: value for fact, value in filled.items() if value}
    start, end = _cleaned(form, "starts_on"), _cleaned(form, "ends_on")
    if start and end and start <= end and (start, end) != draft.period:
        facts["period"] = (start, end)
    if recipients := _cleaned(form, "recipients"):
        facts["recipients"] = tuple(recipients)
    if draft.signatory is None and (name := _cleaned(form, "signatory_name")):
        facts["signatory"] = Signatory(None, None, name, 0)
    return facts


def _cleaned(form: forms.Form, name: str) -> Any:
    field = form.fields[name]
    value = form[name].value()
    try:
        return field.clean(field.prepare_value(value) if isinstance(value, list) else value)
    except ValidationError:
        return None


def names_in(draft: DraftPlan) -> list[str]:
    """Every name that needs to be matched, once, in the order of the document."""
    found: list[str] = []
    for assignment in draft.assignments:
        found += [*written_names(assignment), *filter(None, [assignment.via])]
    return list(dict.fromkeys(found))


def header_of(draft: DraftPlan, matches: Mapping[str, Any]) -> dict[str, Any]:
    """The review form's values as the document states them; what it does not say stays empty."""
    signatory = draft.signatory
    starts_on, ends_on = draft.period or (None, None)
    return {
        "number": draft.number or draft.number_text or "",
        "issued_on": draft.issued_on,
        "abstract": draft.title or "",
        "issuer_text": draft.issuer or "",
        "place": draft.place or "",
        "starts_on": starts_on,
        "ends_on": ends_on,
        "authority": " ".join((signatory.authority or "").split()) if signatory else "",
        "signatory_title": " ".join((signatory.position or "").split()) if signatory else "",
        "signatory_name": (signatory.name or "") if signatory else "",
        "recipients": list(draft.recipients),
        "monitor": _only_monitor(draft, matches),
    }


def _only_monitor(draft: DraftPlan, matches: Mapping[str, Any]) -> Unit | None:
    """The one unit that the text lets follow the whole plan (theo dõi, đôn đốc), if it is just one."""
    monitoring = {
        matches[name]
        for assignment in draft.assignments
        if Role.MONITOR in assignment.roles
        for name in assignment.units
        if isinstance(matches.get(name), Unit)
    }
    return monitoring.pop() if len(monitoring) == 1 else None
