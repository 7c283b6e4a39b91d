"""Letters that urge: chosen from what is overdue, written, sent, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs import history
from orgs.conflicts import StaleVersion
from orgs.http import Request, version_in
from orgs.models import JournalEntry, Unit
from orgs.paging import page_of
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict, with_version
from plans.models import Plan
from reports import letters, permissions, services
from reports.forms import LetterChoiceForm, LetterForm, LetterScopeForm, LetterSentForm
from reports.forms.letters import JOINT
from reports.models import ReportFile, UrgingLetter

CHANGED = "Công văn vừa được người khác sửa hoặc gửi. Chưa ghi gì thêm; mời xem lại."


@dataclass(frozen=True)
class Choice:
    """One overdue row or report, as a line with a box to tick."""

    name: str
    pk: int
    words: str
    plan: Plan
    due_on: date | None
    is_ticked: bool


@require_GET
def letter_list(request: Request) -> HttpResponse:
    """Letters of one's offices, each with how many of its lines were answered since."""
    page = page_of(UrgingLetter.objects.visible_to(request.user).for_list(), request.GET.get("page"))
    return render(request, "reports/letter_list.html", {"page": page, "can_urge": permissions.can_urge(request.user)})


@require_http_methods(["GET", "POST"])
def letter_create(request: Request) -> HttpResponse:
    """Everything overdue, unit by unit, all of it ticked; what stays ticked goes into letters."""
    if not permissions.can_urge(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    scope, issuer = _scope(request)
    rows, reports = _late(scope, issuer, today)
    form = LetterChoiceForm(request.POST or None, issuer=issuer, rows=rows, reports=reports, today=today)
    if request.method == "POST" and form.is_valid():
        chosen = {**form.cleaned_data}
        try:
            made = services.create_letters(
                issuer=issuer, by=request.user, on=today, is_joint=chosen.pop("way") == JOINT, **chosen
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _made(len(made)))
            return redirect(made[0] if len(made) == 1 else "reports:letter_list")
    late = letters.by_unit(rows[: letters.MOST_LINES], reports[: letters.MOST_LINES])
    units = [(one, list(_choices(one, request))) for one in late]
    is_cut = max(sum(len(one.rows) for one in late), sum(len(one.reports) for one in late)) == letters.MOST_LINES
    context = {"filter": scope, "form": form, "units": units, "issuer": issuer, "is_cut": is_cut}
    return render(request, "reports/letter_create.html", context)


@require_GET
def letter_detail(request: Request, pk: int) -> HttpResponse:
    """The letter as it will be read, its list, and who has answered since it was sent."""
    letter = _letter(request, pk)
    lines = list(letter.lines.for_paper().with_answers())
    wanted = {"answered": True, "silent": False}.get(request.GET.get("show", ""))
    context = {
        "letter": letter,
        "lines": [line for line in lines if wanted is None or line.is_answered == wanted],
        "is_narrowed": wanted is not None,
        "line_count": len(lines),
        "answered_count": sum(line.is_answered for line in lines),
        "finished_count": sum(line.is_finished for line in lines),
        "forms": ReportFile.Form,
        "drawn": letter.files.filter(drawn_at__isnull=False),
        "can_edit": permissions.can_edit_letter(request.user, letter),
        "batch_count": UrgingLetter.objects.of_batch(letter).count(),
        "others": UrgingLetter.objects.visible_to(request.user).unsent_of_batch(letter),
    }
    return render(request, "reports/letter_detail.html", context)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def letter_edit(request: Request, pk: int) -> HttpResponse:
    letter = _letter_to_edit(request, pk)
    form = LetterForm(data_in(request), instance=letter)
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data}
        try:
            services.edit_letter(letter=letter, by=request.user, version=fields.pop("version"), **fields)
        except StaleVersion:
            return _conflict_page(request, pk)
        else:
            messages.success(request, "Đã lưu công văn.")
            return redirect(letter)
    return render(request, "reports/letter_edit.html", {"form": form, "letter": letter})


