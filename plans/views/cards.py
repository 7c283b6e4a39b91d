"""Rows as a unit's page and the desk show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Case, Count, Q, Subquery, When

from orgs.models import Role, User
from plans.forms.review import ReviewForm
from plans.forms.work import ProgressForm
from plans.models import (
    Answer,
    Occurrence,
    Progress,
    ProgressUpdate,
    Reminder,
    Review,
    Stage,
    Submission,
    SubmissionState,
)
from plans.models.statuses import DUE_SOON, UNIT_TURN
from plans.places import context_of, place_of, wording_of
from plans.reporting import Standing, standings, why_shut

MOST_REPORTS = 60


@dataclass
class Card:
    """One row with what stands around it; `form` where it is open for an answer, or for a judgment."""

    row: Occurrence
    place: str
    context: str
    wording: str
    answers: list[ProgressUpdate]
    form: ProgressForm | ReviewForm | None = None
    shows_unit: bool = True

    @property
    def last(self) -> ProgressUpdate | None:
        return self.answers[-1] if self.answers else None

    @property
    def asks(self) -> bool:
        """Whether the unit asks who should do the work, or objects to what was entered for it."""
        return self.last is not None and self.last.answer in {Answer.NOT_OURS, Answer.OBJECTION}

    @property
    def is_own_turn(self) -> bool:
        """Whether the unit has to act."""
        return self.row.progress in UNIT_TURN

    @property
    def sent_back(self) -> Review | None:
        """Why the row came back, while it is the unit's turn."""
        judged = [answer.review for answer in self.answers if hasattr(answer, "review")]
        return judged[-1] if judged and self.row.progress == Progress.ASKED_FOR_MORE else None

    @property
    def entered(self) -> ProgressUpdate | None:
        """The last answer, if the office entered it for the unit."""
        return self.last if self.last and self.last.source else None


@dataclass(frozen=True)
class ReportCard:
    """A report that a unit owes or has sent, above its items; `shut` says why it cannot be written, if so."""

    report: Submission
    standing: Standing
    shut: str
    shows_unit: bool

    @property
    def is_open(self) -> bool:
        """Whether it is the unit's turn, and it can be written."""
        return not self.shut and self.report.state != SubmissionState.AWAITING

    def is_pressing(self, on: date) -> bool:
        """Whether the report came back, or its day is near or past."""
        due_on = self.report.period.due_on
        return self.report.state == SubmissionState.ASKED_FOR_MORE or (due_on is not None and due_on <= on + DUE_SOON)


def report_cards(user: User, on: date) -> list[ReportCard]:
    """The reports of this person's units that are not taken in yet: those asked for again first, then by due day.

    A unit sees its report also where it cannot write it, and why; one that it was excused of until its due day.
    """
    owed = Submission.objects.of_reporter(user).exclude(state=SubmissionState.ACCEPTED)
    standing = owed.filter(period__plan__closed_on__isnull=True, period__opens_on__lte=on).exclude(
        ~Q(excused_reason=""), period__due_on__lt=on
    )
    rank = Case(
        When(state=SubmissionState.ASKED_FOR_MORE, then=0),
        When(state=SubmissionState.NOT_SENT, excused_reason="", then=1),
        default=2,
    )
    reports = list(standing.for_list().order_by(rank, "period__due_on", "period", "unit__path")[:MOST_REPORTS])
    far = standings(reports) if reports else {}
    tagged = shows_units(user)
    return [ReportCard(report, far[report.pk], why_shut(report, on), tagged) for report in reports]


def card_of(row: Occurrence, *, shows_unit: bool = True) -> Card:
    """Make the card of a row from `for_list().with_answers()`."""
    item = row.assignment.item
    return Card(row, place_of(item), context_of(item), wording_of(row), list(row.updates.all()), shows_unit=shows_unit)


def desk_card_of(row: Occurrence) -> Card:
    """Make the card of a row from `for_desk().for_list()`, folded: of its answers only the last, in short."""
    item, marks = row.assignment.item, vars(row)
    last = ProgressUpdate(pk=marks["last_update"], answer=marks["last_answer"], outcome=marks["last_outcome"])
    return Card(row, place_of(item), context_of(item), wording_of(row), [last] if last.pk else [])


