"""Which text of a signed report counts is said wherever the report is met."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from reports import services
from reports.models import Report
from tests.reports.signed import SCAN, archive, at_signature, sign, sign_with_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client, officer):
    """The page of a report, the list, and the page of one of its files, as an officer reads them."""

    def read(report):
        client.force_login(officer)
        addresses = [
            report.get_absolute_url(),
            reverse("reports:report_list"),
            reverse("reports:file_status", args=[archive(report).pk]),
        ]
        return [" ".join(client.get(address).content.decode().split()) for address in addresses]

    return read


def test_a_report_without_a_scan_asks_for_it_first(item, officer, pages):
    page, listed, file = pages(sign(at_signature(item, officer), officer))

    assert "Chưa có bản chụp đã ký." in page
    assert 'class="btn-main" href="/reports/1/signed-copies/"' in page.replace(f"/{Report.objects.get().pk}/", "/1/")
    assert page.index("Đính kèm bản đã ký") < page.index('class="panel plan-text')
    assert page.index('id="kept"') < page.index('class="panel plan-text')
    assert "chưa có bản chụp đã ký" in listed
    assert "Báo cáo đã ký: chưa có bản chụp đã ký" in file


def test_with_its_scan_the_way_up_comes_next(item, officer, pages):
    page, listed, file = pages(sign_with_copy(at_signature(item, officer), officer))

    assert "Đã đính kèm bản ký (<a" in page
    assert ">ky.pdf</a>), cùng nội dung với bản in ở đây." in page
    assert 'class="btn-main" href="/reports/1/hand-up/"' in page.replace(f"/{Report.objects.get().pk}/", "/1/")
    assert "cùng nội dung với bản hệ thống" in listed
    assert "đã đính kèm bản ký, cùng nội dung" in file


def test_a_copy_that_differs_is_the_text_of_record(item, officer, pages):
    page, listed, file = pages(sign_with_copy(at_signature(item, officer), officer, differs=True))

    assert "Văn bản chính thức là bản ấy" in page
    assert "văn bản chính thức là bản đã ký đính kèm" in listed
    assert "văn bản chính thức là bản đã ký đính kèm, bản in từ đây là “bản hệ thống”" in file


def test_of_several_copies_that_differ_the_latest_counts(item, officer):
    report = sign_with_copy(at_signature(item, officer), officer, name="mot.pdf", differs=True)
    for name, differs in (("hai.pdf", True), ("ba.pdf", False)):
        file = ContentFile(SCAN + name.encode(), name=name)
        services.add_signed_copy(report=report, by=officer, key=uuid4(), file=file, differs=differs)

    assert Report.objects.get(pk=report.pk).text_of_record.name == "hai.pdf"
