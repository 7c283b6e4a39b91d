"""The append-only history of everything that was changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from orgs.models.units import Unit


class JournalQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> JournalQuerySet:
        """What happened to one object, latest first."""
        return self.filter(object_type=subject._meta.model_name, object_id=subject.pk)


class JournalEntry(models.Model):
    """One change: who, when, what, from, to (lịch sử). Written by `orgs.journal.record`, never rewritten.

    Database triggers refuse UPDATE, DELETE and TRUNCATE; each committee's entries form a chain of
    hashes, so that tampering below the program is found by `verify_journal` (TRUST.md P5).
    """

    chain = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+", verbose_name="sổ của")
    sequence = models.PositiveBigIntegerField("thứ tự")
    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", verbose_name="người"
    )
    actor_name = models.CharField("họ tên lúc đó", max_length=100)
    action = models.CharField("việc", max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    object_label = models.CharField("đối tượng", max_length=300)
    plan_id = models.BigIntegerField(null=True)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+", verbose_name="đơn vị")
    before = models.JSONField("từ", null=True)
    after = models.JSONField("thành", null=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = JournalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="journal_chain_has_no_fork"),
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="journal_object"),
            models.Index(fields=["plan_id", "id"], name="journal_plan"),
        ]
        verbose_name = "lịch sử"
        verbose_name_plural = "lịch sử"

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_name}: {self.action}"
