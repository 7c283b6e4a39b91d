"""Papers other than reports: asked for, drawn by the worker, kept until they are drawn again."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from orgs.models import User
from plans.models import Plan, Submission
from reports.models import LayoutVersion, PaperFile, PaperKind, ReportFile, UrgingLetter

LONGEST_WAIT = timedelta(minutes=10)  # for the worker; then a drawing may be asked for once more


@transaction.atomic
def request_letter(*, letter: UrgingLetter, by: User, form: str) -> PaperFile:
    """Ask the worker to draw a letter as it stands."""
    UrgingLetter.objects.select_for_update(no_key=True).get(pk=letter.pk)
    return _request(by=by, kind=PaperKind.LETTER, form=form, letter=letter)


@transaction.atomic
def request_letters(*, letter: UrgingLetter, by: User) -> PaperFile:
    """Ask the worker to draw all letters of the batch as one PDF to print."""
    first = UrgingLetter.objects.of_batch(letter).values_list("pk", flat=True)[0]
    holder = UrgingLetter.objects.select_for_update(no_key=True).get(pk=first)
    return _request(by=by, kind=PaperKind.LETTERS, form=ReportFile.Form.PDF, letter=holder)


@transaction.atomic
def request_report_paper(*, submission: Submission, by: User, kind: str, form: str) -> PaperFile:
    """Ask the worker to draw the blank form of a unit's report, or the report itself, as it stands."""
    Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
    return _request(by=by, kind=kind, form=form, submission=submission)


@transaction.atomic
def request_plan_paper(*, plan: Plan, by: User, form: str) -> PaperFile:
    """Ask the worker to draw the table of who does what of a plan, as it stands."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    return _request(by=by, kind=PaperKind.ASSIGNMENTS, form=form, plan=plan)


@transaction.atomic
def request_test_print(*, layout: LayoutVersion, by: User, form: str) -> PaperFile:
    """Ask the worker to draw the sample of a layout as it is tried."""
    LayoutVersion.objects.select_for_update(no_key=True).get(pk=layout.pk)
    return _request(by=by, kind=PaperKind.LAYOUT, form=form, layout=layout)


def store_paper(*, drawn: PaperFile, content: bytes) -> bool:
    """Keep what the worker drew, with its SHA-256; False and nothing kept if it was asked for again since."""
    old = drawn.file.name
    with transaction.atomic():
        if PaperFile.objects.select_for_update().get(pk=drawn.pk).asked != drawn.asked:
            return False
        drawn.sha256 = hashlib.sha256(content).hexdigest()
        drawn.file.save(f"{drawn.pk}-{drawn.sha256[:12]}.{drawn.form}", ContentFile(content), save=False)
        drawn.drawn_at, drawn.error = timezone.now(), ""
        drawn.save()
    if old and old != drawn.file.name:
        drawn.file.storage.delete(old)
    return True


def store_paper_error(*, drawn: PaperFile, error: str) -> None:
    PaperFile.objects.filter(pk=drawn.pk).update(error=error, drawn_at=None)


def _request(*, by: User, form: str, **what: object) -> PaperFile:
    """The one file of this kind and form; whoever asks while it waits is given it, drawn as things stand then."""
    now = timezone.now()
    drawn, is_new = PaperFile.objects.get_or_create(
        **what, form=form, defaults={"requested_by": by, "requested_at": now}
    )
    drawn.asked += 1
    if is_new or drawn.drawn_at is not None or drawn.error or now - drawn.requested_at > LONGEST_WAIT:
        drawn.drawn_at, drawn.error, drawn.requested_by, drawn.requested_at = None, "", by, now
        _queue(drawn)
    drawn.save()
    return drawn


def _queue(drawn: PaperFile) -> None:
    from reports.tasks import draw_paper  # noqa: PLC0415 -- the task calls this module

    on = timezone.localdate().isoformat()
    transaction.on_commit(lambda: draw_paper.enqueue(file_id=drawn.pk, on=on))
