"""The register of "Dân vận khéo" models: the list, one model, its annex of figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.models import JournalEntry
from orgs.paging import page_of
from orgs.text import whole_number
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict, with_version
from plans import history
from plans.filters.initiatives import InitiativeFilter
from plans.forms.initiatives import InitiativeForm, RecognitionForm
from plans.initiative_figures import COLUMNS, UNIT_COLUMNS, Column, CountLine, annex_of
from plans.models import Initiative, Plan
from plans.models.initiatives import registering_units
from plans.permissions import can_edit_initiative, can_recognize_initiative, can_register_initiatives
from plans.services import initiatives

LATEST = 10


@require_GET
def initiative_list(request: Request) -> HttpResponse:
    chosen = chosen_initiatives(request)
    context = {
        "filter": chosen,
        "page": page_of(chosen.qs, request.GET.get("page")),
        "may_register": can_register_initiatives(request.user),
    }
    return render(request, "plans/initiative_list.html", context)


@require_GET
def initiative_annex(request: Request) -> HttpResponse:
    """The register in figures; every number opens its rows in the list."""
    chosen = chosen_initiatives(request)
    annex = annex_of(chosen.qs)
    context = {
        "filter": chosen,
        "total": annex.total,
        "field_columns": COLUMNS,
        "field_lines": [_linked(request, line, COLUMNS, "field") for line in annex.by_field],
        "field_total": _linked(request, annex.total_line, COLUMNS),
        "unit_columns": UNIT_COLUMNS,
        "unit_lines": [_linked(request, line, UNIT_COLUMNS, "unit") for line in annex.by_unit],
        "unit_total": _linked(request, annex.total_line, UNIT_COLUMNS),
    }
    return render(request, "plans/initiative_annex.html", context)


@require_GET
def initiative_detail(request: Request, pk: int) -> HttpResponse:
    initiative = _initiative(request, pk)
    context = {
        "initiative": initiative,
        "may_edit": can_edit_initiative(request.user, initiative),
        "may_recognize": can_recognize_initiative(request.user, initiative),
        "lines": history.lines(JournalEntry.objects.about(initiative)[:LATEST]),
    }
    return render(request, "plans/initiative_detail.html", context)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def initiative_create(request: Request) -> HttpResponse:
    if not can_register_initiatives(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    units = registering_units(request.user).valid(today).in_print_order()
    wanted = {name: whole_number(request.GET.get(name, "")) for name in ("unit", "plan")}
    initial = {"year": today.year, "unit": units.filter(pk=wanted["unit"]).first(), "plan": wanted["plan"]}
    form = InitiativeForm(data_in(request), units=units, plans=_plans(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = initiatives.register_initiative(unit=form.unit, by=request.user, **form.facts())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã đăng ký mô hình “{made.name}”.")
            return redirect(made)
    return render(request, "plans/initiative_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@keeps_unsent
def initiative_edit(request: Request, pk: int) -> HttpResponse:
    initiative = _initiative(request, pk)
    if not can_edit_initiative(request.user, initiative):
        raise PermissionDenied
    form = InitiativeForm(data_in(request), plans=_plans(request, initiative), initiative=initiative)
    context: dict[str, Any] = {"initiative": initiative, "form": form}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            initiatives.edit_initiative(initiative=initiative, by=request.user, version=version, **form.facts())
        except StaleVersion as stale:
            plans = _plans(request, stale.current)
            fresh = InitiativeForm(with_version(request, stale.current), plans=plans, initiative=stale.current)
            context |= {"form": fresh, "conflict": conflict(stale.current, [fresh])}
            return render(request, "plans/initiative_form.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã lưu mô hình.")
            return redirect(initiative)
    return render(request, "plans/initiative_form.html", context)


@require_http_methods(["GET", "POST"])
def initiative_recognize(request: Request, pk: int) -> HttpResponse:
    """The office records which level recognized a model."""
    initiative = _initiative(request, pk)
    if not can_recognize_initiative(request.user, initiative):
        raise PermissionDenied
    form = RecognitionForm(request.POST or None, initiative=initiative)
    context: dict[str, Any] = {"initiative": initiative, "form": form}
    if form.is_valid():
        version, today = form.cleaned_data["version"], timezone.localdate()
        try:
            initiatives.recognize_initiative(
                initiative=initiative, by=request.user, version=version, on=today, **form.facts()
            )
        except StaleVersion as stale:
            fresh = RecognitionForm(with_version(request, stale.current), initiative=stale.current)
            context |= {"form": fresh, "conflict": conflict(stale.current, [fresh])}
            return render(request, "plans/initiative_recognize.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã ghi việc công nhận.")
            return redirect(initiative)
    return render(request, "plans/initiative_recognize.html", context)


def chosen_initiatives(request: Request) -> InitiativeFilter:
    """The register as this person may read it, narrowed as the address says."""
    seen = Initiative.objects.visible_to(request.user).for_list()
    return InitiativeFilter(request.GET, queryset=seen, request=request)


def _linked(request: Request, line: CountLine, columns: list[Column], key: str = "") -> dict[str, Any]:
    """A line of the annex, each number with the address of its rows: the list narrowed as the annex is, and further."""
    cells = []
    for column in columns:
        asked = request.GET.copy()
        for name, value in [*([(key, str(line.key))] if key else []), *([column.choice] if column.choice else [])]:
            asked.setdefault(name, value)
        cells.append((column.head, getattr(line.counts, column.name), asked.urlencode()))
    return {"name": line.name, "cells": cells}


def _initiative(request: Request, pk: int) -> Initiative:
    seen = Initiative.objects.visible_to(request.user).select_related("unit__committee", "plan__document")
    return get_object_or_404(seen, pk=pk)


def _plans(request: Request, initiative: Initiative | None = None) -> QuerySet:
    """Plans at work that a model may be registered for, and the one it stands under."""
    plans = Plan.objects.visible_to(request.user).handed_out().select_related("document")
    running = plans.filter(closed_on__isnull=True)
    return (running | plans.filter(pk=initiative.plan_id)) if initiative else running
