"""Reports on paper: asked for here, drawn by the worker, fetched here."""

from __future__ import annotations

import re

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from orgs.http import Request, send_file
from orgs.text import fold
from reports import permissions, services
from reports.models import Report, ReportFile


@require_POST
def file_request(request: Request, pk: int, form: str) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if form not in ReportFile.Form.values:
        raise Http404
    if not permissions.can_print_report(request.user, report):
        raise PermissionDenied
    drawn = services.request_file(report=report, by=request.user, form=form)
    return redirect("reports:file_status", drawn.pk)


@require_GET
def file_status(request: Request, pk: int) -> HttpResponse:
    """Whether the file is ready; asks again by itself while it is not."""
    template = "reports/_drawn_status.html" if request.htmx else "reports/file_status.html"
    return render(request, template, {"drawn": _drawn_file(request, pk), "download": "reports:file_download"})


@require_GET
def file_download(request: Request, pk: int) -> FileResponse:
    drawn = _drawn_file(request, pk)
    if not drawn.file or drawn.drawn_at is None:
        raise Http404
    return send_file(drawn.file, _file_name(drawn.report, drawn.form))


@require_GET
def signed_copy(request: Request, pk: int) -> FileResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not report.signed_copy:
        raise Http404
    suffix = report.signed_copy.name.rsplit(".", 1)[-1]
    return send_file(report.signed_copy, _file_name(report, suffix, state="đã ký"))


def _file_name(report: Report, extension: str, *, state: str = "") -> str:
    """Kind and number, or the period while it has none, in letters that every machine takes."""
    which = f"{report.starts_on:%d.%m.%Y} {report.ends_on:%d.%m.%Y}"
    if report.signed_on:
        which = f"số {report.number} {report.signed_on:%Y}"
    words = fold(f"báo cáo {report.get_kind_display()} {which} {state}")
    return f"{'-'.join(re.findall(r'[a-z0-9]+', words))}.{extension}"


def _drawn_file(request: Request, pk: int) -> ReportFile:
    reports = Report.objects.visible_to(request.user)
    drawn = get_object_or_404(ReportFile.objects.select_related("report__issuer").filter(report__in=reports), pk=pk)
    if not permissions.can_print_report(request.user, drawn.report):
        raise PermissionDenied
    return drawn
