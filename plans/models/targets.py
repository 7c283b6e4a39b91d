"""Targets that plans set."""

from __future__ import annotations

from django.db import models

from plans.models.plans import PlanItem


class TargetKind(models.TextChoices):
    """Forms of targets (DOMAIN.md §2.3)."""

    PERCENT = "percent", "tỷ lệ %"
    COUNT = "count", "số lượng"
    ZERO = "zero", "không để xảy ra"
    GRADE = "grade", "xếp loại"
    EXTERNAL = "external", "theo chỉ tiêu cấp trên giao"
    DELIVERABLE = "deliverable", "sản phẩm"


class TargetComparison(models.TextChoices):
    AT_LEAST = "at_least", "ít nhất"
    AT_MOST = "at_most", "không quá"
    EQUAL = "equal", "bằng"


class TargetScope(models.TextChoices):
    TOTAL = "total", "tổng cộng"
    PER_UNIT = "per_unit", "mỗi đơn vị"
    SHARE_OF_UNITS = "share_of_units", "tỷ lệ đơn vị đạt"


class Target(models.Model):
    """A target that an item sets (chỉ tiêu); an item may set several."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="targets")
    text = models.TextField("chỉ tiêu (nguyên văn)", max_length=2000)
    kind = models.CharField("loại", max_length=12, choices=TargetKind, default=TargetKind.COUNT)
    comparison = models.CharField("so sánh", max_length=10, choices=TargetComparison, default=TargetComparison.AT_LEAST)
    value = models.DecimalField("giá trị", max_digits=14, decimal_places=2, null=True, blank=True)
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    scope = models.CharField("phạm vi", max_length=15, choices=TargetScope, default=TargetScope.TOTAL)

    class Meta:
        ordering = ["item", "pk"]
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"

    def __str__(self) -> str:
        return self.text[:120]
