"""A cell answers a period of six items: on a phone within two minutes of taps, and with the keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from plans.models import Answer, ProgressUpdate, SubmissionState
from tests.browser.people import Person
from tests.browser.test_answering_by_keyboard import tab_to
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, ProgressUpdateFactory, ReportingPeriodFactory
from tests.plans.reports import blanks_of, owed_now

SECONDS_A_TAP, MOST_SECONDS = 4, 120
LAST_TIME = "Duy trì 02 mô hình, 60 hộ tham gia."


@pytest.fixture
def report(transactional_db):
    """Six items; the first was answered the period before."""
    today = timezone.localdate()
    report = owed_now(rows=6, period__label="6 tháng cuối năm")
    before = ReportingPeriodFactory(
        plan=report.period.plan, label="6 tháng đầu năm", starts_on=today - timedelta(270),
        opens_on=today - timedelta(270), ends_on=today - timedelta(91),
    )  # fmt: skip
    past = OccurrenceFactory(assignment=blanks_of(report)[0].assignment, due_on=None, period=before)
    ProgressUpdateFactory(occurrence=past, sent_on=today - timedelta(100), outcome=LAST_TIME)
    UserFactory(username="donvi", unit=report.unit)
    return report


def waits(report) -> bool:
    report.refresh_from_db()
    return report.state == SubmissionState.AWAITING


def test_on_a_phone_six_items_take_less_than_two_minutes(report, on_phone):
    person: Person = on_phone("donvi")
    page = person.page
    items = page.locator(".report-item")
    bar = page.locator("#report-bar")
    person.looks_around("work-with-report")

    person.click("Làm báo cáo")
    page.wait_for_url(f"**{report.get_absolute_url()}")
    expect(items).to_have_count(6)
    person.looks_around("report-blank")
    person.click("Dùng lại câu trả lời kỳ trước để sửa", inside=items.nth(0))
    expect(items.nth(0).get_by_label("Kết quả", exact=True)).to_have_value(LAST_TIME)
    person.write("Kết quả", "Duy trì 03 mô hình, 85 hộ tham gia.", inside=items.nth(0))
    person.write("Kết quả", "Ra quân 02 buổi, 60 lượt người.", inside=items.nth(1))
    person.write("Kết quả", "Giúp 04 hộ nghèo sửa nhà.", inside=items.nth(2))
    expect(bar).to_contain_text("Đã trả lời 3/6 mục")
    person.looks_around("report-typing")
    person.click("Các mục còn lại: không phát sinh")
    page.wait_for_url("**/nothing/")
    person.looks_around("report-nothing")
    person.click("Ghi “không phát sinh”")
    expect(bar).to_contain_text("Đã trả lời 6/6 mục")
    person.click("Gửi báo cáo")
    expect(page.locator(".state-line")).to_contain_text("tiếp nhận")
    person.looks_around("report-sent")

    assert waits(report)
    assert ProgressUpdate.objects.filter(answer=Answer.NOTHING_TO_REPORT).count() == 3
    assert person.acts * SECONDS_A_TAP <= MOST_SECONDS, f"{person.acts} taps"


def test_with_the_keyboard_alone(report, at_desk):
    person: Person = at_desk("donvi")
    page, keys = person.page, person.page.keyboard
    page.goto(report.get_absolute_url())
    first = page.locator(".report-item").nth(0)

    tab_to(person, page.get_by_role("link", name="Tới nội dung chính"))
    keys.press("Enter")
    tab_to(person, first.get_by_label("Kết quả", exact=True))
    keys.type("Duy trì 03 mô hình.")
    nothing = page.get_by_role("button", name="Các mục còn lại: không phát sinh")
    nothing.focus()
    keys.press("Enter")
    page.wait_for_url("**/nothing/")
    tab_to(person, page.get_by_role("button", name="Ghi “không phát sinh”"))
    keys.press("Enter")
    expect(page.locator("#report-bar")).to_contain_text("6/6")
    page.get_by_label("Kết quả", exact=True).last.focus()
    tab_to(person, page.get_by_role("button", name="Gửi báo cáo"))
    keys.press("Enter")

    person.sees("tiếp nhận")
    assert waits(report)


def test_without_javascript(report, chromium, live_server):
    from tests.factories.orgs import PASSWORD  # noqa: PLC0415 -- signs in by hand, without the scripts of Person

    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("donvi")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(report.get_absolute_url())
    for item in page.locator(".report-item").all():
        item.get_by_label("Kết quả", exact=True).fill("Có kết quả tốt.")
    page.get_by_role("button", name="Lưu, xem còn thiếu gì").click()
    expect(page.locator("#report-bar")).to_contain_text("6/6")
    page.get_by_role("button", name="Gửi báo cáo").click()

    expect(page.locator(".state-line")).to_contain_text("tiếp nhận")
    assert waits(report)
    context.close()
