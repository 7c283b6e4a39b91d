"""A report's way to signature, its correction and its way up to a superior."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request, send_file, version_in
from orgs.models import JournalEntry, Role, User
from reports import permissions, services
from reports.file_names import file_name
from reports.forms.signing import HandUpForm, ReturnForm, SignatureForm, SignedCopyForm
from reports.loose_ends import loose_ends_of
from reports.models import HeldText, Report, ReportFile, SignedCopy
from reports.models.reports import record_among
from reports.services.copies import arrivals_of
from reports.services.handing_up import open_submissions
from reports.services.signing import FOR_EVER, STEPS

CHANGED = "Báo cáo vừa được người khác sửa. Thay đổi của đồng chí chưa được ghi; mời xem bản mới rồi làm lại."
SEARCHING = "Máy đang tìm dấu mật trong bản đã ký, không thấy thì mới nhận."


@require_POST
def report_submit(request: Request, pk: int) -> HttpResponse:
    """Hand a draft up; what is still loose in it is shown first, and hinders nobody who says so."""
    report = _report(request, pk)
    if permissions.can_sign_report(request.user, report):
        return redirect(report)  # the second of two presses
    if not permissions.can_edit_report(request.user, report):
        return _came_late(request, report, Role.OFFICER)
    is_current = version_in(request) == report.version
    if is_current and "confirmed" not in request.POST and (ends := loose_ends_of(report, on=timezone.localdate())):
        return render(request, "reports/report_submit.html", {"report": report, "ends": ends})
    try:
        services.submit_report(report=report, by=request.user, version=version_in(request))
    except StaleVersion:
        messages.error(request, CHANGED)
    else:
        messages.success(request, "Đã trình ký. Báo cáo khóa sửa cho tới khi trả về dự thảo.")
    return redirect(report)


@require_http_methods(["GET", "POST"])
def report_take_back(request: Request, pk: int) -> HttpResponse:
    """Back to its draft, with a reason that whoever writes it will read."""
    report = _report(request, pk)
    if not permissions.can_return_report(request.user, report):
        return _came_late(request, report, Role.OFFICER, Role.LEADER)
    form = ReturnForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_back_report(report=report, by=request.user, **form.cleaned_data)
        except StaleVersion:
            form.add_error(None, CHANGED)
        else:
            messages.success(request, "Đã trả về dự thảo, có thể sửa tiếp.")
            return redirect(report)
    return render(request, "reports/report_take_back.html", {"form": form, "report": report})


@require_http_methods(["GET", "POST"])
def report_sign(request: Request, pk: int) -> HttpResponse:
    """Number, day and signer as they stand on the paper, and the scan of it."""
    report = _report(request, pk)
    if permissions.can_keep_report(request.user, report):
        messages.info(request, f"Báo cáo đã được ghi nhận ký, số {report.number}.")
        return redirect(report)
    if not permissions.can_sign_report(request.user, report):
        return _came_late(request, report, Role.OFFICER)
    today = timezone.localdate()
    has_held = HeldText.objects.of_report(report).exists()
    form = SignatureForm(request.POST or None, request.FILES or None, report=report, on=today, has_held=has_held)
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_report(report=report, by=request.user, on=today, **form.given())
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion:
            form.add_error(None, CHANGED)
        else:
            messages.success(request, "Đã ghi nhận báo cáo đã ký. Từ nay nội dung và số liệu không thay đổi.")
            if form.cleaned_data["signed_copy"]:
                messages.info(request, SEARCHING)
            return redirect(report)
    context = {"form": form, "report": report, "ends": loose_ends_of(report, on=today)}
    return render(request, "reports/report_sign.html", context)


@require_http_methods(["GET", "POST"])
def signed_copy_create(request: Request, pk: int) -> HttpResponse:
    """One more copy of a signed report; the copies before it stay."""
    report = _report(request, pk)
    if not permissions.can_keep_report(request.user, report):
        raise PermissionDenied
    form = SignedCopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.receive_copy(report=report, by=request.user, **form.given())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{SEARCHING} Bản nào đã đính kèm trước vẫn giữ nguyên.")
            return redirect(report)
    return render(request, "reports/signed_copy_create.html", {"form": form, "report": report})


@require_GET
def signed_copy(request: Request, pk: int) -> FileResponse:
    copies = SignedCopy.objects.visible_to(request.user).select_related("report__issuer")
    copy = get_object_or_404(copies, pk=pk)
    suffix = copy.file.name.rsplit(".", 1)[-1]
    return send_file(copy.file, file_name(copy.report, suffix, state="đã ký"), copy.content_type)


@require_http_methods(["GET", "POST"])
def report_hand_up(request: Request, pk: int) -> HttpResponse:
    """Send a signed report as what its committee owes a superior."""
    report = _report(request, pk)
    if not permissions.can_keep_report(request.user, report):
        raise PermissionDenied
    today = timezone.localdate()
    open_ones = open_submissions(report, on=today)
    form = HandUpForm(request.POST or None, open_ones=open_ones)
    if request.method == "POST" and form.is_valid():
        try:
            handed = services.hand_up_report(report=report, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except StaleVersion:
            form.add_error(None, CHANGED)
        else:
            messages.success(request, f"Đã gửi: {handed.round.submission.period.label}. Cấp trên sẽ tiếp nhận.")
            return redirect(report)
    context = {"form": form, "report": report, "open_ones": open_ones}
    return render(request, "reports/report_hand_up.html", context)


@require_POST
def report_replace(request: Request, pk: int) -> HttpResponse:
    """A new draft in place of a signed report, or the one that was begun before."""
    report = _report(request, pk)
    if not permissions.can_keep_report(request.user, report):
        raise PermissionDenied
    draft = services.replace_report(report=report, by=request.user)
    messages.success(request, f"Đây là dự thảo thay thế báo cáo số {report.number}. Báo cáo cũ vẫn giữ nguyên.")
    return redirect(draft)


def _came_late(request: Request, report: Report, *roles: Role) -> HttpResponse:
    """Back to the report, saying what became of it meanwhile, for those whose step it is; refuse all others."""
    if not any(request.user.holds(role, report.issuer) for role in roles):
        raise PermissionDenied
    told = JournalEntry.objects.about(report).filter(action__in=STEPS).first()
    if told is None:
        words = "Báo cáo đang là dự thảo, chưa trình ký."
    else:
        words = (
            f"Báo cáo đã được {told.actor_name} {STEPS[told.action]} lúc {timezone.localtime(told.at):%H:%M %d/%m/%Y}."
        )
    messages.warning(request, f"{words} Việc vừa chọn chưa được ghi.")
    return redirect(report)


def _report(request: Request, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.user).select_related("issuer"), pk=pk)


def standing_of(user: User, report: Report) -> dict[str, Any]:
    """For the page of a report with its `last_check`: whose turn it is, and of a signed one what is kept of it."""
    rights = {
        "can_return": permissions.can_return_report(user, report),
        "can_sign": permissions.can_sign_report(user, report),
        "can_keep": permissions.can_keep_report(user, report),
    }
    if report.signed_on is None:
        return rights
    copies = list(report.signed_copies.with_search().select_related("added_by"))
    drawn = {one.form: one for one in ReportFile.objects.filter(report=report, report_version=report.version)}
    return rights | {
        "copies": copies,
        "arrivals": arrivals_of(report, at=timezone.now()),
        "text_of_record": record_among(copies),
        "archive": drawn.get(ReportFile.Form.PDF),
        "archived": [(form, drawn.get(form)) for form in FOR_EVER],
        "check": getattr(report, "last_check", None),
        "hand_ups": report.hand_ups.visible_to(user).select_related("round__submission__period__plan__document", "by"),
    }
