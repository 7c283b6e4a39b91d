"""Forms in which the office judges answers, and the one search box."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from orgs.forms.fields import VersionField
from orgs.text import whole_number
from plans.forms.work import words
from plans.models import Answer, ProgressUpdate, Verdict

USUAL = [(Verdict.ACCEPTED.value, "Tiếp nhận"), (Verdict.ASKED_FOR_MORE.value, "Đề nghị bổ sung")]
WHO_DOES_IT = [(Verdict.RELEASED.value, "Đồng ý thôi thực hiện"), (Verdict.KEPT.value, "Giữ nguyên phân công")]
OBJECTED = [(Verdict.ACCEPTED.value, "Để đơn vị trả lời lại"), (Verdict.ASKED_FOR_MORE.value, "Đề nghị bổ sung")]


class ReviewForm(forms.Form):
    """One judgment of one answer; the button pressed is the verdict."""

    version = VersionField()
    verdict = forms.ChoiceField(label="Ý kiến", error_messages={"required": "Hãy bấm một trong các nút bên dưới."})
    reason = words("Lý do, nội dung cần bổ sung", rows=2, longest=5_000)
    decided_by = forms.CharField(label="Người quyết định", max_length=150, required=False)

    def __init__(self, *args: Any, update: ProgressUpdate, **kwargs: Any):
        kwargs |= {"initial": {"version": update.occurrence.version}, "auto_id": f"id_review_{update.pk}_%s"}
        super().__init__(*args, **kwargs)
        verdicts = {Answer.NOT_OURS: WHO_DOES_IT, Answer.OBJECTION: OBJECTED}.get(Answer(update.answer), USUAL)
        self.verdicts = verdicts
        cast("forms.ChoiceField", self.fields["verdict"]).choices = verdicts
        if update.answer == Answer.NOT_OURS:
            self.fields["reason"].label = "Lý do"
            self.fields["decided_by"].help_text = "Chỉ cần khi đồng ý thôi thực hiện."
        else:
            del self.fields["decided_by"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        verdict, reason = cleaned.get("verdict"), cleaned.get("reason", "").strip()
        if verdict and verdict != Verdict.ACCEPTED and not reason and "reason" not in self.errors:
            self.add_error("reason", "Hãy ghi lý do để đơn vị biết cần làm gì.")
        if verdict == Verdict.RELEASED and not cleaned.get("decided_by", "").strip():
            self.add_error("decided_by", "Hãy ghi người quyết định.")
        return cleaned


class ChosenRowsForm(forms.Form):
    """Answers ticked on the desk, each as "update:version", at most a page of them."""

    MOST = 50

    chosen = forms.MultipleChoiceField(
        label="Các dòng đã chọn", error_messages={"required": "Chưa chọn dòng nào để tiếp nhận."}
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].valid_value = lambda value: True  # type: ignore[attr-defined]

    def clean_chosen(self) -> dict[int, int]:
        """The versions read, by the primary key of their update."""
        pairs = [
            tuple(whole_number(part, digits=9) for part in value.split(":"))
            for value in self.cleaned_data["chosen"][: self.MOST + 1]
        ]
        if len(pairs) > self.MOST:
            raise forms.ValidationError(f"Mỗi lần tiếp nhận nhiều nhất {self.MOST} dòng.")
        if not all(len(pair) == 2 and None not in pair for pair in pairs):
            raise forms.ValidationError("Danh sách đã chọn không đọc được. Hãy chọn lại.")
        return dict(pairs)


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Tìm kế hoạch, nhiệm vụ, đơn vị, văn bản", max_length=100, required=False,
        widget=forms.TextInput({"type": "search"}), error_messages={"max_length": "Hãy gõ ngắn hơn: tối đa 100 chữ."},
    )  # fmt: skip

    def clean_q(self) -> str:
        words = self.cleaned_data["q"].strip()
        if words and not any(char.isalnum() for char in words):
            raise forms.ValidationError("Hãy gõ ít nhất một chữ hoặc một số.")
        return words
