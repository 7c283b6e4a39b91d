"""What the receiver makes of reports that units sent: taken in (tiếp nhận), or to be completed (đề nghị bổ sung)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans.models import (
    Answer,
    Occurrence,
    Progress,
    Review,
    RoundReview,
    Source,
    Submission,
    SubmissionRound,
    SubmissionState,
    Verdict,
)
from plans.services import review, submitting


@dataclass(frozen=True)
class TakenIn:
    """What became of a batch of reports: the rounds taken in, and those left, each with the reason in Vietnamese."""

    accepted: list[SubmissionRound] = field(default_factory=list)
    left: list[tuple[SubmissionRound, str]] = field(default_factory=list)


@transaction.atomic
@journal.together()
def take_in_report(*, sent: SubmissionRound, by: User, version: int, reason: str = "") -> RoundReview:
    """Take a report in, with every answer of it that still waits; each row is finished on the day it was sent.

    Answers that ask who should do the work stay for the office to settle one by one. Raises StaleVersion if the
    report was written meanwhile, or `sent` is not its last round.
    """
    _check_reason(reason)
    (standing,) = _locked_rounds([sent.pk]).values()
    if not _is_waiting(standing, version):
        raise StaleVersion(standing.submission)
    (judged,) = _take_in([standing], by, reason.strip())
    return judged


@transaction.atomic
@journal.together()
def take_in_many(*, chosen: Iterable[tuple[SubmissionRound, int]], by: User) -> TakenIn:
    """Take in several reports, each (round, version read); one that cannot be taken in is left and told.

    As many queries for a hundred as for one.
    """
    versions = {sent.pk: version for sent, version in chosen}
    result = TakenIn()
    for pk, standing in _locked_rounds(versions).items():
        if _is_waiting(standing, versions[pk]):
            result.accepted.append(standing)
        else:
            result.left.append((standing, review.TAKEN_MEANWHILE))
    _take_in(result.accepted, by, "")
    return result


@transaction.atomic
@journal.together()
def ask_to_complete(
    *, sent: SubmissionRound, by: User, version: int, reason: str, remarks: Mapping[int, str]
) -> RoundReview:
    """Send a report back for one `reason`, with `remarks` on answers (by update id); all of it or nothing.

    A remarked answer is the unit's to complete; the others stay as sent, and wait. Raises ValidationError (no
    reason, an answer already judged or not of this round: messages by update id), StaleVersion.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do để đơn vị biết cần làm gì."})
    _check_reason(reason)
    (standing,) = _locked_rounds([sent.pk]).values()
    if not _is_waiting(standing, version):
        raise StaleVersion(standing.submission)
    at, pinned = timezone.now(), {pk: said.strip() for pk, said in remarks.items() if said.strip()}
    _remark(standing, pinned, by)
    report = standing.submission
    report.state, report.turn_since, report.version = SubmissionState.ASKED_FOR_MORE, at, report.version + 1
    report.save(update_fields=["state", "turn_since", "version"])
    judged = RoundReview(round=standing, by=by, at=at, verdict=Verdict.ASKED_FOR_MORE, reason=reason.strip())
    judged.save(force_insert=True)
    journal.record_all([_told(judged, len(pinned))], by=by)
    return judged


@transaction.atomic
@journal.together()
def enter_report(
    *, submission: Submission, by: User, version: int, key: UUID, on: date, source: str, sent_on: date,
    answers: Mapping[int, Mapping[str, Any]], note: str = "",
) -> SubmissionRound:  # fmt: skip
    """Enter a whole report that a unit sent on paper, as a photo or by telephone; it is taken in at once.

    Raises as `send_report`; ValidationError also when the source is missing or the day lies ahead.
    """
    if source not in Source.values:
        raise ValidationError({"source": "Hãy chọn: văn phòng nhập từ đâu."})
    if sent_on > on:
        raise ValidationError({"sent_on": "Ngày đơn vị gửi không thể sau hôm nay."})
    sent = submitting.send_report(
        submission=submission, by=by, version=version, key=key, on=on, answers=answers, note=note, source=source,
        sent_on=sent_on,
    )  # fmt: skip
    if not RoundReview.objects.filter(round=sent).exists():
        _take_in([sent], by, "", is_own_words=False)
    return sent


