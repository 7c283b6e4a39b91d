"""Units that are late with what an office takes in: what each owes, whom to call, when it was urged. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from orgs.models import Membership, Role, Unit, User
from orgs.models.units import UnitQuerySet
from plans.messages import Item
from plans.models import Occurrence, Plan, Submission, SubmissionState, Urge
from plans.models.statuses import UNIT_TURN
from plans.models.submissions import SubmissionQuerySet
from plans.models.work import OccurrenceQuerySet


@dataclass
class LateUnit:
    """One unit with its overdue rows and reports, the longest overdue first, and the people who report for it."""

    unit: Unit
    rows: list[Occurrence] = field(default_factory=list)
    reports: list[Submission] = field(default_factory=list)
    people: list[User] = field(default_factory=list)
    urged_on: date | None = None

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.reports)

    @property
    def items(self) -> list[Item]:
        """What it owes, for a message: reports first, as they hold most."""
        found = [Item(f"Báo cáo kỳ {report.period.label}", report.period.due_on) for report in self.reports]  # type: ignore[arg-type]
        return [*found, *(Item(row.assignment.item.text, row.due_on) for row in self.rows)]  # type: ignore[arg-type]

    @property
    def oldest(self) -> date:
        return min(item.due_on for item in self.items)


class Lateness:
    """What units owe an officer beyond its day, of one plan or of all that he follows."""

    def __init__(self, user: User, on: date, plan: Plan | None = None):
        self.user, self.on, self.plan = user, on, plan
        self.rows: OccurrenceQuerySet = _late_rows(user, on)
        self.reports: SubmissionQuerySet = _late_reports(user, on)
        if plan is not None:
            self.rows, self.reports = self.rows.filter(plan=plan), self.reports.filter(period__plan=plan)

    def units(self) -> UnitQuerySet:
        """The units that are late, in print order."""
        late = Q(pk__in=self.rows.order_by().values("unit")) | Q(pk__in=self.reports.order_by().values("unit"))
        return Unit.objects.filter(late).in_print_order()

    def followed_units(self) -> UnitQuerySet:
        """Every unit that owes this officer anything, late or not."""
        rows, reports = Occurrence.objects.of_office(self.user), Submission.objects.of_office(self.user)
        return Unit.objects.filter(
            Q(pk__in=rows.order_by().values("unit")) | Q(pk__in=reports.order_by().values("unit"))
        )

    def plans(self) -> list[Plan]:
        """All plans in which somebody is late, whichever is chosen."""
        rows, reports = _late_rows(self.user, self.on), _late_reports(self.user, self.on)
        late = Q(pk__in=rows.order_by().values("plan")) | Q(pk__in=reports.order_by().values("period__plan"))
        return list(Plan.objects.filter(late).for_list())

    def of(self, units: Iterable[Unit]) -> list[LateUnit]:
        """What these units owe: four queries, however many they are."""
        found = {unit.pk: LateUnit(unit) for unit in units}
        for row in self.rows.filter(unit__in=found).order_by("due_on", "pk"):
            found[row.unit_id].rows.append(row)
        for report in self.reports.filter(unit__in=found).order_by("period__due_on", "pk"):
            found[report.unit_id].reports.append(report)
        for unit, people in _people(found, self.user).items():
            found[unit].people = people
        for unit, day in self._urged(found).items():
            found[unit].urged_on = day
        return [late for late in found.values() if late.count]

    def _urged(self, units: Iterable[int]) -> dict[int, date]:
        """When each unit was last urged about what it still owes."""
        rows, reports = self.rows.filter(unit__in=units), self.reports.filter(unit__in=units)
        about = Q(occurrence__in=rows.order_by().values("pk")) | Q(submission__in=reports.order_by().values("pk"))
        unit = Coalesce("occurrence__unit", "submission__unit")
        last = Urge.objects.filter(about).order_by().annotate(unit=unit).values("unit").annotate(last=Max("on"))
        return dict(last.values_list("unit", "last"))


def _late_rows(user: User, on: date) -> OccurrenceQuerySet:
    rows = Occurrence.objects.of_office(user).overdue(on)
    mine = rows.filter(progress__in=UNIT_TURN, plan__closed_on__isnull=True, plan__issued_at__isnull=False)
    return mine.select_related("plan__document", "unit", "assignment__item")


def _late_reports(user: User, on: date) -> SubmissionQuerySet:
    """Reports not sent whose day has passed, and that can still be sent."""
    is_open = Q(period__locks_on__isnull=True) | Q(period__locks_on__gte=on) | Q(reopened_until__gte=on)
    late = (
        Submission.objects.of_office(user)
        .owed()
        .filter(is_open, state=SubmissionState.NOT_SENT, period__due_on__lt=on, period__plan__closed_on__isnull=True)
    )
    return late.select_related("period__plan__document", "unit")


def _people(units: Iterable[int], user: User) -> dict[int, list[User]]:
    """Who reports for each unit, as far as `user` may see them; those with a telephone first."""
    held = Membership.objects.filter(
        unit__in=units, role=Role.REPORTER, user__is_active=True, user__in=User.objects.visible_to(user)
    )
    people: dict[int, list[User]] = defaultdict(list)
    for membership in held.select_related("user").order_by(F("user__phone").desc(), "user__sort_key"):
        people[membership.unit_id].append(membership.user)
    return people
