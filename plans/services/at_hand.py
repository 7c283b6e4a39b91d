"""A plan on its way to being handed out, with all that decides what this makes; each thing is read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import Prefetch

from orgs.models import GroupMembership, Regime, Unit
from plans.models import Assignee, Plan, PlanDeadline, PlanItem, ReportingCalendar, ReportingPeriod, ReportingRule


class PlanAtHand:
    """Reads when first asked, and knows nothing of what is written afterwards: one act, one of these."""

    def __init__(self, plan: Plan):
        self.plan = plan

    @cached_property
    def items(self) -> list[PlanItem]:
        """The paragraphs that stand, in reading order, with their place and their deadlines."""
        deadlines = Prefetch("deadlines", PlanDeadline.objects.select_related("assignee").order_by("pk"))
        items = self.plan.items.current().select_related("parent__parent__parent")
        return list(items.prefetch_related(deadlines).order_by("position"))

    @cached_property
    def deadlines(self) -> list[PlanDeadline]:
        return [row for item in self.items for row in item.deadlines.all()]

    @cached_property
    def assignees(self) -> list[Assignee]:
        """Whom the paragraphs name, in reading order, with their paragraphs."""
        named = Assignee.objects.filter(item__plan=self.plan, item__dropped_in__isnull=True)
        rows = named.select_related("unit", "group", "item__parent__parent__parent")
        return list(rows.order_by("item__position", "origin", "pk"))

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        """The reporting periods that somebody has set; none where nobody has yet."""
        return list(self.plan.periods.all())

    @cached_property
    def rule(self) -> ReportingRule:
        """Fetched with the plan by `for_page`."""
        committee = self.plan.issuer.committee or self.plan.issuer
        return getattr(committee, "reporting_rule", None) or _usual_rule(committee)


def rule_of(unit: Unit) -> ReportingRule:
    """The rule of a unit's committee as it stands now; where it has set none, an unsaved one by its regime."""
    committee = unit.committee or unit
    return ReportingRule.objects.filter(committee=committee).first() or _usual_rule(committee)


def _usual_rule(committee: Unit) -> ReportingRule:
    is_state = committee.regime == Regime.STATE
    calendar = ReportingCalendar.STATE_YEAR if is_state else ReportingCalendar.HALVES
    return ReportingRule(committee=committee, calendar=calendar)


def members_of(groups: Iterable[int], on: date) -> dict[int | None, list[Unit]]:
    """The units that belong to each group on that day, in print order: one query for all groups."""
    members: dict[int | None, list[Unit]] = defaultdict(list)
    standing = GroupMembership.objects.on(on).filter(group__in=groups, unit__in=Unit.objects.valid(on))
    for membership in standing.select_related("unit").order_by("unit__path"):
        members[membership.group_id].append(membership.unit)
    return members
