"""From the tree of paragraphs to items: what each is (heading, content, target, task), who has a duty there. Pure.

Source: DOMAIN.md §2.2–§2.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plans.importing.assignments import heading_parties, read_subject
from plans.importing.drafts import DraftAssignment, DraftItem, DraftTarget, ItemKind, Role
from plans.importing.duties import Frame, Place, assign_paragraph, assign_row, assign_targets, assign_work
from plans.importing.fields import is_field_line
from plans.importing.heads import headed_by
from plans.importing.labels import Rank
from plans.importing.letters import is_capitals
from plans.importing.names import Party, starts_name
from plans.importing.outline import Node, is_heading, is_title
from plans.importing.paragraphs import has_ended
from plans.importing.roles import read_roles
from plans.importing.sections import SectionKind, names_section, section_kind
from plans.importing.tables import DutyRow
from plans.importing.targets import FoundTarget, TargetList, find_targets, read_row_targets, target_list

_PROSE = {SectionKind.PURPOSE, SectionKind.OTHER}


@dataclass(frozen=True, slots=True)
class _Context:
    """What the items above say about an item: its section, whose duties stand here, in which roles."""

    section: SectionKind
    parties: tuple[Party, ...] = ()
    roles: tuple[Role, ...] = ()
    targets: TargetList = TargetList.NONE
    in_task: bool = False
    names_units: bool = False
    heads: tuple[Party, ...] = ()  # whose duties the item itself heads
    is_lone: bool = False  # the only sentence below a numbered title


@dataclass(slots=True)
class Walk:
    """Gathers targets and assignments while the tree becomes items."""

    frame: Frame
    rows: dict[int, list[DutyRow]]
    targets: list[DraftTarget] = field(default_factory=list)
    assignments: list[DraftAssignment] = field(default_factory=list)

    def sections(self, roots: Sequence[Node]) -> tuple[DraftItem, ...]:
        """Return the outline. Without a section on who does what, units named first in a task are its units."""
        kinds = {section_kind(root.paragraph.text) for root in roots}
        return self.items(roots, "", _Context(SectionKind.WORK, names_units=SectionKind.ORGANIZATION not in kinds))

    def items(self, nodes: Sequence[Node], parent: str, context: _Context) -> tuple[DraftItem, ...]:
        return tuple(
            self._item(node, f"{parent}{position}", replace(context, heads=heads, is_lone=_is_lone(nodes, parent)))
            for position, (node, heads) in enumerate(zip(nodes, headed_by(nodes), strict=True), start=1)
        )

    def _item(self, node: Node, path: str, context: _Context) -> DraftItem:
        kind, below = self._read(node, Place(path, node.paragraph.first), context)
        label, paragraph = node.label, node.paragraph
        is_prose = context.section in _PROSE or kind is ItemKind.FOOTNOTE
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
        if node.label and node.label.rank is Rank.GROUP:
            return ItemKind.HEADING, replace(context, in_task=False)
        if rows := self.rows.get(node.paragraph.first):
            return self._read_row(node, rows, place, context)
        if _is_section(node, place):
            return ItemKind.HEADING, _below_section(node.paragraph.text, place, context)
        if context.section in _PROSE:
            return self._read_prose(node, place, context)
        if context.in_task and is_field_line(node.paragraph.text):
            return ItemKind.CONTENT, context
        if context.section is SectionKind.ORGANIZATION:
            return self._read_duty(node, place, context)
        return self._read_work(node, place, context)

    def _read_row(
        self, node: Node, rows: Sequence[DutyRow], place: Place, context: _Context
    ) -> tuple[ItemKind, _Context]:
        text = node.paragraph.text
        is_target = any(row.sets_targets for row in rows)
        targets = [target for row in rows for target in read_row_targets(text, row.values, row.measure)]
        targets = targets or (find_targets(text, is_target_item=True) if is_target else [])
        self._add_targets(targets, place)
        for row in rows:
            self.assignments += assign_row(text, row, place, self.frame)
        return ItemKind.TARGET if is_target else ItemKind.TASK, replace(context, in_task=True)

    def _read_prose(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        text = node.paragraph.text
        if is_heading(node) or (node.children and target_list(text) is not TargetList.NONE):
            return ItemKind.HEADING, replace(context, targets=target_list(text))
        if context.targets is not TargetList.NONE:
            return self._read_target(node, place, context)
        return ItemKind.CONTENT, context

    def _read_target(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        """Read an item of a list of targets; below a mere goal ("Mục tiêu") prose without one is content."""
        if is_heading(node) or is_title(node):
            return ItemKind.HEADING, context
        is_whole_list = context.targets is TargetList.ALL
        targets = find_targets(node.paragraph.text, is_target_item=True, takes_deliverables=is_whole_list)
        self._add_targets(targets, place)
        self.assignments += assign_targets(targets, place, self.frame)
        if not targets:
            return ItemKind.CONTENT, context
        return ItemKind.TARGET, replace(context, targets=TargetList.NONE, in_task=True)

    def _read_work(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        text = node.paragraph.text
        if node.children and target_list(text) is not TargetList.NONE:
            return ItemKind.HEADING, replace(context, targets=target_list(text))
        if context.heads and starts_name(text):
            return self._read_duty(node, place, context)
        if context.targets is not TargetList.NONE:
            return self._read_target(node, place, context)
        if not context.in_task and is_heading(node):
            return ItemKind.HEADING, _below_heading(text, context)
        if node.label is None and text.rstrip().endswith(":"):
            return ItemKind.CONTENT, context
        if context.names_units and not context.in_task and read_subject(text, self.frame.names)[0]:
            return self._read_duty(node, place, context)
        self._add_targets(find_targets(text, is_target_item=False), place)
        assigned = assign_work(_with_fields(node), place, self.frame, is_detail=context.in_task)
        self.assignments += assigned
        is_detail = context.in_task or (node.label is None and not assigned and not context.is_lone)
        return ItemKind.CONTENT if is_detail and not assigned else ItemKind.TASK, replace(context, in_task=True)

    def _read_duty(self, node: Node, place: Place, context: _Context) -> tuple[ItemKind, _Context]:
        text = node.paragraph.text
        context = replace(context, section=SectionKind.ORGANIZATION)
        if context.heads:
            return ItemKind.HEADING, replace(context, parties=context.heads, roles=(), in_task=False)
        subject, start = read_subject(text, self.frame.names)
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
        self.targets += [target.drafted(place.path, place.line) for target in targets]


def _below_section(text: str, place: Place, context: _Context) -> _Context:
    """Return what a section says of its items; inside a part that looks back nothing is a duty."""
    is_nested = "." in place.path
    kind = section_kind(text, within=context.section if is_nested else SectionKind.WORK)
    if is_nested and context.section is SectionKind.PURPOSE:
        kind = SectionKind.PURPOSE
    if parties := heading_parties(text):
        return _Context(SectionKind.ORGANIZATION, parties=parties)
    return _Context(kind, targets=target_list(text), names_units=context.names_units)


def _below_heading(text: str, context: _Context) -> _Context:
    """ "Mục tiêu chung", "Yêu cầu" inside a section of work say why, not what."""
    kind = section_kind(text, within=context.section) if names_section(text) else context.section
    return replace(context, section=kind if kind is SectionKind.PURPOSE else context.section)


def _is_section(node: Node, place: Place) -> bool:
    """Whether an item is a section: outermost with items below it, or numbered as one (Phần, A, I, Điều)."""
    is_outermost = "." not in place.path
    if not node.children:
        return is_outermost and is_capitals(node.paragraph.text) and not node.paragraph.cells
    return is_outermost or (node.label is not None and node.label.rank <= Rank.ARTICLE)


def _is_lone(nodes: Sequence[Node], parent: str) -> bool:
    """Whether a title within a section stands over a single sentence, which is then what is to be done."""
    text = nodes[0].paragraph.text.rstrip() if nodes else ""
    return len(nodes) == 1 and parent.count(".") > 1 and has_ended(text) and not text.endswith(":")


def _is_aside(node: Node) -> bool:
    """Whether a line among duties gives none: a lead-in that ends in a colon, a word on money."""
    text = node.paragraph.text.strip()
    return text.endswith(":") or text.startswith("Kinh phí")


def _with_fields(node: Node) -> str:
    """Return an item's text with the lines below it that only name who and by when."""
    fields = [child.paragraph.text for child in node.children if is_field_line(child.paragraph.text)]
    return "\n".join([node.paragraph.text, *fields])
