"""What is written under the headings of a report."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from orgs.models import User
from plans.models import ProgressUpdate
from reports.models.reports import Report, ReportSection

LONGEST_PARAGRAPH = 20_000  # characters


class ReportParagraphQuerySet(models.QuerySet):
    def standing(self) -> ReportParagraphQuerySet:
        """Without those taken away."""
        return self.filter(removed_at__isnull=True)

    def added_since(self, newest: int, report: Report, user: User) -> ReportParagraphQuerySet:
        """What others than `user` have added to a draft since a page was read whose newest paragraph had that id."""
        added = self.standing().filter(section__report=report, pk__gt=newest).exclude(text="")
        return added.exclude(written_by=user).select_related("section", "written_by").order_by("pk")

    def for_writing(self, user: User) -> ReportParagraphQuerySet:
        """As `user` writes them: from how many entries each came, and his words that clashed with somebody's.

        One taken away by somebody else while he was writing still stands for him.
        """
        held = HeldText.objects.filter(paragraph=models.OuterRef("pk"), by=user)
        found = self.annotate(
            source_count=models.Count("sources", distinct=True) + models.Count("quotes", distinct=True),
            held_text=models.Subquery(held.values("text")[:1]),
        ).select_related("section__report", "written_by")
        return found.filter(Q(removed_at__isnull=True) | Q(held_text__isnull=False)).order_by("section", "position")


class ReportParagraph(models.Model):
    """A paragraph the office wrote or took from units' words; `sources` are the entries it came from, `quotes` the
    paragraphs of reports that lower committees handed up.

    `key` makes a double press one paragraph. Kept while it is typed, it is told in the history once a while:
    `written_by` typed the words that stand, on the page `written_in`, which never clashes with itself; `told_at` is
    when the history was last told. One taken away (`removed_at`) can be put back.
    """

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField()
    text = models.TextField("nội dung", max_length=LONGEST_PARAGRAPH, blank=True)
    sources = models.ManyToManyField(ProgressUpdate, related_name="+", blank=True)
    quotes = models.ManyToManyField("self", symmetrical=False, related_name="quoted_by", blank=True)
    key = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_in = models.CharField(max_length=32, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField("bỏ lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ReportParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["section", "position"]
        verbose_name = "đoạn"
        verbose_name_plural = "đoạn"

    def __str__(self) -> str:
        return self.text[:120]


class HeldTextQuerySet(models.QuerySet):
    def of_report(self, report: Report) -> HeldTextQuerySet:
        """What is held for any of its paragraphs, in their order, with whose it is and where."""
        held = self.filter(paragraph__section__report=report).select_related("by", "paragraph__section")
        return held.order_by("paragraph__section__position", "paragraph__position", "pk")


class HeldText(models.Model):
    """Words typed into a paragraph that somebody else had changed or taken away meanwhile (TRUST.md P2, P20).

    They are shown beside the paragraph until their author has decided.
    """

    paragraph = models.ForeignKey(ReportParagraph, models.CASCADE, related_name="held")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(max_length=LONGEST_PARAGRAPH, blank=True)
    at = models.DateTimeField(auto_now=True)

    objects = HeldTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "by"], name="text_held_once_a_person_and_paragraph"),
            models.CheckConstraint(condition=~Q(text=""), name="held_text_is_not_empty"),
        ]
        verbose_name = "phần chưa ghi"
        verbose_name_plural = "phần chưa ghi"

    def __str__(self) -> str:
        return self.text[:120]
