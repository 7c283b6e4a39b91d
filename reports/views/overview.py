"""Tình hình thực hiện: what needs a decision, figures, by plan and by unit (DESIGN §4)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.http import Request
from plans.models import Answer, Occurrence, Plan, ProgressUpdate
from reports import figures
from reports.filters import OverviewFilter
from reports.models import Report

OVERDUE_SHOWN = 10


@require_GET
def overview(request: Request) -> HttpResponse:
    """The five cells of the work this person may see, each number a link to its rows."""
    today = timezone.localdate()
    plans = Plan.objects.visible_to(request.user).handed_out().select_related("document")
    chosen = OverviewFilter(request.GET, queryset=Occurrence.objects.visible_to(request.user), plans=plans)
    work = chosen.qs
    unit_lines, plan_lines = figures.by_unit_and_plan(work, today)
    overdue = work.overdue(today).with_timeliness(today).for_list().order_by("due_on", "unit__path")
    context = {
        "filter": chosen,
        "total": figures.sum_lines(unit_lines),
        "plan_lines": plan_lines,
        "unit_lines": unit_lines,
        "overdue": overdue[:OVERDUE_SHOWN],
        "not_ours": requests_to_reassign(work),
        "at_signature": Report.objects.visible_to(request.user).filter(
            submitted_at__isnull=False, signed_on__isnull=True
        ),
        "now": timezone.localtime(),
        "query": "&" + request.GET.urlencode() if request.GET else "",
    }
    return render(request, "reports/overview.html", context)


def requests_to_reassign(work: QuerySet[Occurrence]) -> QuerySet[ProgressUpdate]:
    """Units' requests to look at an assignment again that nobody has decided."""
    waiting = ProgressUpdate.objects.filter(answer=Answer.NOT_OURS, review__isnull=True, occurrence__in=work)
    return waiting.select_related("occurrence__unit", "occurrence__assignment__item").order_by("pk")[:OVERDUE_SHOWN]
