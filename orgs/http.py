"""Types of what our views receive."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from orgs.models import User


class Request(HttpRequest):
    """A request behind LoginRequiredMiddleware and HtmxMiddleware."""

    user: User  # type: ignore[assignment]
    htmx: HtmxDetails
