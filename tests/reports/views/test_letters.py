"""Pages of letters that urge: choosing, writing, sending, looking back; and their papers."""

import io
import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from orgs.models import Role
from plans.models import Urge
from reports import services
from reports.models import PaperFile, UrgingLetter
from reports.tasks import draw_paper
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
)
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db
CREATE = "/letters/new/"


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True), text="Tuyên truyền về công tác dân vận.")


@pytest.fixture
def office(client, officer):
    client.force_login(officer)
    return client


def overdue(item, days=10):
    due_on = timezone.localdate() - timedelta(days=days)
    return OccurrenceFactory(assignment=AssignmentFactory(item=item), due_on=due_on)


def unsent(item, number=0):
    due_on = timezone.localdate() - timedelta(days=5)
    return SubmissionFactory(period=ReportingPeriodFactory(plan=item.plan, due_on=due_on, label=f"Kỳ {number}"))


def write(officer, rows, **kwargs):
    (letter,) = services.create_letters(
        issuer=officer.units_as(Role.OFFICER)[0], by=officer, key=uuid.uuid4(), rows=rows, reports=[], is_joint=True,
        receiver="Văn phòng", wanted_on=timezone.localdate(), on=timezone.localdate(),
    )  # fmt: skip
    return letter


def chosen(**values):
    day = timezone.localdate() + timedelta(days=7)
    return {"key": str(uuid.uuid4()), "way": "each", "wanted_on": f"{day:%d/%m/%Y}", "receiver": "Văn phòng", **values}


def boxes(response) -> dict[str, bool]:
    """Every box of the page, and whether it is ticked."""
    found = re.findall(r'<input class="form-check-input" type="checkbox" [^>]*value="(\d+)"( checked)?', response.text)
    return {value: bool(ticked) for value, ticked in found}


def test_everything_overdue_stands_ticked_under_its_unit(office, item):
    row, report = overdue(item), unsent(item)

    page = office.get(CREATE)

    assert boxes(page) == {str(row.pk): True, str(report.pk): True}
    assert row.unit.name in page.text
    assert "Báo cáo Kỳ 0" in page.text


def test_the_list_can_be_narrowed_to_a_plan_and_to_a_unit(office, item):
    row, other = overdue(item), overdue(PlanItemFactory(plan=PlanFactory(handed_out=True, issuer=item.plan.issuer)))

    assert set(boxes(office.get(CREATE, {"plan": item.plan_id}))) == {str(row.pk)}
    assert set(boxes(office.get(CREATE, {"unit": other.unit_id}))) == {str(other.pk)}
    assert not boxes(office.get(CREATE, {"plan": "không có"}))


def test_what_stays_ticked_becomes_letters(office, item):
    one, two, _left = overdue(item), overdue(item), overdue(item)

    answer = office.post(CREATE, chosen(rows=[one.pk, two.pk]), follow=True)

    assert "Đã soạn 2 công văn" in answer.text
    assert [letter.addressees for letter in UrgingLetter.objects.order_by("pk")] == [[one.unit.name], [two.unit.name]]


def test_one_joint_letter_opens_at_once(office, item):
    one, two = overdue(item), overdue(item)

    answer = office.post(CREATE, chosen(rows=[one.pk, two.pk], way="joint"), follow=True)

    assert answer.redirect_chain[-1][0] == UrgingLetter.objects.get().get_absolute_url()


def test_a_form_that_comes_back_keeps_what_was_ticked(office, item):
    one, two = overdue(item), overdue(item)

    page = office.post(CREATE, chosen(rows=[two.pk], wanted_on="mai"))

    assert boxes(page) == {str(one.pk): False, str(two.pk): True}
    assert "Ghi ngày dạng ngày/tháng/năm" in page.text
    assert "ít nhất một việc" in office.post(CREATE, chosen()).text


def test_work_of_others_is_not_taken(office):
    foreign = overdue(PlanItemFactory(plan__handed_out=True))

    page = office.post(CREATE, chosen(rows=[foreign.pk]))

    assert "không còn trong danh sách" in page.text
    assert not UrgingLetter.objects.exists()


def test_only_officers_urge(client, item):
    for role in (Role.LEADER, Role.REPORTER):
        client.force_login(UserFactory(role=role, unit=item.plan.issuer))
        assert client.get(CREATE).status_code == 403


