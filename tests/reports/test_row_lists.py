"""The full list of rows that a report counts: the same on paper and in the workbook, for its own committee only."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from reports import row_lists, services
from reports.models import ReportFile
from reports.pdf import draw_pdf
from reports.tasks import draw_report
from reports.views import exports
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, ReportingPeriodFactory
from tests.reports.drawn import DrawnPages
from tests.reports.signed import TODAY, accepted, at_signature, draft_of, item_of_a_plan, officer_of, sign

pytestmark = pytest.mark.django_db


def overdue(item, **kwargs):
    return OccurrenceFactory(assignment=AssignmentFactory(item=item), due_on=date(2026, 6, 1), **kwargs)


def test_every_row_is_listed_once_under_its_unit(item, officer):
    rows = [overdue(item), overdue(item), accepted(item).occurrence]
    paper = row_lists.row_paper(draft_of(item, officer), on=TODAY)

    (annex,) = paper.annexes
    (table,) = annex.blocks
    assert annex.landscape
    assert {words for _, words in table.bands} == {row.unit.name for row in rows}
    assert [row[0] for row in table.rows] == ["1", "2", "3"]
    assert [row[6] for row in table.rows].count("Quá hạn") == 2


def test_a_row_without_a_day_says_its_period(item, officer):
    assignment = AssignmentFactory(item=item)
    labels = ("Quý I năm 2026", "Quý II năm 2026")
    periods = [ReportingPeriodFactory(plan=item.plan, label=label) for label in labels]
    OccurrenceFactory(assignment=AssignmentFactory(item=item), due_on=date(2026, 6, 1), period=periods[0])
    for period in periods:
        OccurrenceFactory(assignment=assignment, due_on=None, period=period)

    (table,) = row_lists.row_paper(draft_of(item, officer), on=TODAY).annexes[0].blocks

    place = [column.header for column in table.columns].index("Hạn, kỳ")
    assert sorted(row[place] for row in table.rows) == ["01/6/2026", *labels]


def test_the_list_is_printed_without_head_and_signature(item, officer):
    row = overdue(item)
    with DrawnPages(draw_pdf(row_lists.row_paper(draft_of(item, officer), on=TODAY))) as pages:
        text = pages.text(0)
        assert len(pages.pages) == 1
        assert pages.pages[0].get_width() > pages.pages[0].get_height()
    assert "DANH SÁCH ĐẦY ĐỦ CÁC VIỆC" in text
    assert "tính đến ngày 20/11/2026" in " ".join(text.split())
    assert row.unit.name in text
    assert "01/6/2026" in text
    assert "Nơi nhận" not in text


def test_a_report_without_rows_says_so(item, officer):
    (annex,) = row_lists.row_paper(draft_of(item, officer), on=TODAY).annexes

    assert annex.blocks[0].text == "Không có việc nào trong thời gian của báo cáo."


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_takes_as_many_queries_for_many_rows_as_for_one(item, officer, count, django_assert_max_num_queries):
    for _ in range(count):
        overdue(item)
    report = draft_of(item, officer)

    with django_assert_max_num_queries(6):
        row_lists.row_paper(report, on=TODAY)


def test_the_workbook_says_what_the_paper_says(client, item, officer):
    for _ in range(3):
        overdue(item)
    accepted(item)
    report = draft_of(item, officer)
    client.force_login(officer)

    content = client.get(reverse("reports:rows_xlsx", args=[report.pk])).content

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    (table,) = row_lists.row_paper(report, on=timezone.localdate()).annexes[0].blocks
    assert [[row[0], *row[2:5], row[6] or row[5], *row[7:]] for row in cells] == [
        [int(row[0]), *(value or None for value in row[1:4]), *map(as_cell, row[4:])] for row in table.rows
    ]


def test_a_workbook_of_too_many_rows_is_refused_with_what_to_take_instead(client, item, officer, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    for _ in range(2):
        overdue(item)
    report = draft_of(item, officer)
    client.force_login(officer)

    answer = client.get(reverse("reports:rows_xlsx", args=[report.pk]), follow=True)

    assert answer.redirect_chain == [(reverse("reports:report_annexes", args=[report.pk]), 302)]
    assert "dài hơn 1 dòng. Hãy lấy danh sách đầy đủ (PDF)." in answer.content.decode()


def as_cell(text: str):
    return datetime.strptime(text, "%d/%m/%Y") if "/" in text else text or None


def test_the_list_is_drawn_when_asked_and_offered_on_the_page_of_figures(client, item, officer):
    overdue(item)
    report = draft_of(item, officer)
    client.force_login(officer)
    assert "Danh sách đầy đủ (PDF)" in client.get(reverse("reports:report_annexes", args=[report.pk])).content.decode()

    client.post(reverse("reports:file_request", args=[report.pk, "rows"]))
    drawn = ReportFile.objects.get(form=ReportFile.ROWS)
    draw_report.func(file_id=drawn.pk, on=TODAY.isoformat())

    answer = client.get(reverse("reports:file_download", args=[drawn.pk]))
    assert "danh-sach-day-du" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith('.pdf"')
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_signed_report_has_no_list_drawn_of_later_rows(client, item, officer):
    report = sign(at_signature(item, officer), officer)
    client.force_login(officer)

    assert client.post(reverse("reports:file_request", args=[report.pk, "rows"])).status_code == 404


def test_a_superior_reads_a_signed_report_but_not_the_list_beside_it(client):
    superior = UnitFactory(committee=True)
    item = item_of_a_plan(issuer=UnitFactory(committee=True, parent=superior))
    clerk = officer_of(item)
    report = draft_of(item, clerk)
    drawn = services.request_file(report=report, by=clerk, form=ReportFile.ROWS)
    services.submit_report(report=report, by=clerk, version=report.version)
    report.refresh_from_db()
    sign(report, clerk)
    client.force_login(UserFactory(role=Role.LEADER, unit=superior))

    assert client.get(reverse("reports:report_detail", args=[report.pk])).status_code == 200
    assert client.get(reverse("reports:rows_xlsx", args=[report.pk])).status_code == 403
    assert client.get(reverse("reports:file_status", args=[drawn.pk])).status_code == 403
