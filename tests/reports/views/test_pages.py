"""Pages of reports and figures: who may open and do what, and how many queries they take."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orgs.models import JournalEntry, Role
from reports import services
from reports.models import ReportFile, ReportKind
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True), text="Tuyên truyền về công tác dân vận.")


@pytest.fixture
def leader(item):
    return UserFactory(role=Role.LEADER, unit=item.plan.issuer)


def answer(item, outcome="Đã tổ chức 02 buổi."):
    row = OccurrenceFactory(
        assignment=AssignmentFactory(item=item), due_on=timezone.localdate(), progress="FINISHED",
        finished_on=timezone.localdate(),
    )  # fmt: skip
    update = ProgressUpdateFactory(occurrence=row, outcome=outcome)
    ReviewFactory(update=update)
    return update


def draft(item, officer, abstract="kết quả công tác dân vận"):
    year = timezone.localdate().year
    return services.create_report(
        by=officer, issuer=item.plan.issuer, plans=[item.plan], kind=ReportKind.INTERIM, abstract=abstract,
        starts_on=date(year, 1, 1), ends_on=date(year, 12, 31),
    )  # fmt: skip


def open_page(client, user, name, *args, **data):
    client.force_login(user)
    return client.get(reverse(f"reports:{name}", args=args), data)


def send(client, user, name, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"reports:{name}", args=args), data, follow=True)


def count_queries(client, user, name, *args, django_assert_max_num_queries):
    client.force_login(user)
    with django_assert_max_num_queries(100) as queries:
        assert client.get(reverse(f"reports:{name}", args=args)).status_code == 200
    return len(queries)


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["overview", "report_list"])
def test_lists_take_as_many_queries_for_thirty_rows_as_for_one(
    client, item, officer, name, django_assert_max_num_queries
):
    answer(item)
    draft(item, officer)
    one = count_queries(client, officer, name, django_assert_max_num_queries=django_assert_max_num_queries)
    for place in range(29):
        answer(item)
        if place < 10:
            draft(item, officer, abstract=f"kết quả {place}")

    many = count_queries(client, officer, name, django_assert_max_num_queries=django_assert_max_num_queries)

    assert one == many <= 10


def test_the_overview_says_the_figures_and_links_each_to_its_rows(client, item, leader):
    answer(item)

    page = open_page(client, leader, "overview").content.decode()

    assert "Hoàn thành đúng hạn" in page
    assert f"{reverse('plans:work_table')}?cell=finished_on_time" in page


def test_the_history_of_a_report_is_told_in_words(client, item, officer):
    report = draft(item, officer)
    services.edit_report(report=report, by=officer, version=0, abstract="kết quả năm 2026", place="Quy Nhơn")
    services.add_paragraph(section=report.sections.first(), by=officer, text="Đã quán triệt.")

    page = open_page(client, officer, "report_history", report.pk)

    told = [[tuple(change) for change in line.changes] for line in page.context["lines"]]
    assert told[0] == [("mục", "", "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI"), ("nội dung", "", "Đã quán triệt.")]
    assert told[1] == [("trích yếu", "kết quả công tác dân vận", "kết quả năm 2026"), ("địa danh", "", "Quy Nhơn")]


def test_the_numbers_of_a_window_link_to_the_rows_of_that_window(client, item, leader):
    for due_on in (date(2026, 3, 31), date(2026, 5, 31), date(2026, 8, 31)):
        OccurrenceFactory(assignment=AssignmentFactory(item=item), due_on=due_on)

    page = open_page(client, leader, "overview", start="01/04/2026", end="30/6/2026")
    link = re.search(r'href="([^"]*cell=open_overdue[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    rows = client.get(link)

    assert page.context["total"].dated == 1
    assert [row.due_on for row in rows.context["page"]] == [date(2026, 5, 31)]
    assert "Từ ngày: 01/04/2026; Đến ngày: 30/06/2026" in rows.content.decode()


def test_the_overview_of_somebody_without_work_says_what_will_stand_there(client):
    assert "Chưa có việc nào để tổng hợp" in open_page(client, UserFactory(), "overview").content.decode()


def head_of(report):
    """What the page of a draft's facts sends."""
    return {
        "version": report.head_version, "kind": report.kind, "span": report.span, "abstract": report.abstract,
        "plans": [plan.pk for plan in report.plans.all()], "starts_on": f"{report.starts_on:%d/%m/%Y}",
        "ends_on": f"{report.ends_on:%d/%m/%Y}", "recipients": "",
    }  # fmt: skip


