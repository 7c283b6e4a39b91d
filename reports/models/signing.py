"""What belongs to a report that was signed: copies of what was signed on paper, its way up, and how it was checked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from orgs.models import User
from plans.models import Submission, SubmissionRound
from reports.models.incoming import IncomingCopy, Search
from reports.models.reports import Report


class SignedCopyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> SignedCopyQuerySet:
        """Copies of the reports that `user` may read."""
        return self.filter(report__in=Report.objects.visible_to(user).values("pk"))

    def with_search(self) -> SignedCopyQuerySet:
        """Each with `search`: how it was searched for secrecy marks; None of those kept before copies were."""
        arrived = IncomingCopy.objects.filter(key=models.OuterRef("key"))
        return self.annotate(search=models.Subquery(arrived.values("search")[:1]))


class SignedCopy(models.Model):
    """A report as it was signed: the scan, or the final Word file (bản đã ký). Append-only.

    One that `differs` from what the program drew is the text of record, and ours is then named *bản hệ thống*;
    of several the latest.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="signed_copies")
    key = models.UUIDField(unique=True, editable=False)
    differs = models.BooleanField("khác bản hệ thống", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    name = models.CharField("tên tệp", max_length=200)
    file = models.FileField(upload_to="reports/%Y/%m")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("lúc")

    objects = SignedCopyQuerySet.as_manager()

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = "bản đã ký"
        verbose_name_plural = "bản đã ký"

    def __str__(self) -> str:
        return f"{self.report}: {self.name}"

    @property
    def how_searched(self) -> str:
        """In words; the row must come from `with_search`."""
        search: str | None = self.search  # type: ignore[attr-defined]
        return Search(search).label if search else ""


class HandUpQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> HandUpQuerySet:
        """Those of which `user` may read what was sent: whoever reads the report need not know to whom it went."""
        return self.filter(round__submission__in=Submission.objects.visible_to(user).values("pk"))


class HandUp(models.Model):
    """A signed report handed up (gửi cấp trên): it is what its committee sent for a period of a superior's plan."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="hand_ups")
    round = models.OneToOneField(SubmissionRound, models.PROTECT, related_name="hand_up")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = HandUpQuerySet.as_manager()

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = "báo cáo gửi cấp trên"
        verbose_name_plural = "báo cáo gửi cấp trên"

    def __str__(self) -> str:
        return f"{self.report} → {self.round.submission.period}"


class ReportCheckQuerySet(models.QuerySet):
    def damaged(self) -> ReportCheckQuerySet:
        return self.exclude(damage=[])


class ReportCheck(models.Model):
    """The last time a signed report was compared with what was signed; `damage` says what is no longer as it was."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="last_check")
    checked_at = models.DateTimeField("kiểm tra lúc")
    damage = models.JSONField("không còn như lúc ký", default=list)

    objects = ReportCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "lần kiểm tra"
        verbose_name_plural = "lần kiểm tra"

    def __str__(self) -> str:
        return f"{self.report}: {'; '.join(self.damage) or 'nguyên vẹn'}"
