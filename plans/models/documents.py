"""Documents as register entries, and what plans cite."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from orgs.models import Role, Unit, User
from orgs.text import fold
from plans.citations import number_key
from plans.directives import Mention, is_central, series, split_term, term_days


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> DocumentQuerySet:
        """Documents whose entry `user` may read (docs/decisions.md, "Who sees a document").

        That of a plan exactly where the plan is visible. Any other for the officers and leaders of the committee
        in whose register it stands, and for whoever reads a plan that cites it.
        """
        from plans.models.plans import Plan  # noqa: PLC0415 -- plans.py refers to documents

        plans = Plan.objects.visible_to(user).values("pk")
        cited = Citation.objects.filter(plan__in=plans, document__isnull=False).values("document")
        kept = Q(keeper__in=user.units_as(Role.OFFICER, Role.LEADER)) | Q(pk__in=cited)
        return self.filter(Q(plan__in=plans) | kept & Q(plan__isnull=True))

    def kept_by(self, user: User) -> DocumentQuerySet:
        """Entries of the registers that the offices of `user` keep, his plans' documents among them."""
        return self.filter(keeper__in=user.units_as(Role.OFFICER))

    def once(self, user: User) -> DocumentQuerySet:
        """Leave out entries of other registers where one of his own committees has the same number."""
        own = {membership.unit.committee_id for membership in user.current_memberships()}
        ours = Document.objects.filter(keeper__in=own, number_key=OuterRef("number_key"))
        return self.filter(Q(keeper__in=own) | Q(plan__isnull=False) | Q(number_key="") | ~Exists(ours))

    def same_as(self, document: Document) -> DocumentQuerySet:
        """Entries of any register that mean this document, by `plans.directives.same_document` as far as SQL can.

        A central document by its number; one that a unit of ours issued by that unit as well; any other only in
        its own register, because every commune has a 01-CT/ĐU.
        """
        if not document.number_key:
            return self.filter(pk=document.pk)
        found = Q(number_key=document.number_key) & document.days_of_series()
        if not is_central(document.number):
            found &= Q(issuer=document.issuer_id) if document.issuer_id else Q(keeper=document.keeper_id)
        return self.filter(found | Q(pk=document.pk))

    def named(self, text: str) -> DocumentQuerySet:
        """By number, however it is spelled ("43 kl tw", "76 -KH/ĐU"), or by every word of what it is about."""
        key = number_key(text)
        if re.match(r"\d+( |$)", key) and len(key.split()) <= 5:
            return self.filter(Q(number_key=key) | Q(number_key__startswith=f"{key} "))
        return self.filter(*[Q(search_key__contains=word) for word in re.findall(r"\w+", fold(text))])

    def of_chains(self, paths: Collection[str]) -> DocumentQuerySet:
        """Documents of these committees' registers that carry out others or are carried out, and plans of that name."""
        through = Document.implements.through
        linked = Q(pk__in=through.objects.values("from_document")) | Q(pk__in=through.objects.values("to_document"))
        kept = Document.objects.filter(linked, keeper__path__in=paths)
        keys = kept.exclude(number_key="").values("number_key")
        return self.filter(Q(pk__in=kept.values("pk")) | Q(plan__isnull=False, number_key__in=keys))

    def planless(self) -> DocumentQuerySet:
        return self.filter(plan__isnull=True)

    def for_list(self) -> DocumentQuerySet:
        """Latest first; entries without a day last."""
        listed = self.select_related("keeper", "plan")
        return listed.order_by(models.F("issued_on").desc(nulls_last=True), "number_key", "pk")

    def for_page(self) -> DocumentQuerySet:
        return self.select_related("keeper", "issuer", "plan", "verified_by")


