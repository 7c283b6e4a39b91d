"""A signed report is corrected by another that takes its place; the first stays as it is (DESIGN §6)."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from orgs import journal
from orgs.models import User
from reports.models import Report, ReportParagraph, ReportSection

Row = TypeVar("Row", bound=models.Model)
# What a report has from being signed, and a draft has not.
_OF_SIGNING = {
    "number", "number_key", "series", "submitted_at", "returned_reason", "signed_on", "layout", "figures", "paper",
    "seal", "version", "head_version", "created_at", "created_by", "supersedes", "key",
}  # fmt: skip
_OF_TYPING = {"key", "written_by", "written_in", "told_at", "version"}


@transaction.atomic
def replace_report(*, report: Report, by: User) -> Report:
    """Begin a draft with all words of a signed report, to be signed in its place; or return the one begun before.

    Raises ValidationError (not signed).
    """
    signed = Report.objects.select_for_update(no_key=True).get(pk=report.pk)  # the second of two clicks waits
    if begun := Report.objects.filter(supersedes=signed).first():
        return begun
    if signed.signed_on is None:
        raise ValidationError("Báo cáo chưa ký thì sửa ngay trong dự thảo, không cần lập báo cáo thay thế.")
    draft = _copy(signed, without=_OF_SIGNING, created_by=by, supersedes=signed)
    draft.full_clean()
    draft.save()
    draft.plans.set(signed.plans.all())
    _copy_words(signed, draft)
    told = {"abstract": draft.abstract, "supersedes": f"số {signed.number}"}
    journal.record("lập báo cáo thay thế", draft, by=by, unit=draft.issuer, after=told)
    return draft


def _copy_words(signed: Report, draft: Report) -> None:
    sections = list(signed.sections.order_by("position"))
    copies = ReportSection.objects.bulk_create(_copy(one, without=_OF_TYPING, report=draft) for one in sections)
    heirs = {old.pk: new for old, new in zip(sections, copies, strict=True)}
    olds = list(ReportParagraph.objects.standing().filter(section__in=sections).order_by("section", "position", "pk"))
    news = ReportParagraph.objects.bulk_create(
        _copy(one, without=_OF_TYPING, section=heirs[one.section_id]) for one in olds
    )
    paragraphs = {old.pk: new.pk for old, new in zip(olds, news, strict=True)}
    _copy_links(ReportParagraph.sources.through, "reportparagraph_id", paragraphs)
    _copy_links(ReportParagraph.quotes.through, "from_reportparagraph_id", paragraphs)


def _copy_links(through: Any, name: str, heirs: dict[int, int]) -> None:
    """Rows of a table between two, from those of the old paragraphs."""
    rows = through.objects.filter(**{f"{name}__in": heirs})
    copies = [_copy(row) for row in rows]
    for copy in copies:
        setattr(copy, name, heirs[getattr(copy, name)])
    through.objects.bulk_create(copies)


def _copy(row: Row, *, without: Set[str] = frozenset(), **changes: Any) -> Row:
    """The same row once more, not saved; fields named in `without` begin afresh."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name not in without]
    kept = {field.attname: getattr(row, field.attname) for field in fields if field.name not in changes}
    return type(row)(**kept, **changes)
