"""Writing one section: its paragraphs, and the units' words that wait beside it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.paging import page_of
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict, with_version
from reports import composing, permissions, services
from reports.forms import ParagraphForm, WordsForm
from reports.models import Report, ReportParagraph, ReportSection
from reports.views.signing import CHANGED


@require_http_methods(["GET", "POST"])
@keeps_unsent
def section_edit(request: Request, pk: int) -> HttpResponse:
    """One section: POST adds a paragraph that the office wrote."""
    section = _section(request, pk)
    form = ParagraphForm(data_in(request), initial={"version": section.report.version})
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["text"].strip():
        form.add_error("text", "Hãy viết nội dung đoạn rồi bấm Thêm đoạn.")
    if request.method == "POST" and form.is_valid():
        try:
            services.add_paragraph(section=section, by=request.user, **form.cleaned_data)
        except StaleVersion:
            form = ParagraphForm(with_version(request, section.report))
            context = _context(request, section, form) | {"conflict": conflict(section.report)}
            return render(request, "reports/section_edit.html", context, status=409)
        else:
            messages.success(request, "Đã thêm đoạn.")
            return redirect("reports:section_edit", pk)
    return render(request, "reports/section_edit.html", _context(request, section, form))


@require_POST
def section_words(request: Request, pk: int) -> HttpResponse:
    """Put the ticked words of units into the section."""
    section = _section(request, pk)
    form = WordsForm(request.POST, words=composing.words_for(section))
    if not form.is_valid():
        messages.error(request, "Hãy đánh dấu ít nhất một nội dung để đưa vào báo cáo.")
        return redirect("reports:section_edit", pk)
    try:
        count = services.take_words(section=section, by=request.user, **form.cleaned_data)
    except StaleVersion:
        messages.error(request, CHANGED)
    else:
        messages.success(request, f"Đã đưa {count} đoạn vào báo cáo. Có thể sửa lại câu chữ.")
    return redirect("reports:section_edit", pk)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def paragraph_edit(request: Request, pk: int) -> HttpResponse:
    """Rewrite a paragraph, or take it away."""
    reports = Report.objects.visible_to(request.user)
    paragraph = get_object_or_404(
        ReportParagraph.objects.select_related("section__report").filter(section__report__in=reports), pk=pk
    )
    report = paragraph.section.report
    if not permissions.can_edit_report(request.user, report):
        raise PermissionDenied
    form = ParagraphForm(data_in(request), initial={"version": report.version, "text": paragraph.text})
    if request.method == "POST" and form.is_valid():
        text = "" if "remove" in request.POST else form.cleaned_data["text"]
        try:
            services.edit_paragraph(
                paragraph=paragraph, by=request.user, version=form.cleaned_data["version"], text=text
            )
        except StaleVersion:
            return _paragraph_conflict(request, paragraph)
        else:
            messages.success(request, "Đã sửa đoạn." if text.strip() else "Đã bỏ đoạn.")
            return redirect("reports:section_edit", paragraph.section_id)
    return render(request, "reports/paragraph_edit.html", {"form": form, "paragraph": paragraph, "report": report})


def _paragraph_conflict(request: Request, paragraph: ReportParagraph) -> HttpResponse:
    report = paragraph.section.report
    fresh = get_object_or_404(ReportParagraph.objects.select_related("section"), pk=paragraph.pk)
    form = ParagraphForm(with_version(request, report), initial={"version": report.version, "text": fresh.text})
    context = {"form": form, "paragraph": fresh, "report": report, "conflict": conflict(report, [form])}
    return render(request, "reports/paragraph_edit.html", context, status=409)


def _section(request: Request, pk: int) -> ReportSection:
    reports = Report.objects.visible_to(request.user)
    sections = ReportSection.objects.select_related("report__issuer", "item").filter(report__in=reports)
    section = get_object_or_404(sections, pk=pk)
    if not permissions.can_edit_report(request.user, section.report):
        raise PermissionDenied
    return section


def _context(request: Request, section: ReportSection, form: ParagraphForm) -> dict[str, object]:
    report = section.report
    words = page_of(composing.words_for(section), request.GET.get("page"))
    sections = list(report.sections.all())
    place = [other.pk for other in sections].index(section.pk)
    return {
        "section": section,
        "report": report,
        "form": form,
        "sentence": composing.opening_sentences(report, [section], timezone.localdate()).get(section.pk),
        "paragraphs": composing.paragraphs_of(section),
        "words": [(update, composing.text_in(section, update)) for update in words],
        "page": words,
        "used": composing.used_words(report),
        "previous": sections[place - 1] if place else None,
        "next": sections[place + 1] if place + 1 < len(sections) else None,
    }
