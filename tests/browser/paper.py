"""A report on paper: asked for on its page, drawn by the worker, read back."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import docx
from playwright.sync_api import expect

from tests.browser.people import Person
from tests.browser.stories import ABSTRACT, Story

WAIT_FOR_WORKER = 30_000
PDF, WORD = "Tạo bản PDF", "Tạo bản Word (.docx)"


def drawn(person: Person, button: str) -> bytes:
    """Ask for a file, wait for the worker, fetch it."""
    person.click(button)
    link = person.page.get_by_role("link", name="Tải về")
    expect(link).to_be_visible(timeout=WAIT_FOR_WORKER)
    person.looks_around("report-file")
    with person.page.expect_download() as fetched:
        person.press(link)
    return Path(fetched.value.path()).read_bytes()


def archived(person: Person) -> bytes:
    """The PDF that the worker draws by itself when a report is signed; its page waits for it."""
    link = person.page.get_by_role("link", name="Tải bản lưu PDF")
    expect(link).to_be_visible(timeout=WAIT_FOR_WORKER)
    with person.page.expect_download() as fetched:
        person.press(link)
    return Path(fetched.value.path()).read_bytes()


def words_of_pdf(content: bytes) -> str:
    assert content.startswith(b"%PDF")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def words_of_docx(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join("\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]).split())


def check_draft(said: str, story: Story) -> None:
    """Title, abstract, a unit's words; number and day are blank until văn thư gives them."""
    for words in ("BÁO CÁO", ABSTRACT, "Có 118 người dự", *story.printed):
        assert words in said, f"{words} is not in {said}"
    assert re.search(r"Số:? *[.…]* *-? */?BC", said), said[:300]
    assert re.search(r"ngày[ .…]*tháng[ .…]*năm", said), said[:300]
