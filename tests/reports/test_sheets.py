"""Report sheets: printed, filled in, back from a word processor, laid beside the report."""

import re
import shutil
import subprocess
import time
import uuid
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Mm

from orgs.models import Role
from plans.importing.sheets import Sheet, code_of, codes_in, kind_and_id, read_sheet
from plans.importing.source import SecretDocument, UnreadableFile
from plans.models import Answer, Draft, Indicator, IndicatorKind, IndicatorValue
from reports import services
from reports.docx import build_docx
from reports.models import FilledSheet
from reports.pdf import template_context
from reports.sheets import figure_data, lay_beside, why_refused
from reports.tasks import read_filled_sheet
from reports.unit_papers import report_paper, salt_of, sheet_paper
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
)
from tests.factories.reporting import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ON = date(2026, 6, 1)
NEEDS_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture
def report():
    """A party cell's report of two items of the period and a dated one, with two figures."""
    office = UnitFactory(committee=True, name="Đảng ủy phường Bình An", place="Bình An")
    plan = PlanFactory(handed_out=True, issuer=office, number="15-KH/ĐU")
    cell = UnitFactory(cell=True, parent=office, name="Chi bộ khu phố 1")
    period = ReportingPeriodFactory(plan=plan, label="6 tháng đầu năm 2026")
    for text, when in [
        ("Tuyên truyền, vận động Nhân dân.", {"period": period, "due_on": None}),
        ("Xây dựng một mô hình mới.", {"due_on": date(2026, 5, 31)}),
        ("Giữ gìn vệ sinh khu phố.", {"period": period, "due_on": None}),
    ]:
        OccurrenceFactory(assignment=AssignmentFactory(item=PlanItemFactory(plan=plan, text=text), unit=cell), **when)
    Indicator.objects.create(period=period, position=1, name="Số buổi tuyên truyền", measure="buổi")
    Indicator.objects.create(period=period, position=2, name="Không có vi phạm", kind=IndicatorKind.YES_NO)
    return SubmissionFactory(period=period, unit=cell)


@pytest.fixture
def reporter(report):
    return UserFactory(role=Role.REPORTER, unit=report.unit)


def rows_of(report):
    return list(report.unit.occurrences.order_by("assignment__item__position"))


def sheet_docx(report) -> bytes:
    return build_docx(sheet_paper(report, on=ON))


def filled(
    content: bytes, said: dict[tuple[int, str], str], figures: dict[int, tuple[str, str]] | None = None
) -> bytes:
    """The sheet with words typed into blanks: by the place of the item and the beginning of the blank's name."""
    document = Document(BytesIO(content))
    questions = [table for table in document.tables if codes_in(table.cell(0, 0).text, "M")]
    for (place, name), words in said.items():
        cell = next(row.cells[1] for row in questions[place].rows if row.cells[0].text.startswith(name))
        first, *rest = words.split("\n")
        cell.paragraphs[0].text = first
        for line in rest:
            cell.add_paragraph(line)
    numbers = next(table for table in document.tables if codes_in(table.rows[-1].cells[-1].text, "S"))
    for place, (given, note) in (figures or {}).items():
        numbers.cell(place + 1, 3).text, numbers.cell(place + 1, 4).text = given, note
    return saved(document)


def saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def converted(content: bytes, folder, *kinds: str) -> bytes:
    """The file as LibreOffice saves it, from kind to kind."""
    path = folder / "phieu.docx"
    path.write_bytes(content)
    for kind in kinds:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(folder / 'own').as_uri()}", "--headless", "--convert-to", kind,
             "--outdir", folder / kind, path],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        path = folder / kind / f"phieu.{kind}"
    return path.read_bytes()


WORDS = {
    (0, "Kết quả"): "Đã tổ chức 03 buổi,\n120 lượt người dự.",
    (0, "Khó khăn"): "Thiếu loa.",
    (1, "Kết quả"): "Đang khảo sát.",
    (1, "Tiến độ"): "Đang làm",
    (2, "Kết quả"): "Không phát sinh.",
}
FIGURES = {0: ("1.200", "ước tính"), 1: ("Đạt", "")}


def assert_is_read(content: bytes, report, reporter, name="phieu.docx", folder=None):
    reading = lay_beside(read_sheet(content, name, folder), report, reporter)

    assert [found.words for found in reading.items] == [
        {
            "answer": "RESULT", "progress": "FINISHED", "outcome": "Đã tổ chức 03 buổi,\n120 lượt người dự.",
            "difficulties": "Thiếu loa.",
        },
        {"answer": "RESULT", "progress": "IN_PROGRESS", "outcome": "Đang khảo sát."},
        {"answer": "NOTHING_TO_REPORT"},
    ]  # fmt: skip
    assert [(found.given, found.note) for found in reading.figures] == [("1.200", "ước tính"), ("Đạt", "")]
    assert reading.loose == []


