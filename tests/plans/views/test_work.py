"""A unit's page, the rows behind numbers, and one row."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import CELLS, Draft, Occurrence, Progress, Verdict
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanDeadlineFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
    ReviewFactory,
)
from tests.plans.reports import blanks_of, owed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LIST, TABLE = "plans:work_list", "plans:work_table"


def days(number):
    return TODAY + timedelta(days=number)


def row_of(unit, **kwargs):
    kwargs.setdefault("due_on", days(30))
    return OccurrenceFactory(unit=unit, **kwargs)


def sign_in(client, unit, role=Role.REPORTER):
    user = UserFactory(unit=unit, role=role)
    client.force_login(user)
    return user


def headings(response):
    return [group.heading for group in response.context["groups"]]


class TestWorkList:
    def test_only_rows_of_units_that_i_report_for(self, client):
        mine, other = row_of(UnitFactory()), row_of(UnitFactory())
        sign_in(client, mine.unit)
        page = client.get(reverse(LIST)).context["page"]
        assert list(page) == [mine]
        assert other not in page

    def test_an_officer_of_the_unit_sees_no_row_there(self, client):
        row = row_of(UnitFactory())
        sign_in(client, row.unit, Role.OFFICER)
        assert "Chưa có việc nào" in client.get(reverse(LIST)).content.decode()

    def test_the_most_urgent_stands_first_in_named_groups(self, client):
        unit = UnitFactory()
        period = ReportingPeriodFactory(
            label="6 tháng", opens_on=days(-10), due_on=days(5), ends_on=days(5), starts_on=days(-10)
        )
        item = PlanItemFactory(plan=period.plan)
        row_of(unit, due_on=days(60))
        row_of(unit, due_on=days(3))
        row_of(unit, due_on=days(-3))
        row_of(unit, due_on=days(90), progress=Progress.ASKED_FOR_MORE)
        row_of(unit, due_on=days(-90), progress=Progress.AWAITING)
        row_of(unit, due_on=days(-90), progress=Progress.FINISHED, finished_on=days(-95))
        OccurrenceFactory(periodic=True, period=period, assignment=AssignmentFactory(item=item, unit=unit))
        sign_in(client, unit)
        assert headings(client.get(reverse(LIST))) == [
            "Đề nghị bổ sung", "Quá hạn", "Sắp đến hạn", "Kỳ 6 tháng · còn 5 ngày", "Trong hạn", "Chờ tiếp nhận",
            "Đã xong",
        ]  # fmt: skip

    def test_periods_not_open_locked_or_closed_ask_for_nothing(self, client):
        unit = UnitFactory()
        for dates in ({"opens_on": days(1)}, {"opens_on": days(-9), "locks_on": days(-1)}):
            period = ReportingPeriodFactory(**dates)
            assignment = AssignmentFactory(item=PlanItemFactory(plan=period.plan), unit=unit)
            OccurrenceFactory(periodic=True, period=period, assignment=assignment)
        row_of(unit, plan__closed=True)
        row_of(unit, is_counted=False)
        sign_in(client, unit)
        assert len(client.get(reverse(LIST)).context["page"]) == 0

    def test_several_units_are_one_list_with_their_names(self, client):
        first, second = row_of(UnitFactory(name="Chi bộ Khu phố 1")), row_of(UnitFactory(name="Chi bộ Khu phố 2"))
        user = sign_in(client, first.unit)
        MembershipFactory(user=user, unit=second.unit)
        html = client.get(reverse(LIST)).content.decode()
        assert "Chi bộ Khu phố 1</span>" in html
        assert "Chi bộ Khu phố 2</span>" in html

    def test_it_says_what_came_back_and_why(self, client):
        row = row_of(UnitFactory(), progress=Progress.ASKED_FOR_MORE)
        ReviewFactory(update__occurrence=row, verdict=Verdict.ASKED_FOR_MORE, reason="Ghi rõ số hộ tham gia.")
        sign_in(client, row.unit)
        assert "Ghi rõ số hộ tham gia." in client.get(reverse(LIST)).content.decode()

    def test_place_and_wording_stand_as_the_plan_has_them(self, client):
        section = PlanItemFactory(heading=True, label="III", plan__handed_out=True, plan__number="76-KH/ĐU")
        item = PlanItemFactory(plan=section.plan, parent=section, label="4", text="Quán triệt Kết luận cho đảng viên")
        row = row_of(UnitFactory(), item=item, due_on=days(9))
        PlanDeadlineFactory(item=item, due_on=row.due_on, wording="hoàn thành trong quý II")
        sign_in(client, row.unit)
        assert "76-KH/ĐU · mục III.4 · “hoàn thành trong quý II”" in client.get(reverse(LIST)).content.decode()

    def test_the_first_row_stands_open_or_the_one_asked_for(self, client):
        unit = UnitFactory()
        first, second = row_of(unit, due_on=days(1)), row_of(unit, due_on=days(2))
        sign_in(client, unit)
        for query, opened in (("", first), (f"?open={second.pk}", second), ("?open=abc", first), ("?open=1e9", first)):
            html = client.get(reverse(LIST) + query).content.decode()
            assert reverse("plans:draft_save", args=[opened.pk]) in html
            assert html.count('enctype="multipart/form-data"') == 1

    def test_what_was_being_typed_is_back(self, client):
        row = row_of(UnitFactory())
        user = sign_in(client, row.unit)
        Draft.objects.create(user=user, occurrence=row, values={"outcome": "Đang gõ dở", "progress": "FINISHED"})
        html = client.get(reverse(LIST)).content.decode()
        assert "Đang gõ dở" in html
        assert re.search(r'<input type="radio" name="progress" value="FINISHED"[^>]* checked>', html)

    @pytest.mark.one_database
    def test_sixty_rows_weigh_at_most_150_kb(self, client, django_assert_max_num_queries):
        unit = UnitFactory(name="Chi bộ Khu phố 3, Đảng bộ phường An Phú")
        plan = PlanFactory(handed_out=True)
        for number in range(60):
            item = PlanItemFactory(plan=plan, text=f"Việc {number}: " + "tuyên truyền, vận động Nhân dân tham gia " * 6)
            row_of(unit, item=item, due_on=days(number - 20))
        sign_in(client, unit)
        with django_assert_max_num_queries(10):
            response = client.get(reverse(LIST))
        assert len(response.context["page"]) == 60
        assert len(response.content) <= 150_000


class TestQueryCounts:
    @pytest.mark.one_database
    @pytest.mark.parametrize("url", [LIST, TABLE])
    def test_lists_ask_the_same_at_1_and_30_rows(self, client, url, django_assert_num_queries):
        unit = UnitFactory()
        user = sign_in(client, unit)
        for count, wanted in ((1, {LIST: 8, TABLE: 5}), (29, {LIST: 8, TABLE: 5})):
            for row in [row_of(unit, progress=Progress.ASKED_FOR_MORE) for _ in range(count)]:
                ReviewFactory(
                    update=ProgressUpdateFactory(occurrence=row, by=user),
                    verdict=Verdict.ASKED_FOR_MORE,
                    reason="Thiếu",
                )
            with django_assert_num_queries(wanted[url]):
                assert client.get(reverse(url)).status_code == 200


class TestWorkTable:
    def test_every_cell_lists_exactly_the_rows_it_counts(self, client):
        plan = PlanFactory(handed_out=True)
        item = PlanItemFactory(plan=plan)
        period = ReportingPeriodFactory(plan=plan)

        def add(**kwargs):
            OccurrenceFactory(assignment=AssignmentFactory(item=item), **kwargs)

        for due_on, finished_on in ((-9, -9), (-9, -8), (9, None), (-9, None), (-2, None)):
            finished = {"progress": Progress.FINISHED, "finished_on": days(finished_on)} if finished_on else {}
            add(due_on=days(due_on), **finished)
        add(periodic=True, period=period)
        add(periodic=True, period=period, progress=Progress.AWAITING)
        add(due_on=days(-1), progress=Progress.STOPPED)
        sign_in(client, plan.issuer, Role.LEADER)
        [counts] = Occurrence.objects.count_cells(TODAY)
        shown = {
            cell: len(client.get(reverse(TABLE), {"plan": plan.pk, "cell": cell}).context["page"]) for cell in CELLS
        }
        assert shown == {cell: counts[cell] for cell in CELLS}
        assert shown == {
            "finished_on_time": 1, "finished_late": 1, "open_in_time": 1, "open_overdue": 2,
            "answered": 1, "unanswered": 1,
        }  # fmt: skip

    def test_it_narrows_and_says_so(self, client):
        row = row_of(UnitFactory(name="Chi bộ Khu phố 7"), plan__number="76-KH/ĐU")
        row_of(UnitFactory(), plan=row.plan)
        sign_in(client, row.plan.issuer, Role.LEADER)
        response = client.get(reverse(TABLE), {"plan": row.plan_id, "unit": row.unit_id})
        assert list(response.context["page"]) == [row]
        assert "Kế hoạch: 76-KH/ĐU; Đơn vị: Chi bộ Khu phố 7" in response.content.decode()

    def test_units_are_found_without_accents(self, client):
        row = row_of(UnitFactory(name="Chi bộ Khu phố Hòa Bình"))
        sign_in(client, row.plan.issuer, Role.OFFICER)
        page = client.get(reverse(TABLE), {"unit_name": "hoa binh"}).context["page"]
        assert list(page) == [row]

    @pytest.mark.parametrize(
        "query",
        ["cell=nope", "unit=abc", "unit=99999999999999999999", "plan=0", "progress=x", "unit_name=%00", "item=-1",
         "unit_name=" + "a" * 5000],
    )  # fmt: skip
    def test_what_is_not_there_shows_nothing_rather_than_everything(self, client, query):
        row = row_of(UnitFactory())
        sign_in(client, row.unit)
        response = client.get(f"{reverse(TABLE)}?{query}")
        assert response.status_code == 200
        assert len(response.context["page"]) == 0

    def test_rows_of_others_cannot_be_asked_for(self, client):
        row, foreign = row_of(UnitFactory()), row_of(UnitFactory())
        sign_in(client, row.unit)
        for query in ({"unit": foreign.unit_id}, {"plan": foreign.plan_id}, {"item": foreign.assignment.item_id}):
            assert len(client.get(reverse(TABLE), query).context["page"]) == 0

    @pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999999999999", "2"])
    def test_any_page_number_answers(self, client, page):
        row = row_of(UnitFactory())
        sign_in(client, row.unit)
        assert client.get(reverse(TABLE), {"page": page}).status_code == 200


class TestDetail:
    def test_it_shows_every_round_and_who_acts_next(self, client):
        row = row_of(UnitFactory(name="Chi bộ 9"), progress=Progress.ASKED_FOR_MORE)
        ReviewFactory(update__occurrence=row, verdict=Verdict.ASKED_FOR_MORE, reason="Thiếu số người dự.")
        sign_in(client, row.unit)
        html = client.get(row.get_absolute_url()).content.decode()
        assert "Đến lượt Chi bộ 9" in html
        assert "Thiếu số người dự." in html
        assert reverse("plans:progress_create", args=[row.pk]) in html
        assert reverse("plans:progress_enter", args=[row.pk]) not in html

    def test_the_office_may_enter_decide_and_take_in(self, client):
        row = row_of(UnitFactory(), progress=Progress.AWAITING)
        update = ProgressUpdateFactory(occurrence=row)
        sign_in(client, row.plan.issuer, Role.OFFICER)
        html = client.get(row.get_absolute_url()).content.decode()
        for name in ("plans:progress_enter", "plans:decision_create"):
            assert reverse(name, args=[row.pk]) in html
        assert reverse("plans:review_create", args=[update.pk]) in html

    def test_a_stranger_does_not_find_it(self, client):
        row = row_of(UnitFactory())
        sign_in(client, UnitFactory())
        for name in ("occurrence_detail", "occurrence_history", "progress_create", "progress_enter", "progress_object",
                     "decision_create", "person_edit"):  # fmt: skip
            assert client.get(reverse(f"plans:{name}", args=[row.pk])).status_code == 404

    @pytest.mark.parametrize("role", [Role.LEADER, Role.OFFICER])
    def test_it_asks_a_fixed_number_of_queries(self, client, role, django_assert_max_num_queries):
        row = row_of(UnitFactory(), progress=Progress.AWAITING)
        for _ in range(4):
            ProgressUpdateFactory(occurrence=row)
        sign_in(client, row.plan.issuer, role)
        with django_assert_max_num_queries(10):
            client.get(row.get_absolute_url())


def test_a_row_of_a_locked_period_says_why_it_takes_nothing(client):
    report = owed(rows=1, period__locks_on=days(-1))
    client.force_login(UserFactory(unit=report.unit))

    shown = client.get(blanks_of(report)[0].get_absolute_url()).content.decode()

    assert "đã khóa sau ngày" in shown
    assert "Trả lời</a>" not in shown
