"""One answer for several units of the same person: chosen and looked at first, then recorded unit by unit."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.unsent import data_in, keeps_unsent
from plans.forms.answering import ManyUnitsForm
from plans.models import Occurrence
from plans.permissions import can_record_progress
from plans.places import place_of, wording_of
from plans.services.answering import Said, record_answers

CHANGED = "Vừa có người ghi cho {}, nên chưa ghi cho đơn vị nào. Hãy xem lại rồi bấm ghi lần nữa."


@require_http_methods(["GET", "POST"])
@keeps_unsent
def answer_many(request: Request, pk: int) -> HttpResponse:
    """Answer row `pk` and the same item, for the same day or period, of other units that I report for.

    First a look at who gets which words; `record` in the form records them.
    """
    row = get_object_or_404(Occurrence.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_record_progress(request.user, row):
        raise PermissionDenied
    rows = _same_rows(request, row)
    data = data_in(request)
    form = ManyUnitsForm(data, row=row, rows=rows)
    is_looked_at = request.method == "POST" and form.is_valid()
    if is_looked_at and "record" in request.POST and _record(request, form):
        return redirect(f"{row.get_absolute_url()}")
    context = {
        "row": row,
        "form": form,
        "place": place_of(row.assignment.item),
        "wording": wording_of(row),
        "chosen": form.chosen() if is_looked_at and not form.errors else [],
        "is_editing": not is_looked_at or bool(form.errors) or "edit" in request.POST,
    }
    return render(request, "plans/answer_many.html", context)


def _same_rows(request: Request, row: Occurrence) -> list[Occurrence]:
    """The row, and those of the same item for the same day or period of other units of mine that can be written."""
    mine = Occurrence.objects.of_reporter(request.user).answerable(timezone.localdate())
    same = mine.filter(assignment__item=row.assignment.item_id, due_on=row.due_on, period=row.period_id)
    return list(same.for_list().order_by("unit__path"))


def _record(request: Request, form: ManyUnitsForm) -> bool:
    said = [Said(row, form.words(), version) for row, version in form.chosen()]
    try:
        updates = record_answers(said=said, by=request.user, key=form.cleaned_data["key"], on=timezone.localdate())
    except StaleVersion as stale:
        form.add_error(None, CHANGED.format(stale.current.unit))
    except ValidationError as error:
        form.add_error(None, list(dict.fromkeys(error.messages)))
    else:
        names = ", ".join(update.occurrence.unit.name for update in updates)
        messages.success(request, f"Đã ghi cho {len(updates)} đơn vị, mỗi đơn vị một bản riêng: {names}.")
        return True
    return False
