"""Asking for more time and answering, as pages do it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import Decision, Extension, Occurrence
from plans.services.extending import refuse_extension
from tests.factories.orgs import UserFactory
from tests.factories.plans import ExtensionFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DUE, LATER = TODAY + timedelta(days=5), TODAY + timedelta(days=20)


@pytest.fixture
def row():
    return OccurrenceFactory(due_on=DUE)


def sign_in(client, unit, role=Role.REPORTER, **person):
    user = UserFactory(unit=unit, role=role, **person)
    client.force_login(user)
    return user


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


class TestAsking:
    def test_the_unit_asks_and_sees_that_it_waits(self, client, row):
        sign_in(client, row.unit)
        url = reverse("plans:extension_create", args=[row.pk])
        assert url in page(client, row.get_absolute_url())

        told = client.post(url, {"wanted_on": f"{LATER:%d/%m/%Y}", "reason": "Chờ số liệu"}, follow=True)

        assert "Hạn cũ vẫn giữ cho đến khi được đồng ý" in told.content.decode()
        assert "Xin gia hạn</span> chờ trả lời" in told.content.decode()
        assert f"đến {LATER:%d/%m/%Y}, chờ trả lời" in page(client, reverse("plans:work_list"))
        assert url not in told.content.decode()
        assert "đang chờ trả lời" in page(client, url)

    def test_what_is_wrong_is_said_and_the_words_stay(self, client, row):
        sign_in(client, row.unit)

        told = client.post(
            reverse("plans:extension_create", args=[row.pk]), {"wanted_on": f"{DUE:%d/%m/%Y}", "reason": "Chờ số liệu"}
        ).content.decode()

        assert "Hạn mới phải sau hạn hiện nay" in told
        assert "Chờ số liệu" in told

    def test_too_late_the_page_says_so_and_keeps_what_was_typed(self, client, row):
        sign_in(client, row.unit)
        Occurrence.objects.update(due_on=TODAY)

        told = client.post(
            reverse("plans:extension_create", args=[row.pk]),
            {"wanted_on": f"{LATER:%d/%m/%Y}", "reason": "Chờ số liệu"},
        ).content.decode()

        assert "trước ngày đến hạn" in told
        assert "Chờ số liệu" in told
        assert reverse("plans:extension_create", args=[row.pk]) not in page(client, row.get_absolute_url())

    def test_another_unit_does_not_find_the_row(self, client, row):
        sign_in(client, OccurrenceFactory().unit)
        assert client.get(reverse("plans:extension_create", args=[row.pk])).status_code == 404


class TestAnswering:
    @pytest.fixture
    def asked(self, row):
        return ExtensionFactory(occurrence=row, wanted_on=LATER)

    def test_the_desk_leads_the_office_to_it(self, client, asked):
        sign_in(client, asked.occurrence.plan.issuer, Role.OFFICER)
        url = reverse("plans:extension_decide", args=[asked.pk])
        assert url in page(client, reverse("plans:desk"))
        assert url in page(client, asked.occurrence.get_absolute_url())

        client.post(url, {"verdict": "GRANTED", "granted_on": f"{LATER:%d/%m/%Y}", "decided_by": "Bí thư Trần Văn B"})

        asked.occurrence.refresh_from_db()
        assert asked.occurrence.due_on == LATER
        assert "Hạn gốc" in page(client, asked.occurrence.get_absolute_url())
        assert url not in page(client, reverse("plans:desk"))

    def test_a_leader_known_by_his_post_alone_is_named_once(self, client, asked):
        post = {"full_name": "Phó Bí thư", "job_title": "Phó Bí thư"}
        sign_in(client, asked.occurrence.plan.issuer, Role.LEADER, **post)
        assert 'value="Phó Bí thư"' in page(client, reverse("plans:extension_decide", args=[asked.pk]))

    def test_a_leader_answers_in_his_own_name(self, client, asked):
        leader = sign_in(
            client, asked.occurrence.plan.issuer, Role.LEADER, full_name="Trần Văn B", job_title="Phó Bí thư"
        )
        url = reverse("plans:extension_decide", args=[asked.pk])
        assert 'value="Phó Bí thư Trần Văn B"' in page(client, url)

        told = client.post(
            url,
            {"verdict": "REFUSED", "decided_by": "Phó Bí thư Trần Văn B", "answer": "Còn đủ thời gian"},
            follow=True,
        )

        asked.refresh_from_db()
        assert (asked.verdict, asked.recorded_by) == ("REFUSED", leader)
        assert "Còn đủ thời gian" in told.content.decode()

    def test_without_a_reason_nothing_is_refused(self, client, asked):
        sign_in(client, asked.occurrence.plan.issuer, Role.OFFICER)

        told = client.post(
            reverse("plans:extension_decide", args=[asked.pk]), {"verdict": "REFUSED", "decided_by": "Bí thư"}
        )

        assert "Hãy ghi lý do không đồng ý" in told.content.decode()
        assert Extension.objects.get().verdict == ""

    def test_who_comes_second_reads_what_the_first_said(self, client, asked):
        officer = sign_in(client, asked.occurrence.plan.issuer, Role.OFFICER)
        refuse_extension(extension=asked, by=officer, decided_by="Bí thư", answer="Còn đủ thời gian")
        sign_in(client, asked.occurrence.plan.issuer, Role.OFFICER)

        told = client.post(
            reverse("plans:extension_decide", args=[asked.pk]),
            {"verdict": "GRANTED", "granted_on": f"{LATER:%d/%m/%Y}", "decided_by": "Bí thư", "answer": "Lời của tôi"},
        ).content.decode()

        assert f"{officer} vừa trả lời: không đồng ý gia hạn. Lần này chưa ghi gì." in told
        assert "Lời của tôi" in told

    def test_the_unit_does_not_answer_itself(self, client, asked):
        sign_in(client, asked.occurrence.unit)
        assert client.get(reverse("plans:extension_decide", args=[asked.pk])).status_code == 403


def test_the_card_tells_what_was_refused_and_what_a_leader_said(client, row):
    user = sign_in(client, row.unit)
    ExtensionFactory(occurrence=row, verdict="REFUSED", answer="Còn đủ thời gian")
    Decision.objects.create(
        occurrence=row, decided_by="Bí thư", decided_on=TODAY, text="Tập trung làm xong trong tuần", recorded_by=user
    )

    html = page(client, reverse("plans:work_list"))

    assert "Còn đủ thời gian" in html
    assert "Tập trung làm xong trong tuần" in html


def test_the_list_asks_the_same_at_1_and_30_requests(client, django_assert_num_queries):
    row = OccurrenceFactory(due_on=DUE)
    sign_in(client, row.plan.issuer, Role.OFFICER)
    for count in (1, 29):
        for number in range(count):
            ExtensionFactory(
                occurrence=OccurrenceFactory(assignment=row.assignment, due_on=DUE + timedelta(days=count + number))
            )
        with django_assert_num_queries(3):
            assert len(client.get(reverse("plans:extension_list")).context["page"]) in {1, 30}
