"""Two administrators at one unit, group or person: the second sees both texts and decides (TRUST.md P2)."""

import pytest
from django.urls import reverse

from orgs.models import JournalEntry, Unit, UnitGroup, User

UNIT = {"name": "Chi bộ khu phố 1", "kind": "PARTY_CELL", "level": "COMMUNE", "regime": "PARTY", "version": "0"}
PERSON = {"full_name": "Lê Thị Bưởi", "version": "0"}


def url(name, thing):
    return reverse(f"orgs:{name}", args=[thing.pk])


@pytest.fixture
def admin(client, world):
    client.force_login(world.admin)
    return client


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("view", "subject", "sent", "mine", "theirs"),
    [
        ("unit_edit", "cell", UNIT, {"phone": "0256 2"}, {"phone": "0256 1"}),
        ("group_edit", "group", {"version": "0"}, {"name": "Các chi bộ"}, {"name": "Chi bộ khu phố"}),
        ("user_edit", "reporter", PERSON, {"job_title": "Bí thư"}, {"job_title": "Phó Bí thư"}),
    ],
)
def test_the_second_of_two_sees_both_texts_and_writes_only_when_he_says_so(
    admin, world, view, subject, sent, mine, theirs
):
    thing = getattr(world, subject)
    admin.post(url(view, thing), sent | theirs)
    page = admin.post(url(view, thing), sent | mine)

    (name, words), (_, first) = [*mine.items(), *theirs.items()]
    thing.refresh_from_db()
    assert getattr(thing, name) == first
    assert page.status_code == 409
    assert f"<div><p>Bản hiện có</p>{first}</div>" in text(page)
    assert f"<div><p>Của đồng chí, chưa ghi</p>{words}</div>" in text(page)

    again = admin.post(url(view, thing), sent | mine | {"version": page.context["form"]["version"].value()})
    thing.refresh_from_db()
    assert (again.status_code, getattr(thing, name)) == (302, words)


def test_two_who_write_the_same_are_no_conflict(admin, world):
    for _ in range(2):
        answer = admin.post(url("user_edit", world.reporter), PERSON)

    assert answer.status_code == 302
    assert JournalEntry.objects.about(world.reporter).filter(action="sửa thông tin người dùng").count() == 1


def test_a_form_without_its_version_stores_nothing(admin, world):
    answer = admin.post(url("user_edit", world.reporter), {"full_name": "Người khác"})

    assert answer.status_code == 200
    assert User.objects.get(pk=world.reporter.pk).full_name == world.reporter.full_name


def test_members_ticked_by_two_are_shown_side_by_side(admin, world):
    admin.post(url("group_members", world.group), {"version": "0", "units": [world.cell.pk, world.council.pk]})
    page = admin.post(url("group_members", world.group), {"version": "0", "units": [world.council.pk]})

    assert page.status_code == 409
    assert "<p>Bản hiện có</p>Chi bộ khu phố 1\nUBND phường Quy Nhơn</div>" in text(page)
    assert "chưa ghi</p>UBND phường Quy Nhơn</div>" in text(page)
    assert set(UnitGroup.objects.get(pk=world.group.pk).units.all()) == {world.cell, world.council}


def test_moving_a_unit_is_no_change_of_its_words(admin, world):
    admin.post(url("unit_move", world.cell), {"parent_name": "ubnd phuong", "parent_id": ""})

    assert admin.post(url("unit_edit", world.cell), UNIT | {"phone": "0256"}).status_code == 302
    assert Unit.objects.get(pk=world.cell.pk).phone == "0256"
