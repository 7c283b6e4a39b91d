"""Two people sign, replace or hand up at the very same moment: one of them is first, the other is told."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Regime, Unit
from reports import services
from reports.models import HandUp, Report
from tests.factories.orgs import UnitFactory
from tests.factories.plans import PlanFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.plans.services.test_races import at_once
from tests.reports.signed import TODAY, archive, at_signature, draft_of, item_of_a_plan, sign

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item():
    return item_of_a_plan(issuer=UnitFactory(committee=True, parent=UnitFactory(committee=True)))


def refused(outcomes, kind):
    return [one for one in outcomes if isinstance(one, kind)]


@pytest.mark.parametrize("regime", Regime.values)
def test_one_number_for_two_reports_is_given_once(item, officer, regime):
    type(item.plan.issuer).objects.filter(pk=item.plan.issuer_id).update(regime=regime)
    item.plan.issuer.refresh_from_db()
    reports = [at_signature(item, officer) for _ in range(2)]

    outcomes = at_once(*(lambda report=report: sign(report, officer) for report in reports))

    (told,) = refused(outcomes, ValidationError)
    assert "Số 12 đã dùng cho báo cáo khác của" in told.messages[0]
    assert Report.objects.signed().count() == 1


def test_one_report_is_signed_once_with_one_number(item, officer):
    report = at_signature(item, officer)
    version = report.version

    def signing(number):
        fresh = Report.objects.select_related("issuer").get(pk=report.pk)
        return services.sign_report(
            report=fresh, by=officer, version=version, number=number, signed_on=TODAY, signatory="A", on=TODAY
        )

    outcomes = at_once(lambda: signing("12"), lambda: signing("13"))

    assert len(refused(outcomes, StaleVersion)) == 1, outcomes
    assert JournalEntry.objects.filter(action="đã ký").count() == 1


def test_one_press_sent_twice_begins_one_report(item, officer):
    key = uuid4()

    made = at_once(*(lambda: draft_of(item, officer, key=key) for _ in range(2)))

    assert made == [Report.objects.get()] * 2, made


def test_a_draft_thrown_away_by_two_is_told_once(item, officer):
    report = draft_of(item, officer)

    outcomes = at_once(
        *(lambda: services.delete_report(report=report, by=officer, version=report.version) for _ in range(2))
    )

    assert outcomes == [None, None]
    assert JournalEntry.objects.filter(action="bỏ dự thảo báo cáo").count() == 1


def test_a_replacement_begun_twice_is_one_draft(item, officer):
    report = sign(at_signature(item, officer), officer)

    outcomes = at_once(*(lambda: services.replace_report(report=report, by=officer) for _ in range(2)))

    assert outcomes[0] == outcomes[1]
    assert Report.objects.filter(supersedes=report).count() == 1


def test_a_report_goes_up_once_for_one_period(item, officer):
    report = sign(at_signature(item, officer), officer)
    archive(report)
    superior = Unit.objects.get_parent(report.issuer)
    period = ReportingPeriodFactory(
        plan=PlanFactory(handed_out=True, issuer=superior), starts_on=date(2026, 1, 1), opens_on=date(2026, 6, 1),
        ends_on=date(2026, 12, 31),
    )  # fmt: skip
    submission = SubmissionFactory(period=period, unit=report.issuer, collector=superior)

    def handing_up():
        return services.hand_up_report(report=report, submission=submission, by=officer, key=uuid4(), on=TODAY)

    outcomes = at_once(handing_up, handing_up)

    assert len(refused(outcomes, ValidationError)) == 1, outcomes
    assert HandUp.objects.count() == submission.rounds.count() == 1
