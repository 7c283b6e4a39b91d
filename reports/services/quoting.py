"""Words of reports handed up, put into the superior's own report."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from orgs import journal
from orgs.models import User
from reports.lower_reports import LowerWords
from reports.models import ReportParagraph, ReportSection
from reports.services.writing import touch_section

Quotes = ReportParagraph.quotes.through


@transaction.atomic
def quote_words(*, section: ReportSection, by: User, words: Sequence[LowerWords]) -> list[ReportParagraph]:
    """Put them at the end of a section, a paragraph each, which knows where it came from. Raises StaleVersion."""
    touch_section(section)
    last = section.paragraphs.aggregate(last=Max("position"))["last"] or 0
    paragraphs = ReportParagraph.objects.bulk_create(
        ReportParagraph(section=section, position=last + place, text=one.sentence[:20_000], written_by=by)
        for place, one in enumerate(words, start=1)
    )
    Quotes.objects.bulk_create(
        Quotes(from_reportparagraph=paragraph, to_reportparagraph=one.paragraph)
        for paragraph, one in zip(paragraphs, words, strict=True)
    )
    told = {"section": str(section), "text": "\n".join(one.text for one in paragraphs)}
    journal.record("đưa lời báo cáo cấp dưới vào", section.report, by=by, unit=section.report.issuer, after=told)
    return paragraphs
