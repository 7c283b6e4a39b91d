"""The time that a line begins with: "Tháng 3/2026: …", "Đợt 1 (từ ngày 05/6 đến ngày 30/6): …", "Quý III/2026, …"."""

from collections.abc import Sequence

from plans.deadlines.frame import Frame
from plans.deadlines.grammar import read_phrase, read_wording
from plans.deadlines.parts import Part
from plans.deadlines.reader import Reader
from plans.deadlines.rules import DeadlineKind
from plans.deadlines.tokens import Token, one_spelling

MAX_HEAD = 24
_STAGES = ("đợt cao điểm", "đợt", "giai đoạn", "bước", "vòng", "lần", "kỳ")
_MARKS = frozenset("-+(,:–")
_LONG_PERIODS = frozenset((one_spelling("năm"), one_spelling("nhiệm"), one_spelling("giai")))


def read_line_head(tokens: Sequence[Token], frame: Frame) -> tuple[list[Part], int]:
    """The deadlines before the colon of a line that opens with its time, and the place behind that colon.

    Years and terms set a line no day; a head that is not time to its last word is none.
    """
    colons = [at for at in range(min(len(tokens) - 1, MAX_HEAD)) if tokens[at].text == ":"]
    for colon in colons[:2]:
        reader = Reader(tokens, frame, 0, colon)
        _step_over_stage(reader)
        first = reader.peek()
        if first is None or first.text in _LONG_PERIODS:
            continue
        if found := read_wording(reader):
            return [part for part in found if _sets_day(part)], colon + 1
    return _read_before_comma(tokens, frame)


def _read_before_comma(tokens: Sequence[Token], frame: Frame) -> tuple[list[Part], int]:
    """ "Tháng 8/2026, tổ chức …": a month or a quarter with its year, which nothing points at."""
    reader = Reader(tokens, frame)
    while (token := reader.peek()) and token.text in _MARKS:
        reader.at += 1
    found = read_phrase(reader, must_close=False) if reader.sees("tháng", "quý") else None
    is_dated = len(tokens[reader.at - 1].text) == 4 if reader.at else False
    if not found or not is_dated or not reader.accept(","):
        return [], 0
    return [part for part in found if _sets_day(part)], reader.at


def _step_over_stage(reader: Reader) -> None:
    """ "- Đợt 1 (", "Bước 2 - ": what stands before the time itself, its closing bracket taken too."""
    while (token := reader.peek()) and token.text in _MARKS:
        reader.at += 1
    at = reader.at
    if not reader.accept(*_STAGES):
        return
    number, mark = reader.peek(), reader.peek(1)
    is_numbered = number is not None and (number.is_number or set(number.text) <= set("ivx"))
    if not is_numbered or mark is None or mark.text not in _MARKS:
        reader.at = at
        return
    reader.at += 2
    if mark.text == "(" and reader.tokens[reader.stop - 1].text == ")":
        reader.stop -= 1


def _sets_day(part: Part) -> bool:
    deadline = part.deadline
    return deadline.kind in {DeadlineKind.FIXED, DeadlineKind.RECURRING} or deadline.window is not None
