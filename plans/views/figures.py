"""Figures of reports: a unit fills in its own, kept as they are typed; the office reads all in one table."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.http import Request
from orgs.models import Role, User
from orgs.text import whole_number
from orgs.unsent import data_in, keeps_unsent
from plans import tallies
from plans.asked_figures import asked_figures, without_drafts
from plans.forms.figures import FiguresForm
from plans.models import IndicatorValue, Plan, ReportingPeriod, Submission
from plans.permissions import can_give_figures, can_set_indicators
from plans.reporting import why_shut
from plans.services import indicators


@require_GET
def figure_list(request: Request, pk: int) -> HttpResponse:
    """The figures of period `pk`, one line a unit, summed where a sum means something."""
    period = get_object_or_404(
        ReportingPeriod.objects.filter(plan__in=Plan.objects.visible_to(request.user)).select_related(
            "plan__document", "plan__issuer"
        ),
        pk=pk,
    )
    context = {
        "period": period,
        "plan": period.plan,
        "table": tallies.table_of(period, request.user),
        "may_set": can_set_indicators(request.user, period.plan),
    }
    return render(request, "plans/figure_list.html", context)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def figure_edit(request: Request, pk: int) -> HttpResponse:
    """The figures of report `pk` on a page of their own; the report's page shows them too."""
    submission = _submission(request, pk)
    form = figures_form(submission, data_in(request), reader=request.user)
    shut = why_shut(submission, timezone.localdate())
    if request.method == "POST":
        try:
            clashes = keep_figures(request, submission, form)
        except ValidationError as error:
            shut = " ".join(error.messages)
        else:
            form.tell_clashes(clashes)
            if form.is_valid():
                messages.success(request, "Đã lưu số liệu. Số liệu được gửi cùng báo cáo của kỳ.")
                return redirect("plans:figure_edit", pk)
    context = {"figures": form, "submission": submission, "plan": submission.period.plan, "shut": shut}
    return render(request, "plans/figure_edit.html", context)


@require_POST
def figure_keep(request: Request, pk: int) -> HttpResponse:
    """Keep what is being typed; answers with what there is to say of the line `?line=`, as the page draws it."""
    submission = _submission(request, pk)
    form = figures_form(submission, request.POST, reader=request.user)
    try:
        clashes = keep_figures(request, submission, form)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=422, content_type="text/plain; charset=utf-8")
    form.tell_clashes(clashes)
    line = whole_number(request.GET.get("line", ""))
    rows = {row.asked.indicator.pk: row for row in form.rows()}
    if line not in rows:
        return HttpResponse(status=204)
    fresh = figures_form(submission, reader=request.user)
    kept = next(row for row in fresh.rows() if row.asked.indicator.pk == line)
    is_kept = line not in {value.indicator_id for value in clashes}
    version = kept.version if is_kept else rows[line].version
    context = {"row": rows[line], "version": version, "question": kept.question, "is_kept": is_kept}
    return render(request, "plans/_figure_said.html", context)


def figures_form(submission: Submission, data: QueryDict | None = None, *, reader: User | None = None) -> FiguresForm:
    """The form as the unit has it; for a `reader` of the office, without what the unit has not sent."""
    asked = asked_figures(submission)
    if reader is not None and not reader.holds(Role.REPORTER, submission.unit):
        asked = without_drafts(asked, submission, reader)
    return FiguresForm(data, asked=asked)


def keep_figures(request: Request, submission: Submission, form: FiguresForm) -> list[IndicatorValue]:
    """Keep all that was sent of a bound form; returns the values that somebody else changed meanwhile.

    Raises ValidationError if the report takes nothing any more.
    """
    return indicators.save_figures(
        submission=submission, by=request.user, on=timezone.localdate(), figures=form.figures()
    )


def _submission(request: Request, pk: int) -> Submission:
    """The report, for somebody who may fill it in (404, 403)."""
    submission = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    if not can_give_figures(request.user, submission):
        raise PermissionDenied
    return submission
