"""The register of "Dân vận khéo" models (mô hình, điển hình)."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.urls import reverse

from orgs.models import Role, Unit, User
from orgs.models.units import UnitQuerySet
from orgs.text import fold
from plans.models.periods import ReportingPeriod
from plans.models.plans import Plan

STATE_YEAR_BEGINS = (12, 15)


def years_of(period: ReportingPeriod) -> tuple[int, int]:
    """The first and last year whose models a period counts. The State's year begins on 15/12 (DOMAIN.md §4.4)."""
    start, last = period.starts_on, period.ends_on.year
    is_next = (start.month, start.day) >= STATE_YEAR_BEGINS and start.year < last
    return start.year + is_next, last


def registering_units(user: User) -> UnitQuerySet:
    """The units for which `user` registers models: his own, and all of his committees as an officer."""
    committees = [unit.pk for unit in user.units_as(Role.OFFICER)]
    mine = [unit.pk for unit in user.units_as(Role.REPORTER)]
    return Unit.objects.filter(Q(pk__in=mine) | Q(committee__in=committees)).select_related("committee")


class InitiativeField(models.TextChoices):
    """The four fields of DOMAIN.md §4.2 and §5.1."""

    ECONOMY = "ECONOMY", "kinh tế"
    SOCIETY = "SOCIETY", "văn hóa - xã hội"
    DEFENSE = "DEFENSE", "quốc phòng - an ninh"
    POLITICAL_SYSTEM = "POLITICAL_SYSTEM", "xây dựng hệ thống chính trị"


class InitiativeState(models.TextChoices):
    REGISTERED = "REGISTERED", "đăng ký"
    RUNNING = "RUNNING", "đang thực hiện"
    EFFECTIVE = "EFFECTIVE", "duy trì, có hiệu quả"
    ENDED = "ENDED", "thôi thực hiện"


class Recognition(models.TextChoices):
    """By which level it was recognized; district level exists in records before 7/2025 only (DOMAIN.md §5.2)."""

    BASE = "BASE", "cấp cơ sở"
    DISTRICT = "DISTRICT", "cấp huyện (trước 7/2025)"
    PROVINCE = "PROVINCE", "cấp tỉnh"
    CENTRAL = "CENTRAL", "cấp Trung ương"


class InitiativeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> InitiativeQuerySet:
        """Of units whose work `user` may read, and of plans his units run."""
        return self.filter(
            Q(unit__in=Unit.objects.readable_by(user).values("pk")) | Q(plan__in=Plan.objects.run_by(user).values("pk"))
        )

    def of_plans(self, plans: Collection[int]) -> InitiativeQuerySet:
        """Those that any of the plans counts: registered for it, or for none, and not given up."""
        return self.filter(Q(plan__in=plans) | Q(plan__isnull=True)).exclude(state=InitiativeState.ENDED)

    def of_period(self, period: ReportingPeriod) -> InitiativeQuerySet:
        """Those that a report for that period counts."""
        return self.of_plans([period.plan_id]).filter(year__range=years_of(period))

    def named(self, text: str) -> InitiativeQuerySet:
        """Those whose name, lead or place holds every word of `text`, accents and case aside."""
        return self.filter(*[Q(search_key__contains=word) for word in re.findall(r"\w+", fold(text))])

    def for_list(self) -> InitiativeQuerySet:
        """In print order of units, the latest first."""
        return self.select_related("unit", "plan__document").order_by("unit__path", "-year", "pk")


class Initiative(models.Model):
    """One model or example that a unit registered (DOMAIN.md §5.1)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="initiatives", verbose_name="đơn vị đăng ký")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="initiatives", verbose_name="theo kế hoạch"
    )
    name = models.CharField("tên mô hình, điển hình", max_length=300)
    is_collective = models.BooleanField("tập thể", default=True)
    field = models.CharField("lĩnh vực", max_length=16, choices=InitiativeField)
    year = models.PositiveSmallIntegerField("năm đăng ký")
    is_new = models.BooleanField("mô hình mới", default=True)
    lead = models.CharField("người, nơi chủ trì", max_length=200)
    place = models.CharField("địa bàn, đối tượng", max_length=300, blank=True)
    content = models.TextField("nội dung, cách làm", max_length=5000, blank=True)
    resources = models.CharField("kinh phí, nguồn lực", max_length=200, blank=True)
    results = models.TextField("kết quả", max_length=5000, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=InitiativeState, default=InitiativeState.REGISTERED)
    recognition = models.CharField("được công nhận", max_length=8, choices=Recognition, blank=True)
    recognized_on = models.DateField("ngày công nhận", null=True, blank=True)
    recognized_by = models.CharField("quyết định công nhận", max_length=150, blank=True)
    version = models.PositiveIntegerField(default=0)
    search_key = models.TextField(editable=False)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path", "-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name", "year"],
                name="initiative_once_a_year",
                violation_error_message="Đơn vị đã đăng ký mô hình này trong năm.",
            )
        ]
        verbose_name = "mô hình Dân vận khéo"
        verbose_name_plural = "mô hình Dân vận khéo"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:initiative_detail", args=[self.pk])

    def set_keys(self) -> None:
        self.search_key = fold(f"{self.name} {self.lead} {self.place}")
