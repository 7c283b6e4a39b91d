"""The office urges by letter, the unit answers by a sheet filled in with Word; on a phone, and by keyboard alone."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import expect

from orgs.models import Role
from plans.importing.sheets import codes_in
from plans.models import Submission, SubmissionState
from tests.browser.paper import drawn, words_of_docx, words_of_pdf
from tests.browser.people import Person
from tests.browser.test_answering_by_keyboard import tab_to
from tests.factories.orgs import UserFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanItemFactory
from tests.plans.reports import owed_now

DUTY = "Tổ chức hội nghị đối thoại với Nhân dân theo quy chế."


@pytest.fixture
def report(transactional_db) -> Submission:
    """A report of two items, and a duty of the same unit that is overdue."""
    report = owed_now(rows=2)
    item = PlanItemFactory(plan=report.period.plan, text=DUTY)
    today = timezone.localdate()
    OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=report.unit), due_on=today - timedelta(days=12))
    UserFactory(username="vanphong", unit=report.period.plan.issuer, role=Role.OFFICER)
    UserFactory(username="donvi", unit=report.unit)
    return report


def filled(content: bytes) -> bytes:
    """The sheet as somebody filled it in: every item, the dated one done."""
    document = Document(BytesIO(content))
    for table in document.tables:
        if codes_in(table.cell(0, 0).text, "M"):
            for row in table.rows[1:]:
                if row.cells[0].text.startswith("Kết quả"):
                    row.cells[1].text = "Đã họp 02 buổi, 60 lượt người dự."
                if row.cells[0].text.startswith("Tiến độ"):
                    row.cells[1].text = "Đã xong"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_letter_is_written_printed_sent_and_answered_by_a_sheet(report, at_desk, on_phone, worker):
    office, unit = at_desk("vanphong"), on_phone("donvi")
    page, unit_name = office.page, report.unit.name

    page.goto("/desk/")
    office.click("Soạn công văn đôn đốc")
    office.sees(DUTY)
    office.looks_around("letter-new")
    office.click("Soạn công văn")
    office.sees("Đã soạn công văn")
    office.looks_around("letter")
    letter = page.url
    said = words_of_pdf(drawn(office, "Tạo bản PDF"))
    assert f"Kính gửi: {unit_name}." in said
    assert "T/L BAN THƯỜNG VỤ" in said
    page.goto(letter)
    assert DUTY in words_of_docx(drawn(office, "Tạo bản Word (.docx)"))
    page.goto(letter)
    office.click("Sửa lời")
    office.looks_around("letter-edit")
    office.write("Trích yếu", "V/v nhắc việc quá hạn")
    office.click("Lưu")
    office.click("Đã gửi")
    office.looks_around("letter-send")
    office.write("Số văn thư cấp", "12")
    office.click("Ghi nhận đã gửi")
    office.sees("0/1 việc đã được trả lời sau công văn")

    answer_by_sheet(unit, report)

    page.goto(letter)
    office.sees("1/1 việc đã được trả lời sau công văn")
    office.looks_around("letter-answered")
    page.goto("/letters/")
    office.looks_around("letters")


def answer_by_sheet(unit: Person, report: Submission) -> None:
    page = unit.page
    page.goto(report.get_absolute_url())
    unit.click("Phiếu báo cáo để điền tay hoặc bằng Word")
    unit.looks_around("sheet-new")
    sheet = drawn(unit, "Tạo phiếu Word (.docx)")
    page.goto(f"{report.get_absolute_url()}sheet/")
    unit.attach(
        page.locator("input[type=file]"),
        {"name": "phieu.docx", "mimeType": "application/octet-stream", "buffer": filled(sheet)},
    )
    unit.click("Tải lên, đọc phiếu")
    expect(page.get_by_text("Đọc được 3 mục mới trong 3 mục")).to_be_visible(timeout=30_000)
    unit.looks_around("sheet-read")
    unit.click("Đưa vào bản nháp")
    expect(page.locator("#report-bar")).to_contain_text("Đã trả lời 3/3 mục")
    unit.click("Gửi báo cáo")
    expect(page.locator(".state-line")).to_contain_text("tiếp nhận")
    report.refresh_from_db()
    assert report.state == SubmissionState.AWAITING
    said = words_of_pdf(drawn(unit, "In báo cáo (PDF)"))
    assert "Đã họp 02 buổi, 60 lượt người dự." in said


def test_a_unit_sends_its_own_file_by_keyboard_alone(report, at_desk, tmp_path):
    person: Person = at_desk("donvi")
    page, keys = person.page, person.page.keyboard
    file = Path(tmp_path, "bao-cao.txt")
    file.write_text("Báo cáo của chi bộ.")

    page.goto(f"{report.get_absolute_url()}file/")
    person.looks_around("own-report")
    tab_to(person, page.locator("input[type=file]"))
    page.locator("input[type=file]").set_input_files(file)  # the system's own window is not the page's
    tab_to(person, page.get_by_role("button", name="Gửi báo cáo"))
    keys.press("Enter")

    person.sees("Đã nộp, chưa tách")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="bao-cao.txt").click()
    assert Path(fetched.value.path()).read_text() == "Báo cáo của chi bộ."
