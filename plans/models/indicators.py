"""Figures that a period asks of units (biểu số liệu), and what they gave; targets are answered the same way."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from orgs.models import Unit, User
from plans.models.periods import ReportingPeriod
from plans.models.statuses import AssignmentRole
from plans.models.submissions import Submission
from plans.models.targets import Target
from plans.models.work import Assignment


class IndicatorKind(models.TextChoices):
    """How a figure is given, and whether it may be summed over units."""

    NUMBER = "NUMBER", "số, cộng được"
    PERCENT = "PERCENT", "tỷ lệ %, không cộng"
    YES_NO = "YES_NO", "đạt hay không đạt"
    INITIATIVES = "INITIATIVES", "số mô hình trong sổ đăng ký"


class IndicatorQuerySet(models.QuerySet):
    def asked_of(self, unit: int) -> IndicatorQuerySet:
        """Lines that this unit answers: those of no target, and of targets of work that it, or no unit, was given."""
        given = Assignment.objects.exclude(role=AssignmentRole.COORDINATE).filter(item=models.OuterRef("target__item"))
        mine = models.Exists(given.filter(unit=unit))
        return self.filter(Q(target__isnull=True) | mine | ~models.Exists(given)).order_by("position", "pk")


class Indicator(models.Model):
    """One line of the figures that a period asks for; of a target where `target` is set."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("tên chỉ tiêu", max_length=500)
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    kind = models.CharField("loại", max_length=11, choices=IndicatorKind, default=IndicatorKind.NUMBER)
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="indicators")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["period", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "name"],
                name="indicator_once_a_period",
                violation_error_message="Kỳ này đã có chỉ tiêu mang tên đó.",
            ),
            models.UniqueConstraint(
                fields=["period", "target"], condition=Q(target__isnull=False), name="target_asked_once_a_period"
            ),
        ]
        verbose_name = "chỉ tiêu của biểu"
        verbose_name_plural = "chỉ tiêu của biểu"

    def __str__(self) -> str:
        return self.name

    @property
    def is_number(self) -> bool:
        """Whether the unit types a number."""
        return self.kind in (IndicatorKind.NUMBER, IndicatorKind.PERCENT)

    @property
    def is_summed(self) -> bool:
        """Whether the numbers of units may be added up."""
        return self.kind in (IndicatorKind.NUMBER, IndicatorKind.INITIATIVES)

    @property
    def called_measure(self) -> str:
        return "%" if self.kind == IndicatorKind.PERCENT else self.measure


class IndicatorValueQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> IndicatorValueQuerySet:
        """Figures of reports that `user` may read."""
        reports = Submission.objects.visible_to(user).filter(period=models.OuterRef("indicator__period"))
        return self.filter(models.Exists(reports.filter(unit=models.OuterRef("unit"))))


class IndicatorValue(models.Model):
    """What one unit gave for one indicator: a number, or đạt / không đạt. Each sending keeps its own copy.

    `typed` is what could not be read as a number; the unit is asked about it, and it is never sent. A note alone
    answers too: why there is no number.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.DecimalField("số liệu", max_digits=18, decimal_places=2, null=True, blank=True)
    is_met = models.BooleanField("đạt", null=True, blank=True)
    typed = models.CharField("chữ đã gõ, chưa đọc được", max_length=60, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    version = models.PositiveIntegerField(default=0)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit"], name="one_value_an_indicator_and_unit"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(is_met__isnull=True), name="value_is_a_number_or_a_grade"
            ),
            models.CheckConstraint(
                condition=Q(typed="") | Q(number__isnull=True, is_met__isnull=True), name="value_is_read_or_asked_about"
            ),
        ]
        verbose_name = "số liệu của đơn vị"
        verbose_name_plural = "số liệu của đơn vị"

    def __str__(self) -> str:
        return f"{self.indicator}, {self.unit}: {self.number if self.is_met is None else self.is_met}"

    @property
    def is_answer(self) -> bool:
        """Whether it says something that may be sent."""
        given = self.number is not None or self.is_met is not None or bool(self.note)
        return given and not self.typed
