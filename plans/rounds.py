"""The sendings of a report side by side: what each said about each item, who sent it, who received it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from plans.models import Occurrence, ProgressUpdate, Submission, SubmissionRound
from plans.places import context_of, place_of, wording_of


@dataclass
class RoundItem:
    """One item and what the sendings said about it; `answers` by the number of the sending."""

    row: Occurrence
    place: str
    context: str
    wording: str
    answers: dict[int, ProgressUpdate] = field(default_factory=dict)

    def said_in(self, number: int) -> ProgressUpdate | None:
        return self.answers.get(number)

    def open_to_remarks(self, number: int) -> bool:
        """Whether what that sending said can bear a remark: nobody has judged it, and nothing newer was said."""
        answer = self.said_in(number)
        return answer is not None and answer.is_latest and not hasattr(answer, "review")  # type: ignore[attr-defined]

    def differing(self) -> list[tuple[int, ProgressUpdate]]:
        """What was said, each text at the sending that first brought it; the latest last."""
        found: dict[int, tuple[int, ProgressUpdate]] = {}
        for number, answer in sorted(self.answers.items()):
            found.setdefault(answer.pk, (number, answer))
        return list(found.values())


def rounds_of(submission: Submission) -> list[SubmissionRound]:
    """Every sending of a report with who sent and who judged it, the latest last."""
    rounds = submission.rounds.select_related("by", "review__by").order_by("number")
    found = list(rounds)
    for one in found:
        one.submission = submission
    return found


def items_of(rounds: list[SubmissionRound]) -> list[RoundItem]:
    """What the sendings say, item by item in the plan's order; a fixed number of queries."""
    links = SubmissionRound.answers.through.objects.filter(submissionround__in=rounds)
    numbers = {one.pk: one.number for one in rounds}
    newer = ProgressUpdate.objects.filter(occurrence=OuterRef("occurrence"), pk__gt=OuterRef("pk"))
    answers = ProgressUpdate.objects.filter(rounds__in=rounds).distinct().annotate(is_latest=~Exists(newer))
    said = {answer.pk: answer for answer in answers.for_page()}
    rows = {row.pk: row for row in _rows({answer.occurrence_id for answer in said.values()})}
    items = {pk: _item(row) for pk, row in rows.items()}
    for round_id, answer_id in links.values_list("submissionround", "progressupdate"):
        answer = said[answer_id]
        answer.occurrence = rows[answer.occurrence_id]
        items[answer.occurrence_id].answers[numbers[round_id]] = answer
    return list(items.values())


def _rows(pks: set[int]) -> list[Occurrence]:
    rows = Occurrence.objects.filter(pk__in=pks).for_list()
    return list(rows.order_by("assignment__item__position", "due_on", "pk"))


def _item(row: Occurrence) -> RoundItem:
    item = row.assignment.item
    return RoundItem(row, place_of(item), context_of(item), wording_of(row))
