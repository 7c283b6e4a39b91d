"""Reporting periods of a plan."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import DateField, DurationField, F, Q, Value
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.urls import reverse

from orgs.models import Unit
from plans.models.plans import Plan


class ReportingCalendar(models.TextChoices):
    """How a committee cuts its year (DOMAIN.md §4.4); a period's days can still be moved one by one."""

    HALVES = "HALVES", "6 tháng và năm, theo năm dương lịch"
    QUARTERS = "QUARTERS", "từng quý, theo năm dương lịch"
    STATE_YEAR = "STATE_YEAR", "năm báo cáo của Nhà nước (15/12 đến 14/12)"


class ReportingRule(models.Model):
    """What a committee wants for the periods of plans to come (chế độ báo cáo); periods that stand keep their days."""

    committee = models.OneToOneField(Unit, models.CASCADE, related_name="reporting_rule")
    calendar = models.CharField("cách chia kỳ", max_length=10, choices=ReportingCalendar)
    due_after = models.PositiveSmallIntegerField("hạn nộp sau khi hết kỳ (ngày)", default=0)
    locks_after = models.PositiveSmallIntegerField("khóa sau hạn nộp (ngày)", null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "chế độ báo cáo"
        verbose_name_plural = "chế độ báo cáo"

    def __str__(self) -> str:
        return f"{self.committee}: {self.get_calendar_display()}"


class ReportingPeriodQuerySet(models.QuerySet):
    def open(self, on: date) -> ReportingPeriodQuerySet:
        """Periods that have opened by that day."""
        return self.filter(opens_on__lte=on)

    def of_window(self, start: date, end: date) -> ReportingPeriodQuerySet:
        """Periods that have most of their days in a window, and longer ones that cover most of it.

        So of two windows as long as the periods only one tells of a period that runs over the edge between them.
        """
        days, middle = DateField(), start + (end - start) / 2
        first, last, eve = Value(start, days), Value(end, days), Value(start - timedelta(days=1), days)
        is_more_than_before = LessThanOrEqual(first - F("starts_on"), F("ends_on") - eve)
        is_more_than_after = LessThanOrEqual(F("ends_on") - last, last - F("starts_on"))
        is_longer = GreaterThan(F("ends_on") - F("starts_on"), Value(end - start, DurationField()))
        covers_most = Q(starts_on__lte=middle, ends_on__gte=middle)
        return self.filter(Q(is_more_than_before) & Q(is_more_than_after) | Q(is_longer) & covers_most)


class ReportingPeriod(models.Model):
    """A span that every unit answers for (kỳ báo cáo). Its four days are independent of each other."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods")
    label = models.CharField("tên kỳ", max_length=80)
    starts_on = models.DateField("số liệu từ")
    ends_on = models.DateField("số liệu đến")
    opens_on = models.DateField("mở từ")
    due_on = models.DateField("hạn nộp", null=True, blank=True)
    locks_on = models.DateField("khóa sau ngày", null=True, blank=True)
    opened_at = models.DateTimeField("lúc chốt danh sách nộp", null=True, blank=True, editable=False)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "ends_on", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="period_ends_after_it_starts",
                violation_error_message="Kỳ báo cáo phải kết thúc sau khi bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["plan", "label"],
                name="period_label_is_unique",
                violation_error_message="Kế hoạch đã có kỳ báo cáo mang tên này.",
            ),
        ]
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("plans:period_detail", args=[self.pk])

    def is_locked(self, on: date) -> bool:
        """Whether it takes nothing more on that day, but from units for which the office reopened it."""
        return self.locks_on is not None and self.locks_on < on
