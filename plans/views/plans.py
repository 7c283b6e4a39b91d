"""Plans: the list, the page that is the plan, its header, its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.models import Unit
from orgs.paging import page_of
from orgs.unsent import data_in, keeps_unsent
from plans import rollups
from plans.filters.plans import PlanFilter
from plans.forms.naming import Scope
from plans.forms.plans import PlanForm
from plans.models import Plan
from plans.permissions import (
    can_add_citation,
    can_amend_plan,
    can_close_plan,
    can_edit_plan,
    can_enter_plans,
    can_run_plan,
    offices_of,
)
from plans.services import entering
from plans.views.conflicts import conflict, with_version


@require_GET
def plan_list(request: Request) -> HttpResponse:
    plans = Plan.objects.visible_to(request.user).for_list()
    plan_filter = PlanFilter(request.GET, queryset=plans, request=request)
    page = page_of(plan_filter.qs, request.GET.get("page"))
    context = {"filter": plan_filter, "page": page, "can_enter": can_enter_plans(request.user)}
    return render(request, "plans/plan_list.html", context)


@require_GET
def plan_detail(request: Request, pk: int) -> HttpResponse:
    plans = Plan.objects.visible_to(request.user).for_page()
    plan = get_object_or_404(rollups.with_overdue_units(plans, request.user, timezone.localdate()), pk=pk)
    return render(request, "plans/plan_detail.html", plan_page(request, plan))


@require_http_methods(["GET", "POST"])
@keeps_unsent
def plan_create(request: Request) -> HttpResponse:
    if not can_enter_plans(request.user):
        raise PermissionDenied
    offices = offices_of(request.user)
    data = data_in(request)
    issuer = _chosen(offices, data.get("issuer") if data else None)
    initial = {"issuer_text": issuer.paper_name or issuer.name, "place": issuer.place}
    form = PlanForm(data, scope=scope(request, issuer), offices=offices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan = entering.create_plan(issuer=issuer, by=request.user, **header(form))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã lập kế hoạch. Hãy nhập các mục của kế hoạch như văn bản.")
            return redirect(plan)
    return render(request, "plans/plan_create.html", {"form": form, "back_url": reverse("plans:plan_list")})


@require_http_methods(["GET", "POST"])
@keeps_unsent
def plan_edit(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_edit(request, pk)
    form = PlanForm(data_in(request), scope=scope_of(request, plan), plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            entering.edit_plan(plan=plan, by=request.user, version=form.cleaned_data["version"], **header(form))
        except StaleVersion as stale:
            return _conflict_page(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã lưu thông tin chung của kế hoạch.")
            return redirect(plan)
    context = {"form": form, "plan": plan, "back_url": plan.get_absolute_url()}
    return render(request, "plans/plan_edit.html", context)


@require_http_methods(["GET", "POST"])
def plan_delete(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_edit(request, pk)
    if request.method == "POST":
        name = plan.short_name
        try:
            entering.delete_plan(plan=plan, by=request.user, version=version_in(request))
        except StaleVersion:
            messages.error(request, "Kế hoạch vừa được người khác sửa nên chưa bỏ. Hãy xem lại.")
            return redirect(plan)
        messages.success(request, f"Đã bỏ kế hoạch {name}.")
        return redirect("plans:plan_list")
    return render(request, "plans/plan_delete.html", {"plan": plan, "items": plan.items.count()})


@require_http_methods(["GET", "POST"])
def plan_close(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_close_plan(request.user, plan):
        raise PermissionDenied
    if request.method == "POST":
        entering.close_plan(plan=plan, by=request.user, on=timezone.localdate())
        messages.success(request, "Kế hoạch đã kết thúc. Các đơn vị không còn phải trả lời thêm.")
        return redirect(plan)
    figures = rollups.total(rollups.paragraphs_at_work(plan, request.user, timezone.localdate()))
    return render(request, "plans/plan_close.html", {"plan": plan, "figures": figures})


def plan_to_edit(request: Request, pk: int) -> Plan:
    """The plan, for somebody who may change what is written in it (404, 403)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_edit_plan(request.user, plan):
        raise PermissionDenied
    return plan


def plan_page(request: Request, plan: Plan) -> dict[str, Any]:
    """What the page of a plan from `rollups.with_overdue_units` shows."""
    today = timezone.localdate()
    context = {
        "plan": plan,
        "citations": plan.citations.for_plan(request.user),
        "can_add_citation": can_add_citation(request.user, plan),
        "periods": plan.periods.all(),
        "can_edit": can_edit_plan(request.user, plan),
    }
    if plan.issued_at is None:
        paragraphs = rollups.paragraphs_in_entry(plan)
        open_names = sum(len(paragraph.unmatched) for paragraph in paragraphs)
        unread = sum(paragraph.has_unread_deadline for paragraph in paragraphs)
        return context | {"paragraphs": paragraphs, "open_names": open_names, "unread": unread}
    paragraphs = rollups.paragraphs_at_work(plan, request.user, today)
    figures = rollups.total(paragraphs)
    return context | {
        "paragraphs": paragraphs,
        "figures": figures,
        "asks_targets": any(paragraph.asks_target for paragraph in paragraphs),
        "is_due_soon": figures.is_due_soon(today),
        "can_close": can_close_plan(request.user, plan),
        "can_amend": can_amend_plan(request.user, plan),
        "can_run": can_run_plan(request.user, plan),
    }


def scope(request: Request, issuer: Unit, on: date | None = None) -> Scope:
    """Names are looked up as they stood on the plan's day: an old plan names bodies that have ended since."""
    return Scope(issuer, request.user, on or timezone.localdate())


def scope_of(request: Request, plan: Plan) -> Scope:
    return scope(request, plan.issuer, plan.names_on(timezone.localdate()))


def header(form: PlanForm) -> dict[str, Any]:
    """What services.entering takes of a header form."""
    return {name: value for name, value in form.cleaned_data.items() if name not in {"version", "issuer"}}


def _conflict_page(request: Request, stale: StaleVersion) -> HttpResponse:
    plan = Plan.objects.for_page().get(pk=stale.current.pk)
    form = PlanForm(with_version(request, plan), scope=scope_of(request, plan), plan=plan)
    found = conflict(plan, [form])
    if not found.differences:
        messages.success(request, "Đã lưu thông tin chung của kế hoạch.")
        return redirect(plan)
    context = {"form": form, "plan": plan, "back_url": plan.get_absolute_url(), "conflict": found}
    return render(request, "plans/plan_edit.html", context, status=409)


def _chosen(offices: list[Unit], pk: str | None) -> Unit:
    return next((unit for unit in offices if str(unit.pk) == pk), offices[0])
