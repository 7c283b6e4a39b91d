"""Giao việc: what is still unclear, the periods, who answers what, and the one button."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.models import Role, Unit
from orgs.moments import moment_in_words
from orgs.views.conflicts import Difference
from plans.forms.issuing import IssueForm, OutlineGrid, PeriodFormSet
from plans.models import Assignee, Origin, Plan, PlanItem
from plans.permissions import can_edit_plan
from plans.services import issuing, periods, preparing, proposing
from plans.services.at_hand import PlanAtHand
from plans.services.preparing import Prepared
from plans.views.conflicts import conflict, with_version

Tick = tuple[PlanItem, Assignee]
PERIOD_LABELS = {"starts_on": "từ", "ends_on": "đến", "opens_on": "mở", "due_on": "hạn nộp", "locks_on": "khóa sau"}


@require_http_methods(["GET", "POST"])
def plan_issue(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if plan.issued_at is not None and request.user.holds(Role.OFFICER, plan.issuer):
        return _already(request, plan, plan.issued_at)
    if not can_edit_plan(request.user, plan):
        raise PermissionDenied
    today = timezone.localdate()
    at_hand = PlanAtHand(plan)
    form, rows, grid = _forms(at_hand, request.POST or None, today)
    if request.method == "POST" and rows.is_valid() and ("issue" not in request.POST or form.is_valid()):
        return _keep(request, plan, form, Prepared(rows.rows(), grid.ticks()))
    return render(request, "plans/plan_issue.html", _page(at_hand, form, rows, grid, today))


def _forms(at_hand: PlanAtHand, data: QueryDict | None, today: date) -> tuple[IssueForm, Any, OutlineGrid]:
    items, duties = issuing.outline_rows(at_hand), _duties(at_hand)
    form = IssueForm(data, plan=at_hand.plan, asks_past=issuing.has_past_work(at_hand, today))
    if data is not None:  # without initial values, so that no row as it stands already counts as left blank
        return form, PeriodFormSet(data, prefix="period"), OutlineGrid.from_post(items, duties, data)
    rows = PeriodFormSet(initial=_period_rows(at_hand, today), prefix="period")
    return form, rows, OutlineGrid(items, duties, _ticked(at_hand, duties))


def _keep(request: Request, plan: Plan, form: IssueForm, prepared: Prepared) -> HttpResponse:
    by, version, today = request.user, version_in(request), timezone.localdate()
    try:
        if "issue" not in request.POST:
            preparing.prepare_plan(plan=plan, by=by, version=version, prepared=prepared)
            return _kept(request, plan)
        preparing.prepare_and_issue(
            plan=plan, by=by, on=today, version=version, prepared=prepared, past=form.past_work()
        )
    except StaleVersion:
        return _conflict_page(request, plan.pk, prepared, today)
    except ValidationError as error:
        return _refused(request, plan.pk, error, today)
    made = plan.occurrences.aggregate(rows=Count("pk"), units=Count("unit", distinct=True))
    messages.success(request, f"Đã giao việc: {made['rows']} việc cho {made['units']} đơn vị.")
    return redirect(plan)


def _kept(request: Request, plan: Plan) -> HttpResponse:
    messages.success(request, "Đã lưu kỳ báo cáo và đề cương báo cáo. Chưa giao việc.")
    return redirect("plans:plan_issue", plan.pk)


def _refused(request: Request, pk: int, error: ValidationError, today: date) -> HttpResponse:
    """Nothing was stored: what was typed stays on the page."""
    at_hand = PlanAtHand(Plan.objects.for_page().get(pk=pk))
    form, rows, grid = _forms(at_hand, request.POST, today)
    for sentence in error.messages:
        messages.error(request, sentence)
    return render(request, "plans/plan_issue.html", _page(at_hand, form, rows, grid, today))


def _conflict_page(request: Request, pk: int, prepared: Prepared, today: date) -> HttpResponse:
    plan = Plan.objects.for_page().get(pk=pk)
    if plan.issued_at is not None:
        return _already(request, plan, plan.issued_at)
    at_hand = PlanAtHand(plan)
    form, rows, grid = _forms(at_hand, with_version(request, plan), today)
    differences = list(_differences(at_hand, prepared))
    if not differences and "issue" not in request.POST:
        return _kept(request, plan)
    found = replace(conflict(plan, []), differences=differences)
    context = _page(at_hand, form, rows, grid, today) | {"conflict": found}
    return render(request, "plans/plan_issue.html", context, status=409)


def _differences(at_hand: PlanAtHand, mine: Prepared) -> Iterator[Difference]:
    """Where the periods and the outline that stand are not those of the page."""
    standing = [{name: getattr(row, name) for name in periods.ASKED} for row in at_hand.periods]
    theirs, own = _told_periods(standing), _told_periods(mine.periods)
    if theirs != own:
        yield Difference("Kỳ báo cáo", theirs, own)
    duties = _duties(at_hand)
    ticked = OutlineGrid(issuing.outline_rows(at_hand), duties, _ticked(at_hand, duties)).ticks()
    ticks = list(mine.ticks)
    if set(ticked) != set(ticks):
        yield Difference("Đề cương báo cáo, chỗ khác nhau", _told_ticks(ticked, ticks), _told_ticks(ticks, ticked))


def _told_periods(rows: Iterable[dict[str, Any]]) -> str:
    full = [row | {"opens_on": row["opens_on"] or row["starts_on"]} for row in rows]
    full.sort(key=lambda row: (row["ends_on"], row["starts_on"]))
    return "\n".join(
        f"{row['label']}: "
        + " · ".join(f"{PERIOD_LABELS[name]} {row[name]:%d/%m/%Y}" for name in PERIOD_LABELS if row[name])
        for row in full
    )


def _told_ticks(ticks: list[Tick], without: list[Tick]) -> str:
    """Those that the other side lacks."""
    return "\n".join(
        f"{item.label} {item.text[:80]}: {duty.text}".strip() for item, duty in ticks if (item, duty) not in without
    )


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


def _duties(at_hand: PlanAtHand) -> list[Assignee]:
    return _once([row for row in at_hand.assignees if row.origin == Origin.DUTY])


def _ticked(at_hand: PlanAtHand, duties: list[Assignee]) -> set[tuple[int, int]]:
    """The report outline that stands, as pairs of item and duty."""
    whose = {(duty.unit_id, duty.group_id): duty.pk for duty in duties}
    return {
        (row.item_id, whose[row.unit_id, row.group_id])
        for row in at_hand.assignees
        if row.origin == Origin.OUTLINE and (row.unit_id, row.group_id) in whose
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
