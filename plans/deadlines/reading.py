"""Read the wording of one deadline (thời hạn, tiến độ thực hiện) whole."""

from dataclasses import replace
from datetime import date
from itertools import islice

from plans.deadlines.citing import citation_end
from plans.deadlines.frame import Frame
from plans.deadlines.grammar import read_wording
from plans.deadlines.openings import COUNTED
from plans.deadlines.reader import FIRST_NUMBER_WORDS, Reader
from plans.deadlines.rules import Deadline, DeadlineKind
from plans.deadlines.tokens import Token, one_spelling, tokenize

MAX_WRAPPINGS = 3
_CLOSING = frozenset(".,;:/…!?")
_BRACKETS = {"(": ")", "[": "]", "“": "”", '"': '"', "'": "'", "‘": "’", "«": "»"}
_MARKERS = (
    "từ nay",
    "thứ hai",
    "thứ ba",
    "thứ tư",
    "thứ năm",
    "thứ sáu",
    "thứ bảy",
    "hằng ngày",
    "hàng ngày",
    "hằng tuần",
    "hàng tuần",
    "ngày mai",
    "trong ngày",
    "trong tháng",
    "trong quý",
    "tháng này",
    "tháng tới",
    "tháng sau",
    "quý này",
    "quý tới",
    "quý sau",
    "năm tới",
    "năm sau",
    "các năm",
    "những năm",
    "ngày tới",
    "tuần tới",
    "ngày trước",
    "tháng một lần",
    "năm một lần",
    "lần /",
    "/ lần",
    "mỗi quý",
    "mỗi tháng",
    "mỗi năm",
    "mỗi tuần",
    "từng quý",
    "từng tháng",
    "từng năm",
    "ngày cuối cùng",
    "tháng cuối",
    "tháng đầu",
    "lâu dài",
    "dài hạn",
    "suốt nhiệm kỳ",
    "cuối nhiệm kỳ",
    "cả nhiệm kỳ",
    "ngày …",
    "ngày . .",
    "trước ngày",
    "chậm nhất",
    "muộn nhất",
    "thời hạn",
    "hạn cuối",
    "hạn chót",
    "hoàn thành",
    "đến hết",
    "định kỳ",
    "thường xuyên",
    "đột xuất",
    "kể từ ngày",
    "trước quý",
    "trước tháng",
    "trước năm",
    "cuối tháng",
    "đầu tháng",
    "cuối quý",
    "đầu quý",
    "cuối năm",
    "ngày làm việc",
    "tháng đầu năm",
    "tháng cuối năm",
    "hằng tháng",
    "hàng tháng",
    "hằng quý",
    "hàng quý",
)
_NUMBERED = frozenset(one_spelling(word) for word in ("ngày", "tháng", "quý", "trước"))
_DATE_SIGNS = frozenset("/-.")


def read_deadlines(wording: str, *, issued_on: date | None, start: date | None, end: date | None) -> list[Deadline]:
    """Return the deadlines that `wording` states; `issued_on`, `start`, `end` are the plan's, where known.

    [] where it states none (a citation, an anniversary, a term of office, a cut-off, an effect date, a horizon).
    One UNREADABLE deadline where it looks like a deadline and is not understood to its last word, or names no real
    day: nothing is repaired and no part is taken for the whole. A bare period ("6 tháng đầu năm", "năm 2025",
    "giai đoạn 2017 - 2020") is UNDATED with its window; a month or a quarter, and any period after "hoàn thành",
    is due on its last day. A year left out is the plan's (Frame.year_of). Source: DOMAIN.md §3.
    """
    tokens = _uncounted(_unwrapped(tokenize(wording)))
    frame = Frame.of(issued_on=issued_on, start=start, end=end)
    parts = read_wording(Reader(tokens, frame)) if tokens else []
    if parts is None:
        return [Deadline(DeadlineKind.UNREADABLE, wording)] if looks_like_deadline(tokens) else []
    return unrepeated([replace(part.deadline, wording=wording) for part in parts])


def unrepeated(deadlines: list[Deadline]) -> list[Deadline]:
    return list(dict.fromkeys(deadlines))


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """Without closing punctuation and the brackets or quotes around the whole, MAX_WRAPPINGS of them at most."""
    first, last, wrappings = 0, len(tokens), 0
    while first < last:
        if tokens[last - 1].text in _CLOSING:
            last -= 1
        elif tokens[first].text in ":-+":
            first += 1
        elif wrappings < MAX_WRAPPINGS and _is_pair(tokens, first, last - 1):
            first, last, wrappings = first + 1, last - 1, wrappings + 1
        else:
            break
    return tokens[first:last]


def _uncounted(tokens: list[Token]) -> list[Token]:
    """Without how often: "02 đợt (tháng 3, tháng 8/2026)" is when."""
    reader = Reader(tokens, Frame(None, None, None))
    is_counted = reader.number(1, 12) and reader.accept(*COUNTED)
    return _unwrapped(tokens[reader.at :]) if is_counted and reader.sees("(", ":") else tokens


def _is_pair(tokens: list[Token], first: int, last: int) -> bool:
    """True if the bracket or quote at `first` is closed at `last` and not before."""
    opening = tokens[first].text
    closing = _BRACKETS.get(opening)
    if closing is None or closing != tokens[last].text or first == last:
        return False
    depth = 1
    for token in islice(tokens, first + 1, last):
        depth += (token.text == opening) - (token.text == closing)
        if depth < 1 or (opening == closing and token.text == opening):
            return False
    return True


def looks_like_deadline(tokens: list[Token]) -> bool:
    """True if words of a deadline are left when cited documents and their dates are passed over."""
    reader = Reader(tokens, Frame(None, None, None))
    if reader.accept("trước", "sau", "ngay") and not reader.sees("hết", "mắt", "đây", "tiên", "đó"):
        return True
    while not reader.is_at_end():
        cited = citation_end(tokens, reader.at)
        if cited > reader.at:
            reader.at = cited
        elif reader.sees(*_MARKERS) or _numbered(reader):
            return True
        else:
            reader.at += 1
    return False


def _numbered(reader: Reader) -> bool:
    """ "ngày 10", "quý II", "10/12", "5.2026": a number where a date has one."""
    token, after = reader.peek(), reader.peek(1)
    if token is None or after is None:
        return False
    if token.text in _NUMBERED:
        is_quarter = token.text == one_spelling("quý") and set(after.text) <= set("ivl")
        return (
            after.is_number or is_quarter or (token.text != one_spelling("trước") and after.text in FIRST_NUMBER_WORDS)
        )
    third = reader.peek(2)
    if token.is_number and after.text == "(" and third is not None and third.text in FIRST_NUMBER_WORDS:
        return True
    if after.text not in _DATE_SIGNS or third is None or not third.is_number or token.value is None:
        return False
    return after.text != "." or not (after.is_spaced or third.is_spaced)
