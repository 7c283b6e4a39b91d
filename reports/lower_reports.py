"""Words of reports that committees below handed up: they wait beside the sections of their superior's report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from orgs.text import fold
from plans.models import SubmissionState
from reports.models import HandUp, Purpose, Report, ReportParagraph, ReportSection

_RESULTS = (Purpose.ITEM, Purpose.OVERALL)


@dataclass(frozen=True)
class LowerWords:
    """A paragraph of a report that was handed up, and whether this report quotes it already."""

    paragraph: ReportParagraph
    is_used: bool

    @property
    def report(self) -> Report:
        return self.paragraph.section.report

    @property
    def text(self) -> str:
        return self.paragraph.text.strip()

    @property
    def sentence(self) -> str:
        return f"{self.report.issuer.name}: {self.text}"


def handed_up_to(report: Report) -> models.QuerySet:
    """Reports that were handed up to the plans of this one for its time and taken in; none that was replaced since."""
    in_time = Q(
        round__submission__period__starts_on__lte=report.ends_on,
        round__submission__period__ends_on__gte=report.starts_on,
    )
    return HandUp.objects.filter(
        in_time,
        round__submission__period__plan__in=report.plans.all(),
        round__submission__state=SubmissionState.ACCEPTED,
    ).exclude(report__superseded_by__signed_on__isnull=False)


def lower_words(section: ReportSection) -> list[LowerWords]:
    """What waits beside a section: of sections for the same purpose, those under the same heading first.

    Three queries, however much there is.
    """
    purposes = _RESULTS if section.purpose in _RESULTS else (section.purpose,)
    reports = handed_up_to(section.report).values("report")
    found = ReportParagraph.objects.standing().filter(section__report__in=reports, section__purpose__in=purposes)
    paragraphs = found.exclude(text="").select_related("section__report__issuer")
    used = _quoted(section.report)
    heading = fold(section.heading)
    ordered = sorted(
        paragraphs.order_by("section__report__issuer__path", "section__position", "position", "pk"),
        key=lambda one: (one.pk in used, fold(one.section.heading) != heading),
    )
    return [LowerWords(one, one.pk in used) for one in ordered]


def quotes_of(paragraph: ReportParagraph) -> Iterable[ReportParagraph]:
    """Which paragraphs of which reports it came from."""
    return paragraph.quotes.select_related("section__report__issuer").order_by("section__report__issuer__path", "pk")


def _quoted(report: Report) -> set[int]:
    standing = ReportParagraph.objects.standing().filter(section__report=report)
    return set(standing.exclude(quotes=None).values_list("quotes", flat=True))
