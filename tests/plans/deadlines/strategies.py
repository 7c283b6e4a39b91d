"""Deadlines of every kind that a wording can give, for properties that must hold for all of them."""

from datetime import date, time

from hypothesis import strategies as st

from plans.deadlines import Deadline, DeadlineKind, Reason, Recurrence, Series, YearDay

START, END = date(2025, 1, 1), date(2028, 12, 31)
PLAN = {"issued_on": START, "start": START, "end": END}
NAMED_SERIES = [series for series in Series if series is not Series.PERIOD]
WRITTEN_REASONS = [reason for reason in Reason if reason not in {Reason.EVENT, Reason.NO_YEAR}]

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
times = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
windows = st.lists(days, min_size=2, max_size=2, unique=True).map(lambda ends: tuple(sorted(ends)))


def _monthly(numbers: list[int]) -> Recurrence:
    return Recurrence(tuple(YearDay(month, day) for month in range(1, 13) for day in numbers))


def _next_months(numbers: list[int]) -> Recurrence:
    return Recurrence(tuple(YearDay(month % 12 + 1, day, month == 12) for month in range(1, 13) for day in numbers))


def _yearly(dates: list[date]) -> Recurrence:
    return Recurrence(tuple(YearDay(day.month, day.day, day.month == 1) for day in dates))


def _next_year(day: date) -> Recurrence:
    return Recurrence((YearDay(day.month, day.day, next_year=True),))


numbers = st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True)
leap_days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
recurrences = st.one_of(
    numbers.map(_monthly).map(lambda rule: (rule, Series.MONTH)),
    numbers.map(_next_months).map(lambda rule: (rule, Series.MONTH)),
    st.just((_monthly([0]), Series.MONTH)),
    st.integers(0, 31).map(
        lambda day: (Recurrence(tuple(YearDay(month, day) for month in (3, 6, 9, 12))), Series.QUARTER)
    ),
    st.lists(leap_days, min_size=1, max_size=3, unique=True).map(_yearly).map(lambda rule: (rule, Series.YEAR)),
    leap_days.map(_next_year).map(lambda rule: (rule, Series.YEAR)),
    st.integers(1, 999).map(
        lambda count: (Recurrence(tuple(YearDay(m, 0) for m in (3, 6, 9, 12)), plus_days=count), Series.QUARTER)
    ),
    st.builds(
        lambda month, count: (Recurrence((YearDay(month, 0),), plus_days=count), Series.YEAR),
        st.sampled_from([6, 9, 12]),
        st.integers(1, 999),
    ),
    st.integers(1, 31).map(lambda day: (Recurrence((YearDay(6, day), YearDay(12, day))), Series.PERIOD)),
    st.integers(1, 31).map(lambda day: (Recurrence((YearDay(7, day), YearDay(1, day, True))), Series.PERIOD)),
    st.integers(1, 15).map(
        lambda day: (Recurrence(tuple(YearDay(m, day + 5) for m in range(1, 13)), from_day=day), Series.MONTH)
    ),
)


@st.composite
def fixed(draw) -> Deadline:
    series = draw(st.just(()) | st.sampled_from(NAMED_SERIES).map(lambda one: (one,)))
    fuzzy = draw(st.booleans())
    if draw(st.booleans()):
        window = draw(windows)
        return Deadline(DeadlineKind.FIXED, "", dates=(window[1],), window=window, fuzzy=fuzzy)
    dates = tuple(sorted(draw(st.lists(days, min_size=1, max_size=4, unique=True))))
    before, moment = draw(st.booleans()), draw(times)
    return Deadline(DeadlineKind.FIXED, "", before, dates, time=moment, fuzzy=fuzzy, series=series)


@st.composite
def recurring(draw) -> Deadline:
    rule, series = draw(recurrences)
    is_counted = rule.plus_days or rule.from_day
    before = False if is_counted else draw(st.booleans())
    moment = None if is_counted or rule.days[0].day == 0 else draw(times)
    dates = rule.dates_between(START, END)
    is_leap_day = any((day.month, day.day) == (2, 29) for day in rule.days) and len(rule.days) < 12
    fuzzy = series is Series.PERIOD or is_leap_day or draw(st.booleans())
    if series is not Series.PERIOD and not is_counted:
        series = draw(st.sampled_from([series, *NAMED_SERIES]))
    return Deadline(DeadlineKind.RECURRING, "", before, dates, None, moment, fuzzy, (series,), recurrence=rule)


@st.composite
def undated(draw) -> Deadline:
    shape = draw(st.sampled_from(["series", "window", "reason", "period"]))
    if shape == "series":
        series = draw(st.lists(st.sampled_from(NAMED_SERIES), min_size=1, unique=True))
        return Deadline(DeadlineKind.UNDATED, "", series=tuple(series))
    if shape == "window":
        return Deadline(DeadlineKind.UNDATED, "", window=draw(windows), fuzzy=draw(st.booleans()))
    if shape == "reason":
        return Deadline(DeadlineKind.UNDATED, "", reason=draw(st.sampled_from(WRITTEN_REASONS)))
    return Deadline(DeadlineKind.UNDATED, "", series=(Series.PERIOD,))


deadlines = st.one_of(
    fixed(),
    recurring(),
    undated(),
    st.sampled_from([Deadline(DeadlineKind.ONGOING, ""), Deadline(DeadlineKind.ON_REQUEST, "")]),
)
