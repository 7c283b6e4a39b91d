"""Text → tokens, read once from left to right, each knowing where it stood in the text.

Takes every spelling of DOMAIN.md §3.3: NFD, tone marks on either vowel ("hòan", "hoàn"), truớc/trước, quí/quý, Ð for Đ,
non-breaking and zero-width spaces, all dashes. Marks of emphasis (*) and of footnotes (¹) are passed over.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_UNSEEN = "\u00ad\u200c\u200d\u2060\ufeff"
_NOTES = "²³¹⁰-₉"
_SKIPPED = rf"[\s\u200b*_`~#{_NOTES}{_UNSEEN}]"
_LETTERS = rf"[^\W\d_{_NOTES}]++"
# What is skipped is taken whole and the token may be missing: every place of the text is passed over once.
_TOKEN = re.compile(
    rf"({_SKIPPED}*+)"
    rf"(?:({_LETTERS}(?:[\u0300-\u036f{_UNSEEN}]++(?:{_LETTERS})?)*+)|(\d++)|(.))?",
    re.DOTALL,
)
_SPACE = re.compile(r"[\s\u200b]")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SAME_SYMBOL = dict.fromkeys("‐‑‒–—−", "-") | {"∕": "/", "［": "[", "］": "]"}
# "truớc", "trưóc": a horn is missing in ươ, which no other rhyme with a final consonant has.
_HALF_HORNED = re.compile("u\u031bo(?!\u0302)\u031b?|uo\u031b(?=[a-z])")
_LOOK_ALIKE = {"l": "1", "i": "1", "o": "0"}
_SAME_WORD_AS_WRITTEN = {"quí": "quý", "kì": "kỳ", "kỉ": "kỷ"}


class Token(NamedTuple):
    """A word, a run of digits or a symbol; `text[start:end]` of the source is what was written.

    `value` is the number of up to four digits, else None; `is_spaced` says that something unprinted stood before;
    `is_mended` that letters of a scanner stand for digits in it.
    """

    text: str
    start: int
    end: int
    is_spaced: bool
    value: int | None = None
    is_mended: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()


def tokenize(text: str, *, mends: bool = False) -> list[Token]:
    """Return the tokens of `text` in order; work and memory grow with its length. `mends`: a scanner's numbers too."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        skipped, word, number, symbol = found.groups()
        end = found.end()
        is_spaced = bool(skipped) and (skipped == " " or _SPACE.search(skipped) is not None)
        if word:
            tokens.append(Token(one_spelling(word), end - len(word), end, is_spaced))
        elif number:
            value = int(number) if len(number) <= 4 else None
            tokens.append(Token(number, end - len(number), end, is_spaced, value))
        elif symbol:
            tokens.append(Token(_SAME_SYMBOL.get(symbol, symbol), end - 1, end, is_spaced))
    if tokens:
        tokens[0] = tokens[0]._replace(is_spaced=True)
    return _mended(tokens) if mends else tokens


def _mended(tokens: list[Token]) -> list[Token]:
    """With "l5/3", "1O/5", "3/2O26" as the numbers that a scanner made them of."""
    if not any(token.text in _LOOK_ALIKE for token in tokens):
        return tokens
    mended: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _run_end(tokens, at)
        if end - at > 1 and _stands_in_date(tokens, at, end):
            digits = "".join(_LOOK_ALIKE.get(token.text, token.text) for token in tokens[at:end])
            value = int(digits) if len(digits) <= 4 else None
            mended.append(Token(digits, tokens[at].start, tokens[end - 1].end, tokens[at].is_spaced, value, True))
        else:
            mended += tokens[at:end]
        at = end
    return mended


def _run_end(tokens: list[Token], at: int) -> int:
    """The place after the digits, and the letters that look like digits, that stand together at `at`."""
    end = at
    while end < len(tokens) and (end == at or not tokens[end].is_spaced):
        if not (tokens[end].is_number or tokens[end].text in _LOOK_ALIKE):
            break
        end += 1
    return max(end, at + 1)


def _stands_in_date(tokens: list[Token], at: int, end: int) -> bool:
    before = tokens[at - 1].text if at else ""
    after = tokens[end].text if end < len(tokens) else ""
    if before == _QUARTER:
        return False
    return any(token.is_number for token in tokens[at:end]) and (before in _AROUND_PART or after in _AROUND_PART)


@lru_cache(maxsize=4096)
def one_spelling(word: str) -> str:
    """One form for every spelling of a word: lower case, its tone mark (dấu thanh) moved to the end."""
    letters = unicodedata.normalize("NFD", word.casefold().replace("ð", "đ"))
    tones = "".join(letter for letter in letters if letter in _TONES)
    bare = "".join(letter for letter in letters if letter not in _TONES and letter not in _UNSEEN)
    bare = _HALF_HORNED.sub("u\u031bo\u031b", bare)
    return _SAME_WORD.get(bare + tones, bare + tones)


_SAME_WORD: dict[str, str] = {}
_SAME_WORD.update({one_spelling(word): one_spelling(same) for word, same in _SAME_WORD_AS_WRITTEN.items()})
one_spelling.cache_clear()
_QUARTER = one_spelling("quý")
_AROUND_PART = frozenset(("/", *map(one_spelling, ("ngày", "tháng", "năm"))))
