"""A report's way to signature and what is kept of it for ever (DESIGN §6, TRUST.md P4).

Dự thảo → trình ký (may go back, with a reason) → đã ký. Signing freezes words, figures, layout and files by database
triggers and seals them (`reports.sealing`); the worker then draws once for all.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion, ThrownAway
from orgs.models import Unit, User
from reports import composing, figures, frozen_papers
from reports.models import Report, ReportFile
from reports.numbering import next_free, number_key
from reports.sealing import seal_of
from reports.series import in_series, series_for
from reports.services.copies import receive_copy
from reports.words import work_of

FOR_EVER = (ReportFile.Form.PDF, ReportFile.Form.DOCX)  # forms that are drawn of a signed report
# Actions in the journal by which services.verifying knows what was kept.
SIGNED, ARCHIVED = "đã ký", "tạo bản lưu"
SUBMITTED, TAKEN_BACK = "trình ký", "trả về dự thảo"
STEPS = {SUBMITTED: "trình ký", TAKEN_BACK: "trả về dự thảo", SIGNED: "ghi nhận đã ký"}  # as sentences call them


@transaction.atomic
def submit_report(*, report: Report, by: User, version: int) -> None:
    """Hand a draft up for signature (trình ký). Raises StaleVersion."""
    _claim(report, version)
    Report.objects.filter(pk=report.pk).update(submitted_at=timezone.now(), returned_reason="")
    _tell(SUBMITTED, report, by, before={"state": "dự thảo"}, after={"state": "trình ký"})


@transaction.atomic
def take_back_report(*, report: Report, by: User, version: int, reason: str = "") -> None:
    """Make a report at signature a draft again, saying why. Raises StaleVersion (signed or changed meanwhile)."""
    _claim(report, version, at_signature=True)
    Report.objects.filter(pk=report.pk).update(submitted_at=None, returned_reason=reason.strip())
    after = {"state": "dự thảo", "returned_reason": reason.strip()}
    _tell(TAKEN_BACK, report, by, before={"state": "trình ký"}, after=after)


@transaction.atomic
def sign_report(
    *, report: Report, by: User, version: int, number: str, signed_on: date, signatory: str, on: date,
    job_title: str | None = None, authority: str | None = None, key: UUID | None = None,
    signed_copy: UploadedFile | None = None, differs: bool = False,
) -> Report:  # fmt: skip
    """Enter what văn thư and the signer gave (đã ký), freeze all of it, and have it drawn once for all.

    `number` is the bare number as issued ("12", "05", "112a"); None leaves job title and authority as drafted.
    `signed_copy` that `differs` from the drawing becomes the text of record, once the worker has found no secrecy mark
    in it. Raises StaleVersion (not at signature, or changed meanwhile), ValidationError (number taken in its series,
    a day that cannot be, a file refused).
    """
    _claim(report, version, at_signature=True)
    _check_signature(report, number, signed_on, on=on, lacks_copy=differs and signed_copy is None)
    report.job_title = report.job_title if job_title is None else job_title
    report.authority = report.authority if authority is None else authority
    report.number, report.number_key = number, number_key(number)
    report.series = series_for(report.issuer, composing.TYPE_CODE, signed_on)
    report.signed_on, report.signatory = signed_on, signatory
    _freeze(report, on)
    told = {"state": "đã ký", "number": number, "signed_on": signed_on, "signatory": signatory, "seal": report.seal}
    _tell(SIGNED, report, by, before={"state": "trình ký"}, after=told)
    if signed_copy is not None:
        receive_copy(report=report, by=by, key=key or uuid4(), file=signed_copy, differs=differs)
    _draw_for_ever(report, by)
    return report


def next_number(report: Report, signed_on: date) -> int:
    """The number after the highest that is known here in the report's series: a hint, văn thư decides."""
    return next_free(_same_series(report, signed_on).values_list("number_key", flat=True))


def _check_signature(report: Report, number: str, signed_on: date, *, on: date, lacks_copy: bool) -> None:
    if signed_on > on:
        raise ValidationError({"signed_on": "Ngày ký không thể sau hôm nay."})
    if signed_on < (earliest := _earliest_day(report))[0]:
        raise ValidationError({"signed_on": f"Ngày ký không thể trước {earliest[1]} ({earliest[0]:%d/%m/%Y})."})
    if lacks_copy:
        raise ValidationError({"signed_copy": "Bản đã ký khác bản hệ thống thì phải đính kèm bản đã ký."})
    Unit.objects.select_for_update(no_key=True).get(pk=report.issuer_id)  # of two who enter one number one waits
    taken = _same_series(report, signed_on).filter(number_key=number_key(number)).first()
    if taken is not None:
        raise ValidationError({"number": f"Số {number} đã dùng cho báo cáo khác của {report.issuer}: {taken.abstract}"})


def _earliest_day(report: Report) -> tuple[date, str]:
    """The first day on which such a report could be signed, and what day that is.

    Its figures begin and its plans are issued before it; many a report is due weeks before its figures end
    (DOMAIN.md §4.3), so their last day is no bound.
    """
    plans = [(plan.document.issued_on, plan) for plan in report.plans.select_related("document")]
    days = [(day, f"ngày ban hành {plan.short_name}") for day, plan in plans if day]
    return max([(report.starts_on, "ngày đầu của số liệu"), *days])


def _freeze(report: Report, on: date) -> None:
    paper = composing.compose(report, on=on)
    report.layout = paper.profile.code
    report.paper = journal.plain(frozen_papers.record(paper))
    report.figures = journal.plain(figures.record(work_of(report), on))
    report.seal = seal_of(report)
    report.full_clean()
    report.save()


def _draw_for_ever(report: Report, by: User) -> None:
    from reports.services.reports import request_file  # noqa: PLC0415 -- that module calls this one

    for form in FOR_EVER:
        request_file(report=report, by=by, form=form)


def _same_series(report: Report, signed_on: date) -> models.QuerySet:
    """Signed reports of the same series."""
    same = in_series(report.issuer, composing.TYPE_CODE, signed_on, dated="signed_on")
    return Report.objects.filter(same).signed()


def _claim(report: Report, version: int, *, at_signature: bool = False) -> None:
    claimed = Report.objects.filter(
        pk=report.pk, version=version, signed_on__isnull=True, submitted_at__isnull=not at_signature
    ).update(version=version + 1)
    try:
        report.refresh_from_db()
    except Report.DoesNotExist:
        raise ThrownAway from None
    if not claimed:
        raise StaleVersion(report)


def _tell(action: str, report: Report, by: User | None, **values: Any) -> None:
    journal.record(action, report, by=by, unit=report.issuer, **values)
