"""How far the worker is with a drawing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from reports.models.drawings import PaperFile
from reports.models.reports import ReportFile

PATIENCE = timedelta(seconds=20)  # for a worker to take a drawing up
SILENCE = timedelta(seconds=240)  # longer than a worker bears it before it gives a drawing up: it is dead itself


class Stage(models.TextChoices):
    QUEUED = "QUEUED", "Đang tạo bản in"
    UNCLAIMED = "UNCLAIMED", "Máy chủ chưa bắt đầu tạo bản in"
    DRAWING = "DRAWING", "Đang tạo bản in"
    SILENT = "SILENT", "Máy chủ đã dừng giữa chừng"


class DrawingProgress(models.Model):
    """Which pages and pieces of a drawing the worker has told of (tiến độ in), and when last.

    It stands beside the drawing, because that of a signed report may not change once it is there.
    """

    report_file = models.OneToOneField(ReportFile, models.CASCADE, null=True, related_name="progress")
    paper_file = models.OneToOneField(PaperFile, models.CASCADE, null=True, related_name="progress")
    started_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    pages = models.PositiveIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    pieces = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(report_file__isnull=False, paper_file=None) | Q(report_file=None, paper_file__isnull=False),
                name="progress_is_of_one_drawing",
            )
        ]
        verbose_name = "tiến độ in"
        verbose_name_plural = "tiến độ in"

    def __str__(self) -> str:
        return f"{self.report_file or self.paper_file}: {self.pages} trang, {self.done}/{self.pieces} phần"


def stage_of(drawn: ReportFile | PaperFile, now: datetime) -> Stage | None:
    """Where a drawing stands, None when it is done or has failed; `drawn` has its `progress` joined."""
    if drawn.drawn_at is not None or drawn.error:
        return None
    progress: DrawingProgress | None = getattr(drawn, "progress", None)
    if progress is None or progress.started_at < drawn.requested_at:
        return Stage.UNCLAIMED if now - drawn.requested_at > PATIENCE else Stage.QUEUED
    return Stage.SILENT if now - progress.heard_at > SILENCE else Stage.DRAWING
