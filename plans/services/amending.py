"""Recorded amendments: after handing out, the outline changes in no other way (issue 2 §3).

A changed paragraph is a new item; the old one stays, dropped, with the rows that lie in the past. Rows to
come follow the new wording: they keep their answers and move to its days. A paragraph may also be added, or
taken out. A whole new text is services.revising.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, QuerySet

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans.models import Assignment, Occurrence, Plan, PlanItem, PlanVersion
from plans.services.at_hand import PlanAtHand
from plans.services.claims import claim_at_work
from plans.services.duties import Wording, set_deadlines
from plans.services.issuing import check_plan, expand_assignees
from plans.services.opening import add_newly_owing
from plans.services.outline import Duties, end_of, item_values, label_of, outline_of, same_item, save_duties
from plans.services.succession import coming_rows, give_up, hand_over_rows


@transaction.atomic
@journal.together()
def amend_item(
    *, item: PlanItem, by: User, on: date, version: int, reason: str, words: dict[str, Any], wordings: Iterable[str]
) -> PlanItem:
    """Put a new paragraph with `words` and deadline `wordings` in the place of `item`.

    Raises StaleVersion (changed, closed or not handed out), ValidationError (a field is wrong, no reason).
    """
    _check_stands(item)
    number = begin_version(item.plan, by=by, version=version, reason=reason)
    before = item_values(item)
    amended = PlanItem(
        plan=item.plan, parent=item.parent, position=item.position, depth=item.depth, kind=item.kind,
        introduced_in=number, replaces=item, **words,
    )  # fmt: skip
    amended.label = label_of(amended.label_text)
    amended.full_clean(exclude=["plan", "parent", "replaces"])
    amended.save()
    PlanItem.objects.filter(pk=item.pk).update(dropped_in=number)
    PlanItem.objects.filter(parent=item, dropped_in__isnull=True).update(parent=amended)
    _copy_duties(item, amended)
    set_deadlines(amended, [Wording(wording) for wording in wordings])
    parts = list(amended.assignments.select_related("unit"))
    rows = hand_over_rows(amended.plan, parts, {amended.pk: item.pk}, on=on)
    add_newly_owing(plan=amended.plan, rows=rows, by=by, on=on)
    journal.record(
        "sửa đổi kế hoạch", amended, by=by, unit=item.plan.issuer, plan_id=item.plan_id,
        before=before, after=item_values(amended) | {"reason": reason, "amendment": number - 1},
    )  # fmt: skip
    return amended


@transaction.atomic
@journal.together()
def supplement_plan(
    *, plan: Plan, by: User, on: date, version: int, reason: str, after: PlanItem | None, is_child: bool,
    words: dict[str, Any], duties: Duties,
) -> PlanItem:  # fmt: skip
    """Add a paragraph to a plan at work, behind `after` and all below it; its units get rows for days to come only.

    Groups are expanded as they stand on that day. Sent twice, it is added once. Raises StaleVersion (changed,
    closed or not handed out), ValidationError (a field is wrong, no reason, a unit or a deadline is unclear).
    """
    item = PlanItem(plan=plan, **words)
    item.label = label_of(item.label_text)
    try:
        item.introduced_in = begin_version(plan, by=by, version=version, reason=reason)
    except StaleVersion:
        if (twin := same_item(plan, item)) and twin.introduced_in > 1:
            return twin
        raise
    if after:
        _check_stands(after)
    _open_place(item, after, is_child=is_child)
    item.full_clean(exclude=["plan", "parent"])
    item.save()
    save_duties(item, duties)
    if unclear := check_plan(PlanAtHand(plan)).obstacles_of(item):
        raise ValidationError(unclear)
    rows = _hand_out(item, on=on)
    add_newly_owing(plan=plan, rows=rows, by=by, on=on)
    journal.record(
        "bổ sung mục theo sửa đổi", item, by=by, unit=plan.issuer, plan_id=plan.pk,
        after=item_values(item) | {"reason": reason, "amendment": item.introduced_in - 1, "rows": len(rows)},
    )  # fmt: skip
    return item


@transaction.atomic
def drop_item(*, item: PlanItem, by: User, on: date, version: int, reason: str) -> None:
    """Take `item` and all below it out of a plan at work; what is past stays on record.

    Rows to come that nobody has touched vanish; the others are given up (thôi thực hiện).
    Raises StaleVersion, ValidationError (no reason).
    """
    _check_stands(item)
    number = begin_version(item.plan, by=by, version=version, reason=reason)
    dropped = [item.pk]
    while below := list(
        PlanItem.objects.current().filter(parent__in=dropped).exclude(pk__in=dropped).values_list("pk", flat=True)
    ):
        dropped += below
    PlanItem.objects.filter(pk__in=dropped).update(dropped_in=number)
    give_up(coming_rows(dropped, on))
    journal.record(
        "bỏ mục theo sửa đổi", item, by=by, unit=item.plan.issuer, plan_id=item.plan_id,
        before=item_values(item) | {"paragraphs": len(dropped)}, after={"reason": reason, "amendment": number - 1},
    )  # fmt: skip


def _check_stands(item: PlanItem) -> None:
    if not PlanItem.objects.current().filter(pk=item.pk).exists():
        raise StaleVersion(Plan.objects.get(pk=item.plan_id))


def begin_version(plan: Plan, *, by: User, version: int, reason: str, **source: Any) -> int:
    """Take the next version of the plan, and begin its next text. Returns the text's number.

    `source` names the document it came in, where there is one. Raises StaleVersion, ValidationError (no reason).
    """
    claim_at_work(plan, version)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do sửa đổi, ví dụ số văn bản sửa đổi.")
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    PlanVersion.objects.create(plan=plan, number=number, reason=reason, confirmed_by=by, **source)
    return number


def _open_place(item: PlanItem, after: PlanItem | None, *, is_child: bool) -> None:
    """Make room for `item` behind `after` and all below it, at the end where that is None."""
    outline = outline_of(item.plan)
    at = end_of(outline, outline.index(after)) if after else len(outline)
    last = outline[at - 1].position if at else 0
    item.plan.items.filter(position__gt=last).update(position=F("position") + 1)
    item.position, item.depth = last + 1, after.depth + is_child if after else 0
    item.parent = after if is_child else after and after.parent


def _hand_out(item: PlanItem, *, on: date) -> list[Occurrence]:
    """Expand those named for a new item and make their rows to come."""
    plan = item.plan
    assignments = Assignment.objects.bulk_create(expand_assignees(PlanAtHand(plan), on=on, item=item))
    return hand_over_rows(plan, assignments, {}, on=on)


def _copy_duties(item: PlanItem, amended: PlanItem) -> None:
    """The same units, groups and targets stand beside the new paragraph."""
    standing: list[QuerySet] = [item.assignees.all(), item.targets.all(), item.assignments.all()]
    for rows in standing:
        for row in rows:
            row.pk, row.item = None, amended
            row._state.adding = True
        rows.model._default_manager.bulk_create(rows)
