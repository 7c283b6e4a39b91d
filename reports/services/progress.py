"""Note how far a drawing is, so that the page on which somebody waits can say it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from reports.models import DrawingProgress, PaperFile, ReportFile

SECONDS_BETWEEN_NOTES = 1


def begin_drawing(drawn: ReportFile | PaperFile) -> Callable[[int, int, int], None]:
    """Note that the worker has begun. What is returned hears of (pages, pieces done, pieces), and notes it at times."""
    now = timezone.now()
    which: dict[str, Any] = {"report_file" if isinstance(drawn, ReportFile) else "paper_file": drawn}
    fresh = {"started_at": now, "heard_at": now, "pages": 0, "done": 0, "pieces": 1}
    progress, _ = DrawingProgress.objects.update_or_create(**which, defaults=fresh)
    noted = time.monotonic()

    def note(pages: int, done: int, pieces: int) -> None:
        nonlocal noted
        if time.monotonic() - noted >= SECONDS_BETWEEN_NOTES:
            noted = time.monotonic()
            heard = {"heard_at": timezone.now(), "pages": pages, "done": done, "pieces": pieces}
            DrawingProgress.objects.filter(pk=progress.pk).update(**heard)

    return note
