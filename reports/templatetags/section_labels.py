"""Labels of sections on pages, as on paper."""

from django import template

from reports import section_labels

register = template.Library()
register.filter("printed", section_labels.printed)
