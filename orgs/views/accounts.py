"""Signing in, one's own account, and what the office does for the accounts of others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs import services, slips
from orgs.conflicts import StaleVersion
from orgs.forms.people import LoginForm, MailForm, OwnPasswordForm
from orgs.http import Request, ids
from orgs.models import User
from orgs.passwords import DEMO_ACCOUNTS, DEMO_PASSWORD, first_password
from orgs.permissions import can_disable, can_manage_person
from orgs.unsent import forget_person, remember_person
from orgs.views.conflicts import conflict, with_version
from orgs.views.people import managed_person

SLIPS_AT_ONCE = 30


class Login(auth_views.LoginView):
    """Sign in; the demo shows its accounts. Wrong passwords are counted by django-axes."""

    template_name = "orgs/login.html"
    form_class = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        demo = {"demo_accounts": DEMO_ACCOUNTS, "demo_password": DEMO_PASSWORD} if settings.DEMO else {}
        return super().get_context_data(**kwargs, **demo)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        remember_person(self.request, response, form.get_user())
        return response


class Logout(auth_views.LogoutView):
    """Sign out, and leave nothing on this machine that names the person."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        forget_person(response)
        return response


class PasswordChange(auth_views.PasswordChangeView):
    """Choose one's own password; afterwards only this session goes on."""

    template_name = "orgs/password_change.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("home")

    request: Request

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        services.change_own_password(user=self.request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(self.request, self.request.user)
        messages.success(self.request, "Đã đổi mật khẩu.")
        return redirect(self.success_url)


@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """What the program knows of the person, and whether it may remind him by e-mail."""
    form = MailForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    context = {"person": request.user, "form": form, "sends_mail": settings.SENDS_MAIL}
    if form.is_valid():
        try:
            services.edit_user(user=request.user, by=request.user, **form.cleaned_data)
        except StaleVersion as stale:
            form = MailForm(with_version(request, stale.current), instance=stale.current)
            fresh = User.objects.get(pk=request.user.pk)
            context |= {"person": fresh, "form": form, "conflict": conflict(fresh, [form])}
            return render(request, "orgs/account.html", context, status=409)
        messages.success(request, "Đã lưu cách nhận lời nhắc.")
        return redirect("orgs:account")
    return render(request, "orgs/account.html", context)


@require_GET
def user_slip(request: Request, pk: int) -> HttpResponse:
    """The slip of an account without its password, which nobody knows any more."""
    person = managed_person(request, pk)
    return render(request, "orgs/user_slips.html", {"slips": [{"person": person, "password": ""}]})


@require_POST
def user_reset(request: Request, pk: int) -> HttpResponse:
    """Give a new first password, and lead on to the slip, the only place where it stands."""
    person = managed_person(request, pk)
    if person.pk == request.user.pk:
        messages.error(request, "Mật khẩu của chính mình thì đổi ở trang Đổi mật khẩu.")
        return redirect(person)
    return _reset(request, [person])


@require_http_methods(["GET", "POST"])
def user_slips(request: Request) -> HttpResponse:
    """Show the slips just made, once: seeing them takes them out of the session, so that nobody reads them afterwards.

    POST makes them for people who came from a workbook, some tens at once.
    """
    if request.method == "POST":
        return _slips_of_workbook(request)
    passwords = slips.take(request.session, at=timezone.now())
    people = User.objects.visible_to(request.user).filter(pk__in=passwords).for_list()
    shown = [{"person": person, "password": passwords[person.pk]} for person in people]
    return render(request, "orgs/user_slips.html", {"slips": shown})


def _slips_of_workbook(request: Request) -> HttpResponse:
    ticked = ids(request.POST.getlist("people"))[:SLIPS_AT_ONCE]
    people = User.objects.visible_to(request.user).filter(pk__in=ticked, is_active=True).without_password().for_list()
    chosen = [person for person in people if can_manage_person(request.user, person)]
    if not chosen:
        messages.warning(request, "Chưa chọn người nào cần cấp mật khẩu.")
        return redirect("orgs:user_list")
    return _reset(request, chosen)


def _reset(request: Request, people: list[User]) -> HttpResponse:
    """Give each of them a first password; the slips are shown once, at an address whose reload repeats nothing."""
    made = [(person, slips.new_seed()) for person in people]
    services.reset_passwords(passwords=[(person, first_password(seed)) for person, seed in made], by=request.user)
    slips.put(request.session, made, at=timezone.now())
    return redirect("orgs:user_slips")


@require_POST
def user_unlock(request: Request, pk: int) -> HttpResponse:
    person = managed_person(request, pk)
    services.unlock_user(user=person, by=request.user)
    messages.success(request, f"{person} đăng nhập lại được ngay bây giờ.")
    return redirect(person)


@require_POST
def user_disable(request: Request, pk: int) -> HttpResponse:
    person = managed_person(request, pk)
    if not can_disable(request.user, person):
        raise PermissionDenied
    services.disable_user(user=person, by=request.user)
    messages.success(request, f"Đã ngừng tài khoản của {person}. Lịch sử vẫn giữ nguyên.")
    return redirect(person)


@require_POST
def user_enable(request: Request, pk: int) -> HttpResponse:
    person = managed_person(request, pk)
    services.enable_user(user=person, by=request.user)
    messages.success(request, f"Đã mở lại tài khoản của {person}, mật khẩu như cũ.")
    return redirect(person)
