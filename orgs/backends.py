"""Checking a name and a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from orgs.models import User
from orgs.passwords import DEMO_PASSWORD


class KnownPasswordRefused(ModelBackend):
    """Django's own check, with one more: outside demo mode the demo's password opens nothing, whatever is stored.

    Who is signed in comes with his roles, which every page asks for: one query.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if not settings.DEMO and password is not None and password.casefold() == DEMO_PASSWORD:
            return None
        return super().authenticate(request, username=username, password=password, **kwargs)

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.with_roles(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
