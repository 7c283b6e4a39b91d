"""Taking hold of a row before writing to it: one writer wins, the others learn of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from orgs.conflicts import StaleVersion
from plans.models import Occurrence, Progress

_HOLDERS = {Progress.AWAITING: "office", Progress.FINISHED: "nobody", Progress.STOPPED: "nobody"}


def claim(occurrence: Occurrence, *, version: int, at: datetime, progress: str, **changes: Any) -> None:
    """Write `changes` to the row if its version is still the one that was read, and count the version up.

    `turn_since` follows when the turn passes between unit and office. `occurrence` is brought up to date.
    Raises StaleVersion, and has then written nothing.
    """
    if _holder(progress) != _holder(occurrence.progress):
        changes["turn_since"] = at
    claimed = Occurrence.objects.filter(pk=occurrence.pk, version=version).update(
        version=version + 1, progress=progress, **changes
    )
    if not claimed:
        occurrence.refresh_from_db(fields=["version", "progress", "percent", "finished_on", "turn_since"])
        raise StaleVersion(occurrence)
    for name, value in {"version": version + 1, "progress": progress, **changes}.items():
        setattr(occurrence, name, value)


def move(occurrence: Occurrence, *, at: datetime, progress: str, **changes: Any) -> None:
    """What `claim` writes, on a row that is locked and saved by the caller."""
    if _holder(progress) != _holder(occurrence.progress):
        changes["turn_since"] = at
    occurrence.version += 1
    for name, value in {"progress": progress, **changes}.items():
        setattr(occurrence, name, value)


def _holder(progress: str) -> str:
    return _HOLDERS.get(Progress(progress), "unit")
