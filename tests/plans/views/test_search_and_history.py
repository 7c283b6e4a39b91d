"""Search, histories, decisions, the person in charge, and handing over."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs import journal
from orgs.models import Role
from plans.models import Plan, Progress
from plans.services.periods import edit_period, set_periods
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import DocumentFactory, OccurrenceFactory, PlanFactory, PlanItemFactory
from tests.plans.services.test_progress import reporter_of, send

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def sign_in(client, unit, role=Role.OFFICER):
    user = UserFactory(unit=unit, role=role)
    client.force_login(user)
    return user


class TestSearch:
    def find(self, client, words):
        return client.get(reverse("plans:search"), {"q": words}).context

    @pytest.mark.parametrize("words", ["43-KL/TW", "43 kl/tw", "43 KL TW", "43"])
    def test_a_document_is_found_however_its_number_is_typed(self, client, words):
        plan = PlanFactory(handed_out=True)
        document = DocumentFactory(keeper=plan.issuer, number="43-KL/TW")
        DocumentFactory(keeper=plan.issuer, number="143-KL/TW")
        sign_in(client, plan.issuer)
        assert list(self.find(client, words)["documents"]) == [document]

    @pytest.mark.parametrize("words", ["dan van kheo", "DÂN VẬN KHÉO", "khéo dân", "76-kh/đu khéo"])
    def test_plans_are_found_without_accents_in_any_order(self, client, words):
        plan = PlanFactory(handed_out=True, number="76-KH/ĐU", abstract="Xây dựng mô hình “Dân vận khéo”")
        PlanFactory(handed_out=True, issuer=plan.issuer, number="9-KH/ĐU", abstract="Việc khác")
        sign_in(client, plan.issuer)
        assert list(self.find(client, words)["plans"]) == [plan]

    def test_items_and_units_are_found(self, client):
        item = PlanItemFactory(plan__handed_out=True, text="Đối thoại với Nhân dân")
        unit = UnitFactory(parent=item.plan.issuer, name="Chi bộ Đối thoại")
        sign_in(client, item.plan.issuer)
        found = self.find(client, "doi thoai")
        assert [found_item for found_item, _ in found["items"]] == [item]
        assert list(found["units"]) == [unit]

    def test_an_edited_item_is_found_by_its_new_words(self, client):
        item = PlanItemFactory(plan__handed_out=True)
        item.text = "Tiếp công dân"
        item.save()
        sign_in(client, item.plan.issuer)
        assert len(self.find(client, "tiep cong dan")["items"]) == 1

    def test_strangers_find_nothing_of_it(self, client):
        plan = PlanFactory(handed_out=True, abstract="Kế hoạch riêng")
        DocumentFactory(keeper=plan.issuer, number="43-KL/TW")
        PlanItemFactory(plan=plan, text="Việc riêng")
        sign_in(client, UnitFactory(committee=True))
        for words in ("43-KL/TW", "rieng"):
            found = self.find(client, words)
            assert not any(len(found[kind]) for kind in ("plans", "items", "documents"))

    @pytest.mark.parametrize("words", ["", " ", "\0", "--", "%", "_", "a" * 100_000, "' OR 1=1 --", "ủ" * 100])
    def test_any_words_get_an_answer(self, client, words):
        sign_in(client, UnitFactory(committee=True))
        assert client.get(reverse("plans:search"), {"q": words}).status_code == 200

    def test_a_percent_sign_is_not_everything(self, client):
        plan = PlanFactory(handed_out=True)
        sign_in(client, plan.issuer)
        assert "Hãy gõ ít nhất một chữ" in client.get(reverse("plans:search"), {"q": "%"}).content.decode()

    def test_it_asks_at_most_10_queries(self, client, django_assert_max_num_queries):
        for _ in range(5):
            plan = PlanItemFactory(plan__handed_out=True, text="Dân vận").plan
        sign_in(client, plan.issuer)
        with django_assert_max_num_queries(10):
            self.find(client, "dan van")


class TestHistory:
    def test_a_row_tells_who_from_and_to_in_vietnamese(self, client):
        row = OccurrenceFactory()
        send(
            row, by=UserFactory(unit=row.unit, full_name="Nguyễn Văn Thành"), percent=40, progress=Progress.IN_PROGRESS
        )
        sign_in(client, row.plan.issuer)
        html = client.get(reverse("plans:occurrence_history", args=[row.pk])).content.decode()
        assert "Nguyễn Văn Thành ghi kết quả" in html
        assert "Tiến độ:" in html
        assert "Chưa thực hiện → Đang thực hiện" in " ".join(html.split())
        assert "Phần trăm:" in html

    def test_a_plan_tells_a_unit_of_its_own_rows_only(self, client):
        row = OccurrenceFactory()
        foreign = OccurrenceFactory(plan=row.plan)
        for one, words in ((row, "Lời của tôi"), (foreign, "Lời của chi bộ khác")):
            send(one, by=reporter_of(one), outcome=words)
        url = reverse("plans:plan_history", args=[row.plan_id])
        sign_in(client, row.unit, Role.REPORTER)
        html = client.get(url).content.decode()
        assert "Lời của tôi" in html
        assert "Lời của chi bộ khác" not in html
        sign_in(client, row.plan.issuer)
        assert "Lời của chi bộ khác" in client.get(url).content.decode()

    def test_how_a_plan_was_entered_is_told_to_its_office_only(self, client):
        row = OccurrenceFactory()
        plan = row.plan
        plan.issued_at = timezone.now() + timedelta(seconds=30)
        plan.save()
        journal.record(
            "sửa mục", plan, by=plan.issued_by, unit=plan.issuer, plan_id=plan.pk, after={"text": "Bản nháp"}
        )
        url = reverse("plans:plan_history", args=[plan.pk])
        sign_in(client, row.unit, Role.REPORTER)
        assert "Bản nháp" not in client.get(url).content.decode()
        sign_in(client, plan.issuer)
        assert "Bản nháp" in client.get(url).content.decode()

    def test_periods_are_told_in_words(self, client):
        plan = PlanFactory()
        officer = sign_in(client, plan.issuer)
        days = {"starts_on": date(2026, 10, 26), "ends_on": date(2027, 1, 24), "due_on": date(2027, 1, 28)}
        [period] = set_periods(plan=plan, by=officer, rows=[{"label": "Cả đợt", **days}])
        Plan.objects.filter(pk=plan.pk).update(issued_at=timezone.now(), issued_by=officer)
        edit_period(period=period, by=officer, version=plan.version, locks_on=date(2027, 2, 10))
        html = client.get(reverse("plans:plan_history", args=[plan.pk])).content.decode()
        assert "Cả đợt (26/10/2026 – 24/01/2027, hạn nộp 28/01/2027)" in html
        assert "10/02/2027" in html
        assert "Khóa sau ngày" in html

    def test_strangers_find_no_history(self, client):
        row = OccurrenceFactory()
        sign_in(client, UnitFactory(committee=True))
        assert client.get(reverse("plans:plan_history", args=[row.plan_id])).status_code == 404
        assert client.get(reverse("plans:occurrence_history", args=[row.pk])).status_code == 404

    def test_it_asks_the_same_at_1_and_30_entries(self, client, django_assert_num_queries):
        row = OccurrenceFactory()
        by = reporter_of(row)
        sign_in(client, row.plan.issuer)
        for count in (1, 29):
            for _ in range(count):
                send(row, by=by)
            with django_assert_num_queries(5):
                client.get(reverse("plans:plan_history", args=[row.plan_id]))


class TestDecisions:
    def decide(self, client, row, **changed):
        said = {"decided_by": "Bí thư Đảng ủy", "decided_on": TODAY.isoformat(), "form": "NOTE", "text": "Đồng ý."}
        return client.post(reverse("plans:decision_create", args=[row.pk]), {**said, **changed})

    def test_the_office_records_who_when_and_how(self, client):
        row = OccurrenceFactory()
        officer = sign_in(client, row.plan.issuer)
        assert self.decide(client, row, form="MEETING", reference="giao ban tháng 5").status_code == 302
        decision = row.decisions.get()
        assert (decision.decided_by, decision.form, decision.recorded_by) == ("Bí thư Đảng ủy", "MEETING", officer)
        assert "giao ban tháng 5" in client.get(row.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [{"decided_by": ""}, {"text": ""}, {"decided_on": "31/02/2026"}, {"decided_on": "2199-01-01"}, {"form": "X"},
         {"text": "a" * 5001}, {"text": "a\0"}],
    )  # fmt: skip
    def test_what_is_missing_or_impossible_is_refused(self, client, wrong):
        row = OccurrenceFactory()
        sign_in(client, row.plan.issuer)
        assert self.decide(client, row, **wrong).status_code == 200
        assert not row.decisions.exists()

    def test_a_leader_may_and_a_unit_may_not(self, client):
        row = OccurrenceFactory()
        sign_in(client, row.plan.issuer, Role.LEADER)
        assert self.decide(client, row).status_code == 302
        sign_in(client, row.unit, Role.REPORTER)
        assert self.decide(client, row).status_code == 403

    def test_the_unit_says_who_is_in_charge(self, client):
        row = OccurrenceFactory()
        reporter = sign_in(client, row.unit, Role.REPORTER)
        url = reverse("plans:person_edit", args=[row.pk])
        client.post(url, {"person": reporter.pk})
        row.assignment.refresh_from_db()
        assert row.assignment.person == reporter
        assert client.post(url, {"person": UserFactory().pk}).status_code == 200
        row.assignment.refresh_from_db()
        assert row.assignment.person == reporter


def test_handing_over_passes_roles_drafts_and_turns_in_one_step(client):
    row = OccurrenceFactory()
    leaving, coming = reporter_of(row), UserFactory(unit=row.plan.issuer, role=Role.REPORTER)
    leaving.drafts.create(occurrence=row, values={"outcome": "Gõ dở"})
    row.assignment.person = leaving
    row.assignment.save()
    sign_in(client, row.plan.issuer, Role.ADMIN)
    url = reverse("plans:handover", args=[leaving.pk])
    assert url == reverse("orgs:user_hand_over", args=[leaving.pk])
    assert client.post(url, {"to_user": coming.username, "on": TODAY.isoformat()}).status_code == 302
    row.assignment.refresh_from_db()
    assert row.assignment.person == coming
    assert coming.drafts.get().values == {"outcome": "Gõ dở"}
    assert coming.memberships.filter(unit=row.unit).exists()
