"""Writes of a report's draft; and drawing on paper, in the worker. Its way to signature: services.signing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from orgs import journal
from orgs.conflicts import StaleVersion
from orgs.models import Unit, User
from plans.models import Plan, PlanItem, ProgressUpdate
from reports import composing, drafting, figures
from reports.models import Report, ReportFile, ReportKind, ReportParagraph, ReportSection

LONGEST_WAIT = timedelta(minutes=10)  # for the worker; then a drawing may be asked for once more
NEXT_STEPS = {
    ReportKind.INTERIM: "NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI",
    ReportKind.FINAL: "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
    ReportKind.THEMATIC: "NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI",
}


@transaction.atomic
def create_report(*, by: User, issuer: Unit, plans: Iterable[Plan], **fields: Any) -> Report:
    """Start a draft with the outline of its kind, filled from the plans' own items. Raises ValidationError."""
    report = Report(issuer=issuer, created_by=by, **fields)
    report.full_clean()
    report.save()
    plans = list(plans)
    report.plans.set(plans)
    items = figures.items_with_rows(composing.work_of(report))
    results = zip(items, _headings(items, several=len(plans) > 1), strict=True)
    outline = drafting.outline_of(
        results, is_final=report.kind == ReportKind.FINAL, next_heading=NEXT_STEPS[ReportKind(report.kind)]
    )
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report, position=place, level=section.level, label=section.label,
            heading=section.heading[:500], purpose=section.purpose, item=section.item,
        )
        for place, section in enumerate(outline, start=1)
    )  # fmt: skip
    _tell("soạn báo cáo", report, by, after={"abstract": report.abstract, "plans": [plan.short_name for plan in plans]})
    return report


@transaction.atomic
def edit_report(*, report: Report, by: User, version: int, **fields: Any) -> Report:
    """Change the header of a draft. Raises StaleVersion, ValidationError."""
    _claim(report, version)
    before, after = journal.difference({name: getattr(report, name) for name in fields}, fields)
    for name, value in fields.items():
        setattr(report, name, value)
    report.full_clean()
    report.save(update_fields=list(fields))
    if after:
        _tell("sửa đầu mục báo cáo", report, by, before=before, after=after)
    return report


@transaction.atomic
def add_paragraph(
    *, section: ReportSection, by: User, version: int, text: str, sources: Iterable[ProgressUpdate] = ()
) -> ReportParagraph:
    """Add a paragraph at the end of a section. Raises StaleVersion, ValidationError (nothing written)."""
    _claim(section.report, version)
    last = section.paragraphs.aggregate(last=Max("position"))["last"] or 0
    paragraph = ReportParagraph(section=section, position=last + 1, text=text.strip())
    paragraph.full_clean()
    paragraph.save()
    paragraph.sources.set(sources)
    _tell("thêm đoạn báo cáo", section.report, by, after={"section": str(section), "text": paragraph.text})
    return paragraph


@transaction.atomic
def take_words(*, section: ReportSection, by: User, version: int, updates: Iterable[ProgressUpdate]) -> int:
    """Put the words that the office ticked into a section, each once where units say the same."""
    updates = list(updates)
    words = [(composing.text_in(section, u), u.occurrence.unit.name, u.pk) for u in updates]
    by_id = {update.pk: update for update in updates}
    groups = drafting.group_same_words(words)
    for place, (text, units, ids) in enumerate(groups):
        lead = f"{units[0]}: " if len(units) == 1 else f"{drafting.number(len(units))} đơn vị ({', '.join(units)}): "
        sources = [by_id[pk] for pk in ids]
        add_paragraph(section=section, by=by, version=version + place, text=lead + text, sources=sources)
    return len(groups)


@transaction.atomic
def edit_paragraph(*, paragraph: ReportParagraph, by: User, version: int, text: str) -> None:
    """Rewrite a paragraph, or take it away when `text` is empty; where it came from stays known."""
    report = paragraph.section.report
    _claim(report, version)
    before = paragraph.text
    if text.strip():
        paragraph.text = text.strip()
        paragraph.full_clean()
        paragraph.save(update_fields=["text"])
    else:
        paragraph.delete()
    _tell("sửa đoạn báo cáo", report, by, before={"text": before}, after={"text": text.strip()})


