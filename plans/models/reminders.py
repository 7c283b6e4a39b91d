"""What the program reminds people of, the mail it sends of it, and what people did to urge (đôn đốc)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from orgs.models import User
from plans.models.extensions import Extension
from plans.models.plans import Plan
from plans.models.statuses import UNIT_TURN, Progress
from plans.models.submissions import Submission, SubmissionState
from plans.models.work import Occurrence
from plans.reminders import days_words

_ONE_THING = Q(occurrence__isnull=False, submission__isnull=True) | Q(occurrence__isnull=True, submission__isnull=False)


class ReminderKind(models.TextChoices):
    """Why a person is reminded: the due day comes, has passed, or it has long been his turn."""

    DUE_IN_7 = "DUE_IN_7", "còn 7 ngày"
    DUE_IN_3 = "DUE_IN_3", "còn 3 ngày"
    DUE_TODAY = "DUE_TODAY", "hạn hôm nay"
    OVERDUE = "OVERDUE", "quá hạn"
    TO_COMPLETE = "TO_COMPLETE", "đã đề nghị bổ sung, chưa gửi lại"
    TO_TAKE_IN = "TO_TAKE_IN", "đã gửi, chưa xem"
    TO_DECIDE = "TO_DECIDE", "xin gia hạn, chưa trả lời"


BY_DUE_DAY = (ReminderKind.DUE_IN_7, ReminderKind.DUE_IN_3, ReminderKind.DUE_TODAY, ReminderKind.OVERDUE)


class DigestQuerySet(models.QuerySet["Digest"]):
    # Longer than a mail takes: who claimed a digest so long ago was killed.
    STALE = timedelta(minutes=30)

    def claim(self, person: User, *, day: date, now: datetime) -> Digest | None:
        """The digest of that day, if it is ours to send: not sent, and held by no other job at this moment."""
        digest, _ = self.get_or_create(person=person, day=day)
        free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - self.STALE)
        claimed = self.filter(free, pk=digest.pk, sent_at__isnull=True).update(claimed_at=now)
        return digest if claimed else None


class Digest(models.Model):
    """The one mail of a day to a person; made before it is sent, so that a killed job is seen and taken up again.

    `claimed_at`: since when a job has been sending it; empty again after a failure.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="digests")
    day = models.DateField("ngày")
    claimed_at = models.DateTimeField("nhận gửi lúc", null=True, blank=True)
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "person"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_person_and_day")]
        verbose_name = "thư nhắc việc"
        verbose_name_plural = "thư nhắc việc"

    def __str__(self) -> str:
        return f"{self.person}, {self.day:%d/%m/%Y}"


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ReminderQuerySet:
        """His own, about what he may still read: who has left a unit is told no more of it."""
        return self.filter(
            Q(occurrence__in=Occurrence.objects.visible_to(user).values("pk"))
            | Q(submission__in=Submission.objects.visible_to(user).values("pk")),
            person=user,
        )

    def standing(self, on: date) -> ReminderQuerySet:
        """Those that still say something true: it is still that side's turn, and writing is not shut."""
        row_turn = (
            Q(kind__in=BY_DUE_DAY, occurrence__progress__in=UNIT_TURN)
            | Q(kind=ReminderKind.TO_COMPLETE, occurrence__progress=Progress.ASKED_FOR_MORE)
            | Q(kind=ReminderKind.TO_TAKE_IN, occurrence__progress=Progress.AWAITING)
        )
        asked = Extension.objects.waiting().order_by().exclude(occurrence__progress=Progress.STOPPED)
        row_turn |= Q(kind=ReminderKind.TO_DECIDE, occurrence__in=asked.values("occurrence"))
        rows = Q(occurrence__is_counted=True, occurrence__plan__closed_on__isnull=True) & row_turn
        is_open = Q(submission__period__locks_on__isnull=True) | Q(submission__period__locks_on__gte=on)
        is_open |= Q(submission__reopened_until__gte=on)
        report_turn = (
            Q(is_open, kind__in=BY_DUE_DAY, submission__state=SubmissionState.NOT_SENT)
            | Q(is_open, kind=ReminderKind.TO_COMPLETE, submission__state=SubmissionState.ASKED_FOR_MORE)
            | Q(kind=ReminderKind.TO_TAKE_IN, submission__state=SubmissionState.AWAITING)
        )
        reports = Q(submission__excused_reason="", submission__period__plan__closed_on__isnull=True) & report_turn
        return self.filter(rows | reports)

    def latest_of_each(self) -> ReminderQuerySet:
        """Of each row and report the last reminder only."""
        latest = self.order_by().values("occurrence", "submission").annotate(latest=Max("pk")).values("latest")
        return Reminder.objects.filter(pk__in=latest)

    def for_list(self) -> ReminderQuerySet:
        """What a line says of each, the longest overdue first."""
        due_on = Coalesce("occurrence__due_on", "submission__period__due_on")
        return self.select_related(
            "occurrence__plan__document", "occurrence__unit", "occurrence__assignment__item",
            "submission__period__plan__document", "submission__unit",
        ).order_by(due_on.asc(nulls_last=True), F("pk").desc())  # fmt: skip


