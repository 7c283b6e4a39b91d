"""Writes of a draft's outline: sections made, added, renamed, moved with all below them, taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F

from orgs import journal
from orgs.conflicts import ThrownAway, claim_version
from orgs.models import User
from plans.models import PlanItem
from reports import drafting, figures, words
from reports.models import Purpose, Report, ReportSection
from reports.outlines import LONGEST_HEADING, SectionPlan, fill_in, read_outline
from reports.section_labels import numbered
from reports.services.writing import touch, touch_section
from reports.timespans import names_of
from reports.usual_outlines import usual_for

_OUT_OF_THE_WAY = 1_000_000  # positions are unique at every moment


def make_sections(report: Report, outline: Sequence[SectionPlan] | None, *, by_plan: bool = False) -> None:
    """The sections of a new report: by `outline`, else as usual for its kind, with the plans' items in their place.

    `by_plan` puts the items under the headings of their plans.
    """
    if outline is None:
        outline = read_outline(usual_for(report.kind, report.span).text)
    items = figures.items_with_rows(words.work_of(report))
    told = _under_headings(items) if by_plan else _told(items)
    sections = fill_in(outline, told, *names_of(report.span, report.starts_on, report.ends_on))
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report, position=place, level=one.level, label=one.label[:20], heading=one.heading[:LONGEST_HEADING],
            purpose=one.purpose, item=one.item, guidance=one.guidance[:5000],
        )
        for place, one in enumerate(sections, start=1)
    )  # fmt: skip


@transaction.atomic
def add_section(
    *, report: Report, by: User, heading: str, level: int, purpose: str, after: ReportSection | None = None
) -> ReportSection:
    """Add a section behind another and all below that, or at the end.

    Raises StaleVersion (no draft any more), ThrownAway (the report, or the section it was to stand behind).
    """
    touch(report)
    sections = list(report.sections.all())
    if after is not None and after not in sections:
        raise ThrownAway
    place = _end_of(sections, after) if after is not None else len(sections)
    added = ReportSection(report=report, level=level, heading=heading, purpose=purpose, position=_OUT_OF_THE_WAY * 2)
    added.clean_fields()
    added.save()
    _put_in_order(report, [*sections[:place], added, *sections[place:]])
    _tell("thêm mục báo cáo", added, by, after={"section": str(added)})
    return added


@transaction.atomic
def edit_section(*, section: ReportSection, by: User, version: int, **fields: Any) -> ReportSection:
    """Change heading, level, purpose, item or whether figures are shown.

    Raises StaleVersion (changed meanwhile, or no draft any more), ValidationError.
    """
    touch_section(section)
    current = ReportSection.objects.select_for_update(of=("self",)).select_related("item").get(pk=section.pk)
    current.report = section.report
    claim_version(current, version)
    is_moved = fields.get("level", current.level) != current.level
    before, after = journal.set_fields(current, fields)
    if current.purpose != Purpose.ITEM:
        current.item = None
    current.clean_fields()
    current.save()
    if is_moved:
        sections = list(section.report.sections.all())
        _number([_without_label(one) if one.pk == current.pk else one for one in sections])
    if after:
        told = {"section": str(current)}
        _tell("sửa mục báo cáo", current, by, before=_in_words(before), after=told | _in_words(after))
    return current


@transaction.atomic
def move_section(*, section: ReportSection, by: User, is_up: bool) -> None:
    """Let a section, with all below it, change places with its neighbor of the same level. Raises StaleVersion."""
    touch_section(section)
    sections = list(section.report.sections.all())
    start = [one.pk for one in sections].index(section.pk)
    end = _end_of(sections, section)
    if is_up:
        start, middle, end = _start_before(sections, start), start, end
    else:
        middle, end = end, _end_of(sections, sections[end]) if _has_next(sections, section, end) else end
    if start == middle or middle == end:
        return
    _put_in_order(section.report, [*sections[:start], *sections[middle:end], *sections[start:middle], *sections[end:]])
    _tell("chuyển mục báo cáo", section, by, after={"section": section.heading})


@transaction.atomic
def remove_section(*, section: ReportSection, by: User) -> None:
    """Take a section away with all below it, and what is written there; the history keeps it. Raises StaleVersion."""
    touch(section.report)
    sections = list(section.report.sections.prefetch_related("paragraphs"))
    if section not in sections:
        raise ThrownAway
    gone = _block(sections, section)
    texts = [one.text for part in gone for one in part.paragraphs.all() if one.text and one.removed_at is None]
    ReportSection.objects.filter(pk__in=[one.pk for one in gone]).delete()
    _number([one for one in sections if one not in gone])
    before = {"section": "; ".join(str(one) for one in gone), "text": "\n".join(texts)}
    _tell("bỏ mục báo cáo", section, by, before=before)


def with_all_below(section: ReportSection) -> list[ReportSection]:
    """The section and those below it, with their paragraphs."""
    return _block(list(section.report.sections.prefetch_related("paragraphs")), section)


def _block(sections: list[ReportSection], section: ReportSection) -> list[ReportSection]:
    start = [one.pk for one in sections].index(section.pk)
    return sections[start : _end_of(sections, section)]


def _put_in_order(report: Report, sections: list[ReportSection]) -> None:
    report.sections.update(position=F("position") + _OUT_OF_THE_WAY)
    for place, one in enumerate(sections, start=1):
        one.position = place
    _number(sections)


def _number(sections: list[ReportSection]) -> None:
    """Give sections their labels, and keep their positions."""
    labels = numbered([(one.level, one.label) for one in sections])
    for one, label in zip(sections, labels, strict=True):
        one.label = label[:20]
    ReportSection.objects.bulk_update(sections, ["position", "label"])


def _end_of(sections: Sequence[ReportSection], section: ReportSection) -> int:
    """The place behind a section and all below it."""
    at = [one.pk for one in sections].index(section.pk)
    ends = (place for place in range(at + 1, len(sections)) if sections[place].level <= section.level)
    return next(ends, len(sections))


def _start_before(sections: Sequence[ReportSection], start: int) -> int:
    """Where the neighbor before begins; `start` itself where there is none of that level under the same heading."""
    level = sections[start].level
    for place in range(start - 1, -1, -1):
        if sections[place].level < level:
            return start
        if sections[place].level == level:
            return place
    return start


def _has_next(sections: Sequence[ReportSection], section: ReportSection, end: int) -> bool:
    return end < len(sections) and sections[end].level == section.level


def _without_label(section: ReportSection) -> ReportSection:
    section.label = ""
    return section


def _told(items: Sequence[PlanItem]) -> list[SectionPlan]:
    several = len({item.plan_id for item in items}) > 1
    return [
        SectionPlan(1, "", heading, Purpose.ITEM, item)
        for item, heading in zip(items, _headings(items, several=several), strict=True)
    ]


def _under_headings(items: Sequence[PlanItem]) -> list[SectionPlan]:
    """The items under the outermost headings of their plans."""
    plans = {item.plan_id for item in items}
    above = {item.pk: item for item in PlanItem.objects.filter(plan__in=plans).only("pk", "parent", "text")}
    sections: list[SectionPlan] = []
    latest = None
    for section in _told(items):
        root = _outermost(section.item, above)
        if root.pk != section.item.pk and root.pk != latest:
            sections.append(SectionPlan(1, "", drafting.heading_of(root.text)))
        sections.append(section if root.pk == section.item.pk else replace(section, level=2))
        latest = root.pk
    return sections


def _outermost(item: PlanItem, above: dict[int, PlanItem]) -> PlanItem:
    while item.parent_id is not None and item.parent_id in above:
        item = above[item.parent_id]
    return item


def _headings(items: Sequence[PlanItem], *, several: bool) -> list[str]:
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


def _in_words(values: dict[str, Any]) -> dict[str, Any]:
    """Fields of a section as the history says them: by the name of what a section is for."""
    purpose = {"purpose": Purpose(values["purpose"]).label} if "purpose" in values else {}
    return values | purpose


def _tell(action: str, section: ReportSection, by: User, **values: Any) -> None:
    journal.record(action, section.report, by=by, unit=section.report.issuer, **values)
