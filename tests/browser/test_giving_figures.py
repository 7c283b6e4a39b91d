"""A unit gives figures on a phone: a doubtful number is asked about at once, what is typed is kept without a button."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from plans.models import IndicatorKind, IndicatorValue
from tests.factories.figures import IndicatorFactory
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, PlanFactory, PlanItemFactory, ReportingPeriodFactory, TargetFactory
from tests.factories.reporting import SubmissionFactory


@pytest.fixture
def report(transactional_db):
    plan = PlanFactory(handed_out=True)
    item = PlanItemFactory(plan=plan)
    period = ReportingPeriodFactory(plan=plan, opened_at=timezone.now(), due_on=timezone.localdate())
    row = OccurrenceFactory(item=item)
    IndicatorFactory(period=period, name="Số lượt người dự", measure="lượt", position=1)
    IndicatorFactory(period=period, name="Không có điểm nóng", kind=IndicatorKind.YES_NO, position=2)
    target = TargetFactory(item=item, value=1000, measure="lượt")
    IndicatorFactory(period=period, name="Ít nhất 1.000 lượt", measure="lượt", target=target, position=3)
    return SubmissionFactory(period=period, unit=row.unit)


def value_of(name):
    return IndicatorValue.objects.filter(indicator__name=name).first()


def test_a_unit_gives_its_figures_on_a_phone(report, on_phone):
    UserFactory(username="donvi", unit=report.unit)
    unit = on_phone("donvi")
    page = unit.page
    page.goto(f"/submissions/{report.pk}/figures/")
    unit.looks_around("so-lieu")
    line = page.locator(".asked-figure").first

    line.get_by_role("textbox", name="Số lượt người dự", exact=True).fill("1.5")
    expect(line).to_contain_text("1,5 hay 15?")
    line.get_by_role("textbox", name="Số lượt người dự", exact=True).fill("1.500")
    expect(line).to_contain_text("Đã giữ.")
    page.get_by_role("radio", name="Không đạt").check()
    expect(page.locator(".asked-figure").nth(1)).to_contain_text("Đã giữ.")

    assert value_of("Số lượt người dự").number == 1500
    assert value_of("Không có điểm nóng").is_met is False
    assert value_of("Ít nhất 1.000 lượt") is None


def test_the_plans_page_says_beside_the_paragraph_how_far_its_target_is(report, at_desk):
    UserFactory(username="vanphong", unit=report.period.plan.issuer, role="OFFICER")
    office = at_desk("vanphong")
    office.page.goto(report.period.plan.get_absolute_url())

    expect(office.page.locator("[id^=targets-]")).to_contain_text("1 chưa trả lời")
    for name, path in [("chi-tieu", f"/plans/{report.period.plan_id}/targets/"), ("mo-hinh", "/initiatives/annex/")]:
        office.page.goto(path)
        office.looks_around(name)
    office.page.goto(f"/periods/{report.period_id}/indicators/")
    office.looks_around("bieu-so-lieu")
