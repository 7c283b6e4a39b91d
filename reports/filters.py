"""Filters of the lists of reports and of figures."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from plans.models import Plan
from reports.models import Report, ReportKind

STATES = [("draft", "Dự thảo"), ("at_signature", "Trình ký"), ("signed", "Đã ký")]


class ReportFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label="Loại", choices=ReportKind, empty_label="Mọi loại")
    state = django_filters.ChoiceFilter(
        label="Tình trạng", choices=STATES, method="in_state", empty_label="Mọi tình trạng"
    )

    class Meta:
        model = Report
        fields: list[str] = []

    def in_state(self, reports: Any, name: str, value: str) -> QuerySet:
        return {"draft": reports.drafts, "at_signature": reports.at_signature, "signed": reports.signed}[value]()


class OverviewFilter(django_filters.FilterSet):
    """Which rows the figures count."""

    plan = django_filters.ModelChoiceFilter(label="Kế hoạch", queryset=Plan.objects.none(), empty_label="Mọi kế hoạch")
    start = django_filters.DateFilter(label="Từ ngày", method="since")
    end = django_filters.DateFilter(label="Đến ngày", method="until")

    def __init__(self, *args: Any, plans: QuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["plan"].queryset = plans

    def since(self, rows: Any, name: str, value: Any) -> QuerySet:
        return rows.since(value)

    def until(self, rows: Any, name: str, value: Any) -> QuerySet:
        return rows.until(value)
