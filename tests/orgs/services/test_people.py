from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orgs import services
from orgs.models import JournalEntry, Role, User
from tests.factories.orgs import PASSWORD, MembershipFactory, UnitFactory, UserFactory
from tests.plans.services.test_progress import in_threads

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def test_create_user_keeps_the_name_in_small_letters_and_gives_the_role():
    unit = UnitFactory()

    user = services.create_user(
        username=" VanPhong ", full_name="Trần Thị An", password=PASSWORD, unit=unit, role=Role.OFFICER
    )

    assert user.username == "vanphong"
    assert user.holds(Role.OFFICER, unit)
    assert user.must_change_password


def test_a_name_is_taken_whatever_its_capitals():
    UserFactory(username="vanphong")

    with pytest.raises(ValidationError):
        UserFactory(username="VANPHONG")


def test_an_account_without_a_password_opens_with_none():
    user = UserFactory(password=None)

    assert not user.has_usable_password()
    assert list(User.objects.without_password()) == [user]


def test_edit_user_keeps_what_it_was_and_finds_him_by_the_new_name():
    user = UserFactory(full_name="Lê Văn Bình")

    services.edit_user(user=user, by=None, full_name="Lê Văn Bính", job_title="")

    entry = JournalEntry.objects.about(user).first()
    assert (entry.before, entry.after) == ({"full_name": "Lê Văn Bình"}, {"full_name": "Lê Văn Bính"})
    assert list(User.objects.named("Binh Le")) == [user]


def test_a_role_is_held_once():
    user = UserFactory()

    with pytest.raises(ValidationError, match="đã có vai trò"):
        services.give_role(user=user, unit=user.home_unit(), role=Role.REPORTER)


def test_an_administrator_does_not_take_his_last_administration_away():
    admin = UserFactory(admin=True)

    with pytest.raises(ValidationError, match="tự bỏ vai trò quản trị"):
        services.remove_role(membership=admin.memberships.get(), by=admin)

    MembershipFactory(user=admin, role=Role.ADMIN)
    services.remove_role(membership=admin.memberships.first(), by=admin)
    assert admin.memberships.count() == 1


def test_reset_passwords_gives_a_new_one_and_ends_the_sessions(client):
    user = UserFactory()
    client.force_login(user)
    other = Client()
    other.force_login(UserFactory())

    services.reset_passwords(passwords=[(user, "ran-tong-kem-vung-4837")], by=None)

    user.refresh_from_db()
    assert user.check_password("ran-tong-kem-vung-4837")
    assert user.must_change_password
    assert Session.objects.count() == 1


def test_reset_passwords_gives_all_of_them_or_none():
    first, gone = UserFactory(), UserFactory(password=None)
    gone.pk += 1_000

    with pytest.raises(DatabaseError):
        services.reset_passwords(
            passwords=[(first, "ran-tong-kem-vung-4837"), (gone, "vung-kem-tong-ran-7384")], by=None
        )

    assert User.objects.get(pk=first.pk).check_password(PASSWORD)
    assert not JournalEntry.objects.filter(action="đặt lại mật khẩu").exists()


@pytest.mark.parametrize(("password", "walks"), [(PASSWORD, 1), (None, 0)])
def test_reset_passwords_opens_the_sessions_once_and_not_for_who_never_could_sign_in(client, password, walks):
    client.force_login(UserFactory())
    people = [UserFactory(password=password) for _ in range(3)]

    with CaptureQueriesContext(connection) as queries:
        services.reset_passwords(passwords=[(person, "ran-tong-kem-vung-4837") for person in people], by=None)

    opened = [query for query in queries if "django_session" in query["sql"]]
    assert len(opened) == walks
    assert Session.objects.count() == 1


def test_a_disabled_person_is_signed_out_and_stays_out_when_enabled_again(client):
    user = UserFactory()
    client.force_login(user)

    services.disable_user(user=user, by=None)
    services.enable_user(user=user, by=None)

    assert Session.objects.count() == 0
    assert User.objects.get(pk=user.pk).is_active
    assert [entry.action for entry in JournalEntry.objects.about(user)[:2]] == ["mở lại tài khoản", "ngừng tài khoản"]


def test_nobody_disables_himself():
    user = UserFactory(admin=True)

    with pytest.raises(ValidationError, match="tự khóa"):
        services.disable_user(user=user, by=user)


def test_hand_over_passes_every_role_and_leaves_a_trace_with_both():
    ward = UnitFactory(committee=True)
    cell = UnitFactory(parent=ward, cell=True)
    old = UserFactory(officer=True, unit=ward)
    MembershipFactory(user=old, unit=cell)
    new = UserFactory(unit=cell)

    services.hand_over(from_user=old, to_user=new, by=None, on=TODAY, disable=True)

    assert {(m.unit, m.role) for m in new.memberships.all()} == {(cell, "REPORTER"), (ward, "OFFICER")}
    old.refresh_from_db()
    assert (old.memberships.count(), old.is_active) == (0, False)
    assert JournalEntry.objects.about(old).filter(action="bàn giao vai trò").count() == 2
    assert JournalEntry.objects.about(new).filter(action="nhận bàn giao vai trò").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_hand_over_once():
    old, new = UserFactory(officer=True), UserFactory()

    said = in_threads(2, lambda _: services.hand_over(from_user=old, to_user=new, by=None, on=TODAY))

    assert sum(isinstance(one, ValidationError) for one in said) == 1
    assert new.memberships.count() == 2
    assert JournalEntry.objects.about(new).filter(action="nhận bàn giao vai trò").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_role_given_to_the_receiver_meanwhile_is_held_once():
    old, new = UserFactory(officer=True), UserFactory()
    unit = old.home_unit()
    acts = [
        lambda: services.hand_over(from_user=old, to_user=new, by=None, on=TODAY),
        lambda: services.give_role(user=new, unit=unit, role=Role.OFFICER),
    ]

    said = in_threads(2, lambda number: acts[number]())

    assert said[0] is not None
    assert not isinstance(said[0], ValidationError)
    assert new.memberships.filter(unit=unit, role=Role.OFFICER).count() == 1
    assert not old.memberships.exists()


def test_hand_over_needs_a_second_person_who_may_sign_in():
    old, gone = UserFactory(), UserFactory(is_active=False)

    for receiver in (old, gone):
        with pytest.raises(ValidationError):
            services.hand_over(from_user=old, to_user=receiver, by=None, on=TODAY)
    assert old.memberships.count() == 1


def test_change_own_password_refuses_the_demo_password():
    user = UserFactory(must_change_password=True)

    with pytest.raises(ValidationError, match="bản dùng thử"):
        services.change_own_password(user=user, password="Danvan-Demo")
    assert user.must_change_password
