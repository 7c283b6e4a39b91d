"""Outlines that a committee keeps to begin its reports with."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from orgs.models import Role, Unit, User
from reports.models.reports import ReportKind


class ReportOutlineQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ReportOutlineQuerySet:
        """The outlines of committees where `user` is officer or leader."""
        return self.filter(committee__in=[unit.pk for unit in user.units_as(Role.OFFICER, Role.LEADER)])


class ReportOutline(models.Model):
    """An outline of a committee's own (mẫu đề cương); `text` are indented lines as reports.outlines reads them.

    Reports made of it before stay as they are.
    """

    committee = models.ForeignKey(Unit, models.CASCADE, related_name="report_outlines", verbose_name="cấp ủy")
    name = models.CharField("tên mẫu", max_length=150)
    kind = models.CharField("dùng cho loại", max_length=8, choices=ReportKind, blank=True)
    text = models.TextField("các mục", max_length=50_000)
    version = models.PositiveIntegerField(default=0)

    objects = ReportOutlineQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "name"],
                name="outline_name_once_a_committee",
                violation_error_message="Đã có mẫu đề cương mang tên này.",
            )
        ]
        verbose_name = "mẫu đề cương"
        verbose_name_plural = "mẫu đề cương"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:outline_edit", args=[self.pk])
