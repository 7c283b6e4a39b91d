"""What units say, what the office makes of it, and what is still being typed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from orgs.models import User
from plans.models.work import Occurrence


class Answer(models.TextChoices):
    RESULT = "RESULT", "kết quả"
    NOTHING_TO_REPORT = "NOTHING_TO_REPORT", "không phát sinh"
    NOT_OURS = "NOT_OURS", "đề nghị xem lại phân công"
    OBJECTION = "OBJECTION", "không đồng ý với nội dung nhập thay"


class Source(models.TextChoices):
    """From what the office entered words for a unit (nhập thay); empty when the unit wrote them itself."""

    PAPER = "PAPER", "văn bản giấy"
    PHOTO = "PHOTO", "ảnh chụp"
    CALL = "CALL", "điện thoại"
    MESSAGE = "MESSAGE", "tin nhắn, thư điện tử"


class ProgressUpdateQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ProgressUpdateQuerySet:
        """Everything sent about rows that `user` may read."""
        return self.filter(occurrence__in=Occurrence.objects.visible_to(user).values("pk"))

    def asking_to_reassign(self, rows: models.QuerySet) -> ProgressUpdateQuerySet:
        """Units' requests about `rows` to look at the assignment again that nobody has decided, oldest first."""
        waiting = self.filter(answer=Answer.NOT_OURS, review__isnull=True, occurrence__in=rows)
        return waiting.select_related("occurrence__unit", "occurrence__assignment__item").order_by("pk")

    def for_page(self) -> ProgressUpdateQuerySet:
        """Rounds of answers as a page tells them, each with its judgment."""
        return self.select_related("by", "review__by").prefetch_related("attachments").order_by("pk")

    def to_judge(self) -> ProgressUpdateQuerySet:
        """Each with its row and what decides who may judge it."""
        return self.select_related(
            "by", "occurrence__plan__document", "occurrence__unit", "occurrence__assignment__item", "occurrence__period"
        )


class ProgressUpdate(models.Model):
    """One entry of a unit about one row (cập nhật tiến độ). Append-only: a correction is a new entry.

    `progress` is what the entry says (chưa, đang, xong); `key` makes a double submit one entry.
    """

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="updates")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc")
    sent_on = models.DateField("ngày gửi")
    source = models.CharField("nhập thay từ", max_length=8, choices=Source, blank=True)
    answer = models.CharField("trả lời", max_length=20, choices=Answer, default=Answer.RESULT)
    progress = models.CharField("tiến độ", max_length=15)
    percent = models.PositiveSmallIntegerField("phần trăm", null=True, blank=True)
    outcome = models.TextField("kết quả", max_length=20_000, blank=True)
    difficulties = models.TextField("khó khăn, vướng mắc", max_length=20_000, blank=True)
    proposals = models.TextField("đề xuất, kiến nghị", max_length=20_000, blank=True)

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["occurrence", "pk"]
        indexes = [models.Index(fields=["occurrence", "id"], name="updates_of_occurrence")]
        verbose_name = "cập nhật tiến độ"
        verbose_name_plural = "cập nhật tiến độ"

    def __str__(self) -> str:
        return self.outcome[:120] or self.get_answer_display()


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AttachmentQuerySet:
        return self.filter(update__occurrence__in=Occurrence.objects.visible_to(user).values("pk"))


class Attachment(models.Model):
    """A photo or file that supports an entry (minh chứng). Append-only, as the entry is."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="attachments")
    name = models.CharField("tên tệp", max_length=200)
    file = models.FileField(upload_to="evidence/%Y/%m")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["update", "pk"]
        verbose_name = "tệp kèm theo"
        verbose_name_plural = "tệp kèm theo"

    def __str__(self) -> str:
        return self.name


class Verdict(models.TextChoices):
    ACCEPTED = "ACCEPTED", "tiếp nhận"
    ASKED_FOR_MORE = "ASKED_FOR_MORE", "đề nghị bổ sung"
    RELEASED = "RELEASED", "đồng ý thôi thực hiện"
    KEPT = "KEPT", "giữ nguyên phân công"


class Review(models.Model):
    """The office's judgment of an entry (tiếp nhận, đề nghị bổ sung). Append-only, once an entry."""

    update = models.OneToOneField(ProgressUpdate, models.PROTECT, related_name="review")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    verdict = models.CharField("ý kiến", max_length=15, choices=Verdict)
    reason = models.TextField("lý do", max_length=5000, blank=True)
    is_own_words = models.BooleanField("tự tiếp nhận", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(reason=""),
                name="review_gives_a_reason",
                violation_error_message="Hãy ghi lý do để đơn vị biết cần làm gì.",
            )
        ]
        verbose_name = "ý kiến tiếp nhận"
        verbose_name_plural = "ý kiến tiếp nhận"

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.reason[:80]}"


class Decision(models.Model):
    """What a leader decided about a row, recorded as it was given (ý kiến chỉ đạo)."""

    class Form(models.TextChoices):
        NOTE = "NOTE", "bút phê"
        MEETING = "MEETING", "cuộc họp"
        DOCUMENT = "DOCUMENT", "văn bản"

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="decisions")
    decided_by = models.CharField("người quyết định", max_length=150)
    decided_on = models.DateField("ngày")
    form = models.CharField("hình thức", max_length=8, choices=Form, default=Form.NOTE)
    reference = models.CharField("nơi, số văn bản", max_length=150, blank=True)
    text = models.TextField("nội dung", max_length=5000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["occurrence", "-decided_on", "-pk"]
        verbose_name = "ý kiến chỉ đạo"
        verbose_name_plural = "ý kiến chỉ đạo"

    def __str__(self) -> str:
        return self.text[:120]


class DraftQuerySet(models.QuerySet):
    def of(self, user: User, occurrence: Occurrence) -> DraftQuerySet:
        return self.filter(user=user, occurrence=occurrence)


class Draft(models.Model):
    """What a person is typing about a row and has not sent (bản đang gõ). Nobody else reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="drafts")
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "occurrence"], name="one_draft_a_person_and_row")]
        verbose_name = "bản đang gõ"
        verbose_name_plural = "bản đang gõ"

    def __str__(self) -> str:
        return f"{self.user}: {self.occurrence}"
