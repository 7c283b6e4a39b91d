"""Exceptions for one unit: a locked period opened again, or no report owed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.views.conflicts import with_version
from plans.forms.periods import ExceptionForm, ReopenForm
from plans.models import Submission
from plans.permissions import can_except
from plans.services import excusing

STALE = "Báo cáo này vừa có thay đổi nên chưa ghi gì. Hãy xem lại rồi bấm lần nữa."


@require_http_methods(["GET", "POST"])
def report_reopen(request: Request, pk: int) -> HttpResponse:
    """Let the unit of report `pk` write until a day, though its period is locked."""
    report = _report(request, pk)
    form = ReopenForm(request.POST or None, submission=report)
    if form.is_valid():
        said = form.cleaned_data
        done = _try(
            request, form,
            lambda: excusing.reopen(submission=report, by=request.user, on=timezone.localdate(), **said),
        )  # fmt: skip
        if done:
            messages.success(request, f"Đã mở lại cho {report.unit} đến hết ngày {said['until']:%d/%m/%Y}.")
            return redirect(report.period)
    return render(request, "plans/report_reopen.html", {"form": form, "report": report})


@require_http_methods(["GET", "POST"])
def report_excuse(request: Request, pk: int) -> HttpResponse:
    """Say why the unit of report `pk` owes none; where that is said already, take it back."""
    report = _report(request, pk)
    if report.excused_reason:
        return _end_excuse(request, report)
    form = ExceptionForm(request.POST or None, submission=report)
    if form.is_valid():
        said = form.cleaned_data
        if _try(request, form, lambda: excusing.excuse(submission=report, by=request.user, **said)):
            messages.success(request, f"Đã ghi {report.unit} không phải nộp báo cáo {report.period}.")
            return redirect(report.period)
    return render(request, "plans/report_excuse.html", {"form": form, "report": report})


def _end_excuse(request: Request, report: Submission) -> HttpResponse:
    if request.method == "POST":
        try:
            excusing.end_excuse(submission=report, by=request.user, version=version_in(request))
        except StaleVersion:
            messages.error(request, STALE)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{report.unit} lại phải nộp báo cáo {report.period}.")
        return redirect(report.period)
    return render(request, "plans/report_excuse.html", {"report": report})


def _try(request: Request, form: ExceptionForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except StaleVersion as stale:
        form.data = with_version(request, stale.current)
        form.add_error(None, STALE)
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _report(request: Request, pk: int) -> Submission:
    """The report, for an officer who runs a plan at work (404, 403)."""
    report = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_except(request.user, report.period):
        raise PermissionDenied
    return report