class Document(models.Model):
    """A directive as văn thư registers it (văn bản), in the register (sổ) of the committee `keeper`.

    `number` is printed as written, or empty on drafts. A plan's own document carries the facts of its head. Any
    other was cited, or entered by hand: its facts are those first cited until the office has settled them.
    `term` is the khóa of the issuer in capitals; `issuer` the unit of ours that issued it, where it is one.
    `settled` says of each kind of conflict which variants the office has judged (services.documents).
    """

    keeper = models.ForeignKey(Unit, models.PROTECT, related_name="register", verbose_name="sổ văn bản của")
    type_name = models.CharField("loại văn bản", max_length=40, default="Kế hoạch")
    number = models.CharField("số và ký hiệu", max_length=60, blank=True)
    number_key = models.CharField(max_length=60, blank=True, editable=False, db_index=True)
    issuer = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    issuer_text = models.CharField("cơ quan ban hành (như ghi trên văn bản)", max_length=200, blank=True)
    term = models.CharField("khóa", max_length=10, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    abstract = models.TextField("trích yếu", max_length=2000, blank=True)
    search_key = models.TextField(default="", editable=False)
    implements = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="implemented_by", verbose_name="thực hiện văn bản"
    )
    implements_checked_on = models.DateField("đã xem chuỗi văn bản ngày", null=True, blank=True, editable=False)
    verified_on = models.DateField("đã đối chiếu với văn bản ngày", null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    settled = models.JSONField(default=dict, editable=False)
    has_conflict = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["keeper", "issued_on"], name="document_in_register"),
            models.Index(fields=["keeper"], condition=Q(has_conflict=True), name="document_with_conflict"),
        ]
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.number, self.abstract])) or self.type_name

    def get_absolute_url(self) -> str:
        return reverse("plans:document_detail", args=[self.pk])

    def set_keys(self) -> None:
        """Derive the form of the number that any spelling of it folds to (DOMAIN.md §1.5), and what is searched."""
        self.number_key = number_key(self.number)
        self.search_key = fold(f"{self.type_name} {self.number} {self.number_key} {self.abstract} {self.issuer_text}")

    def short_name(self) -> str:
        return self.number or self.abstract[:80] or self.type_name

    def as_mention(self) -> Mention:
        """What the register says of it."""
        return Mention(self.number, self.issued_on, self.issuer_text, self.term)

    def days_of_series(self) -> Q:
        """Entries with a day on which this number can mean this document, or with no day (`same_document`)."""
        undated = Q(issued_on__isnull=True)
        spans = [series(self.number, self.issued_on)] if self.issued_on else []
        spans += [days for days in [term_days(self.term)] if days and is_central(self.number)]
        if not spans:
            return Q()
        found = undated
        for first, last in spans:
            found |= Q(issued_on__gte=first, issued_on__lte=last)
        if self.issued_on:
            found |= Q(issued_on__month=self.issued_on.month, issued_on__day=self.issued_on.day)
        return found


class CitationQuerySet(models.QuerySet):
    def within(self, plans: models.QuerySet) -> CitationQuerySet:
        return self.filter(plan__in=plans.values("pk"))

    def of(self, document: Document) -> CitationQuerySet:
        """Where plans cite this document, in whatever register they are linked."""
        return self.filter(document__in=Document.objects.same_as(document).values("pk"))

    def for_plan(self, user: User) -> CitationQuerySet:
        """In the order of the text, each with its entry and whether `user` has a page for that (`is_readable`)."""
        readable = Document.objects.visible_to(user).filter(pk=OuterRef("document"))
        return self.select_related("document").annotate(is_readable=Exists(readable)).order_by("position")

    def for_list(self) -> CitationQuerySet:
        return self.select_related("plan__document", "plan__issuer").order_by("-plan", "position")


class Citation(models.Model):
    """A document that a plan names (viện dẫn), as written there; never corrected (DOMAIN.md §2.7).

    `document` is its entry in the register of the plan's issuer.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField()
    number = models.CharField("số và ký hiệu", max_length=60)
    number_key = models.CharField(max_length=60, editable=False, db_index=True)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer_text = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="citations", verbose_name="văn bản trong sổ"
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="citation_position_is_unique")]
        verbose_name = "viện dẫn"
        verbose_name_plural = "viện dẫn"

    def __str__(self) -> str:
        return self.number

    def as_mention(self) -> Mention:
        """What the plan says of the document; its source is the plan's key."""
        issuer, term = split_term(self.issuer_text)
        return Mention(self.number, self.issued_on, issuer, term, source=self.plan_id)


def edges_in(paths: Collection[str]) -> Iterable[tuple[int, int]]:
    """Who carries out whom in the registers of these committees: pairs of keys, the lower first. One query."""
    rows = Document.implements.through.objects.filter(from_document__keeper__path__in=paths)
    return rows.values_list("from_document", "to_document")


def has_plan(document: Document) -> bool:
    """Whether it is the document of a plan entered here; no query after `select_related("plan")`."""
    return getattr(document, "plan", None) is not None
