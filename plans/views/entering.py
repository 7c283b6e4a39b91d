"""Nhập thay of a whole period: the office writes what a unit sent on paper into the unit's own page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request, go_to
from orgs.models import User
from orgs.unsent import data_in, keeps_unsent
from plans.forms.receiving import PaperReportForm, ReportEntryForm
from plans.models import Submission, SubmissionState
from plans.permissions import can_receive
from plans.reporting import is_unsplit, why_shut
from plans.services import receiving, submitting
from plans.views.report_page import ReportPage, conflict_status, too_long

CHANGED = (
    "Báo cáo này vừa có thay đổi: người khác đã ghi, hoặc đơn vị vừa gửi. Chưa ghi gì; hãy xem lại rồi bấm lần nữa."
)


class _Page(ReportPage):
    """A report being entered; of the figures this person sees what the unit has sent, or he has typed."""

    form_class = ReportEntryForm

    @classmethod
    def reader(cls, request: Request) -> User:
        return request.user


@require_http_methods(["GET", "POST"])
@keeps_unsent
def report_enter(request: Request, pk: int) -> HttpResponse:
    """Enter report `pk` for its unit item by item, or keep the paper as it came, to be split later."""
    report = _report(request, pk)
    is_paper = request.method == "POST" and "paper" in request.POST
    page = _Page.of(request, report, None if is_paper else data_in(request))
    paper = PaperReportForm(request.POST if is_paper else None, request.FILES or None, submission=report)
    behind: set[int] = set()
    status = 200
    if is_paper and _keep_paper(request, report, paper):
        return redirect(report.period)
    if request.method == "POST" and not is_paper:
        try:
            if _enter(request, page):
                return go_to(request, report.period.get_absolute_url())
        except StaleVersion:
            page, behind = page.above(request, _report(request, pk))
            page.form.add_error(None, CHANGED)
            status = conflict_status(request)
    context = {
        "page": page,
        "paper": paper,
        "report": page.report,
        "period": report.period,
        "shut": why_shut(report, timezone.localdate()),
        "is_taken_in": report.state == SubmissionState.ACCEPTED and not is_unsplit(report),
        "behind": behind,
    }
    return render(request, "plans/report_enter.html", context, status=status)


@require_POST
def report_enter_draft(request: Request, pk: int) -> HttpResponse:
    """Keep what is being typed; called by the page a moment after the last key."""
    try:
        _Page.of(request, _report(request, pk), request.POST).keep(request)
    except ValidationError as error:
        return too_long(error)
    return HttpResponse(status=204)


def _report(request: Request, pk: int) -> Submission:
    report = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_receive(request.user, report):
        raise PermissionDenied
    return report


def _enter(request: Request, page: ReportPage) -> bool:
    form, report = page.form, page.report
    is_valid = form.is_valid()
    try:
        page.keep_figures(request)
        if is_valid:
            said = {name: form.cleaned_data[name] for name in ("version", "key", "source", "sent_on", "note")}
            receiving.enter_report(
                submission=report, by=request.user, on=timezone.localdate(), answers=form.answers(), **said
            )
            messages.success(request, f"Đã nhập thay {report.unit}: đã nộp và đã tiếp nhận.")
            return True
    except ValidationError as error:
        form.refuse(error)
    page.keep_typed(request)
    return False


def _keep_paper(request: Request, report: Submission, form: PaperReportForm) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        submitting.send_file(submission=report, by=request.user, on=timezone.localdate(), **said)
    except StaleVersion:
        form.add_error(None, CHANGED)
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, f"Đã ghi nhận báo cáo của {report.unit}: đã nộp, chưa tách thành từng mục.")
    return True
