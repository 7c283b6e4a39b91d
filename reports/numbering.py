"""Numbers that văn thư gives to reports: as people write them, what they mean, and in which series they run. Pure.

Source: DOMAIN.md §1.5. Gaps in a series are normal, for not every document of it is in this program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from plans.directives import series

_WRITTEN = re.compile(
    r"(?:số\s*:?\s*)?(?P<number>[0-9]{1,5}\s*[a-zđ]?)(?:\s*(?P<sign>[-/].*))?", re.IGNORECASE | re.DOTALL
)
_PARTY = "PARTY"


class UnreadableNumber(ValueError):
    """No number of a document: it must begin with digits, and be above nought."""


def split_number(text: str) -> tuple[str, str]:
    """The number and the sign behind it, as written: "Số 05-BC/ĐU" → ("05", "-BC/ĐU"), "112a" → ("112a", "").

    Raises UnreadableNumber.
    """
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFC", text).strip())
    number = "".join(found["number"].split()) if found else ""
    if found is None or not re.match("[0-9]", number_key(number)):
        raise UnreadableNumber(text)
    return number, "".join((found["sign"] or "").split())


def number_key(number: str) -> str:
    """The form by which two spellings are one number: "05" and "5" are "5", "112A" is "112a"."""
    return number.strip().lower().lstrip("0")


def same_sign(one: str, other: str) -> bool:
    """Whether two signs mean one, however dashes and slashes stand: "-BC/ĐU" and "/BC-ĐU"."""
    return _letters(one) == _letters(other)


def series_of(type_code: str, *, regime: str, signed_on: date, term: tuple[date | None, date | None]) -> str:
    """The series in which a number is given once, as a key: "BC 2026", or "BC 2025-06-20" by the term's first day.

    `term` (first and last day) is what the body says of itself; a day outside it, or where it says nothing, counts
    by the five years of local congresses.
    """
    if regime != _PARTY:
        return f"{type_code} {signed_on.year}"
    first, last = term
    if first is None or not first <= signed_on <= (last or date.max):
        first, _ = series(f"1-{type_code}/ĐU", signed_on)
    return f"{type_code} {first.isoformat()}"


def next_free(keys: Iterable[str]) -> int:
    """The number after the highest of those given; 1 where none is."""
    return max((int(digits[0]) for key in keys if (digits := re.match("[0-9]+", key))), default=0) + 1


def _letters(sign: str) -> list[str]:
    return re.findall(r"\w+", sign.upper())
