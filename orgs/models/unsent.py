"""Forms that came too late."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class UnsentForm(models.Model):
    """What a person sent after his session had ended (chưa gửi được): kept for when he has signed in again.

    `data` is the form as the browser sent it, each name with its values, without files. It is private, and no change
    of the record.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsent_forms")
    path = models.CharField(max_length=200)
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="one_unsent_form_a_person_and_page")]
        verbose_name = "biểu mẫu chưa gửi được"
        verbose_name_plural = "biểu mẫu chưa gửi được"

    def __str__(self) -> str:
        return f"{self.user}: {self.path}"
