"""Pages of a report's way to signature: who may do what, what is refused in words, what is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from orgs.models import JournalEntry, Role
from reports import services
from reports.models import IncomingCopy, Report, SignedCopy
from reports.tasks import search_incoming_copy
from tests.factories.orgs import UserFactory
from tests.plans.importing.papers import paper
from tests.reports.signed import SCAN, archive, at_signature, draft_of, sign

pytestmark = pytest.mark.django_db
PAPER = paper()


@pytest.fixture
def leader(item):
    return UserFactory(role=Role.LEADER, unit=item.plan.issuer)


def ask(client, user, name, *args, **data):
    client.force_login(user)
    return client.get(reverse(f"reports:{name}", args=args), data)


def send(client, user, name, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"reports:{name}", args=args), data, follow=True)


def name_of(download):
    assert b"".join(download.streaming_content)
    return download["Content-Disposition"]


def given(report, **changes):
    """What the page of signing sends."""
    words = {
        "version": report.version, "key": str(uuid4()), "number": "12", "signatory": "Bí thư", "differs": "no",
        "signed_on": f"{timezone.localdate():%d/%m/%Y}",
    }  # fmt: skip
    return words | changes


def scan(content=PAPER, name="ky.pdf"):
    return SimpleUploadedFile(name, content)


def test_a_report_goes_up_and_is_signed_from_the_page(client, item, officer):
    report = draft_of(item, officer)
    send(client, officer, "report_submit", report.pk, version=report.version, confirmed="1")
    report.refresh_from_db()

    page = send(
        client, officer, "report_sign", report.pk, **given(report, signed_copy=scan(), is_not_secret="on")
    ).content.decode()  # fmt: skip

    assert "Đã ghi nhận báo cáo đã ký" in page
    assert "số 12" in page
    assert "Đang tạo bản lưu" in page
    assert "Máy đang tìm dấu mật" in page
    assert IncomingCopy.objects.get().name == "ky.pdf"


def test_pressed_twice_it_is_one_act_and_no_refusal(client, item, officer):
    report = draft_of(item, officer)
    for _ in range(2):
        answer = send(client, officer, "report_submit", report.pk, version=report.version, confirmed="1")
        assert answer.status_code == 200
    report.refresh_from_db()
    words = given(report)

    answers = [send(client, officer, "report_sign", report.pk, **words) for _ in range(2)]

    assert "Đã ghi nhận báo cáo đã ký" in answers[0].content.decode()
    assert "đã được ghi nhận ký, số 12" in answers[1].content.decode()
    assert JournalEntry.objects.filter(action__in=["trình ký", "đã ký"]).count() == 2


def test_what_differs_is_the_text_of_record_wherever_ours_is_named(client, item, officer):
    report = at_signature(item, officer)
    words = given(report, signed_copy=scan(), differs="yes", is_not_secret="on")

    send(client, officer, "report_sign", report.pk, **words)
    search_incoming_copy.func(IncomingCopy.objects.get().pk)

    report.refresh_from_db()
    drawn = archive(report)
    page = ask(client, officer, "report_detail", report.pk).content.decode()
    assert "Văn bản chính thức là" in page
    assert "bản hệ thống" in page
    assert "ban-he-thong" in name_of(ask(client, officer, "file_download", drawn.pk))
    assert "da-ky" in name_of(ask(client, officer, "signed_copy", SignedCopy.objects.get().pk))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": ""}, "bắt buộc phải điền"),
        ({"number": "mười hai"}, "Ghi phần số"),
        ({"number": "123456"}, "Ghi phần số"),
        ({"number": "12-KH/ĐU"}, "không phải của báo cáo này"),
        ({"signed_on": "31/02/2026"}, "có trong lịch"),
        ({"signed_on": "01/01/2199"}, "sau hôm nay"),
        ({"signed_on": ""}, "bắt buộc phải điền"),
        ({"differs": "yes"}, "phải đính kèm"),
        ({"differs": ""}, "bắt buộc phải điền"),
        ({"signed_copy": SCAN}, "đánh dấu xác nhận"),
        ({"signed_copy": b"khac", "is_not_secret": "on"}, "không đúng định dạng"),
        ({"signed_copy": b"", "is_not_secret": "on"}, "rỗng"),
        ({"version": "0"}, "người khác sửa"),
        ({"signatory": "x" * 101}, "100"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_signed(client, item, officer, changes, words):
    report = at_signature(item, officer)
    if "signed_copy" in changes:
        changes = {**changes, "signed_copy": scan(changes["signed_copy"])}

    page = send(client, officer, "report_sign", report.pk, **given(report, **changes)).content.decode()

    report.refresh_from_db()
    assert words in page
    assert report.signed_on is None
    assert not SignedCopy.objects.exists()


def test_a_day_long_ago_is_asked_about_once_more(client, item, officer):
    today = timezone.localdate()
    day = today - timedelta(days=61)
    report = at_signature(item, officer, starts_on=day - timedelta(days=1), ends_on=today)
    document = item.plan.document
    document.issued_on = None
    document.save()
    words = given(report, signed_on=f"{day:%d/%m/%Y}")
    assert "is_day_checked" not in ask(client, officer, "report_sign", report.pk).content.decode()

    asked = send(client, officer, "report_sign", report.pk, **words)
    refused = send(client, officer, "report_sign", report.pk, **words | {"is_day_checked": "on", "differs": ""})
    signed = send(client, officer, "report_sign", report.pk, **words | {"is_day_checked": "on"})

    assert "đã qua 61 ngày" in asked.content.decode()
    assert "is_day_checked" in refused.content.decode()
    assert "Đã ghi nhận báo cáo đã ký" in signed.content.decode()


def test_a_form_that_comes_back_says_that_its_file_must_be_chosen_again(client, item, officer):
    words = given(at_signature(item, officer), number="không số")
    report = Report.objects.get()

    with_file = send(client, officer, "report_sign", report.pk, **words, signed_copy=scan(), is_not_secret="on")
    without = send(client, officer, "report_sign", report.pk, **words)

    assert "Tệp “ky.pdf” chưa được gửi; hãy chọn lại tệp" in with_file.content.decode()
    assert "hãy chọn lại tệp" not in without.content.decode()


@pytest.mark.parametrize("number", ["05", "Số 05-BC/{}", "5/bc-{}"])
def test_a_number_may_be_copied_whole_from_the_paper(client, item, officer, number):
    report = at_signature(item, officer)

    send(client, officer, "report_sign", report.pk, **given(report, number=number.format(report.issuer.symbol)))

    report.refresh_from_db()
    assert report.number_key == "5"


@pytest.mark.parametrize(
    ("name", "content"),
    [("ky.exe", b"%PDF-1.7"), ("ky.docm", b"PK\x03\x04"), ("ky.html", b"%PDF-<script>"), ("ky.docx", b"PK\x03\x04x")],
)
def test_a_signed_copy_is_what_its_name_says_and_nothing_that_runs(client, item, officer, name, content):
    report = at_signature(item, officer)
    words = given(report, signed_copy=scan(content, name), is_not_secret="on")

    send(client, officer, "report_sign", report.pk, **words)

    report.refresh_from_db()
    assert report.signed_on is None
    assert not SignedCopy.objects.exists()


def test_the_next_free_number_is_a_hint(client, item, officer):
    sign(at_signature(item, officer), officer, number="40")

    page = ask(client, officer, "report_sign", at_signature(item, officer).pk).content.decode()

    assert "là 41" in page


def test_a_leader_returns_it_with_a_reason_and_does_not_sign(client, item, officer, leader):
    report = at_signature(item, officer)
    assert ask(client, leader, "report_sign", report.pk).status_code == 403
    assert "Trả về dự thảo" in ask(client, leader, "report_detail", report.pk).content.decode()

    empty = send(client, leader, "report_take_back", report.pk, version=report.version, reason=" ")
    done = send(client, leader, "report_take_back", report.pk, version=report.version, reason="Thiếu mục II.2")

    assert "bắt buộc phải điền" in empty.content.decode()
    assert "Thiếu mục II.2" in done.content.decode()
    assert Report.objects.get().is_draft
    assert "Thiếu mục II.2" in ask(client, officer, "report_history", report.pk).content.decode()


def test_a_report_that_was_signed_meanwhile_is_not_returned(client, item, officer, leader):
    report = at_signature(item, officer)
    version = report.version
    sign(report, officer)

    answer = send(client, leader, "report_take_back", report.pk, version=version, reason="Sửa")

    report.refresh_from_db()
    assert answer.redirect_chain == [(report.get_absolute_url(), 302)]
    assert f"đã được {officer.full_name} ghi nhận đã ký lúc {told_at(report)}" in answer.content.decode()
    assert report.signed_on is not None


def told_at(report):
    return f"{timezone.localtime(JournalEntry.objects.about(report).first().at):%H:%M %d/%m/%Y}"


def test_a_report_that_went_back_meanwhile_is_not_signed_and_one_hears_why(client, item, officer, leader):
    report = at_signature(item, officer)
    services.take_back_report(report=report, by=leader, version=report.version, reason="Thiếu số liệu")

    for answer in (
        ask(client, officer, "report_sign", report.pk),
        client.post(reverse("reports:report_sign", args=[report.pk]), given(report)),
    ):
        assert answer.url == report.get_absolute_url()
    page = client.get(report.get_absolute_url()).content.decode()
    report.refresh_from_db()

    assert f"đã được {leader.full_name} trả về dự thảo lúc {told_at(report)}" in page
    assert report.is_draft


def test_whose_step_it_never_is_is_refused_as_before(client, item, officer, leader):
    report = draft_of(item, officer)

    assert ask(client, leader, "report_sign", report.pk).status_code == 403


def test_another_copy_is_attached_beside_the_first(client, item, officer):
    report = sign(at_signature(item, officer), officer)
    words = {"key": str(uuid4()), "differs": "no", "note": "Bản quét lại", "is_not_secret": "on"}

    told = send(client, officer, "signed_copy_create", report.pk, signed_copy=scan(), **words).content.decode()
    search_incoming_copy.func(IncomingCopy.objects.get().pk)
    page = ask(client, officer, "report_detail", report.pk).content.decode()
    again = send(client, officer, "signed_copy_create", report.pk, signed_copy=scan(), **words | {"key": str(uuid4())})

    assert "tìm dấu mật" in told
    assert "Bản quét lại" in page
    assert "đã có trong báo cáo" in again.content.decode()
    assert SignedCopy.objects.count() == 1


def test_a_replacement_is_begun_once_and_shown_instead_once_signed(client, item, officer):
    report = sign(at_signature(item, officer), officer)
    send(client, officer, "report_replace", report.pk)
    page = send(client, officer, "report_replace", report.pk).content.decode()
    assert "Sẽ thay thế" in page
    draft = Report.objects.get(supersedes=report)
    services.submit_report(report=draft, by=officer, version=draft.version)
    draft.refresh_from_db()
    sign(draft, officer, number="13")

    listed = ask(client, officer, "report_list").context["page"].object_list
    older = ask(client, officer, "report_list", state="superseded")

    assert list(listed) == [draft]
    assert list(older.context["page"].object_list) == [report]
    assert "đã được thay thế bằng số 13" in older.content.decode()
    assert "Đã được thay thế bằng" in ask(client, officer, "report_detail", report.pk).content.decode()


def test_a_signed_report_takes_as_many_queries_with_many_copies_as_with_one(
    client, item, officer, django_assert_max_num_queries
):
    report = sign(at_signature(item, officer), officer)
    archive(report)
    counts = []
    for _ in range(2):
        for _ in range(3):
            file = SimpleUploadedFile("ky.pdf", SCAN + uuid4().bytes)
            services.add_signed_copy(report=report, by=officer, key=uuid4(), file=file)
        client.force_login(officer)
        with django_assert_max_num_queries(10) as queries:
            client.get(report.get_absolute_url())
        counts.append(len(queries))

    assert counts[0] == counts[1]
