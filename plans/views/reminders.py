"""Nhắc việc: what the program reminds this person of, as long as it still stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.http import Request
from orgs.paging import page_of
from plans.models import Reminder


@require_GET
def reminder_list(request: Request) -> HttpResponse:
    """One line a row or report, the longest overdue first; what has been sent since is gone from it."""
    today = timezone.localdate()
    standing = Reminder.objects.visible_to(request.user).standing(today)
    page = page_of(standing.latest_of_each().for_list(), request.GET.get("page"))
    lines = [(line, line.words(today)) for line in page]
    return render(request, "plans/reminder_list.html", {"lines": lines, "page": page})
