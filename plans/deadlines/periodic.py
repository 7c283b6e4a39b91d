"""The grammar of periodic reports: "định kỳ 06 tháng (trước ngày 10/5/2024), 01 năm hoặc đột xuất".

DOMAIN.md §3.2 E, G, H, L and §3.4 rules 4–6.
"""

from dataclasses import replace

from plans.deadlines.choice import NUMBER
from plans.deadlines.dated import read_dated
from plans.deadlines.openings import MAX_ASKING
from plans.deadlines.parts import Part, part_of
from plans.deadlines.reader import Reader
from plans.deadlines.rules import Deadline, DeadlineKind, Series

MAX_SERIES = 12
MAX_APART = 40
_POINTING = ("trước", "chậm nhất", "muộn nhất", "vào ngày", "ngày", "xong trước")
_POINTING_APART = (
    "trước", "xong trước", "chậm nhất", "muộn nhất", "vào ngày", "vào tháng", "vào quý", "trong tháng", "trong quý",
)  # fmt: skip
_CLAUSE_ENDS = frozenset(";.:")
# Named by their own words wherever they stand; put longer wording first.
_NAMED: tuple[tuple[Series, tuple[str, ...]], ...] = (
    (Series.WEEK, ("hằng tuần", "hàng tuần", "mỗi tuần")),
    (Series.MONTH, ("hằng tháng", "hàng tháng", "mỗi tháng", "từng tháng")),
    (Series.QUARTER, ("hằng quý", "hàng quý", "mỗi quý", "từng quý", "03 tháng", "3 tháng", "ba tháng")),
    (Series.HALF, ("06 tháng", "6 tháng", "sáu tháng", "nửa năm", "hằng 6 tháng", "mỗi 6 tháng")),
    (Series.NINE_MONTHS, ("09 tháng", "9 tháng", "chín tháng")),
    (Series.YEAR, ("hằng năm", "hàng năm", "mỗi năm", "01 năm", "1 năm", "một năm", "12 tháng")),
    (Series.TERM, ("đầu kỳ", "giữa kỳ", "cuối kỳ")),
)
# A period whose report is due on the days that follow; without them it is a window.
_ENDED: tuple[tuple[Series, tuple[str, ...]], ...] = (
    (Series.HALF, ("06 tháng đầu năm", "6 tháng đầu năm", "sáu tháng đầu năm")),
    (Series.YEAR, ("cả năm",)),
)
_REPORTS = ("báo cáo sơ kết", "báo cáo tổng kết", "báo cáo")
# Named only after "định kỳ" or "báo cáo", or in a list.
_SHORT: tuple[tuple[Series, tuple[str, ...]], ...] = (
    (Series.WEEK, ("tuần",)),
    (Series.MONTH, ("tháng",)),
    (Series.QUARTER, ("quý",)),
    (Series.YEAR, ("năm",)),
)
_SHORT_PHRASES = frozenset(phrases for _, phrases in _SHORT)
_ALL_YEAR = ("trong suốt năm", "trong cả năm", "trong năm", "suốt năm", "quanh năm", "hằng năm", "hàng năm")
_FREQUENCY = ("/ lần", "một lần", "01 lần", "1 lần", "hai lần", "02 lần", "2 lần", "một cuộc", "01 cuộc", "1 cuộc")
DUTIES = (
    "báo cáo kết quả thực hiện",
    "báo cáo kết quả",
    "báo cáo",
    "tổng hợp",
    "theo dõi",
    "đôn đốc",
    "kiểm tra",
    "giám sát",
    "đánh giá",
    "sơ kết",
    "tổng kết",
    "rà soát",
    "cập nhật",
    "hướng dẫn",
    "chỉ đạo",
    "tuyên truyền",
    "phối hợp",
    "tham mưu",
    "giao ban",
    "nắm tình hình",
    "thực hiện",
    "triển khai",
    "tổ chức",
    "duy trì",
    "quan tâm",
    "chăm lo",
    "phát hiện",
    "đối thoại",
    "tiếp xúc",
    "góp ý",
    "bồi dưỡng",
    "tập huấn",
)
_ON_REQUEST = (
    "đột xuất khi có yêu cầu",
    "đột xuất khi có chỉ đạo",
    "đột xuất khi được yêu cầu",
    "đột xuất khi cần thiết",
    "đột xuất khi cần",
    "đột xuất theo yêu cầu",
    "đột xuất",
    "khi có yêu cầu",
    "khi có chỉ đạo",
    "khi được yêu cầu",
    "khi cần thiết",
    "theo yêu cầu",
)
PERIODIC_BEGINS = (
    *("chế độ", "báo cáo", "thực hiện", "định kỳ", "ít nhất", "tối thiểu", "sơ kết", "tổng kết", "cả năm", NUMBER),
    *(phrase for _, phrases in _NAMED + _SHORT for phrase in phrases),
)
ONGOING_BEGINS = ("thực hiện", "tổ chức", "tiến hành", "thường xuyên", "liên tục")
ON_REQUEST_BEGINS = ("báo cáo", *_ON_REQUEST)


