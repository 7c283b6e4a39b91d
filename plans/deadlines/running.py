"""Find deadlines in the running text of an assignment (DOMAIN.md §3.4): wording that a marker or brackets set apart.

Dates of cited documents, anniversaries, terms of office, "trước hết", and periods without a marker ("năm 2025")
are never deadlines. Every place of the text is tried once, and every trial is bounded, so time grows with length.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from plans.deadlines.ahead import is_part_ahead, is_past, is_stretch_ahead
from plans.deadlines.citing import citation_end, date_end
from plans.deadlines.frame import Frame
from plans.deadlines.grammar import read_lead_in, read_phrase, read_wording
from plans.deadlines.openings import BEGINNING, COMPLETING, COUNTED, REPEATING, openings
from plans.deadlines.parts import Part
from plans.deadlines.periodic import read_on_request, read_periodic
from plans.deadlines.reader import Reader
from plans.deadlines.rules import Deadline, DeadlineKind, Reason, Series
from plans.deadlines.timetables import read_line_head
from plans.deadlines.tokens import Token, one_spelling, tokenize
from plans.deadlines.turns import read_turn, turn_end

MAX_BRACKET = 40
_POINTING = (
    "trước", "trong", "vào", "chậm nhất", "muộn nhất", "xong trước", "ngay sau", "đến hết", "ngày", ":", "là", "quý",
)  # fmt: skip
_LIMITS = ("thời hạn cuối cùng", "hạn cuối cùng", "hạn cuối", "hạn chót", "hạn nộp")
_STRONG = ("trước ngày", "chậm nhất ngày", "chậm nhất vào ngày", "chậm nhất là ngày", "đến hết ngày", "hạn cuối ngày")
_REMEMBERED = frozenset(
    tuple(one_spelling(word) for word in phrase.split())
    for phrase in ("truyền thống", "ngày thành lập", "kỷ niệm", "ngày sinh", "ngày giải phóng", "ngày mất")
)
_REMEMBERED_WITHIN = 8
_WHEN, _TERM = one_spelling("khi"), one_spelling("nhiệm")
_SENTENCE_ENDS = frozenset(".")
_HELD_AS_WRITTEN = (
    "ra quân",
    "khai mạc",
    "bế mạc",
    "sơ kết",
    "tổng kết",
    "phát động",
    "ra mắt",
    "khánh thành",
    "khai trương",
)
_HELD = frozenset(tuple(map(one_spelling, held.split())) for held in _HELD_AS_WRITTEN)
_YEAR, _TIME, _LEADS = one_spelling("năm"), one_spelling("gian"), one_spelling("trì")
_TO, _WHOLE, _STRIVE = one_spelling("đến"), one_spelling("hết"), one_spelling("đấu")
_SINCE, _DAY, _REPORT = one_spelling("kể"), one_spelling("ngày"), one_spelling("báo")


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline and where it stands: `text[start:end]` is its wording as written."""

    deadline: Deadline
    start: int
    end: int


def find_deadlines(text: str, *, issued_on: date | None, start: date | None, end: date | None) -> list[FoundDeadline]:
    """Return the deadlines of an assignment's paragraph in the order of the text, each meaning once.

    Found by a marker ("trước ngày", "hoàn thành trong", "định kỳ", "thường xuyên", "… hằng năm") or alone between
    brackets. A marked date that cannot be read is found as UNREADABLE. "định kỳ báo cáo … trước ngày 10/12 hằng năm"
    is one deadline, the dated one. The arguments are those of `read_deadlines`.
    """
    tokens = tokenize(text, mends=True)
    parts = scan(tokens, Frame.of(issued_on=issued_on, start=start, end=end))
    return [_located(part, tokens, text) for part in _meant_once(parts, tokens)]


def _located(part: Part, tokens: Sequence[Token], text: str) -> FoundDeadline:
    start, end = tokens[part.start].start, tokens[part.end - 1].end
    is_mended = any(token.is_mended for token in tokens[part.start : part.end])
    deadline = replace(part.deadline, wording=text[start:end], fuzzy=part.deadline.fuzzy or is_mended)
    return FoundDeadline(deadline, start, end)


def scan(tokens: Sequence[Token], frame: Frame) -> list[Part]:
    """The deadlines among `tokens`, one pass from left to right."""
    parts, read_to = read_line_head(tokens, frame)
    for at in openings(tokens):
        if at >= read_to:
            found, read_to = _read_at(tokens, at, frame)
            parts += found
    return parts


def _read_at(tokens: Sequence[Token], at: int, frame: Frame) -> tuple[list[Part], int]:
    """The deadlines that begin at `at`, and the place to go on from."""
    token = tokens[at]
    if token.text == "(":
        return _read_bracket(tokens, at, frame)
    if token.is_number:
        if (cited := citation_end(tokens, at)) > at:
            return [], cited
        return _read_repeating(tokens, at, frame)
    reader = Reader(tokens, frame, at)
    if reader.sees(*REPEATING):
        return _read_series(reader)
    if (after := turn_end(tokens, at)) > at:
        found, read_to = _read_marked(tokens, after, frame) if after < len(tokens) else ([], after)
        return (found, read_to) if found else read_turn(tokens, at, after, frame)
    if token.text == _WHEN and (asked := read_on_request(reader)):
        return asked, reader.at
    return _read_marked(tokens, at, frame)


