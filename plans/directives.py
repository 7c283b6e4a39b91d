"""Directives as documents cite them: which mentions mean one document, and where these disagree. Pure.

Sources: DOMAIN.md §1.5 (series of numbers), §1.8 (symbols), §2.6 (wrong facts in citations), §2.7.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from orgs.text import fold
from plans.citations import normal_number, number_key

# The opening days of the national congresses. Each begins a term (khóa), and the Party's numbers at 01.
_CONGRESSES = (
    (date(1982, 3, 27), "V"), (date(1986, 12, 15), "VI"), (date(1991, 6, 24), "VII"), (date(1996, 6, 28), "VIII"),
    (date(2001, 4, 19), "IX"), (date(2006, 4, 18), "X"), (date(2011, 1, 12), "XI"), (date(2016, 1, 20), "XII"),
    (date(2021, 1, 25), "XIII"), (date(2026, 1, 19), "XIV"),
)  # fmt: skip
_LOCAL_TERM, _LOCAL_MONTH = 5, 7  # local congresses meet in the months before the national one
_TERM = re.compile(r"\(?\s*\bkh(?:óa|oá)\s+(?P<term>[IVXL]+)\b\s*\)?", re.IGNORECASE)
_CAPITAL = "A-ZĐÂĂÊÔƠƯÁÀẢÃẠÍÌÚÝ"
_PLACE = re.compile(
    r"(?:[ủỦ]y|[uU]ỷ|tỉnh|thành phố|quận|huyện|thị xã|phường|xã|đặc khu)\s+"
    rf"(?P<place>[{_CAPITAL}]\w+(?:\s+[{_CAPITAL}]\w+)*)"
)
_CENTRAL = re.compile(
    r"TW|^(?:TTg|CP|QH\d*|UBTVQH\d*|CTN|VPCP|TTCP|NHNN|UBDT|BNV|BTC|BCA|BQP|BTP|BGDĐT|BYT|BCT|BNG|BXD|BKHCN|BNNMT|BVHTTDL"
    r"|BDTTG|BTTTT|BLĐTBXH|BTNMT|BNNPTNT|BKHĐT|BGTVT)$"
)
_NO_PLACES = ("trung uong", "nhan dan", "mat tran")
DAY_BEFORE = timedelta(days=1)


class ConflictKind(StrEnum):
    """What mentions of one document may disagree in."""

    ISSUED_ON = "issued_on"
    TERM = "term"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Mention:
    """What one place says of a document. `term` is the khóa in capitals ("XI"); `source` says whose words they are."""

    number: str
    issued_on: date | None = None
    issuer: str = ""
    term: str = ""
    source: object = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the things said; `sources` say it. `is_implied`: nobody says it, it follows from the day of issue."""

    value: str
    sources: tuple[object, ...]
    is_implied: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Mentions of one document disagree (trái nhau); at least two variants, the most said first."""

    kind: ConflictKind
    variants: tuple[Variant, ...]

    @property
    def values(self) -> list[str]:
        return sorted(variant.value for variant in self.variants)


def split_term(issuer: str) -> tuple[str, str]:
    """Part the khóa from an issuer as cited: "Ban Chấp hành Trung ương Đảng khóa XI" → ("Ban …", "XI")."""
    found = _TERM.search(issuer)
    if not found:
        return issuer.strip(), ""
    return " ".join(_TERM.sub(" ", issuer).split()).strip(" ,"), found["term"].upper()


def symbol_of(number: str) -> str:
    """The body's own sign in a number: "65-KH/TU" → "TU", "33/CT-TTg" → "TTg"; "" where there is none."""
    normal = re.sub(r"^\d+(?:/\d{4})?[-/]", "", normal_number(number) or "")
    return normal if normal.startswith("QH") else re.split(r"[-/]", normal, maxsplit=1)[-1]


def is_central(number: str) -> bool:
    """Whether a body of the whole country issued it, so that the number means the same everywhere."""
    return bool(_CENTRAL.search(symbol_of(number)))


def is_of_state(number: str) -> bool:
    """Whether it is numbered as the State does, from 1 every year (DOMAIN.md §1.5)."""
    normal = normal_number(number) or number
    return bool(re.match(r"\d+/", normal))


def term_at(number: str, day: date) -> str:
    """The khóa of the central Party bodies on that day; "" for any other body and before the table begins."""
    if "TW" not in symbol_of(number):
        return ""
    at = bisect_right(_CONGRESSES, day, key=lambda congress: congress[0])
    return _CONGRESSES[at - 1][1] if at else ""


