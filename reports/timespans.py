"""How long a time a report looks back on, and what its title says of it. Pure: no clock, no database.

Windows: DOMAIN.md §4.4 (year of the calendar, or of the State's reports from 15/12 to 14/12); titles: §4.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.deadlines.rules import Series
from plans.windows import report_windows
from reports.paper import short_date

LATER = "thời gian tới"
_A_YEAR = timedelta(days=366)
_ROMAN = ("I", "II", "III", "IV")
_SERIES = {"QUARTER": Series.QUARTER, "HALF": Series.HALF, "YEAR": Series.YEAR}
_MONTHS = {"QUARTER": 3, "HALF": 6, "YEAR": 12}
_STATE_BEGINS_BEFORE = timedelta(days=17)  # the State's year 2026 begins on 15/12/2025
_OWN_TIME = re.compile(
    r"[\s,]*(?:\btrong\s+)?(?:\bnăm\s+\d{4}|\bgiai đoạn\s+\d{4}\s*[-–—]\s*\d{4}|\b6 tháng (?:đầu|cuối) năm\b.*)\s*$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:kế hoạch|về việc|về)\s+", re.IGNORECASE)
_CARRIES_OUT = re.compile(r"^(?:triển khai\s+)?thực hiện\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timespan:
    """A time to report on, first and last day included; `span` is one of reports.models.ReportSpan.

    `this` and `next` are how titles call it and the time after it: "6 tháng đầu năm 2026", "6 tháng cuối năm 2026".
    """

    span: str
    start: date
    end: date
    this: str = ""
    next: str = LATER

    def between(self, start: date, end: date) -> Timespan:
        """The same choice with other days, called as these are."""
        return Timespan(self.span, start, end, *names_of(self.span, start, end))

    @property
    def key(self) -> str:
        """Names it in a form; the same choice of another day may begin on another day."""
        return f"{self.span}-{self.end.year}-{self.end.month}"

    @property
    def label(self) -> str:
        return f"{self.this[:1].upper()}{self.this[1:]} ({self.start:%d/%m/%Y} – {self.end:%d/%m/%Y})"


def timespans(today: date, *, is_state: bool, stages: Iterable[tuple[date, date]] = ()) -> list[Timespan]:
    """What a report may look back on: quarters, halves and years of last year and this; `stages` are plans' periods.

    A period of a year or less is no stage (giai đoạn), wherever New Year falls in it.
    """
    found = [
        Timespan(span, window.start, window.end, *_names(span, window.end))
        for span, series in _SERIES.items()
        for year in (today.year, today.year - 1)
        for window in report_windows([series], date(year, 1, 1), date(year, 12, 31), is_state=is_state)
        if window.start <= today
    ]
    whole = {Timespan("STAGE", start, end, _stage(start, end)) for start, end in stages if end - start > _A_YEAR}
    return found + sorted(whole, key=lambda stage: stage.end)


def likely(choices: Iterable[Timespan], kind: str, today: date) -> Timespan:
    """The one that a report of that kind is most likely about: it ends nearest to today.

    Raises ValueError where there are no choices of any kind.
    """
    spans = {"INTERIM": ("HALF",), "FINAL": ("YEAR",)}.get(kind, ("YEAR", "STAGE"))
    choices = list(choices)
    return min([one for one in choices if one.span in spans] or choices, key=lambda one: abs((one.end - today).days))


def title(kind: str, timespan: Timespan, abstracts: list[str]) -> str:
    """The abstract (trích yếu) that a report of that kind on plans of these abstracts usually has."""
    subject = subject_of(abstracts)
    if kind == "FINAL" and timespan.span == "STAGE":
        years = timespan.end.year - timespan.start.year + 1
        return f"tổng kết {years:02d} năm thực hiện {_CARRIES_OUT.sub('', subject)} {timespan.this}"
    words = f"tổng kết {_CARRIES_OUT.sub('', subject)}" if kind == "FINAL" else f"kết quả {subject}"
    if kind == "THEMATIC" or timespan.span in {"STAGE", "OTHER"}:
        return f"{words} {timespan.this}".strip()
    this, later = timespan.this, timespan.next
    if this[-4:] == later[-4:]:  # of one year: "6 tháng đầu năm", "quý I"
        this = this[:-5].removesuffix(" năm") if timespan.span == "QUARTER" else this[:-5]
    return f"{words} {this}, phương hướng, nhiệm vụ {later}"


def subject_of(abstracts: list[str]) -> str:
    """What the plans are about, without the time that each names; several are the work as a whole."""
    if len(abstracts) != 1:
        return "công tác dân vận"
    subject = _LEAD.sub("", _OWN_TIME.sub("", " ".join(abstracts[0].split())))
    return f"{subject[:1].lower()}{subject[1:]}" if subject else "công tác dân vận"


def names_of(span: str, start: date, end: date) -> tuple[str, str]:
    """How titles and headings call the time a report tells of and the time after it; ("", LATER) without a name.

    A quarter, half or year is the one that the last day falls in. It is none where the first day lies before it, as the
    calendar or the State has it: then the days are said.
    """
    if span == "STAGE":
        return _stage(start, end), LATER
    if span not in _SERIES:
        return "", LATER
    if start < _first_day(span, end) - _STATE_BEGINS_BEFORE:
        return f"từ ngày {short_date(start)} đến ngày {short_date(end)}", LATER
    return _names(span, end)


def _first_day(span: str, end: date) -> date:
    months = _MONTHS[span]
    return date(end.year, (end.month - 1) // months * months + 1, 1)


def _names(span: str, end: date) -> tuple[str, str]:
    year = end.year
    if span == "QUARTER":
        quarter = (end.month - 1) // 3
        after = (quarter + 1) % 4
        return f"quý {_ROMAN[quarter]} năm {year}", f"quý {_ROMAN[after]} năm {year + (quarter == 3)}"
    if span == "HALF":
        halves = (f"6 tháng đầu năm {year}", f"6 tháng cuối năm {year}", f"6 tháng đầu năm {year + 1}")
        return halves[:2] if end.month <= 6 else halves[1:]
    return f"năm {year}", f"năm {year + 1}"


def _stage(start: date, end: date) -> str:
    return f"giai đoạn {start.year} - {end.year}"