def test_the_words_can_be_changed_until_it_is_sent(office, officer, item):
    letter = write(officer, [overdue(item)])
    address = reverse("reports:letter_edit", args=[letter.pk])
    words = {
        "version": 0, "abstract": "V/v nhắc việc", "addressees": "Chi bộ 1\n- Chi bộ 2", "text": "Một.\nHai.",
        "recipients": "Như trên",
    }  # fmt: skip

    office.post(address, words)

    letter.refresh_from_db()
    assert (letter.abstract, letter.addressees, letter.text) == (
        "V/v nhắc việc",
        ["Chi bộ 1", "Chi bộ 2"],
        "Một.\nHai.",
    )
    conflict = office.post(address, words | {"text": "Lời khác"})
    assert conflict.status_code == 409
    assert "Của đồng chí, chưa ghi" in conflict.text


def test_sending_asks_for_the_day_and_logs_the_urge(office, officer, item):
    letter = write(officer, [overdue(item)])
    address = reverse("reports:letter_send", args=[letter.pk])
    today = f"{timezone.localdate():%d/%m/%Y}"

    refused = office.post(address, {"version": 0, "number": "mười", "issued_on": today})
    nought = office.post(address, {"version": 0, "number": "00", "issued_on": today})
    office.post(address, {"version": 0, "number": "12", "issued_on": today})

    assert "Chỉ ghi phần số" in refused.text
    assert "Chỉ ghi phần số" in nought.text
    assert Urge.objects.get().words.startswith("Công văn số 12 ngày ")
    assert office.get(address).status_code == 403


def test_a_number_taken_is_refused_in_words(office, officer, item):
    today = f"{timezone.localdate():%d/%m/%Y}"
    first, second = write(officer, [overdue(item)]), write(officer, [overdue(item)])
    words = {"version": 0, "number": "12", "issued_on": today}

    office.post(reverse("reports:letter_send", args=[first.pk]), words)
    refused = office.post(reverse("reports:letter_send", args=[second.pk]), words)

    assert f"Số 12 đã dùng cho công văn ngày {today}" in refused.text


def test_the_page_says_who_answered_after_the_letter(office, officer, item):
    answered, silent = overdue(item), overdue(item)
    letter = write(officer, [answered, silent])
    services.send_letter(
        letter=letter, by=officer, version=0, number="12", issued_on=timezone.localdate(), on=timezone.localdate()
    )
    ProgressUpdateFactory(occurrence=answered, at=timezone.now() + timedelta(hours=1))

    page = office.get(letter.get_absolute_url())
    narrowed = office.get(letter.get_absolute_url(), {"show": "silent"})

    assert "1/2 việc đã được trả lời sau công văn" in page.text
    listed = narrowed.text.split('id="lines"')[1]
    assert silent.unit.name in listed
    assert answered.unit.name not in listed
    assert "1/2" in office.get(reverse("reports:letter_list")).text


def test_the_next_letter_of_the_same_act_is_one_press_away(office, item):
    rows = [overdue(item), overdue(item), overdue(item)]
    office.post(CREATE, chosen(rows=[row.pk for row in rows]))
    first, second, _third = UrgingLetter.objects.order_by("pk")

    page = office.get(first.get_absolute_url())

    assert "Cùng đợt còn 2 công văn chưa gửi" in page.text
    assert f'href="{second.get_absolute_url()}"' in page.text


def test_a_draft_can_be_thrown_away_after_a_word_on_what_is_lost(office, officer, item):
    letter = write(officer, [overdue(item)])
    address = reverse("reports:letter_delete", args=[letter.pk])

    assert "nêu 1 việc" in office.get(address).text
    assert UrgingLetter.objects.exists()
    office.post(address, {"version": 0})

    assert not UrgingLetter.objects.exists()


