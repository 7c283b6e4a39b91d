"""A reporter answers with the keyboard alone, and sees at every step where the keys will go."""

import pytest
from playwright.sync_api import Locator, expect

from plans.models import ProgressUpdate
from tests.browser.people import Person
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory

MOST_STOPS = 25
# The ring may be drawn around the control itself, what stands for it (a radio's words), or its label (a file's).
RING = """() => {
  const one = document.activeElement;
  return [one, one.nextElementSibling, one.parentElement].filter(Boolean).map((it) => getComputedStyle(it)).some(
    (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
}"""


@pytest.fixture
def row(transactional_db):
    return OccurrenceFactory()


def tab_to(reporter: Person, target: Locator) -> None:
    for _ in range(MOST_STOPS):
        reporter.page.keyboard.press("Tab")
        assert reporter.page.evaluate(RING), "nothing shows where the keys go"
        if target.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"{MOST_STOPS} stops, and not at {target}")


def test_a_reporter_answers_without_a_mouse(row, at_desk):
    UserFactory(username="donvi", unit=row.unit)
    reporter = at_desk("donvi")
    page, keys = reporter.page, reporter.page.keyboard

    tab_to(reporter, page.get_by_role("link", name="Tới nội dung chính"))
    keys.press("Enter")
    tab_to(reporter, page.get_by_role("radio", name="Chưa làm"))
    keys.press("ArrowLeft")  # round to the last
    expect(page.get_by_role("radio", name="Đã xong")).to_be_checked()
    tab_to(reporter, page.get_by_label("Kết quả"))
    keys.type("Đã họp, 38/38 đảng viên dự.")
    tab_to(reporter, page.get_by_role("button", name="Gửi"))
    keys.press("Enter")

    expect(page.locator(".work-card").get_by_role("status")).to_contain_text("Đã gửi.")
    assert ProgressUpdate.objects.get(occurrence=row).outcome == "Đã họp, 38/38 đảng viên dự."


def test_the_keys_go_on_in_the_card_that_was_opened_and_sent(row, at_desk):
    other = OccurrenceFactory(unit=row.unit, assignment__item__plan=row.plan, due_on=row.due_on)
    UserFactory(username="donvi", unit=row.unit)
    reporter = at_desk("donvi")
    page, keys = reporter.page, reporter.page.keyboard
    card = page.locator(f"#row-{other.pk}, #row-{row.pk}").filter(has=page.get_by_role("link", name="Trả lời"))
    card = page.locator(f"#{card.get_attribute('id')}")

    tab_to(reporter, card.get_by_role("link", name="Trả lời", exact=True))
    keys.press("Enter")
    expect(card).to_be_focused()
    keys.press("Tab")
    expect(card.get_by_role("radio", name="Chưa làm")).to_be_focused()
    keys.press("ArrowLeft")
    tab_to(reporter, card.get_by_label("Kết quả"))
    keys.type("Đã họp.")
    tab_to(reporter, card.get_by_role("button", name="Gửi"))
    keys.press("Enter")
    expect(card.get_by_role("status")).to_contain_text("Đã gửi.")
    expect(card).to_be_focused()
