"""Numbers of documents ("76-KH/ĐU") on paper: no line ends within one, and its text stays as it is."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from reports.printable import DOCUMENT_NUMBER

register = template.Library()


@register.filter
def unbroken(text: str) -> str:
    """The text with every number of a document in an element of the class `unbroken`.

    A text that is nothing but a number needs none.
    """
    if not DOCUMENT_NUMBER.search(text) or DOCUMENT_NUMBER.fullmatch(text):
        return text
    return mark_safe(DOCUMENT_NUMBER.sub(r'<span class="unbroken">\g<0></span>', escape(text)))  # noqa: S308 -- escaped
