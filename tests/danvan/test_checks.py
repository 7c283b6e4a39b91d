import pytest
from django.db import connection

from danvan.checks import check_demo_accounts, check_durability, check_settings, weak_settings
from orgs.models import User
from orgs.passwords import DEMO_PASSWORD
from tests.factories.orgs import UserFactory


def ids(errors):
    return [error.id for error in errors]


def test_settings_that_are_right_are_left_alone(settings):
    settings.ALLOWED_HOSTS = ["danvan.example"]

    assert check_settings() == []


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("DEBUG", True, "danvan.E001"),
        ("SECRET_KEY", "danvan-demo-key-never-for-real-work-" + "0" * 20, "danvan.E002"),
        ("SECRET_KEY", "0123456789" * 4, "danvan.E003"),
        ("SECRET_KEY", "a" * 80, "danvan.E003"),
        ("ALLOWED_HOSTS", [], "danvan.E004"),
        ("ALLOWED_HOSTS", ["*"], "danvan.E004"),
        ("SENDS_MAIL", True, "danvan.E008"),
        ("SITE_URL", "danvan.example", "danvan.E009"),
    ],
)
def test_real_work_is_refused_with_one_wrong_setting(settings, name, value, error):
    settings.ALLOWED_HOSTS = ["danvan.example"]
    setattr(settings, name, value)

    assert ids(check_settings()) == [error]

    settings.DEMO = True
    assert check_settings() == []


@pytest.mark.django_db
def test_a_demo_account_with_the_known_password_is_refused_outside_the_demo(settings):
    user = UserFactory(username="vanphong")
    user.set_password(DEMO_PASSWORD)
    user.save()

    assert ids(check_demo_accounts()) == ["danvan.E006"]
    settings.DEMO = True
    assert check_demo_accounts() == []


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"username": "le.van.phong"}, {"is_active": False}, {"password": "!"}])
def test_people_who_cannot_enter_with_the_known_password_are_no_demo(changed):
    user = UserFactory(username="vanphong")
    user.set_password(DEMO_PASSWORD)
    user.save()
    User.objects.filter(pk=user.pk).update(**changed)

    assert check_demo_accounts() == []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_may_lose_entries_is_refused():
    weaken, strengthen, weak = {
        "sqlite": ("PRAGMA synchronous = 1", "PRAGMA synchronous = 2", "synchronous=1"),
        "postgresql": ("SET synchronous_commit = off", "SET synchronous_commit = on", "synchronous_commit=off"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        try:
            cursor.execute(weaken)
            assert weak in weak_settings()
            assert ids(check_durability()) == ["danvan.E005"]
        finally:
            cursor.execute(strengthen)
    assert weak not in weak_settings()
