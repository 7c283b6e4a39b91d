"""The page on which the whole file of a plan is waited for."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from reports import services
from reports.services import packages
from reports.tasks import pack_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(item, officer):
    """Asked for a moment ago."""
    return services.request_package(plan=item.plan, by=officer)


def page_of(client, package):
    """The part of the page that asks for itself."""
    client.force_login(package.requested_by)
    return client.get(reverse("reports:plan_package", args=[package.plan_id]), headers={"HX-Request": "true"}).text


def test_an_error_of_any_kind_is_told_and_it_can_be_asked_for_again(client, package, monkeypatch):
    def broken(plan, packer):
        raise KeyError("no plan")

    monkeypatch.setattr(packages, "pack", broken)
    with pytest.raises(KeyError):
        pack_plan.func(package.pk)

    page = page_of(client, package)
    assert packages.FAILED in page
    assert "Lập hồ sơ</button>" in page


def test_a_wait_that_came_to_nothing_ends(client, package):
    waiting = page_of(client, package)
    assert ("hx-get" in waiting, "<button" in waiting) == (True, False)

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        waited = page_of(client, package)

    assert ("hx-get" in waited, "Lập hồ sơ</button>" in waited) == (False, True)
    assert "chờ quá lâu mà chưa xong" in waited
