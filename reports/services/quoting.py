"""Words of reports handed up, put into the superior's own report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from django.db import transaction

from orgs import journal
from orgs.models import User
from reports.lower_reports import LowerWords
from reports.models import ReportParagraph, ReportSection
from reports.services.writing import put_paragraphs

Quotes = ReportParagraph.quotes.through


@transaction.atomic
def quote_words(*, section: ReportSection, by: User, words: Sequence[LowerWords]) -> list[ReportParagraph]:
    """Put them at the end of a section, a paragraph each, which knows where it came from. Raises StaleVersion."""
    taken = put_paragraphs([one.sentence for one in words], section=section, by=by)
    Quotes.objects.bulk_create(
        Quotes(from_reportparagraph=paragraph, to_reportparagraph=one.paragraph)
        for paragraphs, one in zip(taken, words, strict=True)
        for paragraph in paragraphs
    )
    paragraphs = list(chain.from_iterable(taken))
    told = {"section": str(section), "text": "\n".join(one.text for one in paragraphs)}
    journal.record("đưa lời báo cáo cấp dưới vào", section.report, by=by, unit=section.report.issuer, after=told)
    return paragraphs
