"""Beginning a report, and the outlines that reports begin with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request, ids
from orgs.models import Role
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict, with_version
from plans.permissions import offices_of
from reports import permissions, services
from reports.forms.starting import OutlineForm, ReportStartForm
from reports.models import Report, ReportOutline
from reports.outlines import MARKS
from reports.usual_outlines import USUAL, usual

BEGUN = "Đã tạo dự thảo với các mục và câu số liệu. Mời viết từng mục."
BEGUN_BEFORE = "Dự thảo này đã tạo từ lần bấm trước, không tạo thêm. Cần báo cáo khác thì bấm Soạn báo cáo lần nữa."


@require_http_methods(["GET", "POST"])
@keeps_unsent
def report_create(request: Request) -> HttpResponse:
    """What is chosen says which days and which title are proposed: at once with htmx, else by a button."""
    if not permissions.can_write_reports(request.user):
        raise PermissionDenied
    data = data_in(request)
    asks = request.method == "GET" and (request.htmx or "propose" in request.GET)
    form = ReportStartForm(request.GET if asks else data, user=request.user, today=timezone.localdate())
    if asks:
        form = _proposed(form, request)
        is_part = request.htmx and request.htmx.target == "proposal"
        template = "reports/_report_proposal.html" if is_part else "reports/report_create.html"
        return render(request, template, {"form": form, "oob": is_part})
    if request.method == "POST" and form.is_valid():
        fields = form.report()
        is_again = Report.objects.filter(created_by=request.user, key=fields["key"], key__isnull=False).exists()
        report = services.create_report(by=request.user, **fields)
        messages.success(request, BEGUN_BEFORE if is_again else BEGUN)
        return redirect(report)
    return render(request, "reports/report_create.html", {"form": form})


@require_GET
def outline_list(request: Request) -> HttpResponse:
    """The outlines there are: those that come with the program, and the committee's own."""
    if not permissions.can_write_reports(request.user):
        raise PermissionDenied
    own = ReportOutline.objects.visible_to(request.user).select_related("committee")
    return render(request, "reports/outline_list.html", {"own": own, "usual": USUAL})


@require_http_methods(["GET", "POST"])
@keeps_unsent
def outline_create(request: Request) -> HttpResponse:
    """A new outline, begun from one there is (`?from=`)."""
    offices = offices_of(request.user)
    if not offices:
        raise PermissionDenied
    form = OutlineForm(data_in(request), initial=_copied(request), offices=offices)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("name", "kind", "text")}
        try:
            services.create_outline(by=request.user, committee=form.committee(), **fields)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã lập mẫu “{fields['name']}”. Chọn mẫu này khi soạn báo cáo mới.")
            return redirect("reports:outline_list")
    return render(request, "reports/outline_edit.html", {"form": form, "marks": MARKS})


@require_http_methods(["GET", "POST"])
@keeps_unsent
def outline_edit(request: Request, pk: int) -> HttpResponse:
    outline = _outline(request, pk)
    form = OutlineForm(data_in(request), instance=outline)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_outline(outline=outline, by=request.user, **form.cleaned_data)
        except StaleVersion:
            return _conflict_page(request, pk)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã lưu mẫu đề cương. Báo cáo đã soạn không đổi.")
            return redirect("reports:outline_list")
    return render(request, "reports/outline_edit.html", {"form": form, "marks": MARKS, "outline": outline})


@require_http_methods(["GET", "POST"])
def outline_delete(request: Request, pk: int) -> HttpResponse:
    outline = _outline(request, pk)
    if request.method == "POST":
        services.delete_outline(outline=outline, by=request.user)
        messages.success(request, f"Đã bỏ mẫu “{outline.name}”. Báo cáo đã soạn không đổi.")
        return redirect("reports:outline_list")
    return render(request, "reports/outline_delete.html", {"outline": outline})


def _proposed(form: ReportStartForm, request: Request) -> ReportStartForm:
    """The same form with days and abstract as they follow from what is chosen."""
    said = request.GET.copy()
    for name, value in form.proposal().items():
        said[name] = value
    said["calendar"] = said.get("calendar") or "YEAR"
    initial: dict[str, Any] = {name: said.get(name) for name in form.fields if name != "plans"}
    initial["plans"] = said.getlist("plans")
    return ReportStartForm(initial=initial, user=request.user, today=timezone.localdate())


def _copied(request: Request) -> dict[str, str]:
    wanted = request.GET.get("from", "interim")
    if found := usual(wanted):
        return {"text": found.text, "kind": found.kinds[0] if found.kinds else "", "name": found.name}
    own = ReportOutline.objects.visible_to(request.user)
    copied = own.filter(pk__in=ids([wanted.removeprefix("own-")])).first()
    if copied is None:
        raise Http404
    return {"text": copied.text, "kind": copied.kind, "name": f"{copied.name} (bản sao)"}


def _outline(request: Request, pk: int) -> ReportOutline:
    outlines = ReportOutline.objects.visible_to(request.user).select_related("committee")
    outline = get_object_or_404(outlines, pk=pk)
    if not request.user.holds(Role.OFFICER, outline.committee):
        raise PermissionDenied
    return outline


def _conflict_page(request: Request, pk: int) -> HttpResponse:
    outline = ReportOutline.objects.get(pk=pk)
    form = OutlineForm(with_version(request, outline), instance=outline)
    context = {"form": form, "marks": MARKS, "outline": outline, "conflict": conflict(outline, [form])}
    return render(request, "reports/outline_edit.html", context, status=409)
