"""The journal of plans and rows in words. Labels are those of the forms (orgs.history)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from orgs import history
from orgs.models import JournalEntry, User
from plans.models import (
    Assignment,
    Decision,
    Document,
    Initiative,
    Occurrence,
    Plan,
    PlanItem,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)

# Names in entries that are no field of any of these.
WORDS = {
    "state": "trạng thái",
    "rows": "số dòng việc",
    "assignments": "số phân công",
    "periods": "kỳ báo cáo",
    "ticks": "số ô đề cương",
    "files": "tệp kèm theo",
    "corrections": "chỗ đã sửa khi xem bản nháp",
    "number": "số và ký hiệu",
    "changed": "mục thay đổi",
    "added": "mục mới",
    "dropped": "mục bỏ",
    "amendment": "sửa đổi lần",
    "document_number": "số văn bản sửa đổi",
    "reason": "lý do",
    "documents": "văn bản",
    "implements": "thực hiện văn bản",
    "others": "văn bản cấp trên",
    "variants": "các cách ghi",
    "chosen": "sổ ghi theo",
    "indicators": "biểu số liệu",
    "target": "chỉ tiêu",
    "plan": "kế hoạch",
}
_MODELS: tuple[type[models.Model], ...] = (
    Occurrence, ProgressUpdate, Review, Decision, Assignment, Plan, Document, PlanItem,
    ReportingPeriod, Initiative,
)  # fmt: skip


def entries_of(plan: Plan, user: User) -> models.QuerySet:
    """A plan's journal: of its rows those that `user` may read; of its entering only for those who run the plan."""
    rows = Occurrence.objects.visible_to(user).filter(plan=plan)
    entries = JournalEntry.objects.filter(Q(plan_id=plan.pk) | Q(object_type="plan", object_id=plan.pk))
    readable = ~Q(object_type="occurrence") | Q(object_id__in=rows.values("pk"))
    if not Plan.objects.run_by(user).filter(pk=plan.pk).exists():
        readable &= Q(at__gte=plan.issued_at)
    return entries.filter(readable)


def lines(entries: Iterable[JournalEntry], *, of_plan: bool = False) -> list[history.Line]:
    """Turn entries into lines; in a plan's history each also says what it is about."""
    told = []
    for entry in entries:
        changes = _changes(entry)
        if of_plan and entry.object_type not in {"plan", "planimport"}:
            changes.insert(0, history.Change("về", "", entry.object_label))
        told.append(history.Line(entry.at, entry.actor_name, entry.action, changes))
    return told


def _changes(entry: JournalEntry) -> list[history.Change]:
    before, after = entry.before or {}, entry.after or {}
    changes = [
        history.Change(_label(name), _said(name, before.get(name)), _said(name, after.get(name)))
        for name in dict.fromkeys([*before, *after])
    ]
    return [change for change in changes if change.before or change.after]


def _label(name: str) -> str:
    if name in WORDS:
        return WORDS[name]
    model = _model_with(name)
    return history.label(name, model) if model or name in history.WORDS else "nội dung"


def _said(name: str, value: Any) -> str:
    if name == "periods":
        return "; ".join(map(_period, value or []))
    return history.said(value, name, _model_with(name))


def _period(told: dict[str, str] | str) -> str:
    """A reporting period in an entry: its values, or its label alone."""
    if isinstance(told, str):
        return told
    days = {name: history.said(value, name, ReportingPeriod) for name, value in told.items()}
    due = f", hạn nộp {days['due_on']}" if days["due_on"] else ""
    return f"{days['label']} ({days['starts_on']} – {days['ends_on']}{due})"


def _model_with(name: str) -> type[models.Model] | None:
    return next((model for model in _MODELS if any(field.name == name for field in model._meta.fields)), None)
