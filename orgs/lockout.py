"""Who is locked out after wrong passwords (TRUST.md P11), as django-axes counts it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum


def locked_usernames(usernames: Iterable[str] | None = None, *, at: datetime) -> set[str]:
    """Return the user names, or those of `usernames`, that cannot sign in now for having failed too often."""
    recent = AccessAttempt.objects.filter(attempt_time__gte=at - settings.AXES_COOLOFF_TIME)
    if usernames is not None:
        recent = recent.filter(username__in=list(usernames))
    failed = recent.values("username").annotate(failures=Sum("failures_since_start"))
    return set(failed.filter(failures__gte=settings.AXES_FAILURE_LIMIT).values_list("username", flat=True))
