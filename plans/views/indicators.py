"""The list of figures that a period asks for (biểu số liệu), set by the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.unsent import data_in, keeps_unsent
from plans.forms.indicators import IndicatorsForm, one_line_more
from plans.models import Plan, ReportingPeriod, Target
from plans.permissions import can_set_indicators
from plans.services import indicators
from plans.views.conflicts import conflict, with_version


@require_http_methods(["GET", "POST"])
@keeps_unsent
def indicator_edit(request: Request, pk: int) -> HttpResponse:
    """Lines typed, pasted, or asked from the plan's targets, all in one act. `more` only adds empty lines."""
    period = _period(request, pk)
    data = data_in(request)
    asks_lines = data is not None and "more" in data
    form = _form(period, one_line_more(data) if asks_lines else data)
    context: dict[str, Any] = {"form": form, "period": period, "plan": period.plan}
    if request.method == "POST" and not asks_lines and form.is_valid():
        try:
            lines = indicators.set_indicators(
                period=period, by=request.user, version=form.cleaned_data["version"], lines=form.wanted()
            )
        except StaleVersion as stale:
            fresh = _form(_period(request, pk), with_version(request, stale.current))
            context |= {"form": fresh, "conflict": conflict(stale.current, [fresh])}
            return render(request, "plans/indicator_edit.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã lưu biểu số liệu: {len(lines)} dòng.")
            return redirect("plans:indicator_edit", pk)
    return render(request, "plans/indicator_edit.html", context)


def _form(period: ReportingPeriod, data: QueryDict | None) -> IndicatorsForm:
    targets = Target.objects.filter(item__plan=period.plan_id, item__dropped_in__isnull=True)
    return IndicatorsForm(data, period=period, targets=list(targets.order_by("item__position", "pk")))


def _period(request: Request, pk: int) -> ReportingPeriod:
    """The period, for an officer of the plan's issuer (404, 403)."""
    seen = ReportingPeriod.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    period = get_object_or_404(seen.select_related("plan__document", "plan__issuer"), pk=pk)
    if not can_set_indicators(request.user, period.plan):
        raise PermissionDenied
    return period
