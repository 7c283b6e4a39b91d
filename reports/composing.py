"""From a report and the work it tells of to the paper that is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch

from plans.cells import Cells
from plans.initiative_figures import annex_of
from plans.models import ProgressUpdate
from plans.tallies import FigureTable
from reports import annexes, comparing, completeness, drafting, figure_sentences, figures, frozen_papers
from reports.annex_kinds import AnnexKind
from reports.blocks import Block, Heading, Paragraph
from reports.letterheads import deciding_body, head_of
from reports.models import LayoutVersion, Purpose, Report, ReportParagraph, ReportSection
from reports.paper import Paper, copies_last, on_behalf_of, short_date
from reports.section_labels import printed
from reports.words import work_of

TYPE_CODE = "BC"
MOST_NAMES = 6  # beside a paragraph of the copy for remarks; the page tells all of them
_SOURCES = (
    Prefetch("sources", ProgressUpdate.objects.select_related("occurrence__unit")),
    Prefetch("quotes", ReportParagraph.objects.select_related("section__report__issuer")),
)


def sections_of(report: Report) -> list[ReportSection]:
    """The sections with their paragraphs and what these came from, in a fixed number of queries."""
    paragraphs = ReportParagraph.objects.standing().prefetch_related(*_SOURCES)
    return list(report.sections.select_related("item").prefetch_related(Prefetch("paragraphs", paragraphs)))


def opening_sentences(
    report: Report, sections: Iterable[ReportSection], on: date, *, tables: Collection[FigureTable] | None = None
) -> dict[int, str]:
    """The sentence of figures of each section that has one, by section id; live while the report is a draft.

    `tables` are those of `annexes.figure_tables_until`, where the page asked for them already.
    """
    sections = list(sections)
    items = figures.by_item(work_of(report), on)
    sentences = {}
    for section in sections:
        if section.purpose == Purpose.OVERALL:
            everything = sum((item.cells for item in items.values()), Cells())
            sentences[section.pk] = _overall(report, everything, on)
        elif section.purpose == Purpose.TARGETS:
            sentences[section.pk] = figure_sentences.targets_sentence(annexes.targets_of(report))
        elif section.purpose == Purpose.INDICATORS:
            sentences[section.pk] = figure_sentences.indicators_sentence(annexes.figure_tables_of(report, tables))
        elif section.purpose == Purpose.INITIATIVES:
            counted = annex_of(annexes.initiatives_of(report))
            sentences[section.pk] = figure_sentences.initiatives_sentence(counted.total)
        elif section.item_id in items:
            sentences[section.pk] = drafting.opening_sentence(items[section.item_id])
    told = [
        (one.pk, one.level, (one.purpose, one.item_id) if one.shows_figures and sentences.get(one.pk) else one.pk)
        for one in sections
    ]
    doubled = figure_sentences.doubled(told)
    return {pk: sentence for pk, sentence in sentences.items() if sentence and pk not in doubled}


def _overall(report: Report, cells: Cells, on: date) -> str:
    """The work as a whole, the reports sent, and, where the office wants it, last year beside it."""
    sent = completeness.total(annexes.reports_in(report))
    sentences = [drafting.overall_sentence(cells), figure_sentences.completeness_sentence(sent)]
    if AnnexKind.COMPARISON in report.annexes:
        sentences.append(figure_sentences.comparison_sentence(comparing.compared(report, on)[0]))
    return " ".join(filter(None, sentences))


def compose(report: Report, *, on: date) -> Paper:
    """The paper as it would be printed on that day, or as it was when signed.

    Number and day stay blank until văn thư gives them.
    """
    if report.paper is not None:
        return frozen_papers.restore(report.paper)
    issuer = report.issuer
    profile = LayoutVersion.objects.profile_of(issuer, report.signed_on or on)
    return Paper(
        profile=profile,
        **head_of(issuer) | ({"place": report.place} if report.place else {}),
        number=report.number,
        type_code=TYPE_CODE,
        issued_on=report.signed_on,
        type_name="Báo cáo",
        abstract=report.abstract,
        blocks=tuple(_blocks(report, on)),
        recipients=tuple(copies_last(report.recipients)),
        authority=report.authority or on_behalf_of(profile, deciding_body(issuer)),
        job_title=report.job_title,
        signatory=report.signatory,
        draft=report.is_draft,
        year=on.year,
    )


def compose_for_remarks(report: Report, *, on: date) -> Paper:
    """A draft with room for remarks (bản góp ý): lines as they will be, a wide margin, and who said what beside them.

    On A4 lying; without annexes, which have no words to remark on.
    """
    paper = compose(report, on=on)
    profile, margins = paper.profile, paper.profile.margins
    wide = replace(margins, right=profile.page_height - margins.left - profile.text_width)
    lying = replace(
        profile, page_width=profile.page_height, page_height=profile.page_width, margins=wide, is_duplex=False
    )
    return replace(paper, profile=lying, blocks=tuple(_body(report, on, tells_sources=True)))


def _blocks(report: Report, on: date) -> Iterator[Block]:
    yield from _body(report, on)
    yield from annexes.annexes_of(report, on=on)


def _body(report: Report, on: date, *, tells_sources: bool = False) -> Iterator[Heading | Paragraph]:
    sections = sections_of(report)
    sentences = opening_sentences(report, sections, on)
    for section in sections:
        yield Heading(printed(section.label), section.heading, section.level)
        if section.shows_figures and section.pk in sentences:
            counted = f"Số liệu đến ngày {short_date(min(on, report.ends_on))}"
            yield Paragraph(sentences[section.pk], counted if tells_sources else "")
        for paragraph in section.paragraphs.all():
            if paragraph.text:
                yield Paragraph(paragraph.text, sources_of(paragraph) if tells_sources else "")


def sources_of(paragraph: ReportParagraph) -> str:
    """Whose words a paragraph of `sections_of` came from, for readers before it is signed."""
    said = [update.occurrence.unit.name for update in paragraph.sources.all()]
    quoted = [quote.section.report.issuer.name for quote in paragraph.quotes.all()]
    names = list(dict.fromkeys([*said, *quoted]))
    if not names:
        return "Văn phòng viết"
    others = len(names) - MOST_NAMES
    more = f" và {others} đơn vị khác" if others > 0 else ""
    return f"Nguồn: {', '.join(names[:MOST_NAMES])}{more}"
