"""Pictures pasted into a Word file: the pages of a plan that has no text, else searched for stamps. Pure."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from plans.importing.pages import Page
from plans.importing.photographs import glance, shorter_side
from plans.importing.source import Finding, SecretDocument, Tell, UnreadableFile, is_secrecy_mark

MAX_SEARCHED = 12

_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_LEAST_PAGE = 600  # dots of the shorter side: less is a seal, a signature, a logo
_SENTENCE = 40  # letters: more than a logo or a seal has
_WORDED = (
    "Trong tệp có {} ảnh có chữ. Máy không lấy chữ trong ảnh vào bản nháp. "
    "Mời xem bản gốc và nhập thêm nếu ảnh là một phần của kế hoạch."
)
_UNSEEN = (
    "Trong tệp có {} ảnh mà máy không xem được chữ. Mời xem bản gốc: nếu ảnh mang độ mật thì hủy bản nháp này, "
    "hệ thống không được lưu tài liệu mật."
)


def pasted_pictures(document: Any) -> list[bytes]:
    """Return the pictures in the body of an opened .docx, of whatever kind, in its order, each once."""
    body, parts = document.element.body, document.part.related_parts
    names = [element.get(qn("r:embed")) or element.get(qn("r:id")) for element in body.iter(qn("a:blip"), _IMAGE)]
    return [parts[name].blob for name in dict.fromkeys(names) if name in parts]


def page_pictures(pictures: Sequence[bytes]) -> list[bytes]:
    """Return those that are large enough to be a page."""
    return [picture for picture in pictures if shorter_side(picture) >= _LEAST_PAGE]


def search_pictures(pictures: Sequence[bytes], folder: Path, tell: Tell) -> tuple[Finding, ...]:
    """Look for stamps on pictures that stand beside text, and say what a person must look at.

    Raises SecretDocument for a stamp.
    """
    pages = []
    for number, picture in enumerate(pictures[:MAX_SEARCHED], start=1):
        pages.append(_glance(picture, folder))
        tell(number, len(pictures))
    worded = sum(page is not None and _letters(page) >= _SENTENCE for page in pages)
    unseen = pages.count(None) + len(pictures) - len(pages)
    findings = []
    if worded:
        findings.append(Finding("words_in_pictures", _WORDED.format(worded)))
    if unseen:
        findings.append(Finding("pictures_unseen", _UNSEEN.format(unseen)))
    return tuple(findings)


def _glance(picture: bytes, folder: Path) -> Page | None:
    """What stands on a picture, None where it cannot be seen. Raises SecretDocument for a stamp."""
    try:
        page = glance(picture, folder)
    except SecretDocument:
        raise
    except (UnreadableFile, OSError):
        return None
    if any(is_secrecy_mark(row.text) for row in page.rows):
        raise SecretDocument
    return page


def _letters(page: Page) -> int:
    return sum(char.isalnum() for row in page.rows for char in row.text)
