"""Account slips that wait to be shown: once, within minutes, to the person who made them.

A session is stored as plain rows, so it holds only the seeds; a password is worked out of its seed and the
program's secret key when its slip is shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, MutableMapping
from datetime import datetime, timedelta
from typing import Any

from orgs.models import User
from orgs.passwords import first_password

KEPT = timedelta(minutes=10)
_WAITING = "slips"


def new_seed() -> str:
    return secrets.token_hex(16)


def put(session: MutableMapping[str, Any], slips: Iterable[tuple[User, str]], *, at: datetime) -> None:
    """Let slips, each a person and the seed of his first password, wait in the session."""
    session[_WAITING] = {"at": at.timestamp(), "seeds": {str(person.pk): seed for person, seed in slips}}


def take(session: MutableMapping[str, Any], *, at: datetime) -> dict[int, str]:
    """Return the first passwords by the ids of their people, and forget them; nothing if they have waited too long."""
    waiting = session.pop(_WAITING, None)
    if waiting is None or at.timestamp() - waiting["at"] > KEPT.total_seconds():
        return {}
    return {int(pk): first_password(seed) for pk, seed in waiting["seeds"].items()}
