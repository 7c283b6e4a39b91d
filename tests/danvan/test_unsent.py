"""A session ends while somebody types: what he sends comes back when he has signed in again (TRUST.md P20)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgs.models import UnsentForm
from orgs.services.unsent import KEPT, MOST_CHARACTERS, MOST_FORMS, keep_unsent
from plans.models import Plan
from tests.factories.orgs import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = "/plans/new/"
TEXT = "Về công tác dân vận năm 2027 " * 65  # nearly 2,000 characters
TOLD = "Phiên làm việc đã hết trước khi gửi"


@pytest.fixture
def officer():
    return UserFactory(officer=True, username="vanphong")


@pytest.fixture
def browser(officer):
    """Signed in, then its session ends by itself."""
    browser = Client()
    sign_in(browser, "vanphong")
    del browser.cookies[settings.SESSION_COOKIE_NAME]
    return browser


def sign_in(browser, username, path="/"):
    return browser.post("/login/", {"username": username, "password": PASSWORD, "next": path})


def send(browser, path=NEW, **sent):
    return browser.post(path, {"abstract": TEXT, "recipients": "Như trên\nLưu", **sent})


def test_what_was_sent_too_late_stands_in_the_form_again_and_is_saved_by_one_more_press(browser):
    answer = send(browser, starts_on="32/13/2027")
    assert answer.url == f"/login/?next={NEW}"
    assert sign_in(browser, "vanphong", NEW).url == NEW

    page = browser.get(NEW)
    assert TOLD in page.content.decode()
    form = page.context["form"]
    assert form["abstract"].value() == TEXT
    assert (form["recipients"].value(), form["starts_on"].value()) == ("Như trên\nLưu", "32/13/2027")
    assert not Plan.objects.exists()

    send(browser)
    assert Plan.objects.get().document.abstract == TEXT.strip()
    assert TOLD not in browser.get(NEW).content.decode()


def test_opening_the_page_again_saves_nothing_though_all_is_right(browser):
    send(browser)
    sign_in(browser, "vanphong")

    assert browser.get(NEW).status_code == 200

    assert not Plan.objects.exists()


def test_another_person_at_the_same_machine_sees_nothing_of_it(browser):
    send(browser)
    UserFactory(officer=True, username="nguoikhac")
    sign_in(browser, "nguoikhac")

    page = browser.get(NEW).content.decode()

    assert TOLD not in page
    assert TEXT.strip() not in page


@pytest.mark.parametrize("cookie", [None, "1", "1:abc", "1:1tabcd:forged"])
def test_nothing_is_kept_of_a_stranger(officer, cookie):
    stranger = Client()
    if cookie:
        stranger.cookies[settings.LAST_PERSON_COOKIE] = cookie.replace("1", str(officer.pk), 1)

    assert send(stranger).status_code == 302
    assert not UnsentForm.objects.exists()


def test_who_signs_out_leaves_no_name_behind(officer):
    browser = Client()
    sign_in(browser, "vanphong")
    assert browser.cookies[settings.LAST_PERSON_COOKIE]["httponly"]

    browser.post("/logout/")
    send(browser)

    assert not UnsentForm.objects.exists()


def test_no_password_is_ever_kept(browser):
    sent = {"old_password": PASSWORD, "new_password1": "mat khau moi 2027", "new_password2": "mat khau moi 2027"}

    assert browser.post(reverse("orgs:password_change"), sent).status_code == 302

    assert not UnsentForm.objects.exists()


def test_it_is_kept_for_a_day(browser):
    send(browser)

    with time_machine.travel(timezone.now() + KEPT + timedelta(minutes=1)):
        sign_in(browser, "vanphong")
        assert TOLD not in browser.get(NEW).content.decode()


@pytest.mark.parametrize("sent", [{"abstract": "\0Về việc\0"}, {"\0": "x"}, {"abstract": ["một", "hai"]}])
def test_odd_words_are_kept_too(browser, sent):
    assert send(browser, **sent).status_code == 302

    sign_in(browser, "vanphong")
    assert TOLD in browser.get(NEW).content.decode()


def test_an_address_longer_than_any_real_one_is_answered(browser):
    assert send(browser, path=f"/plans/{'0' * 300}1/edit/").status_code == 302


def test_a_person_keeps_only_so_much(officer, rf):
    at = timezone.now()
    for number in range(MOST_FORMS + 2):
        request = rf.post("/", {"abstract": TEXT})
        assert keep_unsent(user=officer, path=f"/{number}/", data=request.POST, at=at + timedelta(seconds=number))
    huge = rf.post("/", {"abstract": "a" * (MOST_CHARACTERS + 1)})

    assert not keep_unsent(user=officer, path="/huge/", data=huge.POST, at=at)
    assert set(UnsentForm.objects.values_list("path", flat=True)) == {f"/{n}/" for n in range(2, MOST_FORMS + 2)}
