"""A unit asks for more time on a phone; the office, late with everything else, answers with the keyboard and urges."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from orgs.models import Role
from plans.models import Occurrence, Urge
from plans.services.reminding import remind
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=20)


@pytest.fixture
def row(transactional_db):
    row = OccurrenceFactory(due_on=TODAY + timedelta(days=3), unit__name="Chi bộ khu phố 1")
    OccurrenceFactory(assignment=row.assignment, due_on=TODAY - timedelta(days=12))
    UserFactory(username="donvi", unit=row.unit, phone="0912 345 678")
    UserFactory(username="vanphong", unit=row.plan.issuer, role=Role.OFFICER)
    remind(on=TODAY)
    return row


def test_a_unit_asks_and_the_office_answers(row, on_phone, at_desk):
    reporter = on_phone("donvi")
    reporter.click("2 việc được nhắc")
    reporter.looks_around("reminder-list")
    reporter.press(reporter.page.locator("li").filter(has_text="Còn 3 ngày").get_by_role("link"))
    reporter.click("Xin gia hạn")
    reporter.looks_around("extension-create")
    reporter.write("Xin gia hạn đến hết ngày", f"{LATER:%d/%m/%Y}")
    reporter.write("Lý do", "Chờ số liệu của các tổ dân phố")
    reporter.click("Gửi xin gia hạn")
    reporter.sees("Hạn cũ vẫn giữ cho đến khi được đồng ý.")
    reporter.looks_around("row-with-extension")

    clerk = at_desk("vanphong")
    page, keys = clerk.page, clerk.page.keyboard
    asked = page.locator("#desk-extensions").get_by_role("link", name="Trả lời")
    asked.focus()
    keys.press("Enter")
    clerk.looks_around("extension-decide")
    page.get_by_label("Hạn mới").focus()
    keys.press("Tab")
    keys.type("Bí thư Nguyễn Văn A")
    keys.press("Enter")
    clerk.sees(f"Đã gia hạn cho Chi bộ khu phố 1 đến {LATER:%d/%m/%Y}.")
    assert Occurrence.objects.get(pk=row.pk).due_on == LATER

    reporter.page.reload()
    reporter.sees(f"Gia hạn đến {LATER:%d/%m/%Y}")


def test_the_office_urges_a_late_unit(row, at_desk):
    clerk = at_desk("vanphong")
    clerk.click("Gọi điện, soạn tin nhắn")
    clerk.looks_around("urging-list")
    expect(clerk.page.get_by_role("link", name="Gọi 0912 345 678")).to_have_attribute("href", "tel:0912345678")
    clerk.click("Soạn tin nhắn")
    text = clerk.page.get_by_label("Chép rồi dán").input_value()
    assert "quá hạn 12 ngày" in text
    clerk.looks_around("urging-message")
    clerk.click("Chép tin nhắn")
    clerk.sees("Đã chép")
    clerk.click("Đã nhắn tin")
    clerk.sees("Đã ghi: nhắc Chi bộ khu phố 1 qua tin nhắn.")
    assert Urge.objects.get().words.replace("\r\n", "\n") == text
