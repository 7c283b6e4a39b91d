"""Papers other than reports: asked for here, drawn by the worker, fetched here."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from orgs.http import Request, send_file
from plans.models import Plan, Submission
from reports import services
from reports.file_names import named
from reports.models import PaperFile, PaperKind, ReportFile, UrgingLetter, stage_of

_REPORT_KINDS = {"blank": PaperKind.BLANK_FORM, "report": PaperKind.UNIT_REPORT}


@require_POST
def paper_letter(request: Request, pk: int, form: str) -> HttpResponse:
    """Have a letter drawn."""
    letter = get_object_or_404(UrgingLetter.objects.visible_to(request.user), pk=pk)
    _check_form(form)
    return redirect("reports:paper_status", services.request_letter(letter=letter, by=request.user, form=form).pk)


@require_POST
def paper_letters(request: Request, pk: int) -> HttpResponse:
    """Have all letters of the act in which letter `pk` was drafted drawn as one file to print."""
    letter = get_object_or_404(UrgingLetter.objects.visible_to(request.user), pk=pk)
    return redirect("reports:paper_status", services.request_letters(letter=letter, by=request.user).pk)


@require_POST
def paper_report(request: Request, pk: int, kind: str, form: str) -> HttpResponse:
    """Have the blank form of a unit's report drawn, or the report as it was sent."""
    submission = get_object_or_404(Submission.objects.visible_to(request.user), pk=pk)
    _check_form(form)
    if kind not in _REPORT_KINDS:
        raise Http404
    drawn = services.request_report_paper(submission=submission, by=request.user, kind=_REPORT_KINDS[kind], form=form)
    return redirect("reports:paper_status", drawn.pk)


@require_POST
def paper_plan(request: Request, pk: int, form: str) -> HttpResponse:
    """Have the table of who does what of a plan drawn."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    _check_form(form)
    return redirect("reports:paper_status", services.request_plan_paper(plan=plan, by=request.user, form=form).pk)


@require_GET
def paper_status(request: Request, pk: int) -> HttpResponse:
    """Whether the paper is ready; asks again by itself while it is not."""
    template = "reports/_drawn_status.html" if request.htmx else "reports/paper_status.html"
    drawn = _paper(request, pk)
    context = {"drawn": drawn, "stage": stage_of(drawn, timezone.now()), "download": "reports:paper_download"}
    return render(request, template, context)


@require_GET
def paper_download(request: Request, pk: int) -> FileResponse:
    drawn = _paper(request, pk)
    if not drawn.file or drawn.drawn_at is None:
        raise Http404
    return send_file(drawn.file, _file_name(drawn))


def _check_form(form: str) -> None:
    if form not in ReportFile.Form.values:
        raise Http404


def _paper(request: Request, pk: int) -> PaperFile:
    papers = PaperFile.objects.visible_to(request.user)
    return get_object_or_404(
        papers.select_related(
            "progress", "letter", "layout__committee", "plan__document", "submission__unit", "submission__period"
        ),
        pk=pk,
    )


def _file_name(drawn: PaperFile) -> str:
    """What it is and for whom."""
    which = str(drawn.submission or drawn.layout or drawn.plan or "")
    if drawn.letter is not None:
        which = drawn.letter.number or "; ".join(drawn.letter.addressees[:1])
    return named(f"{drawn.get_kind_display()} {which}", drawn.form)
