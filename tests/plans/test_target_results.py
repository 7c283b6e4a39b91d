"""How far targets are, from what units sent."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from plans.attainment import Reach
from plans.models import IndicatorKind, IndicatorValue, Plan, Submission, TargetKind, TargetScope
from plans.services.amending import amend_item
from plans.target_results import result_of, results_of
from tests.factories.figures import IndicatorFactory, IndicatorValueFactory, InitiativeFactory, give
from tests.factories.orgs import UnitFactory
from tests.factories.plans import AssignmentFactory, PlanFactory, PlanItemFactory, ReportingPeriodFactory, TargetFactory
from tests.factories.reporting import SubmissionFactory


@pytest.fixture
def plan(ward):
    return PlanFactory(issuer=ward.committee, handed_out=True)


@pytest.fixture
def item(plan):
    return PlanItemFactory(plan=plan)


def period_of(plan, start, end):
    return ReportingPeriodFactory(
        plan=plan, starts_on=start, ends_on=end, opens_on=start, due_on=end, opened_at=timezone.now()
    )


@pytest.fixture
def period(plan):
    return period_of(plan, date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def ten(ward, period):
    """Ten cells that owe a report for the period."""
    cells = UnitFactory.create_batch(10, cell=True, parent=ward.committee)
    return [SubmissionFactory(period=period, unit=cell) for cell in cells]


def ask(target, period, kind=IndicatorKind.NUMBER):
    return IndicatorFactory(period=period, target=target, kind=kind)


class TestThreeComputations:
    def test_each_unit_is_to_have_one_model_and_the_tenth_is_named(self, ward, item, period, ten):
        target = TargetFactory(item=item, value=1, measure="mô hình", scope=TargetScope.PER_UNIT)
        asked = ask(target, period)
        for report in ten[:9]:
            give(report, {asked: 1})
        give(ten[9], {asked: 0})
        result = result_of(target, ward.officer)

        assert result.figure == "9/10 đơn vị"
        assert result.verdict == "chưa đạt"
        assert [line.unit for line in result.unmet_lines] == [ten[9].unit]

    def test_the_same_answers_as_a_total_and_as_a_share(self, ward, item, period, ten):
        target = TargetFactory(item=item, value=12, measure="mô hình", scope=TargetScope.TOTAL)
        asked = ask(target, period)
        for number, report in enumerate(ten):
            give(report, {asked: number % 3})

        assert (result_of(target, ward.officer).figure, result_of(target, ward.officer).verdict) == (
            "9/12 mô hình", "chưa đạt",
        )  # fmt: skip
        target.scope, target.value = TargetScope.SHARE_OF_UNITS, Decimal(60)
        assert (result_of(target, ward.officer).figure, result_of(target, ward.officer).verdict) == (
            "60 % đơn vị", "đạt",
        )  # fmt: skip

    def test_grades_are_answered_met_or_not(self, ward, item, period, ten):
        target = TargetFactory(item=item, kind=TargetKind.ZERO, value=None, measure="điểm nóng")
        asked = ask(target, period, IndicatorKind.YES_NO)
        for report in ten:
            give(report, {asked: report is not ten[0]})

        assert (result_of(target, ward.officer).figure, result_of(target, ward.officer).verdict) == (
            "9/10 đơn vị", "chưa đạt",
        )  # fmt: skip

    def test_rates_are_judged_unit_by_unit_and_never_summed(self, ward, item, period, ten):
        target = TargetFactory(item=item, kind=TargetKind.PERCENT, value=95, measure="%")
        asked = ask(target, period, IndicatorKind.PERCENT)
        for report in ten:
            give(report, {asked: 96})
        result = result_of(target, ward.officer)

        assert (result.figure, result.verdict, result.attainment.total) == ("10/10 đơn vị", "đạt", None)

    def test_what_is_not_sent_is_open(self, ward, item, period, ten):
        target = TargetFactory(item=item, value=1, scope=TargetScope.PER_UNIT)
        asked = ask(target, period)
        give(ten[0], {asked: 1})
        IndicatorValueFactory(indicator=asked, unit=ten[1].unit, number=5)  # typed, not sent
        result = result_of(target, ward.officer)

        assert result.verdict == "còn thiếu số liệu"
        assert len(result.unanswered_lines) == 9


class TestOverPeriods:
    @pytest.fixture
    def halves(self, plan):
        return [
            period_of(plan, date(2026, 1, 1), date(2026, 6, 30)),
            period_of(plan, date(2026, 7, 1), date(2026, 12, 31)),
        ]

    def given(self, item, halves, cell, kind, numbers):
        target = TargetFactory(item=item, value=5)
        for period, number in zip(halves, numbers, strict=True):
            report = SubmissionFactory(period=period, unit=cell)
            if number is not None:
                give(report, {ask(target, period, kind): number})
            else:
                ask(target, period, kind)
        return target

    def test_counts_add_up(self, ward, item, halves):
        target = self.given(item, halves, ward.cells[0], IndicatorKind.NUMBER, [2, 3])
        result = result_of(target, ward.officer)

        assert (result.attainment.total, result.attainment.reach) == (5, Reach.MET)
        assert result.how.startswith("Cộng dồn")
        assert len(result.lines[0].periods) == 2

    def test_of_rates_the_latest_that_was_answered_counts(self, ward, item, halves):
        target = self.given(item, halves, ward.cells[0], IndicatorKind.PERCENT, [90, None])

        assert [line.number for line in result_of(target, ward.officer).lines] == [90]

    def test_a_year_that_covers_its_half_counts_alone(self, ward, item, plan, halves):
        target = self.given(item, halves[:1], ward.cells[0], IndicatorKind.NUMBER, [2])
        year = period_of(plan, date(2026, 1, 1), date(2026, 12, 31))
        give(SubmissionFactory(period=year, unit=ward.cells[0]), {ask(target, year): 6})

        assert result_of(target, ward.officer).attainment.total == 6


class TestWhoIsAsked:
    def test_only_units_that_were_given_the_item(self, ward, item, period, ten):
        target = TargetFactory(item=item, value=1, scope=TargetScope.PER_UNIT)
        ask(target, period)
        AssignmentFactory(item=item, unit=ten[0].unit)
        AssignmentFactory(item=item, unit=ten[1].unit, role="COORDINATE")

        assert [line.unit for line in result_of(target, ward.officer).lines] == [ten[0].unit]

    def test_who_was_excused_is_in_no_denominator(self, ward, item, period, ten):
        target = TargetFactory(item=item, value=1, scope=TargetScope.PER_UNIT)
        ask(target, period)
        Submission.objects.filter(pk=ten[0].pk).update(excused_reason="mới thành lập")

        assert result_of(target, ward.officer).attainment.asked == 9

    def test_a_unit_sees_its_own_part_and_is_told_so(self, ward, item, period, ten):
        target = TargetFactory(item=item, value=1, scope=TargetScope.PER_UNIT)
        asked = ask(target, period)
        mine = SubmissionFactory(period=period, unit=ward.cells[0])
        give(mine, {asked: 1})
        give(ten[0], {asked: 4})
        result = result_of(target, ward.reporter)

        assert ([line.unit for line in result.lines], result.is_part) == ([ward.cells[0]], True)
        assert result_of(target, ward.officer).is_part is False

    def test_a_target_that_no_period_asks_about(self, ward, item):
        result = result_of(TargetFactory(item=item), ward.officer)

        assert (result.is_asked, result.how) == (False, "Chưa kỳ báo cáo nào hỏi chỉ tiêu này")


class TestModels:
    def test_the_register_answers_until_the_report_is_sent_and_then_what_was_sent_stays(self, ward, item, period):
        target = TargetFactory(item=item, value=1, measure="mô hình", scope=TargetScope.PER_UNIT)
        asked = ask(target, period, IndicatorKind.INITIATIVES)
        reports = [SubmissionFactory(period=period, unit=cell) for cell in ward.cells]
        for cell in ward.cells[:2]:
            InitiativeFactory(unit=cell)
        result = result_of(target, ward.officer)
        assert (result.figure, [line.unit for line in result.unmet_lines]) == ("2/3 đơn vị", [ward.cells[2]])

        give(reports[2], {})
        InitiativeFactory(unit=ward.cells[2])

        assert [line.number for line in result_of(target, ward.officer).lines] == [1, 1, 0]
        assert not IndicatorValue.objects.filter(indicator=asked).exists()


def test_an_amended_paragraph_keeps_what_its_target_was_answered(office, ward, item, plan, period, ten):
    target = TargetFactory(item=item, value=1, scope=TargetScope.PER_UNIT)
    give(ten[0], {ask(target, period): 4})
    for text in ("Lời mới", "Lời mới nữa"):
        item = amend_item(
            item=item, by=ward.officer, version=Plan.objects.get(pk=plan.pk).version, on=date(2026, 6, 1),
            reason="Theo thông báo", words={"text": text, "label_text": item.label_text}, wordings=[],
        )  # fmt: skip
    (result,) = results_of(plan, ward.officer)

    assert result.target.item == item
    assert result.figure == "1/10 đơn vị"
    assert f'id="targets-{item.pk}"' in office.get(plan.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_query_count_is_constant(ward, item, plan, period, count, django_assert_max_num_queries):
    cells = UnitFactory.create_batch(count, cell=True, parent=ward.committee)
    for target in TargetFactory.create_batch(count, item=item):
        ask(target, period, IndicatorKind.INITIATIVES)
    for cell in cells:
        SubmissionFactory(period=period, unit=cell)
    with django_assert_max_num_queries(8):
        results = results_of(plan, ward.officer)

    assert [len(result.lines) for result in results] == [count] * count
