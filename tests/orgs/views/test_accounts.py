import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgs import services
from orgs.lockout import locked_usernames
from orgs.models import JournalEntry, User
from orgs.passwords import DEMO_PASSWORD
from tests.factories.orgs import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/login/"


def sign_in(client, username, password=PASSWORD, **headers):
    return client.post(LOGIN, {"username": username, "password": password}, headers=headers)


def test_a_person_signs_in_whatever_the_capitals_of_the_name(client):
    UserFactory(username="vanphong")

    answer = sign_in(client, " VanPhong")

    assert (answer.status_code, answer.url) == (302, "/")


def test_signing_in_leads_on_to_where_one_was_going(client):
    UserFactory(username="vanphong")

    answer = client.post(LOGIN, {"username": "vanphong", "password": PASSWORD, "next": "/account/"})

    assert answer.url == "/account/"
    client.logout()
    answer = client.post(LOGIN, {"username": "vanphong", "password": PASSWORD, "next": "//example.org/"})
    assert answer.url == "/"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client):
    UserFactory(username="vanphong")
    UserFactory(username="daugung", is_active=False)

    wrong, unknown, gone = [sign_in(client, name, "sai") for name in ("vanphong", "khongco", "daugung")]

    words = "Tên đăng nhập hoặc mật khẩu không đúng"
    for answer in (wrong, unknown, gone):
        assert words in answer.content.decode()
    assert sign_in(client, "daugung").status_code == 200


def test_four_wrong_passwords_and_the_right_one_open(client):
    UserFactory(username="vanphong")

    for _ in range(4):
        sign_in(client, "vanphong", "sai")

    assert sign_in(client, "vanphong").status_code == 302


def test_the_fifth_wrong_password_locks_whatever_the_name_s_capitals_or_the_sender(client):
    UserFactory(username="vanphong")

    for number, name in enumerate(["vanphong", "VANPHONG", " vanphong", "VanPhong", "vanPhong"]):
        answer = sign_in(Client(), name, "sai", x_forwarded_for=f"10.0.0.{number}", user_agent=f"agent {number}")

    assert answer.status_code == 429
    assert sign_in(client, "vanphong").status_code == 429
    page = answer.content.decode()
    assert "Tài khoản tạm khóa do nhập sai 5 lần. Liên hệ quản trị hoặc thử lại sau 15 phút." in page
    assert locked_usernames(at=timezone.now()) == {"vanphong"}


def test_a_lock_ends_by_itself(client):
    UserFactory(username="vanphong")
    for _ in range(5):
        sign_in(client, "vanphong", "sai")
    locked_at = timezone.now()

    with time_machine.travel(locked_at + timedelta(minutes=14)):
        assert sign_in(client, "vanphong").status_code == 429
    with time_machine.travel(locked_at + timedelta(minutes=16)):
        assert sign_in(client, "vanphong").status_code == 302


def test_an_unknown_name_locks_in_the_same_way(client):
    answers = [sign_in(client, "khongco", "sai").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]


def test_the_office_unlocks_and_it_is_written_down(client, world):
    for _ in range(5):
        sign_in(client, "donvi", "sai")
    client.force_login(world.officer)
    assert "Đang bị khóa" in client.get(world.reporter.get_absolute_url()).content.decode()

    client.post(reverse("orgs:user_unlock", args=[world.reporter.pk]))

    assert JournalEntry.objects.about(world.reporter).first().action == "mở khóa đăng nhập"
    assert sign_in(Client(), "donvi").status_code == 302


def test_the_demo_password_opens_nothing_outside_the_demo(client, settings):
    UserFactory(username="vanphong", password=DEMO_PASSWORD)

    assert sign_in(client, "vanphong", DEMO_PASSWORD).status_code == 200
    assert sign_in(client, "vanphong", "DANVAN-DEMO").status_code == 200
    settings.DEMO = True
    assert sign_in(client, "vanphong", DEMO_PASSWORD).status_code == 302


def test_only_the_demo_shows_its_accounts(client, settings):
    assert DEMO_PASSWORD not in client.get(LOGIN).content.decode()
    settings.DEMO = True
    page = client.get(LOGIN).content.decode()
    assert DEMO_PASSWORD in page
    assert "vanphong.tinh" in page


