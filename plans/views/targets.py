"""How far the targets of a plan are; every figure opens its rows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from plans import target_results
from plans.forms.targets import TargetReadingForm
from plans.models import Plan, Target
from plans.permissions import can_set_indicators
from plans.services import targets
from plans.views.conflicts import conflict, with_version

STATES = {
    "met": "Đơn vị đạt",
    "unmet": "Đơn vị chưa đạt",
    "unanswered": "Đơn vị chưa trả lời",
    "given": "Đơn vị đã trả lời",
}


@require_GET
def target_list(request: Request, pk: int) -> HttpResponse:
    """Every target of plan `pk`."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_list(), pk=pk)
    context = {
        "plan": plan,
        "results": target_results.results_of(plan, request.user),
        "may_set": can_set_indicators(request.user, plan),
        "periods": plan.periods.all(),
    }
    return render(request, "plans/target_list.html", context)


@require_GET
def target_beside(request: Request, pk: int) -> HttpResponse:
    """What the page of plan `pk` shows beside its targets, each piece for its own place there."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).for_list(), pk=pk)
    by_item: dict[int, list[target_results.TargetResult]] = {}
    for result in target_results.results_of(plan, request.user):
        by_item.setdefault(result.target.item_id, []).append(result)
    return render(request, "plans/_targets_beside.html", {"by_item": by_item})


@require_GET
def target_detail(request: Request, pk: int) -> HttpResponse:
    """What each unit gave for target `pk`; narrowed to one figure by `?state=`."""
    target = _target(request, pk)
    result = target_results.result_of(target, request.user)
    state = request.GET.get("state", "")
    context = {
        "plan": target.item.plan,
        "target": target,
        "result": result,
        "lines": [(line, result.words_of(line)) for line in result.in_state(state)],
        "state": STATES.get(state, ""),
        "may_set": can_set_indicators(request.user, target.item.plan),
    }
    return render(request, "plans/target_detail.html", context)


@require_http_methods(["GET", "POST"])
def target_edit(request: Request, pk: int) -> HttpResponse:
    """Say how target `pk` is to be judged."""
    target = _target(request, pk)
    plan = target.item.plan
    if not can_set_indicators(request.user, plan):
        raise PermissionDenied
    form = TargetReadingForm(request.POST or None, target=target, version=plan.version)
    context: dict[str, Any] = {"form": form, "target": target, "plan": plan}
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            targets.correct_target(target=target, by=request.user, version=version, **form.reading())
        except StaleVersion as stale:
            fresh = _target(request, pk)
            form = TargetReadingForm(
                with_version(request, stale.current), target=fresh, version=fresh.item.plan.version
            )
            context |= {"form": form, "conflict": conflict(fresh.item.plan, [form])}
            return render(request, "plans/target_edit.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã lưu cách tính chỉ tiêu. Số liệu đơn vị đã trả lời vẫn giữ nguyên.")
            return redirect("plans:target_detail", pk)
    return render(request, "plans/target_edit.html", context)


def _target(request: Request, pk: int) -> Target:
    seen = Target.objects.filter(item__plan__in=Plan.objects.visible_to(request.user), item__dropped_in__isnull=True)
    return get_object_or_404(seen.select_related("item__plan__document", "item__plan__issuer"), pk=pk)
