"""A model of the register: what its unit says, and how it was recognized."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from orgs.forms.fields import DayField, UnitPickerField, VersionField, capitalized
from orgs.models import Unit
from plans.models import Initiative, InitiativeField, InitiativeState, Plan, Recognition
from plans.services.initiatives import FACTS, RECOGNITION

FEW_UNITS = 15
YEARS = (1990, 2100)
_IS_TRUE = {"coerce": lambda value: value == "yes", "widget": forms.RadioSelect, "initial": "yes"}


class PlanChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, plan: Plan) -> str:
        return f"{plan.short_name}: {plan.document.abstract[:80]}" if plan.document.number else plan.short_name


class InitiativeForm(forms.Form):
    """What a unit registers. The unit is asked for where the person works for several."""

    name = forms.CharField(label="Tên mô hình, điển hình", max_length=300)
    is_collective = forms.TypedChoiceField(
        label="Tập thể hay cá nhân", choices=[("yes", "Tập thể"), ("no", "Cá nhân")], **_IS_TRUE
    )
    field = forms.ChoiceField(label="Lĩnh vực", choices=capitalized(InitiativeField.choices))
    year = forms.IntegerField(label="Năm", min_value=YEARS[0], max_value=YEARS[1])
    is_new = forms.TypedChoiceField(
        label="Mới hay duy trì", choices=[("yes", "Mô hình mới"), ("no", "Duy trì từ năm trước")], **_IS_TRUE
    )
    lead = forms.CharField(label="Người, nơi chủ trì", max_length=200)
    place = forms.CharField(label="Địa bàn, đối tượng", max_length=300, required=False)
    content = forms.CharField(
        label="Nội dung, cách làm", max_length=5000, required=False, widget=forms.Textarea({"rows": 4})
    )
    resources = forms.CharField(label="Kinh phí, nguồn lực", max_length=200, required=False)
    results = forms.CharField(label="Kết quả", max_length=5000, required=False, widget=forms.Textarea({"rows": 4}))
    state = forms.ChoiceField(label="Tình trạng", choices=capitalized(InitiativeState.choices))
    plan = PlanChoiceField(
        label="Theo kế hoạch", queryset=Plan.objects.none(), required=False, empty_label="Không theo kế hoạch nào"
    )

    def __init__(
        self, data: Any = None, *, plans: QuerySet, units: QuerySet | None = None, initiative: Initiative | None = None,
        initial: dict[str, Any] | None = None,
    ):  # fmt: skip
        start = _facts_of(initiative) if initiative else {}
        super().__init__(data, initial=start | (initial or {}))
        self.fields["plan"].queryset = plans
        self.only_unit: Unit | None = None
        if initiative is not None:
            self.fields["version"] = VersionField(initial=initiative.version)
        elif units is not None:
            self._ask_unit(units)

    def _ask_unit(self, units: QuerySet) -> None:
        few = list(units[: FEW_UNITS + 1])
        if len(few) == 1:
            self.only_unit = few[0]
            return
        if len(few) <= FEW_UNITS:
            field: forms.Field = forms.ModelChoiceField(label="Đơn vị đăng ký", queryset=units)
        else:
            field = UnitPickerField(label="Đơn vị đăng ký", queryset=units)
            field.look_around(few[0].committee or few[0])
        self.fields = {"unit": field, **self.fields}

    @property
    def unit(self) -> Unit:
        return self.only_unit or self.cleaned_data["unit"]

    def facts(self) -> dict[str, Any]:
        """What services.initiatives takes."""
        return {name: self.cleaned_data[name] for name in FACTS}


class RecognitionForm(forms.Form):
    """By which level a model was recognized, when, by which decision."""

    version = VersionField()
    recognition = forms.ChoiceField(
        label="Được công nhận", choices=[("", "Chưa được công nhận"), *capitalized(Recognition.choices)], required=False
    )
    recognized_on = DayField(label="Ngày công nhận", required=False)
    recognized_by = forms.CharField(
        label="Quyết định công nhận", max_length=150, required=False, help_text="Số, ngày, cơ quan ban hành."
    )

    def __init__(self, data: Any = None, *, initiative: Initiative):
        initial = {name: getattr(initiative, name) for name in RECOGNITION} | {"version": initiative.version}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("recognition") and (cleaned.get("recognized_on") or cleaned.get("recognized_by")):
            self.add_error("recognition", ValidationError("Hãy chọn cấp công nhận."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in RECOGNITION}


def _facts_of(initiative: Initiative) -> dict[str, Any]:
    facts = {name: getattr(initiative, name) for name in FACTS}
    return facts | {name: "yes" if facts[name] else "no" for name in ("is_collective", "is_new")}
