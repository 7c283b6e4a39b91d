"""A document on its way in: send it, wait while it is read, throw it away. Checking its draft stands in drafts.py."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from orgs.http import Request, go_to
from plans.forms.imports import ImportForm
from plans.models import PlanImport
from plans.permissions import can_enter_plans, offices_of
from plans.services import importing


@require_http_methods(["GET", "POST"])
def import_create(request: Request) -> HttpResponse:
    if not can_enter_plans(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, offices=offices_of(request.user))
    if form.is_valid():
        plan_import = importing.start_import(
            issuer=form.issuer(), by=request.user, key=form.cleaned_data["key"], **form.source()
        )
        return redirect("plans:import_status", plan_import.pk)
    imports = PlanImport.objects.visible_to(request.user).select_related("uploaded_by")
    yesterday = timezone.now() - timedelta(days=1)
    context = {"form": form, "waiting": imports.waiting()[:5], "under_way": imports.under_way(yesterday)[:5]}
    return render(request, "plans/import_create.html", context)


@require_GET
def import_status(request: Request, pk: int) -> HttpResponse:
    plan_import = get_object_or_404(PlanImport.objects.visible_to(request.user), pk=pk)
    if plan_import.error and request.htmx:
        return HttpResponseClientRefresh()  # the whole page says so, its heading too
    if plan_import.read_at is None or plan_import.error:
        template = "plans/_import_status.html" if request.htmx else "plans/import_status.html"
        now = timezone.now()
        return render(request, template, {"plan_import": plan_import, "is_stuck": plan_import.is_stuck(now=now)})
    return go_to(request, plan_import.check_url)


@require_POST
def import_delete(request: Request, pk: int) -> HttpResponse:
    plan_import = get_object_or_404(PlanImport.objects.visible_to(request.user).select_related("issuer"), pk=pk)
    try:
        importing.delete_import(plan_import=plan_import, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(plan_import)
    messages.success(request, "Đã bỏ bản nhập cùng tệp của nó.")
    return redirect(plan_import.amends or "plans:import_create")
