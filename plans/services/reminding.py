"""Making the reminders of a day (nhắc việc): of rows to the unit or the office, of reports and requests likewise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from orgs.models import Membership, Role
from plans.models import Extension, Occurrence, Progress, Reminder, Submission, SubmissionRound, SubmissionState
from plans.models.statuses import UNIT_TURN
from plans.reminders import FIRST_DAYS_BEFORE, STAGES, Facts, Wanted, wanted, wanted_of_request
from plans.reporting import why_rows_shut, why_shut

AT_ONCE = 500
_BEFORE_DUE = {kind for _, kind in STAGES}
_Last = dict[tuple[int, int, str], date]


def remind(*, on: date) -> int:
    """Make the reminders of that day that are not made yet; return how many. Run twice, or after being killed
    midway, it makes what is missing. Of rows and reports that nobody has to answer it makes none.
    """
    return _remind_of_rows(on) + _remind_of_reports(on) + _remind_of_requests(on)


@dataclass(frozen=True)
class _Matter:
    """A row or a report, what the day asks to be said of it, and who may be reminded: `named` first, while not late."""

    pk: int
    wanted: list[Wanted]
    people: list[int]
    named: int | None = None

    def told(self, kind: str) -> list[int]:
        return [self.named] if self.named is not None and kind in _BEFORE_DUE else self.people


@dataclass
class _People:
    """Who holds a role in a unit, and has a living account: one query for a batch."""

    of_role: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    members: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, units: Iterable[int]) -> _People:
        found = cls()
        held = Membership.objects.filter(unit__in=set(units), user__is_active=True).order_by("user")
        for role, unit, user in held.values_list("role", "unit", "user"):
            found.of_role[role, unit].append(user)
            found.members[unit].add(user)
        return found

    def reporters(self, unit: int, *, named: int | None = None) -> list[int]:
        """Those who report for the unit, with who is in charge, first."""
        reporters = self.of_role.get((Role.REPORTER, unit), [])
        return [named, *(person for person in reporters if person != named)] if named else reporters

    def office(self, collector: int, issuer: int) -> list[int]:
        """The officers of the body that collects; where it has none, those of the committee whose plan it is."""
        return self.of_role.get((Role.OFFICER, collector)) or self.of_role.get((Role.OFFICER, issuer), [])

    def deciding(self, issuer: int) -> list[int]:
        """Who answers requests for more time: the office, else the leaders."""
        return self.of_role.get((Role.OFFICER, issuer)) or self.of_role.get((Role.LEADER, issuer), [])


def _remind_of_rows(on: date) -> int:
    spoken_for = SubmissionRound.objects.filter(
        answers__occurrence=OuterRef("pk"), submission__state=OuterRef("progress")
    )
    rows = (
        Occurrence.objects.counted().in_force(on).filter(plan__issued_at__isnull=False, plan__closed_on__isnull=True)
        .filter(
            Q(progress__in=UNIT_TURN, due_on__lte=on + FIRST_DAYS_BEFORE)
            | Q(progress__in=[Progress.AWAITING, Progress.ASKED_FOR_MORE])
        )
        .select_related("plan", "period", "assignment")
        .annotate(is_spoken_for=Exists(spoken_for))
        .order_by("pk")
    )  # fmt: skip
    made = 0
    for batch in _batches(rows):
        made += _make("occurrence_id", list(_rows_to_tell(batch, on)), on)
    return made


def _rows_to_tell(rows: Iterable[Any], on: date) -> Iterator[_Matter]:
    rows = list(rows)
    shut = why_rows_shut(rows, on)
    collectors = {row.pk: row.assignment.via_id or row.plan.report_via_id or row.plan.issuer_id for row in rows}
    people = _People.of(unit for row in rows for unit in (row.unit_id, collectors[row.pk], row.plan.issuer_id))
    for row in rows:
        waits = row.progress == Progress.AWAITING
        if shut[row.pk] and not waits:
            continue
        facts = Facts(
            due_on=row.due_on, turn_since=None if row.is_spoken_for else _day(row.turn_since), waits_for_office=waits,
            was_sent_back=row.progress == Progress.ASKED_FOR_MORE,
        )  # fmt: skip
        said = list(wanted(facts, on))
        if waits:
            yield _Matter(row.pk, said, people.office(collectors[row.pk], row.plan.issuer_id))
        else:
            person = row.assignment.person_id
            named = person if person in people.members[row.unit_id] else None
            yield _Matter(row.pk, said, people.reporters(row.unit_id, named=named), named)


def _remind_of_reports(on: date) -> int:
    reports = (
        Submission.objects.owed().filter(period__plan__closed_on__isnull=True)
        .filter(
            Q(state=SubmissionState.NOT_SENT, period__due_on__lte=on + FIRST_DAYS_BEFORE)
            | Q(state__in=[SubmissionState.AWAITING, SubmissionState.ASKED_FOR_MORE])
        )
        .select_related("period__plan")
        .order_by("pk")
    )  # fmt: skip
    made = 0
    for batch in _batches(reports):
        made += _make("submission_id", list(_reports_to_tell(batch, on)), on)
    return made


def _reports_to_tell(reports: Iterable[Submission], on: date) -> Iterator[_Matter]:
    reports = list(reports)
    people = _People.of(unit for one in reports for unit in (one.unit_id, one.collector_id, one.period.plan.issuer_id))
    for report in reports:
        waits = report.state == SubmissionState.AWAITING
        if not waits and why_shut(report, on):
            continue
        is_new = report.state == SubmissionState.NOT_SENT
        facts = Facts(
            due_on=report.period.due_on if is_new else None, turn_since=_day(report.turn_since),
            waits_for_office=waits, was_sent_back=report.state == SubmissionState.ASKED_FOR_MORE,
        )  # fmt: skip
        office = people.office(report.collector_id, report.period.plan.issuer_id)
        yield _Matter(report.pk, list(wanted(facts, on)), office if waits else people.reporters(report.unit_id))


def _remind_of_requests(on: date) -> int:
    """Requests for more time, of who answers them: the officers of the issuer, its leaders where it has none."""
    asked = Extension.objects.waiting().filter(occurrence__plan__closed_on__isnull=True)
    asked = asked.exclude(occurrence__progress=Progress.STOPPED).select_related("occurrence__plan").order_by("pk")
    made = 0
    for batch in _batches(asked):
        people = _People.of(one.occurrence.plan.issuer_id for one in batch)
        matters = [
            _Matter(
                one.occurrence_id, list(wanted_of_request(timezone.localdate(one.asked_at), on)),
                people.deciding(one.occurrence.plan.issuer_id),
            )
            for one in batch
        ]  # fmt: skip
        made += _make("occurrence_id", matters, on)
    return made


def _make(about: str, matters: list[_Matter], on: date) -> int:
    """Write what one batch asks for, leaving out what each person was told lately. Of two runs at once one writes."""
    last = _last_told(about, [matter.pk for matter in matters])
    made = [
        Reminder(person_id=person, kind=one.kind, day=on, **{about: matter.pk})
        for matter in matters
        for one in matter.wanted
        for person in matter.told(one.kind)
        if last.get((person, matter.pk, one.kind), date.min) < one.since
    ]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _batches(things: QuerySet) -> Iterator[list[Any]]:
    source = things.iterator(chunk_size=AT_ONCE)
    while batch := list(islice(source, AT_ONCE)):
        yield batch


def _last_told(about: str, pks: list[int]) -> _Last:
    told = Reminder.objects.filter(**{f"{about}__in": pks}).order_by().values_list("person", about, "kind")
    return {(person, pk, kind): day for person, pk, kind, day in told.annotate(Max("day"))}


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
