"""What whoever hands a report up should know first: words still held, headings left empty, figures that do not agree.

None of it forbids anything, and none of it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports import annexes, composing, drafting
from reports.discrepancies import Discrepancy, discrepancies_of
from reports.models import HeldText, Report, ReportParagraph


@dataclass(frozen=True)
class LooseEnds:
    """`held` are words that clashed and wait for their author; `empty` the names of headings without words."""

    held: list[HeldText]
    empty: list[str]
    discrepancies: list[Discrepancy]

    def __bool__(self) -> bool:
        return bool(self.held or self.empty or self.discrepancies)


def loose_ends_of(report: Report, *, on: date) -> LooseEnds:
    """In a fixed number of queries, however long the report."""
    tables = annexes.figure_tables_until(report)
    sections = list(report.sections.select_related("item"))
    sentences = composing.opening_sentences(report, sections, on, tables=tables)
    written = ReportParagraph.objects.standing().filter(section__report=report).exclude(text="")
    filled = set(written.values_list("section", flat=True))
    filled |= {section.pk for section in sections if section.shows_figures and section.pk in sentences}
    standing = [(section.level, str(section), section.pk in filled) for section in sections]
    return LooseEnds(
        list(HeldText.objects.of_report(report)),
        drafting.still_empty(standing),
        discrepancies_of(tables, report.starts_on),
    )
