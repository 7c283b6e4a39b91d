"""Which item of a draft is which item that was expected, and where both stand (rules: tests/corpus/scoring.py)."""

from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from orgs.text import fold
from plans.importing import DraftItem, DraftPlan
from tests.corpus.form import SUPERSCRIPTS, Document, Item

_ROUGH = {"noisy", "scans"}
_CONFUSED = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o"})


@dataclass(slots=True)
class Match:
    """Which read item is which expected one, by path and by place."""

    draft: DraftPlan
    document: Document
    place_of: dict[str, int] = field(default_factory=dict)
    path_of: dict[int, str] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)

    @property
    def is_rough(self) -> bool:
        return self.document.klass in _ROUGH

    def same(self, one: str, other: str, *, rough: float, exact: float = 1.0) -> bool:
        return ratio(folded(one), folded(other)) / 100 >= (rough if self.is_rough else exact)

    def parent(self, path: str) -> int | None:
        """Return the place of the expected item above a read one, looking through those that do not count."""
        above = path.rpartition(".")[0]
        while above in self.ignored:
            above = above.rpartition(".")[0]
        return self.place_of.get(above, -1) if above else None

    def place(self, path: str) -> int:
        """Return the place of the expected item that a read one is, -1 where it was not expected."""
        return self.place_of.get(path, -1)

    def shown(self, place: int) -> str:
        if place < 0:
            return "an item that was not expected"
        item = self.document.items[place]
        return f"{item.label} {item.text}"[:60]


def match_items(document: Document, draft: DraftPlan) -> Match:
    """Return the match of a draft with its document, each expected item with the closest one read."""
    match = Match(draft, document)
    items = list(draft.walk())
    for place, expected in enumerate(document.items):
        close = [item for item in items if item.path not in match.place_of and _is_same(match, expected, item)]
        if close:
            best = max(close, key=lambda item: ratio(folded(item.text), folded(expected.text)))
            match.place_of[best.path], match.path_of[place] = place, best.path
    for item in items:
        if item.path not in match.place_of and any(
            match.same(_words(item.label_text + item.text), _words(text), rough=0.8, exact=0.95)
            for text in document.ignored
        ):
            match.ignored.add(item.path)
    return match


def _is_same(match: Match, expected: Item, item: DraftItem) -> bool:
    labels = (_label(expected.label), _label(item.label))
    if match.is_rough:
        labels = (_blurred(labels[0]), _blurred(labels[1]))
    return labels[0] == labels[1] and match.same(item.text, expected.text, rough=0.85, exact=0.97)


def _blurred(label: str) -> str:
    """A scanner makes "II" of "III": numerals of strokes alone count as one, the finding on a doubled number tells."""
    plain = label.lower().translate(_CONFUSED)
    return "i" if plain and set(plain) == {"i"} else plain


def _label(label: str) -> str:
    digits = "".join(str(SUPERSCRIPTS.index(char)) if char in SUPERSCRIPTS else char for char in label)
    return digits.strip(" .)(:-–—/").replace("–", "-") or label.strip()


def _words(text: str) -> str:
    return text.replace("|", " ")


def folded(text: str) -> str:
    return " ".join(fold(text).split())
