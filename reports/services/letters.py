"""Writes of letters that urge: made from what is overdue, changed, sent, thrown away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import Unit, User
from plans.models import Occurrence, Submission, UrgingChannel
from plans.services.urging import record_urge
from reports import letters
from reports.models import LetterLine, UrgingLetter
from reports.numbering import number_key
from reports.paper import short_date
from reports.series import in_series, series_for


@transaction.atomic
def create_letters(
    *, issuer: Unit, by: User, key: UUID, rows: Iterable[Occurrence], reports: Iterable[Submission], is_joint: bool,
    receiver: str, wanted_on: date, on: date,
) -> list[UrgingLetter]:  # fmt: skip
    """Draft one letter for each unit, or a joint one with all in its annex. One `key` is one act.

    Raises ValidationError if nothing is chosen, or the day wanted has passed.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=issuer.pk)
    if made := list(UrgingLetter.objects.filter(batch=key, created_by=by).order_by("pk")):
        return made
    late = letters.by_unit(rows, reports)
    if not late:
        raise ValidationError("Hãy đánh dấu ít nhất một việc để đưa vào công văn.")
    if wanted_on < on:
        raise ValidationError({"wanted_on": "Ngày đề nghị báo cáo không thể trước hôm nay."})
    parts = [late] if is_joint else [[one] for one in late]
    return [
        _create(part, by=by, batch=key, issuer=issuer, receiver=receiver, wanted_on=wanted_on, on=on) for part in parts
    ]


@transaction.atomic
def edit_letter(*, letter: UrgingLetter, by: User, version: int, **fields: Any) -> UrgingLetter:
    """Change the words of a letter that has not been sent. Raises StaleVersion, ValidationError."""
    _claim(letter, version)
    before, after = journal.set_fields(letter, fields)
    letter.full_clean()
    letter.save(update_fields=list(fields))
    if after:
        _tell("sửa công văn đôn đốc", letter, by, before=before, after=after)
    return letter


@transaction.atomic
@journal.together()
def send_letter(
    *, letter: UrgingLetter, by: User, version: int, number: str, issued_on: date, on: date
) -> UrgingLetter:
    """Note that the letter left the house (đã gửi), and on each of its rows that its unit was urged.

    Raises StaleVersion (sent already, or changed meanwhile), ValidationError (a day to come, a number taken in its
    series).
    """
    if issued_on > on:
        raise ValidationError({"issued_on": "Ngày công văn không thể sau hôm nay."})
    _claim(letter, version)
    _number(letter, number, issued_on)
    letter.issued_on, letter.sent_at = issued_on, timezone.now()
    letter.full_clean()
    letter.save(update_fields=["number", "number_key", "series", "issued_on", "sent_at"])
    _tell("gửi công văn đôn đốc", letter, by, after={"number": number, "issued_on": issued_on})
    _log_urges(letter, by)
    return letter


@transaction.atomic
def delete_letter(*, letter: UrgingLetter, by: User, version: int) -> None:
    """Throw a draft away. Raises StaleVersion (sent, or changed meanwhile)."""
    _claim(letter, version)
    _tell("bỏ công văn đôn đốc", letter, by, before={"abstract": letter.abstract, "addressees": letter.addressees})
    files = [drawn.file for drawn in letter.files.all() if drawn.file]
    letter.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))  # type: ignore[misc]


def _create(late: list[letters.UnitLateness], *, by: User, batch: UUID, on: date, **facts: Any) -> UrgingLetter:
    letter, lines = letters.draft_of(late, on=on, **facts)
    letter.batch, letter.created_by = batch, by
    letter.full_clean()
    letter.save()
    LetterLine.objects.bulk_create(lines)
    units = [one.unit.name for one in late]
    _tell("soạn công văn đôn đốc", letter, by, after={"units": units, "lines": len(lines)})
    return letter


def _number(letter: UrgingLetter, number: str, issued_on: date) -> None:
    """Give it the number of văn thư, once in its series; blank numbers are not compared."""
    Unit.objects.select_for_update(no_key=True).get(pk=letter.issuer_id)  # of two who enter one number one waits
    letter.number, letter.number_key = number, number_key(number)
    letter.series = series_for(letter.issuer, letters.TYPE_CODE, issued_on)
    same = in_series(letter.issuer, letters.TYPE_CODE, issued_on, dated="issued_on")
    taken = UrgingLetter.objects.filter(same, number_key=letter.number_key).first() if number else None
    if taken is not None:
        words = (
            f"Số {number} đã dùng cho công văn ngày {taken.issued_on:%d/%m/%Y} của {letter.issuer}: {taken.abstract}"
        )
        raise ValidationError({"number": words})


def _log_urges(letter: UrgingLetter, by: User) -> None:
    day = letter.issued_on
    assert day is not None  # noqa: S101 -- for the type checker; it has just been set
    words = f"Công văn{f' số {letter.number}' if letter.number else ''} ngày {short_date(day)}"
    lines = list(letter.lines.select_related("occurrence", "submission"))
    rows = [line.occurrence for line in lines if line.occurrence]
    reports = [line.submission for line in lines if line.submission]
    record_urge(rows=rows, reports=reports, by=by, on=day, channel=UrgingChannel.LETTER, words=words)


def _claim(letter: UrgingLetter, version: int) -> None:
    claimed = UrgingLetter.objects.filter(pk=letter.pk, version=version, sent_at__isnull=True).update(
        version=version + 1
    )
    letter.refresh_from_db()
    if not claimed:
        raise StaleVersion(letter)


def _tell(action: str, letter: UrgingLetter, by: User, **values: Any) -> None:
    journal.record(action, letter, by=by, unit=letter.issuer, **values)