@transaction.atomic
def request_file(*, report: Report, by: User, form: str) -> ReportFile:
    """Ask the worker to draw the report as it stands; whoever asks while a drawing waits is given that one."""
    Report.objects.select_for_update(no_key=True).get(
        pk=report.pk
    )  # the second of two clicks waits, and sees the first
    files = ReportFile.objects.filter(report=report, form=form)
    waiting = files.filter(drawn_at=None, error="", requested_at__gte=timezone.now() - LONGEST_WAIT).first()
    if waiting is not None:
        # An older version that still waits will be drawn as the report stands now, and says so.
        waiting.report_version = report.version
        waiting.save(update_fields=["report_version"])
        return waiting
    drawn, is_new = files.get_or_create(
        report_version=report.version, defaults={"report": report, "form": form, "requested_by": by}
    )
    if is_new or drawn.drawn_at is None or _figures_may_have_moved(drawn):
        _queue(drawn)
    return drawn


def _queue(drawn: ReportFile) -> None:
    from reports.tasks import draw_report  # noqa: PLC0415 -- the task calls this module

    drawn.error, drawn.drawn_at, drawn.requested_at = "", None, timezone.now()
    drawn.save(update_fields=["error", "drawn_at", "requested_at"])
    on = timezone.localdate().isoformat()
    transaction.on_commit(lambda: draw_report.enqueue(file_id=drawn.pk, on=on))


@transaction.atomic
def store_drawn_file(*, drawn: ReportFile, content: bytes) -> bool:
    """Keep what the worker drew, with its SHA-256; False and nothing kept if a newer text was asked for since."""
    if ReportFile.objects.select_for_update().get(pk=drawn.pk).report_version != drawn.report_version:
        return False
    drawn.sha256 = hashlib.sha256(content).hexdigest()
    drawn.file.save(f"{drawn.report_id}-{drawn.sha256[:12]}.{drawn.form}", ContentFile(content), save=False)
    drawn.drawn_at, drawn.error = timezone.now(), ""
    drawn.save()
    return True


def store_drawing_error(*, drawn: ReportFile, error: str) -> None:
    ReportFile.objects.filter(pk=drawn.pk).update(error=error, drawn_at=None)


def _figures_may_have_moved(drawn: ReportFile) -> bool:
    """A draft's figures are live, so a drawing of it is good for the moment only; a signed one for ever."""
    return drawn.drawn_at is not None and drawn.report.signed_on is None


def _headings(items: list[Any], *, several: bool) -> list[str]:
    """A heading for each item; where a unit's name heads more than one, each also says what it is about."""
    named = [_heading_in(item, several=several) for item in items]
    often = {heading for heading, times in Counter(named).items() if times > 1}
    return [
        f"{heading}: {drafting.heading_of(item.text)}" if heading in often else heading
        for item, heading in zip(items, named, strict=True)
    ]


def _heading_in(item: PlanItem, *, several: bool) -> str:
    heading = drafting.heading_of(f"{_name_above(item)}{item.text}")
    return f"{item.plan.short_name}: {heading}" if several else heading


def _name_above(item: PlanItem) -> str:
    """The name that a paragraph without label stands under ("Ủy ban nhân dân phường: "), or nothing."""
    is_name = item.parent is not None and item.label in {"", "-", "+"} and len(item.parent.text) < 120
    return f"{item.parent.text}: " if is_name and item.parent else ""


def _claim(report: Report, version: int) -> None:
    claimed = Report.objects.drafts().filter(pk=report.pk, version=version).update(version=version + 1)
    report.refresh_from_db()
    if not claimed:
        raise StaleVersion(report)


def _tell(action: str, report: Report, by: User, **values: Any) -> None:
    journal.record(action, report, by=by, unit=report.issuer, **values)
