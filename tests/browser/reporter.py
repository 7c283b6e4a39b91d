"""What a unit's reporter does in the story, on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import documents
from tests.browser.people import Person
from tests.browser.stories import Story


def answer(reporter: Person, story: Story) -> int:
    """Answer the first duty, with a photo. Returns how many taps it took, the photo's apart."""
    page = reporter.page
    reporter.looks_around("work-list")
    card = page.locator(".work-card").filter(has_text=story.duty).first
    if not card.get_by_role("button", name="Gửi").is_visible():
        reporter.click("Trả lời", inside=card)
    reporter.press(card.get_by_role("radio", name="Đã xong"))
    reporter.write("Kết quả", "Đã tổ chức tại nhà văn hóa, người dân nêu 14 ý kiến.", inside=card)
    taps = reporter.acts + 1
    reporter.attach(card.locator("input[type=file]"), documents.photo())
    expect(card).to_contain_text("hoi-nghi.jpg")
    reporter.looks_around("work-answering")
    reporter.click("Gửi", inside=card)
    expect(card.get_by_role("status")).to_be_visible()
    reporter.looks_around("work-sent")
    return taps


def answer_again(reporter: Person, story: Story, reason: str, words: str) -> None:
    page = reporter.page
    page.reload()
    card = page.locator(".work-card:not(.report-card)").first
    expect(card).to_contain_text(reason)
    reporter.looks_around("work-came-back")
    if not card.get_by_role("button", name="Gửi").is_visible():
        reporter.click("Trả lời", inside=card)
    reporter.press(card.get_by_role("radio", name="Đã xong"))
    reporter.write("Kết quả", words, inside=card)
    reporter.click("Gửi", inside=card)
    expect(page.locator(".work-card").filter(has_text=story.duty).first.get_by_role("status")).to_be_visible()
