"""What a person set right in a draft, kept apart from the machine's reading and laid over it in order. Pure.

A correction remembers the item it was made on, its source lines and its words, so that it finds the item again
when a newer reader has read the document once more. One that finds nothing becomes a finding; none is lost silently.
"""

from __future__ import annotations  # a correction makes corrections

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from plans.deadlines import Deadline, DeadlineKind
from plans.importing.branches import Branch, DoesNotFit, Tree, draft_of, tree_of, words_of
from plans.importing.check import check_plan
from plans.importing.drafts import DraftAssignment, DraftItem, DraftPlan, Finding, ItemKind, Role
from plans.importing.names import split_names

_SHOWN = 60
_WITHOUT_DUTIES = {ItemKind.HEADING, ItemKind.CONTENT, ItemKind.FOOTNOTE}


class Act(StrEnum):
    """What a person does to one place of a draft."""

    SEEN = "seen"
    EDIT = "edit"
    SPLIT = "split"
    MERGE = "merge"
    CONTENT = "content"
    OMIT = "omit"
    INDENT = "indent"
    OUTDENT = "outdent"


NAMES = {
    Act.SEEN: "đã xem",
    Act.EDIT: "sửa mục",
    Act.SPLIT: "tách mục",
    Act.MERGE: "gộp với mục trên",
    Act.CONTENT: "không phải nhiệm vụ",
    Act.OMIT: "không phải mục",
    Act.INDENT: "vào một cấp",
    Act.OUTDENT: "ra một cấp",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One act of a person. `lines` and `words` are those of the item it was made on, of a finding its line and code.

    `values` by act. EDIT: what was changed of label_text, text, kind, deadlines (wordings), who (name and role each).
    SPLIT: `at`, the character of the text before which it divides. SEEN: the message of the finding.
    `by` is the person's key, `by_name` the name, `at` the moment in ISO form.
    """

    act: Act
    lines: tuple[int, int]
    words: str
    values: Mapping[str, Any] = field(default_factory=dict)
    by: int | None = None
    by_name: str = ""
    at: str = ""

    def to_record(self) -> dict[str, Any]:
        """Return values that a JSONField keeps; `from_record` gives the same correction back."""
        return {
            "act": str(self.act), "lines": list(self.lines), "words": self.words, "values": dict(self.values),
            "by": self.by, "by_name": self.by_name, "at": self.at,
        }  # fmt: skip

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Correction:
        return cls(**record | {"act": Act(record["act"]), "lines": (record["lines"][0], record["lines"][1])})

    def same_as(self, other: Correction) -> bool:
        """Whether it says the same of the same place, whoever and whenever."""
        return (self.act, self.lines, self.words, dict(self.values)) == (
            other.act, other.lines, other.words, dict(other.values),
        )  # fmt: skip


def correct_item(act: Act, item: DraftItem, **values: Any) -> Correction:
    """A correction anchored to an item as it stands."""
    return Correction(act, item.lines, words_of(item), values)


def accept_finding(finding: Finding) -> Correction:
    """A person has looked at a finding and leaves things as they are."""
    line = finding.line or 0
    return Correction(Act.SEEN, (line, line), finding.code, {"message": finding.message})


def item_key(item: DraftItem) -> str:
    """A short name of an item for addresses: it changes with the item's words, not with its place."""
    return f"{item.lines[0]}-{zlib.crc32(words_of(item).encode()):08x}"


def finding_key(finding: Finding) -> str:
    """A short name of a finding for addresses."""
    return f"{finding.line or 0}-{zlib.crc32(f'{finding.code} {finding.message}'.encode()):08x}"


def apply_corrections(
    draft: DraftPlan, corrections: Sequence[Correction], facts: Mapping[str, Any] | None = None
) -> DraftPlan:
    """Lay corrections over the machine's reading, in their order.

    `facts` are fields of the head as a person filled them in (number, title, issued_on, period …); deadlines that come
    back follow the period. The findings become those of the corrected draft: what was put right or accepted is gone,
    a correction that no longer fits has come. What only the reader of files could find stays until accepted.
    """
    known = set(check_plan(draft))
    from_reader = [finding for finding in draft.findings if finding not in known]
    draft = replace(draft, **facts or {})
    tree = tree_of(draft)
    if facts and draft.period and "period" in facts:
        _follow(tree, *draft.period)
    unfit = _apply_all(tree, corrections)
    corrected = draft_of(tree, draft)
    found = [*unfit, *from_reader, *check_plan(corrected)]
    return replace(corrected, findings=tuple(_without_seen(found, corrections)))


def check_correction(draft: DraftPlan, corrections: Sequence[Correction], correction: Correction) -> None:
    """Raise DoesNotFit, with a sentence, if one more correction cannot be laid over a reading and those made before."""
    if correction.act is not Act.SEEN:
        tree = tree_of(draft)
        _apply_all(tree, corrections)
        _apply(tree, correction)


def answering_role(roles: Iterable[Role]) -> Role:
    """Six words of paper, three roles: who leads, who answers, who helps (DESIGN §2)."""
    said = set(roles)
    if Role.LEAD in said:
        return Role.LEAD
    return Role.COORDINATE if said == {Role.COORDINATE} else Role.PERFORM


def who_rows(assignments: Iterable[DraftAssignment]) -> list[dict[str, str]]:
    """Each name with its role, as an editor shows them and EDIT keeps them; an empty name where nobody is named."""
    return [
        {"name": name, "role": str(answering_role(one.roles))}
        for one in assignments
        for name in ((*one.units, *one.groups) or ("",))
    ]


def wordings_of(item: DraftItem, assignments: Iterable[DraftAssignment]) -> list[str]:
    """Every deadline wording of an item, once: those of its text, then those of its assignments."""
    named = [deadline.wording for one in assignments for deadline in one.deadlines]
    return list(dict.fromkeys([*(deadline.wording for deadline in item.deadlines), *named]))


def _follow(tree: Tree, start: date, end: date) -> None:
    for branch in tree.walk():
        branch.item = replace(branch.item, deadlines=tuple(d.within(start, end) for d in branch.item.deadlines))
        branch.assignments = [
            replace(one, deadlines=tuple(d.within(start, end) for d in one.deadlines)) for one in branch.assignments
        ]


def _apply_all(tree: Tree, corrections: Iterable[Correction]) -> list[Finding]:
    """Lay each over the tree; return a finding for each that found no place."""
    unfit = []
    for correction in corrections:
        if correction.act is not Act.SEEN:
            try:
                _apply(tree, correction)
            except DoesNotFit:
                unfit.append(_unfit(correction))
    return unfit


def _apply(tree: Tree, correction: Correction) -> None:
    branch = _find(tree, correction)
    if correction.act is Act.EDIT:
        _edit(tree, branch, correction.values)
    elif correction.act is Act.SPLIT:
        tree.split(branch, int(correction.values["at"]))
    elif correction.act is Act.CONTENT:
        tree.strip(branch, ItemKind.CONTENT)
    else:
        _MOVES[correction.act](tree, branch)


_MOVES: dict[Act, Callable[[Tree, Branch], None]] = {
    Act.MERGE: Tree.merge,
    Act.OMIT: Tree.omit,
    Act.INDENT: Tree.indent,
    Act.OUTDENT: Tree.outdent,
}


def _find(tree: Tree, correction: Correction) -> Branch:
    """The item with the same words: on the same line, or the only one. Raises DoesNotFit."""
    alike = [branch for branch in tree.walk() if words_of(branch.item) == correction.words]
    here = [branch for branch in alike if branch.item.lines[0] == correction.lines[0]]
    if here or len(alike) == 1:
        return (here or alike)[0]
    raise DoesNotFit("Mục này không còn trong bản nháp.")


def _edit(tree: Tree, branch: Branch, values: Mapping[str, Any]) -> None:
    words = {name: values[name] for name in ("label_text", "text") if name in values}
    if "label_text" in words:
        words["label"] = words["label_text"].strip(" .)/-–:") or words["label_text"].strip()
    branch.item = replace(branch.item, **words)
    if kind := values.get("kind"):
        if ItemKind(kind) in _WITHOUT_DUTIES:
            tree.strip(branch, ItemKind(kind))
        branch.item = replace(branch.item, kind=ItemKind(kind))
    if "who" in values:
        branch.assignments = [_assignment(branch, row["name"], Role(row["role"])) for row in values["who"]]
    if "deadlines" in values:
        _set_deadlines(tree, branch, values["deadlines"])


def _assignment(branch: Branch, name: str, role: Role) -> DraftAssignment:
    """What was read for this name, else a new assignment under the item's own deadlines."""
    for one in branch.assignments:
        if name and name in (*one.units, *one.groups) and answering_role(one.roles) is role:
            is_group = name in one.groups
            return replace(one, units=() if is_group else (name,), groups=(name,) if is_group else ())
    is_group = any(party.is_group for party in split_names(name))
    return DraftAssignment(
        path="", units=() if is_group or not name else (name,), groups=(name,) if is_group else (), roles=(role,),
        text=branch.item.text, line=branch.item.lines[0],
        deadlines=() if role is Role.COORDINATE else branch.item.deadlines,
    )  # fmt: skip


def _set_deadlines(tree: Tree, branch: Branch, wordings: Sequence[str]) -> None:
    """Keep what stays where it stands, take away what is gone, give what is new to the item and all who do it."""
    known = wordings_of(branch.item, branch.assignments)
    added = [deadline for wording in wordings if wording not in known for deadline in _read(tree, wording)]
    branch.item = replace(branch.item, deadlines=_kept(branch.item.deadlines, wordings, added))
    branch.assignments = [
        replace(one, deadlines=_kept(one.deadlines, wordings, () if set(one.roles) == {Role.COORDINATE} else added))
        for one in branch.assignments
    ]


def _kept(deadlines: Iterable[Deadline], wordings: Sequence[str], added: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return (*(deadline for deadline in deadlines if deadline.wording in wordings), *added)


def _read(tree: Tree, wording: str) -> tuple[Deadline, ...]:
    return tree.frame.read(wording) or (Deadline(DeadlineKind.UNREADABLE, wording),)


def _unfit(correction: Correction) -> Finding:
    shown = correction.words if len(correction.words) <= _SHOWN else f"{correction.words[:_SHOWN].rstrip()}…"
    who = f" của {correction.by_name}" if correction.by_name else ""
    message = f"Lần sửa “{NAMES[correction.act]}”{who} ở “{shown}” không còn khớp với bản đọc mới. Hãy xem và sửa lại."
    return Finding("correction_unfit", message, correction.lines[0] or None)


def _without_seen(findings: Iterable[Finding], corrections: Iterable[Correction]) -> list[Finding]:
    """Leave out what a person accepted: on its line, or, where the lines have moved, by its words alone."""
    seen = [accepted for accepted in corrections if accepted.act is Act.SEEN]
    places = {(one.words, one.values["message"], one.lines[0]) for one in seen}
    findings = list(findings)
    open_ones = []
    for finding in findings:
        is_only = sum((other.code, other.message) == (finding.code, finding.message) for other in findings) == 1
        by_words = is_only and any((s.words, s.values["message"]) == (finding.code, finding.message) for s in seen)
        if (finding.code, finding.message, finding.line or 0) not in places and not by_words:
            open_ones.append(finding)
    return open_ones