def test_a_filled_sheet_is_read_back(report, reporter, tmp_path):
    assert_is_read(filled(sheet_docx(report), WORDS, FIGURES), report, reporter, folder=tmp_path)


@NEEDS_OFFICE
@pytest.mark.parametrize("between", ["odt", "doc"])
def test_a_sheet_survives_libreoffice(report, reporter, tmp_path, between):
    content = converted(filled(sheet_docx(report), WORDS, FIGURES), tmp_path, between, "docx")

    assert_is_read(content, report, reporter, folder=tmp_path)


@NEEDS_OFFICE
def test_a_sheet_that_libreoffice_saved_before_it_was_filled_in_is_read(report, reporter, tmp_path):
    content = converted(sheet_docx(report), tmp_path, "odt", "docx")

    assert_is_read(filled(content, WORDS, FIGURES), report, reporter, folder=tmp_path)


@NEEDS_OFFICE
@pytest.mark.parametrize("kind", ["odt", "doc"])
def test_a_sheet_saved_in_another_format_is_read_as_it_is(report, reporter, tmp_path, kind):
    content = converted(filled(sheet_docx(report), WORDS, FIGURES), tmp_path, kind)

    assert_is_read(content, report, reporter, f"phieu.{kind}", tmp_path)


def test_an_untouched_sheet_says_nothing_new(report, reporter, tmp_path):
    row = rows_of(report)[0]
    ProgressUpdateFactory(occurrence=row, outcome="Trong kỳ không có việc.", answer=Answer.NOTHING_TO_REPORT)

    reading = lay_beside(read_sheet(sheet_docx(report), "phieu.docx", tmp_path), report, reporter)

    assert (reading.new_items, reading.figures, reading.loose) == ([], [], [])
    assert [found.extra for found in reading.items] == [[], [], []]


def test_tracked_changes_are_read_as_accepted(report, reporter, tmp_path):
    document = Document(BytesIO(sheet_docx(report)))
    question = next(table for table in document.tables if codes_in(table.cell(0, 0).text, "M"))
    paragraph = question.cell(1, 1).paragraphs[0]._p
    for tag, text_tag, words in (("w:del", "w:delText", "Lời cũ"), ("w:ins", "w:t", "Lời mới")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph.append(change)

    reading = lay_beside(read_sheet(saved(document), "phieu.docx", tmp_path), report, reporter)

    assert reading.items[0].words["outcome"] == "Lời mới"


def test_what_stands_nowhere_is_shown_not_lost(report, reporter, tmp_path):
    document = Document(BytesIO(filled(sheet_docx(report), {(1, "Tiến độ"): "gần xong rồi"})))
    document.add_paragraph("Chi bộ đề nghị sửa loa phường.")
    question = next(table for table in document.tables if codes_in(table.cell(0, 0).text, "M"))
    question.cell(0, 0).paragraphs[-1].add_run(" Đã làm hai buổi.")
    row = question.add_row()
    row.cells[0].text, row.cells[1].text = "Kinh phí", "2 triệu"

    reading = lay_beside(read_sheet(saved(document), "phieu.docx", tmp_path), report, reporter)

    assert reading.loose == ["Chi bộ đề nghị sửa loa phường."]
    assert reading.items[0].extra == ["Đã làm hai buổi.", "Kinh phí: 2 triệu"]
    assert reading.items[1].extra == ["Tiến độ (chưa làm, đang làm hay đã xong): gần xong rồi"]


def test_words_in_a_cell_beside_the_code_are_shown_not_lost(report, reporter, tmp_path):
    document = Document(BytesIO(sheet_docx(report)))
    question = next(table for table in document.tables if codes_in(table.cell(0, 0).text, "M"))
    strange = document.add_table(1, 2)
    strange.cell(0, 0).text = codes_in(question.cell(0, 0).text, "M")[0]
    strange.cell(0, 1).text = "Ghi nhầm chỗ"
    question._tbl.addprevious(strange._tbl)
    question._tbl.getparent().remove(question._tbl)
    file = BytesIO()
    document.save(file)

    reading = lay_beside(read_sheet(file.getvalue(), "phieu.docx", tmp_path), report, reporter)

    assert "Ghi nhầm chỗ" in [words for found in reading.items for words in found.extra]


def test_a_line_made_to_be_searched_for_ever_is_laid_aside_at_once(report, reporter):
    sheet = Sheet(loose=[("", "ngày tháng " * 20_000), ("", "Bình An, ngày 05 tháng 6 năm 2026")])
    began = time.monotonic()

    reading = lay_beside(sheet, report, reporter)

    assert time.monotonic() - began < 5
    assert len(reading.loose) == 1


def test_tables_that_grew_together_are_still_told_apart(report, reporter, tmp_path):
    document = Document(BytesIO(filled(sheet_docx(report), WORDS, FIGURES)))
    first, second, third = (table for table in document.tables if codes_in(table.cell(0, 0).text, "M"))
    for table in (second, third):
        for row in table.rows:
            first._tbl.append(row._tr)
        table._tbl.getparent().remove(table._tbl)

    assert_is_read(saved(document), report, reporter, folder=tmp_path)


def test_a_place_whose_code_was_deleted_is_shown_among_the_rest(report, reporter, tmp_path):
    document = Document(BytesIO(filled(sheet_docx(report), {(0, "Kết quả"): "Đã tổ chức 03 buổi."})))
    question = next(table for table in document.tables if codes_in(table.cell(0, 0).text, "M"))
    question.cell(0, 0).text = "1. Tuyên truyền"

    reading = lay_beside(read_sheet(saved(document), "phieu.docx", tmp_path), report, reporter)

    assert "Đã tổ chức 03 buổi." in reading.loose
    assert len(reading.items) == 2


def test_pictures_are_counted_so_that_nobody_thinks_they_went_in(report, reporter, tmp_path):
    document = Document(BytesIO(sheet_docx(report)))
    picture = BytesIO(bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
    ))  # fmt: skip
    document.add_picture(picture, width=Mm(10))

    assert read_sheet(saved(document), "phieu.docx", tmp_path).pictures == 1


