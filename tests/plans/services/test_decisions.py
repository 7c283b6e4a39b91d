"""What leaders decide about rows: recorded once, by office or leader, and read wherever the row stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import JournalEntry, Role
from plans.models import Decision
from plans.services.decisions import record_decision
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, ProgressUpdateFactory
from tests.plans.reports import add_row, owed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WORDS = {"decided_by": "Bí thư Nguyễn Văn A", "decided_on": TODAY, "form": "MEETING", "reference": "giao ban tháng 5",
         "text": "Tập trung làm xong trong tuần"}  # fmt: skip


def test_pressed_twice_it_is_one_decision():
    row = OccurrenceFactory()
    by = UserFactory(unit=row.plan.issuer, role=Role.LEADER)

    assert record_decision(occurrence=row, by=by, on=TODAY, **WORDS) == record_decision(
        occurrence=row, by=by, on=TODAY, **WORDS
    )
    assert JournalEntry.objects.filter(action="ghi ý kiến chỉ đạo").count() == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER])
def test_office_and_leader_record_it_on_a_row_of_a_report(client, role):
    report = owed(rows=0, period__starts_on=TODAY, period__ends_on=TODAY + timedelta(days=30))
    row = add_row(report)
    client.force_login(UserFactory(unit=row.plan.issuer, role=role))

    client.post(reverse("plans:decision_create", args=[row.pk]), {**WORDS, "decided_on": f"{TODAY:%d/%m/%Y}"})

    assert Decision.objects.get().text == WORDS["text"]


def test_the_unit_reads_it_on_its_card_and_in_its_report_and_the_office_on_its_desk_and_lists(client):
    report = owed(rows=0, period__starts_on=TODAY, period__ends_on=TODAY + timedelta(days=30), period__opens_on=TODAY)
    row = add_row(report)
    officer = UserFactory(unit=row.plan.issuer, role=Role.OFFICER)
    record_decision(occurrence=row, by=officer, on=TODAY, **WORDS)
    client.force_login(UserFactory(unit=row.unit))
    for address in (reverse("plans:work_list"), report.get_absolute_url(), row.get_absolute_url()):
        assert WORDS["text"] in client.get(address, follow=True).content.decode()

    update = ProgressUpdateFactory(occurrence=row)
    type(row).objects.update(progress="AWAITING", turn_since=timezone.now())
    client.force_login(officer)
    for address in (
        reverse("plans:desk"), reverse("plans:work_table"), reverse("plans:review_create", args=[update.pk])
    ):  # fmt: skip
        assert WORDS["text"] in client.get(address).content.decode()
