"""What the list of plans can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from orgs.filters import ANY, ListFilter, words_filter
from orgs.models import Unit
from plans.models import Plan

STATES = [("entering", "Đang nhập"), ("handed_out", "Đang thực hiện"), ("closed", "Đã kết thúc")]


class PlanFilter(ListFilter):
    q = words_filter("Số hiệu, trích yếu", "by_words")
    state = filters.ChoiceFilter(label="Trạng thái", method="by_state", choices=STATES, empty_label=ANY)
    year = filters.NumberFilter(
        label="Năm", method="by_year", min_value=1945, max_value=2199, widget=forms.NumberInput(),
    )  # fmt: skip
    issuer = filters.ModelChoiceFilter(
        label="Cơ quan ban hành", queryset=lambda request: issuers_for(request), empty_label=ANY
    )

    class Meta:
        model = Plan
        fields: list[str] = []

    def by_words(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.named(value)

    def by_state(self, queryset: Any, name: str, value: str) -> QuerySet:
        if value == "entering":
            return queryset.being_entered()
        return queryset.handed_out().filter(closed_on__isnull=value == "handed_out")

    def by_year(self, queryset: Any, name: str, value: Any) -> QuerySet:
        return queryset.in_year(int(value))


def issuers_for(request: Any) -> QuerySet:
    """Committees whose plans this person may read."""
    if request is None:
        return Unit.objects.none()
    plans = Plan.objects.visible_to(request.user)
    return Unit.objects.filter(pk__in=plans.order_by().values("issuer")).order_by("path")
