"""A unit's own report as a file: sent instead of answers, fetched by who may read it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request, send_file
from plans.forms.own_reports import OwnReportForm
from plans.models import Submission, SubmissionRound
from plans.permissions import can_send_report
from plans.reporting import why_shut
from plans.services import submitting

_CHANGED = "Báo cáo này vừa được người khác gửi hoặc sửa. Chưa gửi gì; hãy chọn lại tệp rồi gửi lần nữa."


@require_http_methods(["GET", "POST"])
def submission_file(request: Request, pk: int) -> HttpResponse:
    """Send the unit's own report as one file; it counts as sent, to be split by nobody (đã nộp, chưa tách)."""
    report = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_send_report(request.user, report):
        raise PermissionDenied
    today = timezone.localdate()
    form = OwnReportForm(request.POST or None, request.FILES or None, submission=report)
    if request.method == "POST" and form.is_valid():
        try:
            submitting.send_file(submission=report, by=request.user, on=today, **form.cleaned_data)
        except StaleVersion:
            report.refresh_from_db()
            form = OwnReportForm(submission=report)
            messages.error(request, _CHANGED)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã gửi tệp báo cáo tới {report.collector}. Báo cáo được tính là đã nộp.")
            return redirect(report)
    context = {"report": report, "form": form, "shut": why_shut(report, today)}
    return render(request, "plans/submission_file.html", context)


@require_GET
def round_file(request: Request, pk: int) -> FileResponse:
    """The file of one sending, as a download that no browser runs."""
    reports = Submission.objects.visible_to(request.user)
    sent = get_object_or_404(SubmissionRound.objects.filter(submission__in=reports.values("pk")), pk=pk)
    if not sent.file:
        raise Http404
    return send_file(sent.file, sent.file_name, sent.file_type)
