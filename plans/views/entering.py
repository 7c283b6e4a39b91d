"""Nhập thay of a whole period: the office writes what a unit sent on paper into the unit's own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from orgs.http import Request
from orgs.unsent import data_in, keeps_unsent
from plans.forms.figures import FiguresForm
from plans.forms.receiving import PaperReportForm, ReportEntryForm
from plans.models import Submission, SubmissionState
from plans.permissions import can_receive
from plans.reporting import is_unsplit, report_items, why_shut
from plans.services import drafts, receiving, submitting
from plans.services.conflicts import StaleVersion
from plans.views.figures import figures_form, keep_figures

CHANGED = (
    "Báo cáo này vừa có thay đổi: người khác đã ghi, hoặc đơn vị vừa gửi. Chưa ghi gì; hãy xem lại rồi bấm lần nữa."
)


@dataclass
class _Page:
    """A report being entered: its items and figures as forms, bound to what was sent if anything was."""

    report: Submission
    form: ReportEntryForm
    figures: FiguresForm | None

    @classmethod
    def of(cls, request: Request, report: Submission, data: QueryDict | None) -> _Page:
        items = report_items(report, user=request.user)
        form = ReportEntryForm(data, request.FILES or None, submission=report, items=items)
        figures = figures_form(report, data, reader=request.user)
        return cls(report, form, figures if figures.asked else None)

    def keep(self, request: Request) -> None:
        """Keep everything typed, as this person's draft; raises ValidationError if it is too long, or all is shut."""
        drafts.save_drafts(words=self.form.drafts(), by=request.user)
        if self.figures and self.figures.changed():
            self.figures.tell_clashes(keep_figures(request, self.report, self.figures))


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
                return _go(request, report.period.get_absolute_url())
        except StaleVersion:
            page, behind = _newer(request, pk)
            status = 200 if request.htmx else 409  # htmx drops answers that are not 200
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
        return HttpResponse(" ".join(error.messages), status=413, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def _report(request: Request, pk: int) -> Submission:
    report = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_receive(request.user, report):
        raise PermissionDenied
    return report


def _enter(request: Request, page: _Page) -> bool:
    form, report = page.form, page.report
    is_valid = form.is_valid()
    try:
        page.keep(request)
        if not is_valid:
            return False
        said = {name: form.cleaned_data[name] for name in ("version", "key", "source", "sent_on", "note")}
        receiving.enter_report(
            submission=report, by=request.user, on=timezone.localdate(), answers=form.answers(), **said
        )
    except ValidationError as error:
        form.refuse(error)
        return False
    messages.success(request, f"Đã nhập thay {report.unit}: đã nộp và đã tiếp nhận.")
    return True


def _newer(request: Request, pk: int) -> tuple[_Page, set[int]]:
    """Somebody has written meanwhile: what was typed here, to be sent once more above that, and the rows concerned."""
    data = request.POST.copy()
    page = _Page.of(request, _report(request, pk), data)
    behind = {form.item.row.pk for form in page.form.items if form.is_behind}
    data["version"] = str(page.report.version)
    for form in page.form.items:
        data[form.add_prefix("version")] = str(form.item.row.version)
    page.form.add_error(None, CHANGED)
    return page, behind


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


def _go(request: Request, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
