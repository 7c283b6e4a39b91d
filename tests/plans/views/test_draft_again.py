"""The kept file of a draft is read once more: what people did stays, and what becomes of the request is told."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone

from plans import tasks
from plans.models import PlanImport
from plans.services.correcting import corrected_draft
from tests.plans.drafts import address, draft_now, key_of
from tests.plans.importing.samples import PARTY_PLAN

HTMX = {"HX-Request": "true"}


def test_corrections_survive_a_new_reading(office, draft):
    office.post(address(draft, "correct"), {"content": key_of(draft, "Rà soát thủ tục"), "version": "0"})
    draft_now(draft).source_file.save("a.txt", ContentFile(PARTY_PLAN.replace("-----", "-----\n\n").encode()))
    office.post(address(draft, "again"))
    assert "Đang đọc lại tệp gốc" in office.get(draft.get_absolute_url()).content.decode()

    tasks.read_again.func(draft.pk)

    assert office.get(address(draft, "again"), headers=HTMX).headers["HX-Redirect"] == draft.get_absolute_url()
    item = next(item for item in corrected_draft(draft_now(draft)).walk() if "Rà soát thủ tục" in item.text)
    assert item.kind == "content"
    assert "correction_unfit" not in [finding.code for finding in corrected_draft(draft).findings]


def test_a_new_reading_that_nobody_begins_is_told_and_asked_for_again(office, draft):
    draft.source_file.save("a.txt", ContentFile(PARTY_PLAN.encode()))
    office.post(address(draft, "again"))
    PlanImport.objects.update(asked_again_at=timezone.now() - timedelta(minutes=5))
    for page in (draft.get_absolute_url(), address(draft, "again")):
        assert "mà chưa đọc lại xong" in office.get(page).content.decode()

    office.post(address(draft, "again"))

    assert "Đang đọc lại tệp gốc" in office.get(draft.get_absolute_url()).content.decode()


def test_a_reading_that_fails_leaves_the_old_one(office, draft):
    draft.source_file.save("a.txt", ContentFile(b""))
    was = draft.draft
    office.post(address(draft, "again"))

    tasks.read_again.func(draft.pk)

    assert draft_now(draft).draft == was
    assert "Chưa đọc lại được." in office.get(draft.get_absolute_url()).content.decode()


def test_a_stamp_that_a_newer_reader_sees_takes_the_document_away(office, draft):
    draft.source_file.save("a.txt", ContentFile(("MẬT\n" + PARTY_PLAN).encode()))
    office.post(address(draft, "correct"), {"content": key_of(draft, "Rà soát thủ tục"), "version": "0"})
    stored = draft_now(draft).source_file
    office.post(address(draft, "again"))

    with TestCase.captureOnCommitCallbacks(execute=True):
        tasks.read_again.func(draft.pk)

    draft_now(draft)
    assert (draft.draft, draft.source_text, draft.corrections, draft.source_file.name) == (None, "", [], "")
    assert not stored.storage.exists(stored.name)
    assert "mang độ mật" in office.get(draft.get_absolute_url(), follow=True).content.decode()
