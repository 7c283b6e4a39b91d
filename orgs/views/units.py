"""Pages of units: the tree, one unit, and what administrators do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from orgs import history, services
from orgs.candidates import candidates
from orgs.conflicts import StaleVersion
from orgs.filters import UnitFilter
from orgs.forms.units import UnitEndForm, UnitForm, UnitMoveForm, UnitOrderForm
from orgs.http import Request
from orgs.models import JournalEntry, Membership, Regime, Unit, UnitGroup, User
from orgs.paging import page_of
from orgs.permissions import can_manage_people, can_manage_unit, can_manage_units
from orgs.views.conflicts import conflict, with_version

LATEST = 5


@require_GET
def unit_list(request: Request) -> HttpResponse:
    chosen = UnitFilter(request.GET, queryset=Unit.objects.visible_to(request.user).for_list(), request=request)
    page = page_of(chosen.qs, request.GET.get("page"), per_page=100)
    if not any(request.GET.get(name) for name in ("q", "kind", "level")):
        _indent(page)
    context = {"filter": chosen, "page": page, "can_manage": can_manage_units(request.user)}
    return render(request, "orgs/unit_list.html", context)


@require_GET
def unit_detail(request: Request, pk: int) -> HttpResponse:
    unit = _visible(request, pk)
    today = timezone.localdate()
    above = Unit.objects.visible_to(request.user).filter(path=unit.parent_path()).first()
    context = {
        "unit": unit,
        "above": above,
        "can_move": above is not None and can_manage_unit(request.user, above),
        "children": unit.children(),
        "roles": Membership.objects.of_unit(unit, seen_by=request.user),
        "member_of": UnitGroup.objects.visible_to(request.user).holding(unit, today),
        "groups": UnitGroup.objects.filter(owner=unit).for_list(today),
        "latest": history.lines(JournalEntry.objects.about(unit)[:LATEST]),
        "can_manage": can_manage_unit(request.user, unit),
        "can_add_people": can_manage_people(request.user, unit),
    }
    return render(request, "orgs/unit_detail.html", context)


@require_GET
def unit_history(request: Request, pk: int) -> HttpResponse:
    unit = _visible(request, pk)
    page = page_of(JournalEntry.objects.about(unit), request.GET.get("page"))
    context = {"subject": unit, "page": page, "lines": history.lines(page)}
    return render(request, "orgs/history.html", context)


@require_http_methods(["GET", "POST"])
def unit_create(request: Request, pk: int) -> HttpResponse:
    """Add a unit below unit `pk`."""
    parent = _managed(request, pk)
    initial = {"level": parent.level, "regime": parent.regime or Regime.PARTY, "place": parent.place}
    form = UnitForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            unit = services.create_unit(parent=parent, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã thêm {unit} vào {parent}.")
            return redirect(unit)
    return render(request, "orgs/unit_form.html", {"form": form, "parent": parent})


@require_http_methods(["GET", "POST"])
def unit_edit(request: Request, pk: int) -> HttpResponse:
    unit = _managed(request, pk)
    form = _edit_form(request, unit, request.POST or None)
    if form.is_valid():
        try:
            services.edit_unit(unit=unit, by=request.user, **form.cleaned_data)
        except StaleVersion as stale:
            form = _edit_form(request, stale.current, with_version(request, stale.current))
            fresh = Unit.objects.get(pk=pk)
            context = {"form": form, "unit": fresh, "conflict": conflict(fresh, [form])}
            return render(request, "orgs/unit_form.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã lưu {unit}.")
            return redirect(unit)
    return render(request, "orgs/unit_form.html", {"form": form, "unit": Unit.objects.get(pk=pk)})


@require_http_methods(["GET", "POST"])
def unit_move(request: Request, pk: int) -> HttpResponse:
    """Put a unit below another; administrators move what they administer, not the top of it."""
    unit = _managed(request, pk)
    above = unit.above()
    if above is None or not can_manage_unit(request.user, above):
        raise PermissionDenied
    form = UnitMoveForm(request.POST or None, unit=unit, user=request.user)
    if form.is_valid():
        try:
            services.move_unit(unit=unit, parent=form.cleaned_data["parent"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã chuyển {unit} về {form.cleaned_data['parent']}.")
            return redirect(unit)
    return render(request, "orgs/unit_move.html", {"form": form, "unit": unit, "above": above})


@require_http_methods(["GET", "POST"])
def unit_order(request: Request, pk: int) -> HttpResponse:
    """The order in which the children of unit `pk` are printed."""
    unit = _managed(request, pk)
    form = UnitOrderForm(request.POST or None, children=list(unit.children()))
    if form.is_valid():
        services.reorder_units(parent=unit, order=form.order(), by=request.user)
        messages.success(request, "Đã xếp lại thứ tự in.")
        return redirect(unit)
    return render(request, "orgs/unit_order.html", {"form": form, "unit": unit})


@require_http_methods(["GET", "POST"])
def unit_end(request: Request, pk: int, end_unit: Callable[..., Any] = services.end_unit) -> HttpResponse:
    """Record the last day of unit `pk`.

    plans routes this page with an `end_unit` of its own, which also passes open work to the successor.
    """
    unit = _managed(request, pk)
    initial = {"on": timezone.localdate()}
    form = UnitEndForm(request.POST or None, initial=initial, unit=unit, user=request.user)
    if form.is_valid():
        try:
            end_unit(unit=unit, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã ghi {unit} thôi hoạt động.")
            return redirect(unit)
    return render(request, "orgs/unit_end.html", {"form": form, "unit": unit})


@require_GET
def unit_candidates(request: Request, pk: int, kind: str = "") -> HttpResponse:
    """What a name being typed may mean, seen from unit `pk`; with kind "units", only units whose pages he may open.

    As of the day `on`, which a page about an old plan sends; of today where it sends none, or no real day.
    """
    issuer = _visible(request, pk)
    text = request.GET.get("q", "")[:200]
    on = _day(request.GET.get("on", "")) or timezone.localdate()
    found = candidates(text, issuer=issuer, user=request.user, on=on) if text.strip() else []
    if kind:
        chosen = [candidate.target.pk for candidate in found if isinstance(candidate.target, Unit)]
        open_to_him = set(Unit.objects.visible_to(request.user).filter(pk__in=chosen))
        found = [candidate for candidate in found if candidate.target in open_to_him]
    return render(request, "orgs/_unit_candidates.html", {"candidates": found, "text": text})


def _edit_form(request: Request, unit: Unit, data: QueryDict | None) -> UnitForm:
    form = UnitForm(data, instance=unit)
    form.fields["is_committee"].disabled = not _is_own_wall(request.user, unit)
    return form


def _indent(units: Iterable[Unit]) -> None:
    """Mark how deep each unit lies below the highest one shown; a filtered list is no tree."""
    shown = list(units)
    top = min((unit.depth for unit in shown), default=0)
    for unit in shown:
        unit.indent = min(unit.depth - top + 1, 6)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _visible(request: Request, pk: int) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.user).select_related("committee", "successor"), pk=pk)


def _is_own_wall(user: User, unit: Unit) -> bool:
    """Whether `user` may say if `unit` is a committee: else an administrator could open what lies above him."""
    above = unit.above()
    return above is None or can_manage_unit(user, above)


def _managed(request: Request, pk: int) -> Unit:
    unit = _visible(request, pk)
    if not can_manage_unit(request.user, unit):
        raise PermissionDenied
    return unit
