"""From lines to the draft of a plan: the one walk that puts header, outline, duties and closing together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plans.citations import find_citations, number_key, unique_citations
from plans.importing.assignments import is_field_line, read_roles, read_subject
from plans.importing.check import check_plan
from plans.importing.closing import Closing, is_appendix, is_farewell, read_closing
from plans.importing.drafts import (
    DraftAssignment,
    DraftCitation,
    DraftItem,
    DraftPlan,
    DraftTarget,
    ItemKind,
    Role,
)
from plans.importing.duties import Frame, Place, assign_paragraph, assign_row, assign_targets, assign_work
from plans.importing.header import Header, read_header, read_period
from plans.importing.issuer import name_issuer
from plans.importing.labels import Label, Rank
from plans.importing.names import Party, is_name_list
from plans.importing.outline import Node, Paragraph, build_tree, read_paragraphs, wrap_width
from plans.importing.sections import SectionKind, is_heading, is_title, section_kind
from plans.importing.source import Source
from plans.importing.tables import DutyRow, read_tables
from plans.importing.targets import FoundTarget, find_targets, is_target_heading


@dataclass(frozen=True, slots=True)
class _Context:
    """What the items above say about an item: its section, whose duties stand here, in which roles."""

    section: SectionKind
    parties: tuple[Party, ...] = ()
    roles: tuple[Role, ...] = ()
    in_targets: bool = False
    in_task: bool = False
    names_units: bool = False


@dataclass(slots=True)
class _Walk:
    """Gathers targets and assignments while the tree becomes items."""

    frame: Frame
    rows: dict[int, DutyRow]
    targets: list[DraftTarget] = field(default_factory=list)
    assignments: list[DraftAssignment] = field(default_factory=list)

    def sections(self, roots: Sequence[Node]) -> tuple[DraftItem, ...]:
        """Return the outline. Without a section on who does what, units named first in a task are its units."""
        kinds = {section_kind(root.paragraph.text) for root in roots}
        return self.items(roots, "", _Context(SectionKind.WORK, names_units=SectionKind.ORGANIZATION not in kinds))

    def items(self, nodes: Sequence[Node], parent: str, context: _Context) -> tuple[DraftItem, ...]:
        return tuple(self._item(node, f"{parent}{position}", context) for position, node in enumerate(nodes, start=1))

    def _item(self, node: Node, path: str, context: _Context) -> DraftItem:
        kind, below = self._read(node, Place(path, node.paragraph.first), context)
        label, paragraph = node.label, node.paragraph
        is_prose = context.section in {SectionKind.PURPOSE, SectionKind.OTHER} or kind is ItemKind.FOOTNOTE
        find = self.frame.find if context.section is SectionKind.ORGANIZATION else self.frame.find_dated
        return DraftItem(
            path=path,
            label=label.text if label else "",
            label_text=label.printed if label else "",
            text=paragraph.text,
            kind=kind,
            lines=(paragraph.first, paragraph.last),
            deadlines=() if is_prose else find(paragraph.text),
            children=self.items(node.children, f"{path}.", below),
        )

    def _read(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        """Return what an item is and what that means for the items below it; record its duties and targets."""
        if node.paragraph.is_footnote:
            return ItemKind.FOOTNOTE, context
        if row := self.rows.get(node.paragraph.first):
            self.assignments += assign_row(node.paragraph.text, row, place, self.frame)
            return ItemKind.TASK, replace(context, in_task=True)
        if _is_section(node, place):
            text = node.paragraph.text
            below = _Context(section_kind(text), in_targets=is_target_heading(text), names_units=context.names_units)
            return ItemKind.HEADING, below
        if context.section in {SectionKind.PURPOSE, SectionKind.OTHER}:
            return self._read_prose(node, place, context)
        if context.in_task and is_field_line(node.paragraph.text):
            return ItemKind.CONTENT, context
        if context.section is SectionKind.ORGANIZATION:
            return self._read_duty(node, place, context)
        return self._read_work(node, place, context)

    def _read_prose(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        if is_heading(node):
            return ItemKind.HEADING, replace(context, in_targets=is_target_heading(node.paragraph.text))
        targets = find_targets(node.paragraph.text, is_target_item=False) if context.in_targets else []
        self._add_targets(targets, place)
        return ItemKind.TARGET if targets else ItemKind.CONTENT, context

    def _read_work(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        text = node.paragraph.text
        if is_target_heading(text) and node.children:
            return ItemKind.HEADING, replace(context, in_targets=True)
        if node.children and is_name_list(text):
            return self._read_duty(node, place, context)
        if not context.in_task and (is_heading(node) or (context.in_targets and is_title(node))):
            return ItemKind.HEADING, context
        if node.label is None and text.rstrip().endswith(":"):
            return ItemKind.CONTENT, context
        if context.in_targets:
            targets = find_targets(text, is_target_item=True)
            self._add_targets(targets, place)
            self.assignments += assign_targets(targets, place, self.frame)
            return ItemKind.TARGET, replace(context, in_targets=False, in_task=True)
        self._add_targets(find_targets(text, is_target_item=False), place)
        if context.names_units and not context.in_task and read_subject(text)[0]:
            return self._read_duty(node, place, context)
        assigned = assign_work(_with_fields(node), place, self.frame)
        self.assignments += assigned
        is_detail = context.in_task or (node.label is None and not assigned)
        return ItemKind.CONTENT if is_detail and not assigned else ItemKind.TASK, replace(context, in_task=True)

    def _read_duty(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        text = node.paragraph.text
        context = replace(context, section=SectionKind.ORGANIZATION)
        subject, start = read_subject(text)
        if node.children and start >= len(text.rstrip(" .:;")) and is_name_list(text[: start or None]) and subject:
            return ItemKind.HEADING, replace(context, parties=subject, roles=(), in_task=False)
        if node.children and is_title(node) and (not subject or text.rstrip().endswith(":")):
            roles = tuple(read_roles(text[start:])) if subject else context.roles
            parties = subject or context.parties
            plain = () if roles == (Role.PERFORM,) else roles
            return ItemKind.HEADING, replace(context, parties=parties, roles=plain, in_task=False)
        if not subject and not context.parties and (context.in_task or _is_aside(node)):
            return ItemKind.CONTENT, context
        self._add_targets(find_targets(text, is_target_item=False), place)
        self.assignments += assign_paragraph(_with_fields(node), place, self.frame, context.parties, context.roles)
        own = () if context.in_task else subject or context.parties
        return ItemKind.TASK, replace(context, parties=own, roles=(), in_task=True)

    def _add_targets(self, targets: Sequence[FoundTarget], place: Place) -> None:
        self.targets += [
            DraftTarget(
                place.path,
                target.text,
                target.kind,
                target.comparison,
                target.value,
                target.unit,
                target.scope,
                place.line,
            )
            for target in targets
        ]


def read_plan(source: Source) -> DraftPlan:
    """Return the draft of a plan that `source` holds, with findings for all that a person must look at.

    Nothing is guessed: what the document does not say is None or empty and has a finding.
    """
    lines, width = source.lines, wrap_width(source.lines)
    header = read_header(lines)
    closing = read_closing(lines, header.body_start)
    opening = read_paragraphs(lines[header.title_end : header.body_start], width)
    body = read_paragraphs(lines[header.body_start : closing.start], width)
    farewell = _take_farewell(body)
    appendix, rows = read_tables(_mark_appendices(read_paragraphs(lines[closing.appendix :], width)))
    body, body_rows = read_tables(body)

    draft = _start_draft(header, closing, opening, farewell)
    start, end = draft.period or (None, None)
    walk = _Walk(Frame(draft.issued_on, start, end), rows | body_rows)
    outline = walk.sections(build_tree(body) + build_tree(appendix))
    cited = [*_title_paragraph(header), *opening, *body, *farewell, *appendix]
    draft = replace(
        draft,
        citations=_citations(cited, draft.number),
        outline=outline,
        targets=tuple(walk.targets),
        assignments=tuple(walk.assignments),
    )
    return replace(draft, findings=(*source.findings, *check_plan(draft)))


def _is_section(node: Node, place: Place) -> bool:
    """Whether an item is a section: outermost with items below it, or numbered as one (Phần, A, I, Điều)."""
    if not node.children:
        return False
    return "." not in place.path or (node.label is not None and node.label.rank <= Rank.ARTICLE)


def _is_aside(node: Node) -> bool:
    """Whether a line among duties gives none: a lead-in that ends in a colon, a word on money."""
    text = node.paragraph.text.strip()
    return text.endswith(":") or text.startswith("Kinh phí")


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
    return []


def _mark_appendices(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Let every "Phụ lục …" open a section of its own, though it carries no label."""
    return [
        replace(paragraph, label=Label(Rank.PART, "", "")) if is_appendix(paragraph.text) else paragraph
        for paragraph in paragraphs
    ]


def _title_paragraph(header: Header) -> list[Paragraph]:
    return [Paragraph(header.title, header.title_line, header.title_line)] if header.title else []


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join((paragraph.label.printed if paragraph.label else "") + paragraph.text for paragraph in paragraphs)


def _with_fields(node: Node) -> str:
    """Return an item's text with the lines below it that only name who and by when."""
    fields = [child.paragraph.text for child in node.children if is_field_line(child.paragraph.text)]
    return "\n".join([node.paragraph.text, *fields])


def _citations(paragraphs: Sequence[Paragraph], own_number: str | None) -> tuple[DraftCitation, ...]:
    """Return every cited document once, at the line of its first mention; the plan's own number is none."""
    found = [(citation, paragraph.first) for paragraph in paragraphs for citation in find_citations(paragraph.text)]
    line_of: dict[str, int] = {}
    for citation, line in found:
        line_of.setdefault(number_key(citation.number), line)
    own = number_key(own_number) if own_number else None
    return tuple(
        DraftCitation(
            citation.number,
            citation.number_text,
            citation.type,
            citation.issued_on,
            citation.issuer,
            citation.term,
            line_of[key],
        )
        for citation in unique_citations(citation for citation, _ in found)
        if (key := number_key(citation.number)) != own
    )
