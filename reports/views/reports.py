"""Reports: the list, a draft as a whole, and its way to signature."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs import history
from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.models import JournalEntry
from orgs.paging import page_of
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict, with_version
from reports import composing, permissions, services
from reports.filters import ReportFilter
from reports.forms import ReportForm, SignatureForm
from reports.models import Report, ReportFile

CHANGED = "Báo cáo vừa được người khác sửa. Thay đổi của đồng chí chưa được ghi; mời xem bản mới rồi làm lại."
# Names in entries that are no field of a report.
HISTORY_WORDS = {"state": "tình trạng", "section": "mục", "text": "nội dung"}


@require_GET
def report_list(request: Request) -> HttpResponse:
    reports = Report.objects.visible_to(request.user).for_list()
    chosen = ReportFilter(request.GET, queryset=reports)
    page = page_of(chosen.qs, request.GET.get("page"))
    can_write = permissions.can_write_reports(request.user)
    return render(request, "reports/report_list.html", {"filter": chosen, "page": page, "can_write": can_write})


@require_http_methods(["GET", "POST"])
@keeps_unsent
def report_create(request: Request) -> HttpResponse:
    if not permissions.can_write_reports(request.user):
        raise PermissionDenied
    form = ReportForm(data_in(request), user=request.user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data}
        report = services.create_report(
            by=request.user, issuer=fields.pop("issuer"), plans=fields.pop("plans"), **fields
        )
        messages.success(request, "Đã tạo dự thảo với các mục theo kế hoạch. Mời viết từng mục.")
        return redirect(report)
    return render(request, "reports/report_create.html", {"form": form})


@require_GET
def report_detail(request: Request, pk: int) -> HttpResponse:
    """The draft as it will be read: headings, sentences of figures, paragraphs with where they came from."""
    report = get_object_or_404(Report.objects.visible_to(request.user).for_list(), pk=pk)
    today = timezone.localdate()
    sections = composing.sections_of(report) if report.signed_on is None else []
    sentences = composing.opening_sentences(report, sections, today)
    parts = [(section, sentences.get(section.pk)) for section in sections]
    context = {
        "report": report,
        "parts": parts,
        "forms": ReportFile.Form,
        "drawn": ReportFile.objects.filter(report=report, report_version=report.version, drawn_at__isnull=False),
        "is_own": permissions.is_of_own_committee(request.user, report),
        "can_edit": permissions.can_edit_report(request.user, report),
        "can_move": permissions.can_move_report(request.user, report),
        "can_print": permissions.can_print_report(request.user, report),
    }
    return render(request, "reports/report_detail.html", context)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def report_edit(request: Request, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not permissions.can_edit_report(request.user, report):
        raise PermissionDenied
    form = ReportForm(data_in(request), instance=report, user=request.user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data}
        try:
            services.edit_report(report=report, by=request.user, version=fields.pop("version"), **fields)
        except StaleVersion:
            return _conflict_page(request, pk)
        else:
            messages.success(request, "Đã lưu phần đầu báo cáo.")
            return redirect(report)
    return render(request, "reports/report_edit.html", {"form": form, "report": report})


@require_POST
def report_submit(request: Request, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not permissions.can_edit_report(request.user, report):
        raise PermissionDenied
    return _move(request, report, services.submit_report, "Đã trình ký. Báo cáo khóa sửa cho tới khi rút về.")


@require_POST
def report_take_back(request: Request, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not permissions.can_move_report(request.user, report):
        raise PermissionDenied
    return _move(request, report, services.take_back_report, "Đã rút về dự thảo, có thể sửa tiếp.")


@require_http_methods(["GET", "POST"])
def report_sign(request: Request, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not permissions.can_move_report(request.user, report) or report.submitted_at is None:
        raise PermissionDenied
    initial = {"version": report.version, "signatory": report.signatory, "signed_on": timezone.localdate()}
    form = SignatureForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_report(report=report, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion:
            form.add_error(None, CHANGED)
        else:
            messages.success(request, "Đã ghi nhận báo cáo đã ký. Từ nay nội dung và số liệu không thay đổi.")
            return redirect(report)
    return render(request, "reports/report_sign.html", {"form": form, "report": report})


@require_GET
def report_history(request: Request, pk: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not permissions.can_print_report(request.user, report):
        raise PermissionDenied
    page = page_of(JournalEntry.objects.about(report), request.GET.get("page"))
    lines = history.lines(page, words=HISTORY_WORDS)
    return render(request, "reports/report_history.html", {"report": report, "page": page, "lines": lines})


def _conflict_page(request: Request, pk: int) -> HttpResponse:
    report = Report.objects.get(pk=pk)
    data = with_version(request, report)
    form = ReportForm(data, instance=report, user=request.user, today=timezone.localdate())
    context = {"form": form, "report": report, "conflict": conflict(report, [form])}
    return render(request, "reports/report_edit.html", context, status=409)


def _move(request: Request, report: Report, service: Callable[..., None], done: str) -> HttpResponse:
    try:
        service(report=report, by=request.user, version=version_in(request))
    except StaleVersion:
        messages.error(request, CHANGED)
    else:
        messages.success(request, done)
    return redirect(report)
