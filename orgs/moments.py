"""Moments as offices write them: "17 giờ 52, ngày 21/11/2026" (LOOK.md)."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def moment_in_words(moment: datetime) -> str:
    """The moment by the clock on the wall, as templates print it."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
