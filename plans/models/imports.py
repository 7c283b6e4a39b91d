"""Documents read into drafts, before a person makes plans of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse

from orgs.models import Role, Unit, User
from plans.models.plans import Plan, PlanVersion

LONGEST_SILENCE = timedelta(minutes=1)


class PlanImportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> PlanImportQuerySet:
        return self.filter(issuer__in=user.units_as(Role.OFFICER))

    def waiting(self) -> PlanImportQuerySet:
        """Read, and not yet confirmed or thrown away."""
        return self.filter(plan__isnull=True, made__isnull=True, error="", read_at__isnull=False)

    def twins_of(self, plan_import: PlanImport) -> PlanImportQuerySet:
        """Earlier imports of the very same file by the same committee; the latest first."""
        same = self.filter(issuer=plan_import.issuer, sha256=plan_import.sha256, pk__lt=plan_import.pk)
        return same.exclude(sha256="")

    def under_way(self, since: datetime) -> PlanImportQuerySet:
        """Not yet read, or refused after `since`: what a person who has closed the page looks for."""
        return self.filter(draft__isnull=True).filter(models.Q(error="") | models.Q(read_at__gte=since))


class PlanImport(models.Model):
    """A pasted or uploaded document, the draft read from it, and findings (nhập từ tệp).

    Becomes a plan only when a person confirms. Before reading, the file lies in the spool folder
    (`spool_name`), so that a document marked secret is never stored (TRUST.md P19). While it is read, `page` of `pages`
    is done; `moved_at` is when the worker last showed a sign of life.

    `draft` is the machine's reading and stays as read; `corrections` (plans.importing.corrections) are laid over
    it in their order, `typed` are the fields of the review page that a person filled in, as sent. `version` counts
    what people changed. `asked_again_at`: the kept file waits to be read again; `again_error` says why that failed.

    `amends` is the plan at work of which it is a new version; `settled` is what a person has decided in comparing
    the two (plans.revisions), `made` the version that came of it.
    """

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan ban hành")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField("tên tệp", max_length=200)
    spool_name = models.CharField(max_length=80, blank=True)
    source_file = models.FileField(upload_to="plans/%Y/%m", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    source_text = models.TextField(blank=True)
    draft = models.JSONField(null=True)
    error = models.TextField(blank=True)
    page = models.PositiveSmallIntegerField("trang đã đọc", default=0)
    pages = models.PositiveSmallIntegerField("số trang", default=0)
    moved_at = models.DateTimeField(null=True)
    is_from_picture = models.BooleanField("máy đọc từ ảnh", default=False)
    read_at = models.DateTimeField(null=True)
    plan = models.OneToOneField(Plan, models.SET_NULL, null=True, related_name="source_import")
    corrections = models.JSONField(default=list, blank=True)
    typed = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    asked_again_at = models.DateTimeField(null=True, blank=True)
    again_error = models.TextField(blank=True)
    amends = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="amending_imports")
    settled = models.JSONField(default=dict, blank=True)
    made = models.OneToOneField(PlanVersion, models.SET_NULL, null=True, blank=True, related_name="source_import")

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "bản nhập"
        verbose_name_plural = "bản nhập"

    def __str__(self) -> str:
        return self.name

    def is_stuck(self, *, now: datetime) -> bool:
        """Whether the reading shows no sign of life for longer than a sound worker lets one wait."""
        return self.read_at is None and now - (self.moved_at or self.uploaded_at) > LONGEST_SILENCE

    def is_stuck_again(self, *, now: datetime) -> bool:
        """Whether the new reading that was asked for shows no sign of life: the worker stands still, or gave it up."""
        if self.asked_again_at is None:
            return False
        return now - max(self.asked_again_at, self.moved_at or self.asked_again_at) > LONGEST_SILENCE

    def get_absolute_url(self) -> str:
        """Its draft beside its source."""
        return reverse("plans:import_review", args=[self.pk])

    @property
    def check_url(self) -> str:
        """Where it is confirmed: beside its source, or as a new version beside the plan it amends."""
        return reverse("plans:import_compare", args=[self.pk]) if self.amends_id else self.get_absolute_url()

    @property
    def is_used(self) -> bool:
        """Whether a plan or a version of one was made of it; its file is theirs then."""
        return self.plan_id is not None or self.made_id is not None
