"""What is raised when two people write at once."""

from __future__ import annotations

from django.db import models


class StaleVersion(Exception):
    """Somebody else has written since the form was read. Nothing was stored; `current` is what stands now."""

    def __init__(self, current: models.Model):
        super().__init__(f"{current} has changed")
        self.current = current
