"""Where a cited document stands in running text, so that its date is not taken for a deadline.

"Kết luận số 43-KL/TW, ngày 07/01/2019", "Chỉ thị 33/CT-TTg ngày 26 tháng 11 năm 2021" (DOMAIN.md §2.7, §3.4 rule 2).
"""

from collections.abc import Sequence

from plans.deadlines.tokens import Token, one_spelling

MAX_SYMBOL = 12
_SIGNS = frozenset("-/.")
_DATE_WORDS = frozenset(one_spelling(word) for word in ("ngày", "tháng", "năm"))
MAX_DATE = 8


def citation_end(tokens: Sequence[Token], at: int) -> int:
    """Return the place after the document symbol and date that begin at `at`; `at` itself if none does."""
    end = _symbol_end(tokens, at)
    if end == at:
        return at
    after = end + (end < len(tokens) and tokens[end].text == ",")
    if after < len(tokens) and tokens[after].text == one_spelling("ngày"):
        return date_end(tokens, after)
    return end


def _symbol_end(tokens: Sequence[Token], at: int) -> int:
    """After "43-KL/TW", "76 -KH/ĐU", "602/QĐ-UBND": a number, a sign, letters, and what hangs on to them."""
    if at + 2 >= len(tokens) or not tokens[at].is_number or tokens[at + 1].text not in "-/":
        return at
    letters = tokens[at + 2]
    if not letters.is_word or letters.text in _DATE_WORDS or len(letters.text) > 8:
        return at
    end = at + 3
    while end < min(len(tokens), at + MAX_SYMBOL) and not tokens[end].is_spaced and _goes_on(tokens, end):
        end += 1
    return end


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.text in _SIGNS:
        return at + 1 < len(tokens) and not tokens[at + 1].is_spaced and tokens[at + 1].is_word
    return token.is_word or token.is_number


def date_end(tokens: Sequence[Token], at: int) -> int:
    """Return the place after the numbers, signs and words (ngày, tháng, năm) of a date, real or not."""
    end = at
    while end < min(len(tokens), at + MAX_DATE):
        token = tokens[end]
        is_sign = token.text in _SIGNS and end + 1 < len(tokens) and tokens[end + 1].is_number
        if not (token.is_number or token.text in _DATE_WORDS or is_sign):
            break
        end += 1
    return end
