"""Giao việc: what is still unclear, the periods, who answers what, and the one button."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.http import Request
from orgs.models import Role, Unit
from orgs.moments import moment_in_words
from plans.forms.issuing import IssueForm, OutlineGrid, PeriodFormSet
from plans.models import Assignee, Origin, Plan
from plans.permissions import can_edit_plan
from plans.services import issuing, periods, proposing
from plans.services.at_hand import PlanAtHand
from plans.services.conflicts import StaleVersion


@require_http_methods(["GET", "POST"])
def plan_issue(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if plan.issued_at is not None and request.user.holds(Role.OFFICER, plan.issuer):
        return _already(request, plan, plan.issued_at)
    if not can_edit_plan(request.user, plan):
        raise PermissionDenied
    today = timezone.localdate()
    at_hand = PlanAtHand(plan)
    form, rows, grid = _forms(request, at_hand, today)
    if request.method == "POST" and rows.is_valid():
        try:
            _keep(request, plan, rows, grid)
        except ValidationError as error:  # somebody has just handed it out
            messages.error(request, " ".join(error.messages))
            return redirect(plan)
        if "issue" not in request.POST:
            messages.success(request, "Đã lưu kỳ báo cáo và đề cương báo cáo. Chưa giao việc.")
            return redirect("plans:plan_issue", pk)
        if form.is_valid():
            return _issue(request, plan, form, today)
    return render(request, "plans/plan_issue.html", _page(at_hand, form, rows, grid, today))


def _forms(request: Request, at_hand: PlanAtHand, today: date) -> tuple[IssueForm, Any, OutlineGrid]:
    items, assignees = issuing.outline_rows(at_hand), at_hand.assignees
    duties = _once([row for row in assignees if row.origin == Origin.DUTY])
    data = request.POST or None
    form = IssueForm(data, plan=at_hand.plan, asks_past=issuing.has_past_work(at_hand, today))
    rows = PeriodFormSet(data, initial=_period_rows(at_hand, today), prefix="period")
    if data is not None:
        return form, rows, OutlineGrid.from_post(items, duties, data)
    whose = {(duty.unit_id, duty.group_id): duty.pk for duty in duties}
    ticked = {
        (row.item_id, whose[row.unit_id, row.group_id])
        for row in assignees
        if row.origin == Origin.OUTLINE and (row.unit_id, row.group_id) in whose
    }
    return form, rows, OutlineGrid(items, duties, ticked)


def _keep(request: Request, plan: Plan, rows: Any, grid: OutlineGrid) -> None:
    periods.set_periods(plan=plan, by=request.user, rows=rows.rows())
    issuing.set_report_outline(plan=plan, by=request.user, ticks=grid.ticks())


def _issue(request: Request, plan: Plan, form: IssueForm, today: date) -> HttpResponse:
    try:
        issuing.issue_plan(
            plan=plan, by=request.user, on=today, version=form.cleaned_data["version"], past=form.past_work()
        )
    except StaleVersion as stale:
        if stale.current.issued_at is not None:
            return _already(request, stale.current, stale.current.issued_at)
        messages.error(request, "Kế hoạch vừa được người khác sửa nên chưa giao việc. Hãy xem lại rồi bấm lại.")
        return redirect("plans:plan_issue", plan.pk)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect("plans:plan_issue", plan.pk)
    made = plan.occurrences.aggregate(rows=Count("pk"), units=Count("unit", distinct=True))
    messages.success(request, f"Đã giao việc: {made['rows']} việc cho {made['units']} đơn vị.")
    return redirect(plan)


def _already(request: Request, plan: Plan, at: datetime) -> HttpResponse:
    messages.info(request, f"Kế hoạch đã giao việc lúc {moment_in_words(at)}, bởi {plan.issued_by}.")
    return redirect(plan)


def _page(at_hand: PlanAtHand, form: IssueForm, rows: Any, grid: OutlineGrid, today: date) -> dict[str, Any]:
    made = issuing.rows_to_make(at_hand, on=today)
    units = {row.assignment.unit_id for row in made}
    return {
        "units": units,
        "silent": Unit.objects.filter(pk__in=units).without_reporter(),
        "plan": at_hand.plan,
        "readiness": issuing.check_plan(at_hand),
        "form": form,
        "periods": rows,
        "rule": at_hand.rule,
        "said": proposing.reporting_deadlines(at_hand),
        "grid": grid,
        "count": len(made),
    }


def _once(duties: list[Assignee]) -> list[Assignee]:
    """Each unit or group that answers for something, once, as first named."""
    found: dict[tuple[int | None, int | None], Assignee] = {}
    for row in duties:
        if row.is_matched and row.role in issuing.ANSWERING:
            found.setdefault((row.unit_id, row.group_id), row)
    return list(found.values())


def _period_rows(at_hand: PlanAtHand, today: date) -> list[dict[str, Any]]:
    """The plan's periods, or those it is offered."""
    if at_hand.periods:
        return [{name: getattr(row, name) for name in periods.ASKED} for row in at_hand.periods]
    return [
        {name: getattr(offered, name, offered.starts_on) for name in periods.ASKED}
        for offered in proposing.proposed_periods(at_hand, today)
    ]
