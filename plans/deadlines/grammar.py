"""The grammar of a whole wording: what may stand before a deadline, the kinds of phrase, and how they are joined.

Reading is ordered choice: the first kind of phrase that ends where a phrase may end is taken. Nothing is skipped:
a wording is understood to its last word, or not at all (DOMAIN.md §3.4).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from plans.deadlines.choice import NUMBER, Choice
from plans.deadlines.dated import DATED_BEGINS, read_dated
from plans.deadlines.openings import COMPLETING
from plans.deadlines.parts import Part, part_of
from plans.deadlines.periodic import (
    ON_REQUEST_BEGINS,
    ONGOING_BEGINS,
    PERIODIC_BEGINS,
    read_on_request,
    read_ongoing,
    read_periodic,
)
from plans.deadlines.ranges import (
    EFFECT_BEGINS,
    RANGE_BEGINS,
    read_both_halves,
    read_effect,
    read_months_of_figures,
    read_phase,
    read_project_weeks,
    read_range,
    read_rest_of_year,
)
from plans.deadlines.reader import Reader
from plans.deadlines.relative import RELATIVE_BEGINS, read_relative, rolled
from plans.deadlines.rules import Deadline, DeadlineKind, Reason

MAX_PHRASES = 8
_COMPLETING = (
    *COMPLETING,
    "tiến độ hoàn thành",
    "tiến độ thực hiện",
    "tổ chức thực hiện",
    "triển khai thực hiện",
    "thực hiện hoàn thành",
    "phải hoàn thành",
    "thực hiện",
    "kết thúc",
    "phải xong",
    "xong",
    "hạn",
    "tiến độ",
)
_REPORTING = (
    "thời gian gửi báo cáo",
    "thời hạn gửi báo cáo",
    "thời gian báo cáo",
    "thời hạn báo cáo",
    "gửi báo cáo kết quả",
    "báo cáo kết quả thực hiện",
    "báo cáo kết quả",
    "gửi báo cáo",
    "nộp báo cáo",
    "báo cáo",
    "nộp",
    "gửi",
)
_ADDRESSED = ("trước", "chậm nhất", "muộn nhất", "định kỳ", "vào ngày", "hạn", "trong")
_CUT_OFF = ("tính đến", "chốt số liệu đến", "chốt số liệu", "số liệu tính đến", "số liệu đến", "tính từ")
_OR_WORKING_DAY = ("hoặc ngày làm việc kế tiếp", "hoặc ngày làm việc tiếp theo", "hoặc ngày làm việc liền kề")
_COUNTED = ("cuộc", "lần", "mô hình")
_VAGUE: tuple[tuple[Reason, tuple[str, ...]], ...] = (
    (Reason.PROMPTLY, ("kịp thời", "ngay", "khẩn trương", "sớm nhất", "trong thời gian sớm nhất")),
    (Reason.BY_RULE, ("theo đúng quy định", "theo quy định", "đúng quy định", "đúng thời gian quy định")),
    (Reason.BY_PLAN, ("theo đúng kế hoạch", "theo kế hoạch", "theo tiến độ", "theo chương trình")),
    (
        Reason.BY_ORDER,
        (
            "theo đúng sự chỉ đạo của cấp trên",
            "theo sự chỉ đạo của cấp trên",
            "theo chỉ đạo của cấp trên",
            "theo chỉ đạo",
        ),
    ),
    (Reason.AS_NEEDED, ("theo thực trạng", "theo tình hình thực tế", "khi phát sinh", "theo thực tế")),
    (Reason.SOON, ("trong thời gian đến", "trong thời gian tới", "thời gian tới", "thời gian đến")),
)


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The words before a deadline: "hoàn thành" makes the end of any period due, "dự kiến" makes it fuzzy."""

    completes: bool = False
    is_tentative: bool = False


