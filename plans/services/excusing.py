"""Exceptions for one unit in a period: writing in spite of the lock, or owing no report at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans.models import Occurrence, Submission, SubmissionState

LONGEST_REASON = 500
LONGEST_REOPENING = 90  # days; who needs more is looked at again


@transaction.atomic
def reopen(*, submission: Submission, by: User, version: int, until: date, reason: str, on: date) -> Submission:
    """Let one unit write for a locked period until the end of `until`. Raises StaleVersion, ValidationError."""
    report = _claimed(submission, version)
    if until < on:
        raise ValidationError({"until": "Ngày mở lại không thể trước hôm nay."})
    if until > (latest := on + timedelta(days=LONGEST_REOPENING)):
        raise ValidationError({"until": f"Mở lại nhiều nhất {LONGEST_REOPENING} ngày, đến hết {latest:%d/%m/%Y}."})
    if report.excused_reason:
        raise ValidationError("Đơn vị không phải nộp kỳ này. Hãy bỏ ghi không phải nộp trước.")
    before = {"reopened_until": report.reopened_until}
    report.reopened_until, report.reopened_reason = until, _checked(reason, "Hãy ghi lý do mở lại.")
    return _save(report, "mở lại kỳ cho đơn vị", by, before, {"reopened_until": until, "reason": reason.strip()})


@transaction.atomic
def excuse(*, submission: Submission, by: User, version: int, reason: str) -> Submission:
    """Let a unit owe no report for a period; the rows that only the period asks for leave the figures, dated work
    stays owed.

    Raises StaleVersion, ValidationError (it has sent one, no reason).
    """
    report = _claimed(submission, version)
    if report.state != SubmissionState.NOT_SENT:
        raise ValidationError("Đơn vị đã nộp báo cáo kỳ này nên không ghi “không phải nộp” được nữa.")
    report.excused_reason = _checked(reason, "Hãy ghi lý do đơn vị không phải nộp.")
    rows = Occurrence.objects.filter(period=report.period_id, unit=report.unit_id, is_counted=True)
    report.excused_rows = list(rows.values_list("pk", flat=True))
    rows.update(is_counted=False)
    return _save(report, "ghi không phải nộp báo cáo", by, {"excused": False}, {"reason": report.excused_reason})


@transaction.atomic
def end_excuse(*, submission: Submission, by: User, version: int) -> Submission:
    """The unit owes its report after all; what the excuse took out of the figures is counted again, and nothing else.

    Raises StaleVersion.
    """
    report = _claimed(submission, version)
    before = {"reason": report.excused_reason}
    Occurrence.objects.filter(pk__in=report.excused_rows).update(is_counted=True)
    report.excused_reason, report.excused_rows = "", []
    return _save(report, "bỏ ghi không phải nộp báo cáo", by, before, {"excused": False})


def _claimed(submission: Submission, version: int) -> Submission:
    held = Submission.objects.select_for_update(of=("self",)).select_related("period__plan", "unit")
    report = held.get(pk=submission.pk)
    if report.version != version:
        raise StaleVersion(report)
    if report.period.plan.closed_on is not None:
        raise ValidationError("Kế hoạch đã kết thúc.")
    return report


def _checked(reason: str, sentence: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": sentence})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"Lý do dài quá {LONGEST_REASON} ký tự."})
    return reason


def _save(report: Submission, action: str, by: User, before: dict[str, Any], after: dict[str, Any]) -> Submission:
    report.version += 1
    report.save(update_fields=["excused_reason", "excused_rows", "reopened_until", "reopened_reason", "version"])
    journal.record(action, report, by=by, unit=report.unit, plan_id=report.period.plan_id, before=before, after=after)
    return report