def _read_series(reader: Reader) -> tuple[list[Part], int]:
    """ "báo cáo quý, 6 tháng, năm": two series or more; "hằng năm … trước ngày 30/11": days that come back."""
    at = reader.at
    found = read_periodic(reader) or []
    is_report = reader.tokens[at].text == _REPORT
    if is_report and [len(part.deadline.series) > 1 and not part.deadline.dates for part in found] == [True]:
        return found, reader.at
    if found and not is_report and all(part.deadline.recurrence for part in found):
        return found, reader.at
    return [], at


def _read_bracket(tokens: Sequence[Token], at: int, frame: Frame) -> tuple[list[Part], int]:
    """The whole of a pair of brackets as one wording: "(hoàn thành trong tháng 5/2026)"."""
    close = next((i for i in range(at + 1, min(len(tokens), at + MAX_BRACKET)) if tokens[i].text in "()"), None)
    if close is None or tokens[close].text != ")":
        return [], at
    reader = Reader(tokens, frame, at + 1, close)
    found = read_wording(reader)
    if found is None:
        return _read_after_doer(tokens, at, close, frame)
    return [part for part in found if _stands_alone(part, reader, at)], close + 1


def _read_after_doer(tokens: Sequence[Token], at: int, close: int, frame: Frame) -> tuple[list[Part], int]:
    """The end of brackets that say who first: "(Phòng Kinh tế chủ trì, quý III/2026)"."""
    comma = next((i for i in range(close - 1, at, -1) if tokens[i].text == ","), at)
    found = read_wording(Reader(tokens, frame, comma + 1, close)) if tokens[comma - 1].text == _LEADS else None
    return (found, close + 1) if found else ([], at)


def _stands_alone(part: Part, reader: Reader, at: int) -> bool:
    """Between brackets a period alone is none, nor is "theo quy định", nor a full date from before the plan."""
    deadline, tokens, frame = part.deadline, reader.tokens, reader.frame
    if deadline.kind is DeadlineKind.UNDATED and deadline.window:
        return tokens[at + 2].text != _YEAR and is_stretch_ahead(part, reader, at + 1)
    if deadline.kind is DeadlineKind.UNDATED:
        return deadline.reason in {None, Reason.EVENT}
    known = frame.issued_on or frame.start
    is_bare = tokens[at + 1].is_number or tokens[at + 1].text == _DAY
    if deadline.kind is DeadlineKind.FIXED and is_bare and not deadline.before and not deadline.window:
        return known is not None and deadline.dates[-1] >= known
    return True


def _read_repeating(tokens: Sequence[Token], at: int, frame: Frame) -> tuple[list[Part], int]:
    """Words that begin with a number: "15/6 và 15/12 hằng năm", "10 ngày kể từ ngày ký", "06 tháng (trước ngày …)"."""
    if at and tokens[at - 1].text in "/-." and not tokens[at].is_spaced:
        return [], at
    reader = Reader(tokens, frame, at)
    if reader.number(1, 12) and reader.accept(*COUNTED) and reader.accept(":") and (found := read_phrase(reader)):
        return found, reader.at
    reader.at = at
    found = read_phrase(reader, must_close=False)
    is_counted = any(tokens[i].text == _SINCE for i in range(at, reader.at))
    is_marked = found and (is_counted or all(_is_marked_by_itself(part.deadline, frame) for part in found))
    if not found or not is_marked or _is_remembered(tokens, at):
        return [], reader.at
    return found, reader.at


def _is_marked_by_itself(deadline: Deadline, frame: Frame) -> bool:
    """An hour sets a day of the plan apart without more words: "tổng duyệt 20 giờ 00 ngày 18/11/2026"."""
    if deadline.kind is DeadlineKind.RECURRING or deadline.reason is Reason.EVENT:
        return True
    known = frame.issued_on or frame.start
    is_ahead = deadline.time is not None and known is not None and deadline.dates[-1:] >= (known,)
    return deadline.kind is DeadlineKind.FIXED and (bool(deadline.series) or deadline.before or is_ahead)


def _is_remembered(tokens: Sequence[Token], at: int) -> bool:
    """ "Ngày truyền thống 15/10 hằng năm" is a day kept, not a day due."""
    before = [tokens[i].text for i in range(max(0, at - _REMEMBERED_WITHIN), at)]
    return any(tuple(before[i : i + len(words)]) == words for words in _REMEMBERED for i in range(len(before)))