def test_two_who_edit_the_head_of_a_report_see_both_texts(client, item, officer):
    report = draft(item, officer)
    typed = head_of(report) | {"place": "An Nhơn"}
    services.edit_report(report=report, by=officer, version=0, place="Quy Nhơn")

    page = send(client, officer, "report_edit", report.pk, **typed)

    told = [(one.label, one.theirs, one.mine) for one in page.context["conflict"].differences]
    assert (page.status_code, told) == (409, [("Địa danh", "Quy Nhơn", "An Nhơn")])


def test_kind_time_and_plans_of_a_draft_can_be_changed_and_what_is_written_stays(client, item, officer):
    report = draft(item, officer)
    services.add_paragraph(section=report.sections.first(), by=officer, text="Đã viết")
    other = PlanFactory(handed_out=True, issuer=report.issuer, abstract="Kế hoạch khác")

    page = send(
        client, officer, "report_edit", report.pk,
        **head_of(report) | {"kind": "FINAL", "span": "YEAR", "plans": [other.pk], "abstract": "tổng kết năm"},
    )  # fmt: skip

    report.refresh_from_db()
    assert (report.kind, report.span, list(report.plans.all())) == ("FINAL", "YEAR", [other])
    assert "Đã viết" in page.text
    assert "nay tính theo kế hoạch và ngày mới" in page.text
    told = JournalEntry.objects.about(report).first()
    assert (told.before["kind"], told.after["kind"]) == ("INTERIM", "FINAL")
    assert told.after["plans"] == [other.short_name]


@pytest.mark.parametrize("count", [1, 6])
def test_changing_what_a_draft_is_about_takes_as_many_queries_for_many_plans(client, item, officer, count):
    report = draft(item, officer)
    others = [PlanFactory(handed_out=True, issuer=report.issuer).pk for _ in range(count)]
    typed = head_of(report) | {"plans": others, "kind": "FINAL"}
    client.force_login(officer)

    with CaptureQueriesContext(connection) as asked:
        answer = client.post(reverse("reports:report_edit", args=[report.pk]), typed)

    assert answer.status_code == 302
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) <= 15
    assert report.plans.count() == count


def test_plans_of_another_committee_and_none_are_refused_in_words(client, item, officer):
    report = draft(item, officer)
    strange = PlanFactory(handed_out=True)

    for plans, words in (([strange.pk], "Chỉ chọn kế hoạch của"), ([], "Hãy chọn ít nhất một kế hoạch")):
        assert words in send(client, officer, "report_edit", report.pk, **head_of(report) | {"plans": plans}).text
    assert list(report.plans.all()) == [item.plan]


def test_a_leader_reads_and_prints_a_draft_but_does_not_write_it(client, item, officer, leader):
    report = draft(item, officer)
    section = report.sections.first()

    assert open_page(client, leader, "report_detail", report.pk).status_code == 200
    assert open_page(client, leader, "section_edit", section.pk).status_code == 403
    assert send(client, leader, "report_submit", report.pk, version=report.version).status_code == 403
    assert send(client, leader, "file_request", report.pk, "pdf").status_code == 200
    assert ReportFile.objects.get().report == report


def test_a_report_of_another_committee_is_not_found(client, item, officer):
    report = draft(item, officer)
    stranger = UserFactory(role=Role.OFFICER, unit=UnitFactory(committee=True))

    for name in ("report_detail", "report_edit", "report_history", "report_sign"):
        assert open_page(client, stranger, name, report.pk).status_code == 404


def test_a_version_that_is_no_number_is_a_stale_page(client, item, officer):
    report = draft(item, officer)

    page = send(client, officer, "report_submit", report.pk, version="9" * 5000).content.decode()

    assert "vừa được người khác sửa" in page


def test_asking_twice_for_one_version_makes_one_file(client, item, officer):
    report = draft(item, officer)

    for _ in range(2):
        page = send(client, officer, "file_request", report.pk, "docx")

    assert "Đang tạo bản in" in page.content.decode()
    assert ReportFile.objects.count() == 1


def test_a_form_that_is_not_offered_is_not_found(client, item, officer):
    assert send(client, officer, "file_request", draft(item, officer).pk, "exe").status_code == 404


def test_a_drawn_file_is_a_download_that_no_browser_runs(client, item, officer):
    report = draft(item, officer)
    drawn = ReportFile.objects.create(report=report, form="pdf", report_version=0, requested_by=officer)
    services.store_drawn_file(drawn=drawn, content=b"%PDF-1.7")

    response = open_page(client, officer, "file_download", drawn.pk)

    assert response["Content-Disposition"].startswith("attachment")
    assert "bao-cao-so-ket-01-01-2026-31-12-2026.pdf" in response["Content-Disposition"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