def test_a_sheet_of_another_unit_or_period_is_refused(report, tmp_path):
    other_unit = SubmissionFactory(period=report.period, unit=UnitFactory(cell=True, parent=report.collector))
    other_period = SubmissionFactory(
        unit=report.unit, period=ReportingPeriodFactory(plan=report.period.plan, label="Quý IV")
    )

    for other in (other_unit, other_period):
        sheet = read_sheet(sheet_docx(other), "phieu.docx", tmp_path)
        code = code_of("P", other.pk, salt_of(other))
        assert why_refused(sheet, report) == (
            f"Phiếu này là của đơn vị khác hoặc kỳ khác (mã {code}), không phải của Chi bộ khu phố 1, "
            "6 tháng đầu năm 2026. Chưa lưu gì."
        )
    assert why_refused(read_sheet(sheet_docx(report), "phieu.docx", tmp_path), report) == ""


def test_places_of_another_sheet_do_not_slip_in(report, reporter, tmp_path):
    other = SubmissionFactory(unit=report.unit, period=ReportingPeriodFactory(plan=report.period.plan, label="Quý IV"))
    document = Document(BytesIO(filled(sheet_docx(report), {(0, "Kết quả"): "Đã xong."})))
    question = next(table for table in document.tables if codes_in(table.cell(0, 0).text, "M"))
    note = question.cell(0, 0).paragraphs[-1]
    note.text = f"mã {code_of('M', rows_of(report)[0].pk, salt_of(other))}"

    reading = lay_beside(read_sheet(saved(document), "phieu.docx", tmp_path), report, reporter)

    assert len(reading.items) == 2
    assert reading.loose == ["Kết quả: Đã xong."]


def test_a_document_that_is_no_sheet_is_refused(report, tmp_path):
    document = Document()
    document.add_paragraph("Báo cáo của chi bộ.")

    assert why_refused(read_sheet(saved(document), "bao-cao.docx", tmp_path), report).startswith("Không thấy mã phiếu")
    two = Sheet(codes=[code_of("P", report.pk, salt_of(report)), "P999-ABCD"])
    assert why_refused(two, report).startswith("Tệp có nhiều phiếu")


def test_secret_or_strange_files_are_refused(report, tmp_path):
    document = Document(BytesIO(sheet_docx(report)))
    document.paragraphs[0].insert_paragraph_before("MẬT")

    with pytest.raises(SecretDocument):
        read_sheet(saved(document), "phieu.docx", tmp_path)
    with pytest.raises(UnreadableFile, match="phải là tệp Word"):
        read_sheet(b"%PDF-1.4", "phieu.pdf", tmp_path)


def test_codes_are_checked_and_told_apart():
    code = code_of("M", 12, "facts")

    assert kind_and_id(code) == ("M", 12)
    assert codes_in(f"mục II.1 · mã {code}; mã phiếu P3-AAAA", "M") == [code]
    assert code != code_of("M", 12, "other facts")
    assert codes_in("KM5-ABCD M0-ABCD M12-ABC1 m12-ABCD") == []
    with pytest.raises(ValueError):
        kind_and_id("M12")


