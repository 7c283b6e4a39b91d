"""Words of reports that committees below handed up, put into a section."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request, ids
from reports import services
from reports.lower_reports import lower_words
from reports.views.writing import nothing_ticked, refused, section_to_write, show_taken


@require_POST
def section_quotes(request: Request, pk: int) -> HttpResponse:
    """Put ticked paragraphs of reports handed up at the end of a section."""
    section = section_to_write(request, pk)
    ticked = set(ids(request.POST.getlist("paragraphs")))
    words = [one for one in lower_words(section) if one.paragraph.pk in ticked] if ticked else []
    if not words:
        return nothing_ticked(request, section)
    try:
        taken = services.quote_words(section=section, by=request.user, words=words)
    except StaleVersion:
        return refused(request, section.report)
    return show_taken(request, section, taken)
