"""The register of documents (sổ văn bản): entries, their facts, and where plans disagree about them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.conflicts import claim_version
from orgs.models import Unit, User
from orgs.text import fold
from plans.citations import normal_number, number_key
from plans.directives import (
    Conflict,
    ConflictKind,
    Mention,
    conflicts,
    place_of_issuer,
    same_document,
    symbol_of,
)
from plans.models import Document
from plans.openings import type_of_number

FACTS = ("type_name", "number", "issuer_text", "term", "issued_on", "abstract")


@transaction.atomic
def register_document(*, keeper: Unit, by: User, on: date, is_verified: bool = False, **facts: Any) -> Document:
    """Add an entry by hand. Sent twice, or for a document that stands in the register, it is that entry.

    Raises ValidationError (a field is wrong).
    """
    lock_register(keeper)
    document = Document(keeper=keeper)
    _write(document, facts)
    if is_verified:
        document.verified_on, document.verified_by = on, by
    same = Document.objects.filter(keeper=keeper, number_key=document.number_key).exclude(number_key="")
    if twin := meant(document.as_mention(), same):
        return twin
    document.full_clean()
    document.save()
    journal.record("ghi vào sổ văn bản", document, by=by, unit=keeper, after=facts_of(document))
    return document


@transaction.atomic
def edit_document(
    *, document: Document, by: User, version: int, on: date, is_verified: bool, **facts: Any
) -> Document:  # fmt: skip
    """Correct the facts of an entry; citations stay as written. Raises StaleVersion, ValidationError."""
    document = claim_document(document, version)
    before = facts_of(document)
    _write(document, facts)
    if is_verified != bool(document.verified_on):
        document.verified_on, document.verified_by = (on, by) if is_verified else (None, None)
    document.full_clean()
    document.save()
    recheck({document.pk})
    was, now = journal.difference(before, facts_of(document))
    if now:
        journal.record("sửa văn bản trong sổ", document, by=by, unit=document.keeper, before=was, after=now)
    return document


@transaction.atomic
def settle_conflict(
    *, document: Document, by: User, version: int, on: date, kind: ConflictKind, value: str = ""
) -> Document:  # fmt: skip
    """Judge one conflict: `value` is right and goes into the register; "" lets it rest as it is.

    It comes back only when something else is said. What plans wrote stays as written. Raises StaleVersion,
    ValidationError (there is no such conflict any more).
    """
    document = claim_document(document, version)
    found = next((conflict for conflict in open_conflicts(document) if conflict.kind == kind), None)
    if found is None or (value and value not in found.values):
        raise ValidationError("Chỗ trái nhau này không còn như vậy nữa. Hãy xem lại trang.")
    before = facts_of(document)
    document.settled |= {kind.value: {"variants": found.values, "value": value, "on": on.isoformat(), "by": str(by)}}
    if value:
        _take(document, kind, value)
    document.save()
    recheck({document.pk})
    was, now = journal.difference(before, facts_of(document))
    journal.record(
        "kết luận chỗ viện dẫn trái nhau" if value else "bỏ qua chỗ viện dẫn trái nhau", document, by=by,
        unit=document.keeper, before=was,
        after=now | {"variants": found.values, "chosen": value or "để như văn bản"},
    )  # fmt: skip
    return document


def all_conflicts(document: Document) -> list[Conflict]:
    """Where the citations of an entry disagree with one another, or with what the office has settled."""
    return conflicts([*_judged(document), *(citation.as_mention() for citation in document.citations.all())])


def open_conflicts(document: Document) -> list[Conflict]:
    """Those that the office has not judged."""
    return [conflict for conflict in all_conflicts(document) if not _is_settled(document, conflict)]


def recheck(documents: Collection[int]) -> None:
    """Mark which of these entries have open conflicts, after what is said of them has changed."""
    entries = list(Document.objects.filter(pk__in=documents).prefetch_related("citations"))
    for entry in entries:
        entry.has_conflict = bool(open_conflicts(entry))
    Document.objects.bulk_update(entries, ["has_conflict"], batch_size=500)


def facts_of(document: Document) -> dict[str, Any]:
    """An entry as the journal keeps it."""
    return {name: getattr(document, name) for name in FACTS} | {"verified_on": document.verified_on}


def entry_numbered(keeper: Unit, number: str, *, by: User, on: date) -> Document:
    """The entry of that number in a register, however it is spelled; one with the number alone if there is none."""
    found = Document.objects.filter(keeper=keeper, number_key=number_key(number)).order_by("-issued_on", "-pk").first()
    return found or register_document(
        keeper=keeper, by=by, on=on, number=number, type_name=type_of_number(number)
    )  # fmt: skip


def line_above(keeper: Unit) -> list[Unit]:
    """The committee of a register and the committees above it, the nearest first."""
    paths = [*keeper.ancestor_paths(), keeper.path]
    return list(Unit.objects.filter(path__in=paths, is_committee=True).order_by("-path"))


def issuer_among(line: Iterable[Unit], mention: Mention) -> Unit | None:
    """The unit of ours that issued a document: the nearest of `line` that signs with its symbol.

    None where the citation names another place than that unit's.
    """
    symbol, place = fold(symbol_of(mention.number)), place_of_issuer(mention.issuer)
    named = (unit for unit in line if symbol and fold(unit.symbol) == symbol)
    return next((unit for unit in named if not place or place in fold(f"{unit.name} {unit.place}")), None)


def meant(mention: Mention, entries: Iterable[Document]) -> Document | None:
    """The first of the entries that is the document mentioned."""
    return next((entry for entry in entries if same_document(entry.as_mention(), mention)), None)


def claim_document(document: Document, version: int) -> Document:
    """Take the next version of an entry, locked. Raises StaleVersion."""
    current = Document.objects.select_for_update(of=("self",)).select_related("keeper").get(pk=document.pk)
    claim_version(current, version)
    return current


def lock_register(keeper: Unit) -> None:
    """One at a time may add entries to a register, so that no document is entered twice."""
    Unit.objects.select_for_update(no_key=True).get(pk=keeper.committee_id)


def _write(document: Document, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if name not in FACTS:
            raise TypeError(f"an entry of the register has no {name}")
        setattr(document, name, value)
    document.number = normal_number(document.number) or " ".join(document.number.split())
    document.issuer = issuer_among(line_above(document.keeper), document.as_mention())
    document.set_keys()


def _take(document: Document, kind: ConflictKind, value: str) -> None:
    """Write what was judged right into the register."""
    if kind == ConflictKind.ISSUED_ON:
        document.issued_on = date.fromisoformat(value)
    elif kind == ConflictKind.TERM:
        document.term = value
    else:
        document.number = f"0{value}" if re.match(r"\d\D", value) else value
    document.set_keys()


def _judged(document: Document) -> list[Mention]:
    """What the register says against the plans: all of it once checked with the paper, else what was settled."""
    said = document.as_mention()
    if document.verified_on:
        return [said]
    chosen = {kind: one["value"] for kind, one in document.settled.items() if one["value"]}
    day = chosen.get(ConflictKind.ISSUED_ON)
    if not chosen:
        return []
    number = chosen.get(ConflictKind.SPELLING, "")
    return [Mention(number, date.fromisoformat(day) if day else None, "", chosen.get(ConflictKind.TERM, ""))]


def _is_settled(document: Document, conflict: Conflict) -> bool:
    judged = document.settled.get(conflict.kind.value)
    return judged is not None and set(conflict.values) <= set(judged["variants"])
