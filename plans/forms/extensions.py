"""Forms in which a unit asks for more time, and in which the office or a leader answers."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms

from orgs.forms.fields import DayField
from orgs.models import Role, User
from plans.forms.work import words
from plans.models import Extension, ExtensionVerdict
from plans.services.extending import LONGEST_WORDS

GRANT, REFUSE = ExtensionVerdict.GRANTED.value, ExtensionVerdict.REFUSED.value


class ExtensionForm(forms.Form):
    wanted_on = DayField(label="Xin gia hạn đến hết ngày")
    reason = words("Lý do", rows=3, longest=LONGEST_WORDS, required=True)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = "Hãy ghi lý do xin gia hạn."
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field("wanted_on", autofocus=True), "reason", Submit("save", "Gửi xin gia hạn", css_class="btn-main")
        )


class ExtensionDecisionForm(forms.Form):
    """The button pressed is the verdict; the day asked for stands filled in."""

    verdict = forms.ChoiceField(
        choices=[(GRANT, "Đồng ý gia hạn"), (REFUSE, "Không đồng ý")],
        error_messages={"required": "Hãy bấm một trong các nút bên dưới."},
    )
    granted_on = DayField(label="Hạn mới", required=False)
    decided_by = forms.CharField(
        label="Người quyết định", max_length=150, widget=forms.TextInput({"placeholder": "Chức vụ, họ tên"}),
        error_messages={"required": "Hãy ghi người quyết định."},
    )  # fmt: skip
    answer = words("Trả lời đơn vị", rows=2, longest=LONGEST_WORDS)

    def __init__(self, *args: Any, extension: Extension, user: User, **kwargs: Any):
        kwargs["initial"] = {"granted_on": extension.wanted_on, "decided_by": _leader(extension, user)}
        kwargs["auto_id"] = f"id_extension_{extension.pk}_%s"
        super().__init__(*args, **kwargs)
        self.fields["answer"].help_text = "Cần ghi lý do khi không đồng ý."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        verdict = cleaned.get("verdict")
        if verdict == GRANT and not cleaned.get("granted_on") and "granted_on" not in self.errors:
            self.add_error("granted_on", "Hãy ghi hạn mới.")
        if verdict == REFUSE and not cleaned.get("answer", "").strip() and "answer" not in self.errors:
            self.add_error("answer", "Hãy ghi lý do không đồng ý để đơn vị biết.")
        return cleaned


def _leader(extension: Extension, user: User) -> str:
    """A leader who answers himself need not type his name; for the office nobody is guessed."""
    if not user.holds(Role.LEADER, extension.occurrence.plan.issuer):
        return ""
    return " ".join(dict.fromkeys(filter(None, (user.job_title, user.full_name))))  # a post may be all that is known
