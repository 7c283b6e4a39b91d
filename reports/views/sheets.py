"""The report sheet (phiếu báo cáo) of a unit: fetched, filled in elsewhere, uploaded, taken over into drafts."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.http import Request
from plans.forms.figures import FiguresForm
from plans.models import Submission
from plans.permissions import can_receive, can_send_report
from plans.reporting import why_shut
from plans.services.indicators import save_figures
from reports import services
from reports.forms import SheetTakingForm, SheetUploadForm
from reports.models import FilledSheet, ReportFile
from reports.sheets import Reading, figure_data, lay_beside


@require_http_methods(["GET", "POST"])
def sheet_create(request: Request, pk: int) -> HttpResponse:
    """The sheet of report `pk`: blank to fetch, filled in to upload."""
    report = _report(request, pk)
    shut = why_shut(report, timezone.localdate())
    form = SheetUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not shut and form.is_valid():
        file, key = form.cleaned_data["file"], form.cleaned_data["key"]
        try:
            filled = services.start_reading_sheet(
                submission=report, by=request.user, key=key, name=file.name, content=file.read()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect(filled)
    context = {"report": report, "form": form, "shut": shut, "forms": ReportFile.Form}
    return render(request, "reports/sheet_create.html", context)


@require_GET
def sheet_detail(request: Request, pk: int) -> HttpResponse:
    """What was found in an uploaded sheet, beside what is typed on the page; asks again by itself until it is read."""
    filled = _filled(request, pk)
    context = {"filled": filled, "report": filled.submission, "goal": _goal(request, filled.submission)}
    if found := filled.found:
        context["reading"] = lay_beside(found, filled.submission, request.user)
    template = "reports/_sheet_state.html" if request.htmx else "reports/sheet_detail.html"
    return render(request, template, context)


@require_POST
def sheet_take(request: Request, pk: int) -> HttpResponse:
    """Make the ticked answers drafts, and keep the figures, to be looked at once more and sent."""
    filled = _filled(request, pk)
    report = filled.submission
    if shut := why_shut(report, timezone.localdate()):
        messages.error(request, shut)
        return redirect(filled)
    if (sheet := filled.found) is None:
        raise PermissionDenied
    reading = lay_beside(sheet, report, request.user)
    found = {one.item.row.pk: one for one in reading.new_items}
    form = SheetTakingForm(request.POST, rows=list(found))
    chosen = [found[pk] for pk in form.cleaned_data["rows"]] if form.is_valid() else []
    try:
        count = services.take_sheet(filled=filled, by=request.user, found=chosen)
        doubtful = _keep_figures(request, report, reading) if "figures" in request.POST else 0
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(filled)
    messages.success(request, f"Đã đưa {count} mục vào bản nháp. Chưa gửi: xem lại từng mục rồi bấm gửi.")
    if doubtful:
        messages.warning(request, f"Biểu số liệu có {doubtful} dòng chưa rõ hoặc người khác vừa ghi; hãy xem lại.")
    return redirect(_goal(request, report))


def _keep_figures(request: Request, report: Submission, reading: Reading) -> int:
    """Save the figures of the sheet; returns how many lines need a look."""
    form = FiguresForm(figure_data(reading), asked=[found.asked for found in reading.figures])
    figures = form.figures()
    clashes = save_figures(submission=report, by=request.user, on=timezone.localdate(), figures=figures)
    return len(form.errors) + len(clashes)


def _goal(request: Request, report: Submission) -> str:
    """The page where the answers are looked at and sent: the unit's, or the office's that enters them for it."""
    if can_send_report(request.user, report):
        return f"{report.get_absolute_url()}?edit=1"
    return reverse("plans:report_enter", args=[report.pk])


def _report(request: Request, pk: int) -> Submission:
    report = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    if not (can_send_report(request.user, report) or can_receive(request.user, report)):
        raise PermissionDenied
    return report


def _filled(request: Request, pk: int) -> FilledSheet:
    filled = get_object_or_404(FilledSheet.objects.visible_to(request.user), pk=pk)
    filled.submission = _report(request, filled.submission_id)
    return filled
