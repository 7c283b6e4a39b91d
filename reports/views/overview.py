"""Tình hình thực hiện: what needs a decision, figures, by plan and by unit (DESIGN §4)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.http import Request
from plans.models import Occurrence, Plan, Progress, ProgressUpdate
from reports import figures
from reports.filters import OverviewFilter
from reports.models import Report

SHOWN = 10


@require_GET
def overview(request: Request) -> HttpResponse:
    """The five cells of the work this person may see, each number a link to its rows."""
    today = timezone.localdate()
    plans = Plan.objects.visible_to(request.user).handed_out().select_related("document")
    chosen = OverviewFilter(request.GET, queryset=Occurrence.objects.visible_to(request.user), plans=plans)
    work = chosen.qs
    unit_lines, plan_lines = figures.by_unit_and_plan(work, today)
    # What the unit has answered waits for the office: it stays in the figures, not in a list that reads as blame.
    overdue = work.overdue(today).exclude(progress=Progress.AWAITING).with_timeliness(today).for_list()
    context = {
        "filter": chosen,
        "total": figures.sum_lines(unit_lines),
        "plan_lines": plan_lines,
        "unit_lines": unit_lines,
        "overdue": overdue.order_by("due_on", "unit__path")[:SHOWN],
        "not_ours": ProgressUpdate.objects.asking_to_reassign(work)[:SHOWN],
        "at_signature": Report.objects.visible_to(request.user).at_signature(),
        "now": timezone.localtime(),
        "query": "&" + request.GET.urlencode() if request.GET else "",
    }
    return render(request, "reports/overview.html", context)
