"""A copy of what was signed comes in only when no secrecy mark is found in it, be it text or picture (TRUST.md P19)."""

import io
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from weasyprint import HTML

from orgs.models import JournalEntry, Unit
from plans.importing import pictures
from plans.services.importing import REFUSED_NAME
from plans.services.spool import LONGEST_WAIT, clean_spool, spooled
from reports import services
from reports.models import IncomingCopy, SignedCopy
from reports.services.copies import arrivals_of
from reports.tasks import search_incoming_copy
from tests.factories.orgs import UnitFactory
from tests.factories.plans import PlanFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.plans.importing.documents import saved
from tests.plans.importing.papers import WORDS, needs_tesseract, paper, pictures_of, scan
from tests.reports.signed import TODAY, at_signature, item_of_a_plan, officer_of, sign

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
in_pictures = pytest.mark.skipif(needs_tesseract, reason="Tesseract is not installed")
STAMP = "<div class=stamp><b>{}</b></div>"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.SPOOL_DIR, settings.MEDIA_ROOT = tmp_path / "spool", tmp_path / "media"


@pytest.fixture
def report():
    """Of a ward's committee below a province's."""
    item = item_of_a_plan(issuer=UnitFactory(committee=True, parent=UnitFactory(committee=True)))
    officer = officer_of(item)
    return sign(at_signature(item, officer), officer)


def receive(report, content, name="ky.pdf", **kwargs):
    values = {"by": report.created_by, "key": uuid4(), "file": ContentFile(content, name=name), **kwargs}
    return services.receive_copy(report=report, **values)


def searched(incoming):
    search_incoming_copy.func(incoming.pk)
    incoming.refresh_from_db()
    return incoming


@lru_cache
def printed(under="") -> bytes:
    return paper(f"<p>{WORDS * 4}</p>", under=under)


def word(text="", header="") -> bytes:
    document = docx.Document()
    document.add_paragraph(f"BÁO CÁO\n{WORDS}")
    document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def photograph(pdf: bytes) -> bytes:
    stream = io.BytesIO()
    pictures_of(pdf)[0].save(stream, "JPEG")
    return stream.getvalue()


def files_of(folder) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_a_copy_waits_outside_the_store_until_it_has_been_searched(report, settings):
    incoming = receive(report, printed(), differs=True)

    assert (SignedCopy.objects.count(), files_of(settings.MEDIA_ROOT)) == (0, [])
    assert spooled(str(incoming.key)).stat().st_mode & 0o777 == 0o600
    searched(incoming)

    copy = report.signed_copies.with_search().get()
    assert (copy.key, copy.differs, copy.added_by) == (incoming.key, True, report.created_by)
    assert copy.how_searched == "máy đã đọc hết chữ trong tệp, không thấy dấu mật"
    assert files_of(settings.SPOOL_DIR) == []
    assert [entry.action for entry in JournalEntry.objects.about(report)[:2]] == ["đính kèm bản đã ký", "nộp bản đã ký"]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("ky.pdf", lambda mark: printed(under=f"<br><b>{mark}</b>")),
        pytest.param("ky.pdf", lambda mark: scan(printed(under=STAMP.format(mark))), marks=in_pictures),
    ],
    ids=["text", "scan"],
)
def test_what_is_marked_is_refused_and_what_is_urgent_is_not(report, settings, name, make):
    refused = searched(receive(report, make("MẬT"), name))

    assert (SignedCopy.objects.count(), files_of(settings.MEDIA_ROOT), files_of(settings.SPOOL_DIR)) == (0, [], [])
    assert (refused.name, "độ mật" in refused.error) == (REFUSED_NAME, True)
    assert JournalEntry.objects.about(report).first().after == {"reason": refused.error}
    taken = searched(receive(report, make("KHẨN"), name))
    assert (taken.error, SignedCopy.objects.count()) == ("", 1)
    assert taken.get_search_display().endswith("không thấy dấu mật")


@in_pictures
def test_a_stamp_in_a_photograph_is_found(report):
    assert "độ mật" in searched(receive(report, photograph(printed(under=STAMP.format("MẬT"))), "ky.jpg")).error


def test_a_word_file_with_a_mark_at_its_head_does_not_even_wait(report, settings):
    with pytest.raises(ValidationError, match="độ mật"):
        receive(report, word(header="MẬT"), "ky.docx")

    assert (IncomingCopy.objects.count(), files_of(settings.SPOOL_DIR)) == (0, [])


