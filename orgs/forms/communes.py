"""The form of a commune made from its pattern."""

from __future__ import annotations

from typing import Any

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row, Submit
from django import forms

from orgs.communes import PLACES
from orgs.forms.fields import LinesField


class CommuneForm(forms.Form):
    kind = forms.ChoiceField(label="Là", choices=[(place, place) for place in PLACES])
    name = forms.CharField(label="Tên", max_length=60, help_text="Chỉ tên riêng: “Quy Nhơn”.")
    province = forms.CharField(label="Thuộc", max_length=80, help_text="“tỉnh Gia Lai”, “thành phố Huế”.")
    cells = LinesField(
        label="Chi bộ, đảng bộ trực thuộc",
        required=False,
        max_lines=200,
        max_length_of_line=150,
        widget=forms.Textarea({"rows": 8}),
        help_text="Mỗi dòng một tên: “khu phố 1”, “Chi bộ Trường THCS Lê Lợi”, “Đảng bộ Công an phường”.",
    )
    hamlets = LinesField(
        label="Thôn, khu phố",
        required=False,
        max_lines=200,
        max_length_of_line=150,
        widget=forms.Textarea({"rows": 4}),
        help_text="Chỉ khi thôn, khu phố tự trả lời việc. Mỗi dòng một tên; có thể bỏ trống.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Row(Column("kind"), Column("name"), Column("province")),
            "cells",
            "hamlets",
            StrictButton("Xem trước", type="submit", name="preview", value="1", css_class="btn-second"),
        )
        if self.is_bound and self.is_valid():
            self.helper.layout.append(Submit("create", "Tạo như bên dưới", css_class="btn-main"))

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_province(self) -> str:
        """ "Gia Lai" alone is a province; the words stand on documents in small letters: "tỉnh Gia Lai"."""
        text = " ".join(self.cleaned_data["province"].split())
        for word in ("tỉnh", "thành phố"):
            if text.casefold().startswith(f"{word} "):
                return f"{word}{text[len(word) :]}"
        return f"tỉnh {text}"
