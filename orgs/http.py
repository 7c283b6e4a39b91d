"""What our views receive, and how they read and send what every app reads and sends."""

from collections.abc import Iterable

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from orgs.models import User
from orgs.text import whole_number


class Request(HttpRequest):
    """A request behind LoginRequiredMiddleware and HtmxMiddleware."""

    user: User
    htmx: HtmxDetails


def ids(values: Iterable[str]) -> list[int]:
    """Return those of the values a form sent that can be ids; what cannot is left out."""
    return [number for value in values if (number := whole_number(value)) is not None]


def version_in(request: Request) -> int:
    """The version that a form of buttons only was drawn from; -1, which never fits, if it sends none."""
    return next(iter(ids([request.POST.get("version", "")])), -1)


def go_to(request: Request, address: str) -> HttpResponse:
    """Lead to another page, also from a form that htmx sent."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def send_file(file: FieldFile, name: str, content_type: str = "") -> FileResponse:
    """A stored file as a download that no browser runs (TRUST.md §5.1). Raises Http404 if it is not on the disk."""
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
