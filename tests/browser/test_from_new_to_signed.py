"""From "new report" to signed, handed up and replaced: what a clerk and a leader do, counted (issue 5)."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from orgs.models import Unit, UnitKind
from reports.models import Report, ReportKind
from reports.timespans import likely, timespans
from tests.browser import paper
from tests.browser.office import hand_up
from tests.browser.people import Person
from tests.browser.worlds import ward
from tests.factories.orgs import UnitFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
    ReviewFactory,
)
from tests.factories.reporting import SubmissionFactory
from tests.reports.signed import SCAN

SECONDS_AN_ACT, MOST_MINUTES = 6, 15
TODAY = timezone.localdate()
HALF = likely(timespans(TODAY, is_state=False), ReportKind.INTERIM, TODAY)
ITEMS = ("Tuyên truyền, quán triệt.", "Phong trào “Dân vận khéo”.", "Đối thoại với Nhân dân.")
REASON = "Bổ sung kết quả đối thoại."
LOG = logging.getLogger(__name__)


@pytest.fixture
def office(transactional_db):
    """The ward with a plan of three items, answered by its party cells, and a report that it owes the province."""
    committee = ward()
    plan = PlanFactory(handed_out=True, issuer=committee, abstract="Công tác dân vận năm nay")
    for text in ITEMS:
        item = PlanItemFactory(plan=plan, text=text)
        for cell in Unit.objects.under(committee).filter(kind=UnitKind.PARTY_CELL):
            row = OccurrenceFactory(
                assignment=AssignmentFactory(item=item, unit=cell), due_on=HALF.start + timedelta(20),
                progress="FINISHED", finished_on=HALF.start + timedelta(18),
            )  # fmt: skip
            ReviewFactory(update=ProgressUpdateFactory(occurrence=row, outcome=f"Đã làm xong: {text}"))
    superior = PlanFactory(handed_out=True, issuer=UnitFactory(committee=True), number="65-KH/TU")
    period = ReportingPeriodFactory(
        plan=superior, label="Năm nay", starts_on=HALF.start, opens_on=HALF.start, ends_on=TODAY + timedelta(30)
    )
    SubmissionFactory(period=period, unit=committee, collector=superior.issuer)
    return committee


def write_draft(clerk: Person) -> None:
    """A first complete draft: what is proposed is taken, the units' words are put under every item."""
    page = clerk.page
    clerk.click("Báo cáo")
    clerk.click("Soạn báo cáo")
    clerk.click("Tạo dự thảo")
    clerk.sees("Đã tạo dự thảo")
    side = page.locator("#side")
    for text in ITEMS:
        heading = text.rstrip(".")
        section = page.locator(".writing-section").filter(has=page.get_by_role("heading", name=heading))
        clerk.press(section.get_by_role("link", name="Viết mục này"))
        expect(side.get_by_role("heading", name=heading)).to_be_visible()
        clerk.tick(side.get_by_role("checkbox").first)
        clerk.click("Đưa vào báo cáo", inside=side)
        expect(section.get_by_label("Đoạn văn")).to_have_count(1)
        expect(side.get_by_text("Đã dùng").first).to_be_visible()


def test_from_a_new_report_to_its_place_in_the_archive(office, at_desk, worker):
    clerk: Person = at_desk("vanphong")
    write_draft(clerk)
    LOG.info("%d acts to a first complete draft", clerk.acts)
    assert clerk.acts * SECONDS_AN_ACT <= MOST_MINUTES * 60
    hand_up(clerk)
    clerk.sees("Đang trình ký")

    chief: Person = at_desk("lanhdao")
    chief.page.goto(clerk.page.url)
    chief.click("Trả về dự thảo")
    chief.looks_around("report-take-back")
    chief.write("Lý do", REASON)
    chief.click("Trả về dự thảo")
    chief.sees("Đã trả về dự thảo")

    clerk.page.reload()
    clerk.sees(REASON)
    hand_up(clerk)
    clerk.click("Ghi nhận đã ký")
    clerk.looks_around("report-sign")
    clerk.write("Số văn thư cấp", "128")
    clerk.write("Họ tên người ký", "Nguyễn Thị Mẫu")
    scan = {"name": "Báo cáo 128.pdf", "mimeType": "application/pdf", "buffer": SCAN}
    clerk.attach(clerk.page.locator("input[type=file]"), scan)
    clerk.tick(clerk.page.get_by_role("checkbox", name="không có dấu mật"))
    clerk.click("Ghi nhận đã ký")
    expect(clerk.page.locator(".state-line")).to_contain_text("Đã ký: số 128")
    said = paper.words_of_pdf(paper.archived(clerk))
    assert "128" in said.split("BÁO CÁO")[0]
    assert "Nguyễn Thị Mẫu" in said
    clerk.looks_around("report-signed")
    LOG.info("%d acts of the clerk to the signed report, %d of the leader", clerk.acts, chief.acts)

    clerk.click("Gửi cấp trên…")
    clerk.looks_around("report-hand-up")
    clerk.click("Gửi cấp trên")
    clerk.sees("Đã gửi cấp trên: Năm nay, 65-KH/TU")
    clerk.click("Lập báo cáo thay thế")
    clerk.sees("Sẽ thay thế")
    assert Report.objects.get(supersedes__isnull=False).supersedes.hand_ups.count() == 1


def test_another_copy_and_the_whole_file_of_the_plan(office, at_desk, worker):
    clerk: Person = at_desk("vanphong")
    plan = office.issued_plans.get()
    clerk.page.goto(f"/plans/{plan.pk}/history/")
    clerk.click("Xuất hồ sơ")
    clerk.looks_around("plan-package")
    clerk.click("Lập hồ sơ")

    link = clerk.page.get_by_role("link", name="Tải hồ sơ")
    expect(link).to_be_visible(timeout=paper.WAIT_FOR_WORKER)
    with clerk.page.expect_download() as fetched:
        clerk.press(link)
    assert fetched.value.suggested_filename.endswith(".zip")
    clerk.looks_around("plan-package-made")
