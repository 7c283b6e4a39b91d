"""Filled-in report sheets on their way in: spooled, read apart, taken over into drafts (TRUST.md P7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from orgs.models import User
from plans.importing.apart import read_apart
from plans.importing.sheets import Sheet
from plans.models import Submission
from plans.services.drafts import save_drafts
from plans.services.spool import clean_spool, spool, spooled, work_folder
from reports.models import FilledSheet
from reports.sheets import Found, why_refused

_LOST = "Tệp chờ đọc đã được xóa vì quá thời gian hoặc máy vừa khởi động lại. Chưa lưu gì. Hãy tải lên lại."


@transaction.atomic
def start_reading_sheet(*, submission: Submission, by: User, key: UUID, name: str, content: bytes) -> FilledSheet:
    """Keep an uploaded sheet in the spool folder alone and ask the worker to read it. One `key` is one upload.

    Nobody but `by` ever sees it, so the journal does not tell of it. Raises ValidationError if the name is too long,
    or another upload has that key.
    """
    from reports.tasks import read_filled_sheet  # noqa: PLC0415 -- the task calls this module

    clean_spool(now=timezone.now())
    Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
    if twin := FilledSheet.objects.filter(key=key, uploaded_by=by, submission=submission).first():
        return twin
    filled = FilledSheet(submission=submission, uploaded_by=by, key=key, name=name[-200:])
    filled.full_clean(exclude=["submission", "uploaded_by"])
    filled.save()
    spool(str(key), content)
    transaction.on_commit(lambda: read_filled_sheet.enqueue(filled.pk))
    return filled


def read_filled(*, filled: FilledSheet) -> None:
    """Read a spooled sheet and keep its words, or only why it was refused. Run by the worker, perhaps twice."""
    if filled.read_at is not None:
        return
    path = spooled(str(filled.key))
    if not path.is_file():
        _keep(filled, error=_LOST)
        return
    with work_folder() as folder:
        reading = read_apart(path, filled.name, folder=folder, read_as="sheet")
    if reading.sheet is None:
        _keep(filled, error=reading.message)
    elif refusal := why_refused(Sheet.from_record(reading.sheet), filled.submission):
        _keep(filled, error=refusal)
    else:
        _keep(filled, sheet=reading.sheet)
    path.unlink(missing_ok=True)


@transaction.atomic
def take_sheet(*, filled: FilledSheet, by: User, found: Iterable[Found]) -> int:
    """Make what was found of the chosen items the person's drafts; returns of how many items.

    Raises ValidationError if it is longer than drafts may be.
    """
    words = {one.item.row.pk: {**(one.item.typed or {}), **_whole(one)} for one in found}
    save_drafts(words=words, by=by)
    FilledSheet.objects.filter(pk=filled.pk).update(taken_at=timezone.now())
    return len(words)


@transaction.atomic
def erase_old_sheets(*, now: datetime) -> int:
    """Erase what was read of sheets uploaded longer ago than `FILLED_SHEET_DAYS`; return of how many.

    What was taken over into drafts stays there. Nobody but who uploaded a sheet saw it, so the journal tells nothing.
    """
    old = FilledSheet.objects.filter(uploaded_at__lt=now - timedelta(days=settings.FILLED_SHEET_DAYS))
    erased, _ = old.delete()
    return erased


def _whole(found: Found) -> dict[str, str]:
    """The words of an item, with every other field of an answer empty."""
    return {"answer": "", "progress": "", "outcome": "", "difficulties": "", "proposals": "", **found.words}


def _keep(filled: FilledSheet, **values: object) -> None:
    FilledSheet.objects.filter(pk=filled.pk, read_at__isnull=True).update(read_at=timezone.now(), **values)
