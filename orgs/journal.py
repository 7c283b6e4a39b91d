"""Writing and checking the journal. Call `record` in the transaction of the change it tells of."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from orgs.models import JournalEntry, Unit, User

Values = dict[str, Any] | None
_Unwritten = tuple[int | None, JournalEntry]
_gathered: ContextVar[list[_Unwritten] | None] = ContextVar("gathered", default=None)


class Head(NamedTuple):
    """The last entry of a committee's chain at some moment."""

    chain: int
    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.chain}:{self.sequence}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> Head:
        """The head that was written as `text`. Raises ValueError."""
        chain, sequence, known = text.split(":")
        return cls(int(chain), int(sequence), known)


@dataclass(frozen=True)
class Told:
    """What one entry tells; see `record`."""

    action: str
    subject: models.Model
    unit: Unit | None = None
    plan_id: int | None = None
    before: Values = None
    after: Values = None


def record(
    action: str,
    subject: models.Model,
    *,
    by: User | None,
    unit: Unit | None = None,
    plan_id: int | None = None,
    before: Values = None,
    after: Values = None,
) -> None:
    """Append one entry to the chain of the unit's committee.

    `action` is the Vietnamese phrase that history pages show ("ghi kết quả"). Must run inside
    `transaction.atomic`: the chain's committee row is locked until the commit, so chains never fork.
    """
    record_all([Told(action, subject, unit, plan_id, before, after)], by=by)


def record_all(told: Iterable[Told], *, by: User | None) -> None:
    """Append many entries as `record` does one: three queries a chain, however many they are."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.record must share the transaction of the change")
    entries = [(one.unit.committee_id if one.unit else _first_unit(), _entry(one, by)) for one in told]
    gathered = _gathered.get()
    if gathered is None:
        _write(entries)
    else:
        gathered += entries


@contextmanager
def together() -> Iterator[None]:
    """Write at the end of the block what is recorded in it: three queries a chain, and chains are held no longer.

    Stands inside the transaction; one within another leaves the writing to the outer. A block that fails has told
    nothing: who catches an error of an act inside a block gives that act a block of its own.
    """
    outer = _gathered.get()
    gathered: list[_Unwritten] = []
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    if outer is None:
        _write(gathered)
    else:
        outer += gathered


def _write(entries: list[_Unwritten]) -> None:
    by_chain: dict[int | None, list[JournalEntry]] = defaultdict(list)
    for committee, entry in entries:
        by_chain[committee].append(entry)
    for committee in sorted(by_chain, key=lambda pk: pk or 0):  # in one order, so that two writers never wait in a ring
        chain = Unit.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=committee)
        entries_of_chain = JournalEntry.objects.filter(chain=chain).order_by("-sequence")
        sequence, last_hash = entries_of_chain.values_list("sequence", "hash").first() or (0, "")
        for entry in by_chain[committee]:
            sequence += 1
            entry.chain_id, entry.sequence, entry.previous_hash = chain, sequence, last_hash
            entry.hash = last_hash = digest(entry)
    JournalEntry.objects.bulk_create(entry for of_chain in by_chain.values() for entry in of_chain)


def _entry(told: Told, by: User | None) -> JournalEntry:
    """What is told, before it has its place in a chain."""
    return JournalEntry(
        at=timezone.now(),
        actor=by,
        actor_name=str(by) if by else "Hệ thống",
        action=told.action,
        object_type=str(told.subject._meta.model_name),
        object_id=told.subject.pk,
        object_label=str(told.subject)[:300],
        plan_id=told.plan_id,
        unit=told.unit,
        before=plain(told.before),
        after=plain(told.after),
    )


def difference(was: dict[str, Any], now: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what differs, before and after, for `record`: a related object by its name."""
    changed = [name for name in now if was.get(name) != now[name]]
    return {name: _said(was.get(name)) for name in changed}, {name: _said(now[name]) for name in changed}


def set_fields(thing: models.Model, fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set `fields` on an object, not saved yet; return what differs, before and after, for `record`."""
    changed = difference({name: getattr(thing, name) for name in fields}, fields)
    for name, value in fields.items():
        setattr(thing, name, value)
    return changed


def plain(values: Values) -> Values:
    """Turn dates, decimals and the like into what a JSON column keeps, and keep them so in the hash."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder)) if values is not None else None


def digest(entry: JournalEntry) -> str:
    """The SHA-256 of an entry and of the entry before it, as hexadecimal text."""
    content = [
        entry.chain_id, entry.sequence, entry.at.isoformat(), entry.actor_id, entry.actor_name, entry.action,
        entry.object_type, entry.object_id, entry.object_label, entry.plan_id, entry.unit_id,
        entry.before, entry.after, entry.previous_hash,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_links() -> Iterator[JournalEntry]:
    """Yield each entry that does not follow from the one before it; where the end was cut off, there is none."""
    chain, previous, sequence = None, "", 0
    for entry in JournalEntry.objects.order_by("chain_id", "sequence").iterator():
        if entry.chain_id != chain:
            chain, previous, sequence = entry.chain_id, "", 0
        sequence += 1
        if entry.sequence != sequence or entry.previous_hash != previous or entry.hash != digest(entry):
            yield entry
        previous = entry.hash


def heads() -> list[Head]:
    """The last entry of each chain; kept outside the database, they tell when later the end of one is gone."""
    latest = JournalEntry.objects.filter(chain=OuterRef("pk")).order_by("-sequence").values("pk")[:1]
    chains = Unit.objects.order_by().annotate(latest=Subquery(latest)).filter(latest__isnull=False)
    last = JournalEntry.objects.filter(pk__in=chains.values("latest")).order_by("chain_id")
    return [Head(*values) for values in last.values_list("chain_id", "sequence", "hash")]


def lost_heads(known: Iterable[Head]) -> list[Head]:
    """Those of the heads known from elsewhere that no entry answers to any more: it, or what it follows from, is gone.

    Their chains were cut, or written anew; after a restore, also where the backup was made before the head was.
    """
    entries = JournalEntry.objects
    return [
        head for head in known if not entries.filter(chain=head.chain, sequence=head.sequence, hash=head.hash).exists()
    ]


def _said(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value


def _first_unit() -> int | None:
    return Unit.objects.values_list("pk", flat=True).first()
