"""A name that the tree of units lacks, added from the review page in two clicks: look at what it will be, add it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from orgs.http import Request
from orgs.kinds import guess_kind
from orgs.models import Unit, UnitKind
from orgs.permissions import can_manage_unit
from plans.forms.corrections import NewGroupForm, NewUnitForm
from plans.forms.imports import name_field, names_in, picked
from plans.models import PlanImport
from plans.services import correcting, naming
from plans.views.drafts import Desk, around, desk_of, draft_to_correct, import_of, page_of


@require_http_methods(["GET", "POST"])
def import_unit_create(request: Request, pk: int, field: str) -> HttpResponse:
    desk = desk_of(request, draft_to_correct(request, pk))
    written, committee = _written(desk, field), _committee(desk)
    kinds = [(kind.value, kind.label.capitalize()) for kind in UnitKind]
    initial = {"name": written[:200], "kind": guess_kind(written)}
    form = NewUnitForm(request.POST or None, kinds=kinds, initial=initial)
    may_add = can_manage_unit(request.user, committee)
    if request.method == "POST" and not may_add:
        raise PermissionDenied
    if form.is_valid():
        try:
            unit = naming.add_unit(committee=committee, by=request.user, written=written, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            return _added(request, desk.plan_import, written, picked(written, unit))
    return _form(request, desk, written, committee, what="unit", form=form, may_add=may_add)


@require_http_methods(["GET", "POST"])
def import_group_create(request: Request, pk: int, field: str) -> HttpResponse:
    desk = desk_of(request, draft_to_correct(request, pk))
    written, committee = _written(desk, field), _committee(desk)
    on = around(request, desk.plan_import, desk.page.draft).on
    units = list(Unit.objects.near(committee).valid(on).exclude(pk=committee.pk).in_print_order())
    kind = guess_kind(written)
    alike = [
        str(unit.pk) for unit in units if kind not in {UnitKind.OTHER, UnitKind.PARTY_COMMITTEE} and unit.kind == kind
    ]
    form = NewGroupForm(request.POST or None, units=units, initial={"name": written[:200], "units": alike})
    may_add = can_manage_unit(request.user, committee)
    if request.method == "POST" and not may_add:
        raise PermissionDenied
    if form.is_valid():
        try:
            group = naming.add_group(
                committee=committee, by=request.user, written=written, name=form.cleaned_data["name"],
                units=form.members(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            return _added(request, desk.plan_import, written, picked(written, group))
    return _form(request, desk, written, committee, what="group", form=form, may_add=may_add)


def _written(desk: Desk, field: str) -> str:
    name = next((name for name in names_in(desk.page.draft) if name_field(name) == field), None)
    if name is None:
        raise Http404
    return name


def _committee(desk: Desk) -> Unit:
    issuer = desk.plan_import.issuer
    return issuer.committee or issuer


def _form(request: Request, desk: Desk, written: str, committee: Unit, **more: Any) -> HttpResponse:
    context = {
        "plan_import": desk.plan_import, "written": written, "field": name_field(written), "committee": committee,
        "inline": bool(request.htmx), "managers": [] if more["may_add"] else naming.unit_managers(committee), **more,
    }  # fmt: skip
    return render(request, "plans/_import_new_name.html" if request.htmx else "plans/import_new_name.html", context)


def _added(request: Request, plan_import: PlanImport, written: str, fields: dict[str, str]) -> HttpResponse:
    plan_import = correcting.keep_typed(plan_import=plan_import, fields=fields)
    if not request.htmx:
        return redirect(f"{plan_import.get_absolute_url()}#{name_field(written)}")
    desk = desk_of(request, import_of(request, plan_import.pk))
    row = next(row for row in page_of(desk)["name_rows"] if row.name == written)
    return render(request, "plans/_import_name.html", {"plan_import": plan_import, "row": row, "is_new": True})
