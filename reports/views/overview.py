"""Tình hình thực hiện: what needs a decision, what changed, figures, words (DESIGN §4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.http import Request
from orgs.models import User
from orgs.paging import page_of
from plans.cells import Cells
from plans.changes import CHANGES, change_counts
from plans.models import Extension, Occurrence, Plan, Progress, ProgressUpdate, Submission
from plans.models.plans import PlanQuerySet
from plans.models.work import OccurrenceQuerySet
from reports import completeness, duties, figures
from reports.briefing import with_reasons
from reports.charts import Chart, work_chart
from reports.filters import DutyFilter, OverviewFilter
from reports.models import Report

SHOWN = 10
CHARTED = 24
PERIODS = 4
LATELY = timedelta(days=30)
DUTIES_A_PAGE = 40


@require_GET
def overview(request: Request) -> HttpResponse:
    """The five cells of the work this person may see, each number a link to its rows."""
    today = timezone.localdate()
    chosen = overview_filter(request)
    at_signature, last_report = _reports(request.user)
    since = chosen.chosen.get("changed_since") or _last_signed(last_report) or today - LATELY
    changes = change_counts(since=since, on=today)
    counts = counts_of(chosen, today, **changes)
    lines = lines_of(chosen, counts)
    context = {
        "filter": chosen,
        "total": figures.sum_lines(lines),
        "lines": lines,
        "chart": _chart(chosen, lines),
        "since": since,
        "last_report": last_report if "changed_since" not in chosen.chosen else None,
        "changes": [(change, CHANGES[change], number) for change in changes if (number := _sum(counts, change))],
        "to_decide": _to_decide(request.user, chosen.qs),
        "at_signature": at_signature,
        "overdue": _overdue(chosen.qs, today),
        "periods": completeness.by_period(Submission.objects.visible_to(request.user), latest=PERIODS),
        "now": timezone.localtime(),
        "query": chosen.query(without=["changed_since", "by"]),
        "month_query": chosen.query(without=["changed_since", "by", "start", "end"]),
    }
    return render(request, "reports/overview.html", context)


@require_GET
def overview_duties(request: Request) -> HttpResponse:
    """Recurring duties by the months of a year: how many units have done each, of how many."""
    today = timezone.localdate()
    chosen = duty_filter(request)
    year = chosen.year_or(today)
    page = page_of(duties.recurring_items(chosen.qs), request.GET.get("page"), per_page=DUTIES_A_PAGE)
    lines = duties.duties_by_month(chosen.qs, page, year, today)
    context = {
        "filter": chosen,
        "year": year,
        "page": page,
        "lines": lines,
        "months": figures.months_of(year),
        "columns": duties.columns(lines),
        "total": sum((line.total for line in lines), Cells()),
        "now": timezone.localtime(),
    }
    return render(request, "reports/overview_duties.html", context)


def plans_seen_by(user: User) -> PlanQuerySet:
    return Plan.objects.visible_to(user).handed_out().select_related("document")


def overview_filter(request: Request) -> OverviewFilter:
    work = Occurrence.objects.visible_to(request.user)
    return OverviewFilter(request.GET, queryset=work, plans=plans_seen_by(request.user))


def duty_filter(request: Request) -> DutyFilter:
    work = Occurrence.objects.visible_to(request.user)
    return DutyFilter(request.GET, queryset=work, plans=plans_seen_by(request.user))


def counts_of(chosen: OverviewFilter, on: date, **more: Any) -> list[figures.Counts]:
    """What the table that was chosen counts, and `more`."""
    by = "unit" if chosen.table == "kind" else chosen.table
    return figures.count_by(chosen.qs, on, by, by_original=chosen.by_original, **more)


def lines_of(chosen: OverviewFilter, counts: list[figures.Counts]) -> list[figures.Line]:
    """The table that was chosen."""
    if chosen.table == "month":
        return figures.month_lines(counts, chosen.chosen.get("start"), chosen.chosen.get("end"))
    make = {"kind": figures.kind_lines, "unit": figures.unit_lines, "plan": figures.plan_lines}[chosen.table]
    return make(counts)


def _chart(chosen: OverviewFilter, lines: list[figures.Line]) -> Chart:
    """The table at a glance: months by how much is due in them, the rest by shares; units have strips of their own."""
    shown = [] if chosen.table == "unit" else [(line.name, line.cells) for line in lines if line.subject][:CHARTED]
    return work_chart(shown, as_shares=chosen.table != "month")


def _to_decide(user: User, work: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Rows whose unit asks this person for something; the longest waiting first.

    More time is given by office or leader; whether an assignment stays, by the office alone (DESIGN §2, NOT_OURS).
    """
    extensions = Extension.objects.to_decide(user).order_by()
    asked = ProgressUpdate.objects.asking_to_reassign(work.of_office(user)).order_by()
    rows = work.filter(Q(pk__in=extensions.values("occurrence")) | Q(pk__in=asked.values("occurrence")))
    wanted = extensions.filter(occurrence=OuterRef("pk")).values("wanted_on")
    told = rows.annotate(wanted_on=Subquery(wanted[:1]))
    return told.select_related("unit", "assignment__item").order_by("turn_since", "pk")[:SHOWN]


def _overdue(work: OccurrenceQuerySet, on: date) -> OccurrenceQuerySet:
    # What the unit has answered waits for the office: it stays in the figures, not in a list that reads as blame.
    late = with_reasons(work.overdue(on).exclude(progress=Progress.AWAITING).with_timeliness(on))
    return late.select_related("unit", "assignment__item").order_by("due_on", "unit__path", "pk")[:SHOWN]


def _reports(user: User) -> tuple[list[Report], Report | None]:
    """The reports that wait for signature, and the last one signed."""
    seen = Report.objects.visible_to(user)
    last = seen.signed().order_by("-signed_on", "-pk").values("pk")[:1]
    found = Report.objects.filter(Q(pk__in=seen.at_signature().values("pk")) | Q(pk__in=last))
    reports = list(found.defer("paper", "figures").order_by("pk"))
    signed = [report for report in reports if report.signed_on is not None]
    return [report for report in reports if report.signed_on is None], signed[0] if signed else None


def _last_signed(report: Report | None) -> date | None:
    return report.signed_on if report else None


def _sum(counts: list[Any], name: str) -> int:
    return sum(row[name] for row in counts)
