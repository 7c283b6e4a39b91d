"""The list of figures that a period asks for, what a unit fills in, and the table of all units."""

import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import IndicatorKind, IndicatorValue, Plan, SubmissionState
from tests.factories.figures import IndicatorFactory, IndicatorValueFactory, give
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
    TargetFactory,
)
from tests.factories.reporting import SubmissionFactory

TODAY = timezone.localdate()


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def period(ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    return ReportingPeriodFactory(plan=plan, opened_at=timezone.now(), due_on=TODAY + timedelta(days=9))


@pytest.fixture
def report(ward, period):
    return SubmissionFactory(period=period, unit=ward.cells[0])


@pytest.fixture
def unit(client, ward):
    """The browser of a cell's reporter."""
    client.force_login(ward.reporter)
    return client


class TestSettingTheList:
    def sent(self, period, **more):
        return {"version": Plan.objects.get(pk=period.plan_id).version, "line-TOTAL_FORMS": "0",
                "line-INITIAL_FORMS": "0", **more}  # fmt: skip

    def test_a_table_pasted_from_excel_becomes_lines_in_one_act(self, office, period):
        rows = ["STT\tNội dung\tĐVT", "1\tSố buổi tuyên truyền\tbuổi", "2\tTỷ lệ hộ tham gia\t%"]
        pasted = "\n".join([*rows, "3\tKhông có điểm nóng\tđạt/không đạt"])
        response = office.post(url("indicator_edit", period.pk), self.sent(period, pasted=pasted), follow=True)

        assert "Đã lưu biểu số liệu: 3 dòng" in words(response)
        assert list(period.indicators.values_list("name", "measure", "kind")) == [
            ("Số buổi tuyên truyền", "buổi", "NUMBER"),
            ("Tỷ lệ hộ tham gia", "%", "PERCENT"),
            ("Không có điểm nóng", "đạt/không đạt", "YES_NO"),
        ]

    def test_targets_of_the_plan_are_offered_once(self, office, period):
        target = TargetFactory(item__plan=period.plan, text="Có 01 mô hình “Dân vận khéo”")
        assert "số mô hình trong sổ đăng ký" in words(office.get(url("indicator_edit", period.pk)))
        office.post(url("indicator_edit", period.pk), self.sent(period, targets=[target.pk]))

        assert period.indicators.get().target == target
        assert "targets" not in office.get(url("indicator_edit", period.pk)).context["form"].fields

    def test_lines_are_typed_changed_moved_and_taken_out(self, office, period):
        one, two = IndicatorFactory(period=period, position=1), IndicatorFactory(period=period, position=2)
        lines = {
            "line-TOTAL_FORMS": "3", "line-INITIAL_FORMS": "2",
            "line-0-pk": one.pk, "line-0-name": "Tên khác", "line-0-kind": "NUMBER", "line-0-place": "2",
            "line-1-pk": two.pk, "line-1-name": two.name, "line-1-kind": "NUMBER", "line-1-remove": "on",
            "line-2-name": "Dòng mới", "line-2-kind": "YES_NO", "line-2-place": "1",
        }  # fmt: skip
        office.post(url("indicator_edit", period.pk), self.sent(period, **lines))

        assert list(period.indicators.values_list("name", flat=True)) == ["Dòng mới", "Tên khác"]
        assert period.indicators.get(name="Tên khác").pk == one.pk

    def test_more_empty_lines_keep_what_was_typed(self, office, period):
        page = office.post(
            url("indicator_edit", period.pk),
            self.sent(period, pasted="Đang gõ", more="line", **{"line-TOTAL_FORMS": "2"}),
        )

        assert len(page.context["form"].lines.forms) == 7
        assert "Đang gõ" in words(page)
        assert not period.indicators.exists()

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"pasted": "STT\tNội dung\n\t\n1\t-"}, "Chưa thấy dòng nào"),
            ({"pasted": "Một\nmột\nHai", "line-TOTAL_FORMS": "x"}, "thiếu dữ liệu"),
            ({"pasted": "x" * 70_000}, "70000"),
            ({"pasted": "Tên\x00lạ"}, "rỗng"),
        ],
    )
    def test_nonsense_is_answered_in_words(self, office, period, more, said):
        page = office.post(url("indicator_edit", period.pk), self.sent(period) | more)

        assert page.status_code == 200
        assert said in words(page)
        assert not period.indicators.exists()

    def test_somebody_was_faster(self, office, period):
        page = office.post(url("indicator_edit", period.pk), self.sent(period, pasted="Số buổi", version="77"))

        assert page.status_code == 409
        assert "Số buổi" in words(page)