def read_periodic(reader: Reader) -> list[Part] | None:
    """A list of series, each perhaps with its dates, perhaps with reports on request."""
    at = reader.at
    reader.accept("chế độ báo cáo", *_REPORTS, "thực hiện")
    is_periodic = reader.accept("định kỳ")
    if is_periodic:
        reader.accept("báo cáo")
        reader.accept(":")
    parts = _read_series_list(reader, is_report=reader.at > at)
    if not parts and is_periodic:
        parts = _read_unnamed(reader, at)
    if not parts:
        reader.at = at
        return None
    parts[0] = replace(parts[0], start=at)
    if read_duties(reader) and len(parts) == 1:
        parts[0] = replace(parts[0], end=reader.at)
    return parts + _read_also_on_request(reader)


def _read_unnamed(reader: Reader, at: int) -> list[Part]:
    """ "định kỳ" without a series: with the days that come back after it, or the plan's own periods."""
    step = reader.at
    dates = read_dated(reader) if reader.sees(*_POINTING) else None
    if dates and all(deadline.recurrence for deadline in dates):
        return [part_of(reader, at, deadline) for deadline in dates]
    reader.at = step
    return [part_of(reader, at, _undated(Series.PERIOD))]


def read_on_request(reader: Reader) -> list[Part] | None:
    at = reader.at
    reader.accept("báo cáo")
    is_asked = reader.accept(*_ON_REQUEST)
    if is_asked or (reader.accept("khi") and reader.accept_soon("yêu cầu", MAX_ASKING) and reader.is_at_break()):
        return [part_of(reader, at, Deadline(DeadlineKind.ON_REQUEST, ""))]
    reader.at = at
    return None


def read_ongoing(reader: Reader) -> list[Part] | None:
    """ "thường xuyên", alone or with the duties that are to be done so (DOMAIN.md §3.4 rule 6)."""
    at = reader.at
    reader.accept("thực hiện", "tổ chức", "tiến hành")
    if not reader.accept("thường xuyên liên tục", "thường xuyên", "liên tục"):
        reader.at = at
        return None
    if reader.accept(",") and not reader.accept("liên tục"):
        reader.at -= 1
    if reader.accept(*_ALL_YEAR):
        reader.year()
    read_duties(reader)
    return [part_of(reader, at, Deadline(DeadlineKind.ONGOING, ""))]


def read_duties(reader: Reader) -> bool:
    """Step over verbs of the office: "theo dõi, đôn đốc, kiểm tra"."""
    if not reader.accept(*DUTIES):
        return False
    for _ in range(MAX_SERIES):
        at = reader.at
        reader.accept(",", "và")
        if not reader.accept(*DUTIES):
            reader.at = at
            break
    return True


def _read_series_list(reader: Reader, *, is_report: bool) -> list[Part]:
    dated: list[Part] = []
    plain: list[Part] = []
    for _ in range(MAX_SERIES):
        at = reader.at
        if dated or plain:
            if not reader.accept(",", ";", "và", "hoặc", "/"):
                break
            start = reader.at
            is_report = reader.accept(*_REPORTS) or is_report
        else:
            start = reader.at
        ended = next((series for series, phrases in _ENDED if reader.accept(*phrases)), None)
        series = ended or _read_series(reader, is_report=is_report or bool(dated or plain))
        dates = _read_dates_of(reader, series) if series else None
        if series is None or (ended and dates is None):
            reader.at = at
            break
        if dates is None:
            plain.append(part_of(reader, start, _undated(series)))
        else:
            dated += [part_of(reader, start, replace(deadline, series=(series,))) for deadline in dates]
    return _merged(plain) + dated


