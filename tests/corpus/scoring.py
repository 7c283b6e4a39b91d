"""Compare what the reader yields of a document with what a careful clerk reads in it.

Matching rules
- Items: an expected and a read item are the same when their labels are equal and their whole texts agree (ratio of
  edit distance, accents folded: 0.97 in clean and table documents, 0.85 in noisy and scanned ones, where l, I, 1 and
  O, 0 in labels count as one, and so do I, II, III). They are right when the kind is the expected one and the parent is
  the same item; else one is missed and one is extra. Items from paragraphs marked "@?" count neither way.
- Assignments: (item, name, role), one for each unit or group and role; a name agrees when equal but for accents and
  case (ratio 0.88 in noise and scans). The item must be the right one. Optional roles count neither way, nor does a
  person ("đồng chí …") whom the document does not expect.
- Deadlines: (item, due day) for all days of the item and its assignments; the last day of a window is one (DOMAIN.md
  §3.2 K). Wording without a day ("thường xuyên", "định kỳ") is counted where expected, by its kind; more of it is not
  an error: it sets nobody a day.
- Citations: (number, date), number as normal form.
- Targets: (item, kind, value). Details: (item, via / to / product, name). Head: number, issue date, period.
- A wrong date: a due day, citation date, issue date or period that the document does not state there, while no finding
  about dates or deadlines stands on a line of that item (for an item that was not expected: on its own lines, unless
  it is two items run together of which one sets the day).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz.fuzz import partial_ratio

from plans.citations import number_key
from plans.deadlines import Deadline
from plans.importing import DraftPlan, TargetKind, UnreadableFile, read_plan, read_source
from tests.corpus.building import build
from tests.corpus.form import Document, Share
from tests.corpus.matching import Match, folded, match_items

MEASURES = ("items", "assignments", "deadlines", "citations", "targets", "details", "head")
BOUNDED = MEASURES[:4]
BOUNDS = {"clean": 0.98, "tables": 0.95, "noisy": 0.90, "scans": 0.90}
_DATED = ("deadline", "date")


@dataclass(slots=True)
class Score:
    """What was found, missed and read too much, by measure; `wrong_dates` without a finding; `notes` for a person."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    wrong_dates: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for mine, theirs in ((self.found, other.found), (self.missed, other.missed), (self.extra, other.extra)):
            mine.update(theirs)
        self.wrong_dates += other.wrong_dates

    def precision(self, measure: str) -> float:
        read = self.found[measure] + self.extra[measure]
        return self.found[measure] / read if read else 1.0

    def recall(self, measure: str) -> float:
        expected = self.found[measure] + self.missed[measure]
        return self.found[measure] / expected if expected else 1.0

    def miss(self, measure: str, note: str) -> None:
        self.missed[measure] += 1
        self.notes.append(f"missed {measure}: {note}")

    def overread(self, measure: str, note: str) -> None:
        self.extra[measure] += 1
        self.notes.append(f"extra {measure}: {note}")


def read(document: Document) -> DraftPlan:
    """Build a document and read it through the product's door; raises UnreadableFile where that is shut."""
    return read_plan(read_source(*build(document)))


def score(document: Document) -> Score:
    """Return the score of one document; one that cannot be read misses everything."""
    try:
        draft = read(document)
    except UnreadableFile as refusal:
        result = compare(document, DraftPlan())
        result.notes = [f"not read: {refusal.message}"]
        return result
    return compare(document, draft)


def compare(document: Document, draft: DraftPlan) -> Score:
    """Return how a draft compares with what its document must yield."""
    result = Score()
    match = match_items(document, draft)
    _score_items(match, result)
    for measure in (
        _score_assignments,
        _score_deadlines,
        _score_citations,
        _score_targets,
        _score_details,
        _score_head,
    ):
        measure(match, result)
    return result


