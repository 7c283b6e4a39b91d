"""Letters that urge units to finish what is overdue (công văn đôn đốc)."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, When
from django.urls import reverse

from orgs.models import Role, Unit, User
from plans.models import Occurrence, Plan, Progress, ProgressUpdate, Submission, SubmissionRound, SubmissionState


class UrgingLetterQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> UrgingLetterQuerySet:
        """Letters of units where `user` is officer or leader."""
        return self.filter(issuer__in=user.units_as(Role.OFFICER, Role.LEADER))

    def of_batch(self, letter: UrgingLetter) -> UrgingLetterQuerySet:
        """All letters drafted in the same act, in the order of their units."""
        return self.filter(batch=letter.batch).order_by("pk")

    def unsent_of_batch(self, letter: UrgingLetter) -> UrgingLetterQuerySet:
        """The other letters drafted in the same act that have not left the house, in the order of their units."""
        return self.of_batch(letter).filter(sent_at__isnull=True).exclude(pk=letter.pk)

    def for_list(self) -> UrgingLetterQuerySet:
        """The latest first, each with how many lines it has, of how many units, and how many were answered since."""
        answered = Count("lines", filter=Q(lines__in=LetterLine.objects.answered().values("pk")), distinct=True)
        return (
            self.select_related("issuer")
            .annotate(
                line_count=Count("lines", distinct=True),
                unit_count=Count("lines__unit", distinct=True),
                answered_count=answered,
            )
            .order_by("-pk")
        )


class UrgingLetter(models.Model):
    """One letter (công văn đôn đốc), to one unit or to several with an annex (DOMAIN.md §4.5).

    Its words can be changed until `sent_at`, when it was noted that it left the house. Number and `issued_on`, the day
    it bears, come from văn thư then; the number may stay blank, but is given once in a `series` (`reports.numbering`).
    `state_on` is the day of its figures. Letters made in one act share their `batch`.
    """

    batch = models.UUIDField(db_index=True, editable=False)
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="urging_letters", verbose_name="cơ quan ban hành")
    abstract = models.CharField("trích yếu", max_length=500)
    addressees = models.JSONField("kính gửi", default=list)
    text = models.TextField("nội dung", max_length=20_000)
    state_on = models.DateField("số liệu đến ngày")
    number = models.CharField("số", max_length=20, blank=True)
    number_key = models.CharField(max_length=20, blank=True, editable=False)
    series = models.CharField(max_length=40, blank=True, editable=False)
    issued_on = models.DateField("ngày công văn", null=True, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    authority = models.CharField("quyền hạn ký", max_length=120, blank=True)
    job_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signatory = models.CharField("họ tên người ký", max_length=100, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0)

    objects = UrgingLetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True, sent_at__isnull=True)
                | Q(issued_on__isnull=False, sent_at__isnull=False),
                name="letter_bears_a_day_once_it_is_sent",
            ),
            models.UniqueConstraint(
                fields=["issuer", "series", "number_key"],
                condition=~Q(number_key=""),
                name="letter_number_is_given_once_a_series",
                violation_error_message="Số này đã dùng cho công văn khác của cơ quan ban hành.",
            ),
        ]
        verbose_name = "công văn đôn đốc"
        verbose_name_plural = "công văn đôn đốc"

    def __str__(self) -> str:
        return f"Công văn {self.abstract}"

    def get_absolute_url(self) -> str:
        return reverse("reports:letter_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.sent_at is None


class LetterLineQuerySet(models.QuerySet):
    def answered(self) -> LetterLineQuerySet:
        """Lines about which the unit said something after the letter had been sent."""
        sent_at = OuterRef("letter__sent_at")
        updates = ProgressUpdate.objects.filter(occurrence=OuterRef("occurrence"), at__gt=sent_at)
        rounds = SubmissionRound.objects.filter(submission=OuterRef("submission"), at__gt=sent_at)
        return self.filter(Exists(updates) | Exists(rounds), letter__sent_at__isnull=False)

    def with_answers(self) -> LetterLineQuerySet:
        """Mark each line `is_answered`, since the letter, and `is_finished`, by now."""
        done = Q(occurrence__progress=Progress.FINISHED) | Q(submission__state=SubmissionState.ACCEPTED)
        return self.annotate(
            is_answered=Exists(LetterLine.objects.answered().filter(pk=OuterRef("pk"))),
            is_finished=Case(When(done, then=True), default=False, output_field=models.BooleanField()),
        )

    def for_paper(self) -> LetterLineQuerySet:
        """What the annex prints, by unit in print order, the longest overdue first."""
        return self.select_related(
            "unit", "occurrence__assignment__item", "occurrence__plan__document", "submission__period__plan__document"
        ).order_by("unit__path", "due_on", "pk")


class LetterLine(models.Model):
    """One row, or one report, that a letter speaks of, as it stood then."""

    letter = models.ForeignKey(UrgingLetter, models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    occurrence = models.ForeignKey(Occurrence, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("hạn")
    state = models.CharField("tình trạng", max_length=60)

    objects = LetterLineQuerySet.as_manager()

    class Meta:
        ordering = ["letter", "unit__path", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(occurrence__isnull=False, submission__isnull=True)
                | Q(occurrence__isnull=True, submission__isnull=False),
                name="letter_line_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["letter", "occurrence"], condition=Q(occurrence__isnull=False), name="row_once_a_letter"
            ),
            models.UniqueConstraint(
                fields=["letter", "submission"], condition=Q(submission__isnull=False), name="report_once_a_letter"
            ),
        ]
        verbose_name = "việc trong công văn"
        verbose_name_plural = "việc trong công văn"

    def __str__(self) -> str:
        return f"{self.unit}: {self.subject}"

    @property
    def about(self) -> Occurrence | Submission:
        """The row or the report; a constraint sees to it that there is one."""
        return cast("Occurrence | Submission", self.occurrence or self.submission)

    @property
    def subject(self) -> str:
        """What is overdue, in words."""
        about = self.about
        return about.assignment.item.text if isinstance(about, Occurrence) else f"Báo cáo {about.period.label}"

    @property
    def plan(self) -> Plan:
        """The plan that gave the work."""
        about = self.about
        return about.plan if isinstance(about, Occurrence) else about.period.plan

    def get_absolute_url(self) -> str:
        return self.about.get_absolute_url()

    def days_late(self, on: date) -> int:
        return (on - self.due_on).days
