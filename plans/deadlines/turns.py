"""Days told turn by turn: "họp hai lần: lần một ngày 12/9/2026, lần hai trong tuần đầu tháng 01/2027".

A turn needs a fellow beside it, so that "Đại hội lần thứ II" and "đợt 1" alone set nothing apart (DOMAIN.md §3.4).
"""

from collections.abc import Sequence

from plans.deadlines.ahead import is_past
from plans.deadlines.frame import Frame
from plans.deadlines.grammar import read_phrase
from plans.deadlines.openings import RANK, TURN_NUMBERS, TURNS
from plans.deadlines.parts import Part
from plans.deadlines.reader import Reader
from plans.deadlines.rules import Deadline, DeadlineKind
from plans.deadlines.tokens import Token, one_spelling

_TIMES = frozenset(map(one_spelling, ("ngày", "tuần", "tháng", "quý", "trong", "vào")))
_ABOUT = frozenset(map(one_spelling, ("sau", "dịp", "nhân", "đầu", "giữa", "cuối")))  # time without a number
_APART = 30  # tokens between a turn and its fellow
_NEAR = 6
_CLAUSE_ENDS = frozenset(",.;()")


def turn_end(tokens: Sequence[Token], at: int) -> int:
    """Return the place after "lần một", "đợt thứ hai", "lần 2" with a fellow near by; `at` where none stands."""
    after = _after_turn(tokens, at)
    near = range(max(0, at - _APART), min(len(tokens), at + _APART))
    has_fellow = after > at and any(
        tokens[i].text == tokens[at].text
        and (end := _after_turn(tokens, i)) > i
        and tokens[end - 1].text != tokens[after - 1].text
        for i in near
    )
    return after if has_fellow else at


def read_turn(tokens: Sequence[Token], at: int, after: int, frame: Frame) -> tuple[list[Part], int]:
    """The days of the turn at `at` whose words end at `after`; words of time that read as nothing are for a person."""
    reader = Reader(tokens, frame, after)
    while reader.accept("vào", "trong", "là", ":"):
        pass
    found = read_phrase(reader, must_close=False) or []
    kinds = {DeadlineKind.FIXED, DeadlineKind.RECURRING, DeadlineKind.UNREADABLE}
    kept = [part for part in found if part.deadline.kind in kinds or part.deadline.window]
    if kept:
        return [part for part in kept if not is_past(part.deadline, reader, after)], reader.at
    opening = tokens[after].text if after < len(tokens) else ""
    if opening not in _TIMES | _ABOUT:
        return [], after
    ahead = range(after, min(len(tokens), after + _NEAR))
    end = next((i for i in ahead if tokens[i].text in _CLAUSE_ENDS), ahead.stop)
    if opening not in _ABOUT and not any(tokens[i].is_number for i in range(after, end)):
        return [], after
    return [Part(Deadline(DeadlineKind.UNREADABLE, ""), after, end)], end


def _after_turn(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens) or tokens[at].text not in TURNS:
        return at
    end = at + 1
    if end < len(tokens) and tokens[end].text == RANK:
        end += 1
    is_turn = end < len(tokens) and tokens[end].text in TURN_NUMBERS
    return end + 1 if is_turn else at
