"""The journal of plans and rows in words. Labels are those of the forms (orgs.history)."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.db import models
from django.db.models import Q

from orgs import history
from orgs.models import JournalEntry, User
from plans.models import (
    Assignment,
    Decision,
    Document,
    Extension,
    Occurrence,
    Plan,
    PlanVersion,
    ProgressUpdate,
    ReportingPeriod,
    Review,
    RoundReview,
    SubmissionRound,
    Target,
)

# Names in entries that are no field of what the entry is about, or whose field is called otherwise there.
WORDS = {
    "state": "trạng thái",
    "rows": "số việc đã giao",
    "items": "số mục",
    "paragraphs": "số đoạn bỏ đi",
    "assignments": "số phân công",
    "assignees": "đơn vị được giao",
    "deadlines": "thời hạn",
    "targets": "chỉ tiêu",
    "periods": "kỳ báo cáo",
    "units": "số đơn vị phải báo cáo",
    "unit": "đơn vị",
    "ticks": "số mục đơn vị phải trả lời",
    "files": "tệp kèm theo",
    "file": "tệp báo cáo",
    "sha256": "mã SHA-256 của tệp",
    "declaration": "cam kết",
    "corrections": "chỗ đã sửa khi xem bản nháp",
    "number": "số và ký hiệu",
    "changed": "mục thay đổi",
    "added": "mục mới",
    "dropped": "mục bỏ",
    "amendment": "sửa đổi lần",
    "document_number": "số văn bản sửa đổi",
    "reason": "lý do",
    "words": "lời nhắc",
    "documents": "văn bản",
    "implements": "thực hiện văn bản",
    "others": "văn bản cấp trên",
    "variants": "các cách ghi",
    "chosen": "sổ ghi theo",
    "indicators": "biểu số liệu",
    "target": "chỉ tiêu",
    "plan": "kế hoạch",
    "round": "lần gửi thứ",
    "answers": "số mục đã trả lời",
    "figures": "số liệu",
    "remarks": "số mục có nhận xét",
    "excused": "không phải nộp",
    "from": "người bàn giao",
    "to": "người nhận",
    "drafts": "số bản đang gõ",
}
# Models whose fields an entry tells next to those of what it is about, by the name that entries keep of that.
_BESIDE: dict[str, tuple[type[models.Model], ...]] = {
    "occurrence": (ProgressUpdate, Review, Decision, Extension, Assignment),
    "plan": (Document, PlanVersion, ReportingPeriod),
    "planitem": (Target,),
    "submission": (SubmissionRound, RoundReview),
}


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
    told = copy(entry)
    told.before, told.after = _in_words(entry.before), _in_words(entry.after)
    changes = history.changes(told, WORDS, _BESIDE.get(entry.object_type, ()))
    return [change for change in changes if change.before or change.after]


def _in_words(values: dict[str, Any] | None) -> dict[str, Any]:
    """The values of an entry; each reporting period among them as one line."""
    values = values or {}
    return values | ({"periods": [_period(one) for one in values["periods"]]} if values.get("periods") else {})


def _period(told: dict[str, str] | str) -> str:
    """A reporting period in an entry: its values, or its label alone."""
    if isinstance(told, str):
        return told
    days = {name: history.said(value, name, ReportingPeriod) for name, value in told.items()}
    due = f", hạn nộp {days['due_on']}" if days["due_on"] else ""
    return f"{days['label']} ({days['starts_on']} – {days['ends_on']}{due})"
