"""One paragraph of a draft: kept while it is typed, rewritten, moved, taken away, put back; where it came from."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from orgs.conflicts import StaleVersion
from orgs.http import Request, ids, version_in
from orgs.models import Role
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict, with_version
from plans.models import ProgressUpdate
from reports import permissions, services, words
from reports.forms import ParagraphForm
from reports.lower_reports import quotes_of
from reports.models import Report, ReportParagraph
from reports.views.writing import refused, tell_version

MOST_NEWS = 20  # paragraphs of others that are told of
NEVER = -1  # a version that no paragraph has: what stands in conflict is not written over by typing on


@require_POST
def paragraph_keep(request: Request, pk: int) -> HttpResponse:
    """Keep what is being typed; answers with the paragraph's state: its new version, or both texts where they clash."""
    paragraph = _paragraph(request, pk, is_draft_only=False)
    text = request.POST.get("text", "")
    try:
        paragraph = services.keep_paragraph(
            paragraph=paragraph, by=request.user, version=version_in(request), text=text, at=timezone.now(),
            page=request.POST.get("page", "")[:32],
        )  # fmt: skip
    except StaleVersion:
        return _clash(request, paragraph, text)
    except ValidationError as error:
        context = {"paragraph": paragraph, "problem": " ".join(error.messages), "version": version_in(request)}
        return render(request, "reports/_paragraph_state.html", context)
    report = paragraph.section.report
    context = {"paragraph": paragraph, "version": paragraph.version, "was": report.version - 1, "now": report.version}
    if newest := ids([request.POST.get("newest", "")]):
        context["news"] = list(ReportParagraph.objects.added_since(newest[0], report, request.user)[:MOST_NEWS])
    return render(request, "reports/_paragraph_state.html", context)


@require_POST
def paragraph_settle(request: Request, pk: int) -> HttpResponse:
    """Decide a clash: our words in place of theirs (`choice=mine`), or theirs as they stand."""
    paragraph = _paragraph(request, pk)
    text = request.POST.get("text", "")
    if request.POST.get("choice") != "mine":
        services.drop_held(paragraph=paragraph, by=request.user)
        return _drawn(request, paragraph)
    seen = _seen(request)
    try:
        if paragraph.removed_at is not None:
            services.restore_paragraph(paragraph=paragraph, by=request.user)
            seen += 1
        services.edit_paragraph(paragraph=paragraph, by=request.user, version=seen, text=text, at=timezone.now())
    except StaleVersion:
        services.hold_text(paragraph=paragraph, by=request.user, text=text)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        services.hold_text(paragraph=paragraph, by=request.user, text=text)
    return _drawn(request, paragraph)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def paragraph_edit(request: Request, pk: int) -> HttpResponse:
    """Rewrite a paragraph on a page of its own; left empty it is taken away."""
    paragraph = _paragraph(request, pk)
    form = ParagraphForm(data_in(request), initial={"version": paragraph.version, "text": paragraph.text})
    if request.method == "POST" and form.is_valid():
        try:
            done = _rewrite(request, paragraph, **form.cleaned_data)
        except StaleVersion:
            return _conflict_page(request, paragraph)
        messages.success(request, done)
        return redirect("reports:section_edit", paragraph.section_id)
    context = {"form": form, "paragraph": paragraph, "report": paragraph.section.report}
    return render(request, "reports/paragraph_edit.html", context)


@require_http_methods(["GET", "POST"])
def paragraph_move(request: Request, pk: int) -> HttpResponse:
    """One place up or down, or to another section: dropped there, or chosen on a page of its own."""
    paragraph = _paragraph(request, pk)
    report = paragraph.section.report
    if request.method == "GET":
        context = {"paragraph": paragraph, "report": report, "sections": report.sections.all()}
        return render(request, "reports/paragraph_move.html", context)
    try:
        _move(request, paragraph)
    except StaleVersion:
        return refused(request, report)
    if not request.htmx:
        return redirect("reports:section_edit", paragraph.section_id)
    place = {"paragraph": paragraph.pk, "section": paragraph.section_id, "order": _order(paragraph)}
    return tell_version(trigger_client_event(HttpResponse(), "paragraph-moved", place), report)


@require_POST
def paragraph_delete(request: Request, pk: int) -> HttpResponse:
    """Take a paragraph away; the answer offers to put it back, or shows what somebody else has written there since."""
    paragraph = _paragraph(request, pk)
    try:
        paragraph = services.remove_paragraph(
            paragraph=paragraph, by=request.user, version=_version_seen(request), at=timezone.now(),
            page=request.POST.get("page", "")[:32],
        )  # fmt: skip
    except StaleVersion as stale:
        if isinstance(stale.current, Report):
            return refused(request, stale.current)
        return _drawn(request, paragraph, is_unread=True) if request.htmx else _conflict_page(request, paragraph)
    if request.htmx:
        context = {"paragraph": paragraph, "page_key": request.POST.get("page", "")}
        return tell_version(render(request, "reports/_paragraph_gone.html", context), paragraph.section.report)
    messages.success(request, "Đã bỏ đoạn. Lời đơn vị trong đoạn trở lại mục “Chưa sử dụng”.")
    return redirect("reports:section_edit", paragraph.section_id)


