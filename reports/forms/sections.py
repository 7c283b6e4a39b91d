"""Forms of a draft's sections and paragraphs."""

from __future__ import annotations

from typing import Any, cast
from uuid import uuid4

from django import forms

from reports import drafting, figures, words
from reports.models import LONGEST_PARAGRAPH, Purpose, Report, ReportSection
from reports.outlines import DEEPEST

LEVELS = {1: "cấp 1 (I)", 2: "cấp 2 (1)", 3: "cấp 3 (a)", DEEPEST: "cấp 4"}


class ParagraphForm(forms.Form):
    """Words of a paragraph that stands; empty takes it away."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Nội dung", max_length=LONGEST_PARAGRAPH, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class NewParagraphForm(forms.Form):
    """Words of a new paragraph; `key` makes a double press one paragraph."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Thêm đoạn", max_length=LONGEST_PARAGRAPH, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())


class SectionForm(forms.Form):
    """A heading, what its section is for, and whether the sentence of figures is printed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    heading = forms.CharField(label="Đề mục", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    level = forms.TypedChoiceField(label="Cấp của mục", choices=LEVELS, coerce=int)
    purpose = forms.ChoiceField(
        label="Mục này dùng cho", choices=Purpose,
        help_text="Câu số liệu và lời đơn vị về đúng mục theo lựa chọn này, không theo chữ của đề mục.",
    )  # fmt: skip
    item = forms.TypedChoiceField(
        label="Mục của kế hoạch", required=False, coerce=int, empty_value=None,
        help_text="Chọn khi mục này viết về kết quả một mục của kế hoạch.",
    )  # fmt: skip
    shows_figures = forms.BooleanField(label="In câu số liệu ở đầu mục", required=False)

    def __init__(self, *args: Any, report: Report, section: ReportSection | None = None, **kwargs: Any):
        if section is not None:
            names = ("version", "heading", "level", "purpose", "item", "shows_figures")
            values = {name: getattr(section, name) for name in names} | {"item": section.item_id}
            kwargs["initial"] = values | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.items = {item.pk: item for item in figures.items_with_rows(words.work_of(report))}
        if section is not None and section.item is not None:
            self.items.setdefault(section.item.pk, section.item)
        choices = [(pk, drafting.heading_of(item.text)) for pk, item in self.items.items()]
        cast("forms.TypedChoiceField", self.fields["item"]).choices = [("", "Không"), *choices]
        if section is None:
            for name in ("version", "item", "shows_figures"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "item" in self.fields:
            item = self.items.get(cleaned.get("item") or 0)
            cleaned["item"] = item if cleaned.get("purpose") == Purpose.ITEM else None
            if cleaned.get("purpose") == Purpose.ITEM and item is None:
                self.add_error("item", "Hãy chọn mục của kế hoạch mà phần này viết về.")
        elif cleaned.get("purpose") == Purpose.ITEM:
            self.add_error("purpose", "Thêm mục trước, rồi chọn mục của kế hoạch ở “Sửa đề mục”.")
        return cleaned