def test_a_mark_far_behind_the_first_page_of_a_word_file_is_found_too(report):
    pages = "\n".join(f"{n}. {WORDS}" for n in range(80))

    assert "độ mật" in searched(receive(report, word(f"{pages}\nTỐI MẬT"), "ky.docx")).error
    assert not SignedCopy.objects.exists()


def test_without_a_reader_of_pictures_the_word_of_the_person_stands_and_is_told(report, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert not pictures._is_installed(Path())

    searched(receive(report, scan(printed())))

    assert "người đính kèm đã xác nhận" in report.signed_copies.with_search().get().how_searched


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7 hong", "không mở được tệp"), (HTML(string="<p></p>").write_pdf(), "không đọc được chữ nào")],
    ids=["broken", "blank"],
)
def test_what_cannot_be_searched_is_refused_in_words(report, content, words):
    refused = searched(receive(report, content))

    assert words in refused.error
    assert (refused.name, SignedCopy.objects.count()) == ("ky.pdf", 0)


def test_a_copy_that_the_spool_lost_is_to_be_attached_again(report):
    incoming = receive(report, printed())
    clean_spool(now=timezone.now() + LONGEST_WAIT + timedelta(minutes=1))

    arrivals = arrivals_of(report, at=timezone.now() + LONGEST_WAIT + timedelta(minutes=1))
    assert ([one.pk for one in arrivals.failed], arrivals.waiting) == ([incoming.pk], [])
    assert "Hãy đính kèm lại" in searched(incoming).error


def test_run_twice_it_keeps_one(report):
    incoming = receive(report, printed())

    for _ in range(2):
        search_incoming_copy.func(incoming.pk)

    assert SignedCopy.objects.count() == 1
    assert JournalEntry.objects.filter(action="đính kèm bản đã ký").count() == 1


def test_a_double_press_is_one_copy_and_the_same_file_again_is_refused(report):
    key, content = uuid4(), printed()
    first = receive(report, content, key=key)
    assert receive(report, content, key=key) == first
    twin = receive(report, content)
    searched(first)

    assert "đã có trong báo cáo" in searched(twin).error
    with pytest.raises(ValidationError, match="đã có"):
        receive(report, content)
    assert (SignedCopy.objects.count(), IncomingCopy.objects.count()) == (1, 2)


def test_the_page_tells_what_becomes_of_the_file(report, client):
    client.force_login(report.created_by)

    def page():
        return client.get(report.get_absolute_url()).content.decode()

    waiting = receive(report, printed(), differs=True)
    assert "Đang tìm dấu mật" in page()
    assert "đang chờ nhận" in page()

    spooled(str(waiting.key)).unlink()
    searched(waiting)
    assert "Không nhận ky.pdf" in page()
    assert "chưa được nhận" in page()

    searched(receive(report, printed(), differs=True))
    assert "không thấy dấu mật" in page()
    assert "Không nhận" not in page()
    assert "Văn bản chính thức là" in page()


def test_nothing_goes_up_while_the_copy_that_counts_is_awaited(report):
    incoming = receive(report, printed(), differs=True)
    period = ReportingPeriodFactory(plan=PlanFactory(handed_out=True, issuer=Unit.objects.get_parent(report.issuer)))
    submission = SubmissionFactory(period=period, unit=report.issuer, collector=period.plan.issuer)

    def hand_up():
        return services.hand_up_report(
            report=report, submission=submission, by=report.created_by, key=uuid4(), on=TODAY
        )

    with pytest.raises(ValidationError, match="đang được tìm dấu mật"):
        hand_up()
    spooled(str(incoming.key)).unlink()
    searched(incoming)
    with pytest.raises(ValidationError, match="chưa được nhận"):
        hand_up()
    again = receive(report, printed(), differs=True)
    searched(again)
    with hand_up().round.file.open() as content:
        assert content.read() == printed()


def test_a_file_said_to_be_the_same_can_still_be_said_to_differ_once(report):
    searched(receive(report, printed()))

    assert searched(receive(report, printed(), differs=True)).error == ""

    assert [copy.differs for copy in report.signed_copies.all()] == [False, True]
    assert report.text_of_record == report.signed_copies.last()
    with pytest.raises(ValidationError, match="là bản có chỗ khác"):
        receive(report, printed(), differs=True)
    with pytest.raises(ValidationError, match="là bản có chỗ khác"):
        receive(report, printed())


def test_a_file_attached_again_as_it_was_is_refused_with_what_to_do(report):
    searched(receive(report, printed()))

    with pytest.raises(ValidationError, match="hãy chọn “Có”"):
        receive(report, printed())
