"""Paragraphs of a plan being entered: a form opens in the outline, in the paragraph's own place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.text import whole_number
from orgs.unsent import data_in, keeps_unsent
from plans.forms.items import ItemBundle
from plans.labels import next_label
from plans.models import ItemKind, Plan, PlanItem
from plans.permissions import can_amend_plan, can_edit_plan
from plans.rollups import paragraphs_in_entry
from plans.services import outline
from plans.services.duties import read_wording
from plans.views.conflicts import conflict, with_version
from plans.views.plans import plan_to_edit, scope_of
from plans.views.said_back import deadline_said_back


@require_http_methods(["GET", "POST"])
@keeps_unsent
def item_create(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_edit(request, pk)
    try:
        after = item_of(plan, request.POST.get("after") or request.GET.get("after", ""))
    except StaleVersion as stale:
        if request.method == "GET":
            return place_gone(request, plan)
        return _conflict_page(request, stale, PlanItem(plan=plan), after=last_of(plan))
    bundle = _bundle(request, PlanItem(plan=plan, kind=after.kind if after else ItemKind.HEADING), after=after)
    if request.method == "GET" or not bundle.is_sent():
        return render(request, "plans/item_create.html", _editor(plan, bundle, after=after))
    try:
        item = outline.add_item(
            plan=plan, by=request.user, version=bundle.version(), after=after, is_child=bundle.is_child(),
            words=bundle.form.words(), duties=bundle.duties(),
        )  # fmt: skip
    except StaleVersion as stale:
        return _conflict_page(request, stale, PlanItem(plan=plan), after=after)
    except ValidationError as error:
        bundle.form.add_error(None, error)
        return render(request, "plans/item_create.html", _editor(plan, bundle, after=after))
    messages.success(request, f"Đã thêm mục {item.label or item.text[:40]}.")
    if "and_next" in request.POST:
        return redirect(f"{reverse('plans:item_create', args=[plan.pk])}?after={item.pk}#editor")
    return redirect(item)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def item_edit(request: Request, pk: int) -> HttpResponse:
    item = item_to_edit(request, pk)
    bundle = _bundle(request, item)
    if request.method == "GET" or not bundle.is_sent():
        return render(request, "plans/item_edit.html", _editor(item.plan, bundle))
    try:
        outline.edit_item(
            item=item, by=request.user, version=bundle.version(), words=bundle.form.words(), duties=bundle.duties()
        )
    except StaleVersion as stale:
        return _conflict_page(request, stale, PlanItem.objects.filter(pk=pk).first() or PlanItem(plan=item.plan))
    except ValidationError as error:
        bundle.form.add_error(None, error)
        return render(request, "plans/item_edit.html", _editor(item.plan, bundle))
    messages.success(request, f"Đã lưu mục {item.label or item.text[:40]}.")
    return redirect(item)


@require_POST
def item_move(request: Request, pk: int) -> HttpResponse:
    item = item_to_edit(request, pk)
    direction = request.POST.get("direction", "")
    if direction not in outline.Direction.values:
        messages.error(request, "Chưa chuyển: không rõ chuyển đi đâu.")
        return redirect(item)
    try:
        outline.move_item(item=item, by=request.user, version=version_in(request), direction=direction)
    except StaleVersion:
        messages.error(request, "Kế hoạch vừa được người khác sửa nên chưa chuyển mục. Hãy xem lại rồi bấm lại.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(item)


@require_http_methods(["GET", "POST"])
def item_delete(request: Request, pk: int) -> HttpResponse:
    item = item_to_edit(request, pk)
    if request.method == "GET":
        below = outline.count_below(item)
        return render(request, "plans/item_delete.html", {"item": item, "plan": item.plan, "below": below})
    try:
        count = outline.delete_item(item=item, by=request.user, version=version_in(request))
    except StaleVersion:
        messages.error(request, "Kế hoạch vừa được người khác sửa nên chưa bỏ mục. Hãy xem lại.")
    else:
        messages.success(request, f"Đã bỏ {count} mục." if count > 1 else "Đã bỏ mục.")
    return redirect(item.plan)


@require_GET
def deadline_read(request: Request, pk: int) -> HttpResponse:
    """Say at once what the machine understands of a deadline, as it is being typed."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_page(), pk=pk)
    if not (can_edit_plan(request.user, plan) or can_amend_plan(request.user, plan)):
        raise PermissionDenied
    return deadline_said_back(request, lambda wording: read_wording(wording, plan))


def item_to_edit(request: Request, pk: int) -> PlanItem:
    """The paragraph, for somebody who may change it (404, 403)."""
    items = PlanItem.objects.current().filter(plan__in=Plan.objects.visible_to(request.user))
    item = get_object_or_404(items.select_related("plan__document", "plan__issuer__committee"), pk=pk)
    if not can_edit_plan(request.user, item.plan):
        raise PermissionDenied
    return item


def _bundle(request: Request, item: PlanItem, *, after: PlanItem | None = None) -> ItemBundle:
    initial: dict[str, Any] = {"version": item.plan.version}
    if item.pk is None:
        initial |= {"label_text": next_label(after.label_text) if after else "", "kind": item.kind}
    return ItemBundle(
        data_in(request),
        item=item,
        scope=scope_of(request, item.plan),
        initial=initial,
    )


def _editor(plan: Plan, bundle: ItemBundle, **more: Any) -> dict[str, Any]:
    return {"plan": plan, "paragraphs": paragraphs_in_entry(plan), "bundle": bundle, "editing": bundle.item, **more}


def _conflict_page(
    request: Request, stale: StaleVersion, item: PlanItem, *, after: PlanItem | None = None
) -> HttpResponse:
    plan = Plan.objects.for_page().get(pk=stale.current.pk)
    item.plan = plan
    data: QueryDict = with_version(request, plan)
    bundle = ItemBundle(data, item=item, scope=scope_of(request, plan))
    context = _editor(plan, bundle, after=after, conflict=conflict(plan, bundle.all_forms()))
    return render(request, "plans/item_edit.html" if item.pk else "plans/item_create.html", context, status=409)


def item_of(plan: Plan, pk: str) -> PlanItem | None:
    """The paragraph after which a new one goes: the one named, else the last; None where the plan has none yet.

    Raises StaleVersion (the one named is gone).
    """
    number = whole_number(pk)
    if number is None:
        return last_of(plan)
    item = plan.items.current().filter(pk=number).first()
    if item is None:
        raise StaleVersion(plan)
    return item


def last_of(plan: Plan) -> PlanItem | None:
    return plan.items.current().order_by("position").last()


def place_gone(request: Request, plan: Plan) -> HttpResponse:
    """Where a page was opened for a place that is no more."""
    messages.error(request, "Mục vừa chọn không còn trong kế hoạch. Hãy xem lại rồi chọn chỗ thêm mục.")
    return redirect(plan)
