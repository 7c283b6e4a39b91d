"""What leaders decided about a row, and who in its unit is in charge."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.http import Request
from orgs.unsent import data_in, keeps_unsent
from plans.forms.work import DecisionForm, PersonInChargeForm
from plans.models import Occurrence
from plans.permissions import can_name_person, can_record_decision
from plans.services import decisions


@require_http_methods(["GET", "POST"])
@keeps_unsent
def decision_create(request: Request, pk: int) -> HttpResponse:
    """Record what a leader decided about row `pk`: who, on which day, how."""
    row = _row(request, pk)
    if not can_record_decision(request.user, row):
        raise PermissionDenied
    today = timezone.localdate()
    form = DecisionForm(data_in(request), initial={"decided_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            decisions.record_decision(occurrence=row, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã ghi ý kiến chỉ đạo.")
            return redirect(row)
    return render(request, "plans/decision_create.html", {"form": form, "row": row})


@require_http_methods(["GET", "POST"])
def person_edit(request: Request, pk: int) -> HttpResponse:
    """Say who in the unit is in charge of row `pk`."""
    row = _row(request, pk)
    if not can_name_person(request.user, row.assignment):
        raise PermissionDenied
    form = PersonInChargeForm(request.POST or None, occurrence=row)
    if form.is_valid():
        try:
            decisions.name_person(occurrence=row, by=request.user, person=form.cleaned_data["person"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã lưu người phụ trách.")
            return redirect(row)
    return render(request, "plans/person_edit.html", {"form": form, "row": row})


def _row(request: Request, pk: int) -> Occurrence:
    return get_object_or_404(Occurrence.objects.visible_to(request.user).for_list(), pk=pk)
