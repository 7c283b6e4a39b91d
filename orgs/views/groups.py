"""Pages of groups of units."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs import history, services
from orgs.conflicts import StaleVersion
from orgs.filters import GroupFilter
from orgs.forms.units import GroupForm, GroupMembersForm
from orgs.http import Request, ids
from orgs.models import JournalEntry, Role, Unit, UnitGroup
from orgs.paging import page_of
from orgs.permissions import can_manage_unit
from orgs.views.conflicts import conflict, with_version

OFFERED = 300


@require_GET
def group_list(request: Request) -> HttpResponse:
    groups = UnitGroup.objects.visible_to(request.user).for_list(timezone.localdate())
    chosen = GroupFilter(request.GET, queryset=groups, request=request)
    page = page_of(chosen.qs, request.GET.get("page"))
    context = {"filter": chosen, "page": page, "owners": request.user.units_as(Role.ADMIN)}
    return render(request, "orgs/group_list.html", context)


@require_GET
def group_detail(request: Request, pk: int) -> HttpResponse:
    group = _visible(request, pk)
    page = page_of(group.members_on(timezone.localdate()), request.GET.get("page"), per_page=200)
    context = {
        "group": group,
        "page": page,
        "latest": history.lines(JournalEntry.objects.about(group)[:5]),
        "can_manage": can_manage_unit(request.user, group.owner),
    }
    return render(request, "orgs/group_detail.html", context)


@require_GET
def group_history(request: Request, pk: int) -> HttpResponse:
    group = _visible(request, pk)
    page = page_of(JournalEntry.objects.about(group), request.GET.get("page"))
    return render(request, "orgs/history.html", {"subject": group, "page": page, "lines": history.lines(page)})


@require_http_methods(["GET", "POST"])
def group_create(request: Request, pk: int) -> HttpResponse:
    """Add a group owned by unit `pk`."""
    owner = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    if not can_manage_unit(request.user, owner):
        raise PermissionDenied
    form = GroupForm(request.POST or None, instance=UnitGroup(owner=owner))
    if form.is_valid():
        try:
            group = services.create_group(owner=owner, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã thêm nhóm {group}. Hãy đánh dấu các đơn vị của nhóm.")
            return redirect("orgs:group_members", group.pk)
    return render(request, "orgs/group_form.html", {"form": form, "owner": owner})


@require_http_methods(["GET", "POST"])
def group_edit(request: Request, pk: int) -> HttpResponse:
    group = _managed(request, pk)
    form = GroupForm(request.POST or None, instance=group)
    if form.is_valid():
        try:
            services.edit_group(group=group, by=request.user, **form.cleaned_data)
        except StaleVersion as stale:
            form = GroupForm(with_version(request, stale.current), instance=stale.current)
            fresh = _managed(request, pk)
            context = {"form": form, "group": fresh, "owner": fresh.owner, "conflict": conflict(fresh, [form])}
            return render(request, "orgs/group_form.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã lưu nhóm {group}.")
            return redirect(group)
    return render(request, "orgs/group_form.html", {"form": form, "group": group, "owner": group.owner})


@require_http_methods(["GET", "POST"])
def group_members(request: Request, pk: int) -> HttpResponse:
    """Tick the members; a search offers more units, those ticked before stay on the page."""
    group = _managed(request, pk)
    words = request.GET.get("q", "")[:100]
    form = _members_form(request, group, words, request.POST or None)
    context = {"form": form, "group": group, "words": words}
    if not form.is_valid():
        return render(request, "orgs/group_members.html", context)
    try:
        services.set_group_members(group=group, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except StaleVersion as stale:
        form = _members_form(request, stale.current, words, with_version(request, stale.current))
        context |= {"form": form, "conflict": conflict(group, [form])}
        return render(request, "orgs/group_members.html", context, status=409)
    messages.success(request, f"Đã lưu thành viên của {group}.")
    return redirect(group)


def _members_form(request: Request, group: UnitGroup, words: str, data: QueryDict | None) -> GroupMembersForm:
    members = list(group.members_on(timezone.localdate()))
    initial = {"version": group.version, "units": members}
    return GroupMembersForm(data, initial=initial, offered=[*members, *_offered(request, group, words)])


def _offered(request: Request, group: UnitGroup, words: str) -> list[Unit]:
    """Without words the bodies of the owner's committee; with words, what bears that name below the owner's root."""
    units = Unit.objects.nameable_by(request.user).valid(timezone.localdate())
    if request.method == "POST":
        return list(units.filter(pk__in=ids(request.POST.getlist("units"))[:5000]))
    found = units.named(words) if words else units.near(group.owner)
    return list(found.in_print_order()[:OFFERED])


def _visible(request: Request, pk: int) -> UnitGroup:
    return get_object_or_404(UnitGroup.objects.visible_to(request.user).select_related("owner"), pk=pk)


def _managed(request: Request, pk: int) -> UnitGroup:
    group = _visible(request, pk)
    if not can_manage_unit(request.user, group.owner):
        raise PermissionDenied
    return group
