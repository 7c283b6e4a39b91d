"""A draft as the review page shows it: every part with the source lines it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BoundField

from plans.deadlines import Deadline, describe
from plans.forms.imports import NamesForm
from plans.importing.drafts import DraftItem, DraftPlan, Finding
from plans.services.confirming import ACTS, deadlines_of, role_of, written_names

DEEPEST_STYLE = 4
MOST_MARKED = 60


def anchors(lines: Iterable[int]) -> str:
    """The places in the source that a row marks, as `data-marks` takes them."""
    return ", ".join(f"#line-{line}" for line in list(lines)[:MOST_MARKED])


@dataclass(frozen=True)
class ItemRow:
    """One paragraph of the draft with what was read beside it."""

    item: DraftItem
    duties: list[str]
    deadlines: list[str]
    targets: list[str]

    @property
    def level(self) -> int:
        return min(self.item.path.count(".") + 1, DEEPEST_STYLE)

    @property
    def marks(self) -> str:
        return anchors(range(self.item.lines[0], self.item.lines[1] + 1))


@dataclass(frozen=True)
class NameRow:
    """One written name, to be matched."""

    name: str
    field: BoundField
    lines: list[int]

    @property
    def marks(self) -> str:
        return anchors(self.lines)


class DraftPage:
    """Everything the review page shows of a draft."""

    def __init__(self, draft: DraftPlan, names_form: NamesForm):
        self.draft = draft
        self.names_form = names_form
        self.findings: list[Finding] = list(draft.findings)

    def rows(self) -> list[ItemRow]:
        return [
            ItemRow(item, self._duties(item), self._deadlines(item), self._targets(item)) for item in self.draft.walk()
        ]

    def names(self) -> list[NameRow]:
        """Each written name with its picker and the lines where it gets a duty."""
        return [NameRow(name, picker, self._lines_of(name)) for name, picker in self.names_form.rows()]

    def _lines_of(self, name: str) -> list[int]:
        return list(dict.fromkeys(a.line for a in self.draft.assignments if name in (*written_names(a), a.via)))

    def _duties(self, item: DraftItem) -> list[str]:
        said = []
        for assignment in self.draft.assignments:
            if assignment.path == item.path:
                acts = ", ".join(ACTS[role] for role in assignment.roles if role in ACTS)
                names = ", ".join(written_names(assignment))
                said.append(f"{role_of(assignment).label.capitalize()}: {names}{f' ({acts})' if acts else ''}")
        return said

    def _targets(self, item: DraftItem) -> list[str]:
        return [target.text for target in self.draft.targets if target.path == item.path]

    def _deadlines(self, item: DraftItem) -> list[str]:
        doing = [assignment for assignment in self.draft.assignments if assignment.path == item.path]
        return [_said(deadline) for deadline in deadlines_of(item, doing)]


def _said(deadline: Deadline) -> str:
    return f"“{deadline.wording}”: {describe(deadline)}"
