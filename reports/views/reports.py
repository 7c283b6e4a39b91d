"""Reports: the list, and one as a whole. Its way to signature: views.signing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.models import JournalEntry
from orgs.paging import page_of
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict
from plans.models import Plan
from reports import composing, history, permissions, services
from reports.filters import ReportFilter
from reports.forms import ReportForm
from reports.models import Report, ReportFile, ReportParagraph
from reports.views.signing import CHANGED, standing_of
from reports.views.writing import write_page

FIGURES_FOLLOW = {"plans", "starts_on", "ends_on"}
COUNTED_ANEW = (
    "Câu số liệu, phụ lục và lời đơn vị chờ bên cạnh nay tính theo kế hoạch và ngày mới. Mục của kế hoạch thêm vào "
    "không tự có trong báo cáo: bấm “Thêm mục”."
)


@require_GET
def report_list(request: Request) -> HttpResponse:
    reports = Report.objects.visible_to(request.user).for_list().with_copies()
    chosen = ReportFilter(request.GET, queryset=reports)
    page = page_of(chosen.qs, request.GET.get("page"))
    can_write = permissions.can_write_reports(request.user)
    return render(request, "reports/report_list.html", {"filter": chosen, "page": page, "can_write": can_write})


@require_GET
def report_detail(request: Request, pk: int) -> HttpResponse:
    """To whoever writes it the draft to write in; else the report as it will be read, with where it came from."""
    report = get_object_or_404(Report.objects.visible_to(request.user).for_list().select_related("last_check"), pk=pk)
    if permissions.can_edit_report(request.user, report):
        return write_page(request, report)
    today = timezone.localdate()
    sections = composing.sections_of(report) if report.signed_on is None else []
    sentences = composing.opening_sentences(report, sections, today)
    parts = [(section, sentences.get(section.pk) if section.shows_figures else "") for section in sections]
    context = {
        "report": report,
        "parts": parts,
        "forms": ReportFile.Form,
        "drawn": ReportFile.objects.filter(report=report, report_version=report.version, drawn_at__isnull=False),
        "is_own": permissions.is_of_own_committee(request.user, report),
        **standing_of(request.user, report),
        "can_print": permissions.can_print_report(request.user, report),
    }
    return render(request, "reports/report_detail.html", context)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def report_edit(request: Request, pk: int) -> HttpResponse:
    reports = Report.objects.visible_to(request.user).select_related("issuer")
    plans = Prefetch("plans", Plan.objects.select_related("document"))
    report = get_object_or_404(reports.prefetch_related(plans), pk=pk)
    if not permissions.can_edit_report(request.user, report):
        raise PermissionDenied
    form = ReportForm(data_in(request), instance=report)
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data}
        try:
            services.edit_report(report=report, by=request.user, version=fields.pop("version"), **fields)
        except StaleVersion:
            return _conflict_page(request, pk)
        else:
            messages.success(request, "Đã lưu thông tin báo cáo. Các mục và lời đã viết giữ nguyên.")
            if FIGURES_FOLLOW & set(form.changed_data):
                messages.info(request, COUNTED_ANEW)
            return redirect(report)
    return render(request, "reports/report_edit.html", {"form": form, "report": report})


@require_http_methods(["GET", "POST"])
def report_delete(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away; first it is said what is lost."""
    reports = Report.objects.visible_to(request.user).select_related("issuer", "supersedes")
    report = get_object_or_404(reports, pk=pk)
    if not permissions.can_edit_report(request.user, report):
        raise PermissionDenied
    if request.method == "GET":
        written = ReportParagraph.objects.standing().filter(section__report=report).exclude(text="")
        context = {"report": report, "paragraph_count": written.count(), "annex_count": len(report.annexes)}
        return render(request, "reports/report_delete.html", context)
    try:
        services.delete_report(report=report, by=request.user, version=version_in(request))
    except StaleVersion:
        messages.error(request, CHANGED)
        return redirect(report)
    messages.success(request, "Đã bỏ dự thảo báo cáo.")
    return redirect("reports:report_list")


@require_GET
def report_history(request: Request, pk: int) -> HttpResponse:
    """How the report came about, drafts and all: for the committee that wrote it, signed or not."""
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not permissions.is_of_own_committee(request.user, report):
        raise PermissionDenied
    page = page_of(JournalEntry.objects.about(report), request.GET.get("page"))
    lines = history.lines(page)
    return render(request, "reports/report_history.html", {"report": report, "page": page, "lines": lines})


def _conflict_page(request: Request, pk: int) -> HttpResponse:
    report = get_object_or_404(Report, pk=pk)
    data = request.POST.copy()
    data["version"] = str(report.head_version)
    form = ReportForm(data, instance=report)
    context = {"form": form, "report": report, "conflict": conflict(report, [form])}
    return render(request, "reports/report_edit.html", context, status=409)
