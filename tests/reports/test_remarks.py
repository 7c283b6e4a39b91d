"""The copy for remarks (bản góp ý): the lines of the report, a wide margin, who said what beside each paragraph."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from orgs.models import Role
from reports import composing, services, words
from reports.blocks import Annex, Paragraph
from reports.models import ReportFile, ReportParagraph
from reports.tasks import draw_report
from tests.factories.orgs import UserFactory
from tests.factories.plans import PlanFactory, PlanItemFactory, ProgressUpdateFactory
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


def notes_of(report):
    paper = composing.compose_for_remarks(report, on=TODAY)
    assert not any(isinstance(block, Annex) for block in paper.blocks)
    return {block.text: block.note for block in paper.blocks if isinstance(block, Paragraph)}


def test_beside_each_paragraph_stands_where_it_came_from(report):
    said = words.all_words(report)[0].update
    taken = ReportParagraph.objects.get(sources=said)

    notes = notes_of(report)

    assert notes["Lời của văn phòng."] == "Văn phòng viết"
    assert notes[taken.text] == f"Nguồn: {said.occurrence.unit}"
    counted = [text for text, note in notes.items() if note == f"Số liệu đến ngày {TODAY:%d/%m/%Y}"]
    assert counted
    assert all(notes.values())


def test_figures_of_a_time_that_is_over_are_those_of_its_last_day(report):
    report.ends_on = TODAY - timedelta(days=1)

    assert f"Số liệu đến ngày {report.ends_on:%d/%m/%Y}" in notes_of(report).values()


def test_of_many_sources_some_are_named_and_the_rest_counted(report):
    taken = ReportParagraph.objects.get(sources__isnull=False)
    for _ in range(composing.MOST_NAMES + 1):
        taken.sources.add(ProgressUpdateFactory())

    assert notes_of(report)[taken.text].endswith(" và 2 đơn vị khác")


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
