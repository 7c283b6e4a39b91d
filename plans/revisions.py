"""A new version of a plan's document beside the plan at work: what a person has to look at (issue 3 §2, Amendments)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from django.utils import timezone

from orgs import candidates as directory
from orgs.models import Unit, UnitGroup
from orgs.text import fold
from plans.importing.comparing import Aspect, Beside, Outcome, Pair, Passage, compare
from plans.importing.drafts import DraftAssignment, DraftItem, DraftPlan, ItemKind
from plans.importing.passages import plain_words
from plans.models import Assignee, Origin, Plan, PlanImport, PlanItem
from plans.services.confirming import NOBODY_NAMED, deadlines_of, role_of, unnamed, written_names
from plans.services.correcting import corrected_draft

OPENING, CLOSING = "opening", "closing"
_NOBODY = "?"
Target = Unit | UnitGroup | None
_Read = Mapping[tuple[int, tuple[str, ...]], Beside]


class Choice(StrEnum):
    """What becomes of a paragraph that differs: as the new text has it, or as it stands."""

    TAKE = "take"
    KEEP = "keep"


@dataclass(frozen=True)
class Fact:
    """Something said of the whole document that differs; `fields` are those of services.entering."""

    name: str
    label: str
    before: str
    after: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Revision:
    """The two texts compared. `items` by key, `drafted` by path; `known`: whom each written name means, if certain."""

    plan: Plan
    draft: DraftPlan
    items: Mapping[str, PlanItem]
    drafted: Mapping[str, DraftItem]
    assignments: Mapping[str, list[DraftAssignment]]
    known: Mapping[str, Target]
    pairs: list[Pair]
    facts: list[Fact]

    def differing(self) -> Iterator[Pair]:
        return (pair for pair in self.pairs if pair.outcome != Outcome.UNCHANGED)

    def names_of(self, pair: Pair) -> list[str]:
        """The written names that the new text gives a part in this paragraph, where it changes who does it."""
        if pair.after is None or (pair.before and Aspect.UNITS not in pair.aspects):
            return []
        doing = self.assignments.get(pair.after.key, [])
        names = [name for assignment in doing for name in (*written_names(assignment), *filter(None, [assignment.via]))]
        drafted = self.drafted[pair.after.key]
        if not names and pair.before is None and drafted.kind == ItemKind.TASK:
            names = [unnamed_task(drafted)]
        return list(dict.fromkeys(names))

    def default(self, pair: Pair) -> Choice | None:
        """What is plain and takes no work from anybody; None leaves it to the person."""
        if pair.doubt is not None:
            return None
        if pair.after is None:
            item = self.items[pair.before.key] if pair.before else None
            return None if item and item.assignees.all() else Choice.TAKE
        return Choice.TAKE


@dataclass
class Settled:
    """What a person has decided so far, as `PlanImport.settled` keeps it. `of` says for which reading."""

    of: str = ""
    together: list[tuple[str, str]] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_import(cls, plan_import: PlanImport, draft: DraftPlan) -> Self:
        """Pairs and choices name places of one reading; over another one only names and words hold."""
        kept = cls(**plan_import.settled)
        reading = digest(draft)
        if kept.of != reading:
            kept = cls(names=kept.names, facts=kept.facts, fields=kept.fields)
        kept.of = reading
        kept.together = [(one, other) for one, other in kept.together]
        kept.apart = [(one, other) for one, other in kept.apart]
        return kept

    def join(self, before: str, after: str) -> None:
        """Make two paragraphs one pair; either leaves the pair a person made of it before."""
        self.together = [pair for pair in self.together if pair[0] != before and pair[1] != after]
        self.together.append((before, after))
        self.apart = [pair for pair in self.apart if pair != (before, after)]

    def part(self, before: str, after: str) -> None:
        self.together = [pair for pair in self.together if pair != (before, after)]
        if (before, after) not in self.apart:
            self.apart.append((before, after))


def digest(draft: DraftPlan) -> str:
    """A short name for one reading of a document."""
    said = [(path, item.text) for path, item in _drafted(draft).items()]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def compare_import(plan: Plan, plan_import: PlanImport) -> tuple[Revision, Settled]:
    """Compare the document of `plan_import` with the plan it amends as that stands now. A fixed number of queries."""
    draft = corrected_draft(plan_import)
    settled = Settled.of_import(plan_import, draft)
    items = {str(item.pk): item for item in plan.items.for_page().order_by("position", "pk")}
    readings = _readings(plan)
    known = _known(plan, items, [draft, *readings.values()])
    read = {number: _read_by_line(reading, known) for number, reading in readings.items()}
    before = [_standing(key, item, read, known) for key, item in items.items()]
    drafted, assignments = _drafted(draft), _by_path(draft)
    after = [_drafted_passage(path, item, draft, assignments, known) for path, item in drafted.items()]
    pairs = compare(before, after, together=settled.together, apart=settled.apart)
    revision = Revision(plan, draft, items, drafted, assignments, known, pairs, _facts(plan, draft))
    return revision, settled


def unnamed_task(item: DraftItem) -> str:
    """What stands for the name of those who do a new task of which the text names nobody."""
    return unnamed(DraftAssignment(path=item.path, units=(), groups=(), roles=(), text="", line=item.lines[0]))


def _drafted(draft: DraftPlan) -> dict[str, DraftItem]:
    """Every paragraph of the draft by its path, with the opening and the closing words."""
    around = {OPENING: draft.opening, CLOSING: draft.closing}
    plain = {
        name: DraftItem(path=name, label="", label_text="", text=text, kind=ItemKind.CONTENT, lines=(0, 0))
        for name, text in around.items()
        if text
    }
    paragraphs = {name: plain[name] for name in [OPENING] if name in plain}
    paragraphs |= {item.path: item for item in draft.walk()}
    return paragraphs | {name: plain[name] for name in [CLOSING] if name in plain}


def _by_path(draft: DraftPlan) -> dict[str, list[DraftAssignment]]:
    found: dict[str, list[DraftAssignment]] = {}
    for assignment in draft.assignments:
        found.setdefault(assignment.path, []).append(assignment)
    return found


def _readings(plan: Plan) -> dict[int, DraftPlan]:
    """What the machine read of each version that came from a document, by the version's number."""
    made = PlanImport.objects.filter(made__plan=plan).values_list("made__number", "draft")
    first = PlanImport.objects.filter(plan=plan).values_list("draft", flat=True)
    records = [(1, draft) for draft in first] + list(made)
    return {number: DraftPlan.from_record(record) for number, record in records if record}


