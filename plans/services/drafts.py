"""What a person is typing and has not sent (bản đang gõ), kept so that no error or closed tab loses it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs.models import User
from plans.models import Draft, Occurrence, ProgressUpdate

KEPT_FIELDS = (
    "progress", "answer", "outcome", "reason", "difficulties", "proposals", "percent", "source", "sent_on",
)  # fmt: skip
MOST_CHARACTERS = 100_000


@transaction.atomic
def save_draft(*, occurrence: Occurrence, by: User, values: dict[str, Any], key: UUID | None = None) -> Draft | None:
    """Keep what `by` is typing about a row; nothing is kept of what was sent already (`key`), nor of empty forms.

    A draft is private and no change of the record, so the journal does not tell of it.
    Raises ValidationError if it is longer than any answer may be.
    """
    kept = {name: str(values[name]).replace("\0", "") for name in KEPT_FIELDS if values.get(name)}
    if sum(map(len, kept.values())) > MOST_CHARACTERS:
        raise ValidationError("Nội dung quá dài, không giữ được bản nháp.")
    if not kept.keys() - {"answer", "sent_on"} or (key and ProgressUpdate.objects.filter(key=key).exists()):
        return None
    draft, _ = Draft.objects.update_or_create(user=by, occurrence=occurrence, defaults={"values": kept})
    return draft


@transaction.atomic
def discard_draft(*, occurrence: Occurrence, by: User) -> None:
    """Throw away what `by` has typed about a row and not sent."""
    Draft.objects.of(by, occurrence).delete()