def _score_items(match: Match, result: Score) -> None:
    by_path = {item.path: item for item in match.draft.walk()}
    for place, expected in enumerate(match.document.items):
        name = f"{expected.label} {expected.text}"[:70]
        path = match.path_of.get(place)
        if path is None:
            result.miss("items", name)
            continue
        kind, parent = by_path[path].kind.value, match.parent(path)
        if kind in expected.kinds and parent == expected.parent:
            result.found["items"] += 1
        else:
            above = "another parent" if parent != expected.parent else "the right parent"
            result.miss("items", f"{name} [{'|'.join(sorted(expected.kinds))}; read as {kind} below {above}]")
            result.extra["items"] += 1
    for path, item in by_path.items():
        if path not in match.place_of and path not in match.ignored:
            result.overread("items", f"{item.kind.value} {item.label_text}{item.text}"[:90])


def _score_assignments(match: Match, result: Score) -> None:
    read_shares = Counter(
        (match.place(entry.path), name, role.value)
        for entry in match.draft.assignments
        for name in (*entry.units, *entry.groups, *entry.persons)
        for role in entry.roles
    )
    persons = {person for entry in match.draft.assignments for person in entry.persons}
    left = list(read_shares)
    for place, item in enumerate(match.document.items):
        for share in sorted(item.shares, key=lambda share: share.is_optional):
            _take_share(match, result, left, place, share)
    for place, name, role in left:
        if name not in persons:
            result.overread("assignments", f"{role}: {name} @ {match.shown(place)}")


def _take_share(match: Match, result: Score, left: list[tuple[int, str, str]], place: int, share: Share) -> None:
    found = next(
        (
            entry
            for entry in left
            if entry[0] == place
            and entry[2] in share.roles
            and any(match.same(entry[1], name, rough=0.88) for name in share.name.split(" ~ "))
        ),
        None,
    )
    if found:
        left.remove(found)
        result.found["assignments"] += not share.is_optional
    elif not share.is_optional:
        result.miss("assignments", f"{'|'.join(sorted(share.roles))}: {share.name} @ {match.shown(place)}")


def _score_deadlines(match: Match, result: Score) -> None:
    read_days: dict[int | str, dict[str, str]] = {}
    kinds: dict[int, set[str]] = {}
    ends: dict[int | str, set[str]] = {}
    for path, deadline in _deadlines(match.draft):
        place: int | str = match.place_of.get(path, path)
        read_days.setdefault(place, {}).update({day.isoformat(): path for day in deadline.dates})
        if deadline.window:
            ends.setdefault(place, set()).add(deadline.window[1].isoformat())
        if isinstance(place, int):
            kinds.setdefault(place, set()).add(deadline.kind.value)
    for place, item in enumerate(match.document.items):
        days = read_days.pop(place, {})
        days |= dict.fromkeys(item.dates & ends.get(place, set()), "")
        for day in sorted(item.dates - days.keys()):
            result.miss("deadlines", f"{day} @ {match.shown(place)}")
        result.found["deadlines"] += len(item.dates & days.keys())
        for day in sorted(days.keys() - item.dates - item.optional_dates):
            _count_wrong_day(match, result, day, days[day])
        found = kinds.get(place, set())
        result.found["deadlines"] += len(item.undated & found)
        for kind in sorted(item.undated - found):
            result.miss("deadlines", f"{kind} @ {match.shown(place)}")
    for days in read_days.values():
        for day, path in days.items():
            _count_wrong_day(match, result, day, path)


def _deadlines(draft: DraftPlan) -> Iterator[tuple[str, Deadline]]:
    for item in draft.walk():
        yield from ((item.path, deadline) for deadline in item.deadlines)
    for assignment in draft.assignments:
        yield from ((assignment.path, deadline) for deadline in assignment.deadlines)


