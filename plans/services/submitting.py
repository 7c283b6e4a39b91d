"""A unit sends its report for a period; each sending is a round that stays readable (lần nộp)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from orgs.moments import moment_in_words
from plans.asked_figures import AskedFigure, asked_figures
from plans.models import Answer, Occurrence, ProgressUpdate, Submission, SubmissionRound, SubmissionState
from plans.reporting import ReportItem, figures_of, held_items, is_unsplit, why_rows_shut, why_shut
from plans.services.answering import Said, key_of, record_held
from plans.services.evidence import CheckedFile, check_files, check_room
from plans.services.stored_files import store_file

LONGEST_NOTE = 5_000
Words = Mapping[str, Any]


@transaction.atomic
@journal.together()
def send_report(
    *, submission: Submission, by: User, version: int, key: UUID, on: date, answers: Mapping[int, Words],
    note: str = "", source: str = "", sent_on: date | None = None,
) -> SubmissionRound:  # fmt: skip
    """Send a report: record `answers` (by row id, in the words of `record_progress`), keep all that stands as a round.

    Words may carry the "version" of their row and "files". What was recorded before is sent with it; figures are
    those saved before (services of indicators). One `key` is one sending. `source` and `sent_on` are the office's
    that enters it. Raises StaleVersion (the report or one of its rows was written meanwhile), ValidationError
    (shut, already taken in, something is blank or wrong: messages by row id).
    """
    report = locked(submission)
    rounds = _rounds(report, key)
    if earlier := _sent_before(report, rounds, by, key, note, answers):
        return earlier
    check_sendable(report, version=version, on=on, is_split_up=bool(source))
    items, asked = held_items(report), asked_figures(report)
    said = _said(items, answers)
    _refuse_blanks([item for item in items if item.row.pk not in answers], asked)
    shut = why_rows_shut([item.row for item in items], on, [report])
    updates = record_held(said=said, by=by, key=key, on=on, shut=shut, source=source, sent_on=sent_on) if said else []
    fresh = {update.occurrence_id: update for update in updates}
    standing = [update for item in items if (update := fresh.get(item.row.pk) or item.answer)]
    sent = _round(report, rounds, by=by, key=key, sent_on=sent_on or on, source=source, note=note, asked=asked)
    if not updates:
        _refuse_the_same(rounds, standing, sent)
    return _add_round(sent, standing)


@transaction.atomic
@journal.together()
def send_file(
    *, submission: Submission, by: User, version: int, key: UUID, on: date, file: UploadedFile,
    note: str = "", source: str = "", sent_on: date | None = None,
) -> SubmissionRound:  # fmt: skip
    """Send the unit's own report instead (Word, scan, photo): it counts as sent, though nobody has split it yet.

    What was recorded before stands beside it. Raises as `send_report`, and ValidationError under "files".
    """
    report = locked(submission)
    rounds = _rounds(report, key)
    if earlier := _sent_before(report, rounds, by, key, note, {}, file):
        return earlier
    check_sendable(report, version=version, on=on)
    if sent_on and sent_on > on:
        raise ValidationError("Ngày đơn vị gửi không thể sau hôm nay.")
    (checked,) = check_files([file])
    check_room([checked], by=by, unit=report.unit)
    standing, asked = [item.answer for item in held_items(report) if item.answer], asked_figures(report)
    sent = _round(report, rounds, by=by, key=key, sent_on=sent_on or on, source=source, note=note, asked=asked)
    sent.file_name, sent.file_size, sent.file_sha256 = checked.name, checked.size, checked.sha256
    sent.file_type = checked.content_type
    return _add_round(sent, standing, checked)


def locked(submission: Submission) -> Submission:
    """The report as it stands, held until the end of the transaction."""
    reports = Submission.objects.select_for_update(of=("self",))
    return reports.select_related("period__plan__document", "period__plan__issuer", "unit", "collector").get(
        pk=submission.pk
    )


def check_sendable(report: Submission, *, version: int, on: date, is_split_up: bool = False) -> None:
    """Raise StaleVersion, or ValidationError saying why the report cannot be sent.

    Taken in already, only a file of the unit's own can still be split up into its items, by the office.
    """
    if report.version != version:
        raise StaleVersion(report)
    if shut := why_shut(report, on):
        raise ValidationError(shut)
    if report.state == SubmissionState.ACCEPTED and not (is_split_up and is_unsplit(report)):
        raise ValidationError("Báo cáo đã được tiếp nhận. Cần sửa thì đề nghị văn phòng ghi “Đề nghị bổ sung”.")


def _said(items: Iterable[ReportItem], answers: Mapping[int, Words]) -> list[Said]:
    rows: dict[int, Occurrence] = {item.row.pk: item.row for item in items}
    if unknown := answers.keys() - rows.keys():
        raise ValidationError(f"Có {len(unknown)} mục không thuộc báo cáo này. Hãy tải lại trang.")
    return [
        Said(
            rows[pk], {name: value for name, value in words.items() if name not in {"version", "files"}},
            words.get("version"), words.get("files", ()),
        )
        for pk, words in answers.items()
    ]  # fmt: skip


def _rounds(report: Submission, key: UUID) -> list[SubmissionRound]:
    """Every sending of the report, the latest last; and the one of `key`, whatever it was of."""
    return list(SubmissionRound.objects.filter(Q(submission=report) | Q(key=key)).order_by("number"))


def _refuse_blanks(items: Iterable[ReportItem], asked: Iterable[AskedFigure]) -> None:
    refusals = {
        str(item.row.pk): ["Đề nghị bổ sung mục này." if item.is_to_complete else "Mục này còn để trống."]
        for item in items
        if item.is_blank
    }
    if names := "; ".join(one.indicator.name for one in asked if one.is_blank):
        refusals["figures"] = [f"Biểu số liệu còn để trống: {names}."]
    if refusals:
        raise ValidationError(refusals)


def _refuse_the_same(rounds: list[SubmissionRound], standing: list[ProgressUpdate], sent: SubmissionRound) -> None:
    last = rounds[-1] if rounds else None
    if last is None or sent.note or last.file_sha256 or last.figures != sent.figures:
        return
    if {update.pk for update in standing} == set(last.answers.values_list("pk", flat=True)):
        raise ValidationError("Chưa có gì khác lần nộp trước. Hãy sửa ít nhất một mục, hoặc ghi lời kèm theo.")


def _sent_before(
    report: Submission, rounds: list[SubmissionRound], by: User, key: UUID, note: str, answers: Mapping[int, Words],
    file: UploadedFile | None = None,
) -> SubmissionRound | None:  # fmt: skip
    """The round of the same key. Raises ValidationError if it was of somebody else, or said something else."""
    earlier = next((one for one in rounds if one.key == key), None)
    if earlier is None:
        return None
    is_same = (earlier.submission_id, earlier.by_id, earlier.note) == (report.pk, by.pk, note.strip())
    sums = [one.sha256 for one in check_files([file])] if file else [""]
    if is_same and sums == [earlier.file_sha256] and earlier.figures == figures_of(report):
        said = {answer.key: answer for answer in earlier.answers.prefetch_related("attachments")}
        if all(_says(said.get(key_of(key, Occurrence(pk=pk))), words) for pk, words in answers.items()):
            earlier.submission = report
            return earlier
    raise ValidationError(
        f"Báo cáo này đã được gửi lúc {moment_in_words(earlier.at)} với nội dung khác; "
        "lần này chưa gửi gì. Hãy tải lại trang rồi gửi."
    )


def _says(answer: ProgressUpdate | None, words: Words) -> bool:
    """Whether an answer was recorded in just these words, with the same files."""
    if answer is None or answer.answer != (words.get("answer") or Answer.RESULT):
        return False
    if answer.answer == Answer.RESULT and answer.progress != words.get("progress", ""):
        return False
    texts = ("outcome", "difficulties", "proposals")
    stored = sorted(one.sha256 for one in answer.attachments.all())
    sent = sorted(one.sha256 for one in check_files(words.get("files", ())))
    return stored == sent and all(getattr(answer, name) == words.get(name, "").strip() for name in texts)


def _round(
    report: Submission, rounds: list[SubmissionRound], *, by: User, key: UUID, sent_on: date, source: str, note: str,
    asked: Iterable[AskedFigure],
) -> SubmissionRound:  # fmt: skip
    """The next sending of a report, not stored yet."""
    if len(note) > LONGEST_NOTE:
        raise ValidationError({"note": f"Lời kèm theo dài quá {LONGEST_NOTE:,} ký tự.".replace(",", ".")})
    return SubmissionRound(
        submission=report, number=len(rounds) + 1, key=key, by=by, at=timezone.now(), sent_on=sent_on, source=source,
        note=note.strip(), figures=[one.to_record() for one in asked],
    )  # fmt: skip


def _add_round(
    sent: SubmissionRound, answers: list[ProgressUpdate], file: CheckedFile | None = None
) -> SubmissionRound:
    report, before = sent.submission, {"state": sent.submission.state}
    report.state, report.turn_since = SubmissionState.AWAITING, sent.at
    report.first_sent_on = report.first_sent_on or sent.sent_on
    report.version += 1
    report.save(update_fields=["state", "turn_since", "first_sent_on", "version"])
    told = {
        "state": report.state, "round": sent.number, "answers": len(answers), "source": sent.source,
        "file": sent.file_name, "figures": [f"{one['name']}: {one['said'] or one['note']}" for one in sent.figures],
    }  # fmt: skip
    journal.record(
        "nhập thay báo cáo" if sent.source else "nộp báo cáo", report, by=sent.by, unit=report.unit,
        plan_id=report.period.plan_id, before=before, after={name: said for name, said in told.items() if said},
    )  # fmt: skip
    if file is not None:
        file.file.seek(0)
        folder = f"submissions/{sent.sent_on:%Y/%m}"
        sent.file.name = store_file(file.file.chunks(), folder=folder, extension=file.extension)
    _store(sent)
    sent.answers.add(*answers)
    return sent


def _store(sent: SubmissionRound) -> None:
    try:
        sent.save(force_insert=True)
    except IntegrityError as error:  # the key was used for another report at this very moment
        raise ValidationError("Bản gửi bị trùng, lần này chưa gửi gì. Hãy tải lại trang rồi gửi.") from error
