"""Copies of signed reports on their way in: searched for secrecy marks before anything of them is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reports.models.reports import Report


class Search(models.TextChoices):
    """How a copy was searched for secrecy marks before it was kept."""

    TEXT = "TEXT", "máy đã đọc hết chữ trong tệp, không thấy dấu mật"
    PICTURE = "PICTURE", "máy đã đọc chữ từ ảnh, không thấy dấu mật"
    NONE = "NONE", "máy chủ chưa cài phần đọc chữ từ ảnh nên chưa tìm được dấu mật; người đính kèm đã xác nhận không có"


class IncomingCopyQuerySet(models.QuerySet):
    def waiting(self) -> IncomingCopyQuerySet:
        return self.filter(searched_at__isnull=True)


class IncomingCopy(models.Model):
    """A scan or final file attached to a signed report: waiting, kept, or refused with the reason in words.

    While it waits its bytes lie in the spool alone. Kept, it is the `SignedCopy` of the same `key`, and `search` says
    how it was searched; refused, nothing of it is left, of a secret one not even its name. `page` of `pages` are read.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="incoming_copies")
    key = models.UUIDField(unique=True, editable=False)
    differs = models.BooleanField("khác bản hệ thống", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    name = models.CharField("tên tệp", max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("lúc")
    page = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    searched_at = models.DateTimeField("tìm dấu mật lúc", null=True, blank=True)
    search = models.CharField("cách tìm dấu mật", max_length=7, choices=Search, blank=True)
    error = models.TextField(blank=True)

    objects = IncomingCopyQuerySet.as_manager()

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = "bản đã ký đang nhận"
        verbose_name_plural = "bản đã ký đang nhận"

    def __str__(self) -> str:
        return f"{self.report}: {self.name}"
