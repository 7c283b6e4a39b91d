"""Reporting periods of a plan at work: their days, opening and locking, and who has sent what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.paging import page_of
from plans import owed
from plans.forms.periods import PeriodDaysForm
from plans.models import Plan, ReportingPeriod, Submission, SubmissionRound
from plans.permissions import can_close_plan, can_except, can_receive
from plans.reporting import Standing, standings, units_owing
from plans.services import periods
from plans.views.conflicts import conflict, with_version

CHANGED = "Kế hoạch vừa được người khác sửa nên chưa ghi gì. Hãy xem lại rồi bấm lần nữa."


@dataclass(frozen=True)
class ReportLine:
    """One report in the list of a period, and what this person may do with it."""

    report: Submission
    standing: Standing
    last: SubmissionRound | None
    may_receive: bool


@require_GET
def period_detail(request: Request, pk: int) -> HttpResponse:
    """Who owes a report for period `pk`, who has sent it, whose turn it is; narrowed to one figure by `?figure=`."""
    period = _visible(request, pk)
    today = timezone.localdate()
    reports = Submission.objects.visible_to(request.user).filter(period=period)
    figure = request.GET.get("figure", "")
    shown = reports.filter(owed.condition(figure)) if figure in owed.FIGURES else reports
    page = page_of(shown.for_list().with_last_round().order_by("unit__path"), request.GET.get("page"))
    counts, lines = owed.counts(reports), report_lines(request, list(page))
    context = {
        "period": period,
        "plan": period.plan,
        "is_locked": period.is_locked(today),
        "figures": [(name, label, counts[name]) for name, label in owed.FIGURES.items() if name != "sent"],
        "figure": owed.FIGURES.get(figure, ""),
        "counts": counts,
        "page": page,
        "lines": lines,
        "may_receive_some": any(line.may_receive for line in lines),
        "may_edit": can_close_plan(request.user, period.plan),
        "may_except": can_except(request.user, period),
    }
    return render(request, "plans/period_detail.html", context)


@require_http_methods(["GET", "POST"])
def period_create(request: Request, pk: int) -> HttpResponse:
    """Add a period to plan `pk`."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_close_plan(request.user, plan):
        raise PermissionDenied
    form = PeriodDaysForm(request.POST or None, initial={"version": plan.version})
    context: dict[str, Any] = {"form": form, "plan": plan}
    if form.is_valid():
        try:
            period = periods.add_period(
                plan=plan, by=request.user, version=form.cleaned_data["version"], on=timezone.localdate(), **form.days()
            )
        except StaleVersion as stale:
            context["form"] = PeriodDaysForm(with_version(request, stale.current))
            messages.error(request, CHANGED)
            return render(request, "plans/period_edit.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã thêm kỳ {period.label}.")
            return redirect(period)
    return render(request, "plans/period_edit.html", context)


@require_http_methods(["GET", "POST"])
def period_edit(request: Request, pk: int) -> HttpResponse:
    period = _of_office(request, pk)
    form = PeriodDaysForm(request.POST or None, period=period, initial={"version": period.plan.version})
    context: dict[str, Any] = {"form": form, "period": period, "plan": period.plan}
    if form.is_valid():
        try:
            periods.edit_period(period=period, by=request.user, version=form.cleaned_data["version"], **form.days())
        except StaleVersion:
            fresh = _of_office(request, pk)
            context["form"] = PeriodDaysForm(with_version(request, fresh.plan), period=fresh)
            context["conflict"] = conflict(fresh.plan, [context["form"]])
            return render(request, "plans/period_edit.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã lưu {period.label}.")
            return redirect(period)
    return render(request, "plans/period_edit.html", context)


@require_http_methods(["GET", "POST"])
def period_open(request: Request, pk: int) -> HttpResponse:
    """First a look at the units that will owe a report (GET), then making the list (POST)."""
    period = _of_office(request, pk)
    if request.method == "POST":
        try:
            made = periods.open_now(
                period=period, by=request.user, version=version_in(request), on=timezone.localdate()
            )
        except StaleVersion:
            messages.error(request, CHANGED)
            return redirect("plans:period_open", pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(period)
        messages.success(request, f"Đã mở kỳ {period.label}: {len(made)} đơn vị phải nộp báo cáo.")
        return redirect(period)
    units = units_owing(period)
    context = {"period": period, "plan": period.plan, "units": units, "silent": units.without_reporter()}
    return render(request, "plans/period_open.html", context)


@require_http_methods(["GET", "POST"])
def period_lock(request: Request, pk: int) -> HttpResponse:
    """Take nothing more for a period from today on; first it is said how many have not sent theirs."""
    period = _of_office(request, pk)
    if request.method == "POST":
        try:
            periods.lock_now(period=period, by=request.user, version=version_in(request), on=timezone.localdate())
        except StaleVersion:
            messages.error(request, CHANGED)
            return redirect("plans:period_lock", pk)
        messages.success(request, f"Đã khóa kỳ {period.label}. Có thể mở lại cho từng đơn vị.")
        return redirect(period)
    counts = owed.counts(Submission.objects.visible_to(request.user).filter(period=period))
    return render(request, "plans/period_lock.html", {"period": period, "plan": period.plan, "counts": counts})


def report_lines(request: Request, reports: list[Submission]) -> list[ReportLine]:
    """Lines of reports from `for_list().with_last_round()`: one query more, however many they are."""
    far = standings(reports) if reports else {}
    return [
        ReportLine(one, far[one.pk], next(iter(one.last_rounds), None), can_receive(request.user, one))  # type: ignore[attr-defined]
        for one in reports
    ]


def _visible(request: Request, pk: int) -> ReportingPeriod:
    seen = ReportingPeriod.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    return get_object_or_404(seen.select_related("plan__document", "plan__issuer__committee"), pk=pk)


def _of_office(request: Request, pk: int) -> ReportingPeriod:
    """The period, for an officer of the issuer of a plan at work (404, 403)."""
    period = _visible(request, pk)
    if not can_close_plan(request.user, period.plan):
        raise PermissionDenied
    return period
