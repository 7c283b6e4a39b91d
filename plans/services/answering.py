"""Several answers recorded in one act: the items of a report, or one answer for several units of the same person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import Unit, User
from plans.models import Answer, Draft, Occurrence, ProgressUpdate
from plans.reporting import why_rows_shut
from plans.services.evidence import CheckedFile, check_files, check_room, keep_files
from plans.services.progress import ACTIONS, check_words, next_progress, progress_said, says_the_same, told_of
from plans.services.rows import move


@dataclass(frozen=True)
class Said:
    """What is said about one row, in the words of `record_progress`; `version` is what was read, None: as it stands."""

    row: Occurrence
    words: dict[str, Any]
    version: int | None = None
    files: Sequence[UploadedFile] = ()


@dataclass
class _Entry:
    update: ProgressUpdate
    evidence: list[CheckedFile] = field(default_factory=list)


@transaction.atomic
def record_answers(
    *, said: Iterable[Said], by: User, key: UUID, on: date, source: str = "", sent_on: date | None = None
) -> list[ProgressUpdate]:
    """Add an answer to each row, or to none of them; as many queries for a hundred as for one, files aside.

    Answers carry keys made of `key` and their row: the same again returns what was recorded first. Raises
    StaleVersion if somebody has written to a row since it was read, ValidationError with the messages by row id.
    """
    said = list(said)
    rows = _locked({one.row.pk for one in said})
    held = [replace(one, row=rows[one.row.pk]) for one in said]
    if earlier := _recorded_before(held, by=by, key=key, source=source):
        return earlier
    shut = why_rows_shut(rows.values(), on)
    return record_held(said=held, by=by, key=key, on=on, shut=shut, source=source, sent_on=sent_on)


def record_held(
    *, said: list[Said], by: User, key: UUID, on: date, shut: Mapping[int, str], source: str = "",
    sent_on: date | None = None,
) -> list[ProgressUpdate]:  # fmt: skip
    """What `record_answers` does with rows that the caller holds, in an act that he knows to be the first of `key`.

    `shut`, by row id: why nobody can write there. Raises as `record_answers`.
    """
    at = timezone.now()
    for one in said:
        if one.version is not None and one.row.version != one.version:
            raise StaleVersion(one.row)
    entries = [_Entry(_update(one, by, key, source, sent_on or on, at)) for one in said]
    _check(said, entries, shut)
    _check_room(entries, by)
    return _record(entries, by=by, on=on, at=at)


def _update(said: Said, by: User, key: UUID, source: str, sent_on: date, at: datetime) -> ProgressUpdate:
    row, words = said.row, said.words
    answer = words.get("answer") or Answer.RESULT
    texts = {name: words.get(name, "").strip() for name in ("outcome", "difficulties", "proposals")}
    return ProgressUpdate(
        occurrence=row, key=key_of(key, row), by=by, at=at, sent_on=sent_on, source=source, answer=answer,
        progress=progress_said(row, answer, words.get("progress", "")), percent=words.get("percent"), **texts,
    )  # fmt: skip


def key_of(key: UUID, row: Occurrence) -> UUID:
    """The mark against doubles of one answer within an act."""
    return uuid5(key, str(row.pk))


def _locked(pks: set[int]) -> dict[int, Occurrence]:
    rows = Occurrence.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    return {row.pk: row for row in rows.select_related("unit", "plan", "period", "assignment__item")}


def _recorded_before(said: list[Said], *, by: User, key: UUID, source: str) -> list[ProgressUpdate]:
    """The answers that this very act has recorded already. Raises ValidationError if they say something else."""
    standing = ProgressUpdate.objects.filter(key__in=[key_of(key, one.row) for one in said])
    found = {update.key: update for update in standing.select_related("occurrence__unit")}
    if not found:
        return []
    updates = [_update(one, by, key, source, date.min, timezone.now()) for one in said]
    earlier = [found.get(update.key) for update in updates]
    pairs = zip(earlier, updates, strict=True)
    if not all(one is not None and says_the_same(one, update) for one, update in pairs):
        raise ValidationError("Bản gửi này đã được ghi với nội dung khác; lần này chưa ghi gì. Hãy tải lại trang.")
    return [one for one in earlier if one is not None]


def _check(said: list[Said], entries: list[_Entry], shut: Mapping[int, str]) -> None:
    refusals: dict[str, list[str]] = {}
    for one, entry in zip(said, entries, strict=True):
        try:
            if sentence := shut[one.row.pk]:
                raise ValidationError(sentence)
            entry.evidence = check_files(one.files)
            check_words(entry.update, has_files=bool(entry.evidence))
            entry.update.full_clean(exclude=["occurrence", "by"], validate_unique=False)
        except ValidationError as error:
            refusals[str(one.row.pk)] = error.messages
    if refusals:
        raise ValidationError(refusals)


def _check_room(entries: list[_Entry], by: User) -> None:
    coming: dict[Unit, list[CheckedFile]] = defaultdict(list)
    for entry in entries:
        coming[entry.update.occurrence.unit] += entry.evidence
    for unit, files in coming.items():
        check_room(files, by=by, unit=unit)


def _record(entries: list[_Entry], *, by: User, on: date, at: datetime) -> list[ProgressUpdate]:
    rows, told = [], []
    for entry in entries:
        update, row = entry.update, entry.update.occurrence
        before = {"progress": row.progress}
        move(row, at=at, progress=next_progress(row, update))
        row.percent = row.percent if update.percent is None else update.percent
        action = ACTIONS[Answer(update.answer)]
        after = {"progress": row.progress, **told_of(update, entry.evidence)}
        said = f"nhập thay: {action}" if update.source else action
        told.append(journal.Told(said, row, row.unit, row.plan_id, before, after))
        rows.append(row)
    Occurrence.objects.bulk_update(rows, ["version", "progress", "percent", "turn_since"])
    updates = ProgressUpdate.objects.bulk_create([entry.update for entry in entries])
    Draft.objects.filter(user=by, occurrence__in=rows).delete()
    journal.record_all(told, by=by)
    for entry in entries:
        if entry.evidence:
            keep_files(entry.update, entry.evidence, on=on)
    return updates