def _locked_rounds(pks: Iterable[int]) -> dict[int, SubmissionRound]:
    """The rounds by id, their reports held; each with `last_number`, that of its report's last round."""
    pks = set(pks)
    held = Submission.objects.select_for_update(of=("self",)).filter(rounds__in=pks).order_by("pk")
    reports = {report.pk: report for report in held.select_related("period__plan__document", "unit")}
    rounds: dict[int, SubmissionRound] = {}
    last: dict[int, int] = {}
    for one in SubmissionRound.objects.filter(submission__in=reports).order_by("submission", "number"):
        one.submission, last[one.submission_id] = reports[one.submission_id], one.number
        rounds[one.pk] = one
    for one in rounds.values():
        one.last_number = last[one.submission_id]  # type: ignore[attr-defined]  # read by _is_waiting()
    return {pk: one for pk, one in rounds.items() if pk in pks}


def _is_waiting(sent: SubmissionRound, version: int) -> bool:
    report = sent.submission
    is_last = sent.number == sent.last_number  # type: ignore[attr-defined]  # from _locked_rounds()
    return is_last and report.state == SubmissionState.AWAITING and report.version == version


def _take_in(
    rounds: list[SubmissionRound], by: User, reason: str, *, is_own_words: bool | None = None
) -> list[RoundReview]:
    at = timezone.now()
    _take_in_answers(rounds, by, is_own_words)
    judged = []
    for one in rounds:
        report = one.submission
        report.state, report.turn_since, report.version = SubmissionState.ACCEPTED, at, report.version + 1
        own = one.by_id == by.pk if is_own_words is None else is_own_words
        judged.append(RoundReview(round=one, by=by, at=at, verdict=Verdict.ACCEPTED, reason=reason, is_own_words=own))
    reports = Submission.objects.filter(pk__in=[one.submission_id for one in rounds])
    reports.update(state=SubmissionState.ACCEPTED, turn_since=at, version=F("version") + 1)
    RoundReview.objects.bulk_create(judged)
    journal.record_all([_told(one) for one in judged], by=by)
    return judged


def _take_in_answers(rounds: list[SubmissionRound], by: User, is_own_words: bool | None) -> None:
    """Take in what waits in these rounds; what asks who does the work, or was answered anew, is left where it is."""
    waiting = [
        answer
        for row in _held_rows(rounds)
        if row.progress == Progress.AWAITING
        and (answer := review.latest_to_judge(row, row.updates.all())) is not None
        and answer.in_round  # type: ignore[attr-defined]  # from _held_rows()
        and answer.answer != Answer.NOT_OURS
    ]
    reviews = [Review(update=answer, verdict=Verdict.ACCEPTED) for answer in waiting]
    review.judge_held(reviews, by=by, is_own_words=is_own_words)


def _remark(sent: SubmissionRound, remarks: dict[int, str], by: User) -> None:
    """Pin remarks on answers: an ordinary request to complete each of them."""
    lasts = [row.updates.all()[len(row.updates.all()) - 1] for row in _held_rows([sent])] if remarks else []
    answers = {answer.pk: answer for answer in lasts if answer.in_round and not hasattr(answer, "review")}
    refusals = {
        str(pk): [f"Lời nhận xét dài quá {review.LONGEST_REASON} ký tự."] if pk in answers
        else ["Mục này đã được xử lý riêng, hoặc đơn vị vừa gửi bản mới; không ghi nhận xét được nữa."]
        for pk, said in remarks.items()
        if pk not in answers or len(said) > review.LONGEST_REASON
    }  # fmt: skip
    if refusals:
        raise ValidationError(refusals)
    reviews = [Review(update=answers[pk], verdict=Verdict.ASKED_FOR_MORE, reason=said) for pk, said in remarks.items()]
    review.judge_held(reviews, by=by)


def _held_rows(rounds: list[SubmissionRound]) -> list[Any]:
    """The rows that these rounds answer, held, each answer marked `in_round` where it is one of theirs."""
    said = SubmissionRound.answers.through.objects.filter(submissionround__in=rounds)
    rows = Occurrence.objects.filter(pk__in=said.values("progressupdate__occurrence"))
    return list(review.hold_rows(rows, in_round=Exists(said.filter(progressupdate=OuterRef("pk")))).values())


def _check_reason(reason: str) -> None:
    if len(reason) > review.LONGEST_REASON:
        raise ValidationError({"reason": f"Lý do dài quá {review.LONGEST_REASON} ký tự."})


def _told(judged: RoundReview, remarks: int = 0) -> journal.Told:
    report = judged.round.submission
    said = {
        "reason": judged.reason, "is_own_words": judged.is_own_words, "round": judged.round.number, "remarks": remarks,
    }  # fmt: skip
    action = "tiếp nhận báo cáo" if judged.verdict == Verdict.ACCEPTED else "đề nghị bổ sung báo cáo"
    after = {"state": report.state, **{name: value for name, value in said.items() if value}}
    before = {"state": SubmissionState.AWAITING}
    return journal.Told(action, report, report.unit, report.period.plan_id, before, after)
