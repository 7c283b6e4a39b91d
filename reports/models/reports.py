"""Sơ kết and tổng kết reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse

from orgs.models import Role, Unit, User
from plans.models import Plan, PlanItem
from reports.annex_kinds import usual_annexes
from reports.section_labels import printed

if TYPE_CHECKING:
    from reports.models.signing import SignedCopy


def record_among(copies: Iterable[SignedCopy]) -> SignedCopy | None:
    """The copy that counts (văn bản chính thức), of those of one report, the latest last.

    It is the latest that differs from what we drew; None where ours says the same.
    """
    return next((copy for copy in reversed(list(copies)) if copy.differs), None)


class ReportKind(models.TextChoices):
    """A review of the way so far, or of the whole (DOMAIN.md §4.1)."""

    INTERIM = "INTERIM", "Sơ kết"
    FINAL = "FINAL", "Tổng kết"
    THEMATIC = "THEMATIC", "Chuyên đề"


class ReportSpan(models.TextChoices):
    """How long a time a report looks back on."""

    QUARTER = "QUARTER", "quý"
    HALF = "HALF", "6 tháng"
    YEAR = "YEAR", "năm"
    STAGE = "STAGE", "giai đoạn"
    OTHER = "OTHER", "khoảng khác"


class Purpose(models.TextChoices):
    """What a section is for; figures and units' words go to it by this, never by the words of its heading."""

    TEXT = "TEXT", "lời văn"
    OVERALL = "OVERALL", "kết quả chung"
    ITEM = "ITEM", "kết quả một mục của kế hoạch"
    TARGETS = "TARGETS", "chỉ tiêu"
    INDICATORS = "INDICATORS", "biểu số liệu"
    INITIATIVES = "INITIATIVES", "mô hình “Dân vận khéo”"
    DIFFICULTIES = "DIFFICULTIES", "khó khăn, hạn chế"
    PROPOSALS = "PROPOSALS", "kiến nghị, đề xuất"
    NEXT = "NEXT", "phương hướng, nhiệm vụ"


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ReportQuerySet:
        """Every report of units where `user` is officer or leader; signed ones of all below them (DESIGN §5)."""
        homes = user.units_as(Role.OFFICER, Role.LEADER)
        wanted = Q(issuer__in=homes)
        for home in homes:
            wanted |= Q(issuer__in=Unit.objects.under(home).values("pk"), signed_on__isnull=False)
        return self.filter(wanted)

    def drafts(self) -> ReportQuerySet:
        return self.filter(submitted_at__isnull=True, signed_on__isnull=True)

    def at_signature(self) -> ReportQuerySet:
        return self.filter(submitted_at__isnull=False, signed_on__isnull=True)

    def signed(self) -> ReportQuerySet:
        return self.filter(signed_on__isnull=False)

    def in_force(self) -> ReportQuerySet:
        """Without those in whose place another was signed."""
        return self.exclude(superseded_by__signed_on__isnull=False)

    def superseded(self) -> ReportQuerySet:
        return self.filter(superseded_by__signed_on__isnull=False)

    def for_list(self) -> ReportQuerySet:
        return (
            self.select_related("issuer", "supersedes", "superseded_by")
            .prefetch_related(Prefetch("plans", Plan.objects.select_related("document")))
            .order_by("-pk")
        )

    def with_copies(self) -> ReportQuerySet:
        """Each with its signed copies, for `Report.text_of_record`."""
        return self.prefetch_related("signed_copies")