def _merged(plain: list[Part]) -> list[Part]:
    """One deadline for all the series that have no date: "06 tháng, 01 năm"."""
    if not plain:
        return []
    series = tuple(dict.fromkeys(series for part in plain for series in part.deadline.series))
    return [Part(_undated(*series), plain[0].start, plain[-1].end)]


def _read_series(reader: Reader, *, is_report: bool) -> Series | None:
    at = reader.at
    reader.accept("ít nhất", "tối thiểu")
    is_counted = reader.at > at
    is_counted_in = _read_times(reader)
    is_report = is_counted_in or is_report
    for series, phrases in _NAMED + _SHORT:
        if reader.accept(*phrases):
            if phrases in _SHORT_PHRASES and not (is_report or reader.sees("(")):
                break
            if _belongs_to_a_date(reader):
                break
            if reader.accept("ít nhất", "tối thiểu"):
                is_counted = True
            if not reader.accept(*_FREQUENCY) and is_counted and not is_counted_in:
                break
            return series
    reader.at = at
    return None


def _read_times(reader: Reader) -> bool:
    """ "02 lần/năm", "một lần trong quý": how often, before the period it is counted in."""
    at = reader.at
    is_counted = reader.number(1, 99) is not None and reader.accept("lần", "cuộc", "kỳ")
    if is_counted and reader.accept("/", "trong một", "trong", "mỗi", "một"):
        return True
    reader.at = at
    return False


def _belongs_to_a_date(reader: Reader) -> bool:
    """ "6 tháng đầu năm", "06 tháng 06", "năm 2025", "quý II" are periods and days, not series."""
    token = reader.peek()
    if token is None or token.text == "(":
        return False
    if reader.sees("đầu", "cuối", "học", "ngân sách", "i", "ii", "iii", "iv", "l", "nay", "sau", "trước đó"):
        return True
    return token.is_number and not (len(token.text) <= 2 and reader.peek(1) and reader.sees(*_FREQUENCY))


def _read_dates_of(reader: Reader, series: Series) -> list[Deadline] | None:
    """The dates of one series, in brackets or pointed at: "06 tháng (trước ngày 10/5/2024)"."""
    at = reader.at
    repeats = series if series in {Series.MONTH, Series.YEAR, Series.HALF} else None
    if reader.accept("("):
        dates = read_dated(reader, completes=True, repeats=repeats)
        if dates and reader.accept(")"):
            return dates
        reader.at = at
        return None
    if series in {Series.MONTH, Series.YEAR}:
        reader.accept(",", ":")
    if reader.sees(*_POINTING):
        dates = read_dated(reader, completes=True, repeats=repeats)
        if dates and (reader.tokens[at].text not in ",:" or dates[0].recurrence):
            return dates
    reader.at = at
    return _read_dates_apart(reader) if series is Series.YEAR else None


def _read_dates_apart(reader: Reader) -> list[Deadline] | None:
    """ "hằng năm báo cáo kết quả về Đảng ủy trước ngày 30/11": the words between say what; asked about where the
    plan has several years, for "hằng năm" may belong to them alone."""
    at = reader.at
    while (token := reader.peek()) and reader.at - at < MAX_APART and token.text not in _CLAUSE_ENDS:
        if reader.sees(*_POINTING_APART):
            step = reader.at
            dates = read_dated(reader, completes=True, repeats=Series.YEAR)
            if dates and all(deadline.recurrence for deadline in dates):
                return [replace(deadline, fuzzy=deadline.fuzzy or len(deadline.dates) > 1) for deadline in dates]
            reader.at = step
        reader.at += 1
    reader.at = at
    return None


def _read_also_on_request(reader: Reader) -> list[Part]:
    """ "… hoặc đột xuất", "… (hoặc đột xuất khi cần thiết)"."""
    at = reader.at
    is_bracketed = reader.accept("(")
    if reader.accept("hoặc", "và", ",") or is_bracketed:
        start = reader.at
        asked = read_on_request(reader)
        if asked and (not is_bracketed or reader.accept(")")):
            return [replace(asked[0], start=start)]
    reader.at = at
    return []


def _undated(*series: Series) -> Deadline:
    return Deadline(DeadlineKind.UNDATED, "", series=series)
