"""How far a reading is, what a killed worker leaves behind, and what a person who waits is told."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import PlanImport
from plans.services.importing import read_import, start_import
from plans.services.spool import clean_spool, work_folder
from tests.plans.importing.papers import WORDS, needs_tesseract, paper, scan
from tests.plans.importing.samples import PARTY_PLAN

HTMX = {"HX-Request": "true"}
SENT = PARTY_PLAN.encode()


@pytest.fixture
def spool(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SPOOL_DIR = tmp_path / "spool"
    return tmp_path / "spool"


@pytest.fixture
def sent(ward, spool):
    def send(content=SENT, name="ke-hoach.txt"):
        return start_import(issuer=ward.committee, by=ward.officer, key=uuid.uuid4(), name=name, content=content)

    return send


def page_of(office, plan_import, **headers):
    return office.get(reverse("plans:import_status", args=[plan_import.pk]), headers=headers)


def test_reading_notes_its_pages_and_leaves_nothing_in_the_spool(sent, spool):
    plan_import = sent(paper(f"<p>{WORDS * 8}</p>" * 9), "ke-hoach.pdf")

    read_import(plan_import=plan_import)

    assert plan_import.draft
    assert (plan_import.page, plan_import.pages, plan_import.is_from_picture) == (
        plan_import.pages,
        plan_import.pages,
        False,
    )
    assert plan_import.pages > 1
    assert plan_import.moved_at
    assert list(spool.iterdir()) == []


@pytest.mark.one_database
@pytest.mark.skipif(needs_tesseract, reason="Tesseract is not installed")
def test_import_knows_that_it_was_read_from_a_picture(sent):
    plan_import = sent(scan(paper(f"<p>I. NHIỆM VỤ</p><p>{WORDS * 4}</p>")), "ke-hoach.pdf")

    read_import(plan_import=plan_import)

    assert (plan_import.is_from_picture, plan_import.draft["findings"][0]["code"]) == (True, "read_from_picture")


def test_what_a_killed_worker_left_is_erased_and_what_a_living_one_uses_stays(spool):
    left = spool / "work-left"
    left.mkdir(parents=True)
    (left / "page.png").write_bytes(b"x")

    with work_folder() as used:
        (used / "page.png").write_bytes(b"x")
        assert clean_spool(now=timezone.now()) == 1
        assert ([path.name for path in spool.iterdir()], (used / "page.png").exists()) == ([used.name], True)

    assert list(spool.iterdir()) == []


def test_work_folder_goes_even_when_reading_fails(spool):
    def fail():
        with work_folder() as folder:
            (folder / "source.doc").write_bytes(b"x")
            raise OSError

    with pytest.raises(OSError):
        fail()

    assert list(spool.iterdir()) == []


def test_waiting_page_shows_how_far_the_reading_is(office, sent):
    plan_import = sent()
    assert "đang chờ đến lượt đọc" in page_of(office, plan_import).content.decode()

    PlanImport.objects.update(page=3, pages=12, moved_at=timezone.now())

    page = page_of(office, plan_import, **HTMX).content.decode()
    assert "<strong>3/12</strong> trang" in page
    assert 'hx-trigger="every 1s"' in page
    assert "tiến trình nền" not in page


def test_silence_is_told_in_words(office, sent):
    plan_import = sent()
    PlanImport.objects.update(uploaded_at=timezone.now() - timedelta(minutes=5))

    assert "tiến trình nền của máy chủ có thể đang dừng" in page_of(office, plan_import).content.decode()


def test_a_refusal_changes_the_heading_too(office, sent):
    plan_import = sent(b"PK no archive", "a.docx")
    read_import(plan_import=plan_import)

    assert page_of(office, plan_import, **HTMX).headers["HX-Refresh"] == "true"
    page = page_of(office, plan_import).content.decode()
    assert "<h1>Không đọc được tài liệu</h1>" in page
    assert "Đang đọc" not in page


def test_who_closed_the_page_finds_the_document_again(office, sent):
    read, refused, waiting = sent(), sent(b"PK", "hong.docx"), sent(name="dang-doc.txt")
    for plan_import in (read, refused):
        read_import(plan_import=plan_import)

    page = office.get("/imports/new/")

    assert list(page.context["waiting"]) == [read]
    assert list(page.context["under_way"]) == [waiting, refused]
    assert "không đọc được" in page.content.decode()
