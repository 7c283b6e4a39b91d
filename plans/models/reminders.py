"""What the program reminds people of, the mail it sends of it, and what people did to urge (đôn đốc)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from orgs.models import User
from plans.models.submissions import Submission
from plans.models.work import Occurrence

_ONE_THING = Q(occurrence__isnull=False, submission__isnull=True) | Q(occurrence__isnull=True, submission__isnull=False)


class ReminderKind(models.TextChoices):
    """Why a person is reminded: the due day comes, has passed, or it has long been his turn."""

    DUE_IN_7 = "DUE_IN_7", "còn 7 ngày"
    DUE_IN_3 = "DUE_IN_3", "còn 3 ngày"
    DUE_TODAY = "DUE_TODAY", "hạn hôm nay"
    OVERDUE = "OVERDUE", "quá hạn"
    TO_COMPLETE = "TO_COMPLETE", "đã đề nghị bổ sung, chưa gửi lại"
    TO_TAKE_IN = "TO_TAKE_IN", "đã gửi, chưa xem"


class Digest(models.Model):
    """The one mail of a day to a person; made before it is sent, so that a killed job is seen and taken up again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="digests")
    day = models.DateField("ngày")
    sent_at = models.DateTimeField("lúc gửi", null=True, blank=True)

    class Meta:
        ordering = ["-day", "person"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_person_and_day")]
        verbose_name = "thư nhắc việc"
        verbose_name_plural = "thư nhắc việc"

    def __str__(self) -> str:
        return f"{self.person}, {self.day:%d/%m/%Y}"


class ReminderQuerySet(models.QuerySet):
    def of(self, user: User) -> ReminderQuerySet:
        """Newest first."""
        return self.filter(person=user).order_by("-day", "kind", "pk")


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
    words = models.CharField("nội dung", max_length=2000, blank=True)
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
