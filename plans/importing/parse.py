"""From lines to the draft of a plan: the one walk that puts header, outline, duties and closing together. Pure."""

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import chain

from plans.citations import find_citations, number_key, unique_citations
from plans.importing.check import check_plan
from plans.importing.closing import Closing, is_appendix, is_farewell, read_closing
from plans.importing.drafts import DraftCitation, DraftPlan
from plans.importing.duties import Frame
from plans.importing.header import Header, read_header, read_period
from plans.importing.heads import said_whole
from plans.importing.issuer import name_issuer
from plans.importing.labels import Label, Rank
from plans.importing.outline import build_tree
from plans.importing.paragraphs import BARE_APPENDIX, Paragraph, has_ended, read_paragraphs, wrap_width
from plans.importing.scanned import doubtful_days, legible_citations
from plans.importing.source import Finding, Source
from plans.importing.tables import read_tables
from plans.importing.walk import Walk


def read_plan(source: Source) -> DraftPlan:
    """Return the draft of a plan that `source` holds, with findings for all that a person must look at.

    Nothing is guessed: what the document does not say is None or empty and has a finding.
    """
    lines, width = source.lines, wrap_width(source.lines)
    header = read_header(lines)
    closing = read_closing(lines, header.body_start)
    opening = read_paragraphs(lines[header.title_end : header.body_start], width)
    body = _mark_appendices(read_paragraphs(lines[header.body_start : closing.start], width))
    farewell = _take_farewell(body)
    tables = read_tables(body)
    appended = read_tables(_mark_appendices(read_paragraphs(lines[closing.appendix :], width)))

    draft = _start_draft(header, closing, opening, farewell)
    start, end = draft.period or (None, None)
    tree, rows = build_tree(tables.paragraphs) + build_tree(appended.paragraphs), tables.rows | appended.rows
    names = said_whole(tree, chain.from_iterable(rows.values()), draft.recipients, draft.issuer)
    walk = Walk(Frame(draft.issued_on, start, end, names), rows)
    outline = walk.sections(tree)
    cited = [*_title_paragraph(header), *opening, *tables.paragraphs, *farewell, *appended.paragraphs]
    citations, blurred = _citations(cited, draft.number, is_from_picture=source.is_from_picture)
    draft = replace(
        draft,
        citations=citations,
        outline=outline,
        targets=tuple(walk.targets),
        assignments=tuple(walk.assignments),
    )
    doubtful = [*blurred, *doubtful_days(draft)] if source.is_from_picture else []
    read = (*source.findings, *tables.findings, *appended.findings, *doubtful)
    return replace(draft, findings=(*read, *check_plan(draft)))


def _start_draft(
    header: Header, closing: Closing, opening: Sequence[Paragraph], farewell: Sequence[Paragraph]
) -> DraftPlan:
    opening_text = _joined(opening)
    authority = closing.signatory.authority if closing.signatory else None
    return DraftPlan(
        number=header.number,
        number_text=header.number_text,
        type_name=header.type_name,
        title=header.title,
        issuer=name_issuer(opening_text, authority, header.letterhead),
        letterhead=header.letterhead,
        place=header.place,
        issued_on=header.issued_on,
        period=read_period(header.title),
        opening=opening_text,
        closing=_joined(farewell),
        recipients=closing.recipients,
        signatory=closing.signatory,
    )


def _take_farewell(body: list[Paragraph]) -> list[Paragraph]:
    """Cut the paragraphs off that close the plan ("Trên đây là Kế hoạch …"): they are nobody's duty."""
    for index, paragraph in enumerate(body):
        rest = body[index:]
        if is_farewell(paragraph.text) and all(p.label is None and not p.cells for p in rest):
            del body[index:]
            return rest
    return [body.pop()] if _stands_after_all(body) else []


def _stands_after_all(body: Sequence[Paragraph]) -> bool:
    """Whether the last paragraph, without a number and closed by "./.", follows a numbered sentence: nobody's duty."""
    if len(body) < 2 or body[-1].label or body[-1].cells or not body[-1].text.rstrip().endswith("./."):
        return False
    return body[-2].label is not None and not body[-2].is_footnote and has_ended(body[-2].text)


def _mark_appendices(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Let every "Phụ lục …" open a section of its own, though it carries no label; its title may stand below it."""
    above = ["", *(paragraph.text for paragraph in paragraphs)]
    return [
        replace(paragraph, label=Label(Rank.PART, "", ""))
        if is_appendix(paragraph.text)
        and not (paragraph.label or has_ended(paragraph.text) or BARE_APPENDIX.fullmatch(before))
        else paragraph
        for before, paragraph in zip(above, paragraphs, strict=False)
    ]


def _title_paragraph(header: Header) -> list[Paragraph]:
    return [Paragraph(header.title, header.title_line, header.title_line)] if header.title else []


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join((paragraph.label.printed if paragraph.label else "") + paragraph.text for paragraph in paragraphs)


def _citations(
    paragraphs: Sequence[Paragraph], own_number: str | None, *, is_from_picture: bool
) -> tuple[tuple[DraftCitation, ...], list[Finding]]:
    """Return every cited document once, at the line of its first mention; the plan's own number is none."""
    found = [(citation, paragraph.first) for paragraph in paragraphs for citation in find_citations(paragraph.text)]
    found, findings = legible_citations(found) if is_from_picture else (found, [])
    line_of: dict[str, int] = {}
    for citation, line in found:
        line_of.setdefault(number_key(citation.number), line)
    own = number_key(own_number) if own_number else None
    unique = {number_key(c.number): c for c in unique_citations(citation for citation, _ in found)}
    names = [name.name for name in fields(DraftCitation) if name.name != "line"]
    cited = [
        DraftCitation(**{name: getattr(citation, name) for name in names}, line=line_of[key])
        for key, citation in unique.items()
        if key != own
    ]
    return tuple(cited), findings
