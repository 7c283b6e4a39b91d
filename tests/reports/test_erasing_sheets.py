"""What was read of filled-in sheets goes after its days (docs/operations.md)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from danvan.daily import run_day
from reports.models import FilledSheet
from tests.factories.orgs import UserFactory
from tests.plans.reports import owed

pytestmark = pytest.mark.django_db


def test_what_was_read_of_a_sheet_is_erased_after_its_days(settings):
    settings.FILLED_SHEET_DAYS = 30
    report, now = owed(), timezone.now()
    by = UserFactory(unit=report.unit)
    old, young = (
        FilledSheet.objects.create(submission=report, uploaded_by=by, key=uuid4(), name=name, sheet={"entries": []})
        for name in ("cu.docx", "moi.docx")
    )
    FilledSheet.objects.filter(pk=old.pk).update(uploaded_at=now - timedelta(days=30, minutes=1))

    assert run_day(now).erased == 1
    assert list(FilledSheet.objects.all()) == [young]
    assert run_day(now).erased == 0
