"""What lists can be narrowed by; every choice stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone

from orgs.lockout import locked_usernames
from orgs.models import Level, Role, Unit, UnitGroup, UnitKind, User

ANY = "Tất cả"
HIDDEN = {"widget": forms.HiddenInput}


def words_filter(label: str, method: str) -> filters.CharFilter:
    """A field to search by words, which `method` of the filter finds."""
    return filters.CharFilter(label=label, method=method, max_length=100, widget=forms.TextInput({"type": "search"}))


class ListFilter(filters.FilterSet):
    """What a list is narrowed by. `is_said_above`: the page says it above the list, so paper need not say it again."""

    is_said_above = False

    @property
    def qs(self) -> Any:
        """Nothing where the address asks for what is not there: a filter left out would show too much."""
        return super().qs if self.form.is_valid() else self.queryset.none()

    def words(self) -> str:
        """The choice as a sentence above the list and on paper: "Loại: cấp ủy; Cấp: cấp xã"; empty for none."""
        if not self.form.is_valid():
            return "Bộ lọc không hợp lệ."
        fields, values = self.form.fields, self.form.cleaned_data
        narrowed = [name for name in fields if values.get(name)]
        return "; ".join(f"{fields[name].label}: {self._said(name, values[name])}" for name in narrowed)

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, Model):
            return str(value)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return str(dict(getattr(self.form.fields[name], "choices", ())).get(value, value))


class UnitFilter(ListFilter):
    q = words_filter("Tên đơn vị", "by_name")
    kind = filters.ChoiceFilter(label="Loại", choices=UnitKind, empty_label=ANY)
    level = filters.ChoiceFilter(label="Cấp", choices=Level, empty_label=ANY)
    state = filters.ChoiceFilter(
        label="Trạng thái",
        method="by_state",
        empty_label="Đang hoạt động",
        choices=[("ended", "Đã kết thúc"), ("all", ANY)],
    )

    class Meta:
        model = Unit
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.valid(timezone.localdate())

    def by_name(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.named(value)

    def by_state(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.filter(valid_to__lt=timezone.localdate()) if value == "ended" else queryset


class GroupFilter(ListFilter):
    q = words_filter("Tên nhóm", "by_name")

    class Meta:
        model = UnitGroup
        fields: list[str] = []

    def by_name(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.named(value)


class UserFilter(ListFilter):
    q = words_filter("Họ tên, tên đăng nhập", "by_name")
    unit = words_filter("Đơn vị", "by_unit")
    role = filters.ChoiceFilter(label="Vai trò", choices=Role, method="by_role", empty_label=ANY)
    state = filters.ChoiceFilter(
        label="Trạng thái",
        method="by_state",
        empty_label="Đang dùng",
        choices=[
            ("locked", "Đang bị khóa đăng nhập"),
            ("no_password", "Chưa cấp mật khẩu"),
            ("disabled", "Đã ngừng"),
            ("all", ANY),
        ],
    )

    class Meta:
        model = User
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.filter(is_active=True)

    def by_name(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.named(value)

    def by_unit(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.in_units(Unit.objects.visible_to(self.request.user).named(value))

    def by_role(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.in_units(Unit.objects.visible_to(self.request.user), role=value)

    def by_state(self, queryset: Any, name: str, value: str) -> QuerySet:
        if value == "locked":
            return queryset.filter(username__in=locked_usernames(at=timezone.now()))
        if value == "no_password":
            return queryset.filter(is_active=True).without_password()
        return queryset.filter(is_active=False) if value == "disabled" else queryset