class TestFillingIn:
    def test_numbers_are_read_as_offices_write_them(self, unit, report):
        line = IndicatorFactory(period=report.period)
        unit.post(url("figure_edit", report.pk), {f"figure-{line.pk}": "1.000", f"note-{line.pk}": ""})

        assert line.values.get().number == 1000

    def test_a_doubtful_number_is_asked_about_and_kept_as_typed(self, unit, report):
        line = IndicatorFactory(period=report.period)
        page = unit.post(url("figure_edit", report.pk), {f"figure-{line.pk}": "1.5", f"note-{line.pk}": "dở"})
        again = unit.get(url("figure_edit", report.pk))

        assert "1,5 hay 15?" in words(page)
        assert 'value="1.5"' in words(again)
        assert "1,5 hay 15?" in words(again)
        assert (line.values.get().number, line.values.get().note) == (None, "dở")

    @pytest.mark.parametrize(
        ("kind", "typed", "said"),
        [
            (IndicatorKind.PERCENT, "120 %", "hơn 100 %"),
            (IndicatorKind.NUMBER, "-3", "Số âm"),
            (IndicatorKind.NUMBER, "500", "gấp từ mười lần kỳ trước (12)"),
        ],
    )
    def test_what_is_hard_to_believe_is_asked_and_never_blocked(self, unit, report, kind, typed, said):
        before = ReportingPeriodFactory(plan=report.period.plan, ends_on=report.period.starts_on)
        line = IndicatorFactory(period=report.period, kind=kind)
        IndicatorValueFactory(
            indicator=IndicatorFactory(period=before, name=line.name, kind=kind), unit=report.unit, number=12
        )
        page = unit.post(
            url("figure_edit", report.pk), {f"figure-{line.pk}": typed, f"note-{line.pk}": ""}, follow=True
        )

        assert "Đã lưu số liệu" in words(page)
        assert said in words(page)
        assert "Kỳ trước: 12" in words(page)
        assert line.values.get(unit=report.unit).number is not None

    def test_a_line_is_kept_while_it_is_typed(self, unit, report):
        lines = IndicatorFactory.create_batch(2, period=report.period)
        data = {f"figure-{line.pk}": "3" for line in lines} | {f"note-{line.pk}": "" for line in lines}
        response = unit.post(url("figure_keep", report.pk) + f"?line={lines[0].pk}", data)

        assert "Đã giữ." in words(response)
        assert f'name="version-{lines[0].pk}" value="1"' in words(response)
        assert IndicatorValue.objects.filter(number=3).count() == 2

    def test_two_people_do_not_write_over_each_other_unread(self, unit, ward, report):
        line = IndicatorFactory(period=report.period)
        colleague = UserFactory(unit=report.unit, full_name="Trần Thị Bình")
        IndicatorValueFactory(indicator=line, unit=report.unit, number=7, by=colleague)
        sent = {f"figure-{line.pk}": "8", f"note-{line.pk}": "", f"version-{line.pk}": "0"}
        page = unit.post(url("figure_edit", report.pk), sent)

        assert "Trần Thị Bình vừa ghi 7 buổi" in words(page)
        assert 'value="8"' in words(page)
        assert line.values.get().number == 7
        unit.post(url("figure_edit", report.pk), sent | {f"version-{line.pk}": "1"})
        assert line.values.get().number == 8

    def test_the_office_does_not_read_what_a_unit_is_typing(self, office, report):
        line = IndicatorFactory(period=report.period)
        IndicatorValueFactory(indicator=line, unit=report.unit, number=7134)
        page = office.get(url("figure_edit", report.pk))
        clash = office.post(url("figure_edit", report.pk), {f"figure-{line.pk}": "8", f"note-{line.pk}": ""})
        office.post(url("figure_edit", report.pk), {f"figure-{line.pk}": "", f"note-{line.pk}": ""})

        assert "7134" not in words(page) + words(clash)
        assert "7.134" not in words(page) + words(clash)
        assert "số khác, chưa gửi" in words(clash)
        assert line.values.get().number == 7134

    def test_what_was_sent_the_office_reads_and_completes(self, office, report):
        line = IndicatorFactory(period=report.period)
        give(report, {line: 7134})

        assert 'value="7.134"' in words(office.get(url("figure_edit", report.pk)))

    def test_a_locked_period_takes_nothing_and_gives_the_words_back(self, unit, report):
        line = IndicatorFactory(period=report.period)
        type(report.period).objects.filter(pk=report.period.pk).update(locks_on=TODAY - timedelta(days=1))
        data = {f"figure-{line.pk}": "3", f"note-{line.pk}": ""}
        page = unit.post(url("figure_edit", report.pk), data)

        assert "đã khóa" in words(page)
        assert "chưa ghi" in words(page)
        assert unit.post(url("figure_keep", report.pk), data).status_code == 422
        assert not line.values.exists()

    @pytest.mark.parametrize("typed", ["9" * 400, "\x00", "<script>", "१२", "1e400", "NaN"])
    def test_hostile_figures_are_answered_in_words(self, unit, report, typed):
        line = IndicatorFactory(period=report.period)
        page = unit.post(url("figure_edit", report.pk), {f"figure-{line.pk}": typed, f"note-{line.pk}": typed})

        assert page.status_code == 200
        assert "<script>" not in page.content.decode().split("</head>")[1]
        assert not line.values.filter(number__isnull=False).exists()

    @pytest.mark.parametrize("count", [1, 30])
    def test_query_count_is_constant(self, unit, report, count, django_assert_max_num_queries):
        IndicatorFactory.create_batch(count, period=report.period)
        with django_assert_max_num_queries(8):
            page = unit.get(url("figure_edit", report.pk))

        assert len(list(page.context["figures"].rows())) == count


