"""What a unit's report for a period consists of, how much of it is answered, and whether it may be written.

Reads only; the writing is in services.opening, services.submitting and services.receiving.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, Subquery

from orgs.models import Unit, User
from orgs.models.units import UnitQuerySet
from plans.asked_figures import asked_figures
from plans.models import (
    Answer,
    Occurrence,
    Progress,
    ProgressUpdate,
    ReportingPeriod,
    Submission,
    Verdict,
)
from plans.models.work import OccurrenceQuerySet
from plans.places import context_of, place_of, wording_of

_SENT_BACK = {Verdict.ASKED_FOR_MORE, Verdict.KEPT}


def rows_of_period(period: ReportingPeriod) -> OccurrenceQuerySet:
    """The counted rows that reports of a period answer: its own, those due inside it, those overdue when it began."""
    due_inside = Q(due_on__gte=period.starts_on, due_on__lte=period.ends_on)
    was_open = Q(finished_on__isnull=True) | Q(finished_on__gte=period.starts_on)
    of_period = Q(period=period) | due_inside | (Q(due_on__lt=period.starts_on) & was_open)
    return Occurrence.objects.counted().filter(of_period, plan=period.plan_id)


def rows_of_report(submission: Submission) -> OccurrenceQuerySet:
    """The rows that one unit's report answers, in the plan's order."""
    rows = rows_of_period(submission.period).filter(unit=submission.unit_id)
    return rows.order_by("assignment__item__position", "due_on", "pk")


def units_owing(period: ReportingPeriod) -> UnitQuerySet:
    """The units that owe a report for a period, in print order: those with work not settled on entering the plan."""
    was_answered = Exists(ProgressUpdate.objects.filter(occurrence=OuterRef("pk")))
    rows = rows_of_period(period).filter(~Q(progress=Progress.FINISHED) | was_answered)
    return Unit.objects.filter(pk__in=rows.values("unit")).order_by("path")


@dataclass
class ReportItem:
    """One thing that a report answers; `recorded` was sent since the period began, `last_time` before.

    `typed` is what a person has typed about it and not sent (a draft's values).
    """

    row: Occurrence
    place: str
    context: str
    wording: str
    recorded: list[ProgressUpdate] = field(default_factory=list)
    last_time: ProgressUpdate | None = None
    typed: dict[str, str] | None = None

    @property
    def answer(self) -> ProgressUpdate | None:
        """What stands as the answer, be it taken in or not."""
        return self.recorded[-1] if self.recorded else None

    @property
    def is_blank(self) -> bool:
        """Whether the unit still has to say something: nothing said, or what was said came back to it."""
        if self.answer is None:
            return self.row.progress != Progress.FINISHED
        return _has_come_back(self.answer.answer, _verdict(self.answer))

    @property
    def is_to_complete(self) -> bool:
        """Whether an answer of this period came back."""
        return self.answer is not None and self.is_blank

    @property
    def remark(self) -> str:
        """Why the answer came back."""
        return self.answer.review.reason if self.answer is not None and self.is_to_complete else ""


def report_items(submission: Submission, *, user: User | None = None) -> list[ReportItem]:
    """Everything that a report answers, in the plan's order, with what `user` is typing about it.

    As many queries for a hundred items as for one.
    """
    wanted = rows_of_report(submission).for_list().with_notes()
    rows = list(wanted.with_typed(user) if user is not None else wanted)
    answers = _answers_of_items(submission, rows)
    return [
        _with_answers(
            ReportItem(row, place_of(item), context_of(item), wording_of(row), typed=getattr(row, "typed", None)),
            submission.period,
            [answer for pk in (item.replaces_id, item.pk) for answer in answers.get(pk, [])],
        )
        for row in rows
        if (item := row.assignment.item)
    ]


def held_items(submission: Submission) -> list[ReportItem]:
    """What a report answers and what stands as the answers, its rows held: two queries. Without their words.

    Rows are held in the order of their ids, as everywhere, so that two writers never wait in a ring.
    """
    held = rows_of_report(submission).order_by("pk").select_for_update(of=("self",))
    rows = {row.pk: row for row in held.select_related("unit", "plan", "period", "assignment__item")}
    items = {pk: ReportItem(row, "", "", "") for pk, row in rows.items()}
    for answer in ProgressUpdate.objects.filter(occurrence__in=rows).select_related("review").order_by("pk"):
        if _is_recorded(rows[answer.occurrence_id], answer.sent_on, submission.period):
            items[answer.occurrence_id].recorded.append(answer)
    by_place = {pk: (row.assignment.item.position, row.due_on or date.max, pk) for pk, row in rows.items()}
    return [items[pk] for pk in sorted(items, key=by_place.__getitem__)]


@dataclass(frozen=True)
class Standing:
    """How far a report is: items answered, of how many."""

    answered: int = 0
    all: int = 0

    @property
    def is_whole(self) -> bool:
        return self.answered == self.all


def standings(submissions: Iterable[Submission]) -> dict[int, Standing]:
    """How far each report is, by its id: one query for all of them. Needs their periods fetched."""
    submissions = list(submissions)
    latest = ProgressUpdate.objects.filter(occurrence=OuterRef("pk")).order_by("-pk")
    units, plans = {one.unit_id for one in submissions}, {one.period.plan_id for one in submissions}
    rows = Occurrence.objects.counted().filter(unit__in=units, plan__in=plans).annotate(
        last_sent_on=Subquery(latest.values("sent_on")[:1]), last_answer=Subquery(latest.values("answer")[:1]),
        last_verdict=Subquery(latest.values("review__verdict")[:1]),
    )  # fmt: skip
    by_part: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        by_part[row.unit_id, row.plan_id].append(row)
    return {one.pk: _standing(one.period, by_part[one.unit_id, one.period.plan_id]) for one in submissions}


def why_shut(of: Submission | Occurrence, on: date) -> str:
    """Why a unit cannot write its report, or the answer to a row, on that day; empty where it can.

    A locked period stays open for a unit for which the office reopened it, until that day.
    """
    if isinstance(of, Submission):
        return _plan_shut(of.period.plan.closed_on) or _period_shut(of.period, of, on)
    return why_rows_shut([of], on)[of.pk]


def why_rows_shut(rows: Iterable[Occurrence], on: date, reports: Iterable[Submission] | None = None) -> dict[int, str]:
    """`why_shut` of many rows, by their ids: one query for all of them, none where their `reports` are at hand.

    Needs their plans and periods fetched.
    """
    rows = list(rows)
    periods, units = {row.period_id for row in rows} - {None}, {row.unit_id for row in rows}
    if reports is None:
        reports = Submission.objects.filter(period__in=periods, unit__in=units) if periods else []
    by_part = {(report.period_id, report.unit_id): report for report in reports}
    return {row.pk: _row_shut(row, by_part.get((row.period_id or 0, row.unit_id)), on) for row in rows}


def is_unsplit(submission: Submission) -> bool:
    """Whether what was sent last is a file of the unit's own that nobody has split up yet (đã nộp, chưa tách)."""
    last = submission.rounds.order_by("number").last()
    return last is not None and bool(last.file_sha256)


def figures_of(submission: Submission) -> list[dict[str, Any]]:
    """The figures of a report as they stand, as a round keeps them: plain values, in the order of the period's list."""
    return [asked.to_record() for asked in asked_figures(submission)]


def _plan_shut(closed_on: date | None) -> str:
    return f"Kế hoạch đã kết thúc ngày {closed_on:%d/%m/%Y}, không nhận thêm kết quả." if closed_on else ""


def _row_shut(row: Occurrence, report: Submission | None, on: date) -> str:
    if shut := _plan_shut(row.plan.closed_on):
        return shut
    if row.progress == Progress.STOPPED:
        return "Việc này đã được đồng ý thôi thực hiện."
    return _period_shut(row.period, report, on) if row.period is not None else ""


def _period_shut(period: ReportingPeriod, submission: Submission | None, on: date) -> str:
    reopened = submission.reopened_until if submission else None
    if submission and submission.excused_reason:
        return f"Văn phòng ghi đơn vị không phải nộp báo cáo kỳ này: {submission.excused_reason}"
    if period.opens_on > on:
        return f"Kỳ báo cáo mở từ ngày {period.opens_on:%d/%m/%Y}, hiện chưa nhận kết quả."
    if not period.is_locked(on) or (reopened and reopened >= on):
        return ""
    said = f"Kỳ báo cáo đã khóa sau ngày {period.locks_on:%d/%m/%Y}"
    if reopened:
        said = f"{said}, mở lại cho đơn vị đến hết ngày {reopened:%d/%m/%Y} và đã khóa"
    return f"{said}. Hãy đề nghị văn phòng mở lại kỳ."


def _answers_of_items(submission: Submission, rows: list[Occurrence]) -> dict[int | None, list[ProgressUpdate]]:
    """What the unit has said about the items of its report, and those they replace, in any period; the latest last."""
    items = {pk for row in rows for pk in (row.assignment.item_id, row.assignment.item.replaces_id) if pk}
    said = ProgressUpdate.objects.filter(occurrence__unit=submission.unit_id, occurrence__assignment__item__in=items)
    answers: dict[int | None, list[ProgressUpdate]] = defaultdict(list)
    for answer in said.select_related("occurrence__assignment", "occurrence__period").for_page():
        answers[answer.occurrence.assignment.item_id].append(answer)
    return answers


def _with_answers(item: ReportItem, period: ReportingPeriod, answers: list[ProgressUpdate]) -> ReportItem:
    for answer in answers:
        if answer.occurrence_id == item.row.pk and _is_recorded(item.row, answer.sent_on, period):
            item.recorded.append(answer)
        elif answer.answer == Answer.RESULT and _falls_on(answer.occurrence) <= _falls_on(item.row):
            item.last_time = answer
    return item


def _is_recorded(row: Occurrence, sent_on: date, period: ReportingPeriod) -> bool:
    return row.period_id == period.pk or sent_on >= period.starts_on


def _falls_on(row: Occurrence) -> date:
    """Its day, else the end of its period."""
    period = cast("ReportingPeriod", row.period)  # a row has a day or a period
    return row.due_on or period.ends_on


def _standing(period: ReportingPeriod, rows: list[Any]) -> Standing:
    mine = [row for row in rows if _belongs(row, period)]
    return Standing(sum(1 for row in mine if not _is_blank(row, period)), len(mine))


def _belongs(row: Occurrence, period: ReportingPeriod) -> bool:
    """`rows_of_period`, of a row already fetched."""
    if row.due_on is None:
        return row.period_id == period.pk
    is_open = row.finished_on is None or row.finished_on >= period.starts_on
    return row.due_on <= period.ends_on and (row.due_on >= period.starts_on or is_open)


def _is_blank(row: Any, period: ReportingPeriod) -> bool:
    if row.last_sent_on is None or not _is_recorded(row, row.last_sent_on, period):
        return row.progress != Progress.FINISHED
    return _has_come_back(row.last_answer, row.last_verdict)


def _has_come_back(answer: str, verdict: str | None) -> bool:
    """Asked to be completed, the work kept with the unit, or what the office entered taken back at its objection."""
    return verdict in _SENT_BACK or (answer == Answer.OBJECTION and verdict is not None)


def _verdict(answer: ProgressUpdate) -> str | None:
    return answer.review.verdict if hasattr(answer, "review") else None
