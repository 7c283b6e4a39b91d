"""Ordered choice between rules of the grammar, each of which names the words it may begin with.

Most places of a text begin none, so most rules are never tried; that keeps reading fast on any text.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from plans.deadlines.reader import FIRST_NUMBER_WORDS, Reader
from plans.deadlines.tokens import one_spelling

Rule = TypeVar("Rule", bound=Callable[..., object])
NUMBER = "0"


class Choice(Generic[Rule]):
    """Rules in the order they are tried; `begins` are words or phrases, NUMBER a number in digits or words."""

    def __init__(self, *rules: tuple[Rule, Sequence[str]]) -> None:
        self.begins = tuple(dict.fromkeys(phrase for _, begins in rules for phrase in begins))
        self._by_first_word: dict[str, tuple[Rule, ...]] = {}
        for rule, begins in rules:
            words = {phrase if phrase == NUMBER else one_spelling(phrase.split()[0]) for phrase in begins}
            for word in words | (FIRST_NUMBER_WORDS if NUMBER in words else set()):
                self._by_first_word[word] = (*self._by_first_word.get(word, ()), rule)

    def at(self, reader: Reader) -> tuple[Rule, ...]:
        """The rules that may begin where the reader stands."""
        token = reader.peek()
        if token is None:
            return ()
        return self._by_first_word.get(NUMBER if token.is_number else token.text, ())
