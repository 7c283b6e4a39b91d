"""The header of a plan."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from orgs.forms.fields import DayField, LinesField, OfficeField, VersionField
from orgs.models import Unit
from plans.citations import normal_number
from plans.forms.buttons import SAVE
from plans.forms.naming import NamedField, Scope, look_up
from plans.models import Plan
from plans.services.proposing import why_no_span

UNITS = ("monitor", "report_to", "report_via")


class HeaderForm(forms.Form):
    """What stands around the outline; nothing but the abstract is required, files may lack the rest."""

    number = forms.CharField(label="Số và ký hiệu", max_length=60, required=False, help_text="Ví dụ: 76-KH/ĐU")
    issued_on = DayField(label="Ngày ban hành", required=False)
    abstract = forms.CharField(
        label="Trích yếu", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kế hoạch về việc gì, như ghi dưới chữ KẾ HOẠCH.",
    )  # fmt: skip
    issuer_text = forms.CharField(label="Cơ quan ban hành, như ghi trên văn bản", max_length=200, required=False)
    place = forms.CharField(label="Địa danh", max_length=100, required=False)
    starts_on = DayField(label="Thực hiện từ ngày", required=False)
    ends_on = DayField(label="đến ngày", required=False)
    authority = forms.CharField(
        label="Quyền hạn ký", max_length=120, required=False, help_text="Ví dụ: T/M BAN THƯỜNG VỤ"
    )
    signatory_title = forms.CharField(label="Chức vụ người ký", max_length=120, required=False)
    signatory_name = forms.CharField(label="Họ tên người ký", max_length=100, required=False)
    recipients = LinesField(label="Nơi nhận", required=False, marks="-–;,.", help_text="Mỗi nơi một dòng.")
    monitor = NamedField(label="Đơn vị theo dõi, đôn đốc", required=False, groups=False)
    report_to = NamedField(label="Báo cáo gửi về", required=False, groups=False)
    report_via = NamedField(label="Đơn vị đầu mối tổng hợp", required=False, groups=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any):
        super().__init__(*args, **kwargs)
        look_up(self.fields.values(), scope)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = header_layout()

    def clean_number(self) -> str:
        """As văn thư writes it; the reader of numbers only joins what the hand set apart ("76 -KH/ĐU")."""
        number = " ".join(self.cleaned_data["number"].split())
        return normal_number(number) or number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        days = [data.get(name) for name in ("starts_on", "issued_on", "ends_on")]
        if wrong := why_no_span(*days, on=timezone.localdate()):
            self.add_error("ends_on", wrong)
        for name in UNITS:
            if data.get(name) is not None:
                data[name] = data[name].target
        return data


class PlanForm(HeaderForm):
    """The header as one page edits it."""

    version = VersionField(required=False)

    def __init__(
        self, *args: Any, scope: Scope, plan: Plan | None = None, offices: list[Unit] | None = None, **kwargs: Any
    ):
        kwargs.setdefault("initial", header_initial(plan) if plan else {})
        super().__init__(*args, scope=scope, **kwargs)
        if plan is not None:
            self.fields["version"].required = True
        if offices is not None and len(offices) > 1:
            self.fields["issuer"] = OfficeField(label="Nhập cho", offices=offices)
        lead = ["issuer"] if "issuer" in self.fields else []
        self.helper.layout = Layout("version", *lead, *header_layout(), SAVE)


def header_layout() -> Layout:
    signatory = Row(Column("authority"), Column("signatory_title"), Column("signatory_name"), css_class="g-3")
    return Layout(
        Row(Column("number"), Column("issued_on"), css_class="g-3"),
        "abstract",
        Row(Column("issuer_text"), Column("place"), css_class="g-3"),
        Row(Column("starts_on"), Column("ends_on"), css_class="g-3"),
        Fieldset("Người ký, nơi nhận", signatory, "recipients"),
        Fieldset("Theo dõi và báo cáo", Field("monitor"), Field("report_to"), Field("report_via")),
    )


def header_initial(plan: Plan) -> dict[str, Any]:
    """The form's values for a plan that stands."""
    document = plan.document
    values = {name: getattr(document, name) for name in ("number", "issued_on", "abstract", "issuer_text", "place")}
    for name in ("starts_on", "ends_on", "authority", "signatory_title", "signatory_name", *UNITS):
        values[name] = getattr(plan, name)
    return values | {"recipients": plan.recipients, "version": plan.version}
