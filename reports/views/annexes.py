"""The figures and annexes of a report: which are printed, how they stand, what does not agree, and each as .xlsx."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from plans.tallies import FigureTable
from reports import annexes, frozen_papers, permissions, row_lists, services
from reports.annex_kinds import AnnexKind
from reports.annexes import ReportAnnex
from reports.discrepancies import discrepancies_of
from reports.forms.annexes import AnnexForm
from reports.models import Report
from reports.table_sheets import sheets_of
from reports.views.exports import found_in, too_long, workbook, workbook_of
from reports.views.signing import CHANGED


@require_http_methods(["GET", "POST"])
def report_annexes(request: Request, pk: int) -> HttpResponse:
    """Every annex as it stands today, or as it was signed; the office ticks those that are printed."""
    report = get_object_or_404(Report.objects.visible_to(request.user).select_related("issuer"), pk=pk)
    can_edit = permissions.can_edit_report(request.user, report)
    form = AnnexForm(request.POST or None, initial={"kinds": report.annexes})
    if request.method == "POST":
        if not can_edit:
            raise PermissionDenied
        if form.is_valid():
            return _choose(request, report, form)
    tables = annexes.figure_tables_until(report) if can_edit else None
    shown = _annexes_shown(report, tables)
    context = {
        "report": report,
        "can_list": report.signed_on is None and permissions.is_of_own_committee(request.user, report),
        "form": form if can_edit else None,
        "annexes": shown,
        "silent": [kind.heading for kind in AnnexKind if kind not in {annex.kind for annex in shown}],
        "discrepancies": discrepancies_of(tables or [], report.starts_on),
    }
    return render(request, "reports/report_annexes.html", context)


@require_GET
def annex_xlsx(request: Request, pk: int, kind: str) -> HttpResponse:
    """The tables of one annex as a workbook, with the same figures as on paper."""
    report = get_object_or_404(Report.objects.visible_to(request.user).select_related("issuer"), pk=pk)
    annex = next((one for one in _annexes_shown(report) if one.kind == kind), None)
    if annex is None:
        raise Http404
    days = f"số liệu {report.starts_on:%d/%m/%Y} – {report.ends_on:%d/%m/%Y}"
    title = f"Phụ lục {annex.kind.heading}"
    return workbook_of(request, title, days, lambda said: sheets_of(annex.kind.heading, said, annex.tables))


@require_GET
def rows_xlsx(request: Request, pk: int) -> HttpResponse:
    """The full list of rows that the report counts, as a workbook: what the PDF of it says."""
    report = get_object_or_404(Report.objects.visible_to(request.user).select_related("issuer"), pk=pk)
    if not permissions.is_of_own_committee(request.user, report):
        raise PermissionDenied
    if (found := found_in(row_lists.rows_of(report, timezone.localdate()))) is None:
        return too_long(request, "reports:report_annexes", pk, advice="Hãy lấy danh sách đầy đủ (PDF).")
    place_head, *heads = row_lists.HEADS
    rows = []
    for place, row in enumerate(found, start=1):
        _, *values = row_lists.values_of(place, row)
        rows.append([place, row.unit.name, *values])
    days = f"số liệu {report.starts_on:%d/%m/%Y} – {report.ends_on:%d/%m/%Y}"
    return workbook(request, row_lists.TITLE, days, [place_head, "Đơn vị", *heads], rows)


def _choose(request: Request, report: Report, form: AnnexForm) -> HttpResponse:
    try:
        services.choose_annexes(report=report, by=request.user, kinds=form.cleaned_data["kinds"])
    except StaleVersion:
        messages.error(request, CHANGED)
    else:
        messages.success(request, "Đã ghi các phụ lục sẽ in kèm báo cáo.")
    return redirect("reports:report_annexes", report.pk)


def _annexes_shown(report: Report, tables: list[FigureTable] | None = None) -> list[ReportAnnex]:
    """All that have something to tell; of a signed report those that were signed, as they were."""
    if report.paper is not None:
        kinds = {kind.heading: kind for kind in AnnexKind}
        frozen = frozen_papers.restore(report.paper).annexes
        return [ReportAnnex(kinds[one.title], one.blocks) for one in frozen if one.title in kinds]
    made = [annexes.annex_for(report, kind, on=timezone.localdate(), tables=tables) for kind in AnnexKind]
    return [annex for annex in made if annex.blocks]
