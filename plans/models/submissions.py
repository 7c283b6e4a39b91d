"""The report that a unit owes for a period: sent, asked to be completed, sent again, taken in."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from orgs.models import WORKING_ROLES, Role, Unit, User
from plans.models.periods import ReportingPeriod
from plans.models.plans import Plan
from plans.models.progress import ProgressUpdate, Source, Verdict


class SubmissionState(models.TextChoices):
    """Where a report stands, so whose turn it is: the unit's, the collector's, the unit's again, nobody's."""

    NOT_SENT = "NOT_SENT", "Chưa nộp"
    AWAITING = "AWAITING", "Chờ tiếp nhận"
    ASKED_FOR_MORE = "ASKED_FOR_MORE", "Đề nghị bổ sung"
    ACCEPTED = "ACCEPTED", "Đã tiếp nhận"


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> SubmissionQuerySet:
        """Reports of units whose work `user` may read, and of plans his units issue, monitor or collect for."""
        return self.filter(
            Q(unit__in=Unit.objects.readable_by(user).values("pk"))
            | Q(period__plan__in=Plan.objects.run_by(user).values("pk"))
            | Q(collector__in=user.units_as(*WORKING_ROLES))
        )

    def of_reporter(self, user: User) -> SubmissionQuerySet:
        """Reports that `user` writes himself."""
        return self.filter(unit__in=user.units_as(Role.REPORTER))

    def of_office(self, user: User) -> SubmissionQuerySet:
        """Reports that `user` takes in as an officer."""
        plans = Plan.objects.run_by(user, Role.OFFICER)
        return self.filter(Q(period__plan__in=plans.values("pk")) | Q(collector__in=user.units_as(Role.OFFICER)))

    def owed_upwards(self, user: User, on: date) -> SubmissionQuerySet:
        """Reports whose turn it is of offices of `user`, for plans of others; the first due first."""
        homes = user.units_as(Role.OFFICER)
        turn = Q(state__in=[SubmissionState.NOT_SENT, SubmissionState.ASKED_FOR_MORE], period__opens_on__lte=on)
        found = self.owed().filter(turn, unit__in=homes, period__plan__closed_on__isnull=True)
        return found.exclude(period__plan__issuer__in=homes).order_by("period__due_on", "pk")

    def owed(self) -> SubmissionQuerySet:
        """The frozen list, without those the office excused (phải nộp)."""
        return self.filter(excused_reason="")

    def for_list(self) -> SubmissionQuerySet:
        return self.select_related("period__plan__document", "period__plan__issuer", "unit", "collector")

    def waiting(self) -> SubmissionQuerySet:
        """Reports that the office has to look at, the longest waiting first."""
        return self.owed().filter(state=SubmissionState.AWAITING).order_by("turn_since", "pk")

    def overdue_by_period(self, on: date) -> models.QuerySet:
        """For each period of a plan at work past its due day: how many units have sent nothing; the latest first."""
        late = self.owed().filter(
            first_sent_on__isnull=True, period__due_on__lt=on, period__plan__closed_on__isnull=True
        )
        by_period = late.order_by().values(
            "period", "period__label", "period__due_on", "period__plan__document__number",
            "period__plan__document__abstract",
        )  # fmt: skip
        return by_period.annotate(units=models.Count("pk")).order_by("-period__due_on", "period")

    def with_last_sending(self) -> SubmissionQuerySet:
        """Mark each with its last sending, without a query more: `last_round` (its id), `last_number`, `last_file`."""
        newest = SubmissionRound.objects.filter(submission=models.OuterRef("pk")).order_by("-number")
        return self.annotate(
            last_round=models.Subquery(newest.values("pk")[:1]),
            last_number=models.Subquery(newest.values("number")[:1]),
            last_file=models.Subquery(newest.values("file_sha256")[:1]),
        )

    def with_last_round(self) -> SubmissionQuerySet:
        """With its last sending in `last_rounds`, a list of one, or of none where nothing was sent."""
        newest = SubmissionRound.objects.filter(submission=models.OuterRef("submission")).order_by("-number")
        last = SubmissionRound.objects.filter(pk=models.Subquery(newest.values("pk")[:1])).select_related(
            "by", "review"
        )
        return self.prefetch_related(models.Prefetch("rounds", last, to_attr="last_rounds"))


class Submission(models.Model):
    """What one unit owes for one period; made for every such unit on the day the period opens (danh sách phải nộp).

    `collector` receives it (qua …); to whom it is addressed is the plan's own fact. `added_on`: a unit that an
    amendment gave work after the list was made owes its report from that day. `excused_rows` are the ids of the rows
    that the excuse took out of the figures, and that its end counts again. `version` grows with every write.
    """

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions")
    collector = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi nhận báo cáo")
    state = models.CharField("tình trạng", max_length=15, choices=SubmissionState, default=SubmissionState.NOT_SENT)
    turn_since = models.DateTimeField("đến lượt từ lúc", null=True, blank=True)
    first_sent_on = models.DateField("ngày nộp lần đầu", null=True, blank=True)
    added_on = models.DateField("thêm vào danh sách ngày", null=True, blank=True)
    excused_reason = models.CharField("lý do không phải nộp", max_length=500, blank=True)
    excused_rows = models.JSONField(default=list, blank=True)
    reopened_until = models.DateField("mở lại đến hết ngày", null=True, blank=True)
    reopened_reason = models.CharField("lý do mở lại", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["period", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="one_report_a_period_and_unit"),
            models.CheckConstraint(
                condition=Q(reopened_until__isnull=True) | ~Q(reopened_reason=""), name="reopening_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.NOT_SENT) | Q(first_sent_on__isnull=False), name="sent_on_some_day"
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="reports_of_unit")]
        verbose_name = "báo cáo của đơn vị"
        verbose_name_plural = "báo cáo của đơn vị"

    def __str__(self) -> str:
        return f"{self.unit}: {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("plans:submission_detail", args=[self.pk])


class SubmissionRound(models.Model):
    """One sending of a report (lần nộp). Append-only: what was sent, by whom, on which day, stays readable.

    `answers` are the answers as they stood, also those recorded before; `figures` the numbers as they stood. A unit's
    own report file counts as sent though nobody has split it into answers yet (đã nộp, chưa tách).
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("lần")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nộp")
    at = models.DateTimeField("lúc")
    sent_on = models.DateField("ngày nộp")
    source = models.CharField("nhập thay từ", max_length=8, choices=Source, blank=True)
    note = models.TextField("lời kèm theo", max_length=5000, blank=True)
    answers = models.ManyToManyField(ProgressUpdate, related_name="rounds")
    figures = models.JSONField(default=list)
    file = models.FileField("báo cáo của đơn vị", upload_to="submissions/%Y/%m", blank=True)
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    file_size = models.PositiveIntegerField(null=True, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_type = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="rounds_are_numbered")]
        verbose_name = "lần nộp"
        verbose_name_plural = "lần nộp"

    def __str__(self) -> str:
        return f"{self.submission}, lần {self.number}"


class RoundReview(models.Model):
    """What the receiver made of one sending. Append-only, once a round; its remarks are the reviews of the answers."""

    round = models.OneToOneField(SubmissionRound, models.PROTECT, related_name="review")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhận")
    at = models.DateTimeField("lúc")
    verdict = models.CharField(
        "ý kiến", max_length=15, choices=[(v, v.label) for v in (Verdict.ACCEPTED, Verdict.ASKED_FOR_MORE)]
    )
    reason = models.TextField("lý do", max_length=5000, blank=True)
    is_own_words = models.BooleanField("tự tiếp nhận", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(reason=""), name="round_review_gives_a_reason"
            )
        ]
        verbose_name = "ý kiến về lần nộp"
        verbose_name_plural = "ý kiến về lần nộp"

    def __str__(self) -> str:
        return f"{self.round}: {self.get_verdict_display()}"
