"""A deadline put into words: the canonical wording, which reads back as the same deadline, and what was understood.

Days are written as documents write them: "05/6/2026", with days below 10 and months 1 and 2 padded (DOMAIN.md §1.3).
"""

from datetime import date

from plans.deadlines.rules import LAST_DAY, Deadline, DeadlineKind, Reason, Recurrence, Series, YearDay

_SHOWN = 6
_ROMAN = ("I", "II", "III", "IV")
_SERIES = {
    Series.WEEK: "hằng tuần",
    Series.MONTH: "hằng tháng",
    Series.QUARTER: "hằng quý",
    Series.HALF: "06 tháng",
    Series.NINE_MONTHS: "09 tháng",
    Series.YEAR: "01 năm",
    Series.TERM: "đầu kỳ, giữa kỳ, cuối kỳ",
}
_REASONS = {
    Reason.PROMPTLY: "kịp thời",
    Reason.BY_RULE: "theo quy định",
    Reason.BY_PLAN: "theo kế hoạch",
    Reason.BY_ORDER: "theo chỉ đạo của cấp trên",
    Reason.AS_NEEDED: "theo tình hình thực tế",
    Reason.SOON: "trong thời gian tới",
}
_ONGOING, _ON_REQUEST = "thường xuyên", "đột xuất khi có yêu cầu"
_ASK_DAY = "đề nghị ghi rõ ngày"
_EVERY_PERIOD = "trả lời mỗi kỳ báo cáo"


def write_deadline(deadline: Deadline) -> str:
    """Return the canonical Vietnamese wording; read again for the same plan it gives `deadline` back.

    What has no meaning of its own to write (UNREADABLE; an event or a year unknown here) keeps its wording.
    """
    match deadline.kind:
        case DeadlineKind.ONGOING:
            return _ONGOING
        case DeadlineKind.ON_REQUEST:
            return _ON_REQUEST
        case DeadlineKind.UNDATED:
            return _undated(deadline)
        case DeadlineKind.FIXED:
            return _with_series(deadline, _pointed(deadline, _fixed(deadline)), own=())
        case DeadlineKind.RECURRING if deadline.recurrence:
            own = natural_series(deadline.recurrence, deadline.series)
            return _with_series(deadline, _pointed(deadline, _recurring(deadline, deadline.recurrence)), own=own)
    return deadline.wording


def describe(deadline: Deadline) -> str:
    """Return what the machine understood, for the person who typed or checks the wording."""
    match deadline.kind:
        case DeadlineKind.UNREADABLE:
            return f"chưa hiểu thời hạn này, {_ASK_DAY}"
        case DeadlineKind.ONGOING:
            return f"{_ONGOING}: không có hạn, {_EVERY_PERIOD}"
        case DeadlineKind.ON_REQUEST:
            return f"{_ON_REQUEST}: không có hạn, {_EVERY_PERIOD}"
        case DeadlineKind.UNDATED:
            return _describe_undated(deadline)
    said = write_deadline(deadline)
    if not deadline.dates:
        return f"{said}: chưa rõ thời gian của kế hoạch nên chưa tính được ngày hạn"
    ask = " (đề nghị kiểm tra lại ngày này)" if deadline.fuzzy else ""
    return f"{said} → {len(deadline.dates)} hạn: {_shown(deadline.dates)}{ask}"


def write_day(day: date) -> str:
    """ "05/6/2026", "10/02/2026": as documents are dated."""
    return f"{_day_month(day.month, day.day)}/{day.year}"


def _day_month(month: int, day: int) -> str:
    return f"{day:02d}/{month:02d}" if month < 3 else f"{day:02d}/{month}"


def _shown(dates: tuple[date, ...]) -> str:
    days = [write_day(day) for day in dates]
    if len(days) > _SHOWN:
        days = [*days[: _SHOWN - 1], "…", days[-1]]
    return ", ".join(days)


def _describe_undated(deadline: Deadline) -> str:
    if deadline.reason is Reason.EVENT:
        return f"tính theo một việc chưa rõ ngày, {_ASK_DAY}"
    if deadline.reason is Reason.NO_YEAR:
        return f"chưa rõ năm của kế hoạch nên chưa tính được ngày hạn, {_ASK_DAY}"
    ask = ", đề nghị kiểm tra lại" if deadline.fuzzy else ""
    if deadline.window:
        return f"{_window(deadline.window, 'đến')}: khoảng thời gian, chưa có ngày hạn{ask}"
    return f"{write_deadline(deadline)}: chưa có ngày hạn, {_EVERY_PERIOD}{ask}"


def _undated(deadline: Deadline) -> str:
    lead_in = "dự kiến " if deadline.fuzzy else ""
    if deadline.window:
        return lead_in + _window(deadline.window, "đến")
    if deadline.reason in _REASONS:
        return lead_in + _REASONS[deadline.reason]
    if deadline.series == (Series.PERIOD,):
        return lead_in + "định kỳ"
    if deadline.series:
        return f"{lead_in}định kỳ {', '.join(_SERIES[series] for series in deadline.series)}"
    return deadline.wording


