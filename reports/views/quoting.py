"""Words of reports that committees below handed up, put into a section."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from orgs.conflicts import StaleVersion
from orgs.http import Request, ids
from reports import services
from reports.lower_reports import lower_words
from reports.models import ReportParagraph
from reports.views.signing import CHANGED
from reports.views.writing import section_to_write, tell_version


@require_POST
def section_quotes(request: Request, pk: int) -> HttpResponse:
    """Put ticked paragraphs of reports handed up at the end of a section."""
    section = section_to_write(request, pk)
    ticked = set(ids(request.POST.getlist("paragraphs")))
    words = [one for one in lower_words(section) if one.paragraph.pk in ticked] if ticked else []
    if not words:
        messages.error(request, "Hãy đánh dấu ít nhất một nội dung để đưa vào báo cáo.")
        return _back(request, pk)
    try:
        taken = services.quote_words(section=section, by=request.user, words=words)
    except StaleVersion:
        messages.error(request, CHANGED)
        return _back(request, pk)
    if not request.htmx:
        messages.success(request, f"Đã đưa {len(taken)} đoạn vào báo cáo. Có thể sửa lại câu chữ.")
        return _back(request, pk)
    fresh = ReportParagraph.objects.filter(pk__in=[one.pk for one in taken]).for_writing(request.user)
    context = {"paragraphs": fresh, "page_key": request.POST.get("page", "")}
    response = render(request, "reports/_paragraphs.html", context)
    return tell_version(trigger_client_event(response, "words-taken", {}), section.report)


def _back(request: Request, pk: int) -> HttpResponse:
    if request.htmx:
        return render(request, "reports/_words_refused.html")
    return redirect("reports:section_edit", pk)
