"""Writes of a committee's own outlines (mẫu đề cương)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from orgs import journal
from orgs.conflicts import claim_version
from orgs.models import Unit, User
from reports.models import ReportOutline


@transaction.atomic
def create_outline(*, by: User, committee: Unit, **fields: Any) -> ReportOutline:
    """Raises ValidationError (a name taken)."""
    outline = ReportOutline(committee=committee, **fields)
    outline.full_clean()
    outline.save()
    journal.record("lập mẫu đề cương", outline, by=by, unit=committee, after=fields)
    return outline


@transaction.atomic
def edit_outline(*, outline: ReportOutline, by: User, version: int, **fields: Any) -> ReportOutline:
    """Raises StaleVersion, ValidationError."""
    current = ReportOutline.objects.select_for_update().select_related("committee").get(pk=outline.pk)
    claim_version(current, version)
    before, after = journal.set_fields(current, fields)
    current.full_clean()
    current.save()
    if after:
        journal.record("sửa mẫu đề cương", current, by=by, unit=current.committee, before=before, after=after)
    return current


@transaction.atomic
def delete_outline(*, outline: ReportOutline, by: User) -> None:
    """Reports made of it stay as they are."""
    before = {"name": outline.name, "text": outline.text}
    journal.record("bỏ mẫu đề cương", outline, by=by, unit=outline.committee, before=before)
    outline.delete()
