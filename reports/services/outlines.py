"""Writes of a committee's own outlines (mẫu đề cương)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from orgs import journal
from orgs.conflicts import ThrownAway, claim_version
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
    """Raises StaleVersion, ThrownAway, ValidationError."""
    rows = ReportOutline.objects.select_for_update(of=("self",)).select_related("committee")
    current = rows.filter(pk=outline.pk).first()
    if current is None:
        raise ThrownAway
    claim_version(current, version)
    before, after = journal.set_fields(current, fields)
    current.full_clean()
    current.save()
    if after:
        journal.record("sửa mẫu đề cương", current, by=by, unit=current.committee, before=before, after=after)
    return current


@transaction.atomic
def delete_outline(*, outline: ReportOutline, by: User) -> None:
    """Reports made of it stay as they are; of two presses the second finds it done."""
    if not ReportOutline.objects.select_for_update().filter(pk=outline.pk).exists():
        return
    before = {"name": outline.name, "text": outline.text}
    journal.record("bỏ mẫu đề cương", outline, by=by, unit=outline.committee, before=before)
    outline.delete()
