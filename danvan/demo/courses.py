"""What becomes of each row of a plan in the demo: who sends what and when, and what the office makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from random import Random
from typing import Any, cast
from uuid import UUID

from django.utils import timezone

from danvan.demo.plans import DemoPlan, items_by_path
from danvan.demo.timeline import friday_before, moment, monday_after
from danvan.demo.words import Words, common_words
from orgs.models import User
from plans.models import Answer, Occurrence, Progress, ReportingPeriod, Source
from plans.services.decisions import record_decision
from plans.services.progress import enter_for_unit, object_to_entry, record_progress
from plans.services.review import accept, ask_for_more, entry_to_judge, release

# How many of a hundred rows take which course, unless the plan's file says otherwise.
DATED = {"on_time": 70, "late": 8, "by_office": 8, "sent_back": 6, "stuck": 4, "silent": 4}
PERIODIC = {"on_time": 72, "late": 3, "by_office": 3, "nothing": 10, "sent_back": 3, "silent": 9}


def begin_courses(demo: DemoPlan) -> None:
    """Once a plan is handed out: let each of its rows take its course from there."""
    if "words" not in demo.told:
        return
    paths = {item.pk: path for path, item in items_by_path(demo.plan).items()}
    exceptions = {(told["unit"], told["path"]): told["course"] for told in demo.told.get("exceptions", [])}
    rows = demo.plan.occurrences.filter(is_counted=True, finished_on__isnull=True)
    by_place = {}
    for row in rows.select_related("unit", "period", "assignment").order_by("pk"):
        path = paths[row.assignment.item_id]
        by_place[row.unit.name, path] = row
        Course.of(demo, row, path).begin(exceptions.get((row.unit.name, path)))
    for told in demo.told.get("decisions", []):
        decide = partial(_decide, demo, by_place[told["unit"], told["path"]], told)
        demo.timeline.at(demo.timeline.moment(told["at"]), decide)


def _decide(demo: DemoPlan, row: Occurrence, told: dict[str, str]) -> None:
    said = {name: told[name] for name in ("decided_by", "form", "reference", "text")}
    today = timezone.localdate()
    record_decision(occurrence=row, by=demo.officer, on=today, decided_on=today, **said)


@dataclass
class Course:
    """One row on its way. Each method named in DATED and PERIODIC is a course."""

    demo: DemoPlan
    row: Occurrence
    chance: Random
    words: Words
    issued_on: date
    first_day: date
    last_day: date

    @classmethod
    def of(cls, demo: DemoPlan, row: Occurrence, path: str) -> Course:
        today = timezone.localdate()
        if row.due_on:
            when, first_day, last_day = str(row.due_on), today, row.due_on
        else:
            period = cast("ReportingPeriod", row.period)  # a row has a day or a period
            when, first_day, last_day = period.label, max(period.opens_on, today), period.ends_on
        chance = Random(f"{demo.name} {path} {row.unit.name} {when}")  # noqa: S311 -- the same on every machine
        return cls(demo, row, chance, Words(chance, demo.told["words"][path]), today, first_day, last_day)

    def begin(self, course: str | None) -> None:
        weights = (DATED if self.row.due_on else PERIODIC) | self.demo.told.get("courses", {})
        usual = {name: weight for name, weight in weights.items() if name in (DATED if self.row.due_on else PERIODIC)}
        drawn = self.chance.choices(list(usual), list(usual.values()))[0]
        getattr(self, course or drawn)()

    def on_time(self) -> None:
        day = self._day_in_time()
        before = day - timedelta(days=6)
        if self.row.due_on and before > self.issued_on and self.chance.random() < 0.4:
            self._unit_at(before, self._say_under_way)
        self._finish(day)

    def late(self) -> None:
        self._finish(self.last_day + timedelta(days=self.chance.randint(2, 9)))

    def half(self) -> None:
        """Everything but the last time."""
        if not self._is_last_time():
            self.on_time()

    def unread(self) -> None:
        """All sent; what came last still waits at the office."""
        if self._is_last_time():
            self._unit_at(self._day_in_time(), self._say_finished)
        else:
            self.on_time()

    def silent(self) -> None:
        """Nothing is heard."""

    def stuck(self) -> None:
        self._unit_at(self._day_in_time(), self._say_what_hinders)

    def nothing(self) -> None:
        day = self._day_in_time()
        said = self.words.common("nothing")
        self._unit_at(day, lambda: self._record(answer=Answer.NOTHING_TO_REPORT, outcome=said))
        self._office_at(day + self._some_days(), self._take_in)

    def by_office(self) -> None:
        """The unit sent paper, or called; the office entered it a day or two later."""
        day = self._day_in_time()
        source = self.chance.choice([Source.PAPER, Source.PHOTO, Source.CALL])
        self._office_at(day + self._some_days(), lambda: self._enter(source, day))

    def sent_back(self) -> None:
        """Asked for more, and completed."""
        day = self.asked_for_more()
        more = self.words.common("more")
        self._unit_at(day + timedelta(days=3), lambda: self._record(progress=Progress.FINISHED, outcome=more))
        self._office_at(day + timedelta(days=5), self._take_in)

    def asked_for_more(self) -> date:
        day = self._day_in_time()
        self._unit_at(day, self._say_finished)
        asked = day + self._some_days()
        self._office_at(asked, self._ask_for_more)
        return asked

    def not_ours(self) -> None:
        """Asked to be relieved a few days ago; the office has not settled it yet."""
        said = self.words.common("not_ours")
        self._unit_at(self._lately(3), lambda: self._record(answer=Answer.NOT_OURS, outcome=said))

    def released(self) -> None:
        """Asked to be relieved, and was."""
        day, told = self._day_in_time(), common_words()["released"]
        self._unit_at(day, lambda: self._record(answer=Answer.NOT_OURS, outcome=told["asked"]))
        self._office_at(day + self._some_days(), lambda: self._release(told))

    def objected(self) -> None:
        """The office entered something, and the unit says that it is wrong."""
        said = self.words.common("objection")
        self._office_at(self._lately(5), lambda: self._enter(Source.CALL, timezone.localdate()))
        self._unit_at(self._lately(2), lambda: self._object(said))

    def _is_last_time(self) -> bool:
        return self.row == self.row.assignment.occurrences.order_by("due_on", "period__ends_on").last()

    def _finish(self, day: date) -> None:
        self._unit_at(day, self._say_finished)
        self._office_at(day + self._some_days(), self._take_in)

    def _unit_at(self, day: date, act: Callable[[], None]) -> None:
        self._at(max(friday_before(day), self.issued_on + timedelta(days=1)), act)

    def _office_at(self, day: date, act: Callable[[], None]) -> None:
        self._at(monday_after(max(day, self.issued_on + timedelta(days=2))), act)

    def _at(self, day: date, act: Callable[[], None]) -> None:
        hour = time(self.chance.randint(8, 16), self.chance.randint(0, 59))
        self.demo.timeline.at(moment(day, hour), act)

    def _day_in_time(self) -> date:
        """A day before the due day; for a period, mostly in its last weeks."""
        if self.row.due_on:
            return self.last_day - timedelta(days=self.chance.randint(1, 12))
        whole = max((self.last_day - self.first_day).days, 1)
        before = self.chance.randint(0, whole) if self.chance.random() < 0.4 else self.chance.randint(0, 14)
        return self.last_day - timedelta(days=before)

    def _some_days(self) -> timedelta:
        return timedelta(days=self.chance.randint(1, 3))

    def _lately(self, days: int) -> date:
        return self.demo.timeline.day(f"today-{days}")

    def _say_finished(self) -> None:
        words = {"outcome": self.words.result()}
        if self.chance.random() < 0.15:
            words |= {"difficulties": self.words.common("difficulties"), "proposals": self.words.common("proposals")}
        files = self.words.files() if self.chance.random() < 0.06 else []
        self._record(progress=Progress.FINISHED, files=files, **words)

    def _say_under_way(self) -> None:
        percent = self.chance.choice([None, 30, 50, 60])
        self._record(progress=Progress.IN_PROGRESS, outcome=self.words.common("under_way"), percent=percent)

    def _say_what_hinders(self) -> None:
        said = {kind: self.words.common(kind) for kind in ("difficulties", "proposals")}
        self._record(progress=Progress.IN_PROGRESS, outcome=self.words.common("under_way"), **said)

    def _record(self, **words: Any) -> None:
        self._now(record_progress, by=self.demo.people.reporter_of(self.row.unit), key=self._key(), **words)

    def _enter(self, source: str, sent_on: date) -> None:
        sent_on = min(max(sent_on, self.issued_on), timezone.localdate())
        self._now(
            enter_for_unit, by=self._officer(), key=self._key(), source=source, sent_on=sent_on,
            progress=Progress.FINISHED, outcome=self.words.result(),
        )  # fmt: skip

    def _object(self, reason: str) -> None:
        self._now(object_to_entry, by=self.demo.people.reporter_of(self.row.unit), key=self._key(), reason=reason)

    def _now(self, write: Callable[..., Any], **words: Any) -> None:
        row = self._read()
        write(occurrence=row, version=row.version, on=timezone.localdate(), **words)

    def _take_in(self) -> None:
        self._judge(accept)

    def _ask_for_more(self) -> None:
        self._judge(ask_for_more, reason=self.words.common("ask_for_more"))

    def _release(self, told: dict[str, str]) -> None:
        self._judge(release, decided_by=told["decided_by"], reason=told["reason"], on=timezone.localdate())

    def _judge(self, judge: Callable[..., Any], **words: Any) -> None:
        row = self._read()
        entry = entry_to_judge(row)
        if entry is not None and row.progress == Progress.AWAITING:
            judge(update=entry, by=self._officer(), version=row.version, **words)

    def _read(self) -> Occurrence:
        return Occurrence.objects.select_related("unit__committee", "plan", "period", "assignment").get(pk=self.row.pk)

    def _officer(self) -> User:
        return self.chance.choice(self.demo.people.officers_of(self.demo.issuer))

    def _key(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)