class Report(models.Model):
    """A report that a leader signs (báo cáo sơ kết, tổng kết, chuyên đề).

    A draft (dự thảo) until `submitted_at`, at signature (trình ký) until `signed_on`; then frozen: `paper`
    is what was printed, `figures` what was counted, `seal` the SHA-256 of all of it (`reports.sealing`). Number and
    date stay blank until văn thư gives them; `number_key` is given once in a `series` (`reports.numbering`).
    `key` makes a double press of its maker one report.
    `version` counts every change; `head_version` those of what stands around the sections.
    """

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="reports", verbose_name="cơ quan ban hành")
    kind = models.CharField("loại báo cáo", max_length=8, choices=ReportKind, default=ReportKind.INTERIM)
    span = models.CharField("khoảng thời gian", max_length=7, choices=ReportSpan, default=ReportSpan.OTHER)
    plans = models.ManyToManyField(Plan, related_name="reports", verbose_name="kế hoạch")
    abstract = models.TextField("trích yếu", max_length=1000)
    starts_on = models.DateField("số liệu từ ngày")
    ends_on = models.DateField("số liệu đến ngày")
    number = models.CharField("số", max_length=20, blank=True)
    number_key = models.CharField(max_length=20, blank=True, editable=False)
    series = models.CharField(max_length=40, blank=True, editable=False)
    place = models.CharField("địa danh", max_length=100, blank=True)
    authority = models.CharField("quyền hạn ký", max_length=120, blank=True)
    job_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signatory = models.CharField("họ tên người ký", max_length=100, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    annexes = models.JSONField("phụ lục", default=usual_annexes, blank=True)
    key = models.UUIDField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField("trình ký lúc", null=True, blank=True)
    returned_reason = models.CharField("lý do trả về", max_length=500, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="thay thế báo cáo"
    )
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    layout = models.CharField("thể thức", max_length=20, blank=True)
    figures = models.JSONField("số liệu lúc ký", null=True, blank=True)
    paper = models.JSONField("nội dung lúc ký", null=True, blank=True)
    seal = models.CharField("mã niêm phong", max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0)
    head_version = models.PositiveIntegerField(default=0)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="report_ends_after_it_starts",
                violation_error_message="Ngày cuối của số liệu phải sau ngày đầu.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(paper__isnull=False, figures__isnull=False),
                name="signed_report_is_frozen",
            ),
            models.UniqueConstraint(
                fields=["issuer", "series", "number_key"],
                condition=Q(signed_on__isnull=False),
                name="report_number_is_given_once_a_series",
                violation_error_message="Số này đã dùng cho báo cáo khác của cơ quan ban hành.",
            ),
            models.UniqueConstraint(fields=["created_by", "key"], name="report_is_begun_once_a_key"),
        ]
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.abstract}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report_detail", args=[self.pk])

    @property
    def state(self) -> str:
        """The state in words that pages show."""
        if self.signed_on is not None:
            return "Đã ký"
        return "Trình ký" if self.submitted_at is not None else "Dự thảo"

    @property
    def text_of_record(self) -> SignedCopy | None:
        return record_among(self.signed_copies.all())

    @property
    def is_draft(self) -> bool:
        return self.submitted_at is None and self.signed_on is None


class ReportSection(models.Model):
    """A heading of the report and what stands under it.

    `purpose` says which figures open it and which of the units' words wait beside it; `item` is the plan item
    that a section of purpose ITEM tells of. `guidance` is what the superior's outline asks for; it is never printed.
    `shows_figures` is the office's choice.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    label = models.CharField("số mục", max_length=20, blank=True)
    heading = models.CharField("đề mục", max_length=500)
    purpose = models.CharField("dùng cho", max_length=12, choices=Purpose, default=Purpose.TEXT)
    item = models.ForeignKey(PlanItem, models.PROTECT, null=True, blank=True, related_name="+")
    guidance = models.TextField("cấp trên yêu cầu", max_length=5000, blank=True)
    shows_figures = models.BooleanField("in câu số liệu", default=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["report", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="report_section_position_is_unique")]
        verbose_name = "mục báo cáo"
        verbose_name_plural = "mục báo cáo"

    def __str__(self) -> str:
        return f"{printed(self.label)} {self.heading}".strip()


class ReportFile(models.Model):
    """A report drawn on paper by the worker: waiting, drawn, or failed with the reason in words."""

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word (.docx)"

    REMARKS = "gopy"  # of a draft: PDF with room for remarks, and who said what beside each paragraph (bản góp ý)
    ROWS = "rows"  # of what is not signed yet: the full list of rows that it counts (danh sách đầy đủ)

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    form = models.CharField(max_length=4, choices=[*Form.choices, (REMARKS, "PDF góp ý"), (ROWS, "PDF danh sách")])
    report_version = models.PositiveIntegerField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    drawn_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="reports/%Y/%m", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    renderer = models.CharField("phiên bản chương trình in", max_length=64, blank=True)
    pages = models.PositiveIntegerField("số trang", null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "form", "report_version"], name="report_is_drawn_once_a_version")
        ]
        verbose_name = "bản in"
        verbose_name_plural = "bản in"

    def __str__(self) -> str:
        return f"{self.report} ({self.get_form_display()})"

    @property
    def extension(self) -> str:
        return self.form if self.form in self.Form.values else "pdf"
