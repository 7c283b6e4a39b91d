"""A unit asks for more time (xin gia hạn), the office or a leader answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from orgs.models import Role, User
from plans.models.statuses import Progress
from plans.models.work import Occurrence


class ExtensionVerdict(models.TextChoices):
    GRANTED = "GRANTED", "đồng ý gia hạn"
    REFUSED = "REFUSED", "không đồng ý gia hạn"


class ExtensionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ExtensionQuerySet:
        return self.filter(occurrence__in=Occurrence.objects.visible_to(user).values("pk"))

    def waiting(self) -> ExtensionQuerySet:
        """Nobody has decided yet; the oldest first."""
        return self.filter(verdict="").order_by("asked_at", "pk")

    def to_decide(self, user: User) -> ExtensionQuerySet:
        """Requests that wait for `user`, officer or leader of the committee whose plan it is; the oldest first."""
        issuers = user.units_as(Role.OFFICER, Role.LEADER)
        mine = self.waiting().filter(occurrence__plan__issuer__in=issuers, occurrence__plan__closed_on__isnull=True)
        return mine.exclude(occurrence__progress=Progress.STOPPED).for_page()

    def waiting_first(self) -> ExtensionQuerySet:
        return self.annotate(is_answered=~Q(verdict="")).order_by("is_answered", "-pk")

    def for_page(self) -> ExtensionQuerySet:
        """With the row and the people that a page names."""
        return self.select_related(
            "asked_by", "recorded_by", "occurrence__unit", "occurrence__plan__document", "occurrence__plan__issuer",
            "occurrence__assignment__item",
        )  # fmt: skip


class Extension(models.Model):
    """One request for a later day, asked before the due day, with its decision (DOMAIN.md §7.3)."""

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="extensions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("lúc xin")
    due_before = models.DateField("hạn khi xin")
    reason = models.TextField("lý do", max_length=5000)
    wanted_on = models.DateField("xin đến ngày")
    verdict = models.CharField("ý kiến", max_length=8, choices=ExtensionVerdict, blank=True)
    granted_on = models.DateField("hạn mới", null=True, blank=True)
    decided_by = models.CharField("người quyết định", max_length=150, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField("lúc quyết định", null=True, blank=True)
    answer = models.TextField("trả lời", max_length=5000, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["occurrence", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence"], condition=Q(verdict=""), name="one_request_waits_a_row"),
            models.CheckConstraint(
                condition=~Q(verdict=ExtensionVerdict.GRANTED) | Q(granted_on__isnull=False),
                name="granting_names_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=ExtensionVerdict.REFUSED) | ~Q(answer=""), name="refusal_gives_a_reason"
            ),
        ]
        verbose_name = "xin gia hạn"
        verbose_name_plural = "xin gia hạn"

    def __str__(self) -> str:
        return f"{self.occurrence}: đến {self.wanted_on:%d/%m/%Y}"
