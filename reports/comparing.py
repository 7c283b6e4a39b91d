"""This period beside the same one a year ago (so với cùng kỳ năm trước, DOMAIN.md §4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans.cells import Cells
from reports import figures
from reports.models import Report
from reports.paper import short_date
from reports.words import work_of

# What is compared, in the words of the paper: a name of Cells, and how it is called.
COMPARED = (
    ("dated", "Việc có thời hạn"),
    ("finished", "Hoàn thành"),
    ("finished_on_time", "Hoàn thành đúng hạn"),
    ("finished_late", "Hoàn thành quá hạn"),
    ("open_overdue", "Chưa hoàn thành, quá hạn"),
    ("undated", "Việc thường xuyên, không hạn"),
    ("answered", "Việc không hạn đã có báo cáo"),
)


@dataclass(frozen=True)
class LastYear:
    """The figures of a year ago and where they are from, in words."""

    cells: Cells
    source: str


@dataclass(frozen=True)
class Compared:
    """One figure in both years."""

    name: str
    now: int
    then: int

    @property
    def change(self) -> int:
        return self.now - self.then

    @property
    def share(self) -> float | None:
        """This year in percent of last year; None where there was nothing."""
        return 100 * self.now / self.then if self.then else None


def last_year(report: Report, on: date) -> LastYear | None:
    """What the last report signed for the same days a year ago says, else what the same plans' rows of then say.

    None where there is neither: a year that nobody recorded, or before the plans were issued, is not compared with.
    """
    start, end = year_before(report.starts_on), year_before(report.ends_on)
    same_days = Report.objects.signed().in_force().filter(issuer=report.issuer, starts_on=start, ends_on=end)
    signed = same_days.order_by("-signed_on", "-pk").first()
    if signed is not None:
        words = f"số liệu theo Báo cáo số {signed.number}, ngày {short_date(signed.signed_on)}"
        return LastYear(Cells.of(signed.figures["total"]), words)
    plans = report.plans.filter(document__issued_on__lte=end)
    cells = figures.total(figures.work_between(figures.rows_of(plans), start, end), on)
    return LastYear(cells, "số liệu cùng kế hoạch, cùng kỳ năm trước") if cells.all else None


def compared(report: Report, on: date) -> tuple[list[Compared], str]:
    """Every figure in both years, and where last year's are from; empty where there is nothing to compare with."""
    then = last_year(report, on)
    if then is None:
        return [], ""
    now = figures.total(work_of(report), on)
    lines = [Compared(words, getattr(now, name), getattr(then.cells, name)) for name, words in COMPARED]
    return [line for line in lines if line.now or line.then], then.source


def year_before(day: date) -> date:
    """The same day a year earlier; of 29/2 the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
