"""The texts of a plan as they were confirmed: each outline as it was, the lines and the file it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from orgs.http import Request, send_file
from orgs.text import whole_number
from plans.importing.rewording import Words, reworded
from plans.models import Plan, PlanItem, PlanVersion

DEEPEST_STYLE = 4


@dataclass(frozen=True)
class Told:
    """A paragraph of one version; `words` where that version changed it, with those of before struck out."""

    item: PlanItem
    words: list[Words]
    is_new: bool

    @property
    def level(self) -> int:
        return min(self.item.depth + 1, DEEPEST_STYLE)


@require_GET
def plan_versions(request: Request, pk: int) -> HttpResponse:
    """All versions; with `?version=1` the outline as it stood in that one."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    versions = list(plan.versions.select_related("confirmed_by").order_by("-number"))
    chosen = _chosen(versions, request.GET.get("version", ""))
    source = chosen or next((version for version in versions if version.source_text), None)
    lines = source.source_text.split("\n") if source and source.source_text else []
    context = {"plan": plan, "versions": versions, "lines": lines, "chosen": chosen, "source": source}
    if chosen is not None:
        context["outline"] = list(_outline(plan, chosen.number))
        context["dropped"] = plan.items.filter(dropped_in=chosen.number, replaced_by__isnull=True).order_by("position")
    return render(request, "plans/plan_versions.html", context)


@require_GET
def version_file(request: Request, pk: int) -> FileResponse:
    """The file as it was sent, byte for byte; never shown inside the page."""
    versions = PlanVersion.objects.filter(plan__in=Plan.objects.visible_to(request.user)).exclude(source_file="")
    version = get_object_or_404(versions, pk=pk)
    return send_file(version.source_file, version.source_name, "application/octet-stream")


def _chosen(versions: list[PlanVersion], wanted: str) -> PlanVersion | None:
    """The version named in the address; 404 where there is none such."""
    if not wanted:
        return None
    found = next((version for version in versions if version.number == whole_number(wanted)), None)
    if found is None:
        raise Http404
    return found


def _outline(plan: Plan, number: int) -> Iterator[Told]:
    for item in plan.items.of_version(number).select_related("replaces"):
        is_new = number > 1 and item.introduced_in == number
        before = item.replaces if is_new else None
        yield Told(item, reworded(_said(before), _said(item)) if before else [], is_new and before is None)


def _said(item: PlanItem) -> str:
    return f"{item.label_text} {item.text}".strip()
