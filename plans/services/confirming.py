"""A draft that a person has checked becomes a plan; nothing before that does (DESIGN §6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import Unit, UnitGroup, User
from plans.citations import number_key
from plans.deadlines import Deadline, DeadlineKind, read_deadlines
from plans.importing.corrections import answering_role
from plans.importing.drafts import DraftAssignment, DraftItem, DraftPlan, Role
from plans.models import (
    Assignee,
    AssignmentRole,
    Citation,
    Document,
    ItemKind,
    Plan,
    PlanDeadline,
    PlanImport,
    PlanItem,
    Target,
)
from plans.services.citing import link_citations
from plans.services.correcting import corrected_draft
from plans.services.entering import first_version, header_values, save_header, write_header

NOBODY_NAMED = "văn bản không nêu đơn vị"
ACTS = {Role.MONITOR: "theo dõi, đôn đốc", Role.ADVISE: "tham mưu", Role.COLLATE: "tổng hợp"}
Matches = Mapping[str, Unit | UnitGroup | None]


@transaction.atomic
def confirm_import(
    *, plan_import: PlanImport, by: User, header: dict[str, Any], matches: Matches, version: int | None = None
) -> Plan:
    """Make the plan that an import was read to be, with the header as corrected.

    `matches` says whom each written name means; a name left open stays as written. Confirmed twice, it makes one
    plan. Raises StaleVersion (corrected since `version` was shown), ValidationError (a field is wrong, not read yet,
    thrown away meanwhile).
    """
    standing = PlanImport.objects.select_for_update(of=("self",)).filter(pk=plan_import.pk).first()
    if standing is None:
        raise ValidationError("Bản nhập này vừa được bỏ cùng tệp của nó nên không tạo kế hoạch được nữa.")
    plan_import = standing
    if plan_import.plan is not None:
        return plan_import.plan
    if plan_import.amends_id is not None:
        raise ValidationError("Đây là bản sửa đổi của một kế hoạch đã có. Hãy xác nhận ở trang so sánh.")
    if plan_import.draft is None:
        raise ValidationError("Tài liệu chưa đọc xong nên chưa thành kế hoạch được.")
    if version is not None and version != plan_import.version:
        raise StaleVersion(plan_import)
    draft = corrected_draft(plan_import)
    plan = Plan(issuer=plan_import.issuer, document=Document(type_name=type_name(draft)))
    write_header(plan, header)
    save_header(plan)
    first_version(
        plan, by, source_name=plan_import.name, source_file=plan_import.source_file.name,
        sha256=plan_import.sha256, source_text=plan_import.source_text,
    )  # fmt: skip
    DraftCopy(plan, draft, matches).write()
    link_citations(plan, by=by)
    PlanImport.objects.filter(pk=plan_import.pk).update(plan=plan)
    journal.record(
        "tạo kế hoạch từ tài liệu", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
        after=header_values(plan) | {"sha256": plan_import.sha256, "items": plan.items.count()}
        | ({"corrections": len(plan_import.corrections)} if plan_import.corrections else {}),
    )  # fmt: skip
    return plan


def type_name(draft: DraftPlan) -> str:
    """The kind of document as its head names it, in the case of running text."""
    return (draft.type_name or "Kế hoạch").capitalize()[:40]


def role_of(assignment: DraftAssignment) -> AssignmentRole:
    """Six words of paper, three roles of ours: who leads, who answers, who helps (DESIGN §2)."""
    return AssignmentRole[answering_role(assignment.roles).name]


def written_names(assignment: DraftAssignment) -> tuple[str, ...]:
    """The names to be matched for one assignment; where the text names nobody, NOBODY_NAMED with its place."""
    return (*assignment.units, *assignment.groups, *assignment.persons) or (unnamed(assignment),)


def unnamed(assignment: DraftAssignment) -> str:
    """Tells one place from another by its words, which stay when items around it come and go."""
    return f"{NOBODY_NAMED} (dòng {assignment.line}: {shorten(assignment.text, 60, placeholder='…')})"


def written(name: str) -> str:
    """What the document says, without the place that tells one silence from another."""
    return NOBODY_NAMED if name.startswith(f"{NOBODY_NAMED} (") else name


@dataclass
class DraftCopy:
    """Writes what a draft says into a new plan, a table at a time."""

    plan: Plan
    draft: DraftPlan
    matches: Matches
    items: dict[str, PlanItem] = field(default_factory=dict)

    def write(self) -> None:
        PlanItem.objects.bulk_create(self.outline())
        self.hang_outline()
        Citation.objects.bulk_create(self.citations())
        Target.objects.bulk_create(self.targets())
        assignees = list(self.assignees())
        Assignee.objects.bulk_create(row for _, row in assignees)
        PlanDeadline.objects.bulk_create(self.deadlines(assignees))

    def outline(self) -> Iterator[PlanItem]:
        """The opening, the items, the closing words, in reading order."""
        paragraphs: list[PlanItem] = []
        if self.draft.opening:
            paragraphs.append(PlanItem(text=self.draft.opening, kind=ItemKind.CONTENT))
        for item in self.draft.walk():
            self.items[item.path] = PlanItem(
                depth=item.path.count("."), label=item.label[:20], label_text=item.label_text[:30], text=item.text,
                kind=item.kind.value, first_line=item.lines[0], last_line=item.lines[1],
            )  # fmt: skip
            paragraphs.append(self.items[item.path])
        if self.draft.closing:
            paragraphs.append(PlanItem(text=self.draft.closing, kind=ItemKind.CONTENT))
        for position, paragraph in enumerate(paragraphs, start=1):
            paragraph.plan, paragraph.position = self.plan, position
            yield paragraph

    def hang_outline(self) -> None:
        """Parents, once every paragraph has a key."""
        hung = [item for path, item in self.items.items() if "." in path]
        for path, item in self.items.items():
            item.parent = self.items.get(path.rpartition(".")[0])
        PlanItem.objects.bulk_update(hung, ["parent"], batch_size=500)

    def citations(self) -> Iterator[Citation]:
        for position, found in enumerate(self.draft.citations, start=1):
            yield Citation(
                plan=self.plan, position=position, number=found.number_text[:60],
                number_key=number_key(found.number)[:60], issued_on=found.issued_on,
                issuer_text=" ".join(filter(None, [found.issuer, found.term]))[:200],
            )  # fmt: skip

    def targets(self) -> Iterator[Target]:
        for found in self.draft.targets:
            yield Target(
                item=self.items[found.path], text=found.text, kind=found.kind.value, comparison=found.comparison.value,
                value=found.value, measure=(found.unit or "")[:60], scope=found.scope.value,
            )  # fmt: skip

    def assignees(self) -> Iterator[tuple[DraftAssignment, Assignee]]:
        for assignment in self.draft.assignments:
            via = self.matches.get(assignment.via or "")
            for name in written_names(assignment):
                target = self.matches.get(name)
                yield assignment, Assignee(
                    item=self.items[assignment.path], role=role_of(assignment), text=written(name)[:300],
                    unit=target if isinstance(target, Unit) else None,
                    group=target if isinstance(target, UnitGroup) else None,
                    acts=", ".join(ACTS[role] for role in assignment.roles if role in ACTS)[:120],
                    product=(assignment.product or "")[:200], via=via if isinstance(via, Unit) else None,
                )  # fmt: skip

    def deadlines(self, assignees: list[tuple[DraftAssignment, Assignee]]) -> Iterator[PlanDeadline]:
        """Those of a paragraph for all its assignees; those that only some of them have, for these."""
        for item in self.draft.walk():
            doing = [assignment for assignment in self.draft.assignments if assignment.path == item.path]
            shared = [deadline for deadline in deadlines_of(item, doing) if all(deadline in a.deadlines for a in doing)]
            yield from self.rows(item, shared, None)
            for assignment, row in assignees:
                if assignment.path == item.path:
                    yield from self.rows(item, [d for d in assignment.deadlines if d not in shared], row)

    def rows(self, item: DraftItem, found: list[Deadline], assignee: Assignee | None) -> Iterator[PlanDeadline]:
        """Read again with the dates of the corrected header; the draft's reading stands where that fails."""
        for wording in dict.fromkeys(deadline.wording for deadline in found):
            drafted = [deadline for deadline in found if deadline.wording == wording]
            for deadline in self.read(wording) or [self.within(deadline) for deadline in drafted]:
                yield PlanDeadline(
                    item=self.items[item.path], assignee=assignee, wording=wording[:300], rule=deadline.to_record()
                )

    def read(self, wording: str) -> list[Deadline]:
        found = read_deadlines(
            wording, issued_on=self.plan.document.issued_on, start=self.plan.starts_on, end=self.plan.ends_on
        )
        return [] if any(deadline.kind == DeadlineKind.UNREADABLE for deadline in found) else found

    def within(self, deadline: Deadline) -> Deadline:
        starts_on, ends_on = self.plan.starts_on, self.plan.ends_on
        return deadline.within(starts_on, ends_on) if starts_on and ends_on else deadline


def deadlines_of(item: DraftItem, doing: list[DraftAssignment]) -> list[Deadline]:
    """All deadlines of a paragraph, each once: those of its text, then those of its assignments."""
    named = [deadline for assignment in doing for deadline in assignment.deadlines]
    return list(dict.fromkeys([*item.deadlines, *named]))
