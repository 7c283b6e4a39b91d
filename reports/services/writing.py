"""Writes of paragraphs of a draft: several people write at once, only one and the same paragraph can clash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from orgs import journal
from orgs.conflicts import StaleVersion, ThrownAway
from orgs.models import User
from plans.models import ProgressUpdate
from reports.models import HeldText, Report, ReportParagraph, ReportSection
from reports.words import Group

LONGEST = 20_000
TELL_AFTER = timedelta(minutes=10)  # of one person's typing; each entry of the journal holds the whole text twice
Sources = ReportParagraph.sources.through


def touch(report: Report, *, head_version: int | None = None, also: Iterable[str] = ()) -> None:
    """Count a change of a draft, with `head_version` one of what stands around its sections; lock it until the commit.

    `also` are fields to be read anew besides. Raises StaleVersion (no draft any more, or its head was changed
    meanwhile), ThrownAway.
    """
    drafts = Report.objects.drafts().filter(pk=report.pk)
    counted: dict[str, Any] = {"version": F("version") + 1}
    if head_version is not None:
        drafts, counted = drafts.filter(head_version=head_version), counted | {"head_version": head_version + 1}
    touched = drafts.update(**counted)
    try:
        report.refresh_from_db(fields=["version", "head_version", "submitted_at", "signed_on", *also])
    except Report.DoesNotExist:
        raise ThrownAway from None
    if not touched:
        raise StaleVersion(report)


def touch_section(section: ReportSection) -> None:
    """Count a change of a section's draft. Raises StaleVersion (no draft any more), ThrownAway (either of them)."""
    touch(section.report)
    if not ReportSection.objects.filter(pk=section.pk).exists():
        raise ThrownAway


@transaction.atomic
def add_paragraph(
    *, section: ReportSection, by: User, text: str = "", sources: Iterable[ProgressUpdate] = (), key: UUID | None = None
) -> ReportParagraph:
    """Add a paragraph at the end of a section, empty to be written in; the same `key` adds it once.

    Raises StaleVersion (no draft any more), ValidationError (nothing written).
    """
    if key is not None and (known := ReportParagraph.objects.filter(key=key, section__report=section.report).first()):
        return known
    touch_section(section)
    _check_length(text)
    paragraph = ReportParagraph(
        section=section, position=_next_position(section), text=text.strip(), key=key, written_by=by
    )
    paragraph.save()
    paragraph.sources.set(sources)
    if paragraph.text:
        _tell("thêm đoạn báo cáo", section, by, after={"text": paragraph.text})
    return paragraph


@transaction.atomic
def take_words(
    *, section: ReportSection, by: User, groups: Sequence[Group], before: ReportParagraph | None = None
) -> list[ReportParagraph]:
    """Put what units say into a section, a paragraph each, at its end or `before` one of its paragraphs.

    As many queries for a hundred as for one. Raises StaleVersion.
    """
    touch_section(section)
    first = _room_for(len(groups), section, before)
    paragraphs = ReportParagraph.objects.bulk_create(
        ReportParagraph(section=section, position=first + place, text=group.sentence, written_by=by)
        for place, group in enumerate(groups)
    )
    Sources.objects.bulk_create(
        Sources(reportparagraph=paragraph, progressupdate=said.update)
        for paragraph, group in zip(paragraphs, groups, strict=True)
        for said in {one.update.pk: one for one in group.said}.values()
    )
    _tell("đưa lời đơn vị vào báo cáo", section, by, after={"text": "\n".join(one.text for one in paragraphs)})
    return paragraphs


@transaction.atomic
def keep_paragraph(
    *, paragraph: ReportParagraph, by: User, version: int, text: str, at: datetime, page: str = ""
) -> ReportParagraph:
    """Keep a paragraph while it is typed on `page`, which never clashes with itself.

    The history is told when another person begins and then every ten minutes. Raises StaleVersion (somebody else has
    written it, taken it away, or it is no draft any more), ValidationError (too long).
    """
    return _write(paragraph, by, version, text, at=at, page=page, tells_always=False)


@transaction.atomic
def edit_paragraph(*, paragraph: ReportParagraph, by: User, version: int, text: str, at: datetime) -> ReportParagraph:
    """Rewrite a paragraph; where it came from stays known. Raises as `keep_paragraph`."""
    return _write(paragraph, by, version, text, at=at, page="", tells_always=True)


@transaction.atomic
def hold_text(*, paragraph: ReportParagraph, by: User, text: str) -> None:
    """Keep words that clashed until their author decides (TRUST.md P20)."""
    if text.strip():
        HeldText.objects.update_or_create(paragraph=paragraph, by=by, defaults={"text": text[:LONGEST]})


