"""Báo cáo đột xuất: one page, a preview of what was read, one button."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.http import Request
from orgs.models import Unit
from orgs.unsent import data_in, keeps_unsent
from plans.forms.requesting import RequestForm
from plans.permissions import offices_of
from plans.services.requesting import Asked, open_request


@require_http_methods(["GET", "POST"])
@keeps_unsent
def request_create(request: Request) -> HttpResponse:
    """Ask units for a report in between: first what was read of the đề cương, then opening it."""
    offices = offices_of(request.user)
    if not offices:
        raise PermissionDenied
    data = data_in(request)
    issuer = _chosen(offices, data)
    form = RequestForm(data, request.FILES or None, offices=offices, issuer=issuer, on=timezone.localdate())
    is_read = request.method == "POST" and form.is_valid()
    if is_read and "open" in request.POST:
        if form.has_seen():
            if opened := _open(request, issuer, form):
                return opened
        else:
            messages.warning(
                request, "Đề cương vừa đổi so với bản xem trước nên chưa mở. Hãy xem lại các mục dưới đây."
            )
    return render(request, "plans/request_create.html", _page(form, is_read=is_read))


def _open(request: Request, issuer: Unit, form: RequestForm) -> HttpResponse | None:
    said = form.cleaned_data
    asked = Asked(form.questions, form.chosen(), form.targets(), said["text"])
    days = {name: said[name] for name in ("starts_on", "ends_on", "due_on")}
    try:
        plan = open_request(
            issuer=issuer, by=request.user, on=timezone.localdate(), letter=form.letter(), asked=asked, **days
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    period = plan.periods.earliest("pk")  # one opened before may have been given others since
    messages.success(
        request, f"Đã mở báo cáo đột xuất cho {period.submissions.count()} đơn vị, hạn {period.due_on:%d/%m/%Y}."
    )
    return redirect(period)


def _page(form: RequestForm, *, is_read: bool) -> dict[str, Any]:
    """The form, and below it what was read: each paragraph with its tick."""
    context: dict[str, Any] = {"form": form}
    if is_read:
        chosen = form.chosen()
        context["read"] = form.read
        context["lines"] = [(place, one, place in chosen) for place, one in enumerate(form.questions)]
        context["digest"] = form.digest
        context["units"] = form.addressees(timezone.localdate())
        context["silent"] = context["units"].without_reporter()
        form.data = _filled_in(cast("QueryDict", form.data).copy(), form)
    return context


def _filled_in(data: QueryDict, form: RequestForm) -> QueryDict:
    """What was sent, with what the letter says of itself where the person has typed nothing.

    What was read from a file stands in the box from now on.
    """
    data["text"] = form.cleaned_data["text"]
    if form.read and form.read.number and not data.get("number"):
        data["number"] = form.read.number
    if form.read and form.read.issued_on and not data.get("issued_on"):
        data["issued_on"] = f"{form.read.issued_on:%d/%m/%Y}"
    return data


def _chosen(offices: list[Unit], data: Any) -> Unit:
    wanted = data.get("issuer") if data else None
    return next((unit for unit in offices if str(unit.pk) == wanted), offices[0])
