"""The one mail of a day to who wants it (thư nhắc việc): what he is reminded of, and where to answer."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.template.loader import render_to_string

from orgs.models import User
from plans.models import Digest, Reminder
from plans.models.reminders import ReminderQuerySet

# A mail that failed for so long would tell old news; what still presses is reminded of every week.
TOLD_LATE = timedelta(days=3)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """How many digests went out, and how many are left for the next run."""

    sent: int = 0
    failed: int = 0


def send_digests(*, on: date, now: datetime) -> Sent:
    """Send each person who wants mail what he was reminded of and no mail has told him; nobody twice on one day.

    A digest is claimed before it is sent. What fails is left to the next run of the day; where the mail server does not
    answer at all, no other is tried.
    """
    people = list(_people(on))
    if not settings.SENDS_MAIL or not people:
        return Sent()
    connection = mail.get_connection()
    sent = failed = 0
    try:
        connection.open()
        for person in people:
            went = _send(person, connection, on=on, now=now)
            sent, failed = sent + (went is True), failed + (went is False)
    except (OSError, SMTPException) as error:
        log.warning("the mail server does not take digests: %s", type(error).__name__)
        return Sent(sent, len(people) - sent)
    finally:
        connection.close()
    return Sent(sent, failed)


def _people(on: date) -> list[User]:
    """Who wants mail, has an address, was reminded of something untold, and got no mail today."""
    told_today = Digest.objects.filter(day=on, sent_at__isnull=False).values("person")
    untold = _untold(on).values("person")
    people = User.objects.filter(is_active=True, wants_mail=True, pk__in=untold).exclude(email="")
    return list(people.exclude(pk__in=told_today).order_by("pk"))


def _untold(on: date) -> ReminderQuerySet:
    return Reminder.objects.filter(
        Q(digest__isnull=True) | Q(digest__sent_at__isnull=True), day__gt=on - TOLD_LATE, day__lte=on
    )


def _send(person: User, connection: BaseEmailBackend, *, on: date, now: datetime) -> bool | None:
    """Send one digest: True, or False where the server refuses this one; None where there is nothing to say, or it is
    not ours. Raises OSError and SMTPException where the server fails; the digest is then free again.
    """
    untold = _untold(on).visible_to(person).standing(on)
    lines = list(untold.latest_of_each().for_list())
    digest = Digest.objects.claim(person, day=on, now=now) if lines else None
    if digest is None:
        return None
    Reminder.objects.filter(pk__in=list(untold.values_list("pk", flat=True))).update(digest=digest)
    try:
        _message(person, lines, connection, on).send()
    except (SMTPRecipientsRefused, SMTPDataError):
        log.warning("the mail server refuses the digest of user %s", person.pk)
        _set_free(digest)
        return False
    except (OSError, SMTPException):
        _set_free(digest)
        raise
    Digest.objects.filter(pk=digest.pk).update(sent_at=now)
    return True


def _set_free(digest: Digest) -> None:
    Digest.objects.filter(pk=digest.pk).update(claimed_at=None)


def _message(person: User, lines: list[Reminder], connection: BaseEmailBackend, on: date) -> mail.EmailMessage:
    told = [(line, line.words(on)) for line in lines]
    context = {"person": person, "told": told, "on": on, "site": settings.SITE_URL}
    return mail.EmailMessage(
        subject=f"Nhắc việc dân vận ngày {on:%d/%m/%Y}: {len(lines)} việc",
        body=render_to_string("plans/mail/digest.txt", context),
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )
