"""Noting that a unit was urged (đã nhắc), by telephone or message, on each row and report that it owes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import User
from plans.models import Occurrence, Submission, Urge, UrgingChannel

LONGEST_WORDS = 20_000


@transaction.atomic
def record_urge(
    *, rows: Iterable[Occurrence], reports: Iterable[Submission], by: User, on: date, channel: str, words: str = ""
) -> int:
    """Note that the units of these rows and reports were urged; return about how many of them.

    The same person, way and day make one note on each, however often it is pressed. Raises ValidationError (nothing
    chosen, no such way, the words too long).
    """
    if channel not in UrgingChannel.values:
        raise ValidationError("Hãy chọn cách đã nhắc.")
    if len(words) > LONGEST_WORDS:
        raise ValidationError(f"Nội dung dài quá {LONGEST_WORDS:,} ký tự.".replace(",", "."))
    matters = [*_held(Occurrence, rows), *_held(Submission, reports)]
    if not matters:
        raise ValidationError("Đơn vị không còn việc quá hạn nào, không cần nhắc nữa.")
    said = {"by": by, "on": on, "channel": channel}
    noted = set(Urge.objects.filter(**said).values_list("occurrence", "submission"))
    fresh = [matter for matter in matters if tuple(_about(matter, pk=True).values()) not in noted]
    Urge.objects.bulk_create(Urge(at=timezone.now(), words=words, **said, **_about(matter)) for matter in fresh)
    journal.record_all([_told(matter, channel, words) for matter in fresh], by=by)
    return len(matters)


def _held(model: type[Occurrence] | type[Submission], things: Iterable[Occurrence | Submission]) -> list:
    """The things, locked so that a second press waits for the first."""
    wanted = [thing.pk for thing in things]
    return list(model.objects.select_for_update(of=("self",)).filter(pk__in=wanted).for_list().order_by("pk"))


def _about(matter: Occurrence | Submission, *, pk: bool = False) -> dict:
    thing = matter.pk if pk else matter
    is_row = isinstance(matter, Occurrence)
    return {"occurrence": thing if is_row else None, "submission": None if is_row else thing}


def _told(matter: Occurrence | Submission, channel: str, words: str) -> journal.Told:
    plan = matter.plan_id if isinstance(matter, Occurrence) else matter.period.plan_id
    action = f"nhắc đơn vị: {UrgingChannel(channel).label}"
    return journal.Told(action, matter, matter.unit, plan, after={"words": words} if words else None)
