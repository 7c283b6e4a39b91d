"""Which of a plan's words speak of reporting, and the rule of its committee where they say nothing."""

from datetime import date

import pytest

from orgs.conflicts import StaleVersion
from orgs.models import Regime, Role
from plans.deadlines import read_deadlines
from plans.models import PlanDeadline, ReportingCalendar, ReportingPeriod, ReportingRule
from plans.services.at_hand import PlanAtHand, rule_of
from plans.services.proposing import proposed_periods, reporting_deadlines
from plans.services.reporting_rules import set_rule
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import PlanFactory, PlanItemFactory, ReportingPeriodFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 20)


def item_saying(plan, text, wording):
    item = PlanItemFactory(plan=plan, text=text)
    for read in read_deadlines(wording, issued_on=date(2026, 1, 15), start=plan.starts_on, end=plan.ends_on):
        PlanDeadline.objects.create(item=item, wording=wording, rule=read.to_record())
    return item


def labels(plan):
    return [(offered.label, f"{offered.due_on:%d/%m/%Y}") for offered in proposed_periods(PlanAtHand(plan), TODAY)]


def test_the_plans_own_words_on_reporting_come_first():
    plan = PlanFactory()
    wording = "06 tháng (trước ngày 10/5/2026), 01 năm (trước ngày 30/10/2026)"
    item_saying(plan, f"Các đơn vị báo cáo kết quả định kỳ {wording} về Đảng ủy.", wording)

    assert labels(plan) == [("6 tháng đầu năm 2026", "10/05/2026"), ("Năm 2026", "30/10/2026")]


@pytest.mark.parametrize(
    "text",
    [
        "Đối thoại với Nhân dân hằng quý. Cuối kỳ có báo cáo.",
        "Gửi báo cáo về Đảng ủy; đối thoại với Nhân dân hằng quý; tuyên truyền.",
        "Đối thoại với Nhân dân hằng quý.",
    ],
)
def test_what_comes_back_but_is_no_report_cuts_no_year(text):
    plan = PlanFactory()
    item_saying(plan, text, "hằng quý")

    assert reporting_deadlines(PlanAtHand(plan)) == []
    assert [label for label, _ in labels(plan)] == ["6 tháng đầu năm 2026", "Năm 2026"]


def test_without_a_rule_the_regime_of_the_committee_decides():
    office = UnitFactory(committee=True, regime=Regime.STATE)
    plan = PlanFactory(issuer=UnitFactory(parent=office))

    assert rule_of(plan.issuer).committee == office
    assert [f"{offered.ends_on:%d/%m}" for offered in proposed_periods(PlanAtHand(plan), TODAY)] == ["14/06", "14/12"]


def test_a_changed_rule_holds_for_plans_to_come_and_leaves_periods_that_stand():
    plan = PlanFactory()
    standing = ReportingPeriodFactory(plan=plan)
    officer = UserFactory(role=Role.OFFICER, unit=plan.issuer)
    before = ReportingPeriod.objects.values().get()

    rule = set_rule(
        committee=plan.issuer, by=officer, version=0, calendar=ReportingCalendar.QUARTERS, due_after=5, locks_after=None
    )

    assert [due for _, due in labels(plan)] == ["05/04/2026", "05/07/2026", "05/10/2026", "05/01/2027"]
    assert ReportingPeriod.objects.values().get(pk=standing.pk) == before
    with pytest.raises(StaleVersion):
        set_rule(committee=plan.issuer, by=officer, version=0, calendar="HALVES", due_after=0, locks_after=3)
    assert ReportingRule.objects.get() == rule


def test_a_rule_set_as_it_stands_is_not_written_again():
    committee = UnitFactory(committee=True)
    officer = UserFactory(role=Role.OFFICER, unit=committee)
    same = {"calendar": "QUARTERS", "due_after": 5, "locks_after": 10}
    set_rule(committee=committee, by=officer, version=0, **same)

    assert set_rule(committee=committee, by=officer, version=0, **same).version == 1
