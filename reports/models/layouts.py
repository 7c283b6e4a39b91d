"""How a committee lays out its paper where it differs from the rule (thể thức riêng)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from orgs.models import Unit, User
from reports.layout_differences import differences
from reports.layout_values import adjusted
from reports.layouts import LayoutProfile, profile_for, profile_named


class LayoutVersionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> LayoutVersionQuerySet:
        """Layouts of the committees that `user` may look into."""
        return self.filter(committee__in=Unit.objects.visible_to(user).values("pk"))

    def in_force(self, on: date) -> LayoutVersionQuerySet:
        """Those whose day has come, the newest first."""
        return self.filter(valid_from__lte=on).order_by("-number")

    def profile_of(self, issuer: Unit, on: date) -> LayoutProfile:
        """How paper of `issuer` of that day is laid out: by its committee's newest version, or as the rule says."""
        rule = profile_for(issuer.regime, on)
        own = self.filter(committee=issuer.committee_id, base=rule.code).in_force(on).first()
        return own.profile if own else rule

    def trials(self) -> LayoutVersionQuerySet:
        return self.filter(valid_from__isnull=True)


class LayoutVersion(models.Model):
    """What a committee changed in one rule's layout: `changes` holds the values that differ, by field.

    Tried (bản thử) until `valid_from`; from that day on papers are laid out by it, and it is not changed any more.
    A paper that was signed keeps the numbers it was printed with, whatever comes later.
    """

    committee = models.ForeignKey(Unit, models.PROTECT, related_name="layouts", verbose_name="cấp ủy, cơ quan")
    base = models.CharField("quy định", max_length=20)
    number = models.PositiveSmallIntegerField("bản số")
    changes = models.JSONField("giá trị khác quy định", default=dict, blank=True)
    reason = models.CharField("căn cứ", max_length=300, blank=True)
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=0)

    objects = LayoutVersionQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "base", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "base", "number"], name="layout_number_is_unique"),
            models.UniqueConstraint(
                fields=["committee", "base"], condition=Q(valid_from__isnull=True), name="one_layout_is_tried"
            ),
        ]
        verbose_name = "thể thức riêng"
        verbose_name_plural = "thể thức riêng"

    def __str__(self) -> str:
        return f"{self.committee}: {self.base}, bản {self.number}"

    @property
    def is_trial(self) -> bool:
        return self.valid_from is None

    @property
    def profile(self) -> LayoutProfile:
        """The whole layout: the rule's with this committee's values."""
        return adjusted(profile_named(self.base), self.changes, code=f"{self.base}/{self.number}")

    @property
    def differences(self) -> list[str]:
        """Each place where it differs from the rule, in words."""
        return list(differences(profile_named(self.base), self.profile))
