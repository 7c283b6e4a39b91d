"""Annexes of a report: every figure counted by hand, the same on paper, on the page and in the workbook."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgs.models import Unit
from plans.cells import Cells
from plans.models import Indicator, Submission
from reports import composing, figures, frozen_papers
from reports.annex_kinds import AnnexKind, usual_annexes
from reports.annex_tables import ranking_table
from reports.annexes import annex_for, annexes_of
from reports.blocks import Annex, Bars
from reports.docx import build_docx
from reports.models import Report
from reports.pdf import draw_pdf
from tests.factories.figures import InitiativeFactory
from tests.factories.orgs import UnitFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory
from tests.factories.reporting import SubmissionFactory
from tests.reports.annexed import END, START, TODAY, half_year
from tests.reports.drawn import DrawnPages

pytestmark = pytest.mark.django_db


@pytest.fixture
def half():
    return half_year()


def test_units_stand_with_their_five_cells(half):
    assert half.rows(AnnexKind.UNITS) == [
        ("1", "Chi bộ Khu phố 1", "1", "1", "0", "0", "0", "0", "0"),
        ("2", "Chi bộ Khu phố 2", "1", "0", "1", "0", "0", "0", "0"),
        ("3", "Chi bộ Khu phố 3", "1", "0", "0", "0", "1", "0", "0"),
        ("", "Cộng", "3", "1", "1", "0", "1", "0", "0"),
    ]


def test_who_sent_the_reports_owed_is_told_by_unit(half):
    assert half.rows(AnnexKind.COMPLETENESS) == [
        ("1", "Chi bộ Khu phố 1", "1", "1", "0", "0", "0", "0", "100%"),
        ("2", "Chi bộ Khu phố 2", "1", "1", "0", "0", "0", "0", "100%"),
        ("3", "Chi bộ Khu phố 3", "1", "0", "0", "1", "0", "0", "0%"),
        ("", "Cộng", "3", "2", "0", "1", "0", "0", "66,7%"),
    ]


def test_what_adds_up_to_the_reports_owed_stands_together(half):
    Submission.objects.filter(unit=half.cells[0]).update(state="ASKED_FOR_MORE")

    (table,) = half.annex(AnnexKind.COMPLETENESS).tables

    assert [column.header for column in table.columns[2:8]] == [
        "Phải nộp", "Đúng hạn", "Nộp muộn", "Chưa nộp", "Trong đã nộp: đang bổ sung", "Được miễn nộp",
    ]  # fmt: skip
    assert table.totals[2:7] == ("3", "2", "0", "1", "1")


def test_a_target_names_who_has_not_reached_it_and_who_has_not_said(half):
    assert half.rows(AnnexKind.TARGETS) == [
        ("1", "Mỗi chi bộ có 01 mô hình.", "1/3 đơn vị", "chưa đạt", "Chi bộ Khu phố 2", "Chi bộ Khu phố 3")
    ]


def test_a_target_that_no_period_asks_about_is_not_printed(half):
    Indicator.objects.filter(pk=half.models.pk).update(target=None)

    assert half.annex(AnnexKind.TARGETS).blocks == ()


def test_a_target_of_later_periods_is_told_as_it_stood_at_the_end_of_the_window(half):
    half.report.ends_on = date(2026, 6, 29)

    assert half.annex(AnnexKind.TARGETS).blocks == ()


def test_figures_are_summed_with_thousands(half):
    assert half.rows(AnnexKind.INDICATORS) == [
        ("1", "Chi bộ Khu phố 1", "1.205", "1"),
        ("2", "Chi bộ Khu phố 2", "3", "0"),
        ("3", "Chi bộ Khu phố 3", "", ""),
        ("", "Cộng", "1.208", "1"),
    ]
    (table,) = half.annex(AnnexKind.INDICATORS).tables
    assert [column.header for column in table.columns[2:]] == ["Số cuộc họp dân (cuộc)", "Mô hình (mô hình)"]


def test_the_register_is_counted_by_field_and_by_unit(half):
    by_field, by_unit = half.annex(AnnexKind.INITIATIVES).tables

    assert by_field.totals == ("", "Cộng", "1", "1", "0", "1", "0", "0", "0")
    assert [row[1] for row in by_unit.rows] == ["Chi bộ Khu phố 1"]


@pytest.mark.parametrize(
    "fields",
    [{"year": 2025}, {"state": "ENDED"}, {"plan": None, "elsewhere": True}],
    ids=["of another year", "given up", "of another committee"],
)
def test_models_that_the_report_does_not_tell_of_are_not_counted(half, fields):
    elsewhere = fields.pop("elsewhere", False)
    unit = UnitFactory(is_committee=True) if elsewhere else half.cells[1]
    InitiativeFactory(unit=unit, **{"plan": half.plan, **fields})

    assert half.annex(AnnexKind.INITIATIVES).tables[0].totals[2] == "1"


def test_units_are_ranked_by_what_they_finished_in_time_and_equals_share_a_place():
    lines = [
        figures.Line(Unit(name=name), cells)
        for name, cells in [
            ("Một", Cells(finished_on_time=1, open_overdue=1)),
            ("Hai", Cells(finished_on_time=2)),
            ("Ba", Cells(finished_on_time=3)),
            ("Bốn", Cells(answered=3)),
            ("Năm", Cells(finished_late=1)),
        ]
    ]

    assert [(row[0], row[1], row[4]) for row in ranking_table(lines).rows] == [
        ("1", "Hai", "100%"), ("1", "Ba", "100%"), ("3", "Một", "50%"), ("4", "Năm", "0%"),
    ]  # fmt: skip


def test_a_report_has_the_usual_annexes_and_ranks_nobody_unless_asked(half):
    assert half.report.annexes == usual_annexes()
    titles = [annex.title for annex in annexes_of(half.report, on=TODAY)]
    assert AnnexKind.RANKING.heading not in titles
    assert titles == [AnnexKind(kind).heading for kind in usual_annexes()]


def test_only_the_annexes_that_are_chosen_are_printed_in_their_order(half):
    half.report.annexes = ["RANKING", "UNITS"]

    assert [annex.title for annex in annexes_of(half.report, on=TODAY)] == [
        AnnexKind.UNITS.heading, AnnexKind.RANKING.heading,
    ]  # fmt: skip


def test_many_figures_stand_in_several_tables(half):
    from tests.factories.figures import IndicatorFactory  # noqa: PLC0415 -- here only

    IndicatorFactory.create_batch(5, period=half.period)

    first, second = half.annex(AnnexKind.INDICATORS).tables
    assert (len(first.columns), len(second.columns)) == (8, 3)
    assert second.caption.endswith("(tiếp)")


def test_paper_says_what_the_annexes_say(half):
    paper = composing.compose(half.report, on=TODAY)

    with DrawnPages(draw_pdf(paper)) as pages:
        text = "\n".join(pages.text(page) for page in range(len(pages.pages)))
    assert all(cell in text for cell in ("1.205", "1.208", "66,7%", "1/3 đơn vị"))
    assert build_docx(paper)


def test_a_signed_report_keeps_its_annexes_whatever_happens_to_the_work(half):
    words = frozen_papers.record(composing.compose(half.report, on=TODAY))
    OccurrenceFactory(assignment=AssignmentFactory(item=half.plan.items.get(), unit=UnitFactory(cell=True)))

    restored = frozen_papers.restore(words)

    units = next(annex for annex in restored.annexes if annex.title == AnnexKind.UNITS.heading)
    assert isinstance(units.blocks[0], Bars)
    assert units.blocks[1].rows == annex_for_before(half)


def annex_for_before(half):
    """The rows of the units' annex without the unit that came later."""
    made = annex_for(half.report, AnnexKind.UNITS, on=TODAY).tables[-1]
    return tuple(row for row in made.rows if row[1].startswith("Chi bộ Khu phố"))


