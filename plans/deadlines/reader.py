"""A place in a run of tokens: what every function of the grammar reads from, and steps back in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plans.deadlines.frame import Frame
from plans.deadlines.rules import FIRST_YEAR, LAST_YEAR
from plans.deadlines.tokens import Token, one_spelling

_ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_AFTER_TEN = {1: ["một", "mốt"], 4: ["bốn", "tư"], 5: ["lăm", "năm", "nhăm"], 7: ["bảy", "bẩy"]}
_LONGEST_NUMBER = 3


def _numbers_in_words() -> dict[tuple[str, ...], int]:
    words: dict[tuple[str, ...], int] = {}
    words[("bẩy",)], words[("tư",)] = 7, 4
    for value, one in enumerate(_ONES[1:], start=1):
        words[(one,)] = value
    for tens in range(1, 10):
        ten: tuple[str, ...] = ("mười",) if tens == 1 else (_ONES[tens], "mươi")
        words[ten] = tens * 10
        for value in range(1, 10):
            for one in _AFTER_TEN.get(value, [_ONES[value]]):
                words[(*ten, one)] = tens * 10 + value
    return {tuple(one_spelling(word) for word in number): value for number, value in words.items()}


NUMBERS_IN_WORDS = _numbers_in_words()
FIRST_NUMBER_WORDS = frozenset(words[0] for words in NUMBERS_IN_WORDS)
_NEVER_FREE = frozenset(one_spelling(word) for word in ("trước", "tháng", "quý", "năm", "hằng", "hàng", "ngày"))
_JOINING = frozenset(one_spelling(word) for word in ("và", "hoặc"))
_YEAR_WORD = (one_spelling("năm"),)


@lru_cache(maxsize=512)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """The phrases by the word they begin with, longer ones first: most places begin none of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: len(phrase.split()), reverse=True):
        words = tuple(one_spelling(word) for word in phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


@dataclass(slots=True)
class Reader:
    """Reads `tokens[at:stop]`. A function of the grammar that answers None leaves `at` where it found it."""

    tokens: Sequence[Token]
    frame: Frame
    at: int = 0
    stop: int = -1

    def __post_init__(self) -> None:
        if self.stop < 0:
            self.stop = len(self.tokens)

    def peek(self, ahead: int = 0) -> Token | None:
        at = self.at + ahead
        return self.tokens[at] if at < self.stop else None

    def is_at_end(self) -> bool:
        return self.at >= self.stop

    def sees_number(self) -> bool:
        token = self.peek()
        return token is not None and token.is_number

    def sees(self, *phrases: str) -> bool:
        """True if one of the phrases comes next."""
        at = self.at
        found = self.accept(*phrases)
        self.at = at
        return found

    def accept(self, *phrases: str) -> bool:
        """Step over the longest of `phrases` that comes next."""
        at, tokens = self.at, self.tokens
        if at >= self.stop:
            return False
        for words in _by_first_word(phrases).get(tokens[at].text, ()):
            end = at + len(words)
            if end <= self.stop and all(tokens[at + i].text == words[i] for i in range(1, len(words))):
                self.at = end
                return True
        return False

    def accept_soon(self, phrase: str, limit: int) -> bool:
        """Step over at most `limit` words and `phrase` behind them."""
        at = self.at
        while not self.accept(phrase):
            token = self.peek()
            if self.at - at >= limit or token is None or not token.is_word:
                self.at = at
                return False
            self.at += 1
        return True

    def digits(self, low: int, high: int, *, width: int = 4) -> int | None:
        """A number in digits from `low` to `high`, at most `width` of them."""
        token = self.peek()
        if token is None or token.value is None or len(token.text) > width or not low <= token.value <= high:
            return None
        self.at += 1
        return token.value

    def year(self) -> int | None:
        token = self.peek()
        return self.digits(FIRST_YEAR, LAST_YEAR) if token and len(token.text) == 4 else None

    def number(self, low: int, high: int) -> int | None:
        """A number in digits, perhaps said again in words — 15 (mười lăm) — or in words alone; both must agree.

        "năm" alone is a year, never five.
        """
        at = self.at
        value = self.digits(low, high, width=max(2, len(str(high))))
        if value is None:
            value = self._in_words()
            if value is not None and low <= value <= high:
                return value
            self.at = at
            return None
        after = self.at
        if self.accept("("):
            said = self._in_words(five=True)
            if said is None:
                self.at = after
            elif said != value or not self.accept(")"):
                self.at = at
                return None
        return value

    def _in_words(self, *, five: bool = False) -> int | None:
        first = self.peek()
        if first is None or first.text not in FIRST_NUMBER_WORDS:
            return None
        for length in range(_LONGEST_NUMBER, 0, -1):
            words = tuple(token.text for i in range(length) if (token := self.peek(i)))
            if words in NUMBERS_IN_WORDS and (five or words != _YEAR_WORD):
                self.at += length
                return NUMBERS_IN_WORDS[words]
        return None

    def separator(self, symbols: str = "/-.") -> str | None:
        """The sign between two numbers of a date. Spaces beside a dot only in a full date: "28. 2. 2026"."""
        sign, after = self.peek(), self.peek(1)
        if sign is None or after is None or sign.text not in symbols:
            return None
        if sign.text == "." and (sign.is_spaced or after.is_spaced) and not self._is_in_full_date():
            return None
        self.at += 1
        return sign.text

    def _is_in_full_date(self) -> bool:
        """True at a dot of "30. 6. 2026", however it is spaced: a year of four digits closes it."""
        return any(
            first >= 0
            and [token.text for token in self.tokens[first + 1 : first + 4 : 2]] == [".", "."]
            and [len(token.text) * token.is_number for token in self.tokens[first : first + 5 : 2]][2:] == [4]
            for first in (self.at - 1, self.at - 3)
        )

    def free_words(self, limit: int) -> int:
        """Step over at most `limit` words that name something (an event, a body); return how many."""
        start = self.at
        while self.at - start < limit and (token := self.peek()) and token.is_word and token.text not in _NEVER_FREE:
            self.at += 1
        return self.at - start

    def is_at_break(self) -> bool:
        """True at the end of a clause."""
        token = self.peek()
        return token is None or not (token.is_word or token.is_number) or token.text in _JOINING
