"""The next version of a plan is taken by one, and only while the plan may be written to."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion, ThrownAway
from plans.models import Plan
from plans.services.claims import claim_at_work, claim_in_entry
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db
SHUT = "Kế hoạch đã kết thúc."


def test_the_claim_counts_the_plan_and_writes_what_goes_with_it():
    plan = PlanFactory()

    claim_in_entry(plan, 0, starts_on=date(2026, 3, 1))

    stored = Plan.objects.get(pk=plan.pk)
    assert (plan.version, plan.starts_on) == (stored.version, stored.starts_on) == (1, date(2026, 3, 1))


@pytest.mark.parametrize("is_at_work", [False, True])
def test_of_two_who_read_the_same_the_second_is_told_what_stands_now(is_at_work):
    plan = PlanFactory(handed_out=True) if is_at_work else PlanFactory()
    claim, read = claim_at_work if is_at_work else claim_in_entry, plan.version
    mine = Plan.objects.get(pk=plan.pk)
    claim(plan, read)

    with pytest.raises(StaleVersion) as stale:
        claim(mine, read)

    assert (stale.value.current.version, mine.version) == (read + 1, read)


def test_a_plan_that_was_handed_out_is_in_entry_no_more():
    plan = PlanFactory(handed_out=True)

    with pytest.raises(StaleVersion):
        claim_in_entry(plan, plan.version)


@pytest.mark.parametrize(("shut", "error"), [("", StaleVersion), (SHUT, ValidationError)])
def test_a_plan_closed_since_it_was_read_is_not_changed(shut, error):
    plan = PlanFactory(handed_out=True)
    Plan.objects.filter(pk=plan.pk).update(closed_on=date(2026, 12, 1))

    with pytest.raises(error):
        claim_at_work(plan, plan.version, shut=shut)

    assert Plan.objects.get(pk=plan.pk).version == plan.version


def test_a_plan_not_handed_out_is_not_at_work():
    plan = PlanFactory()

    with pytest.raises(StaleVersion):
        claim_at_work(plan, plan.version, shut=SHUT)


def test_a_plan_that_is_gone_is_told_as_gone():
    plan = PlanFactory()
    Plan.objects.filter(pk=plan.pk).delete()

    with pytest.raises(ThrownAway):
        claim_in_entry(plan, plan.version)
