"""Sending a document in, and checking the draft that was read from it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from orgs.models import Unit, UnitGroup
from plans.forms.naming import Scope, UnitPickerField, look_up
from plans.forms.plans import HeaderForm
from plans.importing.drafts import DraftPlan, Role
from plans.services.confirming import written_names

READABLE = (".docx", ".pdf", ".txt", ".md", ".markdown")
LONGEST_TEXT = 600_000
PASTED = "Nội dung dán vào.txt"


class ImportForm(forms.Form):
    """A file or pasted text; the person says that it holds no State secret (Luật 117/2025/QH15)."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label="Tệp kế hoạch", required=False, max_length=180, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(READABLE)}),
        help_text="Tệp Word (.docx), PDF có chữ, .txt hoặc .md; không quá 10 MB.",
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
            self.fields["issuer"] = forms.ChoiceField(
                label="Nhập cho", choices=[(unit.pk, unit.name) for unit in offices]
            )
            self.order_fields(["key", "issuer"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > settings.MAX_IMPORT_BYTES:
            raise ValidationError("Tệp lớn quá 10 MB. Chưa lưu gì. Hãy bỏ bớt ảnh trong tệp, hoặc dán nội dung vào ô.")
        if file.size == 0:
            raise ValidationError("Tệp trống, không có nội dung. Chưa lưu gì. Hãy kiểm tra và chọn lại tệp.")
        if Path(file.name).suffix.lower() not in READABLE:
            raise ValidationError(
                "Chỉ đọc được tệp .docx, .txt, .md và PDF có chữ. Chưa lưu gì. "
                "Hãy lưu kế hoạch thành .docx, hoặc dán nội dung vào ô."
            )
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


class NamesForm(forms.Form):
    """Whom each written name means: one picker a name, however often the document says it. Blank stays open."""

    def __init__(self, *args: Any, names: list[str], matches: Mapping[str, Any], scope: Scope, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.names = names
        for number, name in enumerate(names):
            self.fields[f"name{number}"] = UnitPickerField(
                label=name, required=False, may_stay_open=True, initial=matches.get(name)
            )
        look_up(self.fields.values(), scope)

    def rows(self) -> list[tuple[str, forms.BoundField]]:
        """Each written name with its picker."""
        return [(name, self[f"name{number}"]) for number, name in enumerate(self.names)]

    def matches(self) -> dict[str, Unit | UnitGroup | None]:
        """Each written name with the unit or group chosen for it."""
        chosen = [self.cleaned_data[f"name{number}"] for number in range(len(self.names))]
        return {name: named.target if named else None for name, named in zip(self.names, chosen, strict=True)}


class ReviewForm(HeaderForm):
    """The header as read, to be corrected before the plan is made."""


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
