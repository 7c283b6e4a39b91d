"""Pages of figures: whatever the address asks for is answered, and what is asked for is said."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from orgs.models import Role
from plans.models import Progress
from reports import services
from reports.models import ReportKind
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    ExtensionFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db

PAGES = ["/overview/", "/overview/completeness/", "/overview/reports/", "/overview/duties/", "/overview/briefing/"]
FILES = ["/overview/table.xlsx", "/overview/duties.xlsx", "/overview/reports.xlsx", "/work/rows.xlsx", "/plans.xlsx"]
WRONG = {
    "plan": "999999", "start": "31/02/2026", "end": "nay", "days": "x", "by": "; DROP", "changed_since": "32",
    "unit": "x", "period": "-1", "figure": "none", "year": "99999999999", "page": "-3", "cell": "x", "change": "x",
    "kind": "x",
}  # fmt: skip


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True))


@pytest.fixture
def leader(client, item):
    user = UserFactory(role=Role.LEADER, unit=item.plan.issuer)
    client.force_login(user)
    return user


@pytest.mark.parametrize("page", [*PAGES, *FILES])
def test_a_wrong_address_is_answered_and_never_shows_more(client, item, leader, page):
    OccurrenceFactory(item=item)

    for asked in [*({name: value} for name, value in WRONG.items()), WRONG]:
        answer = client.get(page, asked)
        assert answer.status_code == 200, asked

    if page == "/overview/":
        assert answer.context["total"].all == 0
        assert "Bộ lọc không hợp lệ." in answer.content.decode()


def test_what_waits_for_a_decision_stands_first_for_who_decides_it(client, item, leader):
    today = timezone.localdate()
    asked = OccurrenceFactory(item=item, due_on=today + timedelta(days=9))
    for verdict in ("REFUSED", ""):
        ExtensionFactory(occurrence=asked, verdict=verdict, answer="Chưa được", wanted_on=today + timedelta(days=30))
    ours = OccurrenceFactory(item=item, due_on=today + timedelta(days=9), progress=Progress.AWAITING)
    ProgressUpdateFactory(occurrence=ours, answer="NOT_OURS", outcome="Của nơi khác")
    OccurrenceFactory(item=item, due_on=today + timedelta(days=9))

    page = client.get("/overview/")

    assert [row.pk for row in page.context["to_decide"]] == [asked.pk]
    assert f"sang {today + timedelta(days=30):%d/%m/%Y}" in page.content.decode()

    client.force_login(UserFactory(role=Role.OFFICER, unit=item.plan.issuer))
    assert {row.pk for row in client.get("/overview/").context["to_decide"]} == {asked.pk, ours.pk}


def test_changes_count_from_the_last_report_signed_unless_a_day_is_chosen(client, item, leader):
    officer = UserFactory(role=Role.OFFICER, unit=item.plan.issuer)
    OccurrenceFactory(item=item)
    assert client.get("/overview/").context["since"] == timezone.localdate() - timedelta(days=30)
    report = services.create_report(
        by=officer, issuer=item.plan.issuer, plans=[item.plan], kind=ReportKind.INTERIM, abstract="kết quả",
        starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30),
    )  # fmt: skip
    services.submit_report(report=report, by=officer, version=report.version)
    report.refresh_from_db()
    assert client.get("/overview/").context["at_signature"] == [report]
    services.sign_report(
        report=report, by=officer, version=report.version, number="9", signed_on=date(2026, 7, 2), signatory="A",
        on=timezone.localdate(),
    )  # fmt: skip

    page = client.get("/overview/")

    assert (page.context["since"], page.context["last_report"]) == (date(2026, 7, 2), report)
    assert page.context["at_signature"] == []
    assert client.get("/overview/", {"changed_since": "01/09/2026"}).context["since"] == date(2026, 9, 1)


def test_charts_are_told_in_words_and_carry_no_style(client, item, leader):
    OccurrenceFactory(item=item, due_on=timezone.localdate() - timedelta(days=1))

    page = client.get("/overview/").content.decode()

    assert ': 1 chưa xong, quá hạn"' in page
    assert 'width="100.000%"' in page
    assert "style=" not in page
