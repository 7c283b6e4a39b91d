"""What does not add up is told to the author, with where to look; it is never printed."""

from datetime import date

import pytest
from django.utils import timezone

from plans.models import Indicator, Submission
from reports import composing, frozen_papers
from reports.annexes import figure_tables_until
from reports.discrepancies import discrepancies_of
from tests.factories.figures import IndicatorFactory, InitiativeFactory, give
from tests.factories.plans import ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.reports.annexed import TODAY, half_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def half():
    half = half_year()
    Indicator.objects.filter(pk=half.models.pk).update(measure="việc")  # so that the register says nothing of it
    return half


def quarter(half, label, start, end, number, unit=0, name="Số cuộc họp dân"):
    period = ReportingPeriodFactory(
        plan=half.plan, label=label, starts_on=start, ends_on=end, opens_on=start, opened_at=timezone.now()
    )
    asked = IndicatorFactory(period=period, name=name, measure="cuộc")
    give(SubmissionFactory(period=period, unit=half.cells[unit]), {asked: number})


def found(half, taken_in=True):
    if taken_in:
        Submission.objects.filter(first_sent_on__isnull=False).update(state="ACCEPTED")
    return discrepancies_of(figure_tables_until(half.report), half.report.starts_on)


def words(half):
    return [one.words for one in found(half)]


def test_a_half_year_that_is_not_the_sum_of_its_quarters_is_told_with_the_sum(half):
    quarter(half, "quý I", date(2026, 1, 1), date(2026, 3, 31), 5)
    quarter(half, "quý II", date(2026, 4, 1), date(2026, 6, 30), 1195)

    (one,) = found(half)

    assert one.words == (
        "Chi bộ Khu phố 1: “Số cuộc họp dân” 6 tháng ghi 1.205, cộng các kỳ là 1.200 = 5 (quý I) + 1.195 (quý II)."
    )
    assert one.url == half.reports[0].get_absolute_url()


def test_sums_that_agree_are_silent(half):
    quarter(half, "quý I", date(2026, 1, 1), date(2026, 3, 31), 5)
    quarter(half, "quý II", date(2026, 4, 1), date(2026, 6, 30), 1200)

    assert words(half) == []


def test_months_that_begin_with_a_quarter_do_not_hide_it(half):
    quarter(half, "tháng 1", date(2026, 1, 1), date(2026, 1, 31), 1)
    quarter(half, "quý I", date(2026, 1, 1), date(2026, 3, 31), 5)
    quarter(half, "quý II", date(2026, 4, 1), date(2026, 6, 30), 6)

    (said,) = words(half)
    assert said.endswith("11 = 5 (quý I) + 6 (quý II).")


def test_what_an_earlier_report_told_is_not_told_again(half):
    quarter(half, "quý I", date(2026, 1, 1), date(2026, 3, 31), 5)
    quarter(half, "quý II", date(2026, 4, 1), date(2026, 6, 30), 6)
    half.report.starts_on, half.report.ends_on = date(2026, 7, 1), date(2026, 12, 31)

    assert words(half) == []


def test_a_gap_between_the_parts_proves_nothing(half):
    quarter(half, "quý I", date(2026, 1, 1), date(2026, 3, 30), 5)
    quarter(half, "quý II", date(2026, 4, 1), date(2026, 6, 30), 6)

    assert words(half) == []


def test_figures_of_another_name_or_unit_are_not_added(half):
    quarter(half, "quý I", date(2026, 1, 1), date(2026, 3, 31), 5)
    quarter(half, "quý II", date(2026, 4, 1), date(2026, 6, 30), 6, name="Số buổi đối thoại")

    assert words(half) == []


def test_models_given_as_a_number_are_compared_with_the_register():
    half = half_year()
    InitiativeFactory(unit=half.cells[0], plan=half.plan)

    assert words(half) == ["Chi bộ Khu phố 1: “Mô hình” 6 tháng ghi 1, sổ mô hình có 2."]


def test_sums_that_count_what_is_not_taken_in_say_of_which_units(half):
    Submission.objects.filter(pk=half.reports[1].pk).update(state="ASKED_FOR_MORE")  # the first waits

    (one,) = found(half, taken_in=False)

    assert one.words == (
        "Biểu số liệu 6 tháng tính cả số liệu của 2 đơn vị chưa được tiếp nhận: Chi bộ Khu phố 1, Chi bộ Khu phố 2."
    )
    assert one.url == half.period.get_absolute_url()


def test_of_many_units_not_taken_in_ten_are_named(half):
    Submission.objects.filter(first_sent_on__isnull=False).update(state="ACCEPTED")
    for _ in range(11):
        give(SubmissionFactory(period=half.period), {half.meetings: 1})

    (one,) = found(half, taken_in=False)

    assert "của 11 đơn vị" in one.words
    assert one.words.endswith(" và 1 đơn vị khác.")


def test_no_discrepancy_is_printed(half):
    quarter(half, "quý I", date(2026, 1, 1), date(2026, 3, 31), 5)
    quarter(half, "quý II", date(2026, 4, 1), date(2026, 6, 30), 6)

    assert found(half)
    assert "cộng các kỳ" not in str(frozen_papers.record(composing.compose(half.report, on=TODAY)))
