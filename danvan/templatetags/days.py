"""Days between two days, for words like "còn 5 ngày"."""

from datetime import date

from django import template

register = template.Library()


@register.filter
def days_until(day: date, today: date) -> int:
    """Return how many days lie between `today` and `day`; negative when `day` is past."""
    return (day - today).days
