"""Types of what our views receive."""

from collections.abc import Iterable

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from orgs.models import User


class Request(HttpRequest):
    """A request behind LoginRequiredMiddleware and HtmxMiddleware."""

    user: User
    htmx: HtmxDetails


def ids(values: Iterable[str]) -> list[int]:
    """Return those of the values a form sent that can be ids; what cannot is left out."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19]