@transaction.atomic
def drop_held(*, paragraph: ReportParagraph, by: User) -> None:
    HeldText.objects.filter(paragraph=paragraph, by=by).delete()


@transaction.atomic
def move_paragraph(
    *, paragraph: ReportParagraph, by: User, to: ReportSection, before: ReportParagraph | None = None
) -> None:
    """Move a paragraph to the end of a section of its report, or `before` another. Raises StaleVersion."""
    touch_section(to)
    was = str(paragraph.section)
    position = _room_for(1, to, before)
    ReportParagraph.objects.filter(pk=paragraph.pk).update(section=to, position=position)
    _tell("chuyển đoạn báo cáo", to, by, before={"section": was}, after={"text": paragraph.text})
    paragraph.section, paragraph.position = to, position


@transaction.atomic
def step_paragraph(*, paragraph: ReportParagraph, by: User, is_up: bool) -> None:
    """Let a paragraph change places with the one before or after it in its section. Raises StaleVersion."""
    touch(paragraph.section.report)
    beside = paragraph.section.paragraphs.standing()
    near = beside.filter(position__lt=paragraph.position).last() if is_up else None
    near = near or (None if is_up else beside.filter(position__gt=paragraph.position).first())
    if near is not None:
        ReportParagraph.objects.filter(pk=near.pk).update(position=paragraph.position)
        ReportParagraph.objects.filter(pk=paragraph.pk).update(position=near.position)
        _tell("đổi chỗ đoạn báo cáo", paragraph.section, by, after={"text": paragraph.text})


@transaction.atomic
def remove_paragraph(*, paragraph: ReportParagraph, by: User, at: datetime) -> None:
    """Take a paragraph away; it can be put back while the report is a draft. Raises StaleVersion."""
    touch(paragraph.section.report)
    ReportParagraph.objects.filter(pk=paragraph.pk).update(removed_at=at, version=F("version") + 1, written_in="")
    _tell("bỏ đoạn báo cáo", paragraph.section, by, before={"text": paragraph.text})


@transaction.atomic
def restore_paragraph(*, paragraph: ReportParagraph, by: User) -> None:
    """Put back a paragraph that was taken away. Raises StaleVersion."""
    touch(paragraph.section.report)
    ReportParagraph.objects.filter(pk=paragraph.pk).update(removed_at=None, version=F("version") + 1)
    _tell("lấy lại đoạn báo cáo", paragraph.section, by, after={"text": paragraph.text})


def _write(
    paragraph: ReportParagraph, by: User, version: int, text: str, *, at: datetime, page: str, tells_always: bool
) -> ReportParagraph:
    touch(paragraph.section.report)
    current = ReportParagraph.objects.select_for_update().filter(pk=paragraph.pk).first()
    if current is None:
        raise ThrownAway  # with its section
    current.section = paragraph.section
    text = text.replace("\r\n", "\n").strip()
    is_own = bool(page) and current.written_in == page
    if current.removed_at is not None or (current.version != version and not is_own and current.text != text):
        raise StaleVersion(current)
    _check_length(text)
    HeldText.objects.filter(paragraph=current, by=by).delete()
    if current.text == text:
        return current
    before, is_due = current.text, _is_due(current, by, at)
    current.text, current.written_by, current.written_in = text, by, page
    current.version += 1
    if tells_always or is_due:
        current.told_at = at
        _tell("sửa đoạn báo cáo", current.section, by, before={"text": before}, after={"text": text})
    current.save(update_fields=["text", "written_by", "written_in", "version", "told_at"])
    return current


def _check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise ValidationError("Đoạn dài quá 20.000 chữ. Hãy chia thành nhiều đoạn.")


def _is_due(paragraph: ReportParagraph, by: User, at: datetime) -> bool:
    is_another = paragraph.written_by_id != by.pk
    return is_another or paragraph.told_at is None or at - paragraph.told_at > TELL_AFTER


def _next_position(section: ReportSection) -> int:
    return (section.paragraphs.aggregate(last=Max("position"))["last"] or 0) + 1


def _room_for(count: int, section: ReportSection, before: ReportParagraph | None) -> int:
    """The first of `count` free positions in a section, `before` one of its paragraphs or at its end."""
    if before is None or before.section_id != section.pk:
        return _next_position(section)
    section.paragraphs.filter(position__gte=before.position).update(position=F("position") + count)
    return before.position


def _tell(action: str, section: ReportSection, by: User, **values: Any) -> None:
    report = section.report
    values["after"] = {"section": str(section), **values.get("after", {})}
    journal.record(action, report, by=by, unit=report.issuer, **values)
