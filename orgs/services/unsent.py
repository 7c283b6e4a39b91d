"""Keeping what was sent after the session had ended (TRUST.md P20)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.http import QueryDict

from orgs.models import UnsentForm, User

KEPT = timedelta(hours=24)
MOST_CHARACTERS = 300_000
LONGEST_PATH = 200
MOST_FORMS = 5  # a person; the oldest goes first


@transaction.atomic
def keep_unsent(*, user: User, path: str, data: QueryDict, at: datetime) -> bool:
    """Keep a form for its person and page, in place of an earlier one; False if it is longer than any form may be."""
    kept = {name: [value.replace("\0", "") for value in values] for name, values in data.lists() if "\0" not in name}
    kept.pop("csrfmiddlewaretoken", None)
    length = sum(len(name) + sum(map(len, values)) for name, values in kept.items())
    if length > MOST_CHARACTERS or len(path) > LONGEST_PATH:
        return False
    UnsentForm.objects.update_or_create(user=user, path=path, defaults={"data": kept, "saved_at": at})
    newest = UnsentForm.objects.filter(user=user).order_by("-saved_at", "-pk").values_list("pk", flat=True)
    UnsentForm.objects.filter(user=user).exclude(pk__in=list(newest[:MOST_FORMS])).delete()
    return True


def take_unsent(*, user: User, path: str, at: datetime) -> QueryDict | None:
    """Return what `user` could not send from that page, and forget it; None if there is nothing, or it is a day old."""
    found = UnsentForm.objects.filter(user=user, path=path).first()
    if found is None:
        return None
    found.delete()
    if at - found.saved_at > KEPT:
        return None
    data = QueryDict(mutable=True)
    for name, values in found.data.items():
        data.setlist(name, values)
    return data
