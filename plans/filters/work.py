"""What the list of work can be narrowed by. Every number on a page is a link to this list (DESIGN §3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from orgs.filters import ANY, HIDDEN, ListFilter, words_filter
from orgs.models import Unit, UnitGroup, UnitKind
from plans.changes import CHANGES, changed
from plans.models import CELLS, Occurrence, Plan, PlanItem, Progress, ReportingPeriod

CELL_WORDS = {
    **CELLS,
    "finished": "Có hạn, đã hoàn thành",
    "open": "Có hạn, chưa xong",
    "dated": "Có hạn",
    "undated": "Không hạn",
    "all": "Tất cả việc được tính",
}
ORIGINAL = "original"
_CHOSEN = {"cell", "progress", "days", "change", "kind"}
DAYS = [(ORIGINAL, "hạn gốc, chưa gia hạn")]


class WorkFilter(ListFilter):
    """The hidden ones come by links and stay in the address; the others a person chooses."""

    is_said_above = True

    plan = filters.ModelChoiceFilter(label="Kế hoạch", queryset=lambda request: plans_for(request), empty_label=ANY)
    unit_name = words_filter("Đơn vị", "by_unit_name")
    cell = filters.ChoiceFilter(
        label="Kết quả, thời hạn", method="by_cell", choices=list(CELL_WORDS.items()), empty_label=ANY
    )
    progress = filters.ChoiceFilter(label="Tiến độ", choices=Progress.choices, empty_label=ANY)
    unit = filters.ModelChoiceFilter(label="Đơn vị", queryset=lambda request: units_for(request), **HIDDEN)
    kind = filters.ChoiceFilter(
        label="Loại đơn vị", field_name="unit__kind", choices=UnitKind.choices, empty_label=ANY, **HIDDEN
    )
    group = filters.ModelChoiceFilter(
        label="Nhóm đơn vị", field_name="assignment__group", queryset=lambda request: groups_for(request), **HIDDEN
    )
    item = filters.ModelChoiceFilter(
        label="Mục", field_name="assignment__item", queryset=lambda request: items_for(request), **HIDDEN
    )
    period = filters.ModelChoiceFilter(label="Kỳ báo cáo", queryset=lambda request: periods_for(request), **HIDDEN)
    start = filters.DateFilter(label="Từ ngày", method="since", **HIDDEN)
    end = filters.DateFilter(label="Đến ngày", method="until", **HIDDEN)
    days = filters.ChoiceFilter(label="Tính theo", method="as_it_is", choices=DAYS, empty_label=ANY, **HIDDEN)
    change = filters.ChoiceFilter(
        label="Thay đổi", method="by_change", choices=list(CHANGES.items()), empty_label=ANY, **HIDDEN
    )
    changed_since = filters.DateFilter(label="Kể từ ngày", method="as_it_is", **HIDDEN)

    class Meta:
        model = Occurrence
        fields: list[str] = []

    def __init__(self, *args: Any, on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on

    def by_cell(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.in_cell(value, self.on, by_original=self.by_original)

    @property
    def by_original(self) -> bool:
        """Whether days are those of the plan, before any extension."""
        return self.form.cleaned_data.get("days") == ORIGINAL

    def by_change(self, queryset: Any, name: str, value: str) -> QuerySet:
        since = self.form.cleaned_data.get("changed_since")
        return changed(queryset, value, since=since, on=self.on) if since else queryset.none()

    def as_it_is(self, queryset: Any, name: str, value: Any) -> QuerySet:
        """What another filter looks at leaves the rows alone."""
        return queryset

    def by_unit_name(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.filter(unit__in=Unit.objects.named(value).values("pk"))

    def since(self, queryset: Any, name: str, value: date) -> QuerySet:
        return queryset.since(value, by_original=self.by_original)

    def until(self, queryset: Any, name: str, value: date) -> QuerySet:
        return queryset.until(value, by_original=self.by_original)

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, Plan):
            return value.short_name
        said = super()._said(name, value)
        return said.lower() if name in _CHOSEN else said


def plans_for(request: Any) -> QuerySet:
    return Plan.objects.visible_to(request.user).handed_out().for_list() if request else Plan.objects.none()


def units_for(request: Any) -> QuerySet:
    return Unit.objects.filter(pk__in=_rows(request).values("unit"))


def groups_for(request: Any) -> QuerySet:
    return UnitGroup.objects.filter(pk__in=_rows(request).values("assignment__group"))


def items_for(request: Any) -> QuerySet:
    return PlanItem.objects.filter(pk__in=_rows(request).values("assignment__item"))


def periods_for(request: Any) -> QuerySet:
    return ReportingPeriod.objects.filter(pk__in=_rows(request).values("period"))


def _rows(request: Any) -> QuerySet:
    return Occurrence.objects.visible_to(request.user).order_by() if request else Occurrence.objects.none()
