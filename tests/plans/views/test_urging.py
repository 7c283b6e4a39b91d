"""Late units: whom to call, what to write, and the note that they were urged."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import JournalEntry, Role
from plans.models import Occurrence, Progress, Submission, Urge
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import OccurrenceFactory, PlanFactory
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LIST, ALL = "plans:urging_list", "plans:urging_message_all"


def days(number):
    return TODAY + timedelta(days=number)


@pytest.fixture
def plan():
    return PlanFactory(handed_out=True)


@pytest.fixture
def late(plan):
    """A row twelve days late of a cell whose reporter has a telephone."""
    cell = UnitFactory(cell=True, parent=plan.issuer, name="Chi bộ khu phố 1")
    UserFactory(unit=cell, full_name="Trần Thị Lan", phone="0912 345 678")
    return OccurrenceFactory(plan=plan, unit=cell, due_on=days(-12), item__text="Tổ chức đối thoại với Nhân dân")


@pytest.fixture
def office(client, plan):
    officer = UserFactory(unit=plan.issuer, role=Role.OFFICER)
    client.force_login(officer)
    client.officer = officer
    return client


def html(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def message(row):
    return reverse("plans:urging_message", args=[row.unit_id])


class TestList:
    def test_it_names_who_is_late_and_whom_to_call(self, office, late):
        report = SubmissionFactory(period__plan=late.plan, unit=late.unit, period__due_on=days(-20))
        page = html(office, reverse(LIST))

        assert "Chi bộ khu phố 1" in page
        assert 'href="tel:0912345678">Gọi 0912 345 678</a>' in page
        assert "Quá hạn 20 ngày" in page
        (unit,) = office.get(reverse(LIST)).context["late_units"]
        assert (unit.rows, unit.reports, unit.count) == ([late], [report], 2)

    @pytest.mark.parametrize(
        "changes",
        [{"progress": Progress.AWAITING}, {"progress": Progress.STOPPED}, {"is_counted": False}, {"due_on": TODAY}],
    )
    def test_who_owes_nothing_now_is_not_late(self, office, late, changes):
        Occurrence.objects.update(**changes)

        assert "Không có đơn vị nào quá hạn" in html(office, reverse(LIST))

    def test_a_report_that_can_no_longer_be_sent_is_not_asked_for(self, office, plan):
        report = SubmissionFactory(period__plan=plan, period__due_on=days(-9), period__locks_on=days(-1))
        assert not office.get(reverse(LIST)).context["late_units"]

        Submission.objects.update(reopened_until=days(2), reopened_reason="Bí thư ốm")
        assert office.get(reverse(LIST)).context["late_units"][0].reports == [report]

    def test_one_plan_may_be_chosen(self, office, late):
        other = PlanFactory(handed_out=True, issuer=late.plan.issuer)
        OccurrenceFactory(plan=other, unit=late.unit, due_on=days(-3))

        both, one = (
            office.get(reverse(LIST), data).context["late_units"][0].count for data in ({}, {"plan": other.pk})
        )

        assert (both, one) == (2, 1)

    def test_other_offices_and_units_see_nothing_of_it(self, client, late):
        client.force_login(UserFactory(officer=True))
        assert not client.get(reverse(LIST)).context["late_units"]
        assert client.get(message(late)).status_code == 404
        client.force_login(late.unit.memberships.first().user)
        assert client.get(reverse(LIST)).status_code == 403
        assert client.get(message(late)).status_code == 404

    @pytest.mark.one_database
    @pytest.mark.parametrize("count", [1, 30])
    def test_it_asks_the_same_at_1_and_30_units(self, office, plan, count, django_assert_num_queries):
        for _ in range(count):
            cell = UnitFactory(cell=True, parent=plan.issuer)
            UserFactory(unit=cell)
            OccurrenceFactory(plan=plan, unit=cell, due_on=days(-3))

        with django_assert_num_queries(8):
            assert len(office.get(reverse(LIST)).context["late_units"]) == count


class TestMessage:
    def test_the_text_is_ready_to_paste(self, office, late):
        text = office.get(message(late)).context["text"]

        assert text.startswith("Kính gửi Chi bộ khu phố 1: đến")
        assert "1) Tổ chức đối thoại với Nhân dân (hạn" in text
        assert "http://testserver/work/" in text
        assert text.endswith(late.plan.issuer.name)

    def test_one_tap_notes_it_on_each_row_and_report(self, office, late):
        report = SubmissionFactory(period__plan=late.plan, unit=late.unit, period__due_on=days(-2))

        told = office.post(message(late), {"channel": "CALL"}, follow=True).content.decode()

        assert "Đã ghi: nhắc Chi bộ khu phố 1 qua điện thoại." in told
        assert f"đã nhắc {TODAY:%d/%m/%Y}" in told
        urges = Urge.objects.order_by("pk").values_list("occurrence", "submission", "channel", "on", "by")
        assert list(urges) == [
            (late.pk, None, "CALL", TODAY, office.officer.pk), (None, report.pk, "CALL", TODAY, office.officer.pk),
        ]  # fmt: skip
        assert JournalEntry.objects.filter(action="nhắc đơn vị: điện thoại").count() == 2
        assert f"<dd>{TODAY:%d/%m/%Y}" in html(office, late.get_absolute_url())

    def test_what_no_database_holds_is_left_out_of_the_words(self, office, late):
        office.post(message(late), {"channel": "CALL", "words": "Kính\0 gửi"})

        assert Urge.objects.get().words == "Kính gửi"

    def test_pressed_twice_it_is_noted_once_and_another_way_once_more(self, office, late):
        for channel in ("CALL", "CALL", "MESSAGE"):
            office.post(message(late), {"channel": channel, "words": "Kính gửi…"})

        assert list(Urge.objects.order_by("pk").values_list("channel", "words")) == [
            ("CALL", "Kính gửi…"), ("MESSAGE", "Kính gửi…"),
        ]  # fmt: skip

    def test_who_has_answered_meanwhile_is_left_alone(self, office, late):
        Occurrence.objects.update(progress=Progress.AWAITING)

        for told in (
            office.post(message(late), {"channel": "CALL"}, follow=True),
            office.get(message(late), follow=True),
        ):
            assert "không còn việc quá hạn nào" in told.content.decode()
        assert not Urge.objects.exists()

    @pytest.mark.parametrize("channel", ["", "FAX"])
    def test_an_unknown_way_is_not_noted(self, office, late, channel):
        told = office.post(message(late), {"channel": channel}, follow=True)

        assert "Hãy chọn cách đã nhắc." in told.content.decode()
        assert not Urge.objects.exists()


class TestAll:
    def test_one_text_and_one_note_for_all_that_it_names(self, office, late):
        second = OccurrenceFactory(
            plan=late.plan,
            unit=UnitFactory(cell=True, parent=late.plan.issuer, name="Chi bộ khu phố 2"),
            due_on=days(-2),
        )
        assert "2) Chi bộ khu phố 2: 1 việc, lâu nhất quá hạn 2 ngày" in html(office, reverse(ALL))

        told = office.post(reverse(ALL), {"channel": "MESSAGE", "units": [late.unit_id, second.unit_id]}, follow=True)

        assert "Đã ghi: nhắc 2 đơn vị qua tin nhắn." in told.content.decode()
        assert set(Urge.objects.values_list("occurrence", flat=True)) == {late.pk, second.pk}

    def test_who_was_not_named_is_not_noted(self, office, late):
        office.post(reverse(ALL), {"channel": "MESSAGE", "units": []})

        assert not Urge.objects.exists()


@pytest.mark.parametrize(
    ("phone", "dialed"),
    [("0912 345 678", "0912345678"), ("+84 912.345.678", "+84912345678"), ("0256 3822 001; 0912345678", "02563822001")],
)
def test_a_telephone_number_is_dialed_without_its_blanks(phone, dialed):
    assert UserFactory(phone=phone).dialed == dialed


class TestWhatIsNoted:
    def test_a_letter_notes_itself_and_nobody_by_hand(self, office, late):
        page = office.post(message(late), {"channel": "LETTER", "words": "Đã nói"})

        assert "Hãy chọn cách đã nhắc" in page.content.decode()
        assert not Urge.objects.exists()

    def test_a_long_message_is_held_whole(self, office, late):
        words = "Kính gửi " * 1000

        office.post(message(late), {"channel": "MESSAGE", "words": words})

        assert Urge.objects.get().words == words.strip()

    @pytest.mark.parametrize("is_one", [True, False])
    def test_too_long_a_message_comes_back_with_every_word(self, office, late, is_one):
        words = "x" * 20_001
        page = office.post(
            message(late) if is_one else reverse(ALL),
            {"channel": "MESSAGE", "words": words, "units": [late.unit_id]},
        )

        assert "dài quá 20.000 ký tự" in page.content.decode()
        assert words in page.content.decode()
        assert not Urge.objects.exists()
