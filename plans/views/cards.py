"""Rows as a unit's page and the desk show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count

from orgs.models import Role, User
from plans.forms.review import ReviewForm
from plans.forms.work import ProgressForm
from plans.models import Answer, Occurrence, Progress, ProgressUpdate, Review, Stage
from plans.models.statuses import UNIT_TURN
from plans.places import context_of, place_of, wording_of


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


def card_of(row: Occurrence, *, shows_unit: bool = True) -> Card:
    """Make the card of a row from `for_list().with_answers()`."""
    item = row.assignment.item
    return Card(row, place_of(item), context_of(item), wording_of(row), list(row.updates.all()), shows_unit=shows_unit)


def shows_units(user: User) -> bool:
    """Whether cards are tagged with their unit: only for who answers for several."""
    return len(user.units_as(Role.REPORTER)) > 1


def work_counts(user: User, on: date) -> dict[str, int]:
    """How many rows wait for an answer of this person's units, and how many were sent or are done."""
    rows = Occurrence.objects.of_reporter(user).answerable(on).most_urgent_first(on).order_by()
    counts = dict(rows.values_list("stage").annotate(Count("pk")))
    return {
        "to_do": sum(number for stage, number in counts.items() if stage < Stage.AWAITING),
        "sent": sum(number for stage, number in counts.items() if stage >= Stage.AWAITING),
    }


def grouped(cards: Iterable[Card], on: date) -> Iterator[tuple[str, list[Card]]]:
    """The cards in their order, each group under its heading: "Quá hạn", "6 tháng cuối năm · còn 5 ngày"."""
    for heading, members in groupby(cards, key=lambda card: _heading(card.row, on)):
        yield heading, list(members)


def _heading(row: Occurrence, on: date) -> str:
    stage = Stage(row.stage)  # type: ignore[attr-defined]  # from most_urgent_first()
    period = row.period
    if stage != Stage.IN_PERIOD or period is None:
        return str(stage.label)
    days = ((period.due_on or period.ends_on) - on).days
    if days < 0:
        return f"Kỳ {period.label} · đã qua hạn nộp"
    return f"Kỳ {period.label} · " + ("hạn nộp hôm nay" if days == 0 else f"còn {days} ngày")
