"""What a leader does in the story."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import docx
from playwright.sync_api import expect

from tests.browser.office import WAIT_FOR_WORKER
from tests.browser.people import Person
from tests.browser.stories import ABSTRACT, Story


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
    check_pdf(drawn(leader, "Tạo bản PDF"), story)
    page.go_back()
    check_docx(drawn(leader, "Tạo bản Word (.docx)"), story)


def drawn(leader: Person, button: str) -> bytes:
    """Ask for a file, wait for the worker, fetch it."""
    leader.click(button)
    link = leader.page.get_by_role("link", name="Tải về")
    expect(link).to_be_visible(timeout=WAIT_FOR_WORKER)
    leader.looks_around("report-file", audit=False)
    with leader.page.expect_download() as fetched:
        leader.press(link)
    return Path(fetched.value.path()).read_bytes()


def check_pdf(content: bytes, story: Story) -> None:
    assert content.startswith(b"%PDF")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    check_words(done.stdout.decode(), story)


def check_docx(content: bytes, story: Story) -> None:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    check_words("\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]), story)


def check_words(text: str, story: Story) -> None:
    """Title, abstract, a unit's words; number and day are blank until văn thư gives them."""
    said = " ".join(text.split())
    for words in ("BÁO CÁO", ABSTRACT, "Có 118 người dự", *story.printed):
        assert words in said, f"{words} is not in {said}"
    assert re.search(r"Số:? *[.…]* *-? */?BC", said), said[:300]
    assert re.search(r"ngày[ .…]*tháng[ .…]*năm", said), said[:300]
