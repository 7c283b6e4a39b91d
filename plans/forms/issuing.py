"""Handing out: reporting periods, the report outline, the question about days past."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from orgs.forms.fields import INCOMPLETE, DayField, VersionField
from orgs.text import whole_number
from plans.models import Assignee, Plan, PlanItem
from plans.services.issuing import PastWork
from plans.services.periods import ASKED

MOST_PERIODS = 60


class PeriodForm(forms.Form):
    """One reporting period; left blank, it opens on the day its figures begin and is never locked."""

    label = forms.CharField(label="Tên kỳ", max_length=80)
    starts_on = DayField(label="Số liệu từ")
    ends_on = DayField(label="đến")
    opens_on = DayField(label="Mở từ", required=False)
    due_on = DayField(label="Hạn nộp", required=False)
    locks_on = DayField(label="Khóa sau", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", ValidationError("Kỳ báo cáo phải kết thúc sau khi bắt đầu."))
        return data


class PeriodRows(BaseFormSet):
    """The periods of a plan as one table."""

    default_error_messages = BaseFormSet.default_error_messages | INCOMPLETE

    def clean(self) -> None:
        labels = [row["label"] for row in self.rows()]
        if len(labels) != len(set(labels)):
            raise ValidationError("Hai kỳ báo cáo không được mang cùng một tên.")

    def rows(self) -> list[dict[str, Any]]:
        """What services.periods takes: the rows filled in and not taken away."""
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        return [{name: row[name] for name in ASKED} for row in kept if row.get("label") and not row.get("DELETE")]


PeriodFormSet = formset_factory(
    PeriodForm, PeriodRows, extra=1, can_delete=True, max_num=MOST_PERIODS, absolute_max=MOST_PERIODS
)


class IssueForm(forms.Form):
    """The last questions before work is handed out."""

    version = VersionField()
    past = forms.ChoiceField(
        label="Việc đã qua hạn trước hôm nay",
        choices=[
            (PastWork.FINISHED, "Đã xong: ghi là hoàn thành đúng hạn"),
            (PastWork.FOLLOWED, "Theo dõi tiếp: đơn vị vẫn phải báo cáo, có thể tính là quá hạn"),
            (PastWork.RECORDED, "Chỉ lưu, không tính vào số liệu, không nhắc"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kế hoạch có hạn trước hôm nay; hãy cho biết xử lý thế nào."},
    )

    def __init__(self, *args: Any, plan: Plan, asks_past: bool, **kwargs: Any):
        super().__init__(*args, initial={"version": plan.version}, **kwargs)
        if not asks_past:
            del self.fields["past"]

    def past_work(self) -> PastWork:
        return PastWork(self.cleaned_data.get("past", PastWork.FOLLOWED))


class OutlineGrid:
    """The report outline: rows are items that no unit is named for, columns the plan's units and groups.

    A tick is "item:assignee". Buttons "all_row", "all_column", "none" tick for whom JavaScript does not.
    """

    def __init__(self, items: list[PlanItem], duties: list[Assignee], ticked: set[tuple[int, int]]):
        self.items = items
        self.duties = duties
        self.ticked = ticked

    @classmethod
    def from_post(cls, items: list[PlanItem], duties: list[Assignee], data: Any) -> OutlineGrid:
        offered = {(item.pk, duty.pk) for item in items for duty in duties}
        sent = {_pair(value) for value in data.getlist("tick")}
        row, column = data.get("all_row", ""), data.get("all_column", "")
        more = {pair for pair in offered if str(pair[0]) == row or str(pair[1]) == column or "all" in data}
        return cls(items, duties, set() if "none" in data else (sent | more) & offered)

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "item": item,
                "cells": [
                    {"duty": duty, "value": f"{item.pk}:{duty.pk}", "is_ticked": (item.pk, duty.pk) in self.ticked}
                    for duty in self.duties
                ],
            }
            for item in self.items
        ]

    def ticks(self) -> list[tuple[PlanItem, Assignee]]:
        """What services.issuing takes."""
        items = {item.pk: item for item in self.items}
        duties = {duty.pk: duty for duty in self.duties}
        return [(items[item], duties[duty]) for item, duty in sorted(self.ticked)]


def _pair(value: str) -> tuple[int, int]:
    item, _, duty = value.partition(":")
    return whole_number(item) or 0, whole_number(duty) or 0
