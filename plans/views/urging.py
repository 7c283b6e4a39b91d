"""Units that are late: whom to call, what to write to them, and the note that it was done (đã nhắc)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.http import Request, ids
from orgs.models import Unit
from orgs.paging import page_of
from plans.lateness import Lateness, LateUnit
from plans.messages import message_to_all, message_to_unit
from plans.models import Plan, UrgingChannel
from plans.permissions import can_keep_desk
from plans.services.urging import record_urge

UNITS_A_PAGE = 40
BY_HAND = {UrgingChannel.MESSAGE.value, UrgingChannel.CALL.value}
NOT_LATE = "Đơn vị không còn việc quá hạn nào, không cần nhắc nữa."


@require_GET
def urging_list(request: Request) -> HttpResponse:
    """Late units in print order, with telephone numbers; `?plan=` narrows the list to one plan."""
    if not can_keep_desk(request.user):
        raise PermissionDenied
    lateness = _lateness(request)
    page = page_of(lateness.units(), request.GET.get("page"), per_page=UNITS_A_PAGE)
    context = {"page": page, "late_units": lateness.of(page), "plan": lateness.plan, "plans": lateness.plans()}
    return render(request, "plans/urging_list.html", context)


@require_http_methods(["GET", "POST"])
def urging_message(request: Request, pk: int) -> HttpResponse:
    """A text for one late unit; POST notes that it was urged."""
    lateness = _lateness(request)
    unit: Unit = get_object_or_404(lateness.followed_units(), pk=pk)
    late = lateness.of([unit])
    refusal = _note(request, late, lateness) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        return redirect(_list_of(lateness))
    if not late:
        messages.success(request, NOT_LATE)
        return redirect(_list_of(lateness))
    text = message_to_unit(unit.name, _sender(request), late[0].items, on=lateness.on, link=_link(request))
    context = {"late": late[0], "text": _typed(request) or text, "plan": lateness.plan, "refusal": refusal}
    return render(request, "plans/urging_message.html", context)


@require_http_methods(["GET", "POST"])
def urging_message_all(request: Request) -> HttpResponse:
    """One text for all late units of a page, for a group chat; POST notes that those were urged."""
    if not can_keep_desk(request.user):
        raise PermissionDenied
    lateness = _lateness(request)
    page = page_of(lateness.units(), request.GET.get("page"), per_page=UNITS_A_PAGE)
    late, refusal = lateness.of(page), ""
    if request.method == "POST":
        chosen = set(ids(request.POST.getlist("units")))
        if not (refusal := _note(request, [one for one in late if one.unit.pk in chosen], lateness)):
            return redirect(_list_of(lateness))
    named = [(one.unit.name, one.items) for one in late]
    text = message_to_all(named, _sender(request), on=lateness.on, link=_link(request)) if named else ""
    context = {"late_units": late, "text": _typed(request) or text, "plan": lateness.plan, "page": page}
    context["refusal"] = refusal
    return render(request, "plans/urging_message_all.html", context)


def _lateness(request: Request) -> Lateness:
    wanted = ids([request.GET.get("plan", "")])
    plan = get_object_or_404(Plan.objects.visible_to(request.user).handed_out(), pk=wanted[0]) if wanted else None
    return Lateness(request.user, timezone.localdate(), plan)


def _note(request: Request, late: list[LateUnit], lateness: Lateness) -> str:
    """Note what was done by hand; returns why nothing was noted. A letter notes itself, when it is sent."""
    channel = request.POST.get("channel", "")
    try:
        record_urge(
            rows=[row for one in late for row in one.rows], reports=[report for one in late for report in one.reports],
            by=request.user, on=lateness.on, channel=channel if channel in BY_HAND else "", words=_typed(request),
        )  # fmt: skip
    except ValidationError as error:
        return " ".join(error.messages)
    who = late[0].unit.name if len(late) == 1 else f"{len(late)} đơn vị"
    messages.success(request, f"Đã ghi: nhắc {who} qua {UrgingChannel(channel).label}.")
    return ""


def _typed(request: Request) -> str:
    return request.POST.get("words", "").replace("\0", "").strip()


def _list_of(lateness: Lateness) -> str:
    return reverse("plans:urging_list") + (f"?plan={lateness.plan.pk}" if lateness.plan else "")


def _sender(request: Request) -> str:
    home = request.user.home_unit()
    return home.name if home else ""


def _link(request: Request) -> str:
    return request.build_absolute_uri(reverse("plans:work_list"))
