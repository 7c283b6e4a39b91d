"""Writes of paragraphs of a draft: several people write at once, only one and the same paragraph can clash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain, count
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from orgs import journal
from orgs.conflicts import StaleVersion, ThrownAway
from orgs.models import User
from plans.models import ProgressUpdate
from reports import drafting
from reports.models import LONGEST_PARAGRAPH, HeldText, Report, ReportParagraph, ReportSection
from reports.words import Group

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
    """Add a paragraph at the end of a section, empty to be written in; the same `key` adds it once to a report.

    Raises StaleVersion (no draft any more), ThrownAway, ValidationError (too long).
    """
    touch_section(section)
    _check_length(text)
    if key is not None and (known := ReportParagraph.objects.filter(key=key).select_related("section").first()):
        if known.section.report_id == section.report_id:
            return known
        key = None  # of another report's page: no reason to lose what was written here
    paragraph = ReportParagraph(
        section=section, position=_room_for(1, section, None), text=text.strip(), key=key, written_by=by
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
    taken = put_paragraphs([group.sentence for group in groups], section=section, by=by, before=before)
    Sources.objects.bulk_create(
        Sources(reportparagraph=paragraph, progressupdate_id=update)
        for paragraphs, group in zip(taken, groups, strict=True)
        for paragraph in paragraphs
        for update in dict.fromkeys(one.update.pk for one in group.said)
    )
    added = list(chain.from_iterable(taken))
    _tell("đưa lời đơn vị vào báo cáo", section, by, after={"text": "\n".join(one.text for one in added)})
    return added


def put_paragraphs(
    texts: Sequence[str], *, section: ReportSection, by: User, before: ReportParagraph | None = None
) -> list[list[ReportParagraph]]:
    """A new paragraph for each text, of one too long for a paragraph several; not told in the history yet.

    Raises StaleVersion.
    """
    touch_section(section)
    cut = [drafting.cut(text, LONGEST_PARAGRAPH) for text in texts]
    places = count(_room_for(sum(map(len, cut)), section, before))
    made = [
        [ReportParagraph(section=section, position=next(places), text=one, written_by=by) for one in parts]
        for parts in cut
    ]
    ReportParagraph.objects.bulk_create(chain.from_iterable(made))
    return made


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
        HeldText.objects.update_or_create(paragraph=paragraph, by=by, defaults={"text": text[:LONGEST_PARAGRAPH]})


@transaction.atomic
def drop_held(*, paragraph: ReportParagraph, by: User) -> None:
    HeldText.objects.filter(paragraph=paragraph, by=by).delete()


@transaction.atomic
def move_paragraph(
    *, paragraph: ReportParagraph, by: User, to: ReportSection, before: ReportParagraph | None = None
) -> None:
    """Move a paragraph to the end of a section of its report, or `before` another. Raises StaleVersion, ThrownAway."""
    touch_section(to)
    current = _standing(paragraph)
    position = _room_for(1, to, before)
    ReportParagraph.objects.filter(pk=current.pk).update(section=to, position=position)
    _tell("chuyển đoạn báo cáo", to, by, before={"section": str(current.section)}, after={"text": current.text})
    paragraph.section, paragraph.position = to, position


@transaction.atomic
def step_paragraph(*, paragraph: ReportParagraph, by: User, is_up: bool) -> None:
    """Let a paragraph change places with the one before or after it in its section. Raises StaleVersion, ThrownAway."""
    touch(paragraph.section.report)
    current = _standing(paragraph)
    beside = current.section.paragraphs.standing()
    near = beside.filter(position__lt=current.position).last() if is_up else None
    near = near or (None if is_up else beside.filter(position__gt=current.position).first())
    if near is not None:
        ReportParagraph.objects.filter(pk=near.pk).update(position=current.position)
        ReportParagraph.objects.filter(pk=current.pk).update(position=near.position)
        _tell("đổi chỗ đoạn báo cáo", current.section, by, after={"text": current.text})
    paragraph.section = current.section


@transaction.atomic
def remove_paragraph(
    *, paragraph: ReportParagraph, by: User, version: int, at: datetime, page: str = ""
) -> ReportParagraph:
    """Take a paragraph away; it can be put back while the report is a draft. One that is gone already stays so.

    `page` is where it was typed, as for `keep_paragraph`. Raises StaleVersion (somebody else has written it since, or
    it is no draft any more), ThrownAway.
    """
    touch(paragraph.section.report)
    current = _current(paragraph)
    HeldText.objects.filter(paragraph=current, by=by).delete()
    if current.removed_at is not None:
        return current
    if current.version != version and not _is_typed_on(page, current):
        raise StaleVersion(current)
    current.removed_at, current.written_in = at, ""
    current.version += 1
    current.save(update_fields=["removed_at", "written_in", "version"])
    _tell("bỏ đoạn báo cáo", current.section, by, before={"text": current.text})
    return current


@transaction.atomic
def restore_paragraph(*, paragraph: ReportParagraph, by: User) -> None:
    """Put back a paragraph that was taken away, unless somebody has already. Raises StaleVersion, ThrownAway."""
    touch(paragraph.section.report)
    current = _current(paragraph)
    if current.removed_at is not None:
        ReportParagraph.objects.filter(pk=current.pk).update(removed_at=None, version=F("version") + 1)
        _tell("lấy lại đoạn báo cáo", current.section, by, after={"text": current.text})


def _write(
    paragraph: ReportParagraph, by: User, version: int, text: str, *, at: datetime, page: str, tells_always: bool
) -> ReportParagraph:
    touch(paragraph.section.report)
    current = _current(paragraph)
    text = text.replace("\r\n", "\n").strip()
    is_stale = current.version != version and not _is_typed_on(page, current) and current.text != text
    if current.removed_at is not None or is_stale:
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


def _current(paragraph: ReportParagraph) -> ReportParagraph:
    """The paragraph as it stands now, locked. Raises ThrownAway where it went with its section."""
    rows = ReportParagraph.objects.select_for_update(of=("self",)).select_related("section")
    current = rows.filter(pk=paragraph.pk).first()
    if current is None:
        raise ThrownAway
    current.section.report = paragraph.section.report
    return current


def _standing(paragraph: ReportParagraph) -> ReportParagraph:
    """As `_current`, of one that is not taken away. Raises ThrownAway."""
    current = _current(paragraph)
    if current.removed_at is not None:
        raise ThrownAway
    return current


def _is_typed_on(page: str, paragraph: ReportParagraph) -> bool:
    """Whether the words that stand were typed on this very page, which never clashes with itself."""
    return bool(page) and paragraph.written_in == page


def _check_length(text: str) -> None:
    if len(text) > LONGEST_PARAGRAPH:
        raise ValidationError(f"Đoạn dài quá {drafting.number(LONGEST_PARAGRAPH)} ký tự. Hãy chia thành nhiều đoạn.")


def _is_due(paragraph: ReportParagraph, by: User, at: datetime) -> bool:
    is_another = paragraph.written_by_id != by.pk
    return is_another or paragraph.told_at is None or at - paragraph.told_at > TELL_AFTER


def _room_for(wanted: int, section: ReportSection, before: ReportParagraph | None) -> int:
    """The first of `wanted` free positions in a section, `before` one of its paragraphs or at its end."""
    place = section.paragraphs.filter(pk=before.pk).values_list("position", flat=True).first() if before else None
    if place is None:
        return (section.paragraphs.aggregate(last=Max("position"))["last"] or 0) + 1
    section.paragraphs.filter(position__gte=place).update(position=F("position") + wanted)
    return place


def _tell(action: str, section: ReportSection, by: User, **values: Any) -> None:
    report = section.report
    values["after"] = {"section": str(section), **values.get("after", {})}
    journal.record(action, report, by=by, unit=report.issuer, **values)