class TestTable:
    @pytest.fixture
    def lines(self, period):
        kinds = [IndicatorKind.NUMBER, IndicatorKind.PERCENT, IndicatorKind.YES_NO]
        return [IndicatorFactory(period=period, kind=kind, position=n) for n, kind in enumerate(kinds)]

    @pytest.fixture
    def reports(self, ward, period, lines):
        reports = [SubmissionFactory(period=period, unit=cell) for cell in ward.cells]
        give(reports[0], dict(zip(lines, [1200, 95, True], strict=True)))
        give(reports[1], dict(zip(lines, [Decimal("0.5"), 80, False], strict=True)))
        IndicatorValueFactory(indicator=lines[0], unit=ward.cells[2], number=999_999)
        return reports

    def test_only_what_may_be_summed_is_summed_and_only_what_was_sent(self, office, period, reports):
        page = office.get(url("figure_list", period.pk))
        table = page.context["table"]

        assert [tally.words for tally in table.tallies] == ["1.200,5", "", "1 đạt, 1 không đạt"]
        assert "2 trong 3 đơn vị đã nộp" in words(page)
        assert "999" not in words(page)

    def test_a_sum_is_that_of_its_rows(self, office, period, reports):
        table = office.get(url("figure_list", period.pk)).context["table"]
        sums = [sum(cells[0][1].number or 0 for _, cells in table.rows)]

        assert sums == [table.tallies[0].total]

    def test_the_last_sending_counts(self, office, period, lines, reports):
        give(reports[0], {lines[0]: 7})

        assert office.get(url("figure_list", period.pk)).context["table"].tallies[0].words == "7,5"

    def test_a_unit_reads_its_own_line_only(self, client, ward, period, reports):
        AssignmentFactory(item=PlanItemFactory(plan=period.plan), unit=ward.cells[0])
        client.force_login(ward.reporter)
        table = client.get(url("figure_list", period.pk)).context["table"]

        assert [line.report.unit for line in table.lines] == [ward.cells[0]]
        assert table.tallies[0].words == "1.200"

    def test_who_was_excused_has_no_line(self, office, period, reports):
        type(reports[2]).objects.filter(pk=reports[2].pk).update(excused_reason="mới thành lập")

        assert len(office.get(url("figure_list", period.pk)).context["table"].lines) == 2

    def test_it_is_exported_with_numbers_as_numbers(self, office, period, reports):
        response = office.get(reverse("reports:indicators_xlsx", args=[period.pk]))
        rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=4, values_only=True))

        assert rows[1][2:] == (1200, 95, "đạt")
        assert rows[-1] == ("Cộng", None, 1200.5, None, "1 đạt, 1 không đạt")

    @pytest.mark.parametrize("count", [1, 40])
    def test_query_count_is_constant(self, office, period, lines, count, django_assert_max_num_queries):
        for report in SubmissionFactory.create_batch(count, period=period):
            report.state = SubmissionState.NOT_SENT
        with django_assert_max_num_queries(7):
            page = office.get(url("figure_list", period.pk))

        assert len(page.context["table"].lines) == count


def test_before_anybody_has_sent_the_lines_are_named_without_a_table(office, report, period):
    IndicatorFactory(period=period, name="Số buổi tuyên truyền")

    shown = words(office.get(url("figure_list", period.pk)))

    assert "Chưa đơn vị nào nộp." in shown
    assert "Số buổi tuyên truyền" in shown
    assert "<table" not in shown


def test_a_leader_of_the_committee_reads_the_table(client, ward, period):
    client.force_login(UserFactory(role=Role.LEADER, unit=ward.committee))

    assert client.get(url("figure_list", period.pk)).status_code == 200


def test_a_plan_being_entered_asks_nothing_yet(office, ward):
    period = ReportingPeriodFactory(plan=ward.plan)

    assert office.get(url("indicator_edit", period.pk)).status_code == 403