def _read_marked(tokens: Sequence[Token], at: int, frame: Frame) -> tuple[list[Part], int]:
    reader = Reader(tokens, frame, at)
    is_limit = reader.sees(*_LIMITS)
    completing = reader.accept(*COMPLETING)
    is_label = completing and tokens[reader.at - 1].text == _TIME  # "thời gian" alone counts before a colon
    points = reader.sees(":") if is_label else reader.sees(*_POINTING) or (is_limit and reader.sees_number())
    if completing and not points:
        return [], at
    first = reader.at + 1 if is_label else at
    reader.at = at
    if not completing and (not reader.sees(*BEGINNING) or _is_end_of_stretch(tokens, at)):
        return [], at
    lead_in = read_lead_in(reader)
    found = read_phrase(reader, completes=lead_in.completes, must_close=False)
    if found is None and reader.at > at:
        reader.at = at
        found = read_phrase(reader, must_close=False)
    if found is None or (found and _goes_on_unread(reader)):
        return _unread(tokens, at, frame, completing=completing)
    kept = [part for part in found if _counts(part, reader, at, completes=completing)]
    if lead_in.is_tentative:
        kept = [replace(part, deadline=replace(part.deadline, fuzzy=True)) for part in kept]
    kept = [replace(part, start=first) if i == 0 and part.start > at else part for i, part in enumerate(kept)]
    return kept, reader.at


def _counts(part: Part, reader: Reader, at: int, *, completes: bool) -> bool:
    """Whether running text that reads as a deadline means one."""
    tokens, deadline = reader.tokens, part.deadline
    if deadline.kind is DeadlineKind.ONGOING:
        return not _is_adjective(tokens, part)
    if deadline.kind is DeadlineKind.UNDATED:
        if deadline.series == (Series.PERIOD,):
            return part.end - part.start > 2 or _ends_clause(tokens, part.end)
        if deadline.series or deadline.reason in {Reason.EVENT, Reason.NO_YEAR}:
            return True
        is_term = any(tokens[i].text == _TERM for i in range(part.start, part.end))
        return not is_term and (completes or is_stretch_ahead(part, reader, at) or is_part_ahead(part, reader, at))
    if deadline.kind is DeadlineKind.RECURRING or completes or deadline.before:
        return deadline.before or not _is_remembered(tokens, at)
    is_bare_day = tokens[at].text == _DAY and not _is_held(tokens, at)
    return not is_bare_day and not is_past(deadline, reader, at) and not _is_remembered(tokens, at)


def _is_held(tokens: Sequence[Token], at: int) -> bool:
    """ "ra quân ngày 26/3/2026": what is held on a day has that day, not a document's."""
    return at > 1 and (tokens[at - 2].text, tokens[at - 1].text) in _HELD


def _is_end_of_stretch(tokens: Sequence[Token], at: int) -> bool:
    """ "đến ngày" sets a day where a clause begins with it or after "phấn đấu", not behind other words."""
    if tokens[at].text != _TO or tokens[at + 1].text == _WHOLE or at == 0:
        return False
    return tokens[at - 1].text != _STRIVE and (tokens[at - 1].is_word or tokens[at - 1].is_number)


def _is_adjective(tokens: Sequence[Token], part: Part) -> bool:
    """ "sự chỉ đạo thường xuyên của cấp ủy" tells how, not when."""
    return part.end < len(tokens) and tokens[part.end].text == one_spelling("của")


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or not (tokens[at].is_word or tokens[at].is_number)


def _goes_on_unread(reader: Reader) -> bool:
    """True if a further date follows that belongs to the same words and was not read."""
    ahead = Reader(reader.tokens, reader.frame, reader.at, min(reader.stop, reader.at + 5))
    if not ahead.accept("và ngày", "hoặc ngày", "đến ngày", "đến hết ngày", "và", "hoặc", "đến", "/"):
        return False
    return bool(ahead.digits(1, 31, width=2)) and ahead.separator("/-.") is not None


def _unread(tokens: Sequence[Token], at: int, frame: Frame, *, completing: bool) -> tuple[list[Part], int]:
    """A strong marker before a number that reads as nothing: found, for a person to say what is meant."""
    ahead = Reader(tokens, frame, at, min(len(tokens), at + 10))
    if completing:
        read_lead_in(ahead)
    is_marked = ahead.accept(*_STRONG) or (ahead.accept("trước quý", "trước tháng") and completing)
    is_marked = is_marked or (ahead.accept("trước", "chậm nhất", "trong tháng", "trong quý") and completing)
    token = ahead.peek()
    if not is_marked or token is None or not (token.is_number or set(token.text) <= set("ivl")):
        return [], at
    end = date_end(tokens, ahead.at + 1)
    return [Part(Deadline(DeadlineKind.UNREADABLE, ""), at, end)], end


def _meant_once(parts: list[Part], tokens: Sequence[Token]) -> list[Part]:
    """Without a meaning said twice (the last stays), nor a series whose days the same sentence gives."""
    last = {part.deadline: i for i, part in enumerate(parts)}
    once = [part for i, part in enumerate(parts) if last[part.deadline] == i]
    return [
        part
        for i, part in enumerate(once)
        if not (
            part.deadline.kind is DeadlineKind.UNDATED
            and i + 1 < len(once)
            and part.deadline.series in {(Series.PERIOD,), once[i + 1].deadline.series or None}
            and once[i + 1].deadline.kind in {DeadlineKind.RECURRING, DeadlineKind.FIXED}
            and not any(tokens[j].text in _SENTENCE_ENDS for j in range(part.end, once[i + 1].start))
        )
    ]
