"""Which drawings of a report a superior may fetch: of a signed one what was drawn since, never a draft of it."""

import pytest
from django.urls import reverse

from orgs.models import Role
from reports import services
from reports.models import ReportFile
from tests.factories.orgs import UnitFactory, UserFactory
from tests.reports.signed import archive, at_signature, item_of_a_plan, officer_of, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def superior():
    return UserFactory(role=Role.OFFICER, unit=UnitFactory(committee=True))


@pytest.fixture
def report(superior):
    """Signed by a committee below, and drawn as a draft before that."""
    home = superior.memberships.get().unit
    item = item_of_a_plan(issuer=UnitFactory(committee=True, parent=home))
    officer = officer_of(item)
    report = at_signature(item, officer)
    for form in ReportFile.Form.values:
        drawn = services.request_file(report=report, by=officer, form=form)
        services.store_drawn_file(drawn=drawn, content=b"%PDF-1.7 nhap")
    return sign(report, officer)


def answers(client, user, drawn):
    client.force_login(user)
    given = [client.get(reverse(page, args=[drawn.pk])) for page in ("reports:file_status", "reports:file_download")]
    for answer in given:
        answer.getvalue()  # a file that was not read to its end stays open
    return {answer.status_code for answer in given}


def test_a_superior_reads_what_was_drawn_of_the_signed_report(client, superior, report):
    assert answers(client, superior, archive(report)) == {200}


@pytest.mark.parametrize("form", ReportFile.Form.values)
def test_a_superior_never_reads_a_draft_that_was_drawn_before(client, superior, report, form):
    draft = report.files.exclude(report_version=report.version).get(form=form)

    assert answers(client, superior, draft) == {403}
    assert answers(client, report.created_by, draft) == {200}


def test_how_it_was_written_is_told_to_the_committee_alone(client, superior, report):
    history = reverse("reports:report_history", args=[report.pk])
    seen = {}
    for user in (superior, report.created_by):
        client.force_login(user)
        page = client.get(report.get_absolute_url()).text
        seen[user] = (history in page, client.get(history).status_code)

    assert seen == {superior: (False, 403), report.created_by: (True, 200)}
