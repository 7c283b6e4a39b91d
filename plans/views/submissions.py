"""A unit's report for a period: written item by item, kept while it is typed, sent, and read with all its rounds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request, go_to, ids
from orgs.models import Role
from orgs.unsent import data_in, keeps_unsent
from plans.forms.submitting import NOTHING, TEXTS, ChosenItemsForm, ReportForm, typed_in
from plans.models import Occurrence, Submission, SubmissionRound, SubmissionState
from plans.permissions import can_receive, can_send_report
from plans.reporting import ReportItem, report_items, why_shut
from plans.rounds import items_of, rounds_of
from plans.services import drafts, submitting
from plans.views.figures import figures_form
from plans.views.report_page import ReportPage, conflict_status, too_long

_SENT = "Đã gửi báo cáo {} tới {}. Cần sửa trước khi được tiếp nhận thì bấm “Sửa, gửi lại”."


@require_http_methods(["GET", "POST"])
@keeps_unsent
def submission_detail(request: Request, pk: int) -> HttpResponse:
    """Report `pk`: its unit's to write while it is the unit's turn (`?edit=1`: also to correct), else to be read."""
    report = _report(request, pk)
    may_send = can_send_report(request.user, report)
    if request.method == "POST":
        if not may_send:
            raise PermissionDenied
        return _act(request, report)
    data = data_in(request)
    is_own_turn = report.state in (SubmissionState.NOT_SENT, SubmissionState.ASKED_FOR_MORE)
    is_corrected = report.state == SubmissionState.AWAITING and (data is not None or "edit" in request.GET)
    shut = why_shut(report, timezone.localdate())
    if may_send and (data is not None or (not shut and (is_own_turn or is_corrected))):
        return _write(request, ReportPage.of(request, report, data), shut=shut)
    return _read(request, report, shut=shut, may_send=may_send)


@require_POST
def submission_draft(request: Request, pk: int) -> HttpResponse:
    """Keep what is being typed; answers with how far the report is, and why it cannot be sent, if it cannot."""
    page = ReportPage.of(request, _own_report(request, pk), request.POST)
    try:
        page.keep(request)
    except ValidationError as error:
        return too_long(error)
    if page.figures:
        page.figures = figures_form(page.report)
    return render(
        request, "plans/_report_bar.html", {"page": page, "shut": why_shut(page.report, timezone.localdate())}
    )


@require_http_methods(["GET", "POST"])
def submission_nothing(request: Request, pk: int) -> HttpResponse:
    """Look at the items still blank, and write “không phát sinh” into those chosen; nothing is sent by it."""
    report = _own_report(request, pk)
    blank = [form.item for form in ReportForm(submission=report, items=_items(request, report)).blank]
    items = [item for item in blank if item.row.period_id is not None]
    form = ChosenItemsForm(request.POST if request.method == "POST" else None, items=items)
    if request.method == "POST" and form.is_valid():
        words = {"answer": NOTHING}
        drafts.save_drafts(words=dict.fromkeys(form.cleaned_data["rows"], words), by=request.user)
        messages.success(
            request, f"Đã ghi “không phát sinh” cho {len(form.cleaned_data['rows'])} mục. Chưa gửi báo cáo."
        )
        return redirect(f"{report.get_absolute_url()}?edit=1")
    context = {"report": report, "form": form, "items": items, "dated": len(blank) - len(items)}
    return render(request, "plans/submission_nothing.html", context)


def _act(request: Request, report: Submission) -> HttpResponse:
    """What a button of the page does: keep what is typed, then go on, or send."""
    page = ReportPage.of(request, report, request.POST)
    if not {"reuse", "nothing", "save"} & request.POST.keys():
        return _send(request, page)
    try:
        page.keep(request)
    except ValidationError as error:
        page.form.refuse(error)
        return _write(request, page)
    if "nothing" in request.POST:
        return go_to(request, reverse("plans:submission_nothing", args=[report.pk]))
    place = _reuse(request, page.form) if "reuse" in request.POST else "report-bar"
    return go_to(request, f"{report.get_absolute_url()}?edit=1#{place}")


def _send(request: Request, page: ReportPage) -> HttpResponse:
    form, report = page.form, page.report
    is_valid = form.is_valid()
    try:
        page.keep_figures(request)
        if is_valid:
            said = {name: form.cleaned_data[name] for name in ("version", "key", "note")}
            submitting.send_report(
                submission=report, by=request.user, on=timezone.localdate(), answers=form.answers(), **said
            )
            messages.success(request, _SENT.format(report.period, report.collector))
            return go_to(request, report.get_absolute_url())
    except StaleVersion:
        return _conflict(request, page)
    except ValidationError as error:
        form.refuse(error)
    page.keep_typed(request)
    return _write(request, page, shut=why_shut(report, timezone.localdate()))


def _conflict(request: Request, page: ReportPage) -> HttpResponse:
    """Somebody else of the unit wrote first: his words above ours; sent once more, ours are added to them."""
    page, behind = page.above(request, _report(request, page.report.pk))
    last = page.report.rounds.select_related("by").last()
    return _write(request, page, status=conflict_status(request), is_conflict=True, behind=behind, last=last)


def _write(request: Request, page: ReportPage, status: int = 200, **more: Any) -> HttpResponse:
    report = page.report
    context = {
        "page": page,
        "report": report,
        "period": report.period,
        "rounds": rounds_of(report) if report.state != SubmissionState.NOT_SENT else [],
        "shared": _shared_items(request, report),
    }
    return render(request, "plans/submission_write.html", context | more, status=status)


def _shared_items(request: Request, report: Submission) -> set[int]:
    """The items that this person also answers for another of his units; without a query where he has but one."""
    units = [unit.pk for unit in request.user.units_as(Role.REPORTER) if unit.pk != report.unit_id]
    if not units:
        return set()
    rows = Occurrence.objects.filter(unit__in=units, plan=report.period.plan_id)
    return set(rows.values_list("assignment__item", flat=True))


def _read(request: Request, report: Submission, *, shut: str, may_send: bool) -> HttpResponse:
    rounds = rounds_of(report)
    last = rounds[-1] if rounds else None
    may_receive = can_receive(request.user, report)
    is_waiting = report.state == SubmissionState.AWAITING
    unsent = _unsent(request, report, last, may_send=may_send)
    is_settled = report.state == SubmissionState.ACCEPTED and not (last and last.file_sha256)
    context = {
        "report": report,
        "period": report.period,
        "rounds": rounds,
        "round": last,
        "items": [(item, item.said_in(last.number)) for item in items_of(rounds)] if last else [],
        "unsent": unsent,
        "has_answers": last is not None or any(item.answer for item in unsent),
        "shut": shut,
        "may_send": may_send,
        "may_correct": may_send and is_waiting and not shut,
        "may_judge": may_receive and is_waiting,
        "may_enter": may_receive and not shut and not is_settled,
    }
    return render(request, "plans/submission_read.html", context)


def _unsent(request: Request, report: Submission, last: SubmissionRound | None, *, may_send: bool) -> list[ReportItem]:
    """Before anything was sent every item; of a report to be completed, what was typed and is locked now."""
    if last is None:
        return report_items(report, user=request.user if may_send else None)
    if may_send and report.state == SubmissionState.ASKED_FOR_MORE:
        return [item for item in _items(request, report) if item.typed]
    return []


def _reuse(request: Request, form: ReportForm) -> str:
    """Put last period's answer into the item asked for, to be corrected. Returns the item's place on the page."""
    wanted = next(iter(ids([request.POST["reuse"]])), 0)
    item = next((one.item for one in form.items if one.item.row.pk == wanted), None)
    if item is None or item.last_time is None:
        return "report"
    last = typed_in(item.last_time)
    words = {"answer": "RESULT", "progress": "", **{name: last[name] for name in TEXTS}}
    drafts.save_drafts(words={wanted: words}, by=request.user)
    return f"item-{wanted}"


def _report(request: Request, pk: int) -> Submission:
    return get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)


def _own_report(request: Request, pk: int) -> Submission:
    report = _report(request, pk)
    if not can_send_report(request.user, report):
        raise PermissionDenied
    return report


def _items(request: Request, report: Submission) -> list[ReportItem]:
    return report_items(report, user=request.user)
