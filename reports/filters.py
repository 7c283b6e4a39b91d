"""Filters of the lists of reports and of figures; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Model, QuerySet

from orgs.filters import HIDDEN, ListFilter
from orgs.models import Unit
from plans.filters.work import DAYS, ORIGINAL
from plans.models import ReportingPeriod
from reports.completeness import FIGURES, condition
from reports.models import Report, ReportKind

SUPERSEDED = "superseded"
STATES = [("draft", "Dự thảo"), ("at_signature", "Trình ký"), ("signed", "Đã ký"), (SUPERSEDED, "Đã được thay thế")]
TABLES = {"unit": "từng đơn vị", "plan": "kế hoạch", "month": "tháng đến hạn"}
EVERY_PLAN = "Mọi kế hoạch"


class ReportFilter(ListFilter):
    kind = django_filters.ChoiceFilter(label="Loại", choices=ReportKind, empty_label="Mọi loại")
    state = django_filters.ChoiceFilter(
        label="Tình trạng", choices=STATES, method="in_state", empty_label="Mọi tình trạng"
    )

    class Meta:
        model = Report
        fields: list[str] = []

    def in_state(self, reports: Any, name: str, value: str) -> QuerySet:
        return {
            "draft": reports.drafts, "at_signature": reports.at_signature, "signed": reports.signed,
            SUPERSEDED: reports.superseded,
        }[value]()  # fmt: skip

    def filter_queryset(self, queryset: Any) -> Any:
        """Of a report and the one signed in its place the newer alone, unless the older are asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") == SUPERSEDED else found.in_force()


class _FigureFilter(ListFilter):
    """What filters of figures share: the choice can be handed on."""

    is_said_above = True

    def __init__(self, *args: Any, plans: QuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["plan"].extra["choices"] = [(str(plan.pk), str(plan)) for plan in plans]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, by name."""
        if not self.form.is_valid():
            return {}
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def query(self, *, without: Iterable[str] = ()) -> str:
        """The choice as it follows other words of an address: "&plan=3&start=2026-01-01"; empty for none."""
        told = {name: _in_address(value) for name, value in self.chosen.items() if name not in without}
        return f"&{urlencode(told)}" if told else ""

    def _said(self, name: str, value: Any) -> str:
        said = super()._said(name, value)
        return said.lower() if isinstance(value, str) and name != "plan" else said

    def since(self, rows: Any, name: str, value: Any) -> QuerySet:
        return rows.since(value, by_original=self.by_original)

    def until(self, rows: Any, name: str, value: Any) -> QuerySet:
        return rows.until(value, by_original=self.by_original)

    def as_it_is(self, rows: Any, name: str, value: Any) -> QuerySet:
        """What other figures of the page look at leaves the rows alone."""
        return rows

    @property
    def by_original(self) -> bool:
        """Whether days are those of the plan, before any extension."""
        return self.chosen.get("days") == ORIGINAL


class OverviewFilter(_FigureFilter):
    """Which rows the figures count."""

    plan = django_filters.ChoiceFilter(label="Kế hoạch", choices=[], empty_label=EVERY_PLAN)
    start = django_filters.DateFilter(label="Từ ngày", method="since")
    end = django_filters.DateFilter(label="Đến ngày", method="until")
    days = django_filters.ChoiceFilter(
        label="Tính theo", method="as_it_is", choices=DAYS, empty_label="hạn hiện nay, đã gia hạn"
    )
    changed_since = django_filters.DateFilter(label="Thay đổi từ", method="as_it_is")
    by = django_filters.ChoiceFilter(label="Bảng theo", method="as_it_is", choices=list(TABLES.items()), **HIDDEN)

    @property
    def table(self) -> str:
        """What the table has a line for: "kind" of unit, or a key of TABLES."""
        return str(self.chosen.get("by", "kind"))


class DutyFilter(_FigureFilter):
    """Which year of which plan a grid of months shows."""

    plan = django_filters.ChoiceFilter(label="Kế hoạch", choices=[], empty_label=EVERY_PLAN)
    year = django_filters.NumberFilter(
        label="Năm", method="as_it_is", min_value=1945, max_value=2199, widget=forms.NumberInput()
    )

    def year_or(self, today: date) -> int:
        return int(self.chosen.get("year", today.year))


class CompletenessFilter(_FigureFilter):
    """Which owed reports the figures count: of a plan, of periods that end in a window."""

    plan = django_filters.ChoiceFilter(label="Kế hoạch", field_name="period__plan", choices=[], empty_label=EVERY_PLAN)
    start = django_filters.DateFilter(label="Kỳ hết từ ngày", field_name="period__ends_on", lookup_expr="gte")
    end = django_filters.DateFilter(label="đến ngày", field_name="period__ends_on", lookup_expr="lte")


class OwedFilter(CompletenessFilter):
    """The reports behind one of these figures."""

    figure = django_filters.ChoiceFilter(
        label="Tình trạng nộp", method="of_figure", choices=list(FIGURES.items()), empty_label="Tất cả"
    )
    unit = django_filters.ModelChoiceFilter(label="Đơn vị", queryset=Unit.objects.none(), **HIDDEN)
    period = django_filters.ModelChoiceFilter(label="Kỳ", queryset=ReportingPeriod.objects.none(), **HIDDEN)

    def __init__(self, *args: Any, queryset: QuerySet, **kwargs: Any):
        super().__init__(*args, queryset=queryset, **kwargs)
        self.filters["unit"].queryset = Unit.objects.filter(pk__in=queryset.order_by().values("unit"))
        self.filters["period"].queryset = ReportingPeriod.objects.filter(pk__in=queryset.order_by().values("period"))

    def of_figure(self, rows: Any, name: str, value: str) -> QuerySet:
        return rows.filter(condition(value))


def _in_address(value: Any) -> str:
    if isinstance(value, Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, date) else str(value)