def _known(plan: Plan, items: Mapping[str, PlanItem], drafts: list[DraftPlan]) -> dict[str, Target]:
    """Whom each written name means: as the plan at work has settled it, else where it is certain."""
    settled = {
        row.text: row.unit or row.group
        for item in items.values()
        for row in item.assignees.all()
        if row.is_matched and row.origin == Origin.DUTY and not row.text.startswith(NOBODY_NAMED)
    }
    names = {
        name
        for draft in drafts
        for assignment in draft.assignments
        for name in (*written_names(assignment), *filter(None, [assignment.via]))
    }
    return directory.match(sorted(names - settled.keys()), plan.issuer, plan.names_on(timezone.localdate())) | settled


def _standing(key: str, item: PlanItem, read: Mapping[int, _Read], known: Mapping[str, Target]) -> Passage:
    duties = [row for row in item.assignees.all() if row.origin == Origin.DUTY]
    beside = Beside(
        units=frozenset(f"{row.role}:{_who(row)}" for row in duties),
        deadlines=frozenset(_plain(row.wording) for row in item.deadlines.all()),
        targets=frozenset(_plain(row.text) for row in item.targets.all()),
    )
    return Passage(key, item.depth, item.label, item.text, beside, _as_read(item, read))


def _who(row: Assignee) -> str:
    target = row.unit or row.group
    return directory.value_of(target) if target else fold(row.text)


def _read_by_line(draft: DraftPlan, known: Mapping[str, Target]) -> _Read:
    assignments = _by_path(draft)
    return {
        (item.lines[0], plain_words(item.text)): _beside(item, draft, assignments.get(item.path, []), known)
        for item in draft.walk()
    }


def _as_read(item: PlanItem, read: Mapping[int, _Read]) -> Beside | None:
    return read.get(item.introduced_in, {}).get((item.first_line or 0, plain_words(item.text)))


def _drafted_passage(
    path: str, item: DraftItem, draft: DraftPlan, assignments: Mapping[str, list[DraftAssignment]],
    known: Mapping[str, Target],
) -> Passage:  # fmt: skip
    depth = 0 if path in {OPENING, CLOSING} else path.count(".")
    beside = _beside(item, draft, assignments.get(path, []), known)
    return Passage(path, depth, item.label[:20], item.text, beside)


def _beside(item: DraftItem, draft: DraftPlan, doing: list[DraftAssignment], known: Mapping[str, Target]) -> Beside:
    return Beside(
        units=frozenset(f"{role_of(a)}:{_named(name, known)}" for a in doing for name in written_names(a)),
        deadlines=frozenset(_plain(deadline.wording) for deadline in deadlines_of(item, doing)),
        targets=frozenset(_plain(target.text) for target in draft.targets if target.path == item.path),
    )


def _named(name: str, known: Mapping[str, Target]) -> str:
    if name.startswith(NOBODY_NAMED):
        return _NOBODY
    target = known.get(name)
    return directory.value_of(target) if target else fold(name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _facts(plan: Plan, draft: DraftPlan) -> list[Fact]:
    """What the new text says otherwise of the whole document; what it does not say changes nothing."""
    signatory = draft.signatory
    signs = {
        "authority": " ".join((signatory.authority or "").split()) if signatory else "",
        "signatory_title": " ".join((signatory.position or "").split()) if signatory else "",
        "signatory_name": (signatory.name or "") if signatory else "",
    }
    starts_on, ends_on = draft.period or (None, None)
    candidates = [
        Fact("abstract", "Trích yếu", plan.document.abstract, draft.title or "", {"abstract": draft.title}),
        Fact(
            "period", "Thời gian thực hiện", _span(plan.starts_on, plan.ends_on), _span(starts_on, ends_on),
            {"starts_on": starts_on, "ends_on": ends_on},
        ),
        Fact("signatory", "Người ký", _joined(getattr(plan, name) for name in signs), _joined(signs.values()), signs),
    ]  # fmt: skip
    return [fact for fact in candidates if fact.after and _plain(fact.before) != _plain(fact.after)]


def _span(starts_on: date | None, ends_on: date | None) -> str:
    if starts_on is None or ends_on is None:
        return ""
    return f"{starts_on:%d/%m/%Y} – {ends_on:%d/%m/%Y}"


def _joined(parts: Any) -> str:
    return " ".join(part for part in parts if part)