def _window(window: tuple[date, date], to: str) -> str:
    return f"từ ngày {write_day(window[0])} {to} ngày {write_day(window[1])}"


def _with_series(deadline: Deadline, said: str, *, own: tuple[Series, ...]) -> str:
    """Name the series before the days, "06 tháng (trước ngày 10/5/2024)", unless the days name it themselves."""
    named = ", ".join("cuối kỳ" if series is Series.TERM else _SERIES.get(series, "") for series in deadline.series)
    if deadline.series != own and named:
        said = f"{named} ({said})"
    return f"dự kiến {said}" if deadline.fuzzy else said


def _pointed(deadline: Deadline, days: str) -> str:
    time = f"{deadline.time.hour:02d} giờ {deadline.time.minute:02d} " if deadline.time else ""
    return f"{'trước ' if deadline.before else ''}{time}{days}"


def _fixed(deadline: Deadline) -> str:
    if deadline.window:
        return _named_period(*deadline.window) or _window(deadline.window, "đến hết")
    return _joined([f"ngày {write_day(day)}" for day in deadline.dates])


def _named_period(first: date, last: date) -> str | None:
    """ "trong tháng 5/2026", "trong quý II/2026" where the window is one."""
    is_whole = first.day == 1 and last == YearDay(last.month, LAST_DAY).in_year(last.year)
    if not is_whole or first.year != last.year:
        return None
    if first.month == last.month:
        return f"trong tháng {first.month}/{first.year}"
    if last.month - first.month == 2 and last.month % 3 == 0:
        return f"trong quý {_ROMAN[last.month // 3 - 1]}/{first.year}"
    return f"hoàn thành trong năm {first.year}" if (first.month, last.month) == (1, 12) else None


def natural_series(recurrence: Recurrence, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """The series that the canonical wording of the days names by itself."""
    months, days = _months_and_days(recurrence)
    if series == (Series.PERIOD,):
        return series
    if _is_every_month(recurrence) or _is_next_month(recurrence):
        return (Series.MONTH,)
    is_quarterly = len(days) == 1 and months in {(3, 6, 9, 12), (1, 4, 7, 10)} and not _has_next_year(recurrence)
    return (Series.QUARTER,) if is_quarterly else (Series.YEAR,)


def _recurring(deadline: Deadline, recurrence: Recurrence) -> str:
    months, days = _months_and_days(recurrence)
    own = natural_series(recurrence, deadline.series)
    day = "ngày cuối cùng" if days[0] == LAST_DAY else f"ngày {days[0]:02d}"
    if recurrence.plus_days:
        return f"{recurrence.plus_days} ngày kể từ ngày kết thúc {_period_ended(months)}"
    if recurrence.from_day:
        return f"từ ngày {recurrence.from_day:02d} đến {day} hằng tháng"
    if own == (Series.PERIOD,):
        after = "tháng tiếp sau kỳ báo cáo" if _has_next_year(recurrence) else "tháng cuối kỳ báo cáo"
        return f"{_joined([f'ngày {day:02d}' for day in days])} của {after}"
    if own == (Series.MONTH,):
        return _monthly(days, of=" của tháng sau" if _is_next_month(recurrence) else " hằng tháng")
    if own == (Series.QUARTER,):
        if days[0] == LAST_DAY:
            return f"{day} của quý" if months[0] == 3 else _yearly(recurrence)
        return f"{day} của tháng {'cuối' if months[0] == 3 else 'đầu'} quý"
    return _yearly(recurrence)


def _monthly(days: tuple[int, ...], *, of: str) -> str:
    return "ngày cuối cùng của từng tháng" if days == (LAST_DAY,) else _joined([f"ngày {day:02d}" for day in days]) + of


def _yearly(recurrence: Recurrence) -> str:
    if recurrence.days == (YearDay(3, LAST_DAY, next_year=True),):
        return "ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch"
    days = [
        f"tháng {day.month}" if day.day == LAST_DAY else f"ngày {_day_month(day.month, day.day)}"
        for day in recurrence.days
    ]
    is_next = all(day.next_year for day in recurrence.days) and any(day.month > 1 for day in recurrence.days)
    return f"{_joined(days)} {'năm sau' if is_next else 'hằng năm'}"


def _period_ended(months: tuple[int, ...]) -> str:
    if len(months) > 1:
        return "quý"
    return "năm" if months == (12,) else f"{months[0]:02d} tháng đầu năm"


def _months_and_days(recurrence: Recurrence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    months = dict.fromkeys(day.month for day in recurrence.days)
    days = dict.fromkeys(day.day for day in recurrence.days)
    return tuple(months), tuple(days)


def _is_every_month(recurrence: Recurrence) -> bool:
    months, days = _months_and_days(recurrence)
    return len(months) == 12 and len(recurrence.days) == 12 * len(days) and not _has_next_year(recurrence)


def _is_next_month(recurrence: Recurrence) -> bool:
    months, days = _months_and_days(recurrence)
    return len(months) == 12 and len(recurrence.days) == 12 * len(days) and _has_next_year(recurrence)


def _has_next_year(recurrence: Recurrence) -> bool:
    return any(day.next_year for day in recurrence.days)


def _joined(words: list[str]) -> str:
    return " và ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
