"""A filter in words, for the paper that a list is printed on."""

from __future__ import annotations

import django_filters as filters
from django import template

from orgs.filters import in_words

register = template.Library()


@register.filter
def filter_words(chosen: filters.FilterSet) -> str:
    """Return what a list was narrowed by: "Loại: cấp ủy; Cấp: cấp xã"; empty for nothing."""
    return in_words(chosen)
