import re

import pytest
from django.urls import reverse

from orgs.models import Membership, Role, User
from tests.factories.orgs import MembershipFactory, UserFactory

PERSON = {
    "full_name": "Nguyễn Văn An",
    "role": "REPORTER",
    "username": "",
    "job_title": "Bí thư",
    "phone": "",
    "email": "",
}


def url(name, *args):
    return reverse(f"orgs:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def text(response):
    return response.content.decode()


def test_a_new_person_s_slip_opens_his_account(client, world):
    client.force_login(world.officer)

    page = text(client.post(url("user_create", world.cell), PERSON, follow=True))

    username, password = re.findall(r'<code class="slip-word">(.*?)</code>', page)
    person = User.objects.get(username=username)
    assert username == "annv"
    assert person.check_password(password)
    assert (person.must_change_password, person.holds(Role.REPORTER, world.cell)) == (True, True)
    assert "Chi bộ khu phố 1 (đơn vị)" in page


def test_two_of_the_same_name_get_two_user_names(client, world):
    client.force_login(world.officer)

    for _ in range(2):
        client.post(url("user_create", world.cell), PERSON)

    assert set(User.objects.filter(full_name="Nguyễn Văn An").values_list("username", flat=True)) == {"annv", "annv2"}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"full_name": ""}, "bắt buộc"),
        ({"role": "ADMIN"}, "không phải là một"),
        ({"username": "DonVi"}, "đã tồn tại"),
        ({"email": "khong phai"}, "Nhập"),
        ({"email": '"\x0b"@x.vn'}, "không hợp lệ"),
    ],
)
def test_a_person_that_cannot_be_is_refused_in_words(client, world, changed, words):
    client.force_login(world.officer)
    before = User.objects.count()

    page = text(client.post(url("user_create", world.cell), {**PERSON, **changed}))

    assert "Chưa lưu. Cần sửa:" in page
    assert words in page
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("role=REPORTER", {"donvi"}),
        ("unit=khu+pho", {"donvi"}),
        ("q=lanhdao", {"lanhdao"}),
        ("state=disabled", {"nghiviec"}),
        ("state=no_password", {"moi"}),
        ("state=locked", set()),
    ],
)
def test_the_list_is_narrowed_by_its_address(client, world, asked, names):
    UserFactory(unit=world.ward, role=Role.LEADER, username="nghiviec", is_active=False)
    UserFactory(unit=world.ward, role=Role.LEADER, username="moi", password=None)
    client.force_login(world.admin)

    assert {person.username for person in client.get(f"/users/?{asked}").context["page"]} == names


def test_roles_elsewhere_are_said_but_not_shown(client, world):
    MembershipFactory(user=world.reporter, unit=world.other_cell)
    client.force_login(world.admin)

    page = text(client.get(url("user_detail", world.reporter)))

    assert "còn vai trò ở nơi khác" in page
    assert "Chi bộ thôn 1" not in page + text(client.get(url("user_list")))


def test_a_role_is_given_by_a_unit_s_name(client, world):
    client.force_login(world.officer)

    client.post(url("role_create", world.reporter), {"unit_name": "Đảng ủy phường Quy Nhơn", "role": "REPORTER"})

    assert world.reporter.memberships.filter(unit=world.ward, role=Role.REPORTER).exists()


@pytest.mark.parametrize(
    ("unit", "role", "words"),
    [
        ("Chi bộ khu phố 1", "REPORTER", "đã có vai trò"),
        ("Chi bộ khu phố 1", "OFFICER", "không được giao vai trò này"),
        ("Phòng Kinh tế", "REPORTER", "không được giao vai trò này"),
        ("Chi bộ thôn 1", "REPORTER", "Không có đơn vị nào tên"),
    ],
)
def test_a_role_that_may_not_be_given_is_refused_in_words(client, world, unit, role, words):
    client.force_login(world.officer)

    page = text(client.post(url("role_create", world.reporter), {"unit_name": unit, "role": role}))

    assert words in page
    assert world.reporter.memberships.count() == 1


def test_a_role_is_taken_away_by_who_may_give_it(client, world):
    membership = world.reporter.memberships.get()
    for user, status in ((world.leader, 403), (world.other_admin, 404), (world.officer, 302)):
        client.force_login(user)
        assert client.post(url("role_delete", membership)).status_code == status
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_last_administration_of_oneself_stays(client, world):
    client.force_login(world.admin)

    answer = client.post(url("role_delete", world.admin.memberships.get()), follow=True)

    assert "không thể tự bỏ vai trò quản trị" in text(answer)
    assert world.admin.memberships.count() == 1


def test_the_office_hands_no_unit_s_work_to_itself(client, world):
    client.force_login(world.officer)

    page = text(client.post(url("user_hand_over", world.reporter), {"to_user": "vanphong", "on": "20/11/2026"}))

    assert "không được giao các vai trò này" in page
    assert not Membership.objects.filter(user=world.officer, role=Role.REPORTER).exists()
    assert Membership.objects.filter(user=world.reporter, role=Role.REPORTER).exists()


def test_work_is_handed_over_by_user_name_or_by_name(client, world):
    client.force_login(world.admin)
    sent = {"to_user": "Lanhdao", "on": "20/11/2026", "disable": "on"}

    answer = client.post(url("user_hand_over", world.officer), sent)

    assert answer.url == world.leader.get_absolute_url()
    assert world.leader.memberships.filter(role=Role.OFFICER, unit=world.ward).exists()
    assert not User.objects.get(pk=world.officer.pk).is_active


@pytest.mark.parametrize("receiver", ["", "khongco", "vanphong", "nguoila", "Nguyễn Văn Thử"])
def test_work_is_not_handed_to_nobody_or_a_stranger(client, world, receiver):
    client.force_login(world.admin)

    page = text(client.post(url("user_hand_over", world.officer), {"to_user": receiver, "on": "20/11/2026"}))

    assert "Chưa lưu. Cần sửa:" in page
    assert world.officer.memberships.count() == 1


def test_a_person_s_facts_are_changed(client, world):
    client.force_login(world.officer)

    client.post(url("user_edit", world.reporter), {"version": 0, "full_name": "Lê Thị Bưởi", "phone": "0905"})

    assert User.objects.get(pk=world.reporter.pk).full_name == "Lê Thị Bưởi"
    assert "Lê Thị Bưởi" in text(client.get(url("user_history", world.reporter)))


def test_a_username_cannot_be_slipped_into_the_form(client, world):
    client.force_login(world.officer)

    client.post(
        url("user_edit", world.reporter), {"version": 0, "full_name": "A", "username": "quantri2", "is_active": ""}
    )

    person = User.objects.get(pk=world.reporter.pk)
    assert (person.username, person.is_active) == ("donvi", True)


def test_only_those_who_may_open_the_list_of_people_are_led_to_it(client, world):
    address, link = url("user_detail", world.reporter), f'href="{url("user_list")}">Người dùng'

    client.force_login(world.officer)
    assert link in text(client.get(address))

    client.force_login(world.reporter)
    assert link not in text(client.get(address))
