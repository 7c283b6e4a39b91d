"""The outline of a plan while it is entered: paragraphs added, corrected, moved, taken out.

An outline is a sequence of paragraphs with depths, as on paper; who is whose parent follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans.models import Assignee, ItemKind, Plan, PlanItem, Target
from plans.services.claims import claim_in_entry
from plans.services.duties import Wording, set_deadlines

DEEPEST = 5
_CLOSING_MARKS = ".)/-–: "


class Direction(models.TextChoices):
    """Where a paragraph may be moved."""

    UP = "up", "Lên"
    DOWN = "down", "Xuống"
    INDENT = "indent", "Vào"
    OUTDENT = "outdent", "Ra"


@dataclass(frozen=True)
class Duties:
    """What stands beside an item: rows to keep or add, not saved yet; rows to take away; all its deadlines."""

    kept: list[Assignee | Target] = field(default_factory=list)
    removed: list[Assignee | Target] = field(default_factory=list)
    deadlines: list[Wording] = field(default_factory=list)


def label_of(label_text: str) -> str:
    """The label without its closing mark: "2.1." → "2.1", "III -" → "III"; a bullet stays what it is."""
    return label_text.strip().rstrip(_CLOSING_MARKS) or label_text.strip()


@transaction.atomic
def add_item(
    *, plan: Plan, by: User, version: int, after: PlanItem | None, is_child: bool, words: dict[str, Any],
    duties: Duties | None = None,
) -> PlanItem:  # fmt: skip
    """Add a paragraph after `after` and all that is below it, as its sibling or its last child.

    At the end of the plan where `after` is None. `words` are label_text, text and kind. Sent twice, it is
    added once. Raises StaleVersion, ValidationError (a field is wrong, too deep).
    """
    item = PlanItem(plan=plan, **words)
    item.label = label_of(item.label_text)
    try:
        claim_in_entry(plan, version)
    except StaleVersion:
        if twin := same_item(plan, item):
            return twin
        raise
    outline = outline_of(plan)
    at = end_of(outline, outline.index(after)) if after else len(outline)
    item.depth = after.depth + is_child if after else 0
    item.position = at + 1
    item.full_clean(exclude=["parent"])
    item.save()
    outline.insert(at, item)
    _lay_out(outline)
    if duties is not None:
        save_duties(item, duties)
    journal.record("thêm mục", item, by=by, unit=plan.issuer, plan_id=plan.pk, after=item_values(item))
    return item


@transaction.atomic
def edit_item(
    *, item: PlanItem, by: User, version: int, words: dict[str, Any], duties: Duties | None = None
) -> PlanItem:
    """Correct a paragraph and what stands beside it. Raises StaleVersion, ValidationError."""
    before = item_values(PlanItem.objects.get(pk=item.pk))
    claim_in_entry(item.plan, version)
    for name, value in words.items():
        setattr(item, name, value)
    item.label = label_of(item.label_text)
    item.full_clean(exclude=["parent"])
    item.save()
    if duties is not None:
        save_duties(item, duties)
    after = item_values(item)
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        journal.record(
            "sửa mục", item, by=by, unit=item.plan.issuer, plan_id=item.plan_id,
            before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
        )  # fmt: skip
    return item


@transaction.atomic
def delete_item(*, item: PlanItem, by: User, version: int) -> int:
    """Take out a paragraph with all that is below it; return how many. Raises StaleVersion."""
    plan = item.plan
    claim_in_entry(plan, version)
    outline = outline_of(plan)
    at = outline.index(item)
    end = end_of(outline, at)
    journal.record(
        "bỏ mục", item, by=by, unit=plan.issuer, plan_id=plan.pk, before=item_values(item) | {"paragraphs": end - at}
    )
    PlanItem.objects.filter(pk__in=[below.pk for below in outline[at:end]]).delete()
    _lay_out(outline[:at] + outline[end:])
    return end - at


@transaction.atomic
def move_item(*, item: PlanItem, by: User, version: int, direction: str) -> PlanItem:
    """Move a paragraph with all that is below it among its siblings, or one level in or out.

    Raises StaleVersion, ValidationError (it cannot go there).
    """
    claim_in_entry(item.plan, version)
    outline = outline_of(item.plan)
    at = outline.index(item)
    before = {"position": outline[at].position, "depth": outline[at].depth}
    moved = _MOVES[direction](outline, at, end_of(outline, at))
    _lay_out(moved)
    item.refresh_from_db()
    journal.record(
        "chuyển mục", item, by=by, unit=item.plan.issuer, plan_id=item.plan_id,
        before=before, after={"position": item.position, "depth": item.depth},
    )  # fmt: skip
    return item


def count_below(item: PlanItem) -> int:
    """How many paragraphs stand below an item."""
    outline = outline_of(item.plan)
    at = outline.index(item)
    return end_of(outline, at) - at - 1


def item_values(item: PlanItem) -> dict[str, Any]:
    """A paragraph and what stands beside it, as the journal keeps them."""
    return {
        "label_text": item.label_text,
        "text": item.text,
        "kind": ItemKind(item.kind).label,
        "assignees": [_assignee_line(row) for row in item.assignees.select_related("unit", "group", "via")],
        "deadlines": list(dict.fromkeys(row.wording for row in item.deadlines.all())),
        "targets": [row.text for row in item.targets.all()],
    }


def _assignee_line(row: Assignee) -> str:
    parts = [row.get_role_display(), str(row.unit or row.group or f"“{row.text}” (chưa rõ)"), row.acts, row.product]
    return " · ".join(part for part in [*parts, f"qua {row.via}" if row.via else ""] if part)


def save_duties(item: PlanItem, duties: Duties) -> None:
    """Write what stands beside an item. Raises ValidationError (a row is wrong)."""
    for row in duties.removed:
        row.delete()
    for row in duties.kept:
        row.item = item
        row.full_clean()
        row.save()
    set_deadlines(item, duties.deadlines)


def same_item(plan: Plan, item: PlanItem) -> PlanItem | None:
    """The paragraph that a first, identical call has just added."""
    newest = plan.items.order_by("-pk").first()
    same = newest and (newest.label_text, newest.text, newest.kind) == (item.label_text, item.text, item.kind)
    return newest if same else None


def outline_of(plan: Plan) -> list[PlanItem]:
    """The paragraphs that stand, in reading order."""
    return list(plan.items.current().order_by("position"))


def end_of(outline: list[PlanItem], at: int) -> int:
    """Where what is below the paragraph at `at` ends."""
    depth = outline[at].depth
    return next((i for i in range(at + 1, len(outline)) if outline[i].depth <= depth), len(outline))


def _up(outline: list[PlanItem], at: int, end: int) -> list[PlanItem]:
    start = next((i for i in range(at - 1, -1, -1) if outline[i].depth <= outline[at].depth), None)
    if start is None or outline[start].depth < outline[at].depth:
        raise ValidationError("Mục này đã đứng đầu phần của nó.")
    return outline[:start] + outline[at:end] + outline[start:at] + outline[end:]


def _down(outline: list[PlanItem], at: int, end: int) -> list[PlanItem]:
    if end == len(outline) or outline[end].depth < outline[at].depth:
        raise ValidationError("Mục này đã đứng cuối phần của nó.")
    return _up(outline, end, end_of(outline, end))


def _indent(outline: list[PlanItem], at: int, end: int) -> list[PlanItem]:
    if at == 0 or outline[at - 1].depth < outline[at].depth:
        raise ValidationError("Phía trên không có mục cùng cấp để đưa mục này vào.")
    return _shift(outline, at, end, by=1)


def _outdent(outline: list[PlanItem], at: int, end: int) -> list[PlanItem]:
    if outline[at].depth == 0:
        raise ValidationError("Mục này đã ở cấp ngoài cùng.")
    return _shift(outline, at, end, by=-1)


def _shift(outline: list[PlanItem], at: int, end: int, *, by: int) -> list[PlanItem]:
    if max(item.depth for item in outline[at:end]) + by > DEEPEST:
        raise ValidationError("Kế hoạch không có cấp mục sâu hơn nữa.")
    for item in outline[at:end]:
        item.depth += by
    return outline


_MOVES: dict[str, Callable[[list[PlanItem], int, int], list[PlanItem]]] = {
    Direction.UP: _up,
    Direction.DOWN: _down,
    Direction.INDENT: _indent,
    Direction.OUTDENT: _outdent,
}


def _lay_out(outline: Iterable[PlanItem]) -> None:
    """Write position, depth and parent of every paragraph as they follow from the sequence."""
    ancestors: list[PlanItem] = []
    laid_out = []
    for position, item in enumerate(outline, start=1):
        item.position = position
        item.depth = min(item.depth, len(ancestors))
        del ancestors[item.depth :]
        item.parent = ancestors[-1] if ancestors else None
        ancestors.append(item)
        laid_out.append(item)
    PlanItem.objects.bulk_update(laid_out, ["position", "depth", "parent"], batch_size=500)
