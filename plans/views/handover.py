"""Bàn giao: the page of orgs, with what a person leaves behind in plans passed in the same transaction."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from orgs.http import Request
from orgs.views.people import user_hand_over
from plans.services.handover import hand_over


@require_http_methods(["GET", "POST"])
def handover(request: Request, pk: int) -> HttpResponse:
    """Pass roles, drafts and the charge of open work of person `pk` to another."""
    return user_hand_over(request, pk, hand_over=hand_over)
