"""From a document to a plan: send it, wait while it is read, check the draft, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from orgs import candidates as directory
from orgs.http import Request
from plans.forms.imports import ImportForm, NamesForm, ReviewForm, header_of, names_in
from plans.importing.drafts import DraftPlan
from plans.models import PlanImport
from plans.permissions import can_enter_plans, offices_of
from plans.services import confirming, importing
from plans.views.draft_page import DraftPage
from plans.views.plans import scope


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
    waiting = PlanImport.objects.visible_to(request.user).waiting().select_related("uploaded_by")[:5]
    return render(request, "plans/import_create.html", {"form": form, "waiting": waiting})


@require_GET
def import_status(request: Request, pk: int) -> HttpResponse:
    plan_import = get_object_or_404(PlanImport.objects.visible_to(request.user), pk=pk)
    if plan_import.read_at is None or plan_import.error:
        template = "plans/_import_status.html" if request.htmx else "plans/import_status.html"
        return render(request, template, {"plan_import": plan_import})
    address = reverse("plans:import_review", args=[pk])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_http_methods(["GET", "POST"])
def import_review(request: Request, pk: int) -> HttpResponse:
    imports = PlanImport.objects.visible_to(request.user).select_related("issuer__committee")
    plan_import = get_object_or_404(imports, pk=pk)
    if plan_import.plan_id is not None:
        messages.info(request, "Tài liệu này đã được tạo thành kế hoạch.")
        return redirect("plans:plan_detail", plan_import.plan_id)
    if plan_import.draft is None:
        return redirect("plans:import_status", pk)
    draft = DraftPlan.from_record(plan_import.draft)
    form, names = _review_forms(request, plan_import, draft)
    if request.method == "POST" and all([form.is_valid(), names.is_valid()]):
        try:
            plan = confirming.confirm_import(
                plan_import=plan_import, by=request.user, header=form.cleaned_data, matches=names.matches()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã tạo kế hoạch từ tài liệu. Hãy xem lại từng mục, rồi giao việc.")
            return redirect(plan)
    return render(request, "plans/import_review.html", _review(plan_import, draft, form, names))


@require_POST
def import_delete(request: Request, pk: int) -> HttpResponse:
    plan_import = get_object_or_404(PlanImport.objects.visible_to(request.user).select_related("issuer"), pk=pk)
    if plan_import.plan_id is not None:
        messages.error(request, "Tài liệu đã thành kế hoạch nên không bỏ được.")
        return redirect("plans:plan_detail", plan_import.plan_id)
    importing.delete_import(plan_import=plan_import, by=request.user)
    messages.success(request, "Đã bỏ bản nhập cùng tệp của nó.")
    return redirect("plans:import_create")


def _review_forms(request: Request, plan_import: PlanImport, draft: DraftPlan) -> tuple[ReviewForm, NamesForm]:
    around = scope(request, plan_import.issuer, draft.issued_on or (draft.period[0] if draft.period else None))
    written = names_in(draft)
    matches = directory.match(written, around.issuer, around.on)
    initial = header_of(draft, matches)
    return (
        ReviewForm(request.POST or None, scope=around, initial=initial),
        NamesForm(request.POST or None, names=written, matches=matches, scope=around),
    )


def _review(plan_import: PlanImport, draft: DraftPlan, form: ReviewForm, names: NamesForm) -> dict[str, Any]:
    return {
        "plan_import": plan_import,
        "lines": plan_import.source_text.split("\n"),
        "draft": DraftPage(draft, names),
        "form": form,
        "names": names,
    }
