"""A draft set right by people, one act at a time, and read once more when the reader has learnt (issue 3 §2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans import tasks
from plans.importing.apart import Reading
from plans.importing.branches import DoesNotFit
from plans.importing.corrections import Correction, apply_corrections, check_correction
from plans.importing.drafts import DraftPlan
from plans.models import PlanImport
from plans.services import importing

MOST_CORRECTIONS = 3000
_GONE = "Không tìm thấy tệp gốc đã giữ nên không đọc lại được."


def corrected_draft(plan_import: PlanImport) -> DraftPlan:
    """The machine's reading with all that people set right."""
    return apply_corrections(draft_read(plan_import), corrections_of(plan_import))


def draft_read(plan_import: PlanImport) -> DraftPlan:
    """The machine's reading as it stands."""
    return DraftPlan.from_record(plan_import.draft or DraftPlan().to_record())


def corrections_of(plan_import: PlanImport) -> list[Correction]:
    return [Correction.from_record(record) for record in plan_import.corrections]


@transaction.atomic
def correct(
    *, plan_import: PlanImport, by: User, version: int, correction: Correction, at: datetime,
    typed: Mapping[str, str] | None = None,
) -> PlanImport:  # fmt: skip
    """Add one correction to a draft; `typed` are fields of the page that it settles as well.

    Sent twice, it is made once. Raises StaleVersion (somebody else was faster), ValidationError (it does not fit).
    """
    plan_import = _locked(plan_import)
    made = corrections_of(plan_import)
    if version == plan_import.version - 1 and made and made[-1].by == by.pk and made[-1].same_as(correction):
        return plan_import
    _claim(plan_import, version)
    if len(made) >= MOST_CORRECTIONS:
        raise ValidationError("Bản nháp đã sửa quá nhiều lần. Hãy tạo kế hoạch rồi sửa tiếp ở trang kế hoạch.")
    try:
        check_correction(draft_read(plan_import), made, correction)
    except DoesNotFit as error:
        raise ValidationError(str(error)) from error
    signed = replace(correction, by=by.pk, by_name=str(by), at=at.isoformat())
    plan_import.corrections = [*plan_import.corrections, signed.to_record()]
    plan_import.typed |= dict(typed or {})
    plan_import.save(update_fields=["corrections", "typed", "version"])
    return plan_import


@transaction.atomic
def undo(*, plan_import: PlanImport, version: int) -> PlanImport:
    """Take the last correction back, if there is one. Raises StaleVersion, ValidationError (a plan already)."""
    plan_import = _locked(plan_import)
    _claim(plan_import, version)
    plan_import.corrections = plan_import.corrections[:-1]
    plan_import.save(update_fields=["corrections", "version"])
    return plan_import


@transaction.atomic
def keep_typed(*, plan_import: PlanImport, fields: Mapping[str, str]) -> PlanImport:
    """Keep what a person filled in on the review page, field by field, so that leaving it loses nothing.

    Raises ValidationError (a plan already).
    """
    plan_import = _locked(plan_import)
    _check_unused(plan_import)
    plan_import.typed |= dict(fields)
    plan_import.save(update_fields=["typed"])
    return plan_import


@transaction.atomic
def ask_again(*, plan_import: PlanImport, at: datetime) -> None:
    """Let the worker read the kept file once more; asked twice, it reads once, unless the first request was lost.

    Raises ValidationError (no file is kept, a plan already).
    """
    plan_import = _locked(plan_import)
    _check_unused(plan_import)
    if not plan_import.source_file:
        raise ValidationError("Bản nhập này không giữ tệp gốc nên không đọc lại được.")
    if plan_import.asked_again_at is None or plan_import.is_stuck_again(now=at):
        plan_import.asked_again_at, plan_import.again_error = at, ""
        plan_import.save(update_fields=["asked_again_at", "again_error"])
        tasks.read_again.enqueue(plan_import.pk)


def read_again(*, plan_import: PlanImport) -> PlanImport:
    """Replace the machine's reading by a new one of the same bytes. Run by the worker, perhaps twice.

    Corrections stay as they are and are laid over the new reading; where reading fails, the old one stays. What
    became a plan or a version meanwhile is left alone, with its file; what was thrown away stays so.
    """
    if plan_import.asked_again_at is None:
        return plan_import
    reading = Reading(code="E-LOST", message=_GONE)
    if plan_import.source_file.name and plan_import.source_file.storage.exists(plan_import.source_file.name):
        reading = importing.read_document(Path(plan_import.source_file.path), plan_import)
    with transaction.atomic():
        try:
            plan_import = _locked(plan_import)
        except PlanImport.DoesNotExist:  # thrown away meanwhile
            return plan_import
        _take(plan_import, reading)
    return plan_import


def _take(plan_import: PlanImport, reading: Reading) -> None:
    plan_import.asked_again_at = None
    if reading.code == importing.SECRET and not plan_import.is_used:
        _erase(plan_import, reading)
    elif reading.draft is None:
        plan_import.again_error = f"{reading.message} Bản đọc cũ vẫn còn nguyên."
    elif not plan_import.is_used:
        plan_import.draft, plan_import.source_text = reading.draft, reading.text
        plan_import.is_from_picture, plan_import.read_at = reading.is_from_picture, timezone.now()
        plan_import.version += 1
    plan_import.save()


def _erase(plan_import: PlanImport, reading: Reading) -> None:
    """A newer reader sees a secrecy stamp: nothing of the document stays but that it was refused (TRUST.md P19)."""
    storage, stored = plan_import.source_file.storage, plan_import.source_file.name
    plan_import.name, plan_import.error = importing.REFUSED_NAME, reading.message
    plan_import.source_file, plan_import.source_text, plan_import.draft = "", "", None
    plan_import.corrections, plan_import.typed = [], {}
    journal.record(
        "từ chối tài liệu", plan_import, by=plan_import.uploaded_by, unit=plan_import.issuer,
        after={"reason": reading.code},
    )  # fmt: skip
    if stored:
        transaction.on_commit(lambda: storage.delete(stored))


def _locked(plan_import: PlanImport) -> PlanImport:
    return PlanImport.objects.select_for_update(of=("self",)).select_related("issuer__committee").get(pk=plan_import.pk)


def _check_unused(plan_import: PlanImport) -> None:
    if plan_import.is_used:
        raise ValidationError("Tài liệu này đã được tạo thành kế hoạch nên bản nháp không sửa nữa.")


def _claim(plan_import: PlanImport, version: int) -> None:
    _check_unused(plan_import)
    if plan_import.version != version:
        raise StaleVersion(plan_import)
    plan_import.version += 1
