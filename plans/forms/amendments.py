"""An amendment of one paragraph of a plan at work."""

from __future__ import annotations

from typing import Any

from django import forms

from orgs.forms.fields import LinesField, VersionField
from plans.forms.items import ItemBundle, ItemForm
from plans.models import PlanItem
from plans.services.duties import LONGEST_WORDING


class AmendForm(forms.ModelForm):
    """The new words, the new deadlines one a line, and why."""

    version = VersionField()
    wordings = LinesField(
        label="Thời hạn, như văn bản ghi", required=False, max_length_of_line=LONGEST_WORDING,
        help_text="Mỗi thời hạn một dòng. Hạn đã qua không đổi; hạn sắp tới theo câu chữ mới.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do sửa đổi", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Công văn số 120-CV/ĐU, ngày 01/6/2026.",
    )  # fmt: skip

    class Meta:
        model = PlanItem
        fields = ["label_text", "text"]
        labels = {"label_text": "Số mục", "text": "Nội dung"}
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        wordings = dict.fromkeys(row.wording for row in self.instance.deadlines.all())
        self.initial |= {"version": self.instance.plan.version, "wordings": list(wordings)}

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("label_text", "text")}


class SupplementForm(ItemForm):
    """A paragraph that an amendment adds, and why."""

    reason = forms.CharField(
        label="Lý do bổ sung", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Công văn số 120-CV/ĐU, ngày 01/6/2026.",
    )  # fmt: skip


class SupplementBundle(ItemBundle):
    """The same form as the editor's, with the reason."""

    item_form = SupplementForm


class DropForm(forms.Form):
    """Why a paragraph is taken out."""

    version = VersionField()
    reason = forms.CharField(
        label="Lý do bỏ", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Công văn số 120-CV/ĐU, ngày 01/6/2026.",
    )  # fmt: skip
