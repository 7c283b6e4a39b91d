"""Forms of the register of documents."""

from __future__ import annotations

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import DayField, OfficeField, VersionField
from orgs.models import Unit
from plans.citations import normal_number
from plans.directives import Conflict, ConflictKind
from plans.forms.buttons import SAVE
from plans.models import Document
from plans.openings import CODE_NAMES
from plans.services.citing import Pair
from plans.services.documents import FACTS

_TERM = re.compile(r"(?:kh(?:óa|oá)\s+)?([IVXL]{1,8})", re.IGNORECASE)
AS_WRITTEN = "as_written"


class DocumentForm(forms.Form):
    """The facts of an entry, as they stand on the document itself."""

    type_name = forms.CharField(label="Loại văn bản", max_length=40, help_text="Kế hoạch, Chỉ thị, Kết luận…")
    number = forms.CharField(label="Số và ký hiệu", max_length=60, help_text="Ví dụ: 43-KL/TW")
    issued_on = DayField(label="Ngày ban hành", required=False)
    issuer_text = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)
    term = forms.CharField(label="Khóa", max_length=15, required=False, help_text="Nếu có, ví dụ: XI")
    abstract = forms.CharField(
        label="Trích yếu", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_verified = forms.BooleanField(label="Đã đối chiếu với chính văn bản này", required=False)

    def __init__(self, *args: Any, document: Document | None = None, offices: list[Unit] | None = None, **kwargs: Any):
        if document is not None:
            initial = {name: getattr(document, name) for name in FACTS}
            kwargs["initial"] = initial | {"is_verified": bool(document.verified_on), "version": document.version}
        super().__init__(*args, **kwargs)
        lead = []
        if document is not None:
            self.fields["version"] = VersionField()
            lead = ["version"]
        elif offices is not None and len(offices) > 1:
            self.fields["keeper"] = OfficeField(label="Sổ của", offices=offices)
            lead = ["keeper"]
        self.fields["type_name"].widget.attrs["list"] = "document-types"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            *lead,
            Row(Column("number"), Column("type_name"), Column("issued_on"), css_class="g-3"),
            Row(Column("issuer_text", css_class="col-md-8"), Column("term", css_class="col-md-4"), css_class="g-3"),
            "abstract", "is_verified", SAVE,
        )  # fmt: skip

    @property
    def types(self) -> list[str]:
        """What is offered while typing the kind of document."""
        return sorted(set(CODE_NAMES.values()))

    def clean_number(self) -> str:
        number = " ".join(self.cleaned_data["number"].split())
        if not re.search(r"\d", number):
            raise ValidationError("Số của văn bản phải có chữ số, ví dụ 43-KL/TW.")
        return normal_number(number) or number

    def clean_term(self) -> str:
        term = self.cleaned_data["term"].strip()
        found = _TERM.fullmatch(term)
        if term and not found:
            raise ValidationError("Ghi khóa bằng số La Mã, ví dụ XI.")
        return found[1].upper() if found else ""

    def facts(self) -> dict[str, Any]:
        """What the services of the register take."""
        return {name: self.cleaned_data[name] for name in (*FACTS, "is_verified")}


class ImplementsForm(forms.Form):
    """Which documents one carries out: those known or proposed, ticked or not, and one more by its number."""

    version = VersionField()
    pairs = forms.MultipleChoiceField(label="Chuỗi văn bản", required=False, widget=forms.CheckboxSelectMultiple)
    number = forms.CharField(
        label="Thêm văn bản được thực hiện", max_length=60, required=False, help_text="Gõ số và ký hiệu, ví dụ 65-KH/TU"
    )

    def __init__(self, *args: Any, document: Document, pairs: list[Pair], **kwargs: Any):
        self.document = document
        self.pairs = {f"{lower.pk}-{upper.pk}": (lower, upper) for lower, upper in pairs}
        kwargs["initial"] = {"version": document.version, "pairs": list(self.pairs)}
        super().__init__(*args, **kwargs)
        choices = [(value, self._words(*pair)) for value, pair in self.pairs.items()]
        self.fields["pairs"].choices = choices  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("version", *(["pairs"] if choices else []), "number", SAVE)

    def clean_number(self) -> str:
        number = " ".join(self.cleaned_data["number"].split())
        if number and not normal_number(number):
            raise ValidationError("Chưa đọc được số này. Hãy ghi đủ số và ký hiệu, ví dụ 65-KH/TU.")
        return number

    def chosen(self) -> list[Pair]:
        return [self.pairs[value] for value in self.cleaned_data["pairs"]]

    def _words(self, lower: Document, upper: Document) -> str:
        return f"{lower.short_name()} thực hiện {upper.short_name()}" + (
            f" ({upper.abstract[:90]}…)"
            if len(upper.abstract) > 90
            else f" ({upper.abstract})"
            if upper.abstract
            else ""
        )


class SettleForm(forms.Form):
    """One conflict: which variant is right, or that the matter rests."""

    version = VersionField()
    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in ConflictKind], widget=forms.HiddenInput)
    value = forms.ChoiceField(
        label="Sổ văn bản ghi theo", widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một cách ghi, hoặc bỏ qua."},
    )  # fmt: skip

    def __init__(self, *args: Any, document: Document, conflict: Conflict, **kwargs: Any):
        kwargs |= {"initial": {"version": document.version, "kind": conflict.kind.value}}
        kwargs["auto_id"] = f"id_{conflict.kind.value}_%s"
        super().__init__(*args, **kwargs)
        choices = [(one.value, variant_words(conflict.kind, one.value)) for one in conflict.variants]
        self.fields["value"].choices = [*choices, (AS_WRITTEN, "Bỏ qua, để như các văn bản ghi")]  # type: ignore[attr-defined]

    def judged_right(self) -> str:
        """The variant chosen; "" where the matter is to rest."""
        value = self.cleaned_data["value"]
        return "" if value == AS_WRITTEN else value


class CitationForm(forms.Form):
    """A citation that the reader of documents did not find, typed as the plan writes it."""

    number = forms.CharField(label="Số và ký hiệu, như kế hoạch ghi", max_length=60, help_text="Ví dụ: 114-KL/TW")
    issued_on = DayField(label="Ngày", required=False)
    issuer_text = forms.CharField(label="Cơ quan ban hành, như kế hoạch ghi", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Row(Column("number"), Column("issued_on"), css_class="g-3"), "issuer_text", SAVE)

    def clean_number(self) -> str:
        number = " ".join(self.cleaned_data["number"].split())
        if not normal_number(number):
            raise ValidationError("Chưa đọc được số này. Hãy ghi đủ số và ký hiệu, ví dụ 114-KL/TW.")
        return number


def variant_words(kind: ConflictKind, value: str) -> str:
    """One thing said, as people write it: a day as 03/06/2013, a term as "khóa XI"."""
    if kind == ConflictKind.ISSUED_ON:
        return "/".join(reversed(value.split("-")))
    return f"khóa {value}" if kind == ConflictKind.TERM else value
