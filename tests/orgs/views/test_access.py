"""Who may open and send what: 200 his, 403 seen but not his, 404 not seen (DESIGN §5)."""

import pytest
from django.db import transaction
from django.urls import reverse

ROLES = ["admin", "officer", "leader", "reporter", "other_admin"]


def page(world, name, what=None):
    return reverse(f"orgs:{name}", args=[] if what is None else [getattr(world, what).pk])


#              page               of              admin officer leader reporter other_admin
GET = [
    ("unit_list", None, 200, 200, 200, 200, 200),
    ("unit_detail", "ward", 200, 200, 200, 200, 404),
    ("unit_detail", "room", 200, 200, 200, 200, 404),
    ("unit_detail", "other_cell", 404, 404, 404, 404, 200),
    ("unit_detail", "province", 404, 404, 404, 404, 404),
    ("unit_history", "cell", 200, 200, 200, 200, 404),
    ("unit_create", "ward", 200, 403, 403, 403, 404),
    ("unit_edit", "cell", 200, 403, 403, 403, 404),
    ("unit_move", "cell", 200, 403, 403, 403, 404),
    ("unit_move", "ward", 403, 403, 403, 403, 404),
    ("unit_order", "ward", 200, 403, 403, 403, 404),
    ("unit_end", "cell", 200, 403, 403, 403, 404),
    ("unit_candidates", "ward", 200, 200, 200, 200, 404),
    ("group_list", None, 200, 200, 200, 200, 200),
    ("group_detail", "group", 200, 200, 200, 200, 404),
    ("group_detail", "other_group", 404, 404, 404, 404, 200),
    ("group_history", "group", 200, 200, 200, 200, 404),
    ("group_create", "ward", 200, 403, 403, 403, 404),
    ("group_edit", "group", 200, 403, 403, 403, 404),
    ("group_members", "group", 200, 403, 403, 403, 404),
    ("user_list", None, 200, 200, 200, 403, 200),
    ("user_detail", "reporter", 200, 200, 200, 200, 404),
    ("user_detail", "admin", 200, 200, 200, 404, 404),
    ("user_detail", "stranger", 404, 404, 404, 404, 200),
    ("user_history", "reporter", 200, 200, 200, 200, 404),
    ("user_create", "cell", 200, 200, 403, 403, 404),
    ("user_create", "room", 200, 403, 403, 403, 404),
    ("user_edit", "reporter", 200, 200, 403, 403, 404),
    ("user_edit", "leader", 200, 403, 403, 404, 404),
    ("user_slip", "reporter", 200, 200, 403, 403, 404),
    ("user_hand_over", "reporter", 200, 200, 403, 403, 404),
    ("user_hand_over", "leader", 200, 403, 403, 404, 404),
    ("role_create", "reporter", 200, 200, 403, 403, 404),
    ("commune_create", "ward", 200, 403, 403, 403, 404),
    ("import_create", None, 200, 403, 403, 403, 200),
    ("import_template", None, 200, 403, 403, 403, 200),
    ("account", None, 200, 200, 200, 200, 200),
    ("password_change", None, 200, 200, 200, 200, 200),
]
POST = [
    ("user_reset", "reporter", 302, 302, 403, 403, 404),
    ("user_reset", "leader", 302, 403, 403, 404, 404),
    ("user_unlock", "reporter", 302, 302, 403, 403, 404),
    ("user_disable", "reporter", 302, 302, 403, 403, 404),
    ("user_disable", "admin", 403, 403, 403, 404, 404),
    ("user_enable", "reporter", 302, 302, 403, 403, 404),
]


@pytest.mark.parametrize(("name", "what", *"abcde"), GET)
def test_pages_open_for_whom_they_are(client, world, name, what, a, b, c, d, e):
    for role, status in zip(ROLES, [a, b, c, d, e], strict=True):
        client.force_login(getattr(world, role))
        assert client.get(page(world, name, what)).status_code == status, role


@pytest.mark.parametrize(("name", "what", *"abcde"), POST)
def test_acts_are_taken_from_whom_they_may_come(client, world, name, what, a, b, c, d, e):
    for role, status in zip(ROLES, [a, b, c, d, e], strict=True):
        untouched = transaction.savepoint()
        client.force_login(getattr(world, role))
        assert client.post(page(world, name, what)).status_code == status, role
        transaction.savepoint_rollback(untouched)


@pytest.mark.parametrize(("name", "what"), [row[:2] for row in [*GET, *POST]])
def test_no_page_opens_without_signing_in(client, world, name, what):
    address = page(world, name, what)
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("orgs:login"))


@pytest.mark.parametrize(("name", "what"), [row[:2] for row in POST])
def test_acts_are_not_done_by_following_a_link(client, world, name, what):
    client.force_login(world.admin)
    assert client.get(page(world, name, what)).status_code == 405


def test_an_address_with_an_impossible_number_is_not_found(client, world):
    client.force_login(world.admin)
    assert client.get("/units/99999999999999999999999/").status_code == 404
    assert client.get("/units/?page=99999999999999999999999").status_code == 200
    assert client.post("/users/slips/", {"people": ["99999999999999999999999", "x"]}).status_code == 302
