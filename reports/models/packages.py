"""The whole file of a plan as one archive (hồ sơ kế hoạch)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from orgs.models import Role, User
from plans.models import Plan

LONGEST_WAIT = timedelta(minutes=30)  # for the worker; then it may be asked for once more


class PlanPackageQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> PlanPackageQuerySet:
        """Packages of plans whose issuer's office or leader `user` is: they may read everything that is in one."""
        return self.filter(plan__issuer__in=user.units_as(Role.OFFICER, Role.LEADER))


class PlanPackage(models.Model):
    """The archive of one plan: waiting, packed, or failed with the reason in words.

    Asked for again it is packed again, as things stand then; `asked` counts how often.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="package")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)
    packed_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to="packages/%Y/%m", blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)

    objects = PlanPackageQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ kế hoạch"
        verbose_name_plural = "hồ sơ kế hoạch"

    def __str__(self) -> str:
        return f"Hồ sơ {self.plan}"

    def is_awaited(self, now: datetime) -> bool:
        """Whether the worker may still be expected to make it."""
        return self.packed_at is None and not self.error and now - self.requested_at <= LONGEST_WAIT
