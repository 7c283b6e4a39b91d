"""How a target is judged is corrected over what the person has read, and only while the plan is at work."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.models import Plan, Target
from plans.services.targets import READING, correct_target
from tests.factories.plans import PlanFactory, PlanItemFactory, TargetFactory


@pytest.fixture
def target(ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    return TargetFactory(item=PlanItemFactory(plan=plan), value=1, measure="mô hình")


def correct(target, by, **changes):
    reading = {name: getattr(target, name) for name in READING} | changes
    return correct_target(target=target, by=by, version=target.item.plan.version, **reading)


def test_a_correction_counts_the_plan_and_is_told(target, ward):
    before = target.item.plan.version

    correct(target, ward.officer, measure="tổ dân vận")

    assert Target.objects.get(pk=target.pk).measure == "tổ dân vận"
    assert Plan.objects.get(pk=target.item.plan_id).version == before + 1
    assert JournalEntry.objects.filter(action="sửa cách tính chỉ tiêu").count() == 1


@pytest.mark.parametrize(
    ("meanwhile", "error"), [({"version": 9}, StaleVersion), ({"closed_on": date(2026, 12, 1)}, ValidationError)]
)
def test_a_plan_changed_or_closed_meanwhile_keeps_its_target(target, ward, meanwhile, error):
    Plan.objects.filter(pk=target.item.plan_id).update(**meanwhile)

    with pytest.raises(error) as refused:
        correct(target, ward.officer, measure="tổ dân vận")

    assert Target.objects.get(pk=target.pk).measure == "mô hình"
    if error is StaleVersion:
        assert refused.value.current.version == 9
