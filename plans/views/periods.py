"""Reporting periods of a plan that was handed out: their days may still move."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from orgs.http import Request
from plans.forms.issuing import PeriodDaysForm
from plans.models import Plan, ReportingPeriod
from plans.permissions import can_close_plan
from plans.services import periods
from plans.services.conflicts import StaleVersion
from plans.views.conflicts import conflict, with_version


@require_http_methods(["GET", "POST"])
def period_edit(request: Request, pk: int) -> HttpResponse:
    period = _period(request, pk)
    initial = {"version": period.plan.version}
    form = PeriodDaysForm(request.POST or None, instance=period, initial=initial)
    context: dict[str, Any] = {"form": form, "period": period, "plan": period.plan}
    if not form.is_valid():
        return render(request, "plans/period_edit.html", context)
    days = {name: form.cleaned_data[name] for name in periods.DAYS}
    try:
        periods.edit_period(period=period, by=request.user, version=form.cleaned_data["version"], **days)
    except StaleVersion:
        fresh = _period(request, pk)
        context["form"] = PeriodDaysForm(with_version(request, fresh.plan), instance=fresh)
        context["conflict"] = conflict(fresh.plan, [context["form"]])
        return render(request, "plans/period_edit.html", context, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "plans/period_edit.html", context)
    messages.success(request, f"Đã lưu {period.label}.")
    return redirect(period.plan)


def _period(request: Request, pk: int) -> ReportingPeriod:
    """The period, for an officer of the issuer of a plan at work (404, 403)."""
    periods_seen = ReportingPeriod.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    period = get_object_or_404(periods_seen.select_related("plan__document", "plan__issuer__committee"), pk=pk)
    if not can_close_plan(request.user, period.plan):
        raise PermissionDenied
    return period
