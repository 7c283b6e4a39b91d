"""What stands beside the paragraphs of a new version: taken from the new text where it changed, else as it stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from plans.importing.comparing import Aspect, Pair
from plans.importing.drafts import DraftAssignment
from plans.models import (
    Assignee,
    Assignment,
    AssignmentRole,
    Origin,
    PlanDeadline,
    PlanItem,
    Target,
)
from plans.revisions import Revision, unnamed_task
from plans.services.at_hand import PlanAtHand
from plans.services.confirming import DraftCopy, Matches
from plans.services.issuing import expand_assignees

Fresh = Sequence[tuple[Pair, PlanItem]]
Row = TypeVar("Row", Assignee, Assignment, PlanDeadline, Target)


@dataclass
class BesideWriter:
    """Writes assignees, deadlines, targets and assignments of `fresh` items, a table at a time."""

    revision: Revision
    matches: Matches
    fresh: Fresh
    heirs: dict[int, Assignee] = field(default_factory=dict)

    def write(self, *, on: date) -> None:
        drafted, copied = self._drafted_assignees(), self._copied_assignees()
        Assignee.objects.bulk_create([*(row for _, row in drafted), *copied])
        PlanDeadline.objects.bulk_create([*self._drafted_deadlines(drafted), *self._copied_deadlines()])
        Target.objects.bulk_create([*self._copy(self._taking(Aspect.TARGETS)).targets(), *self._copied_targets()])
        Assignment.objects.bulk_create([*self._copied_assignments(), *self._expanded(on)])

    def _taking(self, aspect: Aspect) -> dict[str, PlanItem]:
        """Fresh items by path whose `aspect` comes from the new text."""
        return {
            pair.after.key: item
            for pair, item in self.fresh
            if pair.after and (pair.before is None or aspect in pair.aspects)
        }

    def _keeping(self, aspect: Aspect) -> dict[int, PlanItem]:
        """Fresh items by the key of the item they replace, whose `aspect` stays as it stood."""
        return {int(pair.before.key): item for pair, item in self.fresh if pair.before and aspect not in pair.aspects}

    def _copy(self, items: dict[str, PlanItem]) -> DraftCopy:
        """The draft cut down to the paragraphs of `items`."""
        draft = self.revision.draft
        outline = tuple(replace(self.revision.drafted[path], children=()) for path in items)
        return DraftCopy(
            self.revision.plan,
            replace(
                draft, outline=outline, targets=tuple(t for t in draft.targets if t.path in items),
                assignments=tuple(a for a in draft.assignments if a.path in items),
            ),
            self.matches, items,
        )  # fmt: skip

    def _drafted_assignees(self) -> list[tuple[DraftAssignment, Assignee]]:
        items = self._taking(Aspect.UNITS)
        return [*self._copy(items).assignees(), *self._named_by_hand(items)]

    def _named_by_hand(self, items: dict[str, PlanItem]) -> Iterator[tuple[DraftAssignment, Assignee]]:
        """Those whom a person gave a new task of which the text names nobody."""
        for path, item in items.items():
            drafted = self.revision.drafted[path]
            target = self.matches.get(unnamed_task(drafted))
            if target is not None and path not in self.revision.assignments:
                named = DraftAssignment(path, (target.name,), (), (), item.text, drafted.lines[0])
                is_group = target._meta.model_name == "unitgroup"
                who = {"group": target} if is_group else {"unit": target}
                yield named, Assignee(item=item, role=AssignmentRole.PERFORM, text=target.name[:300], **who)

    def _copied_assignees(self) -> list[Assignee]:
        keeping = self._keeping(Aspect.UNITS)
        olds = {int(pair.before.key): item for pair, item in self.fresh if pair.before}
        for row in Assignee.objects.filter(item__in=olds):
            if row.item_id in keeping or row.origin == Origin.OUTLINE:
                key = row.pk
                self.heirs[key] = _as_new(row, olds[row.item_id])
        return list(self.heirs.values())

    def _drafted_deadlines(self, drafted: list[tuple[DraftAssignment, Assignee]]) -> Iterator[PlanDeadline]:
        items = self._taking(Aspect.DEADLINES)
        copy = self._copy(items)
        new = {item.pk: item for item in items.values()}
        standing = [row for row in self.heirs.values() if row.item_id in new and row.origin == Origin.DUTY]
        kept = [
            (assignment, row)
            for assignment in copy.draft.assignments
            for row in standing
            if row.item_id == items[assignment.path].pk and row.text in (*assignment.units, *assignment.groups)
        ]
        return copy.deadlines([*(pair for pair in drafted if pair[0].path in items), *kept])

    def _copied_deadlines(self) -> Iterator[PlanDeadline]:
        keeping = self._keeping(Aspect.DEADLINES)
        for row in PlanDeadline.objects.filter(item__in=keeping).select_related("assignee"):
            heir = self.heirs.get(row.assignee_id or 0)
            if row.assignee is None or heir is not None:
                row.assignee = heir
                yield _as_new(row, keeping[row.item_id])

    def _copied_targets(self) -> Iterator[Target]:
        keeping = self._keeping(Aspect.TARGETS)
        return (_as_new(row, keeping[row.item_id]) for row in Target.objects.filter(item__in=keeping))

    def _copied_assignments(self) -> Iterator[Assignment]:
        keeping = self._keeping(Aspect.UNITS)
        return (_as_new(row, keeping[row.item_id]) for row in Assignment.objects.filter(item__in=keeping))

    def _expanded(self, on: date) -> Iterator[Assignment]:
        """Of items whose units the new text changes. A group handed out before keeps the list frozen then."""
        items = {item.pk for item in self._taking(Aspect.UNITS).values()}
        made = [row for row in expand_assignees(PlanAtHand(self.revision.plan), on=on) if row.item_id in items]
        replaced = {int(pair.before.key): item.pk for pair, item in self.fresh if pair.before and item.pk in items}
        before = _by_item(Assignment.objects.filter(item__in=replaced), replaced)
        for item, rows in _by_item(made).items():
            yield from _with_frozen_groups(rows, before.get(item, []))


def _by_item(rows: Iterable[Assignment], heirs: dict[int, int] | None = None) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        found[heirs[row.item_id] if heirs else row.item_id].append(row)
    return found


def _with_frozen_groups(rows: list[Assignment], before: list[Assignment]) -> Iterator[Assignment]:
    item = rows[0].item
    people = {row.unit_id: row.person_id for row in before}
    frozen: dict[int, set[int]] = defaultdict(set)
    for row in before:
        if row.group_id:
            frozen[row.group_id].add(row.unit_id)
    kept = [row for row in rows if not row.group_id or row.unit_id in frozen.get(row.group_id, {row.unit_id})]
    named, groups = {row.unit_id for row in kept}, {row.group_id for row in rows}
    left = [_as_new(row, item) for row in before if row.group_id in groups - {None} and row.unit_id not in named]
    for row in [*kept, *left]:
        row.person_id = people.get(row.unit_id)
        yield row


def _as_new(row: Row, item: PlanItem) -> Row:
    row.pk, row.item = None, item
    row._state.adding = True
    return row
