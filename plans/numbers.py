"""Numbers as people type them: "1.000" is a thousand, "1,5" one and a half (DOMAIN.md §4.2). Pure: no Django.

What may mean two numbers is never guessed: the question goes back to the person.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from orgs.text import fold

DIGITS = 15  # before the comma
TEN = 10

_NUMBER = re.compile(
    r"(?P<sign>[-−–]?)\s?(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+))(?:,(?P<rest>[0-9]{1,2}))?"
)
_TWO_WAYS = re.compile(r"(?P<sign>[-−–]?)(?P<whole>[0-9]+)[.,](?P<rest>[0-9]+)")
_ENGLISH = re.compile(r"[-−–]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SHOWN = 30


class DoubtfulNumber(ValueError):
    """What was typed is no number, or may be two. The message asks the person, in Vietnamese."""


def read_number(text: str, *, measure: str = "") -> Decimal:
    """Return the number that `text` states, with at most two digits after the comma.

    Thousands stand apart by dots or spaces, always in threes; the comma begins the fraction. A "%" or the
    `measure` behind the number (đơn vị tính) may be written too. Raises DoubtfulNumber.
    """
    words = _bare(text, measure)
    if not (found := _NUMBER.fullmatch(words)):
        raise DoubtfulNumber(_question(text, words))
    whole = re.sub(r"\D", "", found["whole"])
    if len(whole.lstrip("0")) > DIGITS:
        raise DoubtfulNumber(f"“{_short(text)}” quá lớn. Hãy chọn đơn vị tính lớn hơn, ví dụ triệu đồng.")
    return _decimal(found["sign"], whole, found["rest"] or "0")


def write_number(number: Decimal | int) -> str:
    """The number as offices write it, without idle zeros: "1.250", "95,2", "-3"; `read_number` reads it back."""
    whole, _, rest = f"{abs(Decimal(number)):,.2f}".partition(".")
    rest = rest.rstrip("0")
    return ("-" if number < 0 else "") + whole.replace(",", ".") + (f",{rest}" if rest else "")


def question_about(number: Decimal, *, is_percent: bool = False, last: Decimal | None = None) -> str:
    """What to ask about a number that is read but hard to believe; "" where nothing is. It is asked, never refused.

    `last` is what the same unit gave for the period before.
    """
    if number < 0:
        return "Số âm, có đúng không?"
    if is_percent and number > 100:
        return f"{write_number(number)} % là hơn 100 %, có đúng không?"
    if last and number and last > 0 and not last / TEN < number < last * TEN:
        way = "gấp từ mười lần" if number > last else "chưa bằng một phần mười"
        return f"Số này {way} kỳ trước ({write_number(last)}), có đúng không?"
    return ""


def _bare(text: str, measure: str) -> str:
    """Only the number: spaces made plain, the measure behind it left out."""
    words = unicodedata.normalize("NFC", " ".join(text.split()))
    for ending in ("%", measure):
        if ending and fold(words).endswith(fold(ending)) and len(fold(words)) == len(words):
            words = words[: -len(fold(ending))].rstrip()
    return words


def _question(text: str, words: str) -> str:
    readings = _readings(words)
    if readings:
        return f"Chưa rõ “{_short(text)}” là số nào: {' hay '.join(readings)}? Hãy ghi lại như vậy."
    return f"“{_short(text)}” chưa phải là số. Chỉ ghi số, ví dụ 1.250 hoặc 95,2; giải thích thì ghi vào ghi chú."


def _readings(words: str) -> list[str]:
    """The numbers it may mean, as they are to be written."""
    values = []
    if found := _TWO_WAYS.fullmatch(words):
        whole, rest = found["whole"], found["rest"]
        if len(whole + rest) <= DIGITS:
            values = [_decimal(found["sign"], whole, rest), _decimal(found["sign"], whole + rest, "0")]
    elif _ENGLISH.fullmatch(words) and len(words) <= DIGITS:
        whole, _, rest = words.replace(",", "").partition(".")
        values = [_decimal(whole[: -len(whole.lstrip("-−–"))], whole.lstrip("-−–"), rest or "0")]
    return list(dict.fromkeys(write_number(value) for value in values))


def _decimal(sign: str, whole: str, rest: str) -> Decimal:
    value = Decimal(f"{whole}.{rest}")
    return -value if sign and value else value


def _short(text: str) -> str:
    return text.strip() if len(text.strip()) <= _SHOWN else f"{text.strip()[:_SHOWN]}…"
