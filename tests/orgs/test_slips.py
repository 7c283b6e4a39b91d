from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from orgs import slips
from orgs.models import User
from orgs.passwords import first_password

SLIPS = "/users/slips/"


def slip_words(page):
    return page.content.decode().count("slip-word")


def test_first_passwords_grow_from_their_seeds_and_the_key_and_can_be_read_aloud(settings):
    seeds = [slips.new_seed() for _ in range(50)]
    passwords = {first_password(seed) for seed in seeds}

    assert len(passwords) == 50
    assert passwords == {first_password(seed) for seed in seeds}
    assert all(len(password) >= 12 and not set(password) & set("01lIO") for password in passwords)
    settings.SECRET_KEY = "another key"
    assert not passwords & {first_password(seed) for seed in seeds}


@pytest.mark.parametrize("page", ["user_create", "user_reset"])
def test_a_reload_of_the_slip_neither_repeats_the_act_nor_shows_the_password_again(client, world, page):
    client.force_login(world.officer)
    subject = world.cell if page == "user_create" else world.reporter
    answer = client.post(reverse(f"orgs:{page}", args=[subject.pk]), {"full_name": "Nguyễn Văn An", "role": "REPORTER"})
    assert (answer.status_code, answer.url) == (302, SLIPS)

    assert slip_words(client.get(SLIPS)) == 2
    before = set(User.objects.values_list("pk", "password"))
    again = client.get(SLIPS)

    assert slip_words(again) == 0
    assert "Không còn phiếu nào chờ in" in again.content.decode()
    assert set(User.objects.values_list("pk", "password")) == before


def test_no_password_stands_in_the_stored_session(client, world):
    client.force_login(world.officer)
    client.post(reverse("orgs:user_reset", args=[world.reporter.pk]))

    waiting = Session.objects.get(pk=client.session.session_key).get_decoded()["slips"]
    seeds = list(waiting["seeds"].values())
    words = first_password(seeds[0])
    assert User.objects.get(pk=world.reporter.pk).check_password(words)
    assert words not in str(waiting)

    client.get(SLIPS)
    assert "slips" not in client.session


def test_slips_that_were_never_shown_are_gone_after_minutes(client, world):
    client.force_login(world.officer)
    client.post(reverse("orgs:user_reset", args=[world.reporter.pk]))

    with time_machine.travel(timezone.now() + slips.KEPT + timedelta(seconds=1)):
        assert slip_words(client.get(SLIPS)) == 0


def test_a_slip_is_for_the_session_that_made_it(client, world):
    client.force_login(world.officer)
    client.post(reverse("orgs:user_reset", args=[world.reporter.pk]))

    client.force_login(world.admin)
    assert slip_words(client.get(SLIPS)) == 0
