"""A new version beside the plan at work, as the page of the comparison shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.forms import BoundField

from plans.deadlines import describe
from plans.forms.imports import NamesForm
from plans.forms.revisions import RevisionForm, field_of
from plans.importing.comparing import Aspect, Doubt, Outcome, Pair, Passage
from plans.importing.drafts import DraftItem
from plans.importing.rewording import Words, reworded
from plans.models import Origin, PlanItem
from plans.revisions import Choice, Fact, Revision
from plans.services.confirming import NOBODY_NAMED, deadlines_of, role_of, written_names
from plans.services.duties import read_wording

DEEPEST_STYLE = 4
_ASPECTS = {
    Aspect.LABEL: "số mục",
    Aspect.PLACE: "vị trí",
    Aspect.TEXT: "câu chữ",
    Aspect.DEADLINES: "thời hạn",
    Aspect.UNITS: "đơn vị",
    Aspect.TARGETS: "chỉ tiêu",
}
_DOUBTS = {
    Doubt.FAR: "Câu chữ khác nhiều: hãy xem có đúng là cùng một mục không.",
    Doubt.RIVAL: "Có mục khác giống không kém: có thể mục này được tách ra, hoặc gộp lại.",
    Doubt.READING: "Câu chữ như cũ mà máy đọc ra khác kế hoạch đang thực hiện: có thể trước đây đã sửa tay.",
    Doubt.PARTIAL: "Văn bản mới không nêu phần lớn kế hoạch; có thể chỉ ghi phần sửa đổi. Hãy xem mục này còn không.",
}


@dataclass(frozen=True)
class Line:
    """Something beside a paragraph, before and after: "Thời hạn"."""

    label: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True)
class Named:
    """Somebody the new text gives a part, with the picker; `name` is empty where it names nobody.

    `is_asked`: the text says that somebody does it; else a unit may be named, and need not.
    """

    name: str
    picker: BoundField
    is_asked: bool

    @property
    def is_settled(self) -> bool:
        picked = self.picker.value()
        return not self.is_asked or (picked is not None and bool(picked.name or picked.value))


@dataclass(frozen=True)
class Entry:
    """One paragraph that differs, with the choice about it."""

    pair: Pair
    before: str
    after: str
    choice: BoundField
    lines: list[Line]
    names: list[Named] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"pair-{self.pair.key.replace('~', '-')}"

    @property
    def level(self) -> int:
        return min(_either(self.pair).depth + 1, DEEPEST_STYLE)

    @property
    def aspects(self) -> str:
        """What has changed, in words: "câu chữ, thời hạn"."""
        return ", ".join(_ASPECTS[aspect] for aspect in self.pair.aspects)

    @property
    def doubt(self) -> str:
        return _DOUBTS[self.pair.doubt] if self.pair.doubt else ""

    @property
    def words(self) -> list[Words]:
        """Label and text, the words that differ marked."""
        return reworded(self.before, self.after)

    @property
    def is_open(self) -> bool:
        """Whether a choice is missing, or the name of somebody who is to do it."""
        chosen = self.choice.value()
        return not chosen or (chosen == Choice.TAKE and any(not named.is_settled for named in self.names))


@dataclass(frozen=True)
class Block:
    """A run of paragraphs that stay as they are, or one that differs."""

    unchanged: list[Passage] = field(default_factory=list)
    entry: Entry | None = None


class ComparisonPage:
    """Everything the page shows of a comparison."""

    def __init__(self, revision: Revision, form: RevisionForm, names: NamesForm):
        self.revision, self.form, self.names = revision, form, names
        self.by_name = dict(names.rows())
        self.blocks = list(self._blocks())
        self.entries = [block.entry for block in self.blocks if block.entry]

    def count(self, outcome: Outcome) -> int:
        return sum(1 for pair in self.revision.pairs if pair.outcome == outcome)

    @property
    def counts(self) -> dict[str, int]:
        return {outcome.value: self.count(outcome) for outcome in Outcome}

    @property
    def first_open(self) -> Entry | None:
        return next((entry for entry in self.entries if entry.is_open), None)

    @property
    def open_count(self) -> int:
        return sum(1 for entry in self.entries if entry.is_open)

    @property
    def facts(self) -> list[tuple[Fact, BoundField]]:
        return [(fact, self.form[f"fact_{fact.name}"]) for fact in self.revision.facts]

    @property
    def dropped(self) -> list[Passage]:
        return [pair.before for pair in self.revision.pairs if pair.before and pair.after is None]

    @property
    def new(self) -> list[Passage]:
        return [pair.after for pair in self.revision.pairs if pair.after and pair.before is None]

    def _blocks(self) -> Iterator[Block]:
        run: list[Passage] = []
        asked: set[str] = set()
        for pair in self.revision.pairs:
            if pair.outcome == Outcome.UNCHANGED:
                run.append(_either(pair))
                continue
            if run:
                yield Block(unchanged=run)
                run = []
            names = [name for name in self.revision.names_of(pair) if name not in asked]
            asked |= set(names)
            yield Block(entry=self._entry(pair, names))
        if run:
            yield Block(unchanged=run)

    def _entry(self, pair: Pair, names: list[str]) -> Entry:
        is_asked = pair.after is not None and pair.after.key in self.revision.assignments
        pickers = [Named("" if name.startswith(NOBODY_NAMED) else name, self.by_name[name], is_asked) for name in names]
        return Entry(pair, *self._texts(pair), self.form[field_of(pair)], list(self._lines(pair)), pickers)

    def _texts(self, pair: Pair) -> tuple[str, str]:
        """Both paragraphs with their labels as printed; a label that only changed its closing mark is no change."""
        item = self.revision.items[pair.before.key] if pair.before else None
        drafted = self.revision.drafted[pair.after.key] if pair.after else None
        new = drafted.label_text if drafted else ""
        old = new if drafted and pair.before and Aspect.LABEL not in pair.aspects else item.label_text if item else ""
        return _said(old, item), _said(new, drafted)

    def _lines(self, pair: Pair) -> Iterator[Line]:
        item = self.revision.items[pair.before.key] if pair.before else None
        path = pair.after.key if pair.after else None
        shown = {
            Aspect.UNITS: ("Đơn vị", _doers(item), self._drafted_doers(path)),
            Aspect.DEADLINES: ("Thời hạn", _deadlines(item), self._drafted_deadlines(path)),
            Aspect.TARGETS: ("Chỉ tiêu", _targets(item), self._drafted_targets(path)),
        }
        for aspect, (label, before, after) in shown.items():
            if aspect in pair.aspects or ((before or after) and pair.outcome != Outcome.CHANGED):
                yield Line(label, before, after)

    def _drafted_doers(self, path: str | None) -> list[str]:
        return [
            f"{role_of(assignment).label}: {', '.join(map(_called, written_names(assignment)))}"
            for assignment in self.revision.assignments.get(path or "", [])
        ]

    def _drafted_deadlines(self, path: str | None) -> list[str]:
        if path is None:
            return []
        found = deadlines_of(self.revision.drafted[path], self.revision.assignments.get(path, []))
        wordings = dict.fromkeys(deadline.wording for deadline in found)
        return [
            f"“{wording}”: {describe(deadline)}"
            for wording in wordings
            for deadline in read_wording(wording, self.revision.plan)
        ]

    def _drafted_targets(self, path: str | None) -> list[str]:
        return [target.text for target in self.revision.draft.targets if target.path == path]


def names_in(revision: Revision) -> list[str]:
    """Every written name that has to be known, once."""
    return list(dict.fromkeys(name for pair in revision.differing() for name in revision.names_of(pair)))


def _either(pair: Pair) -> Passage:
    return pair.after or pair.before  # type: ignore[return-value]  # a pair has one of them


def _said(label: str, paragraph: PlanItem | DraftItem | None) -> str:
    return f"{label} {paragraph.text}".strip() if paragraph else ""


def _called(name: str) -> str:
    return NOBODY_NAMED if name.startswith(NOBODY_NAMED) else name


def _doers(item: PlanItem | None) -> list[str]:
    rows = [row for row in item.assignees.all() if row.origin == Origin.DUTY] if item else []
    return [f"{row.get_role_display()}: {row.unit or row.group or row.text}" for row in rows]


def _deadlines(item: PlanItem | None) -> list[str]:
    return [f"“{row.wording}”: {describe(row.deadline)}" for row in item.deadlines.all()] if item else []


def _targets(item: PlanItem | None) -> list[str]:
    return [row.text for row in item.targets.all()] if item else []
