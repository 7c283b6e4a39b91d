"""Pages of the report sheet: fetched, uploaded, looked at, taken over into drafts."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from orgs.models import Role
from plans.importing.sheets import codes_in
from plans.models import Draft, Indicator, IndicatorValue
from reports.docx import build_docx
from reports.models import FilledSheet, PaperFile
from reports.tasks import draw_paper, read_filled_sheet
from reports.unit_papers import sheet_paper
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
)
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    plan, today = PlanFactory(handed_out=True), timezone.localdate()
    cell = UnitFactory(cell=True, parent=plan.issuer)
    period = ReportingPeriodFactory(plan=plan, opens_on=today, due_on=today + timedelta(days=9))
    item = PlanItemFactory(plan=plan, text="Tuyên truyền, vận động Nhân dân.")
    OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=cell), period=period, due_on=None)
    Indicator.objects.create(period=period, position=1, name="Số buổi", measure="buổi")
    return SubmissionFactory(period=period, unit=cell)


@pytest.fixture
def reporter(report):
    return UserFactory(role=Role.REPORTER, unit=report.unit)


@pytest.fixture
def unit(client, reporter):
    client.force_login(reporter)
    return client


def filled(report, words="Đã tổ chức 03 buổi.", number="3") -> bytes:
    document = Document(BytesIO(build_docx(sheet_paper(report, on=timezone.localdate()))))
    question = next(table for table in document.tables if codes_in(table.cell(0, 0).text, "M"))
    question.cell(1, 1).text = words
    numbers = next(table for table in document.tables if codes_in(table.rows[-1].cells[-1].text, "S"))
    numbers.cell(1, 3).text = number
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def upload(client, report, content, name="phieu.docx"):
    """Upload, and let the worker read; the page that is shown then."""
    file = SimpleUploadedFile(name, content)
    address = reverse("reports:sheet_create", args=[report.pk])
    client.post(address, {"key": uuid.uuid4(), "file": file})
    sheet = FilledSheet.objects.get()
    read_filled_sheet.func(sheet.pk)
    return client.get(sheet.get_absolute_url())


def take(client, **data):
    return client.post(reverse("reports:sheet_take", args=[FilledSheet.objects.get().pk]), data, follow=True)


def test_the_blank_sheet_is_drawn_by_the_worker(unit, report):
    unit.post(reverse("reports:paper_report", args=[report.pk, "blank", "docx"]))
    drawn = PaperFile.objects.get()
    draw_paper.func(file_id=drawn.pk, on=timezone.localdate().isoformat())

    file = unit.get(reverse("reports:paper_download", args=[drawn.pk]))

    assert file["Content-Disposition"].startswith('attachment; filename="phieu-bao-cao-chi-bo-')
    printed = Document(BytesIO(b"".join(file.streaming_content)))
    assert codes_in("\n".join(paragraph.text for paragraph in printed.paragraphs), "P")


def test_strange_papers_are_not_found(unit, report):
    assert unit.post(reverse("reports:paper_report", args=[report.pk, "blank", "xlsx"])).status_code == 404
    assert unit.post(reverse("reports:paper_report", args=[report.pk, "other", "pdf"])).status_code == 404


def test_the_page_waits_until_the_worker_has_read(unit, report):
    file = SimpleUploadedFile("phieu.docx", filled(report))
    address = reverse("reports:sheet_create", args=[report.pk])

    page = unit.post(address, {"key": uuid.uuid4(), "file": file}, follow=True)

    assert "Đang đọc phiếu" in page.text
    assert 'hx-trigger="every 1s"' in page.text


def test_what_was_read_is_shown_then_taken_over_into_the_units_draft(unit, report, reporter):
    page = upload(unit, report, filled(report))
    row = report.unit.occurrences.get()

    assert "Đọc được 1 mục mới trong 1 mục" in page.text
    assert "Đã tổ chức 03 buổi." in page.text
    goal = take(unit, rows=[row.pk], figures="1")

    assert "Đã đưa 1 mục vào bản nháp" in goal.text
    assert "Đã tổ chức 03 buổi." in goal.text
    assert Draft.objects.get(user=reporter).values["outcome"] == "Đã tổ chức 03 buổi."
    assert IndicatorValue.objects.get().number == 3


def test_a_number_that_may_be_two_is_kept_as_typed_and_asked_about(unit, report):
    upload(unit, report, filled(report, number="1.5.0"))

    page = take(unit, figures="1")

    assert "Biểu số liệu có 1 dòng chưa rõ" in page.text
    value = IndicatorValue.objects.get()
    assert (value.number, value.typed) == (None, "1.5.0")


def test_the_office_uploads_for_the_unit_and_goes_on_to_enter_it(client, report):
    officer = UserFactory(role=Role.OFFICER, unit=report.period.plan.issuer)
    client.force_login(officer)
    upload(client, report, filled(report))

    page = take(client, rows=[report.unit.occurrences.get().pk])

    assert page.redirect_chain[-1][0] == reverse("plans:report_enter", args=[report.pk])
    assert "Đã tổ chức 03 buổi." in page.text
    assert Draft.objects.get().user == officer


def test_what_is_being_typed_is_shown_beside_and_stays_unless_ticked(unit, report, reporter):
    row = report.unit.occurrences.get()
    Draft.objects.create(user=reporter, occurrence=row, values={"answer": "RESULT", "outcome": "Đang gõ dở"})

    page = upload(unit, report, filled(report))

    assert "Đang gõ dở" in page.text
    assert f'name="rows" value="{row.pk}">' in page.text
    take(unit)
    assert Draft.objects.get().values["outcome"] == "Đang gõ dở"


def test_another_units_sheet_is_refused_in_words(unit, report):
    other = SubmissionFactory(period=report.period)
    OccurrenceFactory(
        assignment=AssignmentFactory(item=report.unit.assignments.get().item, unit=other.unit), period=report.period,
        due_on=None,
    )  # fmt: skip

    assert "Phiếu này là của đơn vị khác hoặc kỳ khác" in upload(unit, report, filled(other)).text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("phieu.pdf", b"%PDF-1.4", "phải là tệp Word"),
        ("phieu.docx", b"PK", "Tệp bị hỏng"),
        ("phieu.docx", b"\0" * 100, "hỏng"),
    ],
)
def test_other_files_are_refused_in_words(unit, report, name, content, words):
    assert words in upload(unit, report, content, name).text


def test_no_file_or_an_empty_one_asks_for_one(unit, report):
    address = reverse("reports:sheet_create", args=[report.pk])

    assert "Hãy chọn tệp phiếu đã điền" in unit.post(address, {"key": uuid.uuid4()}).text
    empty = SimpleUploadedFile("phieu.docx", b"")
    assert "Tệp rỗng" in unit.post(address, {"key": uuid.uuid4(), "file": empty}).text


def test_a_locked_period_takes_no_sheet(unit, report):
    report.period.locks_on = timezone.localdate() - timedelta(days=1)
    report.period.save()
    file = SimpleUploadedFile("phieu.docx", b"PK")

    page = unit.post(reverse("reports:sheet_create", args=[report.pk]), {"key": uuid.uuid4(), "file": file})

    assert "đã khóa" in page.text
    assert not FilledSheet.objects.exists()


def test_nobody_else_sees_what_was_uploaded(unit, client, report):
    upload(unit, report, filled(report))
    client.force_login(UserFactory(role=Role.OFFICER, unit=report.period.plan.issuer))

    assert client.get(FilledSheet.objects.get().get_absolute_url()).status_code == 404