def read_lead_in(reader: Reader) -> LeadIn:
    lead_in = LeadIn()
    for _ in range(4):
        if reader.sees("thực hiện thường xuyên", "thực hiện định kỳ", "báo cáo định kỳ", "báo cáo đột xuất"):
            break
        if reader.sees("thời gian tới", "thời gian đến", "hạn chế"):
            break
        if reader.accept("dự kiến"):
            lead_in = replace(lead_in, is_tentative=True)
        elif reader.accept(*_COMPLETING):
            lead_in = replace(lead_in, completes=True)
        elif reader.accept(*_REPORTING):
            _read_addressee(reader)
        else:
            break
        reader.accept(":", "là", ",")
    return lead_in


def _read_addressee(reader: Reader) -> None:
    """ "gửi về Ban Thường vụ (qua Ban Dân vận) trước ngày …": the body is somebody else's to read."""
    at = reader.at
    reader.accept("về", "cho", "lên")
    if reader.at == at or not reader.free_words(15):
        reader.at = at
        return
    if reader.accept("(") and not (reader.accept("qua") and reader.free_words(15) and reader.accept(")")):
        reader.at = at
        return
    if not reader.sees(*_ADDRESSED):
        reader.at = at


def read_wording(reader: Reader) -> list[Part] | None:
    """Every deadline of a wording that is understood to the end; [] where it speaks of none; else None."""
    parts: list[Part] = []
    for _ in range(MAX_PHRASES):
        found = _read_led_phrase(reader)
        if found is None:
            return None
        parts += found
        if reader.is_at_end():
            return parts
        if not reader.accept(",", ";", "và", "hoặc", ".", "-", "+"):
            return None
        reader.accept("và", "hoặc", "đồng thời")
    return None


def _read_led_phrase(reader: Reader) -> list[Part] | None:
    """A phrase after its lead-in; the lead-in may also be the phrase's own first words ("báo cáo định kỳ")."""
    at = reader.at
    lead_in = read_lead_in(reader)
    found = read_phrase(reader, completes=lead_in.completes)
    if found is None and reader.at > at:
        reader.at, lead_in = at, LeadIn()
        found = read_phrase(reader)
    if found and lead_in.is_tentative:
        found = [replace(part, deadline=replace(part.deadline, fuzzy=True)) for part in found]
    return [replace(part, start=at) if i == 0 else part for i, part in enumerate(found)] if found else found


def read_phrase(reader: Reader, *, completes: bool = False, must_close: bool = True) -> list[Part] | None:
    """One phrase: its deadlines, or [] where it is a day that is none (a cut-off, an effect date, a horizon)."""
    at = reader.at
    for read in _PHRASES.at(reader):
        found = read(reader, completes)
        if found is not None and (not must_close or _may_end(reader)):
            return found
        reader.at = at
    return None


def _may_end(reader: Reader) -> bool:
    return reader.is_at_end() or reader.sees(",", ";", "và", "hoặc", ".", "-", "+")


def _dated(reader: Reader, completes: bool) -> list[Part] | None:
    at = reader.at
    found = read_dated(reader, completes=completes)
    if found and reader.accept(*_OR_WORKING_DAY):
        found = [rolled(deadline) for deadline in found]
    if not found:
        return found if found is None else []
    labelled = _with_label(reader, found)
    if labelled != found:
        labelled = [*labelled, *_labelled_too(reader, before=found[0].before)]
    return [part_of(reader, at, deadline) for deadline in labelled]


def _labelled_too(reader: Reader, *, before: bool) -> list[Deadline]:
    """ "trước ngày 15/6 (báo cáo 6 tháng) và 15/11 (báo cáo năm)": a day that is pointed at by the words before."""
    at = reader.at
    found = read_dated(reader) if reader.accept("và", ",") and reader.sees_number() else None
    labelled = _with_label(reader, found or [])
    if not found or labelled == found:
        reader.at = at
        return []
    return [replace(deadline, before=before) for deadline in labelled]


