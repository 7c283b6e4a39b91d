"""What every template may show."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return whether this is the demo, for the sign-in page and the frame."""
    return {"is_demo": settings.DEMO}
