"""The one mail of a day: to whom, of what, and never twice."""

from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from plans.models import Digest, Occurrence, Progress, Reminder
from plans.services.digests import Sent, send_digests
from plans.services.reminding import remind
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 31)
MORNING = timezone.make_aware(datetime(2026, 5, 31, 6))


class TroubledServer(EmailBackend):
    """A mail server that refuses one address, hangs up at another, or does not answer at all."""

    is_down = False

    def open(self):
        if self.is_down:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages):
        (address,) = messages[0].to
        if address.startswith("sai"):
            raise SMTPRecipientsRefused({address: (550, b"unknown")})
        if address.startswith("dut"):
            raise SMTPServerDisconnected
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def post(settings, mailoutbox):
    settings.SENDS_MAIL, settings.SITE_URL = True, "https://danvan.example"
    settings.DEFAULT_FROM_EMAIL = "danvan@phuong.example"
    settings.EMAIL_BACKEND = f"{__name__}.TroubledServer"
    return mailoutbox


@pytest.fixture
def server(monkeypatch):
    return lambda **changes: [monkeypatch.setattr(TroubledServer, name, value) for name, value in changes.items()]


def reader(unit, email="lan@phuong.example", **changes):
    return UserFactory(unit=unit, full_name="Trần Thị Lan", **{"email": email, "wants_mail": True, **changes})


def send(on=DUE, now=MORNING):
    remind(on=on)
    return send_digests(on=on, now=now)


class TestWhatItSays:
    def test_one_mail_tells_of_all_in_plain_words_with_links(self, post):
        row = OccurrenceFactory(due_on=DUE, item__text="Tổ chức đối thoại với Nhân dân", unit__name="Chi bộ khu phố 3")
        OccurrenceFactory(assignment=row.assignment, due_on=DUE - timedelta(days=1))
        report = SubmissionFactory(unit=row.unit, period__due_on=DUE + timedelta(days=3), period__plan=row.plan)
        lan = reader(row.unit)

        assert send() == Sent(sent=1)

        (mail,) = post
        assert (mail.to, mail.from_email) == (["lan@phuong.example"], "danvan@phuong.example")
        assert mail.subject == "Nhắc việc dân vận ngày 31/05/2026: 3 việc"
        assert "Kính gửi đồng chí Trần Thị Lan," in mail.body
        assert "1. Chi bộ khu phố 3: Tổ chức đối thoại với Nhân dân\n   quá hạn 1 ngày (hạn 30/05/2026)" in mail.body
        assert f"https://danvan.example{row.get_absolute_url()}" in mail.body
        assert f"Báo cáo kỳ {report.period.label}\n   còn 3 ngày" in mail.body
        assert "https://danvan.example/account/" in mail.body
        assert "\n\n\n" not in mail.body
        assert Reminder.objects.filter(digest=Digest.objects.get(person=lan)).count() == 3

    def test_words_of_others_stay_words(self, post):
        row = OccurrenceFactory(due_on=DUE, item__text="Họp <b>dân</b> & báo\r\nBcc: ai@do.example")
        reader(row.unit)

        send()

        assert "Họp <b>dân</b> & báo Bcc: ai@do.example" in post[0].body
        assert "Bcc" not in post[0].message()


class TestToWhom:
    @pytest.mark.parametrize("changes", [{"wants_mail": False}, {"email": ""}, {"is_active": False}])
    def test_only_to_who_wants_it_and_can_be_reached(self, post, changes):
        reader(OccurrenceFactory(due_on=DUE).unit, **changes)

        assert send() == Sent()
        assert not Digest.objects.exists()

    def test_nothing_to_say_sends_nothing(self, post):
        reader(OccurrenceFactory(due_on=DUE + timedelta(days=30)).unit)

        assert send() == Sent()

    def test_what_was_answered_since_is_not_spoken_of(self, post):
        row = OccurrenceFactory(due_on=DUE)
        reader(row.unit)
        remind(on=DUE)
        Occurrence.objects.update(progress=Progress.AWAITING)

        assert send_digests(on=DUE, now=MORNING) == Sent()
        assert not Digest.objects.exists()

    def test_who_has_left_the_unit_is_told_nothing_of_it(self, post):
        row = OccurrenceFactory(due_on=DUE)
        lan = reader(row.unit)
        remind(on=DUE)
        lan.memberships.all().delete()

        assert send_digests(on=DUE, now=MORNING) == Sent()

    def test_without_a_mail_server_reminders_stay_in_the_program(self, post, settings):
        settings.SENDS_MAIL = False
        reader(OccurrenceFactory(due_on=DUE).unit)

        assert send() == Sent()
        assert Reminder.objects.count() == 1


class TestOnceADay:
    def test_a_second_run_sends_nothing(self, post):
        reader(OccurrenceFactory(due_on=DUE).unit)

        assert (send(), send()) == (Sent(sent=1), Sent())
        assert len(post) == 1

    def test_what_came_up_after_the_mail_waits_for_the_next_day(self, post):
        row = OccurrenceFactory(due_on=DUE)
        reader(row.unit)
        send()
        OccurrenceFactory(assignment=row.assignment, due_on=DUE + timedelta(days=3))
        assert send() == Sent()

        assert send(on=DUE + timedelta(days=1), now=MORNING + timedelta(days=1)) == Sent(sent=1)
        assert post[1].subject.endswith("2 việc")

    def test_a_server_that_is_down_is_asked_again_the_same_day(self, post, server):
        reader(OccurrenceFactory(due_on=DUE).unit)
        server(is_down=True)
        assert send() == Sent(failed=1)
        server(is_down=False)

        assert send(now=MORNING + timedelta(hours=1)) == Sent(sent=1)

    def test_one_refused_address_holds_up_nobody(self, post):
        row = OccurrenceFactory(due_on=DUE)
        reader(row.unit, "sai@phuong.example")
        reader(row.unit)

        assert send() == Sent(sent=1, failed=1)
        assert [mail.to for mail in post] == [["lan@phuong.example"]]

    def test_a_server_that_hangs_up_leaves_the_rest_to_the_next_run(self, post):
        row = OccurrenceFactory(due_on=DUE)
        cut = reader(row.unit, "dut@phuong.example")
        reader(row.unit)
        assert send() == Sent(failed=2)

        type(cut).objects.filter(pk=cut.pk).update(email="noi@phuong.example")

        assert send() == Sent(sent=2)
        assert len(post) == 2

    def test_a_mail_that_failed_all_day_is_told_the_next_day(self, post, server):
        reader(OccurrenceFactory(due_on=DUE).unit)
        server(is_down=True)
        send()
        server(is_down=False)

        assert send_digests(on=DUE + timedelta(days=1), now=MORNING + timedelta(days=1)) == Sent(sent=1)

    def test_what_another_job_is_sending_is_left_to_it_unless_it_was_killed(self, post):
        row = OccurrenceFactory(due_on=DUE)
        lan = reader(row.unit)
        assert Digest.objects.claim(lan, day=DUE, now=MORNING)

        assert send(now=MORNING + timedelta(minutes=5)) == Sent()
        assert send(now=MORNING + timedelta(minutes=31)) == Sent(sent=1)
        assert len(post) == 1
