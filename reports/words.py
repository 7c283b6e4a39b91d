"""Units' words that were taken in: those that wait beside a section, put together, and those nobody has used yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from orgs.models import UnitKind
from plans.models import Answer, ProgressUpdate, Verdict
from reports import drafting, figures
from reports.models import Purpose, Report, ReportParagraph, ReportSection

PARTS = {"outcome": "kết quả", "difficulties": "khó khăn", "proposals": "kiến nghị"}
_PART_OF = {Purpose.DIFFICULTIES: "difficulties", Purpose.PROPOSALS: "proposals"}
_FEW = 3  # units whose names are written out before what they say

Used = set[tuple[int, str]]


@dataclass(frozen=True)
class Said:
    """One part of an entry: its outcome, difficulties or proposals."""

    update: ProgressUpdate
    part: str

    @property
    def text(self) -> str:
        return str(getattr(self.update, self.part)).strip()

    @property
    def key(self) -> tuple[int, str]:
        return self.update.pk, self.part


@dataclass(frozen=True)
class Group:
    """What several units say in the same words, in print order of units."""

    text: str
    said: tuple[Said, ...]
    is_used: bool

    @property
    def key(self) -> str:
        """Names it in a form: its first entry stands for all."""
        return f"{self.said[0].part}-{self.said[0].update.pk}"

    @property
    def units(self) -> list[Any]:
        return list({one.update.occurrence.unit_id: one.update.occurrence.unit for one in self.said}.values())

    @property
    def who(self) -> str:
        """Who says it: names of a few, else how many: "12 chi bộ"."""
        units = self.units
        if len(units) <= _FEW:
            return ", ".join(unit.name for unit in units)
        noun = "chi bộ" if all(unit.kind == UnitKind.PARTY_CELL for unit in units) else "đơn vị"
        return f"{drafting.number(len(units))} {noun}"

    @property
    def sentence(self) -> str:
        return f"{self.who}: {self.text}"


def work_of(report: Report) -> Any:
    """The rows that the report tells of."""
    return figures.work_between(figures.rows_of(report.plans.all()), report.starts_on, report.ends_on)


def accepted_words(report: Report) -> models.QuerySet:
    """Units' entries that were taken in, of the rows that the report tells of, in print order."""
    taken_in = ProgressUpdate.objects.filter(
        occurrence__in=work_of(report).values("pk"), review__verdict=Verdict.ACCEPTED, answer=Answer.RESULT
    )
    return taken_in.select_related("occurrence__unit", "occurrence__assignment__item").order_by(
        "occurrence__unit__path", "pk"
    )


def part_for(purpose: str) -> str:
    """The part of an entry that belongs under a section of that purpose."""
    return _PART_OF.get(Purpose(purpose), "outcome")


def words_for(section: ReportSection) -> list[Said]:
    """What units say that waits beside a section: results of its item, or difficulties, or proposals."""
    part, words = part_for(section.purpose), accepted_words(section.report)
    if part == "outcome":
        if section.item_id is None:
            return []
        words = words.filter(occurrence__assignment__item=section.item_id)
    return [Said(update, part) for update in words.exclude(**{part: ""})]


def all_words(report: Report) -> list[Said]:
    """Every part of every entry, in print order of units."""
    return [Said(update, part) for update in accepted_words(report) for part in PARTS if getattr(update, part).strip()]


def used_words(report: Report) -> Used:
    """The parts of entries that some paragraph of the report came from, as (id, part)."""
    standing = Q(reportparagraph__section__report=report, reportparagraph__removed_at__isnull=True)
    sources = ReportParagraph.sources.through.objects.filter(standing)
    found = sources.values_list("progressupdate", "reportparagraph__section__purpose")
    return {(pk, part_for(purpose)) for pk, purpose in found}


def grouped(words: Iterable[Said], used: Used) -> list[Group]:
    """What says the same put together, the most said first."""
    by_key = {one.key: one for one in words}
    same = drafting.put_together((one.text, key) for key, one in by_key.items())
    return [
        Group(text, tuple(by_key[key] for key in keys), is_used=all(key in used for key in keys)) for text, keys in same
    ]


def unused(report: Report) -> list[Group]:
    """What no paragraph has used yet (chưa sử dụng), by the part of the entry, the most said first."""
    used = used_words(report)
    left = [one for one in all_words(report) if one.key not in used]
    return [group for part in PARTS for group in grouped([one for one in left if one.part == part], used)]


@dataclass(frozen=True)
class Waiting:
    """How many entries wait beside each section, by its id, and how many parts nobody has used."""

    beside: dict[int, int]
    unused: int


def waiting(report: Report, sections: Sequence[ReportSection]) -> Waiting:
    """In one query, without the words themselves."""
    left = {part: Count("pk", filter=~Q(**{part: ""}) & Q(~Exists(_used_in(report, part)))) for part in PARTS}
    rows = list(accepted_words(report).order_by().values("occurrence__assignment__item").annotate(**_named(left)))
    of_item = {row["occurrence__assignment__item"]: row["left_outcome"] for row in rows}
    of_part = {part: sum(row[f"left_{part}"] for row in rows) for part in PARTS}
    beside = {}
    for section in sections:
        part = part_for(section.purpose)
        if part != "outcome":
            beside[section.pk] = of_part[part]
        elif section.item_id is not None:
            beside[section.pk] = of_item.get(section.item_id, 0)
    return Waiting(beside, sum(of_part.values()))


def _named(left: dict[str, Count]) -> dict[str, Count]:
    return {f"left_{part}": count for part, count in left.items()}


def _used_in(report: Report, part: str) -> models.QuerySet:
    """The paragraphs that came from that part of an entry, by the purpose of their section."""
    standing = ReportParagraph.objects.standing().filter(section__report=report)
    purposes = [purpose for purpose in Purpose.values if part_for(purpose) == part]
    return standing.filter(section__purpose__in=purposes, sources=OuterRef("pk"))