def series(number: str, day: date) -> tuple[date, date]:
    """The first and last day on which the number, given on `day`, means that document alone (DOMAIN.md §1.5)."""
    if is_of_state(number):
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if "TW" in symbol_of(number):
        at = bisect_right(_CONGRESSES, day, key=lambda congress: congress[0])
        starts = _CONGRESSES[at - 1][0] if at else date.min
        return starts, _CONGRESSES[at][0] - DAY_BEFORE if at < len(_CONGRESSES) else date.max
    year = day.year - (day.month < _LOCAL_MONTH)
    year -= year % _LOCAL_TERM
    return date(year, _LOCAL_MONTH, 1), date(year + _LOCAL_TERM, _LOCAL_MONTH, 1) - DAY_BEFORE


def term_days(term: str) -> tuple[date, date] | None:
    """The first and last day of a khóa of the central Party bodies; None for one that is not known."""
    names = [name for _, name in _CONGRESSES]
    if term not in names:
        return None
    at = names.index(term)
    return _CONGRESSES[at][0], _CONGRESSES[at + 1][0] - DAY_BEFORE if at + 1 < len(names) else date.max


def same_document(one: Mention, other: Mention) -> bool:
    """Whether two mentions mean one document, though one of them may be wrong about it.

    The number is the same, no two places are named as its issuer, and the days lie in one series; or one day and
    month with another year, or one khóa: these are slips of the pen (DOMAIN.md §2.6), not two documents.
    """
    if number_key(one.number) != number_key(other.number) or not _places_agree(one.issuer, other.issuer):
        return False
    if one.issued_on and other.issued_on:
        first, last = series(one.number, one.issued_on)
        if first <= other.issued_on <= last or _is_same_day_of_year(one.issued_on, other.issued_on):
            return True
        return bool(_terms(one) & _terms(other))
    ours, theirs = _terms(one), _terms(other)
    return not (ours and theirs) or bool(ours & theirs)


def conflicts(mentions: Sequence[Mention]) -> list[Conflict]:
    """Where mentions of one document disagree: on its day, its khóa, the spelling of its number."""
    said = [
        _conflict(ConflictKind.ISSUED_ON, ((m.issued_on.isoformat() if m.issued_on else "", m) for m in mentions)),
        _conflict(ConflictKind.TERM, ((m.term, m) for m in mentions)) or _conflict_with_day(mentions),
        _conflict(ConflictKind.SPELLING, ((spelling(m.number), m) for m in mentions)),
    ]
    return [conflict for conflict in said if conflict is not None]


def spelling(number: str) -> str:
    """The number as written, but for spaces, kinds of dash and leading zeros, which are no matter of spelling."""
    plain = unicodedata.normalize("NFC", number).replace("Ð", "Đ").replace("–", "-")
    plain = re.sub(r"\s*([-/.])\s*", r"\1", " ".join(plain.split()))
    return re.sub(r"^(?:số\s*:?\s*)?0*(?=\d)", "", plain, flags=re.IGNORECASE)


def _conflict(kind: ConflictKind, said: Iterable[tuple[str, Mention]]) -> Conflict | None:
    sources: dict[str, list[object]] = {}
    for value, mention in said:
        if value:
            sources.setdefault(value, []).append(mention.source)
    if len(sources) < 2:
        return None
    variants = [Variant(value, tuple(whose)) for value, whose in sources.items()]
    return Conflict(kind, tuple(sorted(variants, key=lambda variant: -len(variant.sources))))


def _conflict_with_day(mentions: Sequence[Mention]) -> Conflict | None:
    """A khóa that was over, or had not begun, on the day that the same words give."""
    for mention in mentions:
        implied = term_at(mention.number, mention.issued_on) if mention.issued_on else ""
        if mention.term and implied and implied != mention.term:
            sources = tuple(m.source for m in mentions if m.term == mention.term)
            variants = (Variant(mention.term, sources), Variant(implied, (mention.source,), is_implied=True))
            return Conflict(ConflictKind.TERM, variants)
    return None


def _terms(mention: Mention) -> set[str]:
    """The khóa stated, and the one that the day lies in."""
    implied = term_at(mention.number, mention.issued_on) if mention.issued_on else ""
    return {mention.term, implied} - {""}


def _is_same_day_of_year(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day)


def _places_agree(one: str, other: str) -> bool:
    ours, theirs = place_of_issuer(one), place_of_issuer(other)
    return not ours or not theirs or ours == theirs


def place_of_issuer(issuer: str) -> str:
    """The place that an issuer names: "Ban Thường vụ Huyện ủy Vĩnh Linh" → "vinh linh"; "" where it names none."""
    found = _PLACE.search(issuer)
    place = fold(found["place"]) if found else ""
    return "" if place.startswith(_NO_PLACES) else place
