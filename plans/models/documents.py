"""Documents as register entries, and what plans cite."""

from __future__ import annotations

from django.db import models

from orgs.text import fold
from plans.citations import number_key


class Document(models.Model):
    """A directive as văn thư registers it (văn bản). `number` is printed as written, or empty on drafts."""

    type_name = models.CharField("loại văn bản", max_length=40, default="Kế hoạch")
    number = models.CharField("số và ký hiệu", max_length=60, blank=True)
    number_key = models.CharField(max_length=60, blank=True, editable=False, db_index=True)
    issuer_text = models.CharField("cơ quan ban hành (như ghi trên văn bản)", max_length=200, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    abstract = models.TextField("trích yếu", max_length=2000)
    search_key = models.TextField(default="", editable=False)

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"

    def __str__(self) -> str:
        return f"{self.number} · {self.abstract}" if self.number else self.abstract

    def set_keys(self) -> None:
        """Derive the form of the number that any spelling of it folds to (DOMAIN.md §1.5), and what is searched."""
        self.number_key = number_key(self.number)
        self.search_key = fold(f"{self.number} {self.number_key} {self.abstract} {self.issuer_text}")


class CitationQuerySet(models.QuerySet):
    def within(self, plans: models.QuerySet) -> CitationQuerySet:
        return self.filter(plan__in=plans.values("pk"))

    def named(self, text: str) -> CitationQuerySet:
        """Citations whose number begins like `text`, however either is spelled: "43 kl/tw" finds 43-KL/TW."""
        key = number_key(text)
        return self.filter(models.Q(number_key=key) | models.Q(number_key__startswith=f"{key} "))

    def for_search(self) -> CitationQuerySet:
        return self.select_related("plan__document").order_by("number_key", "-plan")


class Citation(models.Model):
    """A document that a plan names (viện dẫn), as written there; never corrected (DOMAIN.md §2.7)."""

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField()
    number = models.CharField("số và ký hiệu", max_length=60)
    number_key = models.CharField(max_length=60, editable=False, db_index=True)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer_text = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="citation_position_is_unique")]
        verbose_name = "viện dẫn"
        verbose_name_plural = "viện dẫn"

    def __str__(self) -> str:
        return self.number
