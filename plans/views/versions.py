"""The text of a plan as it was confirmed, line by line, and the file it came in."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from orgs.http import Request, send_file
from plans.models import Plan, PlanVersion


@require_GET
def plan_versions(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    versions = list(plan.versions.select_related("confirmed_by").order_by("-number"))
    source = next((version for version in versions if version.source_text), None)
    lines = source.source_text.split("\n") if source else []
    return render(request, "plans/plan_versions.html", {"plan": plan, "versions": versions, "lines": lines})


@require_GET
def version_file(request: Request, pk: int) -> FileResponse:
    """The file as it was sent, byte for byte; never shown inside the page."""
    versions = PlanVersion.objects.filter(plan__in=Plan.objects.visible_to(request.user)).exclude(source_file="")
    version = get_object_or_404(versions, pk=pk)
    return send_file(version.source_file, version.source_name, "application/octet-stream")
