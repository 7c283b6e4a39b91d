"""A plan, its outline as printed, and how it was entered."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone

from orgs.models import WORKING_ROLES, Role, Unit, User
from orgs.text import fold
from plans.deadlines.rules import Deadline, DeadlineKind
from plans.models.documents import Document
from plans.models.fields import FoldedTextField

if TYPE_CHECKING:
    from plans.models.work import Assignment


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> PlanQuerySet:
        """Plans whose whole text `user` may read (DESIGN §5).

        Handed-out plans that his units issue, monitor or collect for, or that give work to a unit he may
        read; plans still being entered only for officers of the issuer.
        """
        from plans.models.work import Assignment  # noqa: PLC0415 -- work.py refers to plans

        at_work = Assignment.objects.filter(unit__in=Unit.objects.readable_by(user)).values("item__plan")
        return self.filter(
            Q(pk__in=Plan.objects.run_by(user).values("pk"), issued_at__isnull=False)
            | Q(pk__in=at_work, issued_at__isnull=False)
            | Q(pk__in=Plan.objects.editable_by(user).values("pk"))
        )

    def run_by(self, user: User, *roles: str) -> PlanQuerySet:
        """Plans that a unit in which the user works, or holds one of `roles`, issues, monitors or collects for."""
        units = user.units_as(*(roles or WORKING_ROLES))
        return self.filter(Q(issuer__in=units) | Q(monitor__in=units) | Q(report_via__in=units))

    def editable_by(self, user: User) -> PlanQuerySet:
        """Plans of committees in which `user` is an officer."""
        return self.filter(issuer__in=user.units_as(Role.OFFICER))

    def numbered_as(self, plan: Plan) -> PlanQuerySet:
        """Other plans with the number of this one, in whatever spelling."""
        return self.filter(document__number_key=plan.document.number_key).exclude(pk=plan.pk)

    def carrying_out(self, document: Document) -> PlanQuerySet:
        """Plans that carry out a document, by themselves or through one or two documents between.

        Read in every register, each plan's own chain: that of the superior's plan need not be entered here.
        """
        through = Document.implements.through
        lower: models.QuerySet = Document.objects.same_as(document).values("pk")
        way = Q()
        for _ in range(3):
            lower = through.objects.filter(to_document__in=lower).values("from_document")
            way |= Q(document__in=lower)
        return self.filter(way)

    def being_entered(self) -> PlanQuerySet:
        return self.filter(issued_at__isnull=True)

    def handed_out(self) -> PlanQuerySet:
        return self.filter(issued_at__isnull=False)

    def named(self, text: str) -> PlanQuerySet:
        """Plans whose number, abstract or issuer holds every word of `text`, accents and case aside."""
        words = re.findall(r"\w+", fold(text))
        return self.filter(*[Q(document__search_key__contains=word) for word in words])

    def in_year(self, year: int) -> PlanQuerySet:
        """Plans that run in that year; where a plan states no period, those issued in it."""
        runs = Q(starts_on__lte=date(year, 12, 31), ends_on__gte=date(year, 1, 1))
        return self.filter(runs | Q(starts_on__isnull=True, document__issued_on__year=year))

    def with_findings(self) -> PlanQuerySet:
        """Mark plans with `finding_count`: assignees nobody is known for, and deadlines not understood."""
        from plans.models.work import Assignee  # noqa: PLC0415 -- work.py refers to plans

        def count(rows: models.QuerySet) -> models.Subquery:
            of_plan = rows.filter(item__plan=models.OuterRef("pk"), item__dropped_in__isnull=True).order_by()
            return models.Subquery(of_plan.values("item__plan").annotate(n=models.Count("pk")).values("n"))

        unmatched = Assignee.objects.filter(unit__isnull=True, group__isnull=True)
        unread = PlanDeadline.objects.filter(rule__kind=DeadlineKind.UNREADABLE)
        return self.annotate(finding_count=Coalesce(count(unmatched), 0) + Coalesce(count(unread), 0))

    def for_list(self) -> PlanQuerySet:
        return self.select_related("document", "issuer").order_by(
            F("issued_at").desc(nulls_first=True), F("document__issued_on").desc(nulls_last=True), "-pk"
        )

    def for_page(self) -> PlanQuerySet:
        """With `last_version`, the number of its newest text, and `last_amended_on`, the day of that."""
        plans = self.select_related(
            "document", "issuer__committee__reporting_rule", "monitor", "report_to", "report_via", "issued_by"
        )
        versions = PlanVersion.objects.filter(plan=models.OuterRef("pk")).order_by("-number")
        day = Coalesce("issued_on", TruncDate("confirmed_at"))
        return plans.annotate(
            last_version=models.Subquery(versions.values("number")[:1]),
            last_amended_on=models.Subquery(versions.annotate(day=day).values("day")[:1]),
        )


LETTER = "Công văn"


class Plan(models.Model):
    """A plan (kế hoạch). Entered, then handed out (giao việc), then closed (kết thúc).

    `issuer` is the committee whose office enters it; `document.issuer_text` the body named on paper.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="plan", verbose_name="văn bản")
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="issued_plans", verbose_name="cơ quan ban hành")
    starts_on = models.DateField("thực hiện từ", null=True, blank=True)
    ends_on = models.DateField("thực hiện đến", null=True, blank=True)
    monitor = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="monitored_plans",
        verbose_name="đơn vị theo dõi, đôn đốc",
    )
    report_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nơi nhận báo cáo"
    )
    report_via = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="collected_plans",
        verbose_name="đơn vị đầu mối tổng hợp",
    )
    authority = models.CharField("quyền hạn ký", max_length=120, blank=True, help_text="T/M BAN THƯỜNG VỤ")
    signatory_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signatory_name = models.CharField("họ tên người ký", max_length=100, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    issued_at = models.DateTimeField("giao việc lúc", null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    closed_on = models.DateField("kết thúc ngày", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="plan_is_issued_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["issuer", "issued_at"], name="plan_of_issuer")]
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        return reverse("plans:plan_detail", args=[self.pk])

    @property
    def is_request(self) -> bool:
        """Whether a letter asks for one report in between (báo cáo đột xuất)."""
        return self.document.type_name == LETTER

    def names_on(self, today: date) -> date:
        """The day whose units and groups the plan's names mean: that of issue.

        Where the document says none, the day it begins or is handed out, whichever comes first.
        """
        handed_out = timezone.localdate(self.issued_at) if self.issued_at else today
        return self.document.issued_on or min(self.starts_on or handed_out, handed_out)

    @property
    def short_name(self) -> str:
        """The number, or the abstract where văn thư has given none."""
        return self.document.number or self.document.abstract[:80]


class PlanVersion(models.Model):
    """The text of a plan as confirmed by a person: as first issued, and after each amendment.

    An amending document (văn bản sửa đổi) may bear a number and a day of its own: `document_number`, `issued_on`.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("lần")
    source_name = models.CharField("tên tệp", max_length=200, blank=True)
    source_file = models.FileField("tệp gốc", upload_to="plans/%Y/%m", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    source_text = models.TextField("văn bản nguồn", blank=True)
    reason = models.TextField("lý do sửa", blank=True)
    document_number = models.CharField("số văn bản sửa đổi", max_length=60, blank=True)
    issued_on = models.DateField("ngày văn bản sửa đổi", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_is_unique")]
        verbose_name = "bản kế hoạch"
        verbose_name_plural = "bản kế hoạch"

    def __str__(self) -> str:
        return f"{self.plan.short_name}, bản {self.number}"


class ItemKind(models.TextChoices):
    """What a paragraph of a plan is."""

    HEADING = "heading", "đề mục"
    CONTENT = "content", "nội dung"
    TARGET = "target", "chỉ tiêu"
    TASK = "task", "nhiệm vụ"
    FOOTNOTE = "footnote", "chú thích"


class PlanItemQuerySet(models.QuerySet):
    def current(self) -> PlanItemQuerySet:
        return self.filter(dropped_in__isnull=True)

    def of_version(self, number: int) -> PlanItemQuerySet:
        """The outline as it stood in that version, in reading order."""
        stood = Q(dropped_in__isnull=True) | Q(dropped_in__gt=number)
        return self.filter(stood, introduced_in__lte=number).order_by("position", "pk")

    def within(self, plans: PlanQuerySet) -> PlanItemQuerySet:
        return self.filter(plan__in=plans.values("pk"))

    def named(self, text: str) -> PlanItemQuerySet:
        """Items whose text holds every word of `text`, accents and case aside."""
        return self.filter(*[Q(search_key__contains=word) for word in re.findall(r"\w+", fold(text))])

    def for_search(self) -> PlanItemQuerySet:
        """With their plan and place, the latest plans first."""
        found = self.current().select_related("plan__document", "parent__parent__parent")
        return found.order_by("-plan", "position")

    def for_page(self) -> PlanItemQuerySet:
        """The outline of one plan with what stands beside each paragraph, in a fixed number of queries."""
        from plans.models.work import Assignee  # noqa: PLC0415 -- work.py refers to plans

        named = Assignee.objects.select_related("unit", "group", "via")
        return self.current().prefetch_related("deadlines", "targets", models.Prefetch("assignees", named))


class PlanItem(models.Model):
    """One paragraph of the plan's outline, as printed (mục). Its label is never renumbered (DOMAIN.md §1.6).

    `position` orders all paragraphs, those of every version; `depth` is 0 for sections. `first_line` and
    `last_line` are line numbers (from 1) in the text of the version that brought it in. An amended paragraph
    `replaces` the one that says it as before.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField("thứ tự")
    depth = models.PositiveSmallIntegerField("cấp", default=0)
    label = models.CharField("số mục", max_length=20, blank=True)
    label_text = models.CharField("số mục như in", max_length=30, blank=True)
    text = models.TextField("nội dung", max_length=20_000)
    search_key = FoldedTextField(source="text")
    kind = models.CharField("loại", max_length=8, choices=ItemKind, default=ItemKind.CONTENT)
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    introduced_in = models.PositiveSmallIntegerField(default=1)
    dropped_in = models.PositiveSmallIntegerField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]
        indexes = [models.Index(fields=["plan", "position"], name="item_in_outline")]
        verbose_name = "mục"
        verbose_name_plural = "mục"

    def __str__(self) -> str:
        return f"{self.label}. {self.text}"[:120] if self.label not in {"", "-", "+"} else self.text[:120]

    def get_absolute_url(self) -> str:
        """Its place on the page of its plan."""
        return f"{self.plan.get_absolute_url()}#item-{self.pk}"


class PlanDeadline(models.Model):
    """Deadline wording of an item as written, and the rule read from it (thời hạn).

    `rule` is `plans.deadlines.Deadline.to_record()`. For all the item's work, or for one assignee.
    """

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="deadlines")
    assignee = models.ForeignKey(
        "plans.Assignee", models.CASCADE, null=True, blank=True, related_name="deadlines", verbose_name="chỉ cho"
    )
    wording = models.CharField("thời hạn (nguyên văn)", max_length=300)
    rule = models.JSONField()

    class Meta:
        ordering = ["item", "pk"]
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn"

    def __str__(self) -> str:
        return self.wording

    @property
    def deadline(self) -> Deadline:
        return Deadline.from_record(self.rule)

    def binds(self, assignment: Assignment) -> bool:
        """Whether it holds for this part of its item: it is for all, or for the unit or group of the assignment."""
        if self.assignee is None:
            return True
        if self.assignee.unit_id is not None:
            return self.assignee.unit_id == assignment.unit_id
        return self.assignee.group_id == assignment.group_id
