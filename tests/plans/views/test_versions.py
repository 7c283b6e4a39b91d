"""The texts of a plan as confirmed, and the file that the first was read from."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from orgs.models import Role
from plans.models import PlanVersion
from tests.factories.orgs import UserFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    plan = PlanFactory(handed_out=True)
    version = PlanVersion(
        plan=plan, number=1, source_name="ke-hoach.txt", source_text="KẾ HOẠCH", confirmed_by=UserFactory()
    )
    version.source_file.save("ke-hoach.txt", ContentFile("KẾ HOẠCH".encode()))
    return version


@pytest.fixture
def office(client, version):
    client.force_login(UserFactory(role=Role.OFFICER, unit=version.plan.issuer))
    return client


def test_the_file_of_a_plan_is_a_download_that_no_browser_runs(office, version):
    page = office.get(reverse("plans:version_file", args=[version.pk]))

    assert b"".join(page.streaming_content).decode() == "KẾ HOẠCH"
    assert page["Content-Disposition"] == 'attachment; filename="ke-hoach.txt"'
    assert page["Content-Security-Policy"].startswith("sandbox")


def test_a_file_lost_from_the_disk_is_not_found(office, version):
    version.source_file.storage.delete(version.source_file.name)

    assert office.get(reverse("plans:version_file", args=[version.pk])).status_code == 404


def test_the_texts_of_a_plan_are_listed_with_their_lines(office, version):
    page = office.get(reverse("plans:plan_versions", args=[version.plan_id]))

    assert page.context["lines"] == ["KẾ HOẠCH"]
