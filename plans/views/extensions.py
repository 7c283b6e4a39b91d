"""Asking for more time about a row, and answering; all requests in one list."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.http import Request
from orgs.paging import page_of
from orgs.unsent import data_in, keeps_unsent
from plans.forms.extensions import GRANT, ExtensionDecisionForm, ExtensionForm
from plans.models import Extension, Occurrence
from plans.permissions import can_ask_extension, can_decide_extension
from plans.services import extending


@require_http_methods(["GET", "POST"])
@keeps_unsent
def extension_create(request: Request, pk: int) -> HttpResponse:
    """Ask for more time about row `pk`, before its due day."""
    row = get_object_or_404(Occurrence.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_ask_extension(request.user, row):
        raise PermissionDenied
    today = timezone.localdate()
    form = ExtensionForm(data_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked = extending.ask_extension(occurrence=row, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            until = f"{asked.wanted_on:%d/%m/%Y}"
            messages.success(request, f"Đã gửi xin gia hạn đến {until}. Hạn cũ vẫn giữ cho đến khi được đồng ý.")
            return redirect(row)
    waiting = row.extensions.waiting().first()
    why_not = extending.waiting_words(waiting) if waiting else extending.why_not_ask(row, today)
    context = {"form": form, "row": row, "why_not": why_not}
    return render(request, "plans/extension_create.html", context)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def extension_decide(request: Request, pk: int) -> HttpResponse:
    """Answer request `pk`: a later day, or the reason why not."""
    asked = get_object_or_404(Extension.objects.visible_to(request.user).for_page(), pk=pk)
    if not can_decide_extension(request.user, asked.occurrence):
        raise PermissionDenied
    form = ExtensionDecisionForm(data_in(request), extension=asked, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            words = _decide(request, asked, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, words)
            return redirect(asked.occurrence)
    return render(request, "plans/extension_decide.html", {"form": form, "asked": asked, "row": asked.occurrence})


@require_GET
def extension_list(request: Request) -> HttpResponse:
    """Requests about rows that the person may read: those that wait first, then the newest."""
    requests = Extension.objects.visible_to(request.user).for_page().waiting_first()
    return render(request, "plans/extension_list.html", {"page": page_of(requests, request.GET.get("page"))})


def _decide(request: Request, asked: Extension, form: ExtensionDecisionForm) -> str:
    given = dict(form.cleaned_data)
    unit = asked.occurrence.unit
    if given.pop("verdict") == GRANT:
        extending.grant_extension(extension=asked, by=request.user, **given)
        return f"Đã gia hạn cho {unit} đến {given['granted_on']:%d/%m/%Y}."
    del given["granted_on"]
    extending.refuse_extension(extension=asked, by=request.user, **given)
    return f"Đã trả lời {unit}: không đồng ý gia hạn."
