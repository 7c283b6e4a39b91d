"""The page of a report's figures and annexes."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from orgs.models import JournalEntry, Role
from reports import services
from reports.annex_kinds import AnnexKind
from reports.models import Report
from tests.factories.figures import IndicatorFactory, InitiativeFactory, give
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
    TargetFactory,
)
from tests.factories.reporting import SubmissionFactory
from tests.reports.annexed import START, half_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def half():
    return half_year()


@pytest.fixture
def office(client, half):
    client.force_login(half.report.created_by)
    return client


def address(half, name="report_annexes", *more):
    return reverse(f"reports:{name}", args=[half.report.pk, *more])


def test_every_annex_is_shown_with_whether_it_is_printed(office, half):
    page = office.get(address(half)).content.decode()

    assert page.count("In kèm") == 5
    assert "Không in" in page  # the ranking
    assert "Hiện chưa có số liệu cho: So sánh với cùng kỳ năm trước" in page
    assert "1.205" in page
    assert '<td class="fit is-place" data-label="STT">1</td>' in page  # a number of two digits stays on one line


def test_the_office_chooses_what_is_printed(office, half):
    page = office.post(address(half), {"kinds": ["RANKING", "UNITS"]}, follow=True)

    assert "Đã ghi các phụ lục" in page.content.decode()
    assert Report.objects.get(pk=half.report.pk).annexes == ["UNITS", "RANKING"]
    assert JournalEntry.objects.latest("pk").action == "chọn phụ lục"


def test_an_annex_that_does_not_exist_is_refused(office, half):
    page = office.post(address(half), {"kinds": ["UNITS", "HOROSCOPE"]})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert Report.objects.get(pk=half.report.pk).annexes == half.report.annexes


def test_what_does_not_agree_is_shown_to_the_author_only(office, half, client):
    InitiativeFactory(unit=half.cells[0], plan=half.plan)
    assert "sổ mô hình có 2" in office.get(address(half)).content.decode()

    client.force_login(UserFactory(role=Role.LEADER, unit=half.plan.issuer))
    page = client.get(address(half)).content.decode()
    assert "sổ mô hình có 2" not in page
    assert "1.205" in page


def test_a_leader_chooses_nothing(client, half):
    client.force_login(UserFactory(role=Role.LEADER, unit=half.plan.issuer))

    assert client.post(address(half), {"kinds": ["UNITS"]}).status_code == 403


def test_a_report_at_signature_is_not_changed(office, half):
    services.submit_report(report=half.report, by=half.report.created_by, version=half.report.version)

    assert office.post(address(half), {"kinds": ["UNITS"]}).status_code == 403


@pytest.mark.parametrize("kind", ["UNITS", "COMPLETENESS", "TARGETS", "INDICATORS", "INITIATIVES", "RANKING"])
def test_each_annex_is_a_workbook_with_the_same_figures(office, half, kind):
    file = office.get(address(half, "annex_xlsx", kind))

    sheets = load_workbook(io.BytesIO(file.content)).worksheets
    tables = half.annex(AnnexKind(kind)).tables
    assert len(sheets) == len(tables)
    for sheet, table in zip(sheets, tables, strict=True):
        names = [sheet.cell(row, 2).value for row in range(5, 5 + len(table.rows))]
        assert names == [row[1] for row in table.rows]


def test_numbers_in_the_workbook_are_numbers(office, half):
    sheet = load_workbook(io.BytesIO(office.get(address(half, "annex_xlsx", "INDICATORS")).content)).active

    assert [sheet.cell(row, 3).value for row in range(5, 9)] == [1205, 3, None, 1208]


def test_an_annex_with_nothing_to_tell_is_not_found(office, half):
    assert office.get(address(half, "annex_xlsx", "COMPARISON")).status_code == 404
    assert office.get(address(half, "annex_xlsx", "HOROSCOPE")).status_code == 404


def test_the_page_of_a_signed_report_shows_what_was_signed(office, half):
    report, by = half.report, half.report.created_by
    services.submit_report(report=report, by=by, version=report.version)
    report.refresh_from_db()
    today = half.report.created_at.date()
    services.sign_report(
        report=report, by=by, version=report.version, number="3", signed_on=today, signatory="A", on=today
    )
    InitiativeFactory.create_batch(7, unit=half.cells[0], plan=half.plan)

    page = office.get(address(half))

    kept = next(annex for annex in page.context["annexes"] if annex.kind == AnnexKind.INITIATIVES)
    assert kept.tables[0].totals[2] == "1"
    assert "như lúc ký" in page.content.decode()


def more_units(half):
    for cell in UnitFactory.create_batch(3, cell=True, parent=half.plan.issuer):
        OccurrenceFactory(assignment=AssignmentFactory(item=half.plan.items.get(), unit=cell), due_on=START)
        give(SubmissionFactory(period=half.period, unit=cell), {half.meetings: 7, half.models: 2})
        InitiativeFactory(unit=cell, plan=half.plan)


def more_periods(half, plan=None):
    target = None if plan else half.models.target
    for start, end in (date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)):
        period = ReportingPeriodFactory(
            plan=plan or half.plan, label=f"từ {start}", starts_on=start, ends_on=end, opens_on=start,
            opened_at=timezone.now(),
        )  # fmt: skip
        meetings = IndicatorFactory(period=period, name="Số cuộc họp dân", measure="cuộc")
        models = IndicatorFactory(period=period, name="Mô hình", target=target, kind="NUMBER", measure="mô hình")
        for cell in half.cells:
            give(SubmissionFactory(period=period, unit=cell), {meetings: 5, models: 3})


def more_plans(half):
    for plan in PlanFactory.create_batch(2, issuer=half.plan.issuer, handed_out=True):
        item = PlanItemFactory(plan=plan)
        for cell in half.cells:
            OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=cell), due_on=START)
        more_periods(half, plan)
        period = plan.periods.first()
        IndicatorFactory(period=period, target=TargetFactory(item=item))
        half.report.plans.add(plan)


@pytest.mark.one_database
@pytest.mark.parametrize("grow", [more_units, more_periods, more_plans])
def test_queries_do_not_grow_with_units_periods_and_plans(office, half, grow):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert office.get(address(half)).status_code == 200
        return len(queries)

    before = asked()
    grow(half)

    assert asked() == before
