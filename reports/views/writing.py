"""The page on which a whole report is written; beside it units' words, what is unused, the last report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from orgs.conflicts import StaleVersion
from orgs.http import Request, ids
from orgs.models import User
from orgs.paging import page_of
from plans.models import PlanItem
from plans.tallies import FigureTable
from reports import annexes, composing, drafting, figures, permissions, services, ties, words
from reports.discrepancies import discrepancies_of
from reports.lower_reports import lower_words
from reports.models import Purpose, Report, ReportFile, ReportParagraph, ReportSection, stage_of
from reports.views.signing import CHANGED, standing_of

GROUPS_A_PAGE = 50
TABS = {"words": "Lời đơn vị", "unused": "Chưa sử dụng", "previous": "Báo cáo trước", "lower": "Cấp dưới"}


@dataclass(frozen=True)
class Part:
    """A section as it is written: its sentence of figures, its paragraphs, how many units' words wait beside it.

    `is_untied`: it stands among the results, but no figures and no words come to it, since it tells of no plan item;
    `likely` is the one that it seems to tell of.
    """

    section: ReportSection
    sentence: str
    paragraphs: list[ReportParagraph]
    waiting: int | None = None
    is_untied: bool = False
    likely: PlanItem | None = None

    @property
    def standing(self) -> tuple[int, str, bool]:
        """Its level, its name, and whether anything will be printed under it (`drafting.still_empty`)."""
        has_words = any(paragraph.text.strip() for paragraph in self.paragraphs)
        return self.section.level, str(self.section), has_words or bool(self.sentence and self.section.shows_figures)


def write_page(request: Request, report: Report) -> HttpResponse:
    """The whole draft, every paragraph a field of its own."""
    sections = list(report.sections.select_related("item"))
    waiting, today = words.waiting(report, sections), timezone.localdate()
    tables = annexes.figure_tables_until(report)
    parts = parts_of(report, sections, request.user, today, waiting, tables)
    context = {
        "report": report,
        "parts": parts,
        "likely_parts": [part for part in parts if part.likely],
        "still_empty": drafting.still_empty([part.standing for part in parts]),
        "discrepancy_count": len(discrepancies_of(tables, report.starts_on)),
        "is_early": report.ends_on > today,
        "unused": waiting.unused,
        "page_key": uuid4().hex,
        "newest": max((paragraph.pk for part in parts for paragraph in part.paragraphs), default=0),
        "tabs": TABS,
        "is_own": True,
        "can_edit": True,
        "can_print": True,
        **length_of(report),
        **standing_of(request.user, report),
    }
    return render(request, "reports/report_write.html", context)


def parts_of(
    report: Report, sections: list[ReportSection], user: User, on: date, waiting: words.Waiting | None = None,
    tables: list[FigureTable] | None = None,
) -> list[Part]:  # fmt: skip
    sentences = composing.opening_sentences(report, sections, on, tables=tables)
    paragraphs: dict[int, list[ReportParagraph]] = {}
    for paragraph in ReportParagraph.objects.filter(section__in=sections).for_writing(user):
        paragraphs.setdefault(paragraph.section_id, []).append(paragraph)
    untied = untied_among(sections)
    likely = likely_ties(report, sections, untied)
    return [
        Part(
            section, sentences.get(section.pk, ""), paragraphs.get(section.pk, []),
            waiting.beside.get(section.pk) if waiting else None, section in untied, likely.get(section.pk),
        )
        for section in sections
    ]  # fmt: skip


def untied_among(sections: list[ReportSection]) -> list[ReportSection]:
    """Those of all sections that stand among the results and have no purpose but their text."""
    of_results = drafting.below_any([(section.level, section.purpose == Purpose.OVERALL) for section in sections])
    pairs = zip(sections, of_results, strict=True)
    return [section for section, is_result in pairs if is_result and section.purpose == Purpose.TEXT]


def likely_ties(report: Report, sections: list[ReportSection], untied: list[ReportSection]) -> dict[int, PlanItem]:
    """By section the item of the plan that it seems to tell of, among those that no section tells of yet."""
    if not untied:
        return {}
    told = {section.item_id for section in sections}
    items = {item.pk: item for item in figures.items_with_rows(words.work_of(report)) if item.pk not in told}
    headings = {section.pk: section.heading for section in untied}
    found = ties.likely_items(headings, drafting.names_of(items.values()))
    return {section: items[item] for section, item in found.items()}


@require_http_methods(["GET", "POST"])
def section_words(request: Request, pk: int) -> HttpResponse:
    """What stands beside a section (`?tab=`); POST puts ticked words into it, `before` a paragraph or at its end."""
    section = section_to_write(request, pk)
    if request.method == "POST":
        return _take(request, section)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "words"
    context = {"section": section, "report": section.report, "tab": tab, "tabs": TABS}
    if tab == "previous":
        context["previous"] = previous_report(section.report, request.user)
    elif tab == "lower":
        page = page_of(lower_words(section), request.GET.get("page"), per_page=GROUPS_A_PAGE)
        context |= {"lower": page, "page": page}
    else:
        page = page_of(_groups(section, tab), request.GET.get("page"), per_page=GROUPS_A_PAGE)
        context |= {"groups": page, "page": page, "parts": words.PARTS}
    template = "reports/_words_panel.html" if request.htmx else "reports/section_words.html"
    return render(request, template, context)


def previous_report(report: Report, user: User) -> Report | None:
    """The last report of the same issuer on one of the same plans that was signed; else on any plan."""
    signed = Report.objects.visible_to(user).signed().filter(issuer=report.issuer_id).order_by("-signed_on", "-pk")
    return signed.filter(plans__in=report.plans.all()).first() or signed.first()


def length_of(report: Report) -> dict[str, Any]:
    """How many pages the draft has, from its last drawing as PDF: what stands on the page about it.

    `stage` is how far a count under way is, `is_old` that the report was changed since, or never counted.
    """
    drawings = report.files.filter(form=ReportFile.Form.PDF).order_by("-requested_at", "-pk")
    drawn = drawings.select_related("progress").first()
    return {
        "report": report,
        "drawn": drawn,
        "stage": stage_of(drawn, timezone.now()) if drawn else None,
        "is_old": drawn is None or drawn.report_version != report.version,
    }


@require_http_methods(["GET", "POST"])
def report_length(request: Request, pk: int) -> HttpResponse:
    """How many pages the draft has; POST has the worker count again."""
    report = get_object_or_404(Report.objects.visible_to(request.user), pk=pk)
    if not permissions.can_print_report(request.user, report):
        raise PermissionDenied
    if request.method == "POST":
        services.count_pages(report=report, by=request.user)
    if not request.htmx:
        return redirect(report)
    return render(request, "reports/_report_length.html", length_of(report))


def section_to_write(request: Request, pk: int) -> ReportSection:
    """The section, if its report is a draft that this person writes."""
    reports = Report.objects.visible_to(request.user)
    sections = ReportSection.objects.select_related("report__issuer", "item").filter(report__in=reports)
    section = get_object_or_404(sections, pk=pk)
    if not permissions.can_edit_report(request.user, section.report):
        raise PermissionDenied
    return section


def refused(request: Request, report: Report) -> HttpResponse:
    """The report is no draft any more: its page says so, and shows it as it stands."""
    messages.error(request, CHANGED)
    return HttpResponseClientRedirect(report.get_absolute_url()) if request.htmx else redirect(report)


def tell_version(response: HttpResponse, report: Report) -> HttpResponse:
    """Let the page know which version it has made, so that its own writing is no news to it."""
    return trigger_client_event(response, "report-version", {"was": report.version - 1, "now": report.version})


def _groups(section: ReportSection, tab: str) -> list[words.Group]:
    """What one tab of the side offers, what is used already last."""
    if tab == "unused":
        return words.unused(section.report)
    groups = words.grouped(words.words_for(section), words.used_words(section.report))
    return sorted(groups, key=lambda group: group.is_used)


def _take(request: Request, section: ReportSection) -> HttpResponse:
    ticked = set(request.POST.getlist("groups"))
    groups = [group for group in _groups(section, request.POST.get("tab", "")) if group.key in ticked] if ticked else []
    if not groups:
        return nothing_ticked(request, section)
    before = section.paragraphs.filter(pk__in=ids([request.POST.get("before", "")])).first()
    try:
        taken = services.take_words(section=section, by=request.user, groups=groups, before=before)
    except StaleVersion:
        return refused(request, section.report)
    return show_taken(request, section, taken)


def nothing_ticked(request: Request, section: ReportSection) -> HttpResponse:
    """Say that words must be chosen before they can be put in."""
    messages.error(request, "Hãy đánh dấu ít nhất một nội dung để đưa vào báo cáo.")
    if request.htmx:
        return render(request, "reports/_words_refused.html")
    return redirect("reports:section_edit", section.pk)


def show_taken(request: Request, section: ReportSection, taken: list[ReportParagraph]) -> HttpResponse:
    """The paragraphs that were put into a section, for the page that asked for it."""
    if not request.htmx:
        messages.success(request, f"Đã đưa {len(taken)} đoạn vào báo cáo. Có thể sửa lại câu chữ.")
        return redirect("reports:section_edit", section.pk)
    pks = [one.pk for one in taken]
    paragraphs = ReportParagraph.objects.filter(pk__in=pks).select_related("section__report").for_writing(request.user)
    context = {"paragraphs": paragraphs, "page_key": request.POST.get("page", "")}
    response = render(request, "reports/_paragraphs.html", context)
    return tell_version(trigger_client_event(response, "words-taken", {}), section.report)
