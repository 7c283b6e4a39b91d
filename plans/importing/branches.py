"""A draft's outline as a tree that can be taken apart and put together: items moved, joined, divided. Pure.

Paths count positions, so they are written anew when the tree becomes a draft again; each item carries its own
assignments and targets meanwhile.
"""

from __future__ import annotations  # a branch refers to branches

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from plans.deadlines import Deadline
from plans.importing.assignments import read_orders, read_subject
from plans.importing.drafts import DraftAssignment, DraftItem, DraftPlan, DraftTarget, ItemKind, Role
from plans.importing.duties import Frame, Place, assign_paragraph
from plans.importing.labels import read_label
from plans.importing.names import Party
from plans.importing.roster import Roster

_SEPARATORS = " \t\n;,"


class DoesNotFit(ValueError):
    """An act that the outline as it stands leaves no room for; nothing was changed."""


@dataclass(slots=True)
class Branch:
    """One item with what was read of it; its children stand in `children`, not in the item."""

    item: DraftItem
    assignments: list[DraftAssignment] = field(default_factory=list)
    targets: list[DraftTarget] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)
    parent: Branch | None = None

    def walk(self) -> Iterator[Branch]:
        """Yield the branch and everything below it, in printed order."""
        waiting = [self]
        while waiting:
            branch = waiting.pop()
            yield branch
            waiting.extend(reversed(branch.children))

    def leaf(self) -> DraftItem:
        """The item with the path and the children that the tree gives it now."""
        return replace(self.item, children=tuple(child.leaf() for child in self.children))


@dataclass(slots=True)
class Tree:
    """An outline taken apart."""

    roots: list[Branch]
    frame: Frame

    def walk(self) -> Iterator[Branch]:
        for root in self.roots:
            yield from root.walk()

    def siblings(self, branch: Branch) -> list[Branch]:
        return branch.parent.children if branch.parent else self.roots

    def indent(self, branch: Branch) -> None:
        """Make an item the last child of the one before it. Raises DoesNotFit (it is the first of its parent)."""
        siblings = self.siblings(branch)
        place = siblings.index(branch)
        if place == 0:
            raise DoesNotFit("Mục đứng đầu, không vào một cấp được.")
        siblings.remove(branch)
        _hang([branch], siblings[place - 1])

    def outdent(self, branch: Branch) -> None:
        """Put an item beside its parent; its later siblings go below it, so that the order stays as printed."""
        above = branch.parent
        if above is None:
            raise DoesNotFit("Mục đã ở cấp ngoài cùng.")
        place = above.children.index(branch)
        later = above.children[place + 1 :]
        del above.children[place:]
        _hang(later, branch)
        outer = self.siblings(above)
        outer.insert(outer.index(above) + 1, branch)
        branch.parent = above.parent

    def omit(self, branch: Branch) -> None:
        """Take an item out; what stood below it takes its place."""
        siblings = self.siblings(branch)
        place = siblings.index(branch)
        siblings[place : place + 1] = branch.children
        for child in branch.children:
            child.parent = branch.parent

    def merge(self, branch: Branch) -> None:
        """Join an item to the paragraph printed before it, with its duties. Raises DoesNotFit (it is the first)."""
        printed = list(self.walk())
        place = next(index for index, other in enumerate(printed) if other is branch)
        if place == 0:
            raise DoesNotFit("Mục đứng đầu văn bản, không có mục nào ở trên để gộp.")
        above = printed[place - 1]
        self.siblings(branch).remove(branch)
        _hang(branch.children, above)
        before = [*above.assignments, *branch.assignments]
        kind = branch.item.kind if branch.assignments and not above.assignments else above.item.kind
        above.item = replace(
            above.item,
            text=f"{above.item.text} {words_of(branch.item)}".strip(),
            kind=kind,
            lines=(min(above.item.lines[0], branch.item.lines[0]), max(above.item.lines[1], branch.item.lines[1])),
            deadlines=tuple(dict.fromkeys([*above.item.deadlines, *branch.item.deadlines])),
        )
        above.targets += branch.targets
        self._read_again(above, before, above.item.text)

    def split(self, branch: Branch, at: int) -> None:
        """Divide an item before character `at` of its text; both parts are read again, children follow the second.

        Raises DoesNotFit (one of the parts would be empty).
        """
        head, tail = branch.item.text[:at].rstrip(), branch.item.text[at:].lstrip(_SEPARATORS)
        if not head or not tail:
            raise DoesNotFit("Chỗ tách nằm ngoài nội dung của mục.")
        before, whole, targets = branch.assignments, branch.item.text, branch.targets
        later = Branch(_relabeled(branch.item, tail), parent=branch.parent)
        siblings = self.siblings(branch)
        siblings.insert(siblings.index(branch) + 1, later)
        _hang(branch.children, later)
        branch.children, branch.item = [], replace(branch.item, text=head)
        for part in (branch, later):
            self._read_again(part, before, whole)
            part.targets = [target for target in targets if target.text in part.item.text]
        branch.targets += [target for target in targets if target not in (*branch.targets, *later.targets)]

    def strip(self, branch: Branch, kind: ItemKind) -> None:
        """Let an item be words alone: nobody's duty, no deadline, no target."""
        branch.item = replace(branch.item, kind=kind, deadlines=())
        branch.assignments, branch.targets = [], []

    def _read_again(self, part: Branch, before: list[DraftAssignment], whole: str) -> None:
        """Read what a part says of who and by when. What came from elsewhere than the text `whole`, from a heading,
        a cell of a table or a person, holds on."""
        text, place = part.item.text, Place("", part.item.lines[0])
        part.item = replace(part.item, deadlines=_still_said(part.item.deadlines, text, whole))
        outside = [one for one in before if not any(name in whole for name in (*one.units, *one.groups))]
        names = self.frame.names
        if read_subject(text, names)[0] or read_orders(text, names):
            part.assignments = assign_paragraph(text, place, self.frame, (), ())
        elif outside:
            part.assignments = _united(
                replace(one, text=text, deadlines=_still_said(one.deadlines, text, whole)) for one in outside
            )
        else:
            part.assignments = assign_paragraph(text, place, self.frame, _parties(before), ()) if before else []
        if part.assignments:
            part.item = replace(part.item, kind=ItemKind.TASK)


