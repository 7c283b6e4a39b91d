"""Answering a row: by its unit, or by the office for it. What is typed survives errors, conflicts and closed tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request
from plans.forms.work import AnswerForm, EntryForm, ObjectionForm, ProgressForm
from plans.models import Draft, Occurrence, Progress, ProgressUpdate
from plans.permissions import can_record_progress, can_take_in
from plans.services import drafts, progress
from plans.views.cards import Card, card_of, shows_units, work_counts

SENT = "Đã gửi. Văn phòng sẽ xem và tiếp nhận; cần sửa thì gửi thêm bản mới."
NOTED = "Đã ghi."


@require_http_methods(["GET", "POST"])
def progress_create(request: Request, pk: int) -> HttpResponse:
    """A unit answers one of its rows. htmx gets the card back, others the list of work."""
    row = _row(request, pk)
    if not can_record_progress(request.user, row):
        raise PermissionDenied
    draft = Draft.objects.of(request.user, row).first() if request.method == "GET" else None
    form = ProgressForm(request.POST or None, request.FILES or None, occurrence=row, draft=draft)
    if form.is_valid():
        update, stale = _send(request, row, form, progress.record_progress)
        if stale:
            return _conflict(request, row, form, "plans:progress_create")
        if update:
            return _sent(request, update)
    _keep_typed(request, row, form)
    return _answer_page(request, row, form)


@require_http_methods(["GET", "POST"])
def progress_enter(request: Request, pk: int) -> HttpResponse:
    """The office enters what a unit sent on paper, as a photo or by telephone (nhập thay)."""
    row = _row(request, pk)
    if not can_take_in(request.user, row):
        raise PermissionDenied
    draft = Draft.objects.of(request.user, row).first() if request.method == "GET" else None
    first = {"sent_on": timezone.localdate()}
    form = EntryForm(request.POST or None, request.FILES or None, occurrence=row, draft=draft, initial=first)
    if form.is_valid():
        update, stale = _send(request, row, form, progress.enter_for_unit)
        if stale:
            return _conflict(request, row, form, "plans:progress_enter")
        if update:
            messages.success(request, f"Đã nhập thay {row.unit}. Đơn vị thấy nội dung này và có thể có ý kiến.")
            return redirect(row)
    _keep_typed(request, row, form)
    return render(request, "plans/progress_enter.html", {"form": form, "row": row, "card": card_of(row)})


@require_http_methods(["GET", "POST"])
def progress_object(request: Request, pk: int) -> HttpResponse:
    """A unit says that what the office entered for it is wrong."""
    row = _row(request, pk)
    if not can_record_progress(request.user, row):
        raise PermissionDenied
    form = ObjectionForm(request.POST or None, occurrence=row)
    if form.is_valid():
        update, stale = _send(request, row, form, progress.object_to_entry)
        if update:
            messages.success(request, "Đã gửi văn phòng ý kiến của đơn vị.")
            return redirect(row)
        if stale:
            form.add_error(None, "Nội dung vừa có thay đổi. Hãy xem lại việc này rồi gửi; lời đã gõ vẫn còn dưới đây.")
    return render(request, "plans/progress_object.html", {"form": form, "row": row, "card": card_of(row)})


@require_POST
def draft_save(request: Request, pk: int) -> HttpResponse:
    """Keep what is being typed; called by the page a moment after the last key."""
    row = _own_row(request, pk)
    try:
        drafts.save_draft(occurrence=row, by=request.user, values=request.POST.dict(), key=_key(request))
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=413, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@require_POST
def draft_discard(request: Request, pk: int) -> HttpResponse:
    """Throw away what was typed and not sent."""
    row = _own_row(request, pk)
    drafts.discard_draft(occurrence=row, by=request.user)
    messages.info(request, "Đã bỏ phần đang gõ.")
    return redirect("plans:work_list" if can_record_progress(request.user, row) else row)


def _row(request: Request, pk: int) -> Occurrence:
    today = timezone.localdate()
    rows = Occurrence.objects.visible_to(request.user).for_list().with_timeliness(today).with_answers()
    return get_object_or_404(rows, pk=pk)


def _own_row(request: Request, pk: int) -> Occurrence:
    rows = Occurrence.objects.visible_to(request.user).select_related("plan", "assignment")
    row = get_object_or_404(rows, pk=pk)
    if not can_record_progress(request.user, row) and not can_take_in(request.user, row):
        raise PermissionDenied
    return row


def _send(
    request: Request, row: Occurrence, form: Any, service: Callable[..., ProgressUpdate]
) -> tuple[ProgressUpdate | None, bool]:
    """Hand the words to the service. Return what was recorded, and whether somebody else wrote meanwhile."""
    try:
        return service(occurrence=row, by=request.user, on=timezone.localdate(), **form.cleaned_data), False
    except StaleVersion:
        return None, True
    except ValidationError as error:
        form.add_error(None, error)
        return None, False


def _key(request: Request) -> Any:
    field = ProgressForm.base_fields["key"]
    try:
        return field.clean(request.POST.get("key"))
    except ValidationError:
        return None


def _keep_typed(request: Request, row: Occurrence, form: AnswerForm) -> None:
    """After an error the words also stay on the server, as if they were still being typed."""
    if not form.is_bound:
        return
    try:
        drafts.save_draft(occurrence=row, by=request.user, values=request.POST.dict())
    except ValidationError:
        return  # too long to keep; the page that comes back still holds every word


def _sent(request: Request, update: ProgressUpdate) -> HttpResponse:
    words = SENT if update.occurrence.progress == Progress.AWAITING else NOTED
    if request.htmx:
        context = {"card": _card(request, _row(request, update.occurrence_id)), "sent_words": words, "is_swapped": True}
        context |= work_counts(request.user, timezone.localdate())
        return render(request, "plans/_work_card_sent.html", context)
    messages.success(request, words)
    return redirect("plans:work_list")


def _answer_page(request: Request, row: Occurrence, form: ProgressForm) -> HttpResponse:
    card = _card(request, row)
    card.form = form
    template = "plans/_work_card.html" if request.htmx else "plans/progress_create.html"
    return render(request, template, {"card": card, "is_swapped": bool(request.htmx)})


def _card(request: Request, row: Occurrence) -> Card:
    return card_of(row, shows_unit=shows_units(request.user))


def _conflict(request: Request, row: Occurrence, form: AnswerForm, action: str) -> HttpResponse:
    """Both texts side by side; sending again adds this one to what stands now. htmx drops answers that are not 200."""
    _keep_typed(request, row, form)
    row = _row(request, row.pk)
    form.data = {**form.data.dict(), "version": row.version}  # type: ignore[attr-defined]
    context = {"card": card_of(row), "form": form, "action": action}
    template = "plans/_progress_conflict.html" if request.htmx else "plans/progress_conflict.html"
    return render(request, template, context, status=200 if request.htmx else 409)
