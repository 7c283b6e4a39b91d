"""Writes of a report's draft; and drawing on paper, in the worker. Its way to signature: services.signing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion, ThrownAway
from orgs.models import Unit, User
from plans.models import Plan
from plans.services.stored_files import store_file
from reports import renderer
from reports.models import Report, ReportFile
from reports.outlines import SectionPlan
from reports.page_count import pages_in
from reports.services.sections import make_sections
from reports.services.signing import ARCHIVED
from reports.services.writing import touch

LONGEST_WAIT = timedelta(minutes=10)  # for the worker; then a drawing may be asked for once more
AFTER_OTHERS = -10  # priority of a long list: papers of a page or two go first


@transaction.atomic
def create_report(
    *, by: User, issuer: Unit, plans: Iterable[Plan], outline: Sequence[SectionPlan] | None = None,
    by_plan: bool = False, key: UUID | None = None, **fields: Any,
) -> Report:  # fmt: skip
    """Start a draft with an outline, the usual one of its kind if none is given, filled from the plans' own items.

    `by_plan`: under the headings of the plans. One `key` of one person is one report, the first. Raises
    ValidationError.
    """
    if key is not None:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the second of two presses waits
        if begun := Report.objects.filter(key=key, created_by=by).first():
            return begun
    report = Report(issuer=issuer, created_by=by, key=key, **fields)
    report.full_clean()
    report.save()
    plans = list(plans)
    report.plans.set(plans)
    make_sections(report, outline, by_plan=by_plan)
    _tell("soạn báo cáo", report, by, after={"abstract": report.abstract, "plans": [plan.short_name for plan in plans]})
    return report


@transaction.atomic
def edit_report(
    *, report: Report, by: User, version: int, plans: Iterable[Plan] | None = None, **fields: Any
) -> Report:
    """Change what a draft is about, or what stands around its sections, which stay; `version` is that of its head.

    Raises StaleVersion (its head was changed meanwhile, or it is no draft any more), ThrownAway, ValidationError.
    """
    touch(report, head_version=version, also=fields)
    before, after = journal.set_fields(report, fields)
    report.full_clean(exclude={field.name for field in Report._meta.fields} - fields.keys())
    report.save(update_fields=list(fields))
    if plans is not None:
        _change_plans(report, list(plans), before, after)
    if after:
        _tell("sửa đầu mục báo cáo", report, by, before=before, after=after)
    return report


@transaction.atomic
def delete_report(*, report: Report, by: User, version: int) -> None:
    """Throw a draft away with its drawings; of two presses the second finds it done.

    Raises StaleVersion (no draft any more, or changed meanwhile).
    """
    current = Report.objects.select_for_update(of=("self",)).select_related("issuer").filter(pk=report.pk).first()
    if current is None:
        return
    if not current.is_draft or current.version != version:
        raise StaleVersion(current)
    plans = [plan.short_name for plan in current.plans.select_related("document")]
    _tell("bỏ dự thảo báo cáo", current, by, before={"abstract": current.abstract, "plans": plans})
    files = [drawn.file for drawn in current.files.select_for_update() if drawn.file]
    current.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))  # type: ignore[misc]


@transaction.atomic
def request_file(*, report: Report, by: User, form: str) -> ReportFile:
    """Ask the worker to draw the report as it stands; whoever asks while a drawing waits is given that one.

    Raises ThrownAway.
    """
    # The second of two clicks waits, and sees the first; a page may be older than the report.
    current = Report.objects.select_for_update(no_key=True).filter(pk=report.pk).first()
    if current is None:
        raise ThrownAway
    files = ReportFile.objects.filter(report=current, form=form)
    waiting = files.filter(drawn_at=None, error="", requested_at__gte=timezone.now() - LONGEST_WAIT).first()
    if waiting is not None:
        # An older version that still waits will be drawn as the report stands now, and says so.
        waiting.report_version = current.version
        waiting.save(update_fields=["report_version"])
        return waiting
    drawn, is_new = files.get_or_create(
        report_version=current.version, defaults={"report": current, "form": form, "requested_by": by}
    )
    if is_new or drawn.drawn_at is None or _figures_may_have_moved(drawn):
        _queue(drawn)
    return drawn


@transaction.atomic
def count_pages(*, report: Report, by: User) -> ReportFile:
    """Ask the worker how long a report is as it stands. Of a draft the last drawing is drawn anew: it is counted again
    and again while somebody types, and leaves no pile of files. Raises ThrownAway.
    """
    current = Report.objects.select_for_update(no_key=True).filter(pk=report.pk).first()
    files = ReportFile.objects.filter(report=report, form=ReportFile.Form.PDF)
    if current is not None and current.is_draft and not files.filter(report_version=current.version).exists():
        last = files.first()
        if last is not None:
            last.report_version = current.version
            last.save(update_fields=["report_version"])
    return request_file(report=report, by=by, form=ReportFile.Form.PDF)


def _queue(drawn: ReportFile) -> None:
    from reports.tasks import draw_report  # noqa: PLC0415 -- the task calls this module

    drawn.error, drawn.drawn_at, drawn.requested_at = "", None, timezone.now()
    drawn.save(update_fields=["error", "drawn_at", "requested_at"])
    on = timezone.localdate().isoformat()
    task = draw_report.using(priority=AFTER_OTHERS) if drawn.form == ReportFile.ROWS else draw_report
    transaction.on_commit(lambda: task.enqueue(file_id=drawn.pk, on=on))


@transaction.atomic
def store_drawn_file(*, drawn: ReportFile, content: bytes) -> bool:
    """Keep what the worker drew, with its SHA-256; False and nothing kept if a newer text was asked for since.

    Of a signed report the first drawing is kept for ever, and told in the journal.
    """
    files = ReportFile.objects.select_for_update(of=("self",)).select_related("report__issuer")
    current = files.filter(pk=drawn.pk).first()
    if current is None:
        return True  # its draft was thrown away while it was being drawn
    if current.report_version != drawn.report_version:
        return False
    report = current.report
    if report.signed_on is not None and current.drawn_at is not None:
        return True
    if old := current.file.name:
        transaction.on_commit(lambda: current.file.storage.delete(old))
    _store(drawn, content)
    if report.signed_on is not None and report.version == drawn.report_version:
        told = {"form": drawn.form, "sha256": drawn.sha256}
        journal.record(ARCHIVED, report, by=None, unit=report.issuer, after=told)
    return True


def store_drawing_error(*, drawn: ReportFile, error: str) -> None:
    ReportFile.objects.filter(pk=drawn.pk).update(error=error, drawn_at=None)


def _change_plans(report: Report, plans: list[Plan], before: dict[str, Any], after: dict[str, Any]) -> None:
    """Let the report tell of these plans; what that changes is added to what is told of it."""
    current = list(report.plans.all())
    gone, new = set(current) - set(plans), set(plans) - set(current)
    if gone or new:
        report.plans.remove(*gone)
        report.plans.add(*new)
        before["plans"] = [plan.short_name for plan in current]
        after["plans"] = [plan.short_name for plan in plans]


def _store(drawn: ReportFile, content: bytes) -> None:
    drawn.pages = pages_in(content) if drawn.extension == "pdf" else None
    drawn.sha256 = hashlib.sha256(content).hexdigest()
    drawn.renderer = renderer.fingerprint() if drawn.form == ReportFile.Form.PDF else ""
    folder = f"reports/{timezone.localdate():%Y/%m}"
    drawn.file.name = store_file([content], folder=folder, extension=f".{drawn.extension}")
    drawn.drawn_at, drawn.error = timezone.now(), ""
    drawn.save()


def _figures_may_have_moved(drawn: ReportFile) -> bool:
    """A draft's figures are live, so a drawing of it is good for the moment only; a signed one for ever."""
    return drawn.drawn_at is not None and drawn.report.signed_on is None


def _tell(action: str, report: Report, by: User, **values: Any) -> None:
    journal.record(action, report, by=by, unit=report.issuer, **values)
