"""Dates as documents write them; Django's own `date` filter cannot pad months 1 and 2 only (DOMAIN.md §1.3, §1.7)."""

from datetime import date

from django import template

from reports import paper

register = template.Library()


@register.filter
def long_date(day: date | None) -> str:
    """As in "ngày 05 tháng 01 năm 2026"; "" without a day."""
    return paper.long_date(day) if day else ""


@register.filter
def short_date(day: date | None) -> str:
    """As in "05/9/2026"; "" without a day."""
    return paper.short_date(day) if day else ""
