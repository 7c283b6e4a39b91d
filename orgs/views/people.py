"""Pages of people: who works where, with which roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs import history, services, slips
from orgs.conflicts import StaleVersion
from orgs.filters import UserFilter
from orgs.forms.people import HandOverForm, PersonForm, RoleForm, UserCreateForm
from orgs.http import Request
from orgs.lockout import locked_usernames
from orgs.models import JournalEntry, Membership, Unit, User
from orgs.paging import page_of
from orgs.passwords import first_password
from orgs.permissions import (
    can_change_role,
    can_create_people,
    can_disable,
    can_list_people,
    can_manage_person,
    grantable_roles,
)
from orgs.views.conflicts import conflict, with_version


@require_GET
def user_list(request: Request) -> HttpResponse:
    if not can_list_people(request.user):
        raise PermissionDenied
    chosen = UserFilter(request.GET, queryset=User.objects.visible_to(request.user).for_list(), request=request)
    page = page_of(chosen.qs, request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "locked": locked_usernames([person.username for person in page], at=timezone.now()),
        "visible": set(Unit.objects.visible_to(request.user).filter(memberships__user__in=[p.pk for p in page])),
        "can_create": can_create_people(request.user),
        "wants_slips": request.GET.get("state") == "no_password",
    }
    return render(request, "orgs/user_list.html", context)


@require_GET
def user_detail(request: Request, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    roles = _roles_shown(request.user, person)
    context = {
        "person": person,
        "can_list": can_list_people(request.user),
        "roles": [(membership, can_change_role(request.user, person, membership)) for membership in roles],
        "has_roles_elsewhere": len(roles) < len(person.current_memberships()),
        "is_locked": bool(locked_usernames([person.username], at=timezone.now())),
        "latest": history.lines(_told(request.user, person)[:5]),
        "can_manage": can_manage_person(request.user, person),
        "can_disable": can_disable(request.user, person),
        "can_give_roles": can_create_people(request.user),
        "is_self": person.pk == request.user.pk,
    }
    return render(request, "orgs/user_detail.html", context)


@require_GET
def user_history(request: Request, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    page = page_of(_told(request.user, person), request.GET.get("page"))
    return render(request, "orgs/history.html", {"subject": person, "page": page, "lines": history.lines(page)})


@require_http_methods(["GET", "POST"])
def user_create(request: Request, pk: int) -> HttpResponse:
    """Add a person to unit `pk`, and lead on to the account slip, the only place where the password stands."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    roles = grantable_roles(request.user, unit)
    if not roles:
        raise PermissionDenied
    form = UserCreateForm(request.POST or None, roles=roles)
    if form.is_valid():
        seed = slips.new_seed()
        wanted = form.cleaned_data
        wanted["username"] = wanted["username"] or services.free_username(wanted["full_name"])
        try:
            person = services.create_user(by=request.user, unit=unit, password=first_password(seed), **wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            slips.put(request.session, [(person, seed)], at=timezone.now())
            return redirect("orgs:user_slips")
    return render(request, "orgs/user_create.html", {"form": form, "unit": unit})


@require_http_methods(["GET", "POST"])
def user_edit(request: Request, pk: int) -> HttpResponse:
    person = managed_person(request, pk)
    form = PersonForm(request.POST or None, instance=person)
    if form.is_valid():
        try:
            services.edit_user(user=person, by=request.user, **form.cleaned_data)
        except StaleVersion as stale:
            form = PersonForm(with_version(request, stale.current), instance=stale.current)
            fresh = User.objects.get(pk=pk)
            context = {"form": form, "person": fresh, "conflict": conflict(fresh, [form])}
            return render(request, "orgs/user_form.html", context, status=409)
        messages.success(request, f"Đã lưu thông tin của {person}.")
        return redirect(person)
    return render(request, "orgs/user_form.html", {"form": form, "person": User.objects.get(pk=pk)})


@require_http_methods(["GET", "POST"])
def role_create(request: Request, pk: int) -> HttpResponse:
    """Give person `pk` one more role."""
    person = visible_person(request, pk)
    if not can_create_people(request.user):
        raise PermissionDenied
    form = RoleForm(request.POST or None, user=request.user, person=person)
    if form.is_valid():
        try:
            services.give_role(user=person, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã giao vai trò cho {person}.")
            return redirect(person)
    return render(request, "orgs/role_form.html", {"form": form, "person": person})


@require_POST
def role_delete(request: Request, pk: int) -> HttpResponse:
    """Take role `pk` away."""
    people = User.objects.visible_to(request.user)
    units = Unit.objects.visible_to(request.user)
    membership = get_object_or_404(Membership.objects.filter(user__in=people, unit__in=units), pk=pk)
    person = membership.user
    if not can_change_role(request.user, person, membership):
        raise PermissionDenied
    try:
        services.remove_role(membership=membership, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Đã bỏ vai trò {membership.get_role_display()} ở {membership.unit} của {person}.")
    return redirect(person if User.objects.visible_to(request.user).filter(pk=person.pk).exists() else "orgs:user_list")


@require_http_methods(["GET", "POST"])
def user_hand_over(request: Request, pk: int, hand_over: Callable[..., Any] = services.hand_over) -> HttpResponse:
    """Pass the roles of person `pk` to another.

    plans routes this page with a `hand_over` of its own, which also passes drafts and turns.
    """
    person = managed_person(request, pk)
    form = HandOverForm(request.POST or None, initial={"on": timezone.localdate()}, from_user=person, user=request.user)
    if form.is_valid():
        try:
            hand_over(from_user=person, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã bàn giao công việc của {person} cho {form.cleaned_data['to_user']}.")
            return redirect(form.cleaned_data["to_user"])
    return render(request, "orgs/user_hand_over.html", {"form": form, "person": person})


def visible_person(request: Request, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


def managed_person(request: Request, pk: int) -> User:
    person = visible_person(request, pk)
    if not can_manage_person(request.user, person):
        raise PermissionDenied
    return person


def _roles_shown(user: User, person: User) -> list[Membership]:
    """The roles in units that `user` may open; all of them to the person himself."""
    held = person.current_memberships()
    if user.pk == person.pk:
        return held
    visible = set(Unit.objects.visible_to(user).filter(pk__in=[m.unit_id for m in held]).values_list("pk", flat=True))
    return [membership for membership in held if membership.unit_id in visible]


def _told(user: User, person: User) -> QuerySet[JournalEntry]:
    """What the journal says of a person, as far as it happened in units that `user` may open."""
    told = JournalEntry.objects.about(person)
    return told if user.pk == person.pk else told.filter(unit__in=Unit.objects.visible_to(user))
