"""The figures that a period asks for, and what units give."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.asked_figures import asked_figures
from plans.models import (
    IndicatorKind,
    IndicatorValue,
    Plan,
    Submission,
    SubmissionState,
    TargetKind,
    TargetScope,
)
from plans.reporting import figures_of
from plans.services.indicators import Figure, Line, kind_for, save_figures, set_indicators
from tests.factories.figures import (
    IndicatorFactory,
    IndicatorValueFactory,
    InitiativeFactory,
    send_figures,
)
from tests.factories.orgs import UserFactory
from tests.factories.plans import AssignmentFactory, PlanItemFactory, ReportingPeriodFactory, TargetFactory
from tests.factories.reporting import SubmissionFactory

ON = date(2026, 6, 1)


@pytest.fixture
def period(db):
    return ReportingPeriodFactory()


@pytest.fixture
def officer(period):
    return period.plan.issued_by


def put(period, officer, *lines):
    version = Plan.objects.get(pk=period.plan_id).version
    return set_indicators(period=period, by=officer, version=version, lines=lines)


class TestSettingTheList:
    def test_lines_stand_in_their_order_and_the_journal_tells(self, period, officer):
        put(period, officer, Line("Số buổi", "buổi"), Line("Tỷ lệ", "%", IndicatorKind.PERCENT))

        assert list(period.indicators.values_list("name", "kind")) == [("Số buổi", "NUMBER"), ("Tỷ lệ", "PERCENT")]
        entry = JournalEntry.objects.latest("pk")
        assert entry.action == "đặt biểu số liệu"
        assert "Số buổi · buổi" in str(entry.after)

    def test_two_lines_may_change_names(self, period, officer):
        one, two = put(period, officer, Line("Một"), Line("Hai"))
        put(period, officer, Line("Hai", pk=one.pk), Line("Một", pk=two.pk))

        assert dict(period.indicators.values_list("pk", "name")) == {one.pk: "Hai", two.pk: "Một"}

    def test_the_same_again_writes_nothing_into_the_journal(self, period, officer):
        (one,) = put(period, officer, Line("Một"))
        before = JournalEntry.objects.count()
        put(period, officer, Line("Một", pk=one.pk))

        assert JournalEntry.objects.count() == before

    def test_a_name_stands_once_however_it_is_spelled(self, period, officer):
        with pytest.raises(ValidationError, match="có hai lần"):
            put(period, officer, Line("Số buổi"), Line("so  BUỔI"))
        assert not period.indicators.exists()

    def test_what_a_unit_has_answered_stays(self, period, officer):
        (one,) = put(period, officer, Line("Một"))
        IndicatorValueFactory(indicator=one, number=3)

        with pytest.raises(ValidationError, match="không bỏ được"):
            put(period, officer)
        with pytest.raises(ValidationError, match="không đổi được cách trả lời"):
            put(period, officer, Line("Một", kind=IndicatorKind.YES_NO, pk=one.pk))

    def test_a_line_whose_answer_was_taken_back_may_go(self, period, officer):
        (one,) = put(period, officer, Line("Một"))
        IndicatorValueFactory(indicator=one)
        put(period, officer)

        assert not period.indicators.exists()

    def test_somebody_was_faster(self, period, officer):
        with pytest.raises(StaleVersion):
            set_indicators(period=period, by=officer, version=99, lines=[])

    def test_a_closed_plan_asks_nothing_more(self, period, officer):
        Plan.objects.filter(pk=period.plan_id).update(closed_on=ON)
        with pytest.raises(ValidationError, match="đã kết thúc"):
            put(period, officer, Line("Một"))

    def test_there_is_an_end_to_lines(self, period, officer):
        with pytest.raises(ValidationError, match="nhiều nhất 200 dòng"):
            put(period, officer, *(Line(f"Dòng {n}") for n in range(201)))


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ({"kind": TargetKind.COUNT, "measure": "buổi", "text": "Ít nhất 02 buổi"}, IndicatorKind.NUMBER),
        ({"measure": "mô hình", "text": "Có 01 mô hình “Dân vận khéo”"}, IndicatorKind.INITIATIVES),
        ({"kind": TargetKind.PERCENT}, IndicatorKind.PERCENT),
        ({"kind": TargetKind.PERCENT, "scope": TargetScope.SHARE_OF_UNITS}, IndicatorKind.YES_NO),
        ({"kind": TargetKind.ZERO}, IndicatorKind.YES_NO),
        ({"kind": TargetKind.GRADE}, IndicatorKind.YES_NO),
        ({"kind": TargetKind.EXTERNAL}, IndicatorKind.YES_NO),
    ],
)  # fmt: skip
def test_how_a_target_is_answered_follows_from_it(target, kind):
    assert kind_for(TargetFactory.build(item=None, **target)) == kind


@pytest.fixture
def report(period):
    return SubmissionFactory(period=period)


@pytest.fixture
def reporter(report):
    return UserFactory(unit=report.unit)


def blanks_in(report):
    return [asked.indicator for asked in asked_figures(report) if asked.is_blank]


def save(report, by, figures):
    return save_figures(submission=report, by=by, on=ON, figures=figures)


class TestGiving:
    def test_figures_are_kept_and_nothing_is_sent(self, period, report, reporter):
        number, grade = IndicatorFactory(period=period), IndicatorFactory(period=period, kind=IndicatorKind.YES_NO)
        save(report, reporter, {number.pk: Figure(number=Decimal(1000)), grade.pk: Figure(is_met=False, note="vì mưa")})

        assert blanks_in(report) == []
        assert [(one["number"], one["is_met"], one["note"]) for one in figures_of(report)] == [
            ("1000.00", None, ""), (None, False, "vì mưa"),
        ]  # fmt: skip
        assert [one["said"] for one in figures_of(report)] == ["1.000", "không đạt"]
        assert Submission.objects.get(pk=report.pk).state == SubmissionState.NOT_SENT

    def test_what_is_no_number_is_kept_as_typed_and_leaves_the_line_blank(self, period, report, reporter):
        line = IndicatorFactory(period=period)
        save(report, reporter, {line.pk: Figure(typed="1.5")})

        assert blanks_in(report) == [line]
        assert line.values.get().typed == "1.5"
        assert figures_of(report)[0]["number"] is None

    def test_a_note_alone_answers(self, period, report, reporter):
        line = IndicatorFactory(period=period)
        save(report, reporter, {line.pk: Figure(note="chưa có số, đang thống kê")})

        assert blanks_in(report) == []

    def test_an_answer_may_be_emptied_again(self, period, report, reporter):
        line = IndicatorFactory(period=period)
        save(report, reporter, {line.pk: Figure(number=Decimal(3))})
        save(report, reporter, {line.pk: Figure(version=1)})

        assert blanks_in(report) == [line]

    def test_another_persons_figure_is_not_written_over_unread(self, period, report, reporter):
        line = IndicatorFactory(period=period)
        save(report, reporter, {line.pk: Figure(number=Decimal(3))})
        colleague = UserFactory(unit=report.unit)

        clashes = save(report, colleague, {line.pk: Figure(number=Decimal(5))})
        assert [value.number for value in clashes] == [3]
        assert line.values.get().number == 3

        assert save(report, colleague, {line.pk: Figure(number=Decimal(5), version=1)}) == []
        assert line.values.get().number == 5
        entry = JournalEntry.objects.get(action="ghi đè số liệu")
        assert (entry.before, entry.after) == ({line.name: f"3 ({reporter})"}, {line.name: "5"})

    def test_the_same_person_in_two_windows_writes_on(self, period, report, reporter):
        line = IndicatorFactory(period=period)
        for number in (3, 4):
            assert save(report, reporter, {line.pk: Figure(number=Decimal(number))}) == []
        assert line.values.get().number == 4

    def test_a_line_of_another_period_or_of_another_units_work_is_left_alone(self, period, report, reporter):
        elsewhere = IndicatorFactory()
        item = PlanItemFactory(plan=period.plan)
        AssignmentFactory(item=item)
        others = IndicatorFactory(period=period, target=TargetFactory(item=item))
        save(report, reporter, {line.pk: Figure(number=Decimal(3)) for line in (elsewhere, others)})

        assert not IndicatorValue.objects.exists()
        assert asked_figures(report) == []

    def test_a_shut_period_takes_nothing(self, period, report, reporter):
        line = IndicatorFactory(period=period)
        period.locks_on = date(2026, 5, 1)
        period.save()
        with pytest.raises(ValidationError, match="khóa"):
            save(report, reporter, {line.pk: Figure(number=Decimal(3))})

    def test_what_was_taken_in_stays(self, period, report, reporter):
        line = IndicatorFactory(period=period)
        send_figures(report)
        Submission.objects.filter(pk=report.pk).update(state=SubmissionState.ACCEPTED)
        with pytest.raises(ValidationError, match="đã được tiếp nhận"):
            save(report, reporter, {line.pk: Figure(number=Decimal(3))})

    @pytest.mark.parametrize("count", [1, 30])
    def test_saving_many_takes_no_more_queries(self, period, report, reporter, count, django_assert_max_num_queries):
        lines = IndicatorFactory.create_batch(count, period=period)
        with django_assert_max_num_queries(9):
            save(report, reporter, {line.pk: Figure(number=Decimal(3)) for line in lines})

        assert IndicatorValue.objects.count() == count


class TestWhatIsAsked:
    def test_last_time_stands_beside_a_line_of_the_same_name_or_target(self, report):
        before = ReportingPeriodFactory(
            plan=report.period.plan, starts_on=date(2025, 7, 1), ends_on=date(2025, 12, 31), opens_on=date(2025, 7, 1)
        )
        target = TargetFactory(item__plan=report.period.plan)
        for period in (before, report.period):
            IndicatorFactory(period=period, name="Số buổi" if period == before else "số  BUỔI", position=1)
            IndicatorFactory(period=period, target=target, name=f"Chỉ tiêu kỳ {period.pk}", position=2)
        for line in before.indicators.all():
            IndicatorValueFactory(indicator=line, unit=report.unit, number=12)

        assert [asked.last_words for asked in asked_figures(report)] == ["12 buổi", "12 buổi"]

    def test_models_are_counted_from_the_register(self, report):
        line = IndicatorFactory(period=report.period, kind=IndicatorKind.INITIATIVES)
        mine = {"unit": report.unit}
        InitiativeFactory(**mine)
        InitiativeFactory(**mine, plan=report.period.plan)
        for told in ({"year": 2025}, {"state": "ENDED"}, {"plan": ReportingPeriodFactory().plan}):
            InitiativeFactory(**mine, **told)
        InitiativeFactory()

        assert blanks_in(report) == []
        assert [(one["indicator"], one["number"]) for one in figures_of(report)] == [(line.pk, "2")]

    def test_the_states_year_begins_in_december(self, report):
        report.period.starts_on, report.period.ends_on = date(2025, 12, 15), date(2026, 12, 14)
        report.period.save()
        IndicatorFactory(period=report.period, kind=IndicatorKind.INITIATIVES)
        InitiativeFactory(unit=report.unit, year=2025)
        InitiativeFactory(unit=report.unit, year=2026)

        assert figures_of(report)[0]["number"] == "1"

    @pytest.mark.parametrize("count", [1, 30])
    def test_asking_takes_no_more_queries_for_many_lines(self, report, count, django_assert_num_queries):
        target = TargetFactory(item__plan=report.period.plan)
        IndicatorFactory(period=report.period, target=target, kind=IndicatorKind.INITIATIVES)
        IndicatorFactory.create_batch(count, period=report.period)
        with django_assert_num_queries(3):
            asked = asked_figures(report)

        assert len(asked) == count + 1
