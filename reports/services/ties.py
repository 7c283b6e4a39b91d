"""Sections of a draft tied to the items of the plan that they tell of, several at one press."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from orgs import journal
from orgs.models import User
from plans.models import PlanItem
from reports.models import Purpose, ReportSection
from reports.services.sections import edit_section


@transaction.atomic
@journal.together()
def tie_sections(*, ties: Iterable[tuple[ReportSection, PlanItem]], by: User) -> None:
    """Let each section tell of its item. Raises StaleVersion (one was changed meanwhile: none is tied)."""
    for section, item in ties:
        edit_section(section=section, by=by, version=section.version, purpose=Purpose.ITEM, item=item)
