"""Nộp báo cáo: who sent what was owed, by period and by unit, and the reports behind each number (DESIGN §3)."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.http import Request
from orgs.paging import page_of
from plans.models import Submission
from reports import completeness
from reports.charts import REPORTS, chart
from reports.filters import CompletenessFilter, OwedFilter
from reports.views.overview import plans_seen_by

CHARTED = 8


@require_GET
def overview_completeness(request: Request) -> HttpResponse:
    """The figures of the frozen lists, each number a link to its reports."""
    chosen = completeness_filter(request)
    periods, units = completeness.by_period_and_unit(chosen.qs)
    today = timezone.localdate()
    bars = [_bar(line, today) for line in periods[:CHARTED] if line.figures.owed]
    context = {
        "filter": chosen,
        "total": completeness.sum_lines(periods),
        "period_lines": periods,
        "unit_lines": units,
        "chart": chart(bars, REPORTS),
        "now": timezone.localtime(),
        "query": chosen.query(),
    }
    return render(request, "reports/overview_completeness.html", context)


@require_GET
def overview_reports(request: Request) -> HttpResponse:
    """The reports behind a number: whatever the address asks for, among those the person may see."""
    chosen = owed_filter(request)
    page = page_of(in_order(chosen.qs), request.GET.get("page"))
    context = {"filter": chosen, "page": page, "now": timezone.localtime()}
    return render(request, "reports/overview_reports.html", context)


def completeness_filter(request: Request) -> CompletenessFilter:
    reports = Submission.objects.visible_to(request.user)
    return CompletenessFilter(request.GET, queryset=reports, plans=plans_seen_by(request.user))


def owed_filter(request: Request) -> OwedFilter:
    reports = Submission.objects.visible_to(request.user)
    return OwedFilter(request.GET, queryset=reports, plans=plans_seen_by(request.user))


def in_order(reports: completeness.SubmissionQuerySet) -> completeness.SubmissionQuerySet:
    """The latest periods first, in each the units in print order."""
    return reports.for_list().order_by("-period__ends_on", "-period", "unit__path")


def name_of(period: completeness.ReportingPeriod) -> str:
    """A period with the plan it belongs to."""
    return f"{period.label[:1].upper()}{period.label[1:]}, {period.plan.short_name}"


def _bar(line: completeness.OwedLine, on: date) -> tuple[str, tuple[int, ...]]:
    """A period's reports by what was sent of them; what is not due yet is drawn as no reproach."""
    period, figures = line.subject, line.figures
    is_over = (period.due_on or period.ends_on) < on
    blanks = (0, figures.blank) if is_over else (figures.blank, 0)
    return name_of(period), (figures.on_time, figures.late, *blanks)
