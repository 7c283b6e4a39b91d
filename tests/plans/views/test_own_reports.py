"""A unit's own report as a file: sent, refused, fetched."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from plans.models import SubmissionRound, SubmissionState
from tests.factories.plans import ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(ward):
    today = timezone.localdate()
    period = ReportingPeriodFactory(
        plan__issuer=ward.committee, plan__handed_out=True, opens_on=today - timedelta(days=9),
        due_on=today + timedelta(days=9),
    )  # fmt: skip
    return SubmissionFactory(period=period, unit=ward.cells[0])


@pytest.fixture
def unit(client, ward):
    client.force_login(ward.reporter)
    return client


def send(client, report, name="bao-cao.pdf", content=b"%PDF-1.7 Bao cao", **values):
    file = SimpleUploadedFile(name, content)
    data = {"version": report.version, "key": uuid.uuid4(), "file": file, "note": "Kính gửi Đảng ủy", **values}
    return client.post(reverse("plans:submission_file", args=[report.pk]), data, follow=True)


def test_a_file_counts_as_sent_though_nobody_has_split_it(unit, report):
    page = send(unit, report)

    report.refresh_from_db()
    sent = SubmissionRound.objects.get()
    assert report.state == SubmissionState.AWAITING
    assert (sent.file_name, sent.note) == ("bao-cao.pdf", "Kính gửi Đảng ủy")
    assert "Đã nộp, chưa tách" in page.text
    assert reverse("plans:round_file", args=[sent.pk]) in page.text


def test_a_stamped_file_is_refused_and_nothing_kept(unit, report):
    page = send(unit, report, "bao-cao.txt", "MẬT\nBáo cáo".encode())

    assert "có dấu hiệu mang độ mật" in page.text
    assert not SubmissionRound.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bao-cao.exe", b"MZ", "loại tệp này không nhận"),
        ("bao-cao.docx", b"khong phai", "nội dung không đúng định dạng"),
    ],
)
def test_strange_files_are_refused_with_a_sentence(unit, report, name, content, words):
    assert words in send(unit, report, name, content).text


def test_exactly_one_file_is_asked_for(unit, report):
    assert "Hãy chọn đúng một tệp" in send(unit, report, file="").text


def test_a_report_changed_meanwhile_is_not_sent_over(unit, report):
    page = send(unit, report, version=7)

    assert "vừa được người khác gửi hoặc sửa" in page.text
    assert not SubmissionRound.objects.exists()


def test_a_locked_period_takes_no_file(unit, report):
    report.period.locks_on = timezone.localdate() - timedelta(days=1)
    report.period.save()

    assert "đã khóa" in unit.get(reverse("plans:submission_file", args=[report.pk])).text
    send(unit, report)
    assert not SubmissionRound.objects.exists()


def test_pressing_twice_sends_once(unit, report):
    key = uuid.uuid4()
    send(unit, report, key=key)
    send(unit, report, key=key)

    assert SubmissionRound.objects.count() == 1


def test_the_file_is_fetched_by_who_reads_the_report_as_a_download(unit, client, ward, report):
    send(unit, report)
    address = reverse("plans:round_file", args=[SubmissionRound.objects.get().pk])

    client.force_login(ward.officer)
    file = client.get(address)
    assert b"".join(file.streaming_content) == b"%PDF-1.7 Bao cao"
    assert file["Content-Disposition"] == 'attachment; filename="bao-cao.pdf"'
    assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"
    client.force_login(ward.stranger)
    assert client.get(address).status_code == 404


def test_a_sending_without_a_file_has_none_to_fetch(office, ward, report):
    sent = SubmissionRound.objects.create(
        submission=report, number=1, by=ward.reporter, at=timezone.now(), sent_on=timezone.localdate()
    )

    assert office.get(reverse("plans:round_file", args=[sent.pk])).status_code == 404


def test_only_the_unit_sends_its_own_report(office, report):
    assert office.get(reverse("plans:submission_file", args=[report.pk])).status_code == 403
