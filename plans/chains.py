"""The web around one document as a person may see it (chuỗi văn bản): what it carries out, and who carries it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from orgs.models import Role, Unit, User
from orgs.models.units import NOTHING, UnitQuerySet, last_path_below
from plans.cells import Cells
from plans.directives import is_central, same_document
from plans.lineage import Step, walk
from plans.models import Assignment, Document, Occurrence, Plan
from plans.models.documents import edges_in, has_plan


@dataclass(frozen=True)
class Link:
    """One document of a chain: its depth from 1, and the plan of that name if the person may read it."""

    document: Document
    depth: int
    plan: Document | None = None


@dataclass(frozen=True)
class Chain:
    """What a document carries out, and what carries it out in the registers that the person may read."""

    above: list[Link]
    below: list[Link]


@dataclass
class Work:
    """A plan with its rows, of both only what the person may read."""

    plan: Plan
    figures: Cells = field(default_factory=Cells)


@dataclass
class Below:
    """A committee below, and how far it is with the document.

    `has_plan`: it has handed out a plan that carries the document out; `plans` are those that the person may read,
    `answers` its own rows in the document's plan.
    """

    unit: Unit
    has_plan: bool
    plans: list[Work] = field(default_factory=list)
    answers: Cells = field(default_factory=Cells)


def chain_of(document: Document, user: User) -> Chain:
    """Three queries, however long the chain. Registers: the document's, those above it, and the person's own."""
    paths = _lines([document.keeper, *(m.unit.committee or m.unit for m in user.current_memberships())])
    seen = Document.objects.visible_to(user).of_chains(paths).select_related("plan", "keeper")
    found = {one.pk: one for one in seen} | {document.pk: document}
    stand_for = _merged(document, found.values())
    edges = {
        (stand_for[lower], stand_for[upper]) for lower, upper in edges_in(paths) if lower in found and upper in found
    }
    plans = {stand_for[one.pk]: one for one in found.values() if has_plan(one)}

    def links(steps: Iterable[Step]) -> list[Link]:
        return [Link(found[step.key], step.depth, plans.get(step.key)) for step in steps]

    upward = walk(document.pk, sorted(edges))
    downward = walk(document.pk, sorted((upper, lower) for lower, upper in edges))
    return Chain(links(upward), links(downward))


def expected_of(document: Document, user: User, on: date) -> UnitQuerySet:
    """Committees that are to carry a document out, each with `has_plan`; only those in the care of `user`.

    Below the body that issued it; where its plan was handed out here, those that the plan gives work to. Officers
    and leaders of a superior learn whether a committee below has a plan for it, and nothing else (DESIGN §5).
    """
    scope = NOTHING
    for home in user.units_as(Role.OFFICER, Role.LEADER):
        if home.is_committee:
            scope |= Q(path__gte=home.path, path__lte=last_path_below(home.path))
    plans = Plan.objects.handed_out().carrying_out(document).filter(issuer=OuterRef("pk"))
    units = Unit.objects.filter(scope, is_committee=True).valid(on).annotate(has_plan=Exists(plans))
    if document.issuer is not None:
        units = units.under(document.issuer).exclude(pk=document.issuer_id)
    if has_plan(document):
        assigned = Assignment.objects.filter(item__plan=document.plan).values("unit")
        units = units.filter(Q(pk__in=assigned) | Q(has_plan=True))
    return units.in_print_order()


def rows_below(units: Iterable[Unit], document: Document, user: User, on: date) -> list[Below]:
    """One page of `expected_of` with what the person may see of their work. Two queries."""
    rows = {unit.pk: Below(unit, unit.has_plan) for unit in units}
    plans = Plan.objects.visible_to(user).handed_out().carrying_out(document).filter(issuer__in=rows)
    works = {plan.pk: Work(plan) for plan in plans.for_list()}
    for work in works.values():
        rows[work.plan.issuer_id].plans.append(work)
    own = document.plan if has_plan(document) else None
    visible = Occurrence.objects.visible_to(user).filter(Q(plan__in=works) | Q(plan=own, unit__in=rows))
    for counted in visible.count_cells(on, "plan", "unit"):
        if counted["plan"] in works:
            works[counted["plan"]].figures += Cells.of(counted)
        else:
            rows[counted["unit"]].answers += Cells.of(counted)
    return list(rows.values())


def count_of(units: UnitQuerySet) -> dict[str, int]:
    """How many of `expected_of` there are, how many have a plan and how many not."""
    found = units.order_by().aggregate(all=Count("pk"), yes=Count("pk", filter=Q(has_plan=True)))
    return found | {"no": found["all"] - found["yes"]}


def _lines(units: Iterable[Unit]) -> set[str]:
    """The paths of these units and of all above them."""
    return {path for unit in units for path in (*unit.ancestor_paths(), unit.path)}


def _merged(start: Document, documents: Iterable[Document]) -> dict[int, int]:
    """For each entry the one that stands for it: `start` itself, then plans, then the nearest register's."""
    order = sorted(
        documents, key=lambda one: (one.pk != start.pk, not has_plan(one), one.keeper_id != start.keeper_id, one.pk)
    )
    stand_for: dict[int, int] = {}
    known: dict[str, list[Document]] = defaultdict(list)
    for one in order:
        twin = next((other for other in known[one.number_key] if _is_same(one, other)), None)
        stand_for[one.pk] = twin.pk if twin else one.pk
        if twin is None:
            known[one.number_key].append(one)
    return stand_for


def _is_same(one: Document, other: Document) -> bool:
    """As `DocumentQuerySet.same_as`, for two entries at hand."""
    if not one.number_key or not same_document(one.as_mention(), other.as_mention()):
        return False
    if is_central(one.number):
        return True
    if one.issuer_id is None or other.issuer_id is None:
        return one.keeper_id == other.keeper_id
    return one.issuer_id == other.issuer_id
