"""This period beside the same one a year ago."""

from datetime import date

import pytest

from plans.cells import Cells
from plans.models import Document
from reports import services
from reports.annex_kinds import AnnexKind
from reports.comparing import compared, year_before
from reports.figure_sentences import comparison_sentence
from reports.models import Report
from tests.factories.plans import OccurrenceFactory
from tests.reports.annexed import TODAY, half_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def half():
    return half_year()


def last_year_signed(half, **total):
    """The report of a year ago as signing left it."""
    figures = {"total": {**vars(Cells()), **total}, "units": []}
    report = Report.objects.create(
        issuer=half.plan.issuer, abstract="năm trước", starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 30),
        created_by=half.report.created_by,
    )  # fmt: skip
    Report.objects.filter(pk=report.pk).update(
        signed_on=date(2025, 7, 5), number="9", figures=figures, paper={}, series="2025", number_key="9"
    )


def test_a_year_that_nobody_recorded_is_not_compared_with(half):
    assert compared(half.report, TODAY) == ([], "")
    assert half.annex(AnnexKind.COMPARISON).blocks == ()


def test_the_signed_report_of_last_year_is_what_is_compared_with(half):
    last_year_signed(half, finished_on_time=4, open_overdue=2)

    lines, source = compared(half.report, TODAY)

    assert source == "số liệu theo Báo cáo số 9, ngày 05/7/2025"
    assert {line.name: (line.now, line.then, line.change) for line in lines} == {
        "Việc có thời hạn": (3, 6, -3),
        "Hoàn thành": (2, 4, -2),
        "Hoàn thành đúng hạn": (1, 4, -3),
        "Hoàn thành quá hạn": (1, 0, 1),
        "Chưa hoàn thành, quá hạn": (1, 2, -1),
    }


def test_without_one_the_same_plans_rows_of_a_year_ago_are(half):
    Document.objects.filter(plan=half.plan).update(issued_on=date(2025, 6, 30))
    row = half.plan.items.get().assignments.first()
    OccurrenceFactory(assignment=row, due_on=date(2025, 5, 31), progress="FINISHED", finished_on=date(2025, 5, 1))

    lines, source = compared(half.report, TODAY)

    assert source == "số liệu cùng kế hoạch, cùng kỳ năm trước"
    assert next(line for line in lines if line.name == "Hoàn thành").then == 1


def test_days_before_a_plan_was_issued_are_not_compared_with(half):
    Document.objects.filter(plan=half.plan).update(issued_on=date(2025, 7, 1))
    row = half.plan.items.get().assignments.first()
    OccurrenceFactory(assignment=row, due_on=date(2025, 5, 31), progress="FINISHED", finished_on=date(2025, 5, 1))

    assert compared(half.report, TODAY) == ([], "")


def test_the_annex_says_how_much_more_or_less_and_from_where(half):
    last_year_signed(half, finished_on_time=4, open_overdue=2)

    (table,) = half.annex(AnnexKind.COMPARISON).tables

    assert table.caption == "(Số liệu theo Báo cáo số 9, ngày 05/7/2025)"
    assert table.rows[1] == ("2", "Hoàn thành", "2", "4", "-2", "50%")
    assert table.rows[3] == ("4", "Hoàn thành quá hạn", "1", "0", "+1", "")


def test_the_sentence_says_what_moved(half):
    last_year_signed(half, finished_on_time=3)

    lines, _ = compared(half.report, TODAY)

    assert comparison_sentence(lines) == (
        "So với cùng kỳ năm trước: hoàn thành giảm 01; hoàn thành đúng hạn giảm 02; hoàn thành quá hạn tăng 01; "
        "chưa hoàn thành, quá hạn tăng 01."
    )


def test_the_results_open_with_it_only_where_the_office_wants_it(half):
    from reports import composing  # noqa: PLC0415 -- here only

    last_year_signed(half, finished_on_time=3)
    sections = composing.sections_of(half.report)
    plain = " ".join(composing.opening_sentences(half.report, sections, TODAY).values())
    services.choose_annexes(report=half.report, by=half.report.created_by, kinds=[AnnexKind.COMPARISON])
    told = " ".join(composing.opening_sentences(half.report, sections, TODAY).values())

    assert "cùng kỳ" not in plain
    assert "So với cùng kỳ năm trước" in told


def test_a_leap_day_is_compared_with_the_day_before():
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
