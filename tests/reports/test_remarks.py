"""The copy for remarks (bản góp ý): the lines of the report, a wide margin, who said what beside each paragraph."""

import io

import pytest
from pypdf import PdfReader

from orgs.models import Role
from reports import composing, services, words
from reports.blocks import Annex, Paragraph
from reports.models import ReportFile, ReportParagraph
from reports.tasks import draw_report
from tests.factories.orgs import UserFactory
from tests.factories.plans import PlanFactory, PlanItemFactory
from tests.reports.test_services import TODAY, accepted, draft, section_of

pytestmark = pytest.mark.django_db
MM = 72 / 25.4


@pytest.fixture
def report():
    """One paragraph of units' words, one of the office's own."""
    item = PlanItemFactory(plan=PlanFactory(handed_out=True), text="Tuyên truyền.")
    officer = UserFactory(role=Role.OFFICER, unit=item.plan.issuer)
    accepted(item, outcome="Đã tổ chức 02 buổi.")
    report = draft(item, officer)
    section = section_of(report, item)
    services.take_words(section=section, by=officer, groups=words.grouped(words.words_for(section), set()))
    services.add_paragraph(section=section, by=officer, text="Lời của văn phòng.")
    report.refresh_from_db()
    return report


def test_each_paragraph_says_once_whose_words_it_holds(report):
    paper = composing.compose_for_remarks(report, on=TODAY)

    notes = {block.text: block.note for block in paper.blocks if isinstance(block, Paragraph) and block.note}
    assert notes == {"Lời của văn phòng.": "Văn phòng viết"}
    assert not any(isinstance(block, Annex) for block in paper.blocks)


def test_a_source_that_the_words_do_not_name_stands_beside_them(report):
    said = words.all_words(report)[0].update
    unit = said.occurrence.unit
    paragraph = ReportParagraph.objects.get(sources=said)
    paragraph.text = f"{unit}5 và các nơi khác đã tổ chức nhiều buổi."
    paragraph.save()

    paper = composing.compose_for_remarks(report, on=TODAY)

    assert f"Nguồn: {unit}" in [block.note for block in paper.blocks if isinstance(block, Paragraph)]


def test_lines_break_as_in_the_report_itself(report):
    ours, plain = composing.compose_for_remarks(report, on=TODAY), composing.compose(report, on=TODAY)

    assert ours.profile.text_width == plain.profile.text_width
    assert not any(block.note for block in plain.blocks if isinstance(block, Paragraph))


@pytest.mark.one_database
def test_it_is_drawn_on_paper_that_lies(report):
    drawn = services.request_file(report=report, by=report.created_by, form=ReportFile.REMARKS)

    draw_report.func(file_id=drawn.pk, on=TODAY.isoformat())

    drawn.refresh_from_db()
    with drawn.file.open("rb") as file:
        page = PdfReader(io.BytesIO(file.read())).pages[0]
    assert (round(page.mediabox.width / MM), round(page.mediabox.height / MM)) == (297, 210)
    assert "Văn phòng viết" in page.extract_text()
    assert drawn.pages == 2
