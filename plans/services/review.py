"""The office's judgment of what units sent: take in, ask for more, or settle who does the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Prefetch
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans.models import Answer, Decision, Occurrence, Progress, ProgressUpdate, Review, Verdict
from plans.models.work import OccurrenceQuerySet
from plans.services.rows import claim, move

_ACTIONS = {
    Verdict.ACCEPTED: "tiếp nhận",
    Verdict.ASKED_FOR_MORE: "đề nghị bổ sung",
    Verdict.RELEASED: "đồng ý thôi thực hiện",
    Verdict.KEPT: "giữ nguyên phân công",
}
LONGEST_REASON = 5_000
TAKEN_MEANWHILE = "đã có người xử lý, hoặc đơn vị vừa gửi bản mới."
_ASKS_WHO = "Đơn vị đề nghị xem lại phân công: hãy đồng ý thôi thực hiện hoặc giữ nguyên phân công."


@dataclass(frozen=True)
class TakenIn:
    """What became of a batch: the answers taken in, and those left, each with the reason in Vietnamese."""

    accepted: list[ProgressUpdate] = field(default_factory=list)
    left: list[tuple[ProgressUpdate, str]] = field(default_factory=list)


def is_settling(update: ProgressUpdate) -> bool:
    """Whether taking this answer in finishes its row: it says done, or that a period brought nothing."""
    if update.answer == Answer.NOTHING_TO_REPORT:
        return update.occurrence.period_id is not None
    return update.answer == Answer.RESULT and update.progress == Progress.FINISHED


def is_judged(update: ProgressUpdate) -> bool:
    return Review.objects.filter(update=update).exists()


def entry_to_judge(occurrence: Occurrence) -> ProgressUpdate | None:
    """The answer of a row that the office has to judge next, read from the database."""
    return latest_to_judge(occurrence, occurrence.updates.select_related("by", "review").order_by("pk"))


def latest_to_judge(occurrence: Occurrence, answers: Iterable[ProgressUpdate]) -> ProgressUpdate | None:
    """The last of `answers` not judged yet; a "nothing to report" on dated work asks for no judgment."""
    latest = None
    for answer in answers:
        is_note = answer.answer == Answer.NOTHING_TO_REPORT and occurrence.period_id is None
        if not is_note and not hasattr(answer, "review"):
            latest = answer
    if latest is not None:
        latest.occurrence = occurrence
    return latest


@transaction.atomic
def accept(*, update: ProgressUpdate, by: User, version: int, reason: str = "") -> Review:
    """Take an answer in (tiếp nhận). The row is finished on the day the unit sent it, not today.

    Taking in an objection gives the row back to its unit, to answer itself. Raises StaleVersion if the row
    was written meanwhile, ValidationError if the answer asks who should do the work.
    """
    if update.answer == Answer.NOT_OURS:
        raise ValidationError(_ASKS_WHO)
    is_own = update.by_id == by.pk
    review = Review(update=update, by=by, verdict=Verdict.ACCEPTED, reason=reason, is_own_words=is_own)
    return _judge(review, version=version, **_changes(update))


def _changes(update: ProgressUpdate) -> dict[str, Any]:
    """What taking an answer in does to its row."""
    if is_settling(update):
        return {"progress": Progress.FINISHED, "finished_on": update.occurrence.finished_on or update.sent_on}
    if update.answer == Answer.OBJECTION:
        return {"progress": Progress.IN_PROGRESS, "finished_on": None}
    return {"progress": update.progress, "finished_on": None}


@transaction.atomic
def ask_for_more(*, update: ProgressUpdate, by: User, version: int, reason: str) -> Review:
    """Send an answer back with what is missing (đề nghị bổ sung); a finished row is open again.

    Raises ValidationError without a reason, StaleVersion if the row was written meanwhile.
    """
    review = Review(update=update, by=by, verdict=Verdict.ASKED_FOR_MORE, reason=reason)
    return _judge(review, version=version, progress=Progress.ASKED_FOR_MORE, finished_on=None)


@transaction.atomic
def release(*, update: ProgressUpdate, by: User, version: int, decided_by: str, reason: str, on: date) -> Review:
    """Agree that a unit does this no more (thôi thực hiện); who decided is recorded. It leaves every figure.

    Raises ValidationError if the unit did not ask, or `decided_by` or the reason is missing; StaleVersion.
    """
    _check_asked(update)
    if not decided_by.strip():
        raise ValidationError({"decided_by": "Hãy ghi người quyết định."})
    review = Review(update=update, by=by, verdict=Verdict.RELEASED, reason=reason)
    _judge(review, version=version, progress=Progress.STOPPED, decided_by=decided_by.strip())
    Decision.objects.create(
        occurrence=update.occurrence, decided_by=decided_by.strip(), decided_on=on,
        text=f"Đồng ý thôi thực hiện. {review.reason}", recorded_by=by,
    )  # fmt: skip
    return review


@transaction.atomic
def keep(*, update: ProgressUpdate, by: User, version: int, reason: str) -> Review:
    """Leave the work with the unit that asked to be relieved of it; it is its turn again. Raises as `release`."""
    _check_asked(update)
    review = Review(update=update, by=by, verdict=Verdict.KEPT, reason=reason)
    return _judge(review, version=version, progress=Progress.ASKED_FOR_MORE, finished_on=None)


@transaction.atomic
def accept_many(*, chosen: Iterable[tuple[ProgressUpdate, int]], by: User) -> TakenIn:
    """Take in several answers, each (update, version read); one that cannot be taken in is left and told.

    As many queries for a hundred as for one.
    """
    chosen, result = list(chosen), TakenIn()
    rows = hold_rows(Occurrence.objects.filter(pk__in={update.occurrence_id for update, _ in chosen}))
    for update, version in chosen:
        row = rows[update.occurrence_id]
        is_twice = update in result.accepted
        if update.answer == Answer.NOT_OURS:
            result.left.append((update, _ASKS_WHO))
        elif is_twice or not _is_waiting(row, latest_to_judge(row, row.updates.all()), update, version):
            result.left.append((update, TAKEN_MEANWHILE))
        else:
            update.occurrence = row
            result.accepted.append(update)
    judge_held([Review(update=update, verdict=Verdict.ACCEPTED) for update in result.accepted], by=by)
    return result


def hold_rows(wanted: OccurrenceQuerySet, **marks: Exists) -> dict[int, Occurrence]:
    """Rows by id, held until the end of the transaction, with every answer in `updates`: two queries.

    `marks` are put on the answers.
    """
    answers = ProgressUpdate.objects.annotate(**marks).select_related("review").order_by("pk")
    held = wanted.select_for_update(of=("self",)).order_by("pk").select_related("unit", "period", "assignment__item")
    return {row.pk: row for row in held.prefetch_related(Prefetch("updates", answers))}


def judge_held(reviews: list[Review], *, by: User, is_own_words: bool | None = None) -> None:
    """Store judgments (update, verdict, reason) of answers whose rows the caller holds, and move the rows.

    `is_own_words` is said only where the office enters for a unit.
    """
    at, told = timezone.now(), []
    for review in reviews:
        update, row = review.update, review.update.occurrence
        before = standing_of(row)
        review.by, review.at = by, at
        if review.verdict == Verdict.ACCEPTED:
            review.is_own_words = update.by_id == by.pk if is_own_words is None else is_own_words
            move(row, at=at, **_changes(update))
        else:
            move(row, at=at, progress=Progress.ASKED_FOR_MORE, finished_on=None)
        told.append(told_of(review, before))
    rows = [review.update.occurrence for review in reviews]
    Occurrence.objects.bulk_update(rows, ["version", "progress", "finished_on", "turn_since"])
    Review.objects.bulk_create(reviews)
    journal.record_all(told, by=by)


def _check_asked(update: ProgressUpdate) -> None:
    if update.answer != Answer.NOT_OURS:
        raise ValidationError("Đơn vị không đề nghị xem lại phân công.")


def _judge(review: Review, *, version: int, progress: str, decided_by: str = "", **changes: Any) -> Review:
    """Store one judgment and move the row, if the row still waits for it and this is its latest answer."""
    update, occurrence = review.update, review.update.occurrence
    review.at, review.reason = timezone.now(), review.reason.strip()
    if not review.reason and review.verdict != Verdict.ACCEPTED:
        raise ValidationError({"reason": "Hãy ghi lý do để đơn vị biết cần làm gì."})
    if len(review.reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"Lý do dài quá {LONGEST_REASON} ký tự."})
    before = standing_of(occurrence)
    _check_waiting(occurrence, update, version)
    claim(occurrence, version=version, at=review.at, progress=progress, **changes)
    review.save(force_insert=True)
    journal.record_all([told_of(review, before, decided_by)], by=review.by)
    return review


def told_of(review: Review, before: dict[str, Any], decided_by: str = "") -> journal.Told:
    """A judgment as the journal tells it; `before` from `standing_of` its row."""
    row = review.update.occurrence
    said = {"reason": review.reason, "decided_by": decided_by, "is_own_words": review.is_own_words}
    after = {**standing_of(row), **{name: value for name, value in said.items() if value}}
    return journal.Told(_ACTIONS[Verdict(review.verdict)], row, row.unit, row.plan_id, before, after)


def _check_waiting(occurrence: Occurrence, update: ProgressUpdate, version: int) -> None:
    if not _is_waiting(occurrence, entry_to_judge(occurrence), update, version):
        occurrence.refresh_from_db()
        raise StaleVersion(occurrence)


def _is_waiting(row: Occurrence, entry: ProgressUpdate | None, update: ProgressUpdate, version: int) -> bool:
    return row.progress == Progress.AWAITING and row.version == version and entry is not None and entry.pk == update.pk


def standing_of(occurrence: Occurrence) -> dict[str, str | date | datetime | None]:
    """What a judgment changes of a row."""
    return {"progress": occurrence.progress, "finished_on": occurrence.finished_on}