def shows_units(user: User) -> bool:
    """Whether cards are tagged with their unit: only for who answers for several."""
    return len(user.units_as(Role.REPORTER)) > 1


def work_counts(user: User, on: date) -> dict[str, int]:
    """How many rows wait for an answer of this person's units, how many were sent or are done, and of how many things
    the program reminds him. One query.
    """
    rows = Occurrence.objects.of_reporter(user).answerable(on).most_urgent_first(on).order_by()
    found = list(rows.values_list("stage").annotate(Count("pk"), reminded=reminded(user, on)))
    return {
        "to_do": sum(number for stage, number, _ in found if stage < Stage.AWAITING),
        "sent": sum(number for stage, number, _ in found if stage >= Stage.AWAITING),
        "reminded": max((things or 0 for *_, things in found), default=0),
    }


def reminded(user: User, on: date) -> Subquery:
    """Of how many things the program reminds a person, to be fetched with something else; None where of none."""
    standing = Reminder.objects.visible_to(user).standing(on).order_by().values("person")
    things = Count("occurrence", distinct=True) + Count("submission", distinct=True)
    return Subquery(standing.annotate(things=things).values("things"))


@dataclass
class Group:
    """Cards under one heading; the reports that they belong to stand above them."""

    heading: str
    cards: list[Card]
    reports: list[ReportCard] = field(default_factory=list)

    @property
    def is_pressing(self) -> bool:
        """Whether its rows came back, or their day is near or past."""
        return bool(self.cards) and self.cards[0].row.stage < Stage.IN_PERIOD  # type: ignore[attr-defined]

    @property
    def is_sent(self) -> bool:
        """Whether its rows were answered and wait for nothing of the unit."""
        return bool(self.cards) and self.cards[0].row.stage >= Stage.AWAITING  # type: ignore[attr-defined]

    def has_open_items_of(self, report: Submission) -> bool:
        part = (report.period_id, report.unit_id)
        return any((card.row.period_id, card.row.unit_id) == part and card.is_own_turn for card in self.cards)


def grouped(cards: Iterable[Card], on: date) -> Iterator[Group]:
    """The cards in their order, each group under its heading: "Quá hạn", "6 tháng cuối năm · còn 5 ngày"."""
    for heading, members in groupby(cards, key=lambda card: _heading(card.row, on)):
        yield Group(heading, list(members))


def with_reports(groups: list[Group], reports: Iterable[ReportCard], on: date) -> list[Group]:
    """The groups, with each report above its open items.

    On top stands what presses, or waits only to be sent; what has time left and only dated items stands below the
    rows that press; what is out of the unit's hands stands above the rows that are.
    """
    first, last = Group("Báo cáo phải nộp", []), Group("Báo cáo đã gửi hoặc không còn nhận", [])
    later = Group("Báo cáo phải nộp", [])
    for one in reports:
        rest = first if one.standing.is_whole else later
        home = next((group for group in groups if group.has_open_items_of(one.report)), rest)
        (home if one.is_open and not one.is_pressing(on) else first if one.is_open else last).reports.append(one)
    pressing = [group for group in groups if group.is_pressing]
    calm = [group for group in groups if not group.is_pressing and not group.is_sent]
    sent = [group for group in groups if group.is_sent]
    return [group for group in (first, *pressing, later, *calm, last, *sent) if group.cards or group.reports]


def _heading(row: Occurrence, on: date) -> str:
    stage = Stage(row.stage)  # type: ignore[attr-defined]  # from most_urgent_first()
    period = row.period
    if stage != Stage.IN_PERIOD or period is None:
        return str(stage.label)
    days = ((period.due_on or period.ends_on) - on).days
    if days < 0:
        return f"Kỳ {period.label} · đã qua hạn nộp"
    return f"Kỳ {period.label} · " + ("hạn nộp hôm nay" if days == 0 else f"còn {days} ngày")