def tree_of(draft: DraftPlan) -> Tree:
    """Take the outline of a draft apart."""
    branches: dict[str, Branch] = {}
    roots: list[Branch] = []
    for item in draft.walk():
        parent = branches.get(item.path.rpartition(".")[0])
        branch = branches[item.path] = Branch(replace(item, children=()), parent=parent)
        (parent.children if parent else roots).append(branch)
    for assignment in draft.assignments:
        branches[assignment.path].assignments.append(assignment)
    for target in draft.targets:
        branches[target.path].targets.append(target)
    start, end = draft.period or (None, None)
    names = Roster(name for one in draft.assignments for name in one.units)
    return Tree(roots, Frame(draft.issued_on, start, end, names))


def draft_of(tree: Tree, draft: DraftPlan) -> DraftPlan:
    """Put a tree together again, with the header, citations and findings of `draft`."""
    _number(tree.roots)
    printed = list(tree.walk())
    return replace(
        draft,
        outline=tuple(root.leaf() for root in tree.roots),
        assignments=tuple(replace(one, path=b.item.path) for b in printed for one in b.assignments),
        targets=tuple(replace(one, path=b.item.path) for b in printed for one in b.targets),
    )


def words_of(item: DraftItem) -> str:
    """The paragraph as printed, with its label."""
    return f"{item.label_text.rstrip()} {item.text}".strip()


def _relabeled(item: DraftItem, words: str) -> DraftItem:
    """The item with other words; a label they begin with is its own."""
    label = read_label(words)
    if label is None:
        return replace(item, label="", label_text="", text=words)
    return replace(item, label=label.text, label_text=label.printed, text=words[len(label.printed) :])


def _number(roots: list[Branch]) -> None:
    waiting = [("", roots)]
    while waiting:
        above, siblings = waiting.pop()
        for position, branch in enumerate(siblings, start=1):
            branch.item = replace(branch.item, path=f"{above}{position}")
            waiting.append((f"{branch.item.path}.", branch.children))


def _hang(branches: Iterable[Branch], parent: Branch) -> None:
    for branch in list(branches):
        branch.parent = parent
        parent.children.append(branch)


def _still_said(deadlines: Iterable[Deadline], text: str, whole: str) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in deadlines if deadline.wording in text or deadline.wording not in whole)


def _united(assignments: Iterable[DraftAssignment]) -> list[DraftAssignment]:
    """The same units in the same roles once, with the deadlines of all."""
    kept: dict[object, DraftAssignment] = {}
    for one in assignments:
        key = (one.units, one.groups, one.roles)
        deadlines = [*(kept[key].deadlines if key in kept else ()), *one.deadlines]
        kept[key] = replace(kept.get(key, one), deadlines=tuple(dict.fromkeys(deadlines)))
    return list(kept.values())


def _parties(assignments: Iterable[DraftAssignment]) -> tuple[Party, ...]:
    """Whoever does the work; who only helps does not pass on to a part that names nobody."""
    doing = [one for one in assignments if set(one.roles) != {Role.COORDINATE}]
    named = [Party(name, is_group=False) for one in doing for name in one.units]
    return tuple(dict.fromkeys([*named, *(Party(name, is_group=True) for one in doing for name in one.groups)]))
