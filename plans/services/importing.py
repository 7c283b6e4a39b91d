"""A document on its way in: spooled, read apart, kept only when it may be (TRUST.md P7, P19)."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import Unit, User
from plans import tasks
from plans.importing.apart import Reading, read_apart
from plans.models import Plan, PlanImport
from plans.services.spool import clean_spool, spool, spooled, work_folder
from plans.services.stored_files import store_file

SECRET = "E-SECRET"  # noqa: S105 -- the code of a refusal
DECLARATION = "người nhập xác nhận tài liệu không chứa bí mật nhà nước"
_LOST = "Tệp chờ đọc đã được xóa vì quá thời gian hoặc máy vừa khởi động lại. Chưa lưu gì. Hãy tải lên lại."
_SECONDS_BETWEEN_NOTES = 1.0
REFUSED_NAME = "(tài liệu bị từ chối)"


@transaction.atomic
def start_import(
    *, issuer: Unit, by: User, key: UUID, name: str, content: bytes, amends: Plan | None = None
) -> PlanImport:
    """Keep an uploaded document in the spool folder alone and ask the worker to read it.

    `key` comes from the form: sent twice, it starts once. Nothing of the content reaches the database.
    `amends` is the plan at work of which it is a new version.
    """
    clean_spool(now=timezone.now())
    Unit.objects.select_for_update(no_key=True).get(pk=issuer.committee_id)
    if twin := PlanImport.objects.filter(spool_name=str(key), uploaded_by=by).first():
        return twin
    plan_import = PlanImport.objects.create(
        issuer=issuer, uploaded_by=by, name=name, spool_name=str(key), amends=amends
    )
    spool(plan_import.spool_name, content)
    tasks.read_import.enqueue(plan_import.pk)
    return plan_import


def read_import(*, plan_import: PlanImport) -> PlanImport:
    """Read a spooled document and keep it with its draft, or only the fact that it was refused.

    Run by the worker, perhaps twice. The spool file is erased in either case.
    """
    clean_spool(now=timezone.now())
    if plan_import.read_at is not None:
        return plan_import
    try:
        content = spool_path(plan_import).read_bytes()
        reading = read_document(spool_path(plan_import), plan_import)
    except FileNotFoundError:
        content, reading = b"", Reading(code="E-LOST", message=_LOST)
    if reading.draft is None:
        _refuse(plan_import, reading)
    else:
        _keep(plan_import, reading, content)
    _erase_spool(plan_import)
    return plan_import


def read_document(path: Path, plan_import: PlanImport) -> Reading:
    """Read the file at `path` apart, all that is written on the way in the spool folder, and note each page read.

    A worker that is killed leaves its folder there; `clean_spool` erases it.
    """
    progress = _Progress(plan_import)
    with work_folder() as folder:
        progress.note(0, 0)
        return read_apart(path, plan_import.name, folder=folder, tell=progress.note)


@transaction.atomic
def delete_import(*, plan_import: PlanImport, by: User) -> None:
    """Throw away an import that became no plan, with its file; thrown away before, nothing happens.

    Raises ValidationError (a plan, or a version of one, was made of it: the file is theirs).
    """
    locked = PlanImport.objects.select_for_update(of=("self",)).select_related("issuer")
    try:
        plan_import = locked.get(pk=plan_import.pk)
    except PlanImport.DoesNotExist:
        return
    if plan_import.is_used:
        raise ValidationError("Tài liệu đã thành kế hoạch nên không bỏ được.")
    journal.record("bỏ bản nhập", plan_import, by=by, unit=plan_import.issuer, before={"sha256": plan_import.sha256})
    storage, stored = plan_import.source_file.storage, plan_import.source_file.name
    _erase_spool(plan_import)
    plan_import.delete()
    if stored:
        transaction.on_commit(lambda: storage.delete(stored))


def spool_path(plan_import: PlanImport) -> Path:
    return spooled(plan_import.spool_name)


def _erase_spool(plan_import: PlanImport) -> None:
    if plan_import.spool_name:
        spool_path(plan_import).unlink(missing_ok=True)


class _Progress:
    """Notes how far a reading is, at most once a second, so that many short pages cost little."""

    def __init__(self, plan_import: PlanImport) -> None:
        self._plan_import, self._noted = plan_import, 0.0

    def note(self, page: int, pages: int) -> None:
        if page not in {0, pages} and time.monotonic() - self._noted < _SECONDS_BETWEEN_NOTES:
            return
        self._noted = time.monotonic()
        PlanImport.objects.filter(pk=self._plan_import.pk).update(page=page, pages=pages, moved_at=timezone.now())


@transaction.atomic
def _refuse(plan_import: PlanImport, reading: Reading) -> None:
    name = REFUSED_NAME if reading.code == SECRET else plan_import.name
    claimed = PlanImport.objects.filter(pk=plan_import.pk, read_at__isnull=True).update(
        error=reading.message, name=name, read_at=timezone.now()
    )
    if not claimed:
        return
    plan_import.refresh_from_db()
    journal.record(
        "từ chối tài liệu", plan_import, by=plan_import.uploaded_by, unit=plan_import.issuer,
        after={"reason": reading.code, "declaration": DECLARATION},
    )  # fmt: skip


def _keep(plan_import: PlanImport, reading: Reading, content: bytes) -> None:
    """Store the file, then the row; where another worker was faster, or it was thrown away, the file goes again."""
    sha256 = hashlib.sha256(content).hexdigest()
    stored = store_file(
        [content], folder=f"plans/{timezone.localdate():%Y/%m}", extension=Path(plan_import.name).suffix.lower()
    )
    with transaction.atomic():
        claimed = PlanImport.objects.filter(pk=plan_import.pk, read_at__isnull=True).update(
            source_file=stored,
            sha256=sha256,
            source_text=reading.text,
            draft=reading.draft,
            read_at=timezone.now(),
            is_from_picture=reading.is_from_picture,
        )
        if claimed:
            plan_import.refresh_from_db()
            journal.record(
                "đọc tài liệu", plan_import, by=plan_import.uploaded_by, unit=plan_import.issuer,
                after={"name": plan_import.name, "sha256": sha256, "declaration": DECLARATION},
            )  # fmt: skip
    if not claimed:
        plan_import.source_file.storage.delete(stored)
