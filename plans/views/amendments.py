"""Amending a plan at work, one paragraph at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from plans.forms.amendments import AmendForm, DropForm, SupplementBundle
from plans.labels import next_label
from plans.models import ItemKind, Plan, PlanItem
from plans.permissions import can_amend_plan
from plans.services import amending
from plans.views.conflicts import conflict, with_version
from plans.views.items import item_of, last_of, place_gone
from plans.views.plans import scope


@require_http_methods(["GET", "POST"])
def item_amend(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = AmendForm(request.POST or None, instance=_item(request, pk))
    context: dict[str, Any] = {"form": form, "item": item, "plan": item.plan}
    if not form.is_valid():
        return render(request, "plans/item_amend.html", context)
    try:
        amended = amending.amend_item(
            item=item, by=request.user, on=timezone.localdate(), version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"], words=form.words(), wordings=form.cleaned_data["wordings"],
        )  # fmt: skip
    except StaleVersion:
        return _conflict_page(request, context, pk)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "plans/item_amend.html", context)
    messages.success(request, "Đã ghi sửa đổi. Việc sắp tới theo nội dung mới; việc đã qua giữ nguyên.")
    return redirect(amended)


@require_http_methods(["GET", "POST"])
def item_supplement(request: Request, pk: int) -> HttpResponse:
    """Add a paragraph to plan `pk`, with those who do it and by when."""
    plan = _plan(request, pk)
    try:
        after = item_of(plan, request.POST.get("after") or request.GET.get("after", ""))
    except StaleVersion:
        return place_gone(request, plan) if request.method == "GET" else _supplement_conflict(request, pk)
    bundle = _bundle(request, plan, after)
    if not bundle.is_sent():
        return _supplement_page(request, plan, bundle, after)
    try:
        item = amending.supplement_plan(
            plan=plan, by=request.user, on=timezone.localdate(), version=bundle.version(), after=after,
            reason=bundle.form.cleaned_data["reason"], is_child=bundle.is_child(), words=bundle.form.words(),
            duties=bundle.duties(),
        )  # fmt: skip
    except StaleVersion as stale:
        return _supplement_conflict(request, stale.current.pk)
    except ValidationError as error:
        bundle.form.add_error(None, error)
        return _supplement_page(request, plan, bundle, after)
    messages.success(request, "Đã ghi sửa đổi: bổ sung mục. Các đơn vị có việc từ hôm nay trở đi.")
    return redirect(item)


@require_http_methods(["GET", "POST"])
def item_drop(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = DropForm(request.POST or None, initial={"version": item.plan.version})
    if form.is_valid():
        try:
            amending.drop_item(item=item, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except StaleVersion:
            messages.error(request, "Kế hoạch vừa được người khác sửa nên chưa bỏ mục. Hãy xem lại.")
            return redirect(item.plan)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã ghi sửa đổi: bỏ mục. Việc đã qua vẫn còn trên sổ.")
            return redirect(item)
    return render(request, "plans/item_drop.html", {"form": form, "item": item, "plan": item.plan})


def _conflict_page(request: Request, context: dict[str, Any], pk: int) -> HttpResponse:
    plan = Plan.objects.for_page().get(pk=context["plan"].pk)
    item = PlanItem.objects.current().filter(pk=pk).first()
    if item is None:
        messages.error(request, "Mục này vừa được sửa đổi hoặc bỏ. Hãy xem lại kế hoạch rồi sửa đổi mục mới.")
        return redirect(plan)
    item.plan = plan
    form = AmendForm(with_version(request, plan), instance=item)
    context |= {"form": form, "plan": plan, "conflict": conflict(plan, [form]), "is_amendment": True}
    return render(request, "plans/item_amend.html", context, status=409)


def _bundle(request: Request, plan: Plan, after: PlanItem | None, data: QueryDict | None = None) -> SupplementBundle:
    return SupplementBundle(
        data or request.POST or None,
        item=PlanItem(plan=plan, kind=ItemKind.TASK),
        scope=scope(request, plan.issuer),
        initial={"version": plan.version, "label_text": next_label(after.label_text) if after else ""},
    )


def _supplement_page(
    request: Request, plan: Plan, bundle: SupplementBundle, after: PlanItem | None, **more: Any
) -> HttpResponse:
    context = {"plan": plan, "bundle": bundle, "after": after, "is_amendment": True, **more}
    return render(request, "plans/item_supplement.html", context, status=409 if more else 200)


def _supplement_conflict(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    try:
        after = item_of(plan, request.POST.get("after", ""))
    except StaleVersion:
        after = last_of(plan)
    bundle = _bundle(request, plan, after, with_version(request, plan))
    return _supplement_page(request, plan, bundle, after, conflict=conflict(plan, []))


def _plan(request: Request, pk: int) -> Plan:
    """The plan at work, for an officer of its issuer (404, 403)."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_amend_plan(request.user, plan):
        raise PermissionDenied
    return plan


def _item(request: Request, pk: int) -> PlanItem:
    """The paragraph of a plan at work, for an officer of its issuer (404, 403)."""
    items = PlanItem.objects.current().filter(plan__in=Plan.objects.visible_to(request.user))
    item = get_object_or_404(items.select_related("plan__document", "plan__issuer__committee", "parent"), pk=pk)
    if not can_amend_plan(request.user, item.plan):
        raise PermissionDenied
    return item
