"""Text → tokens, read once from left to right, each knowing where it stood in the text.

Takes every spelling of DOMAIN.md §3.3: NFD, tone marks on either vowel ("hòan", "hoàn"), quí/quý, Ð for Đ,
non-breaking and zero-width spaces, all dashes. Marks of emphasis (*) and of footnotes (¹) are passed over.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNSEEN = "\u00ad\u200c\u200d\u2060\ufeff"
_NOTES = "²³¹⁰-₉"
_TOKEN = re.compile(
    rf"(?P<skip>[\s\u200b*_`~#{_NOTES}{_UNSEEN}]+)"
    rf"|(?P<word>(?:[^\W\d_{_NOTES}][\u0300-\u036f{_UNSEEN}]*)+)"
    r"|(?P<number>\d+)"
    r"|(?P<symbol>.)",
    re.DOTALL,
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SAME_SYMBOL = dict.fromkeys("‐‑‒–—−", "-") | {"∕": "/", "［": "[", "］": "]"}
_SAME_WORD_AS_WRITTEN = {"quí": "quý", "kì": "kỳ", "kỉ": "kỷ"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of digits or a symbol; `text[start:end]` of the source is what was written.

    `value` is the number of up to four digits, else None; `is_spaced` says that something unprinted stood before.
    """

    text: str
    start: int
    end: int
    is_spaced: bool
    value: int | None = None

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` in order; work and memory grow with its length."""
    tokens: list[Token] = []
    is_spaced = True
    for found in _TOKEN.finditer(text):
        kind, written = found.lastgroup, found.group()
        if kind != "skip":
            tokens.append(_token(kind, written, found.start(), is_spaced=is_spaced))
        is_spaced = kind == "skip" and any(letter.isspace() or letter == "\u200b" for letter in written)
    return tokens


def _token(kind: str | None, written: str, start: int, *, is_spaced: bool) -> Token:
    end = start + len(written)
    if kind == "word":
        return Token(fold(written), start, end, is_spaced)
    if kind == "number":
        return Token(written, start, end, is_spaced, int(written) if len(written) <= 4 else None)
    return Token(_SAME_SYMBOL.get(written, written), start, end, is_spaced)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """One form for every spelling of a word: lower case, its tone mark (dấu thanh) moved to the end."""
    letters = unicodedata.normalize("NFD", word.casefold().replace("ð", "đ"))
    tones = "".join(letter for letter in letters if letter in _TONES)
    bare = "".join(letter for letter in letters if letter not in _TONES and letter not in _UNSEEN)
    return _SAME_WORD.get(bare + tones, bare + tones)


_SAME_WORD: dict[str, str] = {}
_SAME_WORD.update({fold(word): fold(same) for word, same in _SAME_WORD_AS_WRITTEN.items()})
fold.cache_clear()
