"""Whole reports in the demo: units send what a period asks, the office takes it in or has it completed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from danvan.demo.figures import fill_figures
from danvan.demo.plans import DemoPlan, items_by_path
from danvan.demo.timeline import friday_before, moment, monday_after
from danvan.demo.words import Words
from orgs.models import User
from plans.models import Answer, Progress, ReportingPeriod, Source, Submission, SubmissionState
from plans.reporting import ReportItem, report_items
from plans.rounds import items_of
from plans.services.opening import open_period
from plans.services.receiving import ask_to_complete, enter_report, take_in_report
from plans.services.submitting import send_report

# How many of a hundred reports take which course: those due by today, and those whose day is still to come.
PAST = {"on_time": 76, "late": 7, "sent_back": 8, "by_office": 4, "silent": 5}
AHEAD = {"early": 8, "unread": 9, "asked": 4, "silent": 79}


def begin_submissions(demo: DemoPlan) -> None:
    """Once a plan is handed out: open its periods on their days, and let each report take its course from there."""
    if "words" not in demo.told:
        return
    for period in demo.plan.periods.all():
        day = max(period.opens_on, timezone.localdate())
        demo.timeline.at(moment(day, time(17, 30)), partial(_open, demo, period))


def _open(demo: DemoPlan, period: ReportingPeriod) -> None:
    excepted = {told["unit"] for told in demo.told.get("exceptions", [])}
    for report in open_period(period=period, by=None, on=timezone.localdate()):
        Sending.of(demo, report).begin(may_send_early=report.unit.name not in excepted)


@dataclass
class Sending:
    """One report on its way. Each method named in PAST and AHEAD is a course."""

    demo: DemoPlan
    report: Submission
    chance: Random
    opened_on: date
    due_on: date
    last_at: datetime | None = None

    @classmethod
    def of(cls, demo: DemoPlan, report: Submission) -> Sending:
        chance = Random(f"{demo.name} {report.period.label} {report.unit.name}")  # noqa: S311 -- the same everywhere
        return cls(demo, report, chance, timezone.localdate(), report.period.due_on or report.period.ends_on)

    def begin(self, *, may_send_early: bool) -> None:
        is_ahead = self.due_on >= self.demo.timeline.day("today+0")
        courses = AHEAD if is_ahead else PAST
        drawn = self.chance.choices(list(courses), list(courses.values()))[0]
        getattr(self, drawn if may_send_early or not is_ahead else "silent")()

    def on_time(self) -> None:
        self._finish(self.due_on - timedelta(days=self.chance.randint(0, 9)))

    def late(self) -> None:
        self._finish(self.due_on + timedelta(days=self.chance.randint(2, 12)))

    def early(self) -> None:
        self._finish(self._lately(9))

    def unread(self) -> None:
        self._at(friday_before(self._lately(self.chance.randint(1, 5))), self._send)

    def asked(self) -> None:
        self._at(friday_before(self._lately(8)), self._send)
        self._at(monday_after(self._lately(5)), self._ask)

    def sent_back(self) -> None:
        day = self.due_on - timedelta(days=self.chance.randint(0, 5))
        self._at(friday_before(day), self._send)
        self._at(monday_after(day + timedelta(days=2)), self._ask)
        self._at(monday_after(day + timedelta(days=5)), self._complete)
        self._at(monday_after(day + timedelta(days=7)), self._take_in)

    def by_office(self) -> None:
        self._at(monday_after(self.due_on + timedelta(days=1)), self._enter)

    def silent(self) -> None:
        """Nothing is heard."""

    def _finish(self, day: date) -> None:
        self._at(friday_before(day), self._send)
        self._at(monday_after(day + timedelta(days=self.chance.randint(1, 3))), self._take_in)

    def _lately(self, days: int) -> date:
        return self.demo.timeline.day(f"today-{days}")

    def _at(self, day: date, act: Callable[[], None]) -> None:
        """In the evening, when single answers of that day are in; after the period opened and the act before."""
        at = moment(max(day, self.opened_on), time(17, 40 + self.chance.randint(0, 9)))
        if self.last_at is not None:
            at = max(at, self.last_at + timedelta(minutes=3))
        self.last_at = at
        self.demo.timeline.at(at, act)

    def _send(self) -> None:
        self._now(send_report, by=self._reporter())

    def _enter(self) -> None:
        sent_on = max(self.due_on - timedelta(days=1), self.report.period.opens_on)
        self._now(enter_report, by=self._officer(), source=Source.PAPER, sent_on=min(sent_on, timezone.localdate()))

    def _complete(self) -> None:
        self._now(send_report, by=self._reporter(), note="Đã bổ sung theo đề nghị của văn phòng.")

    def _now(self, write: Callable[..., Any], **words: Any) -> None:
        self.report.refresh_from_db()
        fill_figures(self.demo, self.report, words["by"])
        paths = {item.pk: path for path, item in items_by_path(self.demo.plan).items()}
        blank = [item for item in report_items(self.report) if item.is_blank]
        answers = {item.row.pk: self._words(item, paths[item.row.assignment.item_id]) for item in blank}
        write(
            submission=self.report, version=self.report.version, key=UUID(int=self.chance.getrandbits(128), version=4),
            on=timezone.localdate(), answers=answers, **words,
        )  # fmt: skip

    def _words(self, item: ReportItem, path: str) -> dict[str, Any]:
        words = Words(self.chance, self.demo.told["words"][path])
        if item.is_to_complete:
            return {"progress": Progress.FINISHED, "outcome": words.common("more")}
        if item.row.due_on:
            return {"progress": Progress.IN_PROGRESS, "outcome": words.common("under_way")}
        if self.chance.random() < 0.25:
            return {"answer": Answer.NOTHING_TO_REPORT, "outcome": words.common("nothing")}
        return {"progress": Progress.FINISHED, "outcome": words.result()}

    def _ask(self) -> None:
        last = self.report.rounds.latest("number")
        words = Words(self.chance, []).common("ask_for_more")
        open_rows = [item for item in items_of([last]) if item.open_to_remarks(last.number)]
        remarks = dict.fromkeys([item.answers[last.number].pk for item in open_rows[:1]], words)
        self._judge(ask_to_complete, reason="Đề nghị bổ sung số liệu ở mục có nhận xét.", remarks=remarks)

    def _take_in(self) -> None:
        self._judge(take_in_report)

    def _judge(self, judge: Callable[..., Any], **words: Any) -> None:
        self.report.refresh_from_db()
        if self.report.state == SubmissionState.AWAITING:
            judge(sent=self.report.rounds.latest("number"), by=self._officer(), version=self.report.version, **words)

    def _reporter(self) -> User:
        return self.demo.people.reporter_of(self.report.unit)

    def _officer(self) -> User:
        return self.chance.choice(self.demo.people.officers_of(self.demo.issuer))