def _count_wrong_day(match: Match, result: Score, day: str, path: str) -> None:
    item = next(item for item in match.draft.walk() if item.path == path)
    note = f"{day} @ {item.label} {item.text}"[:90]
    result.overread("deadlines", note)
    first, last = item.lines
    if not _is_stated(match, item.text, day) and not any(
        finding.line is not None and first <= finding.line <= last and any(word in finding.code for word in _DATED)
        for finding in match.draft.findings
    ):
        result.wrong_dates.append(f"{match.document.name}: {note}")


def _is_stated(match: Match, text: str, day: str) -> bool:
    """Whether `text` is the words of two items run together, one of which sets the day: the shape is wrong, not it."""
    setting = [item.text for item in match.document.items if day in item.dates | item.optional_dates]
    return any(partial_ratio(folded(part), folded(text)) > 95 and len(part) <= len(text) for part in setting)


def _score_citations(match: Match, result: Score) -> None:
    cited = {
        number_key(entry.number): entry.issued_on.isoformat() if entry.issued_on else None
        for entry in match.draft.citations
    }
    for number, day in match.document.citations:
        key = number_key(number)
        if key in cited and (cited[key] == day or (day and day.endswith("?") and cited[key] in {None, day[:-1]})):
            result.found["citations"] += 1
            del cited[key]
            continue
        result.miss("citations", f"{number} {day}" + (f" read as of {cited[key]}" if key in cited else ""))
        if cited.get(key) is not None:
            result.wrong_dates.append(f"{match.document.name}: {number} {cited[key]} for {day}")
    for key, day in cited.items():
        result.overread("citations", f"{key} {day}")


def _score_targets(match: Match, result: Score) -> None:
    expected = [(place, *target) for place, item in enumerate(match.document.items) for target in item.targets]
    found = [
        (match.place(t.path), t.kind.value, None if t.kind is TargetKind.ZERO else t.value) for t in match.draft.targets
    ]
    optional = Counter((place, *t) for place, item in enumerate(match.document.items) for t in item.optional_targets)
    wanted, got = Counter(expected), Counter(found)
    result.found["targets"] += (wanted & got).total()
    for entry in (wanted - got).elements():
        result.miss("targets", f"{entry[1:]} @ {match.shown(entry[0])}")
    for entry in (got - wanted - optional).elements():
        result.overread("targets", f"{entry[1:]} @ {match.shown(entry[0])}")


def _score_details(match: Match, result: Score) -> None:
    left = list(dict.fromkeys(_details(match)))
    for place, item in enumerate(match.document.items):
        for kind, name in item.details:
            kinds = kind.rstrip("?").split("|")
            near = [entry for entry in left if entry[0] == place and entry[1] in kinds]
            found = next((entry for entry in near if match.same(entry[2], name, rough=0.88)), None)
            is_optional = kind.endswith("?")
            if found:
                left.remove(found)
                result.found["details"] += not is_optional
            elif not is_optional:
                result.miss("details", f"{kind} {name} @ {match.shown(place)}")
    for place, kind, name in left:
        result.overread("details", f"{kind} {name} @ {match.shown(place)}")


def _details(match: Match) -> Iterable[tuple[int, str, str]]:
    for entry in match.draft.assignments:
        place = match.place(entry.path)
        for kind, name in (("to", entry.report_to), ("via", entry.via), ("product", entry.product)):
            if name:
                yield place, kind, name


def _score_head(match: Match, result: Score) -> None:
    draft, meta = match.draft, match.document.meta
    period = "..".join(day.isoformat() for day in draft.period) if draft.period else None
    for key, value in (
        ("number", draft.number),
        ("issued", draft.issued_on and draft.issued_on.isoformat()),
        ("period", period),
    ):
        expected = meta.get(key)
        if value == expected or (key == "number" and value and expected and number_key(value) == number_key(expected)):
            result.found["head"] += expected is not None
            continue
        if expected:
            result.miss("head", f"{key} {expected}")
        if value:
            result.overread("head", f"{key} {value}")
            if key != "number":
                result.wrong_dates.append(f"{match.document.name}: {key} {value} for {expected}")
