"""Nhắc việc: the page, its count on the unit's home page, and how a person chooses mail."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import JournalEntry, Role
from plans.models import Occurrence, Progress
from plans.services.reminding import remind
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAGE, ACCOUNT = "plans:reminder_list", "orgs:account"


def html(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    return response.content.decode()


def sign_in(client, unit, **changes):
    user = UserFactory(unit=unit, **changes)
    client.force_login(user)
    return user


class TestPage:
    def test_it_names_what_presses_and_leads_there(self, client):
        row = OccurrenceFactory(due_on=TODAY - timedelta(days=12))
        report = SubmissionFactory(unit=row.unit, period__plan=row.plan, period__due_on=TODAY + timedelta(days=3))
        sign_in(client, row.unit)
        remind(on=TODAY)

        page = html(client, PAGE)

        assert "Quá hạn 12 ngày" in page
        assert f"Báo cáo kỳ {report.period.label}" in page
        assert page.index(row.get_absolute_url()) < page.index(report.get_absolute_url())

    def test_what_was_sent_is_gone_from_page_and_count(self, client):
        row = OccurrenceFactory(due_on=TODAY)
        sign_in(client, row.unit)
        assert "việc được nhắc" not in html(client, "plans:work_list")
        remind(on=TODAY)
        assert "1 việc được nhắc" in html(client, "plans:work_list")

        Occurrence.objects.update(progress=Progress.AWAITING)

        assert "việc được nhắc" not in html(client, "plans:work_list")
        assert "Không có việc nào cần nhắc" in html(client, PAGE)

    def test_the_office_reads_what_nobody_has_looked_at(self, client):
        long_ago = timezone.now() - timedelta(days=4)
        row = OccurrenceFactory(due_on=TODAY, progress=Progress.AWAITING, turn_since=long_ago)
        sign_in(client, row.plan.issuer, role=Role.OFFICER)
        remind(on=TODAY)

        assert f"Đơn vị đã gửi từ {timezone.localtime(long_ago):%d/%m/%Y}, chưa xem" in html(client, PAGE)

    @pytest.mark.parametrize("count", [1, 30])
    def test_it_asks_the_same_at_1_and_30_lines(self, client, count, django_assert_num_queries):
        row = OccurrenceFactory(due_on=TODAY)
        for number in range(1, count):
            OccurrenceFactory(assignment=row.assignment, due_on=TODAY - timedelta(days=number))
        sign_in(client, row.unit)
        remind(on=TODAY)

        with django_assert_num_queries(3):
            assert len(client.get(reverse(PAGE)).context["page"]) == count


class TestMail:
    def test_a_person_chooses_it_and_where(self, client):
        user = sign_in(client, OccurrenceFactory().unit)

        told = client.post(
            reverse(ACCOUNT), {"version": user.version, "email": "lan@phuong.example", "wants_mail": "on"}, follow=True
        )

        user.refresh_from_db()
        assert (user.email, user.wants_mail) == ("lan@phuong.example", True)
        assert "Đã lưu cách nhận lời nhắc." in told.content.decode()
        assert JournalEntry.objects.filter(action="sửa thông tin người dùng", object_id=user.pk).exists()

    @pytest.mark.parametrize(("email", "words"), [("", "Hãy ghi địa chỉ"), ("khong-phai", "email")])
    def test_without_a_good_address_nothing_is_kept(self, client, email, words):
        user = sign_in(client, OccurrenceFactory().unit)

        told = client.post(reverse(ACCOUNT), {"version": user.version, "email": email, "wants_mail": "on"})

        user.refresh_from_db()
        assert words in told.content.decode()
        assert not user.wants_mail

    def test_who_was_overtaken_sees_both_addresses(self, client):
        user = sign_in(client, OccurrenceFactory().unit)
        type(user).objects.filter(pk=user.pk).update(email="van-phong@phuong.example", version=user.version + 1)

        told = client.post(reverse(ACCOUNT), {"version": user.version, "email": "lan@phuong.example"})

        assert told.status_code == 409
        assert "van-phong@phuong.example" in told.content.decode()
        assert "lan@phuong.example" in told.content.decode()