def test_the_session_gets_a_new_name_when_one_signs_in(client):
    UserFactory(username="vanphong")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key

    sign_in(client, "vanphong")

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_first_password_is_shown_once_and_must_be_changed(client, world):
    client.force_login(world.officer)
    page = client.post(reverse("orgs:user_reset", args=[world.reporter.pk]), follow=True).content.decode()
    password = re.search(r'<code class="slip-word">([a-z]+(?:-[a-z]+){3}-\d{4})</code>', page)[1]
    assert password not in client.get(reverse("orgs:user_slip", args=[world.reporter.pk])).content.decode()
    assert not any(password in str(entry.after) for entry in JournalEntry.objects.all())

    person = Client()
    assert sign_in(person, "donvi", password).status_code == 302
    assert person.get("/units/").url == reverse("orgs:password_change")
    new = "ruong lua xanh rì 7"
    sent = {"old_password": password, "new_password1": new, "new_password2": new}
    assert person.post(reverse("orgs:password_change"), sent).url == "/"
    assert person.get("/units/").status_code == 200
    assert User.objects.get(username="donvi").check_password(new)
    assert JournalEntry.objects.about(world.reporter).first().action == "đổi mật khẩu"


def test_changing_one_s_password_signs_the_other_machines_out(world):
    here, there = Client(), Client()
    for machine in (here, there):
        sign_in(machine, "donvi")

    new = "ruong lua xanh rì 7"
    here.post(reverse("orgs:password_change"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("sai", "ruong lua xanh 7", "ruong lua xanh 7", "Mật khẩu hiện tại không đúng"),
        (PASSWORD, "ruong lua xanh 7", "khác", "không giống nhau"),
        (PASSWORD, "ngan", "ngan", "quá ngắn"),
        (PASSWORD, PASSWORD, PASSWORD, "khác mật khẩu hiện tại"),
        (PASSWORD, DEMO_PASSWORD, DEMO_PASSWORD, "bản dùng thử"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_in_words(client, world, old, new, again, words):
    client.force_login(world.reporter)

    sent = {"old_password": old, "new_password1": new, "new_password2": again}
    page = client.post(reverse("orgs:password_change"), sent).content.decode()

    assert words in page
    assert User.objects.get(username="donvi").check_password(PASSWORD)


def test_what_is_wrong_with_a_new_password_stands_below_it(client, world):
    client.force_login(world.reporter)

    sent = {"old_password": PASSWORD, "new_password1": "ngan", "new_password2": "ngan"}
    form = client.post(reverse("orgs:password_change"), sent).context["form"]

    assert list(form.errors) == ["new_password1"]


def test_guessing_the_old_password_locks_as_signing_in_does(client, world):
    client.force_login(world.reporter)
    new = "ruong lua xanh 7"
    sent = {"old_password": "sai", "new_password1": new, "new_password2": new}

    answers = [client.post(reverse("orgs:password_change"), sent).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert client.post(reverse("orgs:password_change"), sent | {"old_password": PASSWORD}).status_code == 429
    assert User.objects.get(username="donvi").check_password(PASSWORD)


def test_a_changed_password_forgets_the_wrong_guesses_before_it(client, world):
    client.force_login(world.reporter)
    new = "ruong lua xanh 7"
    sent = {"old_password": "sai", "new_password1": new, "new_password2": new}
    for _ in range(4):
        client.post(reverse("orgs:password_change"), sent)

    client.post(reverse("orgs:password_change"), sent | {"old_password": PASSWORD})

    assert sign_in(Client(), "donvi", "sai").status_code == 200
    assert sign_in(Client(), "donvi", new).status_code == 302


def test_a_disabled_person_is_out_on_the_next_page(client, world):
    person = Client()
    sign_in(person, "donvi")

    client.force_login(world.admin)
    client.post(reverse("orgs:user_disable", args=[world.reporter.pk]))

    assert person.get("/account/").status_code == 302
    assert Session.objects.count() == 1


def test_a_lost_role_is_lost_on_the_next_page(client, world):
    client.force_login(world.officer)
    assert client.get("/users/").status_code == 200

    services.remove_role(membership=world.officer.memberships.get(), by=None)

    assert client.get("/users/").status_code == 403


def test_nobody_resets_himself_by_the_office_s_door(client, world):
    client.force_login(world.admin)

    client.post(reverse("orgs:user_reset", args=[world.admin.pk]))

    assert User.objects.get(pk=world.admin.pk).check_password(PASSWORD)


def test_slips_for_people_of_a_workbook_are_made_together(client, world):
    new = [UserFactory(unit=world.cell, password=None) for _ in range(3)]
    outside = UserFactory(unit=world.other_cell, password=None)
    client.force_login(world.officer)

    ticked = [person.pk for person in [*new[:2], world.reporter, outside]]
    page = client.post("/users/slips/", {"people": ticked}, follow=True)

    assert page.content.decode().count('<article class="panel slip">') == 2
    usable = [User.objects.get(pk=person.pk).has_usable_password() for person in [*new, outside]]
    assert usable == [True, True, False, False]
    assert User.objects.get(pk=world.reporter.pk).check_password(PASSWORD)
