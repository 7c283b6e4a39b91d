"""A committee's rule for reporting periods (chế độ báo cáo). Periods that stand keep their days."""

from __future__ import annotations

from django.db import transaction

from orgs import journal
from orgs.conflicts import claim_version
from orgs.models import Unit, User
from plans.models import ReportingRule
from plans.services.at_hand import rule_of

FIELDS = ("calendar", "due_after", "locks_after")


@transaction.atomic
def set_rule(
    *, committee: Unit, by: User, version: int, calendar: str, due_after: int, locks_after: int | None
) -> ReportingRule:  # fmt: skip
    """Say how the periods of plans to come are offered.

    Raises StaleVersion (somebody else has changed it since), ValidationError (a value is wrong).
    """
    Unit.objects.select_for_update(no_key=True).get(pk=committee.pk)  # two who make the first rule at once wait
    rule = rule_of(committee)
    wanted = {"calendar": calendar, "due_after": due_after, "locks_after": locks_after}
    before, after = journal.difference({name: getattr(rule, name) for name in FIELDS}, wanted)
    if rule.pk is not None and not after:
        return rule
    claim_version(rule, version)
    for name, value in wanted.items():
        setattr(rule, name, value)
    rule.full_clean()
    rule.save()
    journal.record("đặt chế độ báo cáo", rule, by=by, unit=committee, before=before, after=after or wanted)
    return rule