@require_http_methods(["GET", "POST"])
def letter_send(request: Request, pk: int) -> HttpResponse:
    """Note that the letter was sent, with what văn thư gave."""
    letter = _letter_to_edit(request, pk)
    today = timezone.localdate()
    form = LetterSentForm(request.POST or None, initial={"version": letter.version, "issued_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            services.send_letter(letter=letter, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion:
            form.add_error(None, CHANGED)
        else:
            messages.success(request, "Đã ghi nhận công văn đã gửi, và ghi lần nhắc vào từng việc.")
            return redirect(letter)
    return render(request, "reports/letter_send.html", {"form": form, "letter": letter})


@require_http_methods(["GET", "POST"])
def letter_delete(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away; first it is said what is lost."""
    letter = _letter_to_edit(request, pk)
    if request.method == "GET":
        return render(request, "reports/letter_delete.html", {"letter": letter, "line_count": letter.lines.count()})
    try:
        services.delete_letter(letter=letter, by=request.user, version=version_in(request))
    except StaleVersion:
        messages.error(request, CHANGED)
        return redirect(letter)
    messages.success(request, "Đã bỏ công văn đang soạn.")
    return redirect("reports:letter_list")


@require_GET
def letter_history(request: Request, pk: int) -> HttpResponse:
    letter = _letter(request, pk)
    page = page_of(JournalEntry.objects.about(letter), request.GET.get("page"))
    lines = history.lines(page, words={"units": "đơn vị", "lines": "số việc"})
    return render(request, "reports/letter_history.html", {"letter": letter, "page": page, "lines": lines})


def _letter(request: Request, pk: int) -> UrgingLetter:
    return get_object_or_404(UrgingLetter.objects.visible_to(request.user).select_related("issuer"), pk=pk)


def _letter_to_edit(request: Request, pk: int) -> UrgingLetter:
    letter = _letter(request, pk)
    if not permissions.can_edit_letter(request.user, letter):
        raise PermissionDenied
    return letter


def _scope(request: Request) -> tuple[LetterScopeForm, Unit]:
    """What the address narrows the list to, and in whose name the letters are written."""
    issuers = letters.issuers_of(request.user)
    issuer = next((unit for unit in issuers if str(unit.pk) == request.GET.get("issuer")), issuers[0])
    late = letters.overdue_rows(issuer, timezone.localdate()).order_by()
    unsent = letters.overdue_reports(issuer, timezone.localdate()).order_by()
    units = Unit.objects.filter(pk__in=late.values("unit")) | Unit.objects.filter(pk__in=unsent.values("unit"))
    data = {**request.GET.dict(), "issuer": issuer.pk}
    return LetterScopeForm(data, issuers=issuers, plans=letters.plans_of(issuer).for_list(), units=units), issuer


def _late(scope: LetterScopeForm, issuer: Unit, today: date) -> tuple[Any, Any]:
    rows, reports = letters.overdue_rows(issuer, today), letters.overdue_reports(issuer, today)
    if not scope.is_valid():
        return rows.none(), reports.none()
    if plan := scope.cleaned_data["plan"]:
        rows, reports = rows.filter(plan=plan), reports.filter(period__plan=plan)
    if unit := scope.cleaned_data["unit"]:
        rows, reports = rows.filter(unit=unit), reports.filter(unit=unit)
    return rows, reports


def _choices(late: letters.UnitLateness, request: Request) -> Iterator[Choice]:
    """What can be ticked of one unit; all of it is, until the form says otherwise."""
    for row in late.rows:
        is_ticked = request.method == "GET" or str(row.pk) in request.POST.getlist("rows")
        yield Choice("rows", row.pk, row.assignment.item.text, row.plan, row.due_on, is_ticked)
    for report in late.reports:
        is_ticked = request.method == "GET" or str(report.pk) in request.POST.getlist("reports")
        period = report.period
        yield Choice("reports", report.pk, f"Báo cáo {period.label}", period.plan, period.due_on, is_ticked)


def _made(count: int) -> str:
    if count == 1:
        return "Đã soạn công văn. Xem lại lời, in ra, rồi bấm Đã gửi."
    return f"Đã soạn {count} công văn, mỗi đơn vị một công văn. Xem lại từng cái, in cả đợt một lần, rồi bấm Đã gửi."


def _conflict_page(request: Request, pk: int) -> HttpResponse:
    letter = UrgingLetter.objects.select_related("issuer").get(pk=pk)
    form = LetterForm(with_version(request, letter), instance=letter)
    context = {"form": form, "letter": letter, "conflict": conflict(letter, [form])}
    return render(request, "reports/letter_edit.html", context, status=409)