class Reminder(models.Model):
    """One reminder to a person about a row or a report, on a day; never twice for the same kind and day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    kind = models.CharField("lý do nhắc", max_length=11, choices=ReminderKind)
    day = models.DateField("ngày")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, null=True, blank=True, related_name="reminders")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="reminders")
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, blank=True, related_name="reminders")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ONE_THING, name="reminder_is_about_one_thing"),
            models.UniqueConstraint(
                fields=["person", "occurrence", "kind", "day"],
                condition=Q(occurrence__isnull=False),
                name="row_reminded_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["person", "submission", "kind", "day"],
                condition=Q(submission__isnull=False),
                name="report_reminded_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["person", "-day"], name="reminders_of_person")]
        verbose_name = "lời nhắc"
        verbose_name_plural = "lời nhắc"

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return self.matter.get_absolute_url()

    @property
    def matter(self) -> Occurrence | Submission:
        """The row or the report."""
        found = self.occurrence or self.submission
        assert found is not None, "reminder_is_about_one_thing"  # noqa: S101 -- a constraint says so
        return found

    @property
    def plan(self) -> Plan:
        return self.occurrence.plan if self.occurrence else self.submission.period.plan  # type: ignore[union-attr]

    @property
    def what(self) -> str:
        """The work in the plan's words, or "báo cáo 6 tháng đầu năm 2026"."""
        if self.occurrence:
            return " ".join(self.occurrence.assignment.item.text.split())
        return f"Báo cáo kỳ {self.submission.period.label}"  # type: ignore[union-attr]

    @property
    def due_on(self) -> date | None:
        return self.occurrence.due_on if self.occurrence else self.submission.period.due_on  # type: ignore[union-attr]

    def words(self, on: date) -> str:
        """Why it matters on that day: "còn 5 ngày", "quá hạn 12 ngày", "đã đề nghị bổ sung từ 03/05/2026"."""
        since = f" từ {timezone.localtime(self.matter.turn_since):%d/%m/%Y}" if self.matter.turn_since else ""
        if self.kind == ReminderKind.TO_TAKE_IN:
            return f"đơn vị đã gửi{since}, chưa xem"
        if self.kind == ReminderKind.TO_DECIDE:
            return "đơn vị xin gia hạn, chưa trả lời"
        if self.kind == ReminderKind.TO_COMPLETE:
            return f"đã đề nghị bổ sung{since}, chưa gửi lại"
        return days_words(self.due_on, on)


class UrgingChannel(models.TextChoices):
    MESSAGE = "MESSAGE", "tin nhắn"
    CALL = "CALL", "điện thoại"
    LETTER = "LETTER", "công văn"


class UrgeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> UrgeQuerySet:
        """Notes on rows and reports that `user` may read."""
        return self.filter(
            Q(occurrence__in=Occurrence.objects.visible_to(user).values("pk"))
            | Q(submission__in=Submission.objects.visible_to(user).values("pk"))
        )


class Urge(models.Model):
    """Somebody of the office urged a unit about a row or a report (đã nhắc). Append-only."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhắc")
    at = models.DateTimeField("lúc")
    on = models.DateField("ngày")
    channel = models.CharField("cách nhắc", max_length=7, choices=UrgingChannel)
    words = models.TextField("nội dung", max_length=20_000, blank=True)
    occurrence = models.ForeignKey(Occurrence, models.PROTECT, null=True, blank=True, related_name="urges")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="urges")

    objects = UrgeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=_ONE_THING, name="urge_is_about_one_thing")]
        verbose_name = "lần nhắc"
        verbose_name_plural = "lần nhắc"

    def __str__(self) -> str:
        return f"{self.get_channel_display()}, {self.on:%d/%m/%Y}"
