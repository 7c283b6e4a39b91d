"""Trang giao ban: one A4 of overdue work by unit, to print before a meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.http import Request
from reports import figures
from reports.briefing import briefing
from reports.views.overview import overview_filter


@require_GET
def overview_briefing(request: Request) -> HttpResponse:
    today = timezone.localdate()
    chosen = overview_filter(request)
    context = {
        "filter": chosen,
        "sheet": briefing(chosen.qs, today),
        "total": figures.total(chosen.qs, today),
        "now": timezone.localtime(),
        "query": chosen.query(without=["changed_since", "days"]),
    }
    return render(request, "reports/overview_briefing.html", context)
