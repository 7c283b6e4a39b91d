"""Forms of letters that urge: what goes in, the words, and what văn thư gave."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.db.models import QuerySet

from orgs.forms.fields import DayField, LinesField, TickedField, VersionField
from orgs.models import Unit
from reports.models import UrgingLetter

TIME_TO_ANSWER = timedelta(days=7)
EACH, JOINT = "each", "joint"
WAYS = [(EACH, "Mỗi đơn vị một công văn"), (JOINT, "Một công văn chung, kèm danh sách theo đơn vị")]


class LetterScopeForm(forms.Form):
    """What the list of overdue work is narrowed to; stands in the address."""

    issuer = forms.ModelChoiceField(
        queryset=Unit.objects.none(), label="Cơ quan đôn đốc", required=False, empty_label=None
    )
    plan = forms.ModelChoiceField(queryset=None, label="Kế hoạch", required=False, empty_label="Mọi kế hoạch")
    unit = forms.ModelChoiceField(queryset=None, label="Đơn vị", required=False, empty_label="Mọi đơn vị")

    def __init__(self, *args: Any, issuers: list[Unit], plans: QuerySet, units: QuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["issuer"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in issuers])
        self.fields["plan"].queryset, self.fields["unit"].queryset = plans, units
        if len(issuers) < 2:
            self.fields["issuer"].widget = forms.HiddenInput()

    @property
    def form(self) -> LetterScopeForm:
        """Itself, as the drawing of filters asks for it."""
        return self


class LetterChoiceForm(forms.Form):
    """Which rows and reports go into letters, how many letters, and what is asked of the units."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    rows = TickedField(queryset=None, required=False)
    reports = TickedField(queryset=None, required=False)
    way = forms.ChoiceField(label="Cách gửi", choices=WAYS, widget=forms.RadioSelect, initial=EACH)
    wanted_on = DayField(label="Đề nghị báo cáo trước ngày")
    receiver = forms.CharField(label="Gửi báo cáo về", max_length=200)

    def __init__(self, *args: Any, issuer: Unit, rows: QuerySet, reports: QuerySet, today: date, **kwargs: Any):
        initial = {"key": uuid.uuid4(), "wanted_on": today + TIME_TO_ANSWER, "receiver": issuer.name}
        super().__init__(*args, initial=initial, **kwargs)
        for name, queryset in (("rows", rows), ("reports", reports)):
            self.fields[name].queryset = queryset
            self.fields[name].error_messages["invalid_choice"] = (
                "Có việc vừa được trả lời nên không còn trong danh sách. Xem lại rồi bấm lần nữa."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned["rows"] and not cleaned["reports"]:
            raise forms.ValidationError("Hãy đánh dấu ít nhất một việc để đưa vào công văn.")
        return cleaned


class LetterForm(forms.ModelForm):
    """The words of a letter; its annex is a list of facts and not written by hand."""

    version = VersionField()
    addressees = LinesField(label="Kính gửi", marks="-–;,.", help_text="Mỗi nơi một dòng.")
    recipients = LinesField(label="Nơi nhận", required=False, marks="-–;,.", help_text="Mỗi nơi một dòng.")

    class Meta:
        model = UrgingLetter
        fields = ["abstract", "addressees", "text", "place", "authority", "job_title", "signatory", "recipients"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.fields["text"].help_text = "Mỗi dòng là một đoạn. Danh sách việc quá hạn được in kèm, không cần chép vào."
        self.fields["abstract"].help_text = "In dưới số công văn."
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "version", "abstract", "addressees", "text", "place", "authority", Row("job_title", "signatory"),
            "recipients", Submit("save", "Lưu", css_class="btn-main"),
        )  # fmt: skip


class LetterSentForm(forms.Form):
    """What văn thư gave: the number may stay blank, the day is that of the letter."""

    version = VersionField()
    number = forms.RegexField(
        r"^(?=.*[1-9])[0-9]{1,5}$", label="Số văn thư cấp", required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}), help_text="Để trống nếu chưa có số.",
        error_messages={"invalid": "Chỉ ghi phần số, ví dụ 12."},
    )  # fmt: skip
    issued_on = DayField(label="Ngày công văn")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "version", Row("number", "issued_on"), Submit("save", "Ghi nhận đã gửi", css_class="btn-main")
        )
