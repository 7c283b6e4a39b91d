"""What a person is typing and has not sent (bản đang gõ), kept so that no error or closed tab loses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs.models import User
from plans.models import Draft, Occurrence, ProgressUpdate, SubmissionRound

KEPT_FIELDS = (
    "progress", "answer", "outcome", "reason", "difficulties", "proposals", "percent", "source", "sent_on",
)  # fmt: skip
MOST_CHARACTERS = 100_000  # of one row


@transaction.atomic
def save_draft(*, occurrence: Occurrence, by: User, values: dict[str, Any], key: UUID | None = None) -> Draft | None:
    """Keep what `by` is typing about a row; nothing is kept of what was sent already (`key`), nor of empty forms.

    A draft is private and no change of the record, so the journal does not tell of it.
    Raises ValidationError if it is longer than any answer may be.
    """
    kept = _kept(values)
    if not kept.keys() - {"answer", "sent_on"} or (key and ProgressUpdate.objects.filter(key=key).exists()):
        return None
    draft, _ = Draft.objects.update_or_create(user=by, occurrence=occurrence, defaults={"values": kept})
    return draft


@transaction.atomic
def save_drafts(*, words: Mapping[int, Mapping[str, Any]], by: User, key: UUID | None = None) -> None:
    """Keep what `by` is typing about several rows (by row id), all of a report at once; empty words drop a draft.

    Nothing is kept of a report that was sent already (`key`). Raises as `save_draft`.
    """
    if key and SubmissionRound.objects.filter(key=key).exists():
        return
    kept = {pk: _kept(values) for pk, values in words.items() if values}
    Draft.objects.filter(user=by, occurrence__in=words.keys() - kept.keys()).delete()
    Draft.objects.bulk_create(
        [Draft(user=by, occurrence_id=pk, values=values) for pk, values in kept.items()],
        update_conflicts=True, unique_fields=["user", "occurrence"], update_fields=["values", "saved_at"],
    )  # fmt: skip


@transaction.atomic
def discard_draft(*, occurrence: Occurrence, by: User) -> None:
    """Throw away what `by` has typed about a row and not sent."""
    Draft.objects.of(by, occurrence).delete()


def _kept(values: Mapping[str, Any]) -> dict[str, str]:
    """What is to be kept of one row. Raises ValidationError (too long)."""
    kept = {name: str(values[name]).replace("\0", "") for name in KEPT_FIELDS if values.get(name)}
    if sum(map(len, kept.values())) > MOST_CHARACTERS:
        raise ValidationError("Nội dung quá dài, không giữ được bản nháp.")
    return kept
