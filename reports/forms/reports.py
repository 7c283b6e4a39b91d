"""The form of what stands around the sections of a report."""

from __future__ import annotations

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.db.models import Q

from orgs.forms.fields import DayField, LinesField, TickedField, VersionField
from plans.models import Plan
from reports.models import Report


class ReportForm(forms.ModelForm):
    """What a draft is about: kind, plans, window; and its title, place, signature and recipients."""

    version = VersionField()
    plans = TickedField(
        label="Kế hoạch", queryset=Plan.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một kế hoạch."},
    )  # fmt: skip
    starts_on = DayField(label="Số liệu từ ngày")
    ends_on = DayField(label="Số liệu đến ngày")
    recipients = LinesField(label="Nơi nhận", required=False, marks="-–;,.", help_text="Mỗi nơi một dòng.")

    class Meta:
        model = Report
        fields = [
            "kind", "span", "plans", "starts_on", "ends_on", "abstract", "place", "authority", "job_title", "signatory",
            "recipients",
        ]  # fmt: skip
        widgets = {"abstract": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.head_version
        plans = cast("TickedField", self.fields["plans"])
        chosen = Q(pk__in=self.instance.plans.values("pk"))
        plans.queryset = Plan.objects.handed_out().filter(Q(issuer=self.instance.issuer_id) | chosen).for_list()
        plans.error_messages["invalid_choice"] = f"Chỉ chọn kế hoạch của {self.instance.issuer}."
        plans.help_text = (
            "Đổi kế hoạch hay ngày thì câu số liệu, phụ lục và lời đơn vị chờ bên cạnh tính theo lựa chọn mới. "
            "Các mục và lời đã viết giữ nguyên."
        )
        self.fields["span"].help_text = "Ngày cụ thể ghi ở dưới; đề mục đã có giữ nguyên tên."
        self.fields["abstract"].help_text = "Viết sau chữ BÁO CÁO: kết quả công tác dân vận 6 tháng đầu năm 2026."
        self.fields["authority"].help_text = "Để trống thì in theo thể thức của cơ quan ban hành."
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "version", Row("kind", "span"), "plans", Row("starts_on", "ends_on"), "abstract", "place", "authority",
            Row("job_title", "signatory"),
            "recipients", Submit("save", "Lưu", css_class="btn-main"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Ngày cuối của số liệu phải sau ngày đầu.")
        return cleaned
