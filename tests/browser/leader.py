"""What a leader does in the story."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import paper
from tests.browser.people import Person
from tests.browser.stories import Story


def follow_a_number(leader: Person, story: Story) -> None:
    """From a cell of Tình hình thực hiện to the rows behind it: as many as the number says."""
    page = leader.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Tình hình thực hiện")
    leader.looks_around("overview")
    cell = page.locator("a.figure").filter(has_text="Hoàn thành quá hạn")
    number = int(cell.locator("b").inner_text())
    assert number == 2  # what the reporter sent, and what the office entered
    leader.press(cell)
    leader.looks_around("rows-behind-a-number")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(number)
    expect(rows.filter(has_text=story.reporter)).to_have_count(1)
    leader.press(rows.filter(has_text=story.reporter).get_by_role("link").first)
    leader.sees("Có 118 người dự")
    leader.looks_around("row-of-a-leader")


def read_and_print(leader: Person, story: Story) -> None:
    """The report at signature: read on the page, printed, and as a file for Word."""
    page = leader.page
    leader.click("Tình hình")
    leader.sees("Trình ký")
    leader.click("Đọc bản trình")
    leader.looks_around("report-at-signature")
    leader.sees("Có 118 người dự")
    paper.check_draft(paper.words_of_pdf(paper.drawn(leader, paper.PDF)), story)
    page.go_back()
    paper.check_draft(paper.words_of_docx(paper.drawn(leader, paper.WORD)), story)
