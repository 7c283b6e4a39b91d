"""A unit that owes a report, the browser of who reports for it, and a draft read from a document."""

import pytest

from tests.factories.orgs import UserFactory
from tests.plans.drafts import import_of
from tests.plans.reports import owed_now


@pytest.fixture
def report(db):
    return owed_now()


@pytest.fixture
def reporter(report):
    return UserFactory(unit=report.unit, full_name="Trần Thị Báo Cáo")


@pytest.fixture
def page(client, report, reporter):
    """The reporter's browser, on the report's page."""
    client.force_login(reporter)
    return client


@pytest.fixture
def draft(ward, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return import_of(ward)
