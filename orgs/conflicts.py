"""What is raised when two people write at once (TRUST.md P2)."""

from __future__ import annotations

from typing import Any

from django.db import models


class StaleVersion(Exception):
    """Somebody else has written since the form was read. Nothing was stored; `current` is what stands now."""

    def __init__(self, current: models.Model):
        super().__init__(f"{current} has changed")
        self.current: Any = current


class ThrownAway(Exception):
    """What is written to was thrown away since its page was read. Nothing was stored."""


def claim_version(current: Any, version: int | None) -> None:
    """Count a change of `current`, locked and not saved yet, if it is still as read at `version`; None: as it stands.

    Raises StaleVersion.
    """
    if version is not None and current.version != version:
        raise StaleVersion(current)
    current.version += 1
