"""Papers that the worker draws besides reports: letters, forms to fill in, and what a unit reported."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from orgs.models import User
from plans.models import Plan, Submission
from reports.models.layouts import LayoutVersion
from reports.models.letters import UrgingLetter
from reports.models.reports import ReportFile


class PaperKind(models.TextChoices):
    LETTER = "LETTER", "công văn đôn đốc"
    LETTERS = "LETTERS", "các công văn đôn đốc cùng đợt"
    BLANK_FORM = "BLANK_FORM", "phiếu báo cáo"
    UNIT_REPORT = "UNIT_REPORT", "báo cáo của đơn vị"
    LAYOUT = "LAYOUT", "trang in thử thể thức"
    ASSIGNMENTS = "ASSIGNMENTS", "bảng phân công nhiệm vụ"


class PaperFileQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> PaperFileQuerySet:
        """Papers of letters, of units' reports, of layouts and of plans that `user` may read."""
        return self.filter(
            Q(letter__in=UrgingLetter.objects.visible_to(user).values("pk"))
            | Q(submission__in=Submission.objects.visible_to(user).values("pk"))
            | Q(layout__in=LayoutVersion.objects.visible_to(user).values("pk"))
            | Q(plan__in=Plan.objects.visible_to(user).values("pk"))
        )


class PaperFile(models.Model):
    """One paper in one form: waiting, drawn, or failed with the reason in words.

    Asked for again it is drawn again, as things stand then; `asked` counts how often, so that the worker sees
    that what it has just drawn is out of date. The paper of LETTERS belongs to the first letter of its batch.
    """

    kind = models.CharField("loại", max_length=11, choices=PaperKind)
    form = models.CharField(max_length=4, choices=ReportFile.Form)
    letter = models.ForeignKey(UrgingLetter, models.CASCADE, null=True, blank=True, related_name="files")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="papers")
    layout = models.ForeignKey(LayoutVersion, models.CASCADE, null=True, blank=True, related_name="papers")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="papers")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)
    drawn_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="papers/%Y/%m", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)

    objects = PaperFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[PaperKind.LETTER, PaperKind.LETTERS],
                    letter__isnull=False,
                    submission=None,
                    layout=None,
                    plan=None,
                )
                | Q(kind=PaperKind.LAYOUT, layout__isnull=False, letter=None, submission=None, plan=None)
                | Q(kind=PaperKind.ASSIGNMENTS, plan__isnull=False, letter=None, submission=None, layout=None)
                | Q(
                    kind__in=[PaperKind.BLANK_FORM, PaperKind.UNIT_REPORT],
                    submission__isnull=False,
                    letter=None,
                    layout=None,
                    plan=None,
                ),
                name="paper_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["letter", "kind", "form"],
                condition=Q(letter__isnull=False),
                name="letter_paper_is_drawn_once_a_form",
            ),
            models.UniqueConstraint(
                fields=["submission", "kind", "form"],
                condition=Q(submission__isnull=False),
                name="report_paper_is_drawn_once_a_form",
            ),
            models.UniqueConstraint(
                fields=["layout", "form"], condition=Q(layout__isnull=False), name="layout_is_drawn_once_a_form"
            ),
            models.UniqueConstraint(
                fields=["plan", "kind", "form"],
                condition=Q(plan__isnull=False),
                name="plan_paper_is_drawn_once_a_form",
            ),
        ]
        verbose_name = "bản in"
        verbose_name_plural = "bản in"

    def __str__(self) -> str:
        subject = self.letter or self.submission or self.layout or self.plan
        return f"{self.get_kind_display()}: {subject} ({self.get_form_display()})"
