"""What is typed into a page survives the end of the session (TRUST.md P20), without JavaScript too.

A form sent too late comes from nobody, so a signed cookie says who worked on this machine until then; without it
nothing is kept, and only that person, signed in again, gets the words back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from orgs.http import Request
from orgs.models import User
from orgs.services.unsent import keep_unsent, take_unsent

_SALT = _WAITING = "orgs.unsent"
_LONGER = timedelta(hours=12)  # than the session: who comes back in the morning still finds it

View = Callable[..., HttpResponse]


def keeps_unsent(view: View) -> View:
    """Mark a view that shows `data_in(request)` again; innermost, below Django's own decorators."""
    view.keeps_unsent = True  # type: ignore[attr-defined]
    return view


def data_in(request: Request) -> QueryDict | None:
    """What a form is to be filled with: what is sent now, or what could not be sent before; None for a fresh form.

    Only a POST may be acted upon.
    """
    if request.method == "POST":
        return request.POST or None
    waiting = request.session.get(_WAITING, [])
    if request.path not in waiting:
        return None
    request.session[_WAITING] = [path for path in waiting if path != request.path]
    found = take_unsent(user=request.user, path=request.path, at=timezone.now())
    if found is not None:
        words = "Phiên làm việc đã hết trước khi gửi nên chưa lưu gì. Phần đã gõ còn dưới đây: xem lại rồi bấm lần nữa."
        messages.warning(request, words)
    return found


def remember_person(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """After signing in: let this browser say, once the session has ended, whose words come too late.

    The session learns which pages have words waiting, so that no other page need ask.
    """
    request.session[_WAITING] = list(user.unsent_forms.values_list("path", flat=True))
    lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE) + _LONGER
    response.set_signed_cookie(
        settings.LAST_PERSON_COOKIE, str(user.pk), salt=_SALT, max_age=lasts, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def forget_person(response: HttpResponse) -> None:
    response.delete_cookie(settings.LAST_PERSON_COOKIE, samesite="Lax")


class UnsentFormMiddleware:
    """Keep the form of a person whose session has ended, before he is led to sign in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict) -> None:
        """Runs after the check of the request's CSRF token, and before the turning away to the sign-in page."""
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "keeps_unsent", False):
            return
        pk = request.get_signed_cookie(settings.LAST_PERSON_COOKIE, default=None, salt=_SALT)
        person = User.objects.filter(pk=pk, is_active=True).first() if pk else None
        if person is not None:
            keep_unsent(user=person, path=request.path, data=request.POST, at=timezone.now())
