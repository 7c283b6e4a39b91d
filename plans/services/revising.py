"""A new version of a plan's document takes its place: what a person confirmed is written, all of it or nothing.

Paragraphs taken from the new text are new items; those they replace stay on record, dropped, with the rows of the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans.importing.comparing import Outcome, Pair
from plans.importing.drafts import DraftPlan
from plans.importing.passages import Passage
from plans.models import Assignment, Citation, Plan, PlanImport, PlanItem, PlanVersion, ReportingPeriod
from plans.revisions import Choice, Revision, Settled, compare_import
from plans.services.amending import begin_version
from plans.services.at_hand import PlanAtHand
from plans.services.beside import BesideWriter
from plans.services.citing import link_citations
from plans.services.confirming import DraftCopy, Matches
from plans.services.duties import read_deadlines_again
from plans.services.entering import save_header, write_header
from plans.services.issuing import check_plan
from plans.services.opening import add_newly_owing
from plans.services.proposing import proposed_periods
from plans.services.rearranging import rearrange
from plans.services.succession import coming_rows, give_up, hand_over_rows


@dataclass(frozen=True)
class Decided:
    """All that a person confirmed: a choice for every pair that differs, by its key; whom each written name means.

    `header` are fields of the plan to take over. `number` and `issued_on` are those of the amending document.
    """

    reason: str
    number: str
    issued_on: date | None
    choices: Mapping[str, Choice]
    matches: Matches
    header: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def settle(*, plan_import: PlanImport, version: int, settled: Settled) -> PlanImport:
    """Keep what a person has decided so far. Raises StaleVersion (somebody else has decided or corrected meanwhile)."""
    claimed = PlanImport.objects.filter(pk=plan_import.pk, version=version, made__isnull=True)
    if not claimed.update(version=version + 1, settled=vars(settled)):
        raise StaleVersion(PlanImport.objects.get(pk=plan_import.pk))
    plan_import.refresh_from_db()
    return plan_import


@transaction.atomic
@journal.together()
def revise_plan(*, plan_import: PlanImport, by: User, on: date, version: int, decided: Decided) -> PlanVersion:
    """Make the document of `plan_import` the next version of the plan it amends. Confirmed twice, it makes one.

    Rows of the past, and those answered, stay as they were; rows to come follow. Raises StaleVersion (the plan was
    changed or closed since `version` was read), ValidationError (a choice is missing, a unit or a deadline is unclear).
    """
    plan_import = PlanImport.objects.select_for_update(of=("self",)).get(pk=plan_import.pk)
    if plan_import.made is not None:
        return plan_import.made
    plan = Plan.objects.for_page().get(pk=plan_import.amends_id)
    number = begin_version(
        plan, by=by, version=version, reason=decided.reason, document_number=decided.number,
        issued_on=decided.issued_on, source_name=plan_import.name, source_file=plan_import.source_file.name,
        sha256=plan_import.sha256, source_text=plan_import.source_text,
    )  # fmt: skip
    revision, _ = compare_import(plan, plan_import)
    work = _Work(revision, decided, number)
    work.check()
    moves_days = _take_header(plan, decided.header)
    work.write(moves_days=moves_days, by=by, on=on)
    _add_citations(plan, revision.draft)
    link_citations(plan, by=by)
    made = plan.versions.get(number=number)
    PlanImport.objects.filter(pk=plan_import.pk).update(made=made)
    journal.record(
        "sửa đổi kế hoạch theo văn bản", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
        before=work.told_before(), after=work.told_after() | _told_version(made),
    )  # fmt: skip
    return made


@dataclass
class _Work:
    """One new version being written, a table at a time. `fresh` are new items by the key of their pair."""

    revision: Revision
    decided: Decided
    number: int
    fresh: dict[str, PlanItem] = field(default_factory=dict)

    def taken(self, *outcomes: Outcome) -> Iterator[Pair]:
        for pair in self.revision.differing():
            if pair.outcome in outcomes and self.decided.choices.get(pair.key) == Choice.TAKE:
                yield pair

    def check(self) -> None:
        open_pairs = [pair for pair in self.revision.differing() if pair.key not in self.decided.choices]
        if open_pairs:
            raise ValidationError(f"Còn {len(open_pairs)} chỗ chưa chọn. Chưa lưu gì. Hãy chọn rồi xác nhận lại.")

    def write(self, *, moves_days: bool, by: User, on: date) -> None:
        plan = self.revision.plan
        self._write_items()
        BesideWriter(self.revision, self.decided.matches, self._pairs_of_fresh()).write(on=on)
        if moves_days:
            read_deadlines_again(plan)
            _add_periods(plan, on)
        self._check_fresh()
        dropped = [pair.before.key for pair in self.taken(Outcome.DROPPED) if pair.before]
        give_up(coming_rows([int(key) for key in dropped], on))
        came_from = {item.pk: int(pair.before.key) for pair, item in self._pairs_of_fresh() if pair.before}
        touched = set(came_from) | {item.pk for item in self.fresh.values()}
        if moves_days:
            standing = plan.items.current().exclude(pk__in=touched).values_list("pk", flat=True)
            came_from |= {pk: pk for pk in standing}
            touched |= came_from.keys()
        assignments = Assignment.objects.filter(item__in=touched).select_related("unit")
        rows = hand_over_rows(plan, list(assignments), came_from, on=on)
        add_newly_owing(plan=plan, rows=rows, by=by, on=on)

    def _write_items(self) -> None:
        for pair in self.taken(Outcome.CHANGED, Outcome.NEW):
            if pair.after:
                self.fresh[pair.key] = self._item(pair.before, pair.after)
        gone = [int(pair.before.key) for pair in self.taken(Outcome.CHANGED, Outcome.DROPPED) if pair.before]
        rearrange(self.revision, self.fresh, gone)
        PlanItem.objects.filter(pk__in=gone).update(dropped_in=self.number)

    def _item(self, before: Passage | None, after: Passage) -> PlanItem:
        drafted = self.revision.drafted[after.key]
        old = self.revision.items[before.key] if before else None
        item = PlanItem(
            plan=self.revision.plan, replaces=old, introduced_in=self.number, position=0, depth=after.depth,
            kind=old.kind if old else drafted.kind.value, text=drafted.text,
            label=drafted.label[:20], label_text=drafted.label_text[:30],
            first_line=drafted.lines[0] or None, last_line=drafted.lines[1] or None,
        )  # fmt: skip
        item.clean_fields(exclude=["plan", "parent", "replaces"])
        return item

    def _pairs_of_fresh(self) -> list[tuple[Pair, PlanItem]]:
        pairs = {pair.key: pair for pair in self.revision.pairs}
        return [(pairs[key], item) for key, item in self.fresh.items()]

    def _check_fresh(self) -> None:
        readiness = check_plan(PlanAtHand(self.revision.plan))
        ours = {item.pk for item in self.fresh.values()}
        if unclear := [said for said in readiness.obstacles if readiness.places.get(said, 0) in ours]:
            raise ValidationError(unclear)

    def told_before(self) -> dict[str, Any]:
        gone = [self.revision.items[pair.before.key] for pair in self.taken(Outcome.CHANGED) if pair.before]
        out = [self.revision.items[pair.before.key] for pair in self.taken(Outcome.DROPPED) if pair.before]
        return {"changed": [_line(item) for item in gone], "dropped": [_line(item) for item in out]}

    def told_after(self) -> dict[str, Any]:
        changed = [self.fresh[pair.key] for pair in self.taken(Outcome.CHANGED)]
        added = [self.fresh[pair.key] for pair in self.taken(Outcome.NEW)]
        return {"changed": [_line(item) for item in changed], "added": [_line(item) for item in added]}


def _line(item: PlanItem) -> str:
    return f"{item.label_text} {item.text}".strip()[:200]


def _told_version(version: PlanVersion) -> dict[str, Any]:
    return {
        "amendment": version.number - 1, "document_number": version.document_number, "issued_on": version.issued_on,
        "reason": version.reason, "sha256": version.sha256,
    }  # fmt: skip


def _take_header(plan: Plan, header: Mapping[str, Any]) -> bool:
    """Write what was taken over of the header; return whether days hang on it."""
    if header:
        write_header(plan, dict(header))
        try:
            save_header(plan)
        except ValidationError as error:  # the comparison has no fields to hang it on
            raise ValidationError(error.messages) from error
    return bool({"starts_on", "ends_on"} & set(header))


def _add_periods(plan: Plan, on: date) -> None:
    """Give a plan that now runs longer the periods offered for it behind the last one it has."""
    last = max((period.ends_on for period in plan.periods.all()), default=None)
    labels = {period.label for period in plan.periods.all()}
    ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            plan=plan, label=offered.label, starts_on=offered.starts_on, ends_on=offered.ends_on,
            opens_on=offered.starts_on, due_on=offered.due_on, locks_on=offered.locks_on,
        )
        for offered in proposed_periods(PlanAtHand(plan), on)
        if last is not None and offered.starts_on > last and offered.label not in labels
    )  # fmt: skip


def _add_citations(plan: Plan, draft: DraftPlan) -> None:
    """What the new text cites besides; what the plan cited before stays, as written there."""
    cited = {citation.number_key for citation in plan.citations.all()}
    last = max((citation.position for citation in plan.citations.all()), default=0)
    rows = [row for row in DraftCopy(plan, draft, {}).citations() if row.number_key not in cited]
    for position, row in enumerate(rows, start=last + 1):
        row.position = position
    Citation.objects.bulk_create(rows)
