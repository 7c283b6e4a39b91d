"""What the register of initiatives can be narrowed by; its annex takes the same."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from orgs.filters import ANY, HIDDEN, ListFilter, words_filter
from orgs.forms.fields import capitalized
from orgs.models import Unit
from plans.models import Initiative, InitiativeField, InitiativeState, Plan, Recognition

ALL, RECOGNIZED = "all", "any"
_YES_NO = {"yes": True, "no": False}


class InitiativeFilter(ListFilter):
    """What was given up is left out unless asked for. The hidden ones come by links and stay in the address."""

    is_said_above = True

    q = words_filter("Tên, nơi chủ trì", "by_words")
    unit_name = words_filter("Đơn vị", "by_unit_name")
    year = filters.NumberFilter(label="Năm", min_value=1990, max_value=2100, widget=forms.NumberInput())
    field = filters.ChoiceFilter(label="Lĩnh vực", choices=capitalized(InitiativeField.choices), empty_label=ANY)
    who = filters.ChoiceFilter(
        label="Tập thể, cá nhân", method="by_who", choices=[("yes", "Tập thể"), ("no", "Cá nhân")], empty_label=ANY
    )
    new = filters.ChoiceFilter(
        label="Mới, duy trì", method="by_age", choices=[("yes", "Mới"), ("no", "Duy trì")], empty_label=ANY
    )
    recognition = filters.ChoiceFilter(
        label="Công nhận", method="by_recognition", empty_label=ANY,
        choices=[(RECOGNIZED, "Đã được công nhận"), *capitalized(Recognition.choices)],
    )  # fmt: skip
    state = filters.ChoiceFilter(
        label="Tình trạng", method="by_state", empty_label="Trừ mô hình đã thôi",
        choices=[*capitalized(InitiativeState.choices), (ALL, "Kể cả mô hình đã thôi")],
    )  # fmt: skip
    unit = filters.ModelChoiceFilter(label="Đơn vị", queryset=lambda request: units_for(request), **HIDDEN)
    plan = filters.ModelChoiceFilter(label="Kế hoạch", queryset=lambda request: plans_for(request), **HIDDEN)

    class Meta:
        model = Initiative
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.exclude(state=InitiativeState.ENDED)

    def by_words(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.named(value)

    def by_unit_name(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.filter(unit__in=Unit.objects.named(value).values("pk"))

    def by_who(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.filter(is_collective=_YES_NO[value])

    def by_age(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.filter(is_new=_YES_NO[value])

    def by_recognition(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.exclude(recognition="") if value == RECOGNIZED else queryset.filter(recognition=value)

    def by_state(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset if value == ALL else queryset.filter(state=value)

    def _said(self, name: str, value: Any) -> str:
        return value.short_name if isinstance(value, Plan) else super()._said(name, value)


def units_for(request: Any) -> QuerySet:
    if not request:
        return Unit.objects.none()
    rows = Initiative.objects.visible_to(request.user).order_by()
    seen = Unit.objects.visible_to(request.user)
    return Unit.objects.filter(Q(pk__in=rows.values("unit")) | Q(pk__in=seen.values("pk")))


def plans_for(request: Any) -> QuerySet:
    return Plan.objects.visible_to(request.user).select_related("document") if request else Plan.objects.none()