def _with_label(reader: Reader, found: list[Deadline]) -> list[Deadline]:
    """ "trước ngày 15/6 (báo cáo 6 tháng)": the series a date is for, said after it."""
    at = reader.at
    is_bracketed = reader.accept("(")
    is_said = reader.accept("đối với", "cho") or reader.sees("báo cáo")
    is_repeat = reader.sees("hằng", "hàng", "mỗi", "từng", "định kỳ")
    labels = read_periodic(reader) if is_said or (is_bracketed and not is_repeat) else None
    series = labels[0].deadline.series if labels and len(labels) == 1 and not labels[0].deadline.dates else ()
    if not series or (is_bracketed and not reader.accept(")")):
        reader.at = at
        return found
    return [replace(deadline, series=series) for deadline in found]


def _not_a_deadline(reader: Reader, completes: bool) -> list[Part] | None:
    at = reader.at
    if reader.accept(*_CUT_OFF) and read_dated(reader) is not None:
        return []
    reader.at = at
    if read_effect(reader) and not reader.sees("đến", "tới", "-", "→"):
        return []
    reader.at = at
    if reader.accept("tầm nhìn đến năm", "tầm nhìn", "định hướng đến năm") and reader.year() is not None:
        return []
    reader.at = at
    return _whole_year_count(reader)


def _whole_year_count(reader: Reader) -> list[Part] | None:
    """ "trong năm … ít nhất 01 cuộc": how often within the year; the year is the window (D075)."""
    at = reader.at
    found = read_dated(reader) if reader.sees("trong năm") else None
    reader.accept(",", "…")
    while reader.accept(".", "…"):
        pass
    if found and reader.accept("ít nhất", "tối thiểu") and reader.number(1, 99) and reader.accept(*_COUNTED):
        return [part_of(reader, at, deadline) for deadline in found]
    reader.at = at
    return None


def _periodic(reader: Reader, completes: bool) -> list[Part] | None:
    """Periodic reports; "thời hạn: 03 tháng" is how long, not how often."""
    is_number = reader.sees_number()
    found = read_periodic(reader)
    if found and completes and is_number and not any(part.deadline.dates for part in found):
        return None
    return found


def _vague(reader: Reader, completes: bool) -> list[Part] | None:
    at = reader.at
    for reason, phrases in _VAGUE:
        if reader.accept(*phrases):
            return [part_of(reader, at, Deadline(DeadlineKind.UNDATED, "", reason=reason))]
    return None


def _whole(
    read: Callable[..., list[Deadline] | None], *, takes_completes: bool = False
) -> Callable[[Reader, bool], list[Part] | None]:
    """A reader of deadlines as a reader of phrases: every deadline stands on all the words."""

    def read_parts(reader: Reader, completes: bool) -> list[Part] | None:
        at = reader.at
        found = read(reader, completes=completes) if takes_completes else read(reader)
        return None if found is None else [part_of(reader, at, deadline) for deadline in found]

    return read_parts


_PHRASES: Choice[Callable[[Reader, bool], list[Part] | None]] = Choice(
    (_whole(read_months_of_figures), ("từ",)),
    (_not_a_deadline, (*_CUT_OFF, *EFFECT_BEGINS, "tầm nhìn", "định hướng", "trong năm")),
    (lambda reader, completes: read_ongoing(reader), ONGOING_BEGINS),
    (_periodic, PERIODIC_BEGINS),
    (lambda reader, completes: read_on_request(reader), ON_REQUEST_BEGINS),
    (_whole(read_both_halves), ("trong", NUMBER)),
    (_whole(read_project_weeks), ("tuần",)),
    (_whole(read_range, takes_completes=True), RANGE_BEGINS),
    (_whole(read_phase, takes_completes=True), ("trong", "giai đoạn", "nhiệm kỳ", NUMBER)),
    (_whole(read_rest_of_year), ("trong", "những", "các", "từ nay")),
    (lambda reader, completes: read_relative(reader), RELATIVE_BEGINS),
    (_dated, DATED_BEGINS),
    (_vague, tuple(phrase for _, phrases in _VAGUE for phrase in phrases)),
)
