"""What units answer about their rows, and what the office enters for them (nhập thay)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from orgs.moments import moment_in_words
from plans.models import Answer, Draft, Occurrence, Progress, ProgressUpdate, Review, Source, Verdict
from plans.reporting import why_shut
from plans.services import review
from plans.services.evidence import CheckedFile, check_files, check_room, keep_files
from plans.services.rows import claim

SAYABLE = {Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.FINISHED}
LONGEST_WORDS = 20_000
WORDS = ("percent", "outcome", "difficulties", "proposals")
_REASONED = {
    Answer.NOT_OURS: "Hãy ghi lý do đề nghị xem lại phân công.",
    Answer.OBJECTION: "Hãy ghi rõ chỗ nào chưa đúng.",
}
ACTIONS = {
    Answer.RESULT: "ghi kết quả",
    Answer.NOTHING_TO_REPORT: "báo không phát sinh",
    Answer.NOT_OURS: "đề nghị xem lại phân công",
    Answer.OBJECTION: "không đồng ý với nội dung nhập thay",
}


@transaction.atomic
def record_progress(
    *, occurrence: Occurrence, by: User, version: int, key: UUID, on: date, answer: str = Answer.RESULT,
    progress: str = "", outcome: str = "", difficulties: str = "", proposals: str = "", percent: int | None = None,
    files: Sequence[UploadedFile] = (), source: str = "", sent_on: date | None = None,
) -> ProgressUpdate:  # fmt: skip
    """Add an answer to a row (cập nhật tiến độ); the row is done only when the office takes it in.

    `progress` is what the unit says: NOT_STARTED, IN_PROGRESS or FINISHED; a reason stands in `outcome`.
    One `key` is one answer: the same again returns the first. Raises StaleVersion if somebody else has
    written since `version` was read, ValidationError if the plan is closed, the period not open or locked,
    words are missing, a file is refused, or the key was used for other words.
    """
    evidence = check_files(files)
    update = ProgressUpdate(
        occurrence=occurrence, key=key, by=by, at=timezone.now(), sent_on=sent_on or on, source=source, answer=answer,
        progress=progress_said(occurrence, answer, progress), percent=percent, outcome=outcome.strip(),
        difficulties=difficulties.strip(), proposals=proposals.strip(),
    )  # fmt: skip
    if earlier := _sent_before(update, evidence):
        return earlier
    _check_open(occurrence, on)
    check_words(update, has_files=bool(evidence))
    check_room(evidence, by=by, unit=occurrence.unit)
    update.full_clean(exclude=["occurrence", "by"], validate_unique=False)
    before = {"progress": occurrence.progress}
    try:
        _move(occurrence, update, version)
    except StaleVersion:
        if earlier := _sent_before(update, evidence):
            return earlier
        raise
    _store(update)
    Draft.objects.of(by, occurrence).delete()
    journal.record(
        f"nhập thay: {ACTIONS[Answer(answer)]}" if source else ACTIONS[Answer(answer)],
        occurrence, by=by, unit=occurrence.unit, plan_id=occurrence.plan_id, before=before,
        after={"progress": occurrence.progress, **told_of(update, evidence)},
    )  # fmt: skip
    keep_files(update, evidence, on=on)
    return update


@transaction.atomic
@journal.together()
def enter_for_unit(
    *, occurrence: Occurrence, by: User, version: int, key: UUID, on: date, source: str, sent_on: date, **words: Any
) -> ProgressUpdate:
    """Enter what a unit sent on paper, as a photo or by telephone; it counts as submitted and taken in at once.

    `sent_on` is the day the unit sent it. The unit sees who entered what, and may object. Takes the words of
    `record_progress` and raises the same; ValidationError also when the source is missing or the day lies ahead.
    """
    if source not in Source.values:
        raise ValidationError({"source": "Hãy chọn: văn phòng nhập từ đâu."})
    if sent_on > on:
        raise ValidationError({"sent_on": "Ngày đơn vị gửi không thể sau hôm nay."})
    update = record_progress(
        occurrence=occurrence, by=by, version=version, key=key, on=on, source=source, sent_on=sent_on, **words
    )
    if review.is_settling(update) and not review.is_judged(update):
        review.judge_held([Review(update=update, verdict=Verdict.ACCEPTED)], by=by, is_own_words=False)
    return update


@transaction.atomic
def object_to_entry(
    *, occurrence: Occurrence, by: User, version: int, key: UUID, reason: str, on: date
) -> ProgressUpdate:
    """A unit says that what the office entered for it is wrong; the row waits for the office again.

    Raises ValidationError if the office entered nothing, and as `record_progress`.
    """
    last = occurrence.updates.exclude(key=key).order_by("-pk").first()
    if last is None or not last.source:
        raise ValidationError("Không có nội dung nào do văn phòng nhập thay.")
    return record_progress(
        occurrence=occurrence, by=by, version=version, key=key, on=on, answer=Answer.OBJECTION, outcome=reason
    )


def progress_said(occurrence: Occurrence, answer: str, progress: str) -> str:
    """The progress that an answer states: only a result says it; a period that brought nothing is answered whole."""
    if answer == Answer.RESULT:
        return progress
    is_whole_answer = answer == Answer.NOTHING_TO_REPORT and occurrence.period_id is not None
    return Progress.FINISHED if is_whole_answer else Progress.NOT_STARTED


def _check_open(occurrence: Occurrence, on: date) -> None:
    if shut := why_shut(occurrence, on):
        raise ValidationError(shut)


def check_words(update: ProgressUpdate, *, has_files: bool) -> None:
    """Raise ValidationError, by field, if an answer lacks what its kind needs or says too much."""
    if update.answer == Answer.RESULT and update.progress not in SAYABLE:
        raise ValidationError({"progress": "Hãy chọn: Chưa làm, Đang làm hay Đã xong."})
    if update.answer in _REASONED and not update.outcome:
        raise ValidationError({"outcome": _REASONED[Answer(update.answer)]})
    if update.percent is not None and not 0 <= update.percent <= 100:
        raise ValidationError({"percent": "Phần trăm là số từ 0 đến 100."})
    for name in ("outcome", "difficulties", "proposals"):
        if len(getattr(update, name)) > LONGEST_WORDS:
            raise ValidationError(
                {name: f"Dài quá {LONGEST_WORDS:,} ký tự; phần dài xin gửi thành tệp.".replace(",", ".")}
            )
    is_done = update.answer == Answer.RESULT and update.progress == Progress.FINISHED
    if is_done and not update.outcome and not has_files:
        raise ValidationError({"outcome": "Hãy ghi kết quả, hoặc thêm ảnh, tệp."})


def _sent_before(update: ProgressUpdate, evidence: list[CheckedFile]) -> ProgressUpdate | None:
    """The answer that carries the same key. Raises ValidationError if it says something else."""
    earlier = ProgressUpdate.objects.filter(key=update.key).first()
    if earlier is None:
        return None
    sent = sorted(earlier.attachments.values_list("sha256", flat=True))
    if says_the_same(earlier, update) and sent == sorted(file.sha256 for file in evidence):
        return earlier
    raise ValidationError(
        f"Bản gửi này đã được ghi lúc {moment_in_words(earlier.at)} với nội dung khác; "
        "lần này chưa ghi gì. Hãy mở lại việc này rồi gửi thành bản mới."
    )


def says_the_same(earlier: ProgressUpdate, update: ProgressUpdate) -> bool:
    """Whether two answers are of the same person, about the same row, in the same words; files aside."""
    names = ["occurrence_id", "by_id", "source", "answer", "progress", *WORDS]
    return all(getattr(earlier, name) == getattr(update, name) for name in names)


def _move(occurrence: Occurrence, update: ProgressUpdate, version: int) -> None:
    changes = {} if update.percent is None else {"percent": update.percent}
    claim(occurrence, version=version, at=update.at, progress=next_progress(occurrence, update), **changes)


def next_progress(occurrence: Occurrence, update: ProgressUpdate) -> str:
    """Where an answer takes its row; what was finished or asked for again never goes back by the unit's word alone."""
    if update.answer == Answer.NOTHING_TO_REPORT and occurrence.period_id is None:
        return occurrence.progress  # it answers, and never finishes dated work (DESIGN §2)
    if update.answer != Answer.RESULT or update.progress == Progress.FINISHED:
        return Progress.AWAITING
    if occurrence.finished_on is not None:
        return Progress.AWAITING
    if occurrence.progress == Progress.ASKED_FOR_MORE:
        return Progress.ASKED_FOR_MORE
    return update.progress


def _store(update: ProgressUpdate) -> None:
    try:
        update.save(force_insert=True)
    except IntegrityError as error:  # the key was used for another row at this very moment
        raise ValidationError("Bản gửi bị trùng. Hãy mở lại việc này rồi gửi lại.") from error


def told_of(update: ProgressUpdate, evidence: list[CheckedFile]) -> dict[str, Any]:
    """The words of an answer as the journal keeps them."""
    words = {name: getattr(update, name) for name in ("source", *WORDS)}
    words["files"] = [file.name for file in evidence]
    return {name: value for name, value in words.items() if value not in ("", None, [])}
