"""What periods a plan is offered: by its own words on reporting, else by its committee's rule (DESIGN §2)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from orgs.text import fold
from plans.deadlines.rules import Series
from plans.models import Plan, PlanDeadline, ReportingCalendar, ReportingRule
from plans.proposals import Calendar, Proposal, propose
from plans.services.at_hand import PlanAtHand
from plans.windows import MAX_YEARS

_CUTS = {
    ReportingCalendar.HALVES: (Series.HALF, Series.YEAR),
    ReportingCalendar.QUARTERS: (Series.QUARTER,),
    ReportingCalendar.STATE_YEAR: (Series.HALF, Series.YEAR),
}
_SENTENCE_END = re.compile(r"[.;](?=\s)|\n")


def plan_span(plan: Plan, on: date) -> tuple[date, date]:
    """The days a plan runs: its own period, else twelve months from its issue, or up to its end (DESIGN §2)."""
    starts_on = plan.starts_on or plan.document.issued_on or on
    ends_on = plan.ends_on or starts_on + timedelta(days=364)
    return (starts_on if starts_on <= ends_on else ends_on - timedelta(days=364)), ends_on


def why_no_span(starts_on: date | None, issued_on: date | None, ends_on: date | None, on: date) -> str:
    """Why a plan cannot run between these days, as a sentence; "" where it can; with no first day known, from `on`."""
    start = starts_on or issued_on
    if start and ends_on and ends_on < start:
        return "Ngày kết thúc phải sau ngày bắt đầu, ngày ban hành."
    if ends_on and ends_on.year - (start or on).year > MAX_YEARS:
        return f"Kế hoạch không dài quá {MAX_YEARS} năm; hãy xem lại năm."
    return ""


def proposed_periods(plan: PlanAtHand, on: date) -> list[Proposal]:
    """The periods offered for a plan, to be confirmed by its office."""
    deadlines = [row.deadline for row in reporting_deadlines(plan)]
    return propose(*plan_span(plan.plan, on), calendar_of(plan.rule), deadlines)


def reporting_deadlines(plan: PlanAtHand) -> list[PlanDeadline]:
    """The deadlines whose sentence speaks of reporting, in the order of the plan, with their items."""
    said = [row for row in plan.deadlines if "bao cao" in row.item.search_key]
    return [row for row in said if row.deadline.series and _speaks_of_reports(row)]


def calendar_of(rule: ReportingRule) -> Calendar:
    return Calendar(
        series=_CUTS[ReportingCalendar(rule.calendar)],
        is_state=rule.calendar == ReportingCalendar.STATE_YEAR,
        due_after=rule.due_after,
        locks_after=rule.locks_after,
    )


def _speaks_of_reports(row: PlanDeadline) -> bool:
    """Whether the sentence around the wording does; where it is not found as written, the whole paragraph."""
    text, at = row.item.text, row.item.text.find(row.wording)
    if at < 0:
        return True
    starts = [found.end() for found in _SENTENCE_END.finditer(text, 0, at)]
    ends = _SENTENCE_END.search(text, at + len(row.wording))
    sentence = text[starts[-1] if starts else 0 : ends.start() if ends else len(text)]
    return "bao cao" in fold(sentence)
