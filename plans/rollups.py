"""What stands in the margin of a plan's page: who does each paragraph, by when, how far (LOOK.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from orgs.models import User
from plans.cells import Cells
from plans.deadlines import DeadlineKind, describe
from plans.models import (
    Assignee,
    Assignment,
    AssignmentRole,
    ItemKind,
    Occurrence,
    Origin,
    Plan,
    PlanItem,
    Progress,
    ReportingPeriod,
    Target,
)
from plans.models.plans import PlanQuerySet
from plans.models.statuses import DUE_SOON, cell_condition

DEEPEST_STYLE = 4


@dataclass(frozen=True)
class Part:
    """One unit or group that has a part in a paragraph; `members` units answer."""

    name: str
    role: str
    members: int
    origin: str
    group: int | None = None
    unit: int | None = None

    @property
    def called(self) -> str:
        """The name, of a group with how many of its units answer."""
        return f"{self.name} ({self.members})" if self.group else self.name

    @property
    def role_word(self) -> str:
        """Said where it is not the plain one."""
        return "" if self.role == AssignmentRole.PERFORM else AssignmentRole(self.role).label


@dataclass(frozen=True)
class Figures(Cells):
    """The rows of one paragraph that this person may read: their cells, how many await the office, the nearest days.

    `period` is that of the rows that belong to one.
    """

    awaiting: int = 0
    period: int | None = None
    oldest_due: date | None = None
    next_due: date | None = None

    def __add__(self, other: Self) -> Self:
        return replace(
            super().__add__(other),
            awaiting=self.awaiting + other.awaiting,
            oldest_due=_earlier(self.oldest_due, other.oldest_due),
            next_due=_earlier(self.next_due, other.next_due),
        )

    def is_due_soon(self, on: date) -> bool:
        return self.next_due is not None and self.next_due <= on + DUE_SOON


@dataclass
class Paragraph:
    """One item of the outline as the page shows it."""

    item: PlanItem
    lines: list[list[tuple[str, bool]]]
    parts: list[Part] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)
    assignees: list[Assignee] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    has_unread_deadline: bool = False

    @property
    def level(self) -> int:
        return min(self.item.depth + 1, DEEPEST_STYLE)

    @property
    def has_note(self) -> bool:
        """Whether anything is to be said beside it."""
        is_target = self.asks_target or self.item.kind == ItemKind.TARGET
        return bool(self.parts or self.assignees or self.deadlines or is_target)

    @property
    def asks_target(self) -> bool:
        """Whether it sets a target, in a plan at work that asks about targets (`paragraphs_at_work`)."""
        return getattr(self.item, "asks_target", False) and self.item.dropped_in is None

    @property
    def helpers(self) -> list[Part]:
        return [part for part in self.parts if part.role == AssignmentRole.COORDINATE]

    @property
    def doers(self) -> list[Part]:
        return [part for part in self.parts if part.role != AssignmentRole.COORDINATE]

    @property
    def who(self) -> str:
        """All who do it: "Các chi bộ trực thuộc (42), Ban Xây dựng Đảng"."""
        return ", ".join(part.called for part in self.doers)

    @property
    def who_in_short(self) -> str:
        """The first two of them, and how many more."""
        names = [part.called for part in self.doers]
        return ", ".join(names) if len(names) <= 3 else f"{', '.join(names[:2])} và {len(names) - 2} nơi khác"

    @property
    def with_whom(self) -> str:
        return ", ".join(part.called for part in self.helpers)

    @property
    def unmatched(self) -> list[Assignee]:
        """Those who answer, and of whom nobody has said which unit they are."""
        return [row for row in self.assignees if not row.is_matched and row.role != AssignmentRole.COORDINATE]


def paragraphs_in_entry(plan: Plan) -> list[Paragraph]:
    """The outline of a plan being entered: who is named, and what was understood of each deadline."""
    return [_in_entry(item) for item in plan.items.for_page().order_by("position")]


def paragraphs_at_work(plan: Plan, user: User, on: date) -> list[Paragraph]:
    """The outline of a plan that was handed out, with what `user` may know of its progress on that day.

    What amendments took out stands there too, as struck out, where it still has rows.
    """
    parts, figures = _parts(plan), _figures(plan, user, on)
    asked = Exists(Target.objects.filter(item=OuterRef("pk"), item__plan__periods__indicators__target__isnull=False))
    items = plan.items.annotate(asks_target=asked).prefetch_related("deadlines").order_by("position", "pk")
    return [
        Paragraph(
            item, _lines(item), parts=parts[item.pk], figures=figures.get(item.pk, Figures()),
            deadlines=_in_margin(item),
        )
        for item in items
        if item.dropped_in is None or item.pk in figures
    ]  # fmt: skip


def total(paragraphs: list[Paragraph]) -> Figures:
    """The figures of the whole plan."""
    return sum((paragraph.figures for paragraph in paragraphs), Figures())


def with_overdue_units(plans: PlanQuerySet, user: User, on: date) -> PlanQuerySet:
    """Plans with `overdue_units`: how many units have overdue rows that `user` may read. No query of its own."""
    late = Occurrence.objects.visible_to(user).overdue(on).filter(plan=OuterRef("pk")).order_by().values("plan")
    counted = late.annotate(units=Count("unit", distinct=True)).values("units")
    return plans.annotate(overdue_units=Coalesce(Subquery(counted), 0))


def _in_entry(item: PlanItem) -> Paragraph:
    kinds = {row.deadline.kind for row in item.deadlines.all()}
    return Paragraph(
        item, _lines(item), assignees=[row for row in item.assignees.all() if row.origin == Origin.DUTY],
        deadlines=_described(item), has_unread_deadline=DeadlineKind.UNREADABLE in kinds,
    )  # fmt: skip


def _described(item: PlanItem) -> list[str]:
    return list(dict.fromkeys(describe(row.deadline) for row in item.deadlines.all()))


def _in_margin(item: PlanItem) -> list[str]:
    """What was understood of each deadline, in few words where it names no day."""
    return list(
        dict.fromkeys(
            describe(row.deadline)
            if row.deadline.dates
            else f"{describe(row.deadline).partition(':')[0]} · trả lời mỗi kỳ"
            for row in item.deadlines.all()
        )
    )


def _parts(plan: Plan) -> dict[int, list[Part]]:
    """One query: groups stand once, units named by themselves one by one."""
    by_itself = Case(When(group__isnull=True, then=F("unit")))
    name = Case(When(group__isnull=True, then=F("unit__name")), default=F("group__name"))
    rows = (
        Assignment.objects.filter(item__plan=plan)
        .order_by()
        .values("item", "role", "origin", "group", by_itself=by_itself, called=name)
        .annotate(members=Count("pk"), first=Min("pk"))
        .order_by("first")
    )
    parts: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        parts[row["item"]].append(
            Part(row["called"], row["role"], row["members"], row["origin"], row["group"], row["by_itself"])
        )
    return parts


def _figures(plan: Plan, user: User, on: date) -> dict[int, Figures]:
    """One GROUP BY. Of rows that belong to periods, those of the period that opened last count."""
    current = ReportingPeriod.objects.filter(plan=plan).open(on).order_by("-opens_on", "-ends_on").values("pk")[:1]
    rows = Occurrence.objects.visible_to(user).filter(Q(period__isnull=True) | Q(period__in=current), plan=plan)
    found = rows.count_cells(
        on, "assignment__item",
        awaiting=Count("pk", filter=Q(progress=Progress.AWAITING)), period=Min("period"),
        oldest_due=Min("due_on", filter=cell_condition("open_overdue", on)),
        next_due=Min("due_on", filter=cell_condition("open_in_time", on)),
    )  # fmt: skip
    return {row["assignment__item"]: Figures.of(row) for row in found}


def _lines(item: PlanItem) -> list[list[tuple[str, bool]]]:
    """The text, paragraph by paragraph, each in pieces that are deadline wording or not; the label leads."""
    wordings = sorted({row.wording for row in item.deadlines.all()} - {""}, key=len, reverse=True)
    gap = "" if item.kind == ItemKind.FOOTNOTE else " "
    text = f"{item.label_text}{gap}{item.text}".strip()
    return [list(_pieces(line, wordings)) for line in text.splitlines() if line.strip()]


def _pieces(line: str, wordings: list[str]) -> Iterator[tuple[str, bool]]:
    for wording in wordings:
        before, found, after = line.partition(wording)
        if found:
            yield from _pieces(before, [other for other in wordings if other != wording])
            yield found, True
            yield from _pieces(after, wordings)
            return
    if line:
        yield line, False


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, [one, other]), default=None)
