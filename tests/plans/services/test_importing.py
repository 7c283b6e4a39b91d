"""A document on its way in: nothing of it is kept before it may be, and a refusal keeps only the fact."""

import io
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from orgs.models import JournalEntry
from plans import tasks
from plans.importing.drafts import DraftPlan
from plans.models import PlanImport
from plans.services.importing import delete_import, read_import, spool_path, start_import
from plans.services.spool import clean_spool
from tests.factories.plans import PlanFactory
from tests.plans.importing.samples import PARTY_PLAN

SENT = PARTY_PLAN.encode()


@pytest.fixture
def send(ward, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SPOOL_DIR = tmp_path / "spool"

    def send(content=SENT, name="ke-hoach.txt", key=None):
        return start_import(issuer=ward.committee, by=ward.officer, key=key or uuid.uuid4(), name=name, content=content)

    return send


def stored(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_start_import_keeps_the_content_in_the_spool_alone(send, settings):
    plan_import = send()

    assert spool_path(plan_import).read_bytes() == SENT
    assert (spool_path(plan_import).stat().st_mode & 0o777, Path(settings.SPOOL_DIR).stat().st_mode & 0o777) == (
        0o600, 0o700,
    )  # fmt: skip
    assert (plan_import.source_text, plan_import.draft, stored(settings)) == ("", None, [])
    assert DBTaskResult.objects.get().args_kwargs["args"] == [plan_import.pk]


def test_start_import_sent_twice_starts_once(send):
    key = uuid.uuid4()

    assert send(key=key) == send(key=key)
    assert DBTaskResult.objects.count() == 1


def test_the_task_keeps_file_text_and_draft(send, settings):
    plan_import = send()

    tasks.read_import.func(plan_import.pk)

    plan_import.refresh_from_db()
    assert Path(plan_import.source_file.path).read_bytes() == SENT
    assert DraftPlan.from_record(plan_import.draft).number == "14-KH/ĐU"
    assert plan_import.source_text.splitlines()[0] == "ĐẢNG BỘ TỈNH MINH HÀ"
    assert not spool_path(plan_import).exists()
    entry = JournalEntry.objects.get(object_type="planimport")
    assert (entry.action, entry.after["sha256"]) == ("đọc tài liệu", plan_import.sha256)


def test_the_task_may_run_twice(send, settings):
    plan_import = send()

    tasks.read_import.func(plan_import.pk)
    tasks.read_import.func(plan_import.pk)

    assert len(stored(settings)) == 1
    assert JournalEntry.objects.filter(object_type="planimport").count() == 1


def test_the_task_passes_over_an_import_that_was_thrown_away(send, ward):
    plan_import = send()
    pk = plan_import.pk
    delete_import(plan_import=plan_import, by=ward.officer)

    tasks.read_import.func(pk)

    assert not PlanImport.objects.exists()


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_document_leaves_only_the_fact(send, settings, mark):
    plan_import = send(f"{mark}\n{PARTY_PLAN}".encode(), name="ke-hoach-tuyet-mat.txt")

    read_import(plan_import=plan_import)

    plan_import.refresh_from_db()
    assert "mang độ mật" in plan_import.error
    assert (plan_import.name, plan_import.source_text, plan_import.draft) == ("(tài liệu bị từ chối)", "", None)
    assert stored(settings) == []
    assert not spool_path(plan_import).exists()
    entry = JournalEntry.objects.get(object_type="planimport")
    assert (entry.action, entry.after["reason"]) == ("từ chối tài liệu", "E-SECRET")
    assert "ke-hoach" not in entry.object_label


def bomb():
    """A .docx of 40 kB whose text would unpack to 40 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 40_000_000)
    return packed.getvalue()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 no archive", "a.docx"),
        (bomb(), "b.docx"),
        (b"%PDF-1.7\n" + b"\x00" * 500, "c.pdf"),
        (b"\xd0\xcf\x11\xe0 old Word", "d.docx"),
        (b"\xff\xfe\x00\xd8", "e.txt"),
        (b"   \n", "f.txt"),
        (b"MZ\x90\x00", "g.exe"),
    ],
)
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing(send, settings, content, name):
    plan_import = send(content, name=name)

    read_import(plan_import=plan_import)

    plan_import.refresh_from_db()
    assert "Chưa lưu gì." in plan_import.error
    assert (plan_import.draft, plan_import.source_text, stored(settings)) == (None, "", [])
    assert not spool_path(plan_import).exists()


def test_a_spool_file_that_is_gone_is_told_of(send):
    plan_import = send()
    spool_path(plan_import).unlink()

    read_import(plan_import=plan_import)

    assert "tải lên lại" in plan_import.error


def test_clean_spool_erases_what_nobody_fetched(send):
    plan_import = send()

    assert clean_spool(now=timezone.now()) == 0
    assert clean_spool(now=timezone.now() + timedelta(hours=3)) == 1
    assert not spool_path(plan_import).exists()


def test_delete_import_takes_the_file_with_it(send, settings, ward, django_capture_on_commit_callbacks):
    plan_import = send()
    read_import(plan_import=plan_import)

    with django_capture_on_commit_callbacks(execute=True):
        delete_import(plan_import=plan_import, by=ward.officer)

    assert stored(settings) == []


def test_delete_import_leaves_what_became_a_plan_since_it_was_looked_at(
    send, settings, ward, django_capture_on_commit_callbacks
):
    plan_import = send()
    read_import(plan_import=plan_import)
    PlanImport.objects.filter(pk=plan_import.pk).update(plan=PlanFactory(issuer=ward.committee))

    with pytest.raises(ValidationError), django_capture_on_commit_callbacks(execute=True):
        delete_import(plan_import=plan_import, by=ward.officer)

    assert len(stored(settings)) == 1
    assert PlanImport.objects.filter(pk=plan_import.pk).exists()


def test_delete_import_pressed_twice_is_told_once(send, ward):
    plan_import = send()
    again = PlanImport.objects.get(pk=plan_import.pk)

    delete_import(plan_import=plan_import, by=ward.officer)
    delete_import(plan_import=again, by=ward.officer)

    assert JournalEntry.objects.filter(action="bỏ bản nhập").count() == 1


@pytest.mark.parametrize("content", [SENT, b""], ids=["read", "refused"])
def test_what_was_thrown_away_while_it_was_read_leaves_nothing_on_disk(send, settings, content):
    plan_import = send(content)
    PlanImport.objects.all().delete()

    read_import(plan_import=plan_import)

    assert (stored(settings), spool_path(plan_import).exists()) == ([], False)
    assert not JournalEntry.objects.filter(object_type="planimport").exists()
