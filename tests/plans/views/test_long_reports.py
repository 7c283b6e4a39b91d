"""A report longer than any that was seen: it is still one form, kept and sent whole."""

from uuid import uuid4

import pytest
from django.urls import reverse

from plans.models import Assignment, AssignmentRole, Draft, Occurrence, PlanItem, ProgressUpdate, SubmissionState
from tests.factories.orgs import UserFactory
from tests.plans.reports import owed_now

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ITEMS = 600


@pytest.fixture
def report():
    report = owed_now(rows=0)
    plan = report.period.plan
    items = PlanItem.objects.bulk_create(
        PlanItem(plan=plan, position=n, label=str(n), text=f"Việc {n}", kind="task") for n in range(1, ITEMS + 1)
    )
    parts = Assignment.objects.bulk_create(
        Assignment(item=item, unit=report.unit, role=AssignmentRole.PERFORM) for item in items
    )
    Occurrence.objects.bulk_create(
        Occurrence(assignment=part, unit=report.unit, plan=plan, period=report.period) for part in parts
    )
    return report


def words_for(report, outcome):
    data = {"version": 0, "key": str(uuid4()), "note": ""}
    for row in Occurrence.objects.filter(unit=report.unit):
        words = {"version": 0, "said": "FINISHED", "outcome": outcome, "difficulties": "", "proposals": ""}
        data |= {f"r{row.pk}-{name}": said for name, said in words.items()}
    return data


def test_six_hundred_items_are_sent_as_one(client, report):
    client.force_login(UserFactory(unit=report.unit))

    sent = client.post(reverse("plans:submission_detail", args=[report.pk]), words_for(report, "Đã làm"))

    report.refresh_from_db()
    assert (sent.status_code, report.state) == (302, SubmissionState.AWAITING)
    assert ProgressUpdate.objects.count() == ITEMS


def test_a_page_of_words_for_each_of_them_is_kept(client, report):
    client.force_login(UserFactory(unit=report.unit))
    words = words_for(report, "Việt " * 500)

    assert client.post(reverse("plans:submission_draft", args=[report.pk]), words).status_code == 200
    assert Draft.objects.count() == ITEMS


def test_more_fields_than_any_page_has_are_refused_in_words(client, report):
    client.force_login(UserFactory(unit=report.unit))

    refused = client.post(reverse("plans:submission_detail", args=[report.pk]), {f"f{n}": "" for n in range(20_001)})

    assert refused.status_code == 400
    assert '<html lang="vi"' in refused.content.decode()
