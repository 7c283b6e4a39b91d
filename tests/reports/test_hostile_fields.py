"""Papers whose every field is hostile: text stays text, and nothing is asked for (TRUST.md P8)."""

import io
import uuid
import zipfile
from datetime import date

import openpyxl
import pytest

from orgs.models import Role
from plans.models import Indicator, IndicatorValue, PlanItem
from reports import composing, letters, press, row_lists, services
from reports.blocks import Annex, Table
from reports.docx import build_docx
from reports.models import UrgingLetter
from reports.pdf import draw_pdf
from reports.plan_papers import assignment_paper
from reports.table_sheets import sheets_of
from reports.unit_papers import report_paper, sheet_paper
from reports.xlsx import write_sheets
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
from tests.reports.drawn import DrawnPages
from tests.reports.hostile import PAYLOADS, payloads, type_into
from tests.reports.signed import draft_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TODAY = date(2026, 11, 20)
TURNS = (0, 11, 22)


@pytest.fixture
def asked_for(monkeypatch):
    """Every address that the renderer asks its fetcher for; all are refused."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- slow import

    addresses = []

    class Recording(URLFetcher):
        def fetch(self, url, headers=None):
            addresses.append(url)
            raise PermissionError(url)

    monkeypatch.setattr(press, "deny_all", Recording)
    press._parsed.cache_clear()
    yield addresses
    press._parsed.cache_clear()


@pytest.fixture
def row():
    """A unit's row in a plan, answered, with everything around it that is printed."""
    office = UnitFactory(committee=True)
    plan = PlanFactory(handed_out=True, issuer=office)
    unit = UnitFactory(cell=True, parent=office)
    assignment = AssignmentFactory(item=PlanItemFactory(plan=plan), unit=unit)
    return OccurrenceFactory(assignment=assignment, due_on=date(2026, 6, 1))


def made_hostile(row, text: str) -> None:
    """What is around a row: unit, plan, its document and item, the unit's answer, the figures it is asked for."""
    update = ProgressUpdateFactory(occurrence=row)
    period = ReportingPeriodFactory(plan=row.plan)
    report = SubmissionFactory(period=period, unit=row.unit)
    indicator = Indicator.objects.create(period=period, position=1, name="x")
    by = UserFactory(role=Role.REPORTER, unit=row.unit)
    value = IndicatorValue.objects.create(indicator=indicator, unit=row.unit, by=by, at=update.at, version=1)
    for thing in (indicator, value, report, row.plan.document, row.plan, *PlanItem.objects.filter(plan=row.plan)):
        type_into(thing, text)
    type_into_unit(row.unit, text)
    type_into_unit(row.plan.issuer, text)


def type_into_unit(unit, text: str) -> None:
    words = {name: text[: unit._meta.get_field(name).max_length or len(text)] for name in _UNIT_WORDS}
    type(unit).objects.filter(pk=unit.pk).update(**words)
    unit.refresh_from_db()


_UNIT_WORDS = ("name", "paper_name", "paper_superior", "symbol", "place")


def asked_by_office_files(content: bytes) -> list[str]:
    """What a .docx or .xlsx would have its reader fetch or run: links out of it, formulas."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    links = [name for name, part in parts.items() if name.endswith(".rels") and b'TargetMode="External"' in part]
    formulas = [name for name, part in parts.items() if name.startswith("xl/worksheets/") and b"<f" in part]
    return links + formulas


def check(paper, text: str, listener, asked_for) -> None:
    listener.asked.clear()
    with DrawnPages(draw_pdf(paper)) as pages:
        printed = "".join("".join(pages.text(page) for page in range(len(pages.pages))).split())
    assert listener.asked == []
    assert asked_for == []
    missing = [line for line in text.split("\n") if "".join(line.split())[:40] not in printed]
    assert missing == []


def tables_of(paper):
    tables = [block for annex in paper.blocks if isinstance(annex, Annex) for block in annex.blocks]
    return [block for block in tables if isinstance(block, Table)]


def test_more_than_twenty_five_payloads_are_tried():
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 25


def test_a_link_and_a_formula_in_an_office_file_would_be_seen():
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "=1+1"
    workbook.active["A2"].hyperlink = "http://127.0.0.1/x"
    saved = io.BytesIO()
    workbook.save(saved)

    assert len(asked_by_office_files(saved.getvalue())) == 2


@pytest.mark.parametrize("turn", TURNS)
def test_a_report_and_its_list_of_rows_print_every_payload_as_text(row, listener, asked_for, turn):
    text = payloads(listener.server_port, turn)
    officer = UserFactory(role=Role.OFFICER, unit=row.plan.issuer)
    report = draft_of(row.assignment.item, officer)
    for section in report.sections.all():
        write(section, text)
        type_into(section, text)
    type_into(report, text)
    made_hostile(row, text)

    paper = composing.compose(report, on=TODAY)
    check(paper, text, listener, asked_for)
    assert asked_by_office_files(build_docx(paper)) == []
    assert asked_by_office_files(write_sheets(sheets_of(text[:30], text, tables_of(paper)))) == []
    check(composing.compose_for_remarks(report, on=TODAY), text, listener, asked_for)
    check(row_lists.row_paper(report, on=TODAY), text, listener, asked_for)


@pytest.mark.parametrize("turn", TURNS)
def test_a_letter_and_its_annex_print_every_payload_as_text(row, listener, asked_for, turn):
    text = payloads(listener.server_port, turn)
    officer = UserFactory(role=Role.OFFICER, unit=row.plan.issuer)
    services.create_letters(
        issuer=row.plan.issuer, by=officer, key=uuid.uuid4(), rows=[row], reports=[], is_joint=False,
        receiver=text[:100], wanted_on=TODAY, on=TODAY,
    )  # fmt: skip
    letter = UrgingLetter.objects.get()
    type_into(letter, text)
    made_hostile(row, text)

    check(letters.paper_of(letter, on=TODAY), text, listener, asked_for)


@pytest.mark.parametrize("turn", TURNS)
def test_papers_of_a_unit_and_of_a_plan_print_every_payload_as_text(row, listener, asked_for, turn):
    text = payloads(listener.server_port, turn)
    made_hostile(row, text)
    report = row.unit.submissions.for_list().get()

    first = text.split("\n")[0]  # tables cut a long text short, or across pages
    for paper in (
        sheet_paper(report, on=TODAY),
        report_paper(report, on=TODAY),
        assignment_paper(row.plan, on=TODAY),
    ):
        check(paper, first, listener, asked_for)
