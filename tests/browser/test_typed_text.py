"""Every way to lose what a unit has typed into its report, tried in a browser: it comes back whole (TRUST.md P20)."""

import time
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from plans.models import Draft, ProgressUpdate, SubmissionRound
from plans.services.progress import record_progress
from tests.browser.people import Person
from tests.factories.orgs import PASSWORD, UserFactory
from tests.plans.reports import DONE, blanks_of, owed_now

# 2,000 characters of what offices write, with every kind of accent.
TEXT = ("Vận động Nhân dân hiến đất, mở rộng hẻm; thực hiện “Ngày thứ bảy vì dân”, được 38/40 hộ đồng thuận. " * 21)[
    :2000
]
MOST_LOST = 2  # seconds of typing, when the tab is closed
SPEED = 100  # milliseconds between keys


@pytest.fixture
def report(transactional_db):
    report = owed_now()
    UserFactory(username="donvi", unit=report.unit)
    return report


@pytest.fixture
def person(report, at_desk, complaints) -> Person:
    """The unit's reporter on the page of the report; a browser tells of each refused request on its console."""
    person = at_desk("donvi")
    person.page.goto(report.get_absolute_url())
    yield person
    expected = ("Failed to load resource", "Response Status Error Code")
    complaints[:] = [said for said in complaints if not said.startswith(expected)]


def box(page: Page, number: int = 0) -> Locator:
    return page.locator(".report-item").nth(number).get_by_label("Kết quả", exact=True)


def kept() -> list[str]:
    return [draft.values.get("outcome", "") for draft in Draft.objects.order_by("occurrence")]


def wait_until_kept(page: Page) -> None:
    expect(page.locator("[data-draft-status]").first).to_contain_text("Đã giữ bản nháp")


def send_both(page: Page) -> None:
    """The whole form, whether the bar offers to send it or not, as a slow script or an old page would."""
    page.evaluate("document.getElementById('report').requestSubmit()")


def sign_in_again(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").fill("donvi")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_the_session_ends_while_typing(person, report):
    page = person.page
    box(page, 0).fill(TEXT)
    box(page, 1).fill("Có")
    wait_until_kept(page)
    Session.objects.all().delete()

    send_both(page)
    person.sees("Phiên làm việc đã hết")
    expect(box(page)).to_have_value(TEXT)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="đăng nhập ở một thẻ khác").click()
    sign_in_again(opened.value)
    opened.value.wait_for_url(lambda url: "/login/" not in url)
    opened.value.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(1000)
    send_both(page)

    person.sees("Đến lượt")
    expect(page.locator(".state-line")).to_contain_text("tiếp nhận")
    assert ProgressUpdate.objects.filter(outcome=TEXT.strip()).count() == 1


def test_something_is_missing(person, report):
    page = person.page
    box(page, 0).fill(TEXT)
    send_both(page)

    person.sees("Mục này còn để trống.")
    expect(box(page)).to_have_value(TEXT)
    assert not SubmissionRound.objects.exists()


def test_a_colleague_writes_the_same_item_first(person, report):
    page, row = person.page, blanks_of(report)[0]
    box(page, 0).fill(TEXT)
    box(page, 1).fill("Có")
    colleague = UserFactory(unit=report.unit)
    record_progress(occurrence=row, by=colleague, version=0, key=uuid4(), on=timezone.localdate(), **DONE)

    send_both(page)

    person.sees("Mục này vừa được ghi ở nơi khác")
    person.sees(DONE["outcome"])
    expect(box(page)).to_have_value(TEXT)
    send_both(page)
    expect(page.locator(".state-line")).to_contain_text("tiếp nhận")
    assert [one.outcome for one in row.updates.order_by("pk")] == [DONE["outcome"], TEXT.strip()]


@pytest.mark.parametrize("status", [413, 503])
def test_the_server_refuses_what_is_sent(person, report, status):
    """413: a file too large for nginx; 503: no database; the page stands, and the next press goes through."""
    page = person.page
    box(page, 0).fill(TEXT)
    box(page, 1).fill("Có")
    wait_until_kept(page)
    address = f"**{report.get_absolute_url()}"
    page.route(address, lambda route: route.fulfill(status=status, body="<h1>Lỗi</h1>", content_type="text/html"))

    send_both(page)
    person.sees("Chưa làm được việc vừa rồi")
    expect(box(page)).to_have_value(TEXT)
    page.unroute(address)
    send_both(page)

    expect(page.locator(".state-line")).to_contain_text("tiếp nhận")
    assert ProgressUpdate.objects.filter(outcome=TEXT.strip()).count() == 1


def test_the_network_is_gone(person, report):
    page = person.page
    page.context.set_offline(True)
    box(page, 0).fill(TEXT)
    expect(page.locator("[data-draft-status]").first).to_contain_text("Chưa giữ được bản nháp")
    send_both(page)
    person.sees("Chưa gửi được. Nội dung đang nhập vẫn còn trên trang")
    expect(box(page)).to_have_value(TEXT)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"], "it warns before the page is closed"

    page.context.set_offline(False)
    wait_until_kept(page)
    assert kept() == [TEXT.strip()]


def test_the_tab_is_closed_in_the_middle_of_a_word(person, report):
    """Whoever types on without a pause loses at most two seconds of it."""
    page = person.page
    words = TEXT[:80]
    box(page, 0).press_sequentially(words, delay=SPEED)
    page.close()

    time.sleep(1)  # what the closing page sent last is on its way
    (saved,) = kept()
    assert words.startswith(saved)
    assert len(words.strip()) - len(saved) <= MOST_LOST * 1000 / SPEED


def test_the_tab_is_opened_again_later_and_its_draft_sent_once(person, report, at_desk):
    box(person.page, 0).fill(TEXT)
    box(person.page, 1).fill("Có")
    wait_until_kept(person.page)
    person.page.close()

    later = at_desk("donvi")
    later.page.goto(report.get_absolute_url())
    expect(box(later.page)).to_have_value(TEXT.strip())
    later.page.get_by_role("button", name="Gửi báo cáo").dblclick()

    expect(later.page.locator(".state-line")).to_contain_text("tiếp nhận")
    assert (SubmissionRound.objects.count(), ProgressUpdate.objects.count()) == (1, 2)
