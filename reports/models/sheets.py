"""Report sheets (phiếu báo cáo) that came back filled in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from orgs.models import User
from plans.importing.sheets import Sheet
from plans.models import Submission


class FilledSheetQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> FilledSheetQuerySet:
        """What `user` uploaded himself, of reports that he may still read: it is his draft, and nobody else's."""
        return self.filter(uploaded_by=user, submission__in=Submission.objects.visible_to(user).values("pk"))


class FilledSheet(models.Model):
    """One uploaded sheet: waiting to be read, read, or refused with the reason in words.

    The file itself is erased once it is read; `sheet` is what was found in it (plans.importing.sheets.Sheet), all of
    its words, until they are taken over into drafts and after.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="filled_sheets")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    key = models.UUIDField(unique=True, editable=False)
    name = models.CharField("tên tệp", max_length=200)
    read_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    sheet = models.JSONField(null=True, blank=True)
    taken_at = models.DateTimeField("đưa vào bản nháp lúc", null=True, blank=True)

    objects = FilledSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "phiếu đã điền"
        verbose_name_plural = "phiếu đã điền"

    def __str__(self) -> str:
        return f"{self.name}: {self.submission}"

    @property
    def found(self) -> Sheet | None:
        """What was found in it; None until it is read, and if it was refused."""
        return Sheet.from_record(self.sheet) if self.sheet is not None else None

    def get_absolute_url(self) -> str:
        return reverse("reports:sheet_detail", args=[self.pk])