def test_the_sheet_prints_the_plans_words_boxes_and_codes(report):
    rows = rows_of(report)
    ProgressUpdateFactory(occurrence=rows[2], outcome="Đã dọn 04 đợt.", proposals="Thêm xe.")

    paper = sheet_paper(report, on=ON)

    questions = [block for block in paper.body if block.kind == "question"]
    assert [question.line for question in questions] == [
        "1. Tuyên truyền, vận động Nhân dân.", "2. Xây dựng một mô hình mới.", "3. Giữ gìn vệ sinh khu phố.",
    ]  # fmt: skip
    assert re.fullmatch(r"mục 2 · hạn 31/5/2026 · mã M\d+-[A-Z2-7]{4}", questions[1].note)
    assert [blank.label.split(" (")[0] for blank in questions[1].blanks] == [
        "Kết quả", "Tiến độ", "Khó khăn, vướng mắc", "Đề xuất, kiến nghị",
    ]  # fmt: skip
    assert [blank.words for blank in questions[2].blanks] == ["Đã dọn 04 đợt.", "", "Thêm xe."]
    assert template_context(paper)["number"] == ""


def test_the_units_own_report_says_its_answers_in_the_plans_order(report):
    rows = rows_of(report)
    ProgressUpdateFactory(occurrence=rows[0], outcome="Đã tổ chức 03 buổi.", difficulties="Thiếu loa.")
    ProgressUpdateFactory(occurrence=rows[2], outcome="", answer=Answer.NOTHING_TO_REPORT)
    IndicatorValue.objects.create(
        indicator=report.period.indicators.first(),
        unit=report.unit,
        number=1200,
        by=UserFactory(),
        at=rows[0].plan.issued_at,
    )

    paper = report_paper(report, on=ON)

    words = [
        getattr(block, "line", None) or getattr(block, "text", "") for block in paper.body if block.kind != "table"
    ]
    assert words == [
        "1. Tuyên truyền, vận động Nhân dân", "Đã tổ chức 03 buổi.", "Khó khăn, vướng mắc: Thiếu loa.",
        "2. Xây dựng một mô hình mới", "(Chưa báo cáo)", "3. Giữ gìn vệ sinh khu phố", "Không phát sinh",
    ]  # fmt: skip
    (table,) = (block for block in paper.body if block.kind == "table")
    assert table.rows[0][:4] == ("1", "Số buổi tuyên truyền", "buổi", "1.200")
    assert (paper.issuer, paper.superior, paper.draft) == ("Chi bộ khu phố 1", "Đảng ủy phường Bình An", True)


def test_an_uploaded_sheet_becomes_drafts_of_who_uploaded_it(report, reporter):
    upload = services.start_reading_sheet(
        submission=report, by=reporter, key=uuid.uuid4(), name="phieu.docx",
        content=filled(sheet_docx(report), WORDS, FIGURES),
    )  # fmt: skip

    read_filled_sheet.func(upload.pk)

    upload.refresh_from_db()
    reading = lay_beside(Sheet.from_record(upload.sheet), report, reporter)
    assert services.take_sheet(filled=upload, by=reporter, found=reading.new_items) == 3
    drafts = Draft.objects.filter(user=reporter).order_by("occurrence__assignment__item__position")
    assert [draft.values for draft in drafts] == [found.words for found in reading.items]
    assert figure_data(reading)[f"figure-{report.period.indicators.last().pk}"] == "yes"


def test_reading_leaves_nothing_in_the_spool_and_says_why_it_failed(report, reporter, settings):
    upload = services.start_reading_sheet(
        submission=report, by=reporter, key=uuid.uuid4(), name="phieu.docx", content=b"PK khong phai tep zip"
    )
    read_filled_sheet.func(upload.pk)
    read_filled_sheet.func(upload.pk)

    upload.refresh_from_db()
    assert "Tệp bị hỏng" in upload.error
    assert not list(Path(settings.SPOOL_DIR).glob(str(upload.key)))


def test_uploading_twice_is_one_upload(report, reporter):
    key = uuid.uuid4()
    for _ in range(2):
        services.start_reading_sheet(submission=report, by=reporter, key=key, name="a.docx", content=b"PK")

    assert FilledSheet.objects.count() == 1


def test_what_is_typed_on_the_page_already_is_not_written_over_unseen(report, reporter, tmp_path):
    row = rows_of(report)[0]
    Draft.objects.create(user=reporter, occurrence=row, values={"answer": "RESULT", "outcome": "Đang gõ dở"})
    content = filled(sheet_docx(report), {(0, "Kết quả"): "Trong phiếu."})

    found = lay_beside(read_sheet(content, "phieu.docx", tmp_path), report, reporter).items[0]

    assert found.draft == {"answer": "RESULT", "outcome": "Đang gõ dở"}
    assert found.words["outcome"] == "Trong phiếu."
