"""A draft as the review page shows it: every part with the source lines it was read from, and its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.forms import BoundField

from plans.deadlines import Deadline, DeadlineKind, describe
from plans.forms.imports import NamesForm, name_field
from plans.forms.naming import Picked
from plans.importing.corrections import finding_key, item_key
from plans.importing.drafts import DraftAssignment, DraftItem, DraftPlan, DraftTarget, Finding
from plans.services.confirming import ACTS, deadlines_of, role_of, written, written_names

DEEPEST_STYLE = 4
MOST_MARKED = 60


def anchors(lines: Iterable[int]) -> str:
    """The places in the source that a row marks, as `data-marks` takes them."""
    return ", ".join(f"#line-{line}" for line in list(lines)[:MOST_MARKED])


@dataclass(frozen=True)
class Flag:
    """A finding with the name that acts call it by."""

    key: str
    message: str
    line: int | None
    place: str = ""


@dataclass(frozen=True)
class Row:
    """One paragraph of the draft with what was read beside it. Two rows that show the same are equal."""

    key: str
    level: int
    kind: str
    label: str
    text: str
    lines: tuple[int, int]
    duties: tuple[str, ...]
    deadlines: tuple[Said, ...]
    targets: tuple[str, ...]
    flags: tuple[Flag, ...]

    @property
    def marks(self) -> str:
        return anchors(range(self.lines[0], self.lines[1] + 1))


class Said(NamedTuple):
    """A deadline in words; `is_doubtful` where a person must look."""

    words: str
    is_doubtful: bool


class NameRow(NamedTuple):
    """One written name, to be matched; `is_known` once somebody or the tree says who it is."""

    name: str
    field: BoundField
    lines: list[int]
    is_known: bool

    @property
    def key(self) -> str:
        return name_field(self.name)

    @property
    def is_name(self) -> bool:
        """Whether the document names somebody at all."""
        return written(self.name) == self.name

    @property
    def marks(self) -> str:
        return anchors(self.lines)


class SourceLine(NamedTuple):
    """A line of the document and the row of the draft that was read from it."""

    number: int
    text: str
    key: str


class DraftPage:
    """Everything the review page shows of a draft."""

    def __init__(self, draft: DraftPlan):
        self.draft = draft
        self.items = {item_key(item): item for item in draft.walk()}
        self.keys = {item.path: key for key, item in self.items.items()}
        self._assignments: dict[str, list[DraftAssignment]] = defaultdict(list)
        self._targets: dict[str, list[DraftTarget]] = defaultdict(list)
        for assignment in draft.assignments:
            self._assignments[assignment.path].append(assignment)
        for target in draft.targets:
            self._targets[target.path].append(target)

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(item) for item in self.draft.walk()]

    @cached_property
    def flags(self) -> list[Flag]:
        """Every finding, in the order of the page: those of the whole document first."""
        return [self._flag(finding) for finding in self.draft.findings]

    @cached_property
    def loose(self) -> list[Flag]:
        """Findings that belong to no item: of the whole document, or of lines outside the outline."""
        return [flag for flag in self.flags if not flag.place]

    @cached_property
    def place_of_line(self) -> dict[int, str]:
        """Which item was read from a line."""
        places: dict[int, str] = {}
        for item in self.draft.walk():
            for line in range(item.lines[0], item.lines[1] + 1):
                places.setdefault(line, self.keys[item.path])
        return places

    def source(self, text: str) -> Iterator[SourceLine]:
        for number, words in enumerate(text.split("\n"), start=1):
            yield SourceLine(number, words, self.place_of_line.get(number, ""))

    def assignments_of(self, item: DraftItem) -> list[DraftAssignment]:
        return self._assignments[item.path]

    def finding(self, key: str) -> Finding | None:
        return next((finding for finding in self.draft.findings if finding_key(finding) == key), None)

    def names(self, form: NamesForm) -> list[NameRow]:
        """Each written name with its picker and the lines where it gets a duty."""
        lines: dict[str, dict[int, None]] = defaultdict(dict)
        for assignment in self.draft.assignments:
            for name in (*written_names(assignment), assignment.via or ""):
                lines[name].setdefault(assignment.line)
        return [NameRow(name, picker, list(lines[name]), _is_known(picker)) for name, picker in form.rows()]

    def _row(self, item: DraftItem) -> Row:
        doing, key = self._assignments[item.path], self.keys[item.path]
        return Row(
            key=key,
            level=min(item.path.count(".") + 1, DEEPEST_STYLE),
            kind=item.kind.value,
            label=item.label_text.strip(),
            text=item.text,
            lines=item.lines,
            duties=tuple(map(_duty, doing)),
            deadlines=tuple(map(_said, deadlines_of(item, doing))),
            targets=tuple(target.text for target in self._targets[item.path]),
            flags=tuple(self._flags_by_place[key]),
        )

    @cached_property
    def _flags_by_place(self) -> dict[str, list[Flag]]:
        placed: dict[str, list[Flag]] = defaultdict(list)
        for flag in self.flags:
            placed[flag.place].append(flag)
        return placed

    def _flag(self, finding: Finding) -> Flag:
        place = self.place_of_line.get(finding.line, "") if finding.line else ""
        return Flag(finding_key(finding), finding.message, finding.line, place)


@dataclass(frozen=True)
class Touched:
    """What an act changed on the page: rows to draw again, rows to put in after another one, rows to take away."""

    changed: list[Row]
    added: list[tuple[str, Row]]
    gone: list[str]
    beside: str = ""

    @property
    def first(self) -> str:
        """The row to go on from: what changed, else what stands above the place where something went."""
        return next((row.key for row in (*(row for _, row in self.added), *self.changed)), self.beside)


def touched(before: DraftPage, after: DraftPage) -> Touched:
    """Compare two states of a draft, so that only what an act changed travels to the page."""
    was = {row.key: row for row in before.rows}
    now = {row.key for row in after.rows}
    gone = [key for key in was if key not in now]
    previous = ["", *(row.key for row in after.rows)]
    return Touched(
        changed=[row for row in after.rows if row.key in was and was[row.key] != row],
        added=[(place, row) for place, row in zip(previous, after.rows, strict=False) if row.key not in was],
        gone=gone,
        beside=next((above for above, key in pairwise(was) if key in gone and above in now), ""),
    )


def _is_known(picker: BoundField) -> bool:
    value = picker.value()
    return bool(value.value) if isinstance(value, Picked) else value is not None


def _duty(assignment: DraftAssignment) -> str:
    acts = ", ".join(ACTS[role] for role in assignment.roles if role in ACTS)
    names = ", ".join(written(name) for name in written_names(assignment))
    return f"{role_of(assignment).label.capitalize()}: {names}{f' ({acts})' if acts else ''}"


def _said(deadline: Deadline) -> Said:
    """As written, then what the machine makes of it; canonical words stand only where no day is counted from them."""
    words = describe(deadline)
    is_doubtful = deadline.fuzzy or deadline.kind is DeadlineKind.UNREADABLE
    return Said(f"“{deadline.wording}” → {words.partition(' → ')[2] or words}", is_doubtful)