def test_bars_come_back_from_what_was_frozen():
    bars = Bars("Theo loại", (("Chi bộ", (1, 0, 2, 3)),), (("on-time", "đúng hạn"), ("late", "quá hạn")))
    annex = Annex("Phụ lục", (bars,))

    from tests.reports.paper_samples import party_paper  # noqa: PLC0415 -- here only

    restored = frozen_papers.restore(frozen_papers.record(party_paper(blocks=(annex,))))
    assert restored.blocks == (annex,)


def test_a_part_of_bars_names_a_pattern_and_nothing_else():
    with pytest.raises(ValueError, match="plain name"):
        Bars("Theo loại", (), (("late) url(http://x", "quá hạn"),))


@pytest.mark.one_database
@pytest.mark.parametrize("kind", AnnexKind)
def test_queries_of_an_annex_do_not_grow_with_the_units(half, kind):
    def asked():
        report = Report.objects.select_related("issuer").get(pk=half.report.pk)
        with CaptureQueriesContext(connection) as queries:
            annex_for(report, kind, on=TODAY)
        return len(queries)

    before = asked()
    for _ in range(10):
        cell = UnitFactory(cell=True, parent=half.plan.issuer)
        OccurrenceFactory(assignment=AssignmentFactory(item=half.plan.items.get(), unit=cell), due_on=START)
        SubmissionFactory(period=half.period, unit=cell)
        InitiativeFactory(unit=cell, plan=half.plan)

    assert asked() == before <= 8
    assert END > START