@pytest.mark.parametrize(("form", "beginning"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_the_worker_draws_the_letter_and_it_is_fetched_as_a_download(office, officer, item, form, beginning):
    letter = write(officer, [overdue(item)])

    answer = office.post(reverse("reports:paper_letter", args=[letter.pk, form]), follow=True)
    drawn = PaperFile.objects.get()
    assert "Đang tạo bản in" in answer.text
    assert office.get(reverse("reports:paper_download", args=[drawn.pk])).status_code == 404

    draw_paper.func(file_id=drawn.pk, on=timezone.localdate().isoformat())

    assert "Tải về" in office.get(reverse("reports:paper_status", args=[drawn.pk])).text
    file = office.get(reverse("reports:paper_download", args=[drawn.pk]))
    assert b"".join(file.streaming_content).startswith(beginning)
    assert file["Content-Disposition"].startswith('attachment; filename="cong-van-don-doc-')


def test_all_letters_of_one_act_are_printed_together(office, officer, item):
    office.post(CREATE, chosen(rows=[overdue(item).pk for _ in range(3)]))
    last = UrgingLetter.objects.order_by("pk").last()
    assert "In cả đợt, 3 công văn (PDF)" in office.get(last.get_absolute_url()).text

    for _ in range(2):
        office.post(reverse("reports:paper_letters", args=[last.pk]))
    drawn = PaperFile.objects.get()
    draw_paper.func(file_id=drawn.pk, on=timezone.localdate().isoformat())

    file = office.get(reverse("reports:paper_download", args=[drawn.pk]))
    assert file["Content-Disposition"].startswith('attachment; filename="cac-cong-van-don-doc-cung-dot')
    words = [page.extract_text() for page in PdfReader(io.BytesIO(b"".join(file.streaming_content))).pages]
    addressed = [page.split("Kính gửi:")[1] for page in words if "Kính gửi:" in page]
    letters = UrgingLetter.objects.order_by("pk")
    assert [letter.addressees[0] in said for letter, said in zip(letters, addressed, strict=True)] == [True] * 3


def test_a_letter_written_alone_offers_no_batch(office, officer, item):
    assert "In cả đợt" not in office.get(write(officer, [overdue(item)]).get_absolute_url()).text


def test_a_letter_asked_for_again_is_drawn_as_it_stands_then(office, officer, item):
    letter = write(officer, [overdue(item)])
    asked = services.request_letter(letter=letter, by=officer, form="docx")
    stale = PaperFile.objects.get()
    again = services.request_letter(letter=letter, by=officer, form="docx")

    assert asked.pk == again.pk
    assert not services.store_paper(drawn=stale, content=b"PK old")
    assert services.store_paper(drawn=again, content=b"PK new")


def test_a_letter_thrown_away_meanwhile_is_not_drawn(officer, item):
    letter = write(officer, [overdue(item)])
    drawn = services.request_letter(letter=letter, by=officer, form="docx")
    services.delete_letter(letter=letter, by=officer, version=0)

    draw_paper.func(file_id=drawn.pk, on=timezone.localdate().isoformat())

    assert not PaperFile.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize("address", [CREATE, "/letters/", "detail"])
def test_pages_cost_the_same_however_long(office, officer, item, address):
    def count():
        letter = write(officer, [overdue(item) for _ in range(UrgingLetter.objects.count() + 1)])
        unsent(item, number=letter.pk)
        with CaptureQueriesContext(connection) as queries:
            office.get(letter.get_absolute_url() if address == "detail" else address)
        return len(queries)

    office.get(CREATE)
    first = count()
    count()
    assert count() == first <= 14


@pytest.mark.parametrize("wrong", ["9" * 25, "abc", "-1", "1\x00"])
def test_addresses_and_forms_that_nobody_meant_are_answered_in_words(office, item, wrong):
    overdue(item)

    for name in ("plan", "unit", "issuer", "show"):
        assert office.get(CREATE, {name: wrong}).status_code == 200
    for name in ("rows", "reports", "key", "way"):
        page = office.post(CREATE, chosen(**{name: [wrong]}))
        assert page.status_code == 200
        assert "Chưa lưu. Cần sửa" in page.text
    assert not UrgingLetter.objects.exists()


@pytest.mark.parametrize("number", ["١٢", "１２", "12a", "123456"])
def test_the_number_of_a_letter_is_written_in_our_digits(office, officer, item, number):
    letter = write(officer, [overdue(item)])
    words = {"version": letter.version, "number": number, "issued_on": f"{timezone.localdate():%d/%m/%Y}"}

    page = office.post(reverse("reports:letter_send", args=[letter.pk]), words)

    letter.refresh_from_db()
    assert "Chỉ ghi phần số, ví dụ 12." in page.text
    assert letter.is_draft
