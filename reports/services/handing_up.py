"""A signed report becomes, in one act, what its committee sends to a superior whose plan it carries out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Value
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from orgs import journal
from orgs.models import User
from plans.models import Plan, Submission, SubmissionState
from plans.reporting import why_shut
from plans.services.submitting import send_file
from reports.file_names import file_name
from reports.models import HandUp, Report, ReportFile
from reports.models.reports import record_among
from reports.paper import short_date
from reports.services.copies import arrivals_of


def open_submissions(report: Report, *, on: date) -> list[Submission]:
    """What the issuer owes superiors on that day: for plans that this report's plans carry out first, then by due day.

    What was taken in, or was sent this very report already, is not among them.
    """
    owed = Submission.objects.owed().filter(unit=report.issuer_id, period__opens_on__lte=on)
    owed = owed.exclude(state=SubmissionState.ACCEPTED).exclude(period__plan__issuer=report.issuer_id)
    owed = owed.exclude(rounds__hand_up__report=report).for_list()
    found = [one for one in owed if not why_shut(one, on)]
    first = _carried_out(report, {one.period.plan for one in found})
    return sorted(found, key=lambda one: (one.period.plan_id not in first, one.period.due_on or date.max, one.pk))


@transaction.atomic
def hand_up_report(
    *, report: Report, submission: Submission, by: User, key: UUID, on: date, note: str = ""
) -> HandUp:  # fmt: skip
    """Send the signed report, as the unit's own file, as its issuer's report for that period. One `key` is one act.

    Raises ValidationError (not signed, its copy not drawn yet, the period takes nothing, the file too large).
    """
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if earlier := HandUp.objects.filter(report=report, round__key=key, by=by).first():
        return earlier
    if report.signed_on is None:
        raise ValidationError("Báo cáo chưa ký nên chưa gửi cấp trên được.")
    if submission not in open_submissions(report, on=on):
        raise ValidationError("Kỳ báo cáo này không còn nhận báo cáo của đơn vị. Hãy tải lại trang rồi chọn lại.")
    stored, name = _signed_file(report)
    with stored.open("rb") as content:
        file = SimpleUploadedFile(name, content.read())
    words = "\n".join(filter(None, [_reference(report), note.strip()]))
    sent = send_file(submission=submission, by=by, version=submission.version, key=key, on=on, file=file, note=words)
    handed = HandUp.objects.create(report=report, round=sent, by=by, at=timezone.now())
    period = submission.period
    told = {"plan": period.plan.short_name, "period": period.label, "unit": str(period.plan.issuer), "file": name}
    journal.record("gửi cấp trên", report, by=by, unit=report.issuer, after=told)
    return handed


def archive_of(report: Report) -> ReportFile | None:
    """The one PDF that is drawn of a report when it is signed: waiting, drawn or failed."""
    return ReportFile.objects.filter(report=report, form=ReportFile.Form.PDF, report_version=report.version).first()


def _signed_file(report: Report) -> tuple[FieldFile, str]:
    """The text of record where there is one, else the latest scan, else what the program drew."""
    arrivals = arrivals_of(report, at=timezone.now())
    if arrivals.waiting:
        raise ValidationError("Bản đã ký đang được tìm dấu mật. Hãy chờ ít phút rồi gửi lại.")
    if arrivals.lacks_record:
        raise ValidationError("Bản đã ký khác bản hệ thống chưa được nhận. Hãy đính kèm lại bản đã ký rồi gửi.")
    copies = list(report.signed_copies.order_by("pk"))
    if copies:
        copy = record_among(copies) or copies[-1]
        return copy.file, file_name(report, str(copy.file.name).rsplit(".", 1)[-1], state="đã ký")
    drawn = archive_of(report)
    if drawn is None or drawn.drawn_at is None:
        raise ValidationError("Bản lưu của báo cáo đang được tạo. Hãy chờ ít phút rồi gửi lại.")
    return drawn.file, file_name(report, drawn.form)


def _carried_out(report: Report, plans: Iterable[Plan]) -> set[int]:
    """Which of the plans this report's plans carry out, by id. One query, however many plans."""
    ways = [
        Plan.objects.carrying_out(plan.document).filter(reports=report).order_by().values(above=Value(plan.pk))
        for plan in plans
    ]
    return {way["above"] for way in ways[0].union(*ways[1:])} if ways else set()


def _reference(report: Report) -> str:
    day = f" ngày {short_date(report.signed_on)}" if report.signed_on else ""
    return f"Báo cáo số {report.number}{day} của {report.issuer}: {report.abstract}"
