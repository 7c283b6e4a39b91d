"""The office's desk: what stands there, and judging it with htmx and without."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import Answer, Occurrence, Progress, Review, Verdict
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.factories.plans import (
    AssigneeFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanImportFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
DESK = reverse("plans:desk")
TODAY = timezone.localdate()


def waiting(plan=None, hours_ago=1, **words):
    since = datetime.now(UTC) - timedelta(hours=hours_ago)
    plan = plan or PlanFactory(handed_out=True)
    row = OccurrenceFactory(plan=plan, progress=Progress.AWAITING, turn_since=since, version=1, due_on=TODAY)
    return ProgressUpdateFactory(occurrence=row, **words)


def officer_of(plan, client):
    user = UserFactory(unit=plan.issuer, role=Role.OFFICER)
    client.force_login(user)
    return user


def judge(client, update, **data):
    data = {"version": update.occurrence.version, **data}
    headers = data.pop("headers", {})
    return client.post(reverse("plans:review_create", args=[update.pk]), data, headers=headers)


def progress_of(update):
    return Occurrence.objects.get(pk=update.occurrence_id).progress


class TestDesk:
    def test_requests_first_then_the_longest_waiting(self, client):
        plan = PlanFactory(handed_out=True)
        new, old = waiting(plan, 1), waiting(plan, 50)
        asking = waiting(plan, 2, answer=Answer.NOT_OURS, outcome="Không phải việc của chi bộ.")
        officer_of(plan, client)
        context = client.get(DESK).context
        assert [card.last for card in context["asking"]] == [asking]
        assert [card.last for card in context["cards"]] == [old, new]

    def test_it_holds_nothing_of_other_committees(self, client):
        waiting()
        officer_of(PlanFactory(handed_out=True), client)
        context = client.get(DESK).context
        assert len(context["page"]) == 0
        assert "Không có câu trả lời nào chờ tiếp nhận." in client.get(DESK).content.decode()

    def test_a_monitor_and_a_collector_have_it_too(self, client):
        monitor = UnitFactory()
        update = waiting(PlanFactory(handed_out=True, monitor=monitor))
        client.force_login(UserFactory(unit=monitor, role=Role.OFFICER))
        assert [card.last for card in client.get(DESK).context["cards"]] == [update]

    def test_overdue_work_is_counted_by_plan_with_a_link_to_its_rows(self, client):
        plan = PlanFactory(handed_out=True)
        for _ in range(3):
            OccurrenceFactory(plan=plan, due_on=TODAY - timedelta(days=2))
        officer_of(plan, client)
        html = client.get(DESK).content.decode()
        assert "3 việc" in html
        assert f"{reverse('plans:work_table')}?plan={plan.pk}&amp;cell=open_overdue" in html

    def test_plans_not_handed_out_say_how_much_is_open(self, client):
        plan = PlanFactory()
        AssigneeFactory(item=PlanItemFactory(plan=plan), unmatched=True)
        read = PlanImportFactory(issuer=plan.issuer, read_at=timezone.now(), name="ke-hoach-moi.docx")
        officer_of(plan, client)
        html = client.get(DESK).content.decode()
        assert "1 chỗ cần xem" in html
        assert read.name in html

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.LEADER, Role.ADMIN])
    def test_only_officers_have_a_desk(self, client, role):
        client.force_login(UserFactory(unit=UnitFactory(committee=True), role=role))
        assert client.get(DESK).status_code == 403

    @pytest.mark.one_database
    def test_it_asks_the_same_at_1_and_30_rows(self, client, django_assert_num_queries):
        plan = PlanFactory(handed_out=True)
        officer_of(plan, client)
        for count in (1, 29):
            for _ in range(count):
                waiting(plan)
            with django_assert_num_queries(11):
                client.get(DESK)


class TestJudging:
    @pytest.mark.parametrize(
        ("verdict", "reason", "progress"),
        [(Verdict.ACCEPTED, "", Progress.FINISHED), (Verdict.ASKED_FOR_MORE, "Thiếu số liệu", Progress.ASKED_FOR_MORE)],
    )
    def test_without_javascript_it_goes_back_to_the_desk(self, client, verdict, reason, progress):
        update = waiting()
        officer_of(update.occurrence.plan, client)
        response = judge(client, update, verdict=verdict, reason=reason)
        assert response.url == DESK
        assert progress_of(update) == progress

    def test_with_htmx_the_row_says_what_happened(self, client):
        update = waiting()
        officer_of(update.occurrence.plan, client)
        html = judge(client, update, verdict="ACCEPTED", headers=HTMX).content.decode()
        assert f'id="desk-{update.occurrence_id}"' in html
        assert "Đã tiếp nhận" in html

    def test_the_whole_answer_stands_beside_the_buttons(self, client):
        update = waiting(outcome="Câu cuối cùng của một câu trả lời dài. " * 30, proposals="Xin thêm kinh phí")
        officer_of(update.occurrence.plan, client)
        for headers in ({}, HTMX):
            html = client.get(reverse("plans:review_create", args=[update.pk]), headers=headers).content.decode()
            assert html.count("Câu cuối cùng") == 30
            assert "Xin thêm kinh phí" in html

    @pytest.mark.parametrize(
        "data",
        [{"verdict": "ASKED_FOR_MORE"}, {"verdict": ""}, {"verdict": "RELEASED", "reason": "a", "decided_by": "b"},
         {"verdict": "ACCEPTED", "version": "x"}, {"verdict": "ASKED_FOR_MORE", "reason": "a" * 5001}, {}],
    )  # fmt: skip
    def test_what_is_incomplete_changes_nothing_and_keeps_the_words(self, client, data):
        update = waiting()
        officer_of(update.occurrence.plan, client)
        response = judge(client, update, **data)
        assert response.status_code == 200
        assert data.get("reason", "") in response.content.decode()
        assert progress_of(update) == Progress.AWAITING

    def test_a_second_reviewer_is_told_and_loses_no_word(self, client):
        update = waiting()
        officer_of(update.occurrence.plan, client)
        judge(client, update, verdict="ACCEPTED")
        html = judge(client, update, verdict="ASKED_FOR_MORE", reason="Thiếu số hộ").content.decode()
        assert "vừa có thay đổi" in html
        assert "Thiếu số hộ" in html
        assert Review.objects.count() == 1

    def test_a_request_is_agreed_to_naming_who_decided(self, client):
        update = waiting(answer=Answer.NOT_OURS, outcome="Không phải việc của chi bộ.")
        officer_of(update.occurrence.plan, client)
        judge(client, update, verdict="RELEASED", reason="Giao Mặt trận", decided_by="Bí thư Đảng ủy")
        assert progress_of(update) == Progress.STOPPED
        assert update.occurrence.decisions.get().decided_by == "Bí thư Đảng ủy"

    def test_own_words_are_left_to_another_officer(self, client):
        plan = PlanFactory(handed_out=True)
        row = OccurrenceFactory(plan=plan, progress=Progress.AWAITING, version=1)
        user = officer_of(plan, client)
        MembershipFactory(user=user, unit=row.unit)
        update = ProgressUpdateFactory(occurrence=row, by=user)
        assert "cán bộ khác" in client.get(reverse("plans:review_create", args=[update.pk])).content.decode()
        assert judge(client, update, verdict="ACCEPTED").status_code == 403

    @pytest.mark.parametrize(("role", "status"), [(Role.LEADER, 403), (Role.ADMIN, 404)])
    def test_others_of_the_committee_do_not_judge(self, client, role, status):
        update = waiting()
        client.force_login(UserFactory(unit=update.occurrence.plan.issuer, role=role))
        assert judge(client, update, verdict="ACCEPTED").status_code == status
        assert progress_of(update) == Progress.AWAITING

    def test_the_unit_itself_does_not_judge(self, client):
        update = waiting()
        client.force_login(update.by)
        assert judge(client, update, verdict="ACCEPTED").status_code == 403

    def test_strangers_find_nothing(self, client):
        update = waiting()
        officer_of(PlanFactory(handed_out=True), client)
        assert judge(client, update, verdict="ACCEPTED").status_code == 404


class TestManyAtOnce:
    URL = reverse("plans:review_accept_many")

    def chosen(self, *updates):
        return {"chosen": [f"{update.pk}:{update.occurrence.version}" for update in updates]}

    def test_a_look_first_then_taking_in(self, client):
        plan = PlanFactory(handed_out=True)
        first, second = waiting(plan), waiting(plan)
        officer_of(plan, client)
        page = client.get(self.URL, self.chosen(first, second))
        assert [update for update, _ in page.context["chosen"]] == [first, second]
        assert not Review.objects.exists()
        html = client.post(self.URL, self.chosen(first, second), follow=True).content.decode()
        assert "Đã tiếp nhận 2 việc." in html

    @pytest.mark.one_database
    @pytest.mark.parametrize("count", [1, 30])
    def test_taking_in_asks_the_database_as_often_for_thirty(self, client, count, django_assert_max_num_queries):
        plan = PlanFactory(handed_out=True)
        updates = [waiting(plan) for _ in range(count)]
        officer_of(plan, client)
        with django_assert_max_num_queries(17):  # two of them are the savepoint that only a test has
            client.post(self.URL, self.chosen(*updates))
        assert Review.objects.count() == count

    def test_foreign_answers_are_left_out(self, client):
        plan, foreign = PlanFactory(handed_out=True), waiting()
        mine = waiting(plan)
        officer_of(plan, client)
        client.post(self.URL, self.chosen(mine, foreign))
        assert [review.update for review in Review.objects.all()] == [mine]

    @pytest.mark.parametrize("chosen", [[], ["x"], ["1"], ["1:2:3"], ["1:-1"], ["9" * 40 + ":1"], ["1:1"] * 51])
    def test_an_unreadable_choice_is_told(self, client, chosen):
        officer_of(PlanFactory(handed_out=True), client)
        for method in (client.get, client.post):
            assert method(self.URL, {"chosen": chosen}).url == DESK

    def test_only_officers_do_it(self, client):
        client.force_login(UserFactory())
        assert client.get(self.URL).status_code == 403
