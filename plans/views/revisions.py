"""A new version of the document of a plan at work: sent in, compared, confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.models import Unit, UnitGroup
from plans.forms.imports import ImportForm, NamesForm
from plans.forms.naming import Scope
from plans.forms.revisions import RevisionForm
from plans.models import Plan, PlanImport
from plans.permissions import can_amend_plan
from plans.revisions import Revision, Settled, compare_import
from plans.services import importing, revising
from plans.views.comparison_page import ComparisonPage, names_in
from plans.views.plans import scope_of

_CHANGED = (
    "Kế hoạch, hoặc phần so sánh này, vừa được người khác sửa nên chưa lưu gì. "
    "Dưới đây so với kế hoạch như đang có; lựa chọn của đồng chí vẫn giữ ở các chỗ còn đúng. Hãy xem lại rồi bấm lại."
)


@require_http_methods(["GET", "POST"])
def plan_revise(request: Request, pk: int) -> HttpResponse:
    """Send in a new version of plan `pk`: a file, or pasted."""
    plan = _plan(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None, offices=[plan.issuer])
    if form.is_valid():
        plan_import = importing.start_import(
            issuer=plan.issuer, by=request.user, key=form.cleaned_data["key"], amends=plan, **form.source()
        )
        return redirect("plans:import_status", plan_import.pk)
    waiting = plan.amending_imports.waiting().select_related("uploaded_by")[:5]
    return render(request, "plans/plan_revise.html", {"form": form, "plan": plan, "waiting": waiting})


@require_http_methods(["GET", "POST"])
def import_compare(request: Request, pk: int) -> HttpResponse:
    """What the new version changes, a choice about each; kept while it is made, written when it is confirmed."""
    imports = PlanImport.objects.visible_to(request.user).filter(amends__isnull=False)
    plan_import = get_object_or_404(imports.select_related("made"), pk=pk)
    if plan_import.made is not None:
        messages.info(request, "Bản sửa đổi này đã được ghi vào kế hoạch.")
        return redirect(_version_address(plan_import))
    plan = _plan(request, plan_import.amends_id)
    if plan_import.draft is None:
        return redirect("plans:import_status", pk)
    revision, settled = compare_import(plan, plan_import)
    form, names = _forms(request, request.POST or None, plan_import, revision, settled)
    if not all([form.is_valid(), names.is_valid()]):
        return _page(request, plan_import, revision, form, names)
    try:
        return _answer(request, plan_import, settled, form, names)
    except StaleVersion:
        return _changed_page(request, plan_import)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, plan_import, revision, form, names)


def _answer(
    request: Request, plan_import: PlanImport, settled: Settled, form: RevisionForm, names: NamesForm
) -> HttpResponse:
    """Confirm what was decided, or keep it. Raises StaleVersion, ValidationError."""
    sent = form.cleaned_data
    if (sent["version"], sent["import_version"]) != (form.revision.plan.version, plan_import.version):
        raise StaleVersion(plan_import)
    if form.is_confirmed:
        return _confirm(request, plan_import, form, names)
    return _settle(request, plan_import, form.settled_over(settled, names))


def _confirm(request: Request, plan_import: PlanImport, form: RevisionForm, names: NamesForm) -> HttpResponse:
    made = revising.revise_plan(
        plan_import=plan_import, by=request.user, on=timezone.localdate(), version=form.cleaned_data["version"],
        decided=form.decided(names),
    )  # fmt: skip
    messages.success(
        request, "Đã ghi bản sửa đổi. Việc sắp tới theo nội dung mới; việc đã qua và đã trả lời giữ nguyên."
    )
    return redirect(made.plan)


def _settle(request: Request, plan_import: PlanImport, settled: Settled) -> HttpResponse:
    """Keep the choices, and join or part what the button says. Raises StaleVersion."""
    one, other = request.POST.get("join_before", ""), request.POST.get("join_after", "")
    said = "Đã lưu các lựa chọn. Kế hoạch chưa đổi gì cho đến khi xác nhận."
    if "part" in request.POST:
        settled.part(*request.POST["part"].partition("~")[::2])
        said = "Đã tách: mục cũ và mục mới đứng riêng, hãy chọn cho từng mục."
    elif "join" in request.POST and one and other:
        settled.join(one, other)
        said = "Đã ghép hai mục làm một."
    elif "join" in request.POST:
        said = "Chưa ghép: hãy chọn cả mục cũ và mục mới."
    revising.settle(plan_import=plan_import, version=plan_import.version, settled=settled)
    messages.success(request, said)
    return redirect("plans:import_compare", plan_import.pk)


def _forms(
    request: Request, data: Any, plan_import: PlanImport, revision: Revision, settled: Settled
) -> tuple[RevisionForm, NamesForm]:
    around = scope_of(request, revision.plan)
    matches = dict(revision.known) | _chosen_before(settled, around)
    names = NamesForm(data, names=names_in(revision), matches=matches, scope=around, form_id="compare")
    return RevisionForm(data, revision=revision, settled=settled, plan_import=plan_import), names


def _chosen_before(settled: Settled, around: Scope) -> dict[str, Unit | UnitGroup]:
    """Whom the names kept with the draft mean, in two queries."""
    units = [int(value[1:]) for value in settled.names.values() if value[0] == "u"]
    groups = [int(value[1:]) for value in settled.names.values() if value[0] == "g"]
    found: dict[str, Unit | UnitGroup] = {
        f"u{unit.pk}": unit for unit in Unit.objects.nameable_by(around.user).filter(pk__in=units)
    }
    found |= {f"g{group.pk}": group for group in UnitGroup.objects.filter(pk__in=groups)}
    return {name: found[value] for name, value in settled.names.items() if value in found}


def _page(
    request: Request, plan_import: PlanImport, revision: Revision, form: RevisionForm, names: NamesForm,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = ComparisonPage(revision, form, names)
    context = {"plan_import": plan_import, "plan": revision.plan, "page": page, "form": form, "names": names}
    return render(request, "plans/import_compare.html", context, status=status)


def _changed_page(request: Request, plan_import: PlanImport) -> HttpResponse:
    """The comparison as it stands now, with what was chosen here wherever that still fits."""
    plan_import.refresh_from_db()
    if plan_import.made_id is not None:
        messages.info(request, "Người khác vừa ghi bản sửa đổi này vào kế hoạch.")
        return redirect(_version_address(plan_import))
    plan = _plan(request, plan_import.amends_id)
    revision, settled = compare_import(plan, plan_import)
    data: QueryDict = request.POST.copy()
    data.pop("confirm", None)
    data["version"], data["import_version"] = str(plan.version), str(plan_import.version)
    messages.error(request, _CHANGED)
    return _page(request, plan_import, revision, *_forms(request, data, plan_import, revision, settled), status=409)


def _version_address(plan_import: PlanImport) -> str:
    version = plan_import.made
    return f"{reverse('plans:plan_versions', args=[version.plan_id])}?version={version.number}" if version else "/"


def _plan(request: Request, pk: int | None) -> Plan:
    """The plan at work, for an officer of its issuer (404, 403)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_amend_plan(request.user, plan):
        raise PermissionDenied
    return plan
