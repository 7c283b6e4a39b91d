"""From a file to lines: the only door through which a document comes in. Pure.

Everything after this module sees a `Source`. The formats: archives, word and numbering (.docx), office
(.doc, .odt, .rtf), pdf, photographs and pictures (scans), texts and encodings.
"""

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError
from pypdfium2 import PdfiumError

from plans.importing.encodings import decode
from plans.importing.office import OLE, RTF, to_word
from plans.importing.pages import Page, place_pages
from plans.importing.pasted import page_pictures, pasted_pictures, search_pictures
from plans.importing.pdf import pdf_pages
from plans.importing.photographs import SUFFIXES as PICTURES
from plans.importing.photographs import is_photograph, photograph_pages
from plans.importing.pictures import PictureReader
from plans.importing.source import (
    MAX_CHARACTERS,
    TOO_LONG,
    OversizedSource,
    Source,
    Tell,
    UnreadableFile,
    source_from_lines,
    unheard,
)
from plans.importing.texts import text_lines
from plans.importing.word import open_word, word_lines

Found = TypeVar("Found")

MAX_BYTES = 10 * 1024 * 1024
SUFFIXES = (".docx", ".doc", ".odt", ".rtf", ".pdf", *PICTURES, ".txt", ".md", ".markdown")
OTHER_KIND = (
    "Chỉ đọc được tệp Word (.docx, .doc, .odt, .rtf), PDF, ảnh chụp (.jpg, .png, .tif, .webp), .txt và .md. "
    "Chưa lưu gì. Hãy lưu kế hoạch thành .docx, hoặc dán nội dung vào ô."
)

_ZIP = b"PK"
_PDF = b"%PDF"
_PDF_HEAD = 1024
_OFFICE = (".docx", ".doc", ".odt", ".rtf")  # an encrypted .docx looks like a .doc
_WIDEST_LETTER = 4  # bytes
_TEXTS = (".txt", ".md", ".markdown")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_OPEN_DOCUMENT_HEAD = 200

# What python-docx, lxml, zipfile and pdfium were seen to raise on broken files (TRUST.md §0.3 and tests).
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OpcError,
    LxmlError,
    PdfiumError,
    LookupError,
    AttributeError,
    AssertionError,
    TypeError,
    ValueError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    EOFError,
    OSError,
)


def read_source(
    content: bytes, name: str, *, folder: Path | None = None, tell: Tell = unheard, most_bytes: int = MAX_BYTES
) -> Source:
    """Return the plain text of an uploaded file of one of SUFFIXES; `name` is the file's name.

    Whatever is written to disk on the way goes to `folder`, which the caller erases (one of our own by default).
    `tell` hears of every page that is read. Raises UnreadableFile, with one Vietnamese sentence for the user, for
    every file that cannot be read; its subclass SecretDocument for one that bears a secrecy mark. Nothing is stored,
    nothing is fetched.
    """
    if folder is None:
        with TemporaryDirectory() as own:
            return read_source(content, name, folder=Path(own), tell=tell, most_bytes=most_bytes)
    suffix = Path(unicodedata.normalize("NFC", name).lower().strip()).suffix
    if not content.strip():
        raise UnreadableFile("Tệp trống, không có nội dung. Chưa lưu gì. Hãy kiểm tra và chọn lại tệp.")
    if len(content) > most_bytes:
        raise OversizedSource("Tệp lớn quá 10 MB. Chưa lưu gì. Hãy bỏ bớt ảnh trong tệp, hoặc dán nội dung vào ô.")
    if suffix not in SUFFIXES:
        raise UnreadableFile(OTHER_KIND)
    return guarded(_read, content, suffix, folder, tell)


def guarded(read: Callable[..., Found], *file: Any) -> Found:
    """What `read` makes of a file; whatever the readers of documents raise on broken ones becomes UnreadableFile."""
    try:
        return read(*file)
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise UnreadableFile(_broken_message(error)) from error


def source_from_text(text: str) -> Source:
    """Return pasted text as a Source; raises UnreadableFile as `read_source` does."""
    return source_from_lines(text_lines(text))


def _read(content: bytes, suffix: str, folder: Path, tell: Tell) -> Source:
    kind = _kind(content)
    if kind == "office" and suffix in _OFFICE:
        return _from_word(to_word(content, folder), folder, tell)
    if kind == "zip" and suffix == ".docx":
        return _from_word(content, folder, tell)
    if kind == "pdf" and suffix == ".pdf":
        return _from_pages(*pdf_pages(content, folder, tell))
    if kind == "picture" and suffix in PICTURES:
        return _from_pages(*photograph_pages([content], folder, tell))
    if kind == "text" and suffix in _TEXTS:
        if len(content) > _WIDEST_LETTER * MAX_CHARACTERS:
            raise OversizedSource(TOO_LONG)
        return source_from_lines(text_lines(decode(content)))
    raise UnreadableFile(
        "Nội dung tệp không đúng với đuôi tên tệp, có thể tệp đã hỏng hoặc bị đổi tên. Chưa lưu gì. "
        "Hãy mở tệp, lưu lại thành .docx hoặc .txt rồi tải lên lại."
    )


def _kind(content: bytes) -> str:
    """Say what a file is by its first bytes, whatever its name says."""
    if content.startswith((OLE, RTF)):
        return "office"
    if content.startswith(_ZIP):
        return "office" if _OPEN_DOCUMENT in content[:_OPEN_DOCUMENT_HEAD] else "zip"
    if is_photograph(content):
        return "picture"
    return "pdf" if _PDF in content[:_PDF_HEAD] else "text"


def _from_word(content: bytes, folder: Path, tell: Tell) -> Source:
    """The text of a Word file, or, where it has none, of the pages pasted into it as pictures."""
    document = open_word(content)
    lines, pictures = word_lines(document), pasted_pictures(document)
    if not any(char.isalnum() for line in lines for char in line.text) and (pages := page_pictures(pictures)):
        return _from_pages(*photograph_pages(pages, folder, tell))
    source = source_from_lines(lines)
    return replace(source, findings=search_pictures(pictures, folder, tell))


def _from_pages(pages: list[Page], reader: PictureReader) -> Source:
    findings = reader.findings()
    return source_from_lines(place_pages(pages), findings)


def _broken_message(error: Exception) -> str:
    if "password" in str(error).lower():
        return "Tệp đặt mật khẩu. Chưa lưu gì. Hãy gỡ mật khẩu rồi tải lên lại."
    return (
        "Tệp bị hỏng hoặc không đúng định dạng nên không đọc được. Chưa lưu gì. "
        "Hãy mở tệp, lưu lại thành .docx rồi tải lên lại, hoặc dán nội dung vào ô."
    )
