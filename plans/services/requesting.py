"""Báo cáo đột xuất: a letter with its đề cương becomes a small plan, handed out at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.models import Unit, UnitGroup, User
from plans.importing.questions import Question
from plans.models import (
    Assignee,
    AssignmentRole,
    Document,
    ItemKind,
    Origin,
    Plan,
    PlanItem,
    ReportingPeriod,
)
from plans.models.plans import LETTER
from plans.services.entering import first_version, save_header, write_header
from plans.services.issuing import PastWork, issue_plan
from plans.services.outline import DEEPEST, label_of

_LONGEST_LABEL = 80


@dataclass(frozen=True)
class Asked:
    """What is asked: the outline in its order, which of its questions (by place) units answer, and the units."""

    questions: Sequence[Question]
    chosen: Collection[int]
    targets: Sequence[Unit | UnitGroup]
    source_text: str


@transaction.atomic
@journal.together()
def open_request(
    *, issuer: Unit, by: User, on: date, letter: dict[str, Any], starts_on: date, ends_on: date, due_on: date,
    asked: Asked,
) -> Plan:  # fmt: skip
    """Open a report that a letter asks for (number, issued_on, abstract, issuer_text), due on `due_on`.

    All or nothing: document, outline, one period that opens today, the rows and the list of reports owed. The same
    letter sent twice is opened once. Raises ValidationError (a field is wrong, the day has passed, nothing or nobody is
    asked, the letter was opened for other units).
    """
    Unit.objects.select_for_update(no_key=True).get(pk=issuer.committee_id)
    if due_on < on:
        raise ValidationError(f"Hạn nộp {due_on:%d/%m/%Y} đã qua; hãy ghi hạn từ hôm nay trở đi.")
    if not asked.targets or not any(place in asked.chosen for place in range(len(asked.questions))):
        raise ValidationError("Hãy chọn ít nhất một mục phải trả lời và một đơn vị.")
    plan = _plan(issuer, letter, starts_on, max(ends_on, due_on))
    if twin := _same_letter(plan, asked):
        return _checked_twin(twin, asked)
    save_header(plan)
    first_version(plan, by, source_text=asked.source_text)
    _write_outline(plan, asked)
    period = ReportingPeriod(
        plan=plan, label=_label(plan), starts_on=starts_on, ends_on=ends_on, opens_on=on, due_on=due_on
    )
    period.full_clean()
    period.save()
    journal.record(
        "lập báo cáo đột xuất", plan, by=by, unit=issuer, plan_id=plan.pk,
        after={"number": plan.document.number, "due_on": due_on, "items": len(asked.chosen)},
    )  # fmt: skip
    return issue_plan(plan=plan, by=by, on=on, version=plan.version, past=PastWork.FOLLOWED)


def _plan(issuer: Unit, letter: dict[str, Any], starts_on: date, ends_on: date) -> Plan:
    plan = Plan(issuer=issuer, document=Document(type_name=LETTER))
    write_header(plan, letter | {"starts_on": starts_on, "ends_on": ends_on})
    plan.document.set_keys()
    return plan


def _same_letter(plan: Plan, asked: Asked) -> Plan | None:
    """What the first of two clicks has opened: the same letter with the same outline."""
    document = plan.document
    letters = Plan.objects.handed_out().filter(
        issuer=plan.issuer, document__type_name=LETTER, document__number=document.number,
        document__abstract=document.abstract, document__issued_on=document.issued_on,
    )  # fmt: skip
    return letters.filter(versions__number=1, versions__source_text=asked.source_text).for_page().first()


def _checked_twin(twin: Plan, asked: Asked) -> Plan:
    """Raises ValidationError if it was opened for others."""
    standing = set(
        Assignee.objects.filter(item__plan=twin, origin=Origin.OUTLINE).values_list("unit", "group").distinct()
    )
    if standing != {_key(target) for target in asked.targets}:
        raise ValidationError("Công văn này đã được mở báo cáo cho các đơn vị khác. Hãy xem trong danh sách kế hoạch.")
    return twin


def _key(target: Unit | UnitGroup) -> tuple[int | None, int | None]:
    return (target.pk, None) if isinstance(target, Unit) else (None, target.pk)


def _write_outline(plan: Plan, asked: Asked) -> None:
    items: list[PlanItem] = []
    above: list[PlanItem] = []
    for place, question in enumerate(asked.questions):
        depth = min(question.depth, len(above), DEEPEST)
        del above[depth:]
        item = PlanItem(
            plan=plan, position=place + 1, depth=depth, parent=above[-1] if above else None,
            label_text=question.label_text[:30], label=label_of(question.label_text)[:20], text=question.text,
            kind=_kind(question, is_asked=place in asked.chosen),
        )  # fmt: skip
        item.full_clean(exclude=["parent", "plan"])
        above.append(item)
        items.append(item)
    for depth in sorted({item.depth for item in items}):  # those above before those below: ids of parents are known
        PlanItem.objects.bulk_create([item for item in items if item.depth == depth])
    Assignee.objects.bulk_create(
        Assignee(
            item=items[place], origin=Origin.OUTLINE, role=AssignmentRole.PERFORM, text=target.name[:300],
            unit=target if isinstance(target, Unit) else None, group=None if isinstance(target, Unit) else target,
        )
        for place in sorted(asked.chosen) if place < len(items)
        for target in asked.targets
    )  # fmt: skip


def _kind(question: Question, *, is_asked: bool) -> ItemKind:
    if is_asked:
        return ItemKind.TASK
    return ItemKind.HEADING if question.is_heading else ItemKind.CONTENT


def _label(plan: Plan) -> str:
    label = f"đột xuất: {plan.document.abstract}"
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
