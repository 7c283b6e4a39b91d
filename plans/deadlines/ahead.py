"""Whether a time in running text lies ahead of the plan: what is past is told, not asked for (DOMAIN.md §3.4)."""

from collections.abc import Sequence

from plans.deadlines.parts import Part
from plans.deadlines.reader import Reader
from plans.deadlines.rules import Deadline, DeadlineKind
from plans.deadlines.tokens import Token, one_spelling

_OF_FIGURES = frozenset(one_spelling(word) for word in ("liệu", "tính", "kỳ", "kết"))
_JOINED = frozenset(one_spelling(word) for word in ("đoàn", "liên", "gắn", "cam"))
_LATEST = frozenset(one_spelling(word) for word in ("chậm", "muộn"))
_AT, _FROM = one_spelling("vào"), one_spelling("từ")


def is_past(deadline: Deadline, reader: Reader, at: int) -> bool:
    """ "trong tháng 8/1945", "đến hết năm 2024": before the plan, so it is told and not asked for."""
    known = reader.frame.issued_on or reader.frame.start
    if known is None or deadline.kind is not DeadlineKind.FIXED or reader.tokens[at].text in _LATEST:
        return False
    return deadline.dates[-1] < known


def is_stretch_ahead(part: Part, reader: Reader, at: int) -> bool:
    """ "từ ngày 20/5 đến ngày 10/6/2026", not of figures and not begun before the plan: when the work is done."""
    known, window = reader.frame.issued_on or reader.frame.start, part.deadline.window
    if known is None or window is None or window[0] < known or reader.tokens[at].text != _FROM:
        return False
    is_dated = any(len(reader.tokens[i].text) == 4 and reader.tokens[i].is_number for i in range(at, part.end))
    is_named = reader.tokens[at + 1].is_word  # "từ ngày", "từ tháng"; "từ 1/4 đến 1/3 diện tích" is none
    return (is_dated or is_named) and not any(_tells_of_figures(reader.tokens, i) for i in range(max(0, at - 4), at))


def is_part_ahead(part: Part, reader: Reader, at: int) -> bool:
    """ "vào trung tuần tháng 6": a part of a month, to be asked about."""
    known, window = reader.frame.issued_on or reader.frame.start, part.deadline.window
    return part.deadline.fuzzy and reader.tokens[at].text == _AT and bool(known and window and window[0] >= known)


def _tells_of_figures(tokens: Sequence[Token], at: int) -> bool:
    """ "số liệu", "kết quả", "tổng kết", but not the "kết" of "đoàn kết"."""
    return tokens[at].text in _OF_FIGURES and not (at and tokens[at - 1].text in _JOINED)
