"""Which paragraph of one text is which of the other. Pure; the same texts always give the same pairs.

How alike two paragraphs are is the share of words that both have in the same order, from 0 to 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

from rapidfuzz.distance import Indel, LCSseq

from plans.importing.passages import Passage, parents_of, plain_words

ALIKE, SURE, FAINT = 0.5, 0.65, 0.3
SHORT, SURE_WHEN_SHORT = 5, 0.75
ELSEWHERE = 0.6
RIVAL_WITHIN = 0.08
PLAIN = 0.9
_FIRST_LETTER = 0xE000


class Pairing:
    """Pairs found so far: `of_before` and `of_after` map places to places, `doubts` a place before to why.

    Raises nothing: what it cannot pair stays alone.
    """

    def __init__(self, before: Sequence[Passage], after: Sequence[Passage], apart: Collection[tuple[str, str]] = ()):
        self.before, self.after = before, after
        self.of_before: dict[int, int] = {}
        self.of_after: dict[int, int] = {}
        self.doubts: dict[int, str] = {}
        self._parents = parents_of(before), parents_of(after)
        self._words = [plain_words(p.text) for p in before], [plain_words(p.text) for p in after]
        places = {p.key: i for i, p in enumerate(before)}, {p.key: j for j, p in enumerate(after)}
        self._apart = {(places[0].get(one), places[1].get(other)) for one, other in apart}
        self._places = places

    def join_by_hand(self, together: Iterable[tuple[str, str]]) -> None:
        """What a person has joined; keys that no longer stand count for nothing."""
        for one, other in together:
            i, j = self._places[0].get(one), self._places[1].get(other)
            if i is not None and j is not None and i not in self.of_before and j not in self.of_after:
                self._join(i, j)

    def join_same(self) -> None:
        """What reads the same: in order with its label, in order without, then wherever it has gone."""
        self._join_in_order(lambda passage, words: (passage.depth, passage.label, words))
        self._join_in_order(lambda passage, words: (passage.depth, words))
        free: dict[tuple[str, ...], list[int]] = {}
        for j in self._free_after():
            free.setdefault(self._words[1][j], []).append(j)
        for i in self._free_before():
            words = self._words[0][i]
            # A few words that recur ("Mục đích") are the same paragraph only below the same heading.
            fits = (
                j for j in free.get(words, []) if self._may_join(i, j) and (len(words) > SHORT or self._is_kin(i, j))
            )
            found = next(fits, None)
            if words and found is not None:
                free[words].remove(found)
                self._join(i, found)

    def join_alike(self) -> None:
        """What was edited: the best pairs that keep the order, plain ones first; then what was moved and edited."""
        likeness = self._likeness()
        for least in (SURE, FAINT):
            for i, j in self._best_in_order(self._near(likeness, least)):
                self._join(i, j)
        elsewhere = sorted((-value, i, j) for (i, j), value in likeness.items() if value >= ELSEWHERE)
        for _, i, j in elsewhere:
            if i not in self.of_before and j not in self.of_after and len(self._words[0][i]) > SHORT:
                self._join(i, j)
        self._doubt(likeness)

    def _join(self, i: int, j: int) -> None:
        self.of_before[i], self.of_after[j] = j, i

    def _may_join(self, i: int, j: int) -> bool:
        return (i, j) not in self._apart

    def _free_before(self) -> list[int]:
        return [i for i in range(len(self.before)) if i not in self.of_before]

    def _free_after(self) -> list[int]:
        return [j for j in range(len(self.after)) if j not in self.of_after]

    def _join_in_order(self, key: Callable[[Passage, tuple[str, ...]], Hashable]) -> None:
        before, after = self._free_before(), self._free_after()
        one = [key(self.before[i], self._words[0][i]) for i in before]
        other = [key(self.after[j], self._words[1][j]) for j in after]
        for block in LCSseq.opcodes(one, other):
            if block.tag == "equal":
                for i, j in zip(before[block.src_start : block.src_end], after[block.dest_start :], strict=False):
                    if self._may_join(i, j):
                        self._join(i, j)

    def _is_kin(self, i: int, j: int) -> bool:
        """Whether both stand below the same paragraph, or both below none."""
        above, below = self._parents[0][i], self._parents[1][j]
        return (above is None and below is None) or (above is not None and self.of_before.get(above) == below)

    def _likeness(self) -> dict[tuple[int, int], float]:
        """How alike each two free paragraphs are, where it counts at all."""
        letters: dict[str, str] = {}

        def spelled(words: tuple[str, ...]) -> str:
            return "".join(letters.setdefault(word, chr(_FIRST_LETTER + len(letters))) for word in words)

        one = {i: spelled(self._words[0][i]) for i in self._free_before()}
        other = {j: spelled(self._words[1][j]) for j in self._free_after()}
        households = self._shared_children()
        found = {}
        for i, words in one.items():
            for j, others in other.items():
                value = Indel.normalized_similarity(words, others, score_cutoff=FAINT)
                if (i, j) in households:
                    value = max(value, ALIKE)
                if value and self._may_join(i, j):
                    found[i, j] = value
        return found

    def _near(self, likeness: dict[tuple[int, int], float], least: float) -> dict[tuple[int, int], float]:
        """Pairs still free that are alike, or have the same label in the same place; with what speaks for them."""
        return {
            (i, j): value + 0.04 * (self.before[i].label == self.after[j].label) + 0.02 * self._is_kin(i, j)
            for (i, j), value in likeness.items()
            if value >= least and i not in self.of_before and j not in self.of_after
            and (value >= ALIKE or self._is_same_place(i, j))
        }  # fmt: skip

    def _shared_children(self) -> set[tuple[int, int]]:
        """Headings that keep at least half of what stands below them, whatever they are called now."""
        children = Counter(self._parents[0])
        shared: Counter[tuple[int, int]] = Counter()
        for i, j in self.of_before.items():
            above, below = self._parents[0][i], self._parents[1][j]
            if above is not None and below is not None:
                shared[above, below] += 1
        return {pair for pair, count in shared.items() if 2 * count >= children[pair[0]]}

    def _is_same_place(self, i: int, j: int) -> bool:
        label = self.before[i].label
        return label not in {"", "-", "+", "•", "*"} and label == self.after[j].label and self._is_kin(i, j)

    def _best_in_order(self, worth: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
        """The pairs of the greatest sum among those that keep the order of both texts."""
        before, after = self._free_before(), self._free_after()
        best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
        for row, i in enumerate(before):
            above, line = best[row], best[row + 1]
            for column, j in enumerate(after):
                joined = above[column] + worth.get((i, j), 0.0)
                line[column + 1] = max(above[column + 1], line[column], joined)
        pairs = []
        row, column = len(before), len(after)
        while row and column:
            here = best[row][column]
            if here == best[row - 1][column]:
                row -= 1
            elif here == best[row][column - 1]:
                column -= 1
            else:
                row, column = row - 1, column - 1
                pairs.append((before[row], after[column]))
        return pairs[::-1]

    def _doubt(self, likeness: dict[tuple[int, int], float]) -> None:
        """Mark pairs: "rival" where another is as like and no better paired itself, "far" where few words are left."""
        # What each paragraph of either text is like, and what its own partner is like it.
        ours = {
            (side, pair[side]): likeness[pair] for pair in self.of_before.items() if pair in likeness for side in (0, 1)
        }
        for (i, j), value in likeness.items():
            for side, place, other in ((0, i, j), (1, j, i)):
                partner = (self.of_before, self.of_after)[side].get(place)
                mine = ours.get((side, place))
                theirs = ours.get((1 - side, other), 0.0)
                # One that nobody claims may be the other half of a paragraph that was split.
                close = ALIKE if mine and not theirs and mine < PLAIN else (mine or 1) - RIVAL_WITHIN
                if mine and partner != other and value >= close and theirs < value:
                    self.doubts[i if side == 0 else self.of_after[j]] = "rival"
        for pair in self.of_before.items():
            if pair in likeness and pair[0] not in self.doubts and not self._is_sure(*pair, likeness[pair]):
                self.doubts[pair[0]] = "far"

    def _is_sure(self, i: int, j: int, value: float) -> bool:
        needed = SURE_WHEN_SHORT if len(self._words[0][i]) < SHORT else SURE
        return value >= needed or (value >= ELSEWHERE and self._is_same_place(i, j))
