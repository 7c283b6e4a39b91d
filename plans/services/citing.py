"""What plans cite, linked to the register, and which documents each one carries out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from orgs import journal
from orgs.models import JournalEntry, Unit, User
from plans.citations import normal_number, number_key
from plans.directives import split_term
from plans.lineage import leads_to
from plans.models import Citation, Document, ItemKind, Plan
from plans.models.documents import edges_in, has_plan
from plans.openings import THIS_PLAN, Described, carried_out, described
from plans.services.documents import (
    claim_document,
    entry_numbered,
    issuer_among,
    line_above,
    lock_register,
    meant,
    recheck,
)

FILLED = ["issued_on", "issuer_text", "term", "abstract", "search_key"]
Pair = tuple[Document, Document]


@transaction.atomic
def link_citations(plan: Plan, *, by: User | None) -> list[Document]:
    """Link what a plan cites to the register of its issuer; return the entries made for documents not yet in it.

    An entry that is new carries the facts as first cited; one that lacks a fact takes it from the citation.
    """
    lock_register(plan.issuer)
    loose = list(plan.citations.filter(document__isnull=True).order_by("position"))
    if not loose:
        return []
    known = _entries_by_key(plan, {citation.number_key for citation in loose})
    called, line = described(_texts_of(plan)), line_above(plan.issuer)
    meaning, made, filled = [], [], []
    for citation in loose:
        words = called.get(citation.number_key)
        entry = meant(citation.as_mention(), known.get(citation.number_key, []))
        if entry is None:
            entry = _new_entry(plan.issuer, citation, words, line)
            known.setdefault(citation.number_key, []).append(entry)
            made.append(entry)
        elif _fill_in(entry, citation, words) and entry not in made:
            filled.append(entry)
        meaning.append((citation, entry))
    Document.objects.bulk_create(made)
    Document.objects.bulk_update(filled, FILLED, batch_size=500)
    for citation, entry in meaning:
        citation.document = entry
    Citation.objects.bulk_update(loose, ["document"], batch_size=500)
    recheck({entry.pk for _, entry in meaning})
    if made:
        journal.record(
            "ghi văn bản viện dẫn vào sổ", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
            after={"documents": [entry.number for entry in made]},
        )  # fmt: skip
    return made


@transaction.atomic
def cite_document(
    *, plan: Plan, by: User, number: str, issued_on: date | None = None, issuer_text: str = ""
) -> Citation:  # fmt: skip
    """Add a citation that the reader of documents did not find, as the plan writes it. Sent twice, it is added once.

    Raises ValidationError (a field is wrong).
    """
    lock_register(plan.issuer)
    key = number_key(number)[:60]
    if twin := plan.citations.filter(number_key=key, issued_on=issued_on, issuer_text=issuer_text).first():
        return twin
    last = plan.citations.aggregate(last=Max("position"))["last"] or 0
    citation = Citation(
        plan=plan, position=last + 1, number=number, number_key=key, issued_on=issued_on, issuer_text=issuer_text
    )
    citation.full_clean()
    citation.save()
    journal.record(
        "thêm văn bản viện dẫn", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
        after={"number": number, "issued_on": issued_on, "issuer_text": issuer_text},
    )  # fmt: skip
    link_citations(plan, by=by)
    return citation


@transaction.atomic
def set_implements(
    *, document: Document, by: User, version: int, on: date, pairs: Collection[Pair], number: str = ""
) -> Document:
    """Say which documents this one carries out, and what the same words say of those above it: (lower, upper).

    `number` names one more that it carries out; where the register lacks it, it is entered. Replaces what was said of
    the document itself; of others only adds. Raises StaleVersion, ValidationError (a loop, another register).
    """
    lock_register(document.keeper)
    document = claim_document(document, version)
    if number:
        pairs = [*pairs, (document, entry_numbered(document.keeper, number, by=by, on=on))]
    edges = set(edges_in([document.keeper.path]))
    own = {upper.pk: upper for lower, upper in pairs if lower.pk == document.pk}
    before = list(document.implements.order_by("pk"))
    edges -= {(document.pk, upper.pk) for upper in before}
    for lower, upper in pairs:
        if {lower.keeper_id, upper.keeper_id} != {document.keeper_id}:
            raise ValidationError("Chỉ nối được các văn bản trong cùng một sổ.")
        if lower.pk == upper.pk:
            raise ValidationError(f"{lower.short_name()} không thể thực hiện chính nó.")
        if leads_to(upper.pk, lower.pk, edges):
            raise ValidationError(
                f"{upper.short_name()} đã thực hiện {lower.short_name()}, nên không thể ghi ngược lại."
            )
        edges.add((lower.pk, upper.pk))
    document.implements.set(own.values())
    for lower, upper in pairs:
        if lower.pk != document.pk:
            lower.implements.add(upper)
    document.implements_checked_on = on
    document.save()
    others = [f"{lower.short_name()} → {upper.short_name()}" for lower, upper in pairs if lower.pk != document.pk]
    journal.record(
        "ghi văn bản thực hiện văn bản nào", document, by=by, unit=document.keeper,
        before={"implements": [one.short_name() for one in before]},
        after={"implements": [one.short_name() for one in own.values()], "others": others},
    )  # fmt: skip
    return document


def release_entries(documents: Iterable[int | None]) -> None:
    """After a plan was thrown away: of the entries that it cited, drop those that only its words had made.

    What another plan cites, what stands in a chain and what the office ever touched stays.
    """
    cited = [pk for pk in documents if pk is not None]
    touched = JournalEntry.objects.filter(object_type="document", object_id__in=cited).values("object_id")
    idle = Document.objects.planless().filter(pk__in=cited, citations=None, implements=None, implemented_by=None)
    Document.objects.filter(pk__in=list(idle.exclude(pk__in=touched).values_list("pk", flat=True))).delete()
    recheck(cited)


def proposed_implements(plan: Plan) -> list[Pair]:
    """Who carries out what, as the opening and the abstract of a plan say, among the entries it cites."""
    cited = {c.number_key: c.document for c in plan.citations.select_related("document") if c.document}
    entries = cited | {THIS_PLAN: plan.document}
    said = carried_out(_opening_of(plan))
    named = {upper for _, upper in said}
    said += [pair for pair in carried_out(plan.document.abstract) if pair[1] not in named]
    pairs = [(entries[lower], entries[upper]) for lower, upper in said if lower in entries and upper in entries]
    return [(lower, upper) for lower, upper in pairs if lower.pk != upper.pk]


def _entries_by_key(plan: Plan, keys: set[str]) -> dict[str, list[Document]]:
    """Entries of the issuer's register with these numbers, but for the plan's own document."""
    found = (
        Document.objects.filter(keeper=plan.issuer, number_key__in=keys)
        .exclude(pk=plan.document_id)
        .select_related("plan")
    )
    entries: dict[str, list[Document]] = {}
    for entry in found.order_by("pk"):
        entries.setdefault(entry.number_key, []).append(entry)
    return entries


def _new_entry(keeper: Unit, citation: Citation, called: Described | None, line: list[Unit]) -> Document:
    mention = citation.as_mention()
    entry = Document(
        keeper=keeper, number=(normal_number(citation.number) or citation.number)[:60], issued_on=mention.issued_on,
        issuer_text=mention.issuer, term=mention.term, issuer=issuer_among(line, mention),
        type_name=called.type_name[:40] if called else "Văn bản", abstract=called.abstract if called else "",
    )  # fmt: skip
    entry.set_keys()
    return entry


def _fill_in(entry: Document, citation: Citation, called: Described | None) -> bool:
    """Take facts that an entry lacks from one more citation, unsaved; nothing that stands there changes."""
    if has_plan(entry) or entry.verified_on:
        return False
    issuer, term = split_term(citation.issuer_text)
    told = {"issued_on": citation.issued_on, "issuer_text": issuer, "term": term}
    told["abstract"] = called.abstract if called else ""
    missing = {name: value for name, value in told.items() if value and not getattr(entry, name)}
    for name, value in missing.items():
        setattr(entry, name, value)
    entry.set_keys()
    return bool(missing)


def _texts_of(plan: Plan) -> Iterator[str]:
    """The outline, then the abstract: the words after a number there are what the plan itself is about."""
    yield from plan.items.current().order_by("position").values_list("text", flat=True)
    yield plan.document.abstract


def _opening_of(plan: Plan) -> str:
    """The words before the outline: content without a label ahead of the first section."""
    for item in plan.items.current().order_by("position")[:1]:
        if item.kind == ItemKind.CONTENT and not item.label and item.parent_id is None:
            return item.text
    return ""
