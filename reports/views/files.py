"""Reports on paper: asked for here, drawn by the worker, fetched here."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from orgs.http import Request, send_file
from reports import permissions, services
from reports.file_names import file_name
from reports.models import Report, ReportFile, stage_of


@require_POST
def file_request(request: Request, pk: int, form: str) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if form not in _forms_of(report):
        raise Http404
    if not permissions.can_print_report(request.user, report):
        raise PermissionDenied
    drawn = services.request_file(report=report, by=request.user, form=form)
    return redirect("reports:file_status", drawn.pk)


def _forms_of(report: Report) -> list[str]:
    """The forms in which a report may be asked for as it stands."""
    remarks = [ReportFile.REMARKS] if report.is_draft else []
    rows = [ReportFile.ROWS] if report.signed_on is None else []
    return [*ReportFile.Form.values, *remarks, *rows]


@require_GET
def file_status(request: Request, pk: int) -> HttpResponse:
    """Whether the file is ready; asks again by itself while it is not."""
    template = "reports/_drawn_status.html" if request.htmx else "reports/file_status.html"
    drawn = _drawn_file(request, pk)
    context = {"drawn": drawn, "stage": stage_of(drawn, timezone.now()), "download": "reports:file_download"}
    return render(request, template, context)


@require_GET
def file_download(request: Request, pk: int) -> FileResponse:
    drawn = _drawn_file(request, pk)
    if not drawn.file or drawn.drawn_at is None:
        raise Http404
    return send_file(drawn.file, _name_of(drawn))


def _name_of(drawn: ReportFile) -> str:
    """Where what was signed differs, ours is called what it is: the system's copy."""
    differs = drawn.report.text_of_record is not None
    states = {ReportFile.REMARKS: "góp ý", ReportFile.ROWS: "danh sách đầy đủ"}
    state = states.get(drawn.form, "bản hệ thống" if differs else "")
    return file_name(drawn.report, drawn.extension, state=state)


def _drawn_file(request: Request, pk: int) -> ReportFile:
    reports = Report.objects.visible_to(request.user)
    drawn = get_object_or_404(
        ReportFile.objects.select_related("report__issuer", "progress").filter(report__in=reports), pk=pk
    )
    if not permissions.can_read_drawing(request.user, drawn):
        raise PermissionDenied
    return drawn
