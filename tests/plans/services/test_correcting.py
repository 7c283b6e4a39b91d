"""A draft is written into and read once more only while nothing was made of it; a lost request is no end."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from plans.models import PlanImport, PlanVersion
from plans.services import correcting
from tests.factories.plans import PlanFactory
from tests.plans.drafts import import_of
from tests.plans.importing.samples import PARTY_PLAN

pytestmark = pytest.mark.usefixtures("folders")


@pytest.fixture
def draft(ward):
    plan_import = import_of(ward)
    plan_import.source_file.save("a.txt", ContentFile(PARTY_PLAN.encode()))
    return plan_import


def made_a_version(draft):
    """The import after its text became the second version of a plan at work, whose source its file is now."""
    plan = PlanFactory(issuer=draft.issuer, handed_out=True)
    draft.amends = plan
    draft.made = PlanVersion.objects.create(
        plan=plan, number=2, confirmed_by=draft.uploaded_by, source_file=draft.source_file.name
    )
    draft.save()
    return draft


def read_once_more(draft, content):
    Path(draft.source_file.path).write_bytes(content.encode())
    with TestCase.captureOnCommitCallbacks(execute=True):
        correcting.read_again(plan_import=draft)
    draft.refresh_from_db()


def test_what_became_a_version_is_not_asked_for_again(draft):
    made_a_version(draft)

    with pytest.raises(ValidationError):
        correcting.ask_again(plan_import=draft, at=timezone.now())

    draft.refresh_from_db()
    assert draft.asked_again_at is None


def test_what_became_a_version_takes_no_more_words(draft):
    made_a_version(draft)

    with pytest.raises(ValidationError):
        correcting.keep_typed(plan_import=draft, fields={"number": "9-KH/ĐU"})

    draft.refresh_from_db()
    assert draft.typed == {}


def test_a_reading_that_comes_after_the_version_was_made_changes_nothing(draft):
    correcting.ask_again(plan_import=draft, at=timezone.now())
    draft.refresh_from_db()
    was = made_a_version(draft).draft

    read_once_more(draft, PARTY_PLAN.replace("Rà soát", "Xem lại"))

    assert (draft.draft, draft.version, draft.asked_again_at) == (was, 0, None)


def test_a_stamp_seen_after_the_version_was_made_leaves_its_file(draft):
    correcting.ask_again(plan_import=draft, at=timezone.now())
    draft.refresh_from_db()
    made_a_version(draft)

    read_once_more(draft, "MẬT\n" + PARTY_PLAN)

    assert Path(draft.made.source_file.path).exists()
    assert (draft.source_file.name, bool(draft.draft)) == (draft.made.source_file.name, True)


def test_a_reading_of_what_was_thrown_away_meanwhile_ends_quietly(draft):
    correcting.ask_again(plan_import=draft, at=timezone.now())
    draft.refresh_from_db()
    PlanImport.objects.all().delete()

    correcting.read_again(plan_import=draft)

    assert not PlanImport.objects.exists()


def test_asked_twice_it_is_read_once(draft):
    now = timezone.now()

    correcting.ask_again(plan_import=draft, at=now)
    correcting.ask_again(plan_import=draft, at=now + timedelta(seconds=30))

    assert DBTaskResult.objects.count() == 1


def test_a_request_that_nobody_answers_may_be_made_again(draft):
    now = timezone.now()

    correcting.ask_again(plan_import=draft, at=now - timedelta(minutes=5))
    correcting.ask_again(plan_import=draft, at=now)

    draft.refresh_from_db()
    assert (DBTaskResult.objects.count(), draft.asked_again_at) == (2, now)


def test_a_long_reading_that_shows_signs_of_life_is_waited_for(draft):
    now = timezone.now()
    correcting.ask_again(plan_import=draft, at=now - timedelta(minutes=5))
    PlanImport.objects.update(moved_at=now - timedelta(seconds=5))

    correcting.ask_again(plan_import=draft, at=now)

    assert DBTaskResult.objects.count() == 1
