"""Who changed what and when, of a plan and of a row (lịch sử)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from orgs.http import Request
from orgs.models import JournalEntry
from orgs.paging import page_of
from plans import history
from plans.models import Occurrence, Plan
from plans.permissions import can_export_plan


@require_GET
def plan_history(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_list(), pk=pk)
    page = page_of(history.entries_of(plan, request.user), request.GET.get("page"))
    lines = history.lines(page, of_plan=True)
    context = {"plan": plan, "page": page, "lines": lines, "can_export": can_export_plan(request.user, plan)}
    return render(request, "plans/plan_history.html", context)


@require_GET
def occurrence_history(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Occurrence.objects.visible_to(request.user).for_list(), pk=pk)
    page = page_of(JournalEntry.objects.about(row), request.GET.get("page"))
    return render(request, "plans/occurrence_history.html", {"row": row, "page": page, "lines": history.lines(page)})
