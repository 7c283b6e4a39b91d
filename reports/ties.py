"""Which item of the plan a heading of an outline plainly tells of, for a person to confirm. Pure.

An outline of the program or of a superior names no items, so its sections get no figures and no words by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from orgs.text import fold

NEARLY, HELD = 85.0, 90.0  # of 100: words nearly alike; every word of the heading stands in the item
FEWEST_WORDS = 4  # syllables that mean something; fewer are held by too many items
_SAYS_NOTHING = frozenset(
    ["cac", "cong", "cua", "ket", "phong", "qua", "tac", "trao", "trong", "tren", "va", "ve", "viec"]
)  # fmt: skip


def likely_items(headings: Mapping[int, str], items: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """For headings the one item that fits, both by their keys; none where two fit equally, or one fits two headings.

    An item comes with all that it may be called by.
    """
    keys = {item: [_words(name) for name in names] for item, names in items.items()}
    found = {}
    for section, heading in headings.items():
        scores = Counter({item: _best(_words(heading), names) for item, names in keys.items()}).most_common(2)
        if scores and scores[0][1] >= NEARLY and (len(scores) == 1 or scores[1][1] < scores[0][1]):
            found[section] = scores[0][0]
    wanted = Counter(found.values())
    return {section: item for section, item in found.items() if wanted[item] == 1}


def _best(heading: list[str], names: list[list[str]]) -> float:
    return max(_score(heading, name) for name in names)


def _score(heading: list[str], item: list[str]) -> float:
    if heading == item:
        return 100.0
    alike = float(fuzz.token_sort_ratio(" ".join(heading), " ".join(item)))
    is_held = len(heading) >= FEWEST_WORDS and set(heading) <= set(item)
    return max(alike, HELD) if is_held else alike


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(text)) if word not in _SAYS_NOTHING]
