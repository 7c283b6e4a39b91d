"""Sections of a draft: one written on a page of its own, added, renamed, moved, taken away."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request, ids
from orgs.unsent import data_in, keeps_unsent
from orgs.views.conflicts import conflict, with_version
from reports import permissions, services, words
from reports.forms import NewParagraphForm, SectionForm
from reports.models import Purpose, Report, ReportParagraph, ReportSection
from reports.services.sections import with_all_below
from reports.services.ties import tie_sections
from reports.views.signing import CHANGED
from reports.views.writing import likely_ties, parts_of, refused, section_to_write, tell_version, untied_among


@require_http_methods(["GET", "POST"])
@keeps_unsent
def section_edit(request: Request, pk: int) -> HttpResponse:
    """One section on a page of its own; POST adds a paragraph, empty on the page of the whole draft."""
    section = section_to_write(request, pk)
    form = NewParagraphForm(data_in(request))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if not text.strip() and not request.htmx:
            form.add_error("text", "Hãy viết nội dung đoạn rồi bấm Thêm đoạn.")
        else:
            return _add(request, section, form)
    return render(request, "reports/section_edit.html", _context(request, section, form))


@require_http_methods(["GET", "POST"])
@keeps_unsent
def section_create(request: Request, pk: int) -> HttpResponse:
    """A new section of report `pk`, behind `?after=` and all below that."""
    report = _draft(request, pk)
    after = report.sections.filter(pk__in=ids([request.GET.get("after", "")])).first()
    initial = {"level": after.level if after else 1, "purpose": "TEXT"}
    form = SectionForm(data_in(request), report=report, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            section = services.add_section(report=report, by=request.user, after=after, **form.cleaned_data)
        except StaleVersion:
            messages.error(request, CHANGED)
        else:
            messages.success(request, f"Đã thêm mục “{section}”.")
            return _to(section)
    return render(request, "reports/section_form.html", {"form": form, "report": report, "after": after})


@require_http_methods(["GET", "POST"])
@keeps_unsent
def section_rename(request: Request, pk: int) -> HttpResponse:
    """Change a heading and what its section is for; `?tie=1` begins with tying it to an item of the plan."""
    section = section_to_write(request, pk)
    initial = {"purpose": Purpose.ITEM} if "tie" in request.GET else {}
    form = SectionForm(data_in(request), report=section.report, section=section, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            section = services.edit_section(section=section, by=request.user, **form.cleaned_data)
        except StaleVersion:
            return _conflict_page(request, section)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã sửa mục.")
            return _to(section)
    context = {"form": form, "report": section.report, "section": section}
    return render(request, "reports/section_form.html", context)


@require_POST
def report_tie(request: Request, pk: int) -> HttpResponse:
    """Tie the sections that were sent (`section-item`) to the items that they still seem to tell of."""
    report = _draft(request, pk)
    sections = list(report.sections.select_related("item"))
    likely = likely_ties(report, sections, untied_among(sections))
    sent = set(request.POST.getlist("tie"))
    ties = [(one, likely[one.pk]) for one in sections if one.pk in likely and f"{one.pk}-{likely[one.pk].pk}" in sent]
    try:
        tie_sections(ties=ties, by=request.user)
    except StaleVersion:
        messages.error(request, CHANGED)
        return redirect(report)
    if not ties:
        messages.warning(request, "Mục này vừa được sửa hoặc đã gắn rồi. Chưa gắn thêm mục nào.")
        return redirect(report)
    messages.success(request, f"Đã gắn {len(ties)} mục với kế hoạch; câu số liệu và lời đơn vị đã về mục.")
    return _to(ties[0][0])


@require_POST
def section_move(request: Request, pk: int) -> HttpResponse:
    """Up or down past its neighbor, with all below it; numbers follow."""
    section = section_to_write(request, pk)
    try:
        services.move_section(section=section, by=request.user, is_up=request.POST.get("to") == "up")
    except StaleVersion:
        messages.error(request, CHANGED)
    return _to(section)


@require_http_methods(["GET", "POST"])
def section_delete(request: Request, pk: int) -> HttpResponse:
    """Look at what would go with a section, then take it away."""
    section = section_to_write(request, pk)
    if request.method == "POST":
        try:
            services.remove_section(section=section, by=request.user)
        except StaleVersion:
            messages.error(request, CHANGED)
        else:
            messages.success(request, f"Đã bỏ mục “{section}”. Lời đơn vị trong mục trở lại “Chưa sử dụng”.")
        return redirect(section.report)
    gone = with_all_below(section)
    paragraphs = [one for part in gone for one in part.paragraphs.all() if one.text and one.removed_at is None]
    context = {"section": section, "report": section.report, "gone": gone, "paragraphs": paragraphs}
    return render(request, "reports/section_delete.html", context)


def _add(request: Request, section: ReportSection, form: NewParagraphForm) -> HttpResponse:
    try:
        added = services.add_paragraph(section=section, by=request.user, **form.cleaned_data)
    except StaleVersion:
        report = Report.objects.get(pk=section.report_id)
        if request.htmx:
            return refused(request, report)
        context = _context(request, section, form) | {"conflict": conflict(report)}
        return render(request, "reports/section_edit.html", context, status=409)
    if not request.htmx:
        messages.success(request, "Đã thêm đoạn.")
        return redirect("reports:section_edit", section.pk)
    fresh = ReportParagraph.objects.filter(pk=added.pk).select_related("section__report").for_writing(request.user)
    waiting = words.waiting(section.report, [section]).beside.get(section.pk)
    context = {
        "paragraphs": fresh, "section": section, "page_key": request.POST.get("page", ""), "waiting": waiting,
        "is_new": True,
    }  # fmt: skip
    return tell_version(render(request, "reports/_paragraph_added.html", context), section.report)


def _context(request: Request, section: ReportSection, form: NewParagraphForm) -> dict[str, object]:
    report = section.report
    sections = list(report.sections.all())
    place = [other.pk for other in sections].index(section.pk)
    (part,) = parts_of(report, [section], request.user, timezone.localdate())
    return {
        "section": section,
        "report": report,
        "form": form,
        "part": part,
        "page_key": uuid4().hex,
        "previous": sections[place - 1] if place else None,
        "next": sections[place + 1] if place + 1 < len(sections) else None,
    }


def _conflict_page(request: Request, section: ReportSection) -> HttpResponse:
    fresh = ReportSection.objects.select_related("report__issuer", "item").get(pk=section.pk)
    form = SectionForm(with_version(request, fresh), report=fresh.report, section=fresh)
    context = {"form": form, "report": fresh.report, "section": fresh, "conflict": conflict(fresh.report, [form])}
    return render(request, "reports/section_form.html", context, status=409)


def _draft(request: Request, pk: int) -> Report:
    report = get_object_or_404(Report.objects.visible_to(request.user).select_related("issuer"), pk=pk)
    if not permissions.can_edit_report(request.user, report):
        raise PermissionDenied
    return report


def _to(section: ReportSection) -> HttpResponse:
    return redirect(f"{section.report.get_absolute_url()}#section-{section.pk}")
