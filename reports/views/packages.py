"""The whole file of a plan as one archive: asked for here, packed by the worker, fetched here."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.http import Request, send_file
from plans.models import Plan
from plans.permissions import can_export_plan
from reports import services
from reports.models import PlanPackage
from reports.packing import safe_name


@require_http_methods(["GET", "POST"])
def plan_package(request: Request, pk: int) -> HttpResponse:
    """What the archive holds, and the last one made; POST has a new one made."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_export_plan(request.user, plan):
        raise PermissionDenied
    if request.method == "POST":
        services.request_package(plan=plan, by=request.user)
        return redirect("reports:plan_package", pk)
    package = PlanPackage.objects.filter(plan=plan).select_related("requested_by").first()
    template = "reports/_package.html" if request.htmx else "reports/plan_package.html"
    is_awaited = package is not None and package.is_awaited(timezone.now())
    return render(request, template, {"plan": plan, "package": package, "is_awaited": is_awaited})


@require_GET
def package_download(request: Request, pk: int) -> FileResponse:
    packages = PlanPackage.objects.visible_to(request.user).select_related("plan__document")
    package = get_object_or_404(packages, pk=pk)
    if not package.file:
        raise Http404
    return send_file(package.file, safe_name(f"Hồ sơ {package.plan.short_name}", ".zip"), "application/zip")
