"""The page of Giao việc in one act: reporting periods and report outline are kept, then the work is handed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from orgs import journal
from orgs.models import User
from plans.models import Assignee, Plan, PlanItem
from plans.services.claims import claim_in_entry
from plans.services.issuing import PastWork, issue_plan, set_report_outline
from plans.services.periods import set_periods


@dataclass(frozen=True)
class Prepared:
    """What the page says: its periods (services.periods.ASKED) and the ticks of the report outline."""

    periods: Iterable[dict[str, Any]]
    ticks: Iterable[tuple[PlanItem, Assignee]]


@transaction.atomic
@journal.together()
def prepare_plan(*, plan: Plan, by: User, version: int, prepared: Prepared) -> Plan:
    """Keep what the page says of a plan not handed out yet, all of it or nothing.

    Raises StaleVersion (changed, or handed out, since `version` was read), ValidationError (a period is wrong).
    """
    claim_in_entry(plan, version)
    set_periods(plan=plan, by=by, rows=prepared.periods)
    set_report_outline(plan=plan, by=by, ticks=prepared.ticks)
    return plan


@transaction.atomic
@journal.together()
def prepare_and_issue(
    *, plan: Plan, by: User, on: date, version: int, prepared: Prepared, past: PastWork
) -> Plan:  # fmt: skip
    """Keep what the page says and hand out the work by it, all of it or nothing. Raises as these two do."""
    prepare_plan(plan=plan, by=by, version=version, prepared=prepared)
    return issue_plan(plan=plan, by=by, on=on, version=plan.version, past=past)