@require_POST
def paragraph_restore(request: Request, pk: int) -> HttpResponse:
    paragraph = _paragraph(request, pk)
    try:
        services.restore_paragraph(paragraph=paragraph, by=request.user)
    except StaleVersion:
        return refused(request, paragraph.section.report)
    return _drawn(request, paragraph)


@require_GET
def paragraph_sources(request: Request, pk: int) -> HttpResponse:
    """Which units said it, in which row, when; and in what words."""
    paragraph = _paragraph(request, pk)
    sources = ProgressUpdate.objects.filter(pk__in=paragraph.sources.values("pk")).to_judge()
    part = words.part_for(paragraph.section.purpose)
    said = [(update, words.Said(update, part).text) for update in sources.order_by("occurrence__unit__path", "pk")]
    context = {"paragraph": paragraph, "report": paragraph.section.report, "said": said, "quotes": quotes_of(paragraph)}
    template = "reports/_paragraph_sources.html" if request.htmx else "reports/paragraph_sources.html"
    return render(request, template, context)


def _paragraph(request: Request, pk: int, *, is_draft_only: bool = True) -> ReportParagraph:
    """The paragraph, if its report is a draft that this person writes; one taken away can be put back.

    What is typed when the report has just been handed up reaches its own view too, so that it is held.
    """
    paragraphs = ReportParagraph.objects.select_related("section__report__issuer", "section__item")
    paragraph = get_object_or_404(paragraphs.filter(section__report__in=Report.objects.visible_to(request.user)), pk=pk)
    report = paragraph.section.report
    may_type = not is_draft_only and request.user.holds(Role.OFFICER, report.issuer)
    if not may_type and not permissions.can_edit_report(request.user, report):
        raise PermissionDenied
    return paragraph


def _rewrite(request: Request, paragraph: ReportParagraph, version: int, text: str) -> str:
    if "remove" in request.POST or not text.strip():
        services.remove_paragraph(paragraph=paragraph, by=request.user, version=version, at=timezone.now())
        return "Đã bỏ đoạn."
    services.edit_paragraph(paragraph=paragraph, by=request.user, version=version, text=text, at=timezone.now())
    return "Đã sửa đoạn."


def _seen(request: Request) -> int:
    """The version that was shown in a clash."""
    return next(iter(ids([request.POST.get("seen", "")])), NEVER)


def _version_seen(request: Request) -> int:
    version = version_in(request)
    return _seen(request) if version == NEVER else version


def _move(request: Request, paragraph: ReportParagraph) -> None:
    to = request.POST.get("to", "")
    if to in {"up", "down"}:
        services.step_paragraph(paragraph=paragraph, by=request.user, is_up=to == "up")
        return
    section = get_object_or_404(paragraph.section.report.sections.all(), pk__in=ids([to]))
    section.report = paragraph.section.report
    before = section.paragraphs.standing().filter(pk__in=ids([request.POST.get("before", "")])).first()
    services.move_paragraph(paragraph=paragraph, by=request.user, to=section, before=before)


def _order(paragraph: ReportParagraph) -> list[int]:
    return list(ReportParagraph.objects.standing().filter(section=paragraph.section_id).values_list("pk", flat=True))


def _clash(request: Request, paragraph: ReportParagraph, text: str) -> HttpResponse:
    services.hold_text(paragraph=paragraph, by=request.user, text=text)
    current = ReportParagraph.objects.select_related("section__report", "written_by").get(pk=paragraph.pk)
    context = {"paragraph": current, "clash": current, "version": NEVER}
    return render(request, "reports/_paragraph_state.html", context)


def _drawn(request: Request, paragraph: ReportParagraph, *, is_unread: bool = False) -> HttpResponse:
    """The paragraph as it stands now, for the page it is on; `is_unread`: it was not taken away, being newer."""
    if not request.htmx:
        return redirect("reports:section_edit", paragraph.section_id)
    fresh = ReportParagraph.objects.filter(pk=paragraph.pk).select_related("section__report").for_writing(request.user)
    context = {"paragraphs": fresh, "page_key": request.POST.get("page", ""), "is_unread": is_unread}
    report = Report.objects.only("version").get(pk=paragraph.section.report_id)
    return tell_version(render(request, "reports/_paragraphs.html", context), report)


def _conflict_page(request: Request, paragraph: ReportParagraph) -> HttpResponse:
    report = Report.objects.get(pk=paragraph.section.report_id)
    fresh = get_object_or_404(ReportParagraph.objects.select_related("section__report"), pk=paragraph.pk)
    form = ParagraphForm(with_version(request, fresh), initial={"version": fresh.version, "text": fresh.text})
    context = {"form": form, "paragraph": fresh, "report": report, "conflict": conflict(report, [form])}
    return render(request, "reports/paragraph_edit.html", context, status=409)
