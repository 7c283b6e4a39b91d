"""From a file to lines: the only door through which a document comes in. Pure.

Everything after this module sees a `Source`; the formats stand in archives, word, numbering, pdf and texts.
"""

import struct
import unicodedata
import zipfile
import zlib

from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError
from pypdfium2 import PdfiumError

from plans.importing.pdf import pdf_lines
from plans.importing.source import Line, OversizedSource, Source, UnreadableFile, source_from_lines
from plans.importing.texts import decode, text_lines
from plans.importing.word import word_lines

MAX_BYTES = 10 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_PDF = b"%PDF"
_PDF_HEAD = 1024
_TEXT_NAMES = (".txt", ".md", ".markdown")

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


def read_source(content: bytes, name: str) -> Source:
    """Return the plain text of an uploaded .docx, .txt, .md or text PDF; `name` is the file's name.

    Raises UnreadableFile, with one Vietnamese sentence for the user, for every file that cannot be read; its
    subclass SecretDocument for one that bears a secrecy mark. Nothing is stored, nothing is fetched.
    """
    suffix = unicodedata.normalize("NFC", name).lower().strip()
    if not content.strip():
        raise UnreadableFile("Tệp trống, không có nội dung. Chưa lưu gì. Hãy kiểm tra và chọn lại tệp.")
    if len(content) > MAX_BYTES:
        raise OversizedSource("Tệp lớn quá 10 MB. Chưa lưu gì. Hãy bỏ bớt ảnh trong tệp, hoặc dán nội dung vào ô.")
    try:
        return source_from_lines(_lines(content, suffix))
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise UnreadableFile(_broken_message(error)) from error


def source_from_text(text: str) -> Source:
    """Return pasted text as a Source; raises UnreadableFile as `read_source` does."""
    return source_from_lines(text_lines(text))


def _lines(content: bytes, suffix: str) -> list[Line]:
    if content.startswith(_OLE):
        raise UnreadableFile(
            "Tệp Word kiểu cũ (.doc) hoặc có đặt mật khẩu. Chưa lưu gì. "
            "Hãy mở bằng Word, gỡ mật khẩu nếu có, chọn Lưu thành… .docx rồi tải lên lại."
        )
    if suffix.endswith(".docx") and content.startswith(_ZIP):
        return word_lines(content)
    if suffix.endswith(".pdf") and _PDF in content[:_PDF_HEAD]:
        return pdf_lines(content)
    if suffix.endswith(_TEXT_NAMES) and not content.startswith((_ZIP, _PDF)):
        return text_lines(decode(content))
    if suffix.endswith((".docx", ".pdf", *_TEXT_NAMES)):
        raise UnreadableFile(
            "Nội dung tệp không đúng với đuôi tên tệp, có thể tệp đã hỏng hoặc bị đổi tên. Chưa lưu gì. "
            "Hãy mở tệp, lưu lại thành .docx hoặc .txt rồi tải lên lại."
        )
    raise UnreadableFile(
        "Chỉ đọc được tệp .docx, .txt, .md và PDF có chữ. Chưa lưu gì. "
        "Hãy lưu kế hoạch thành .docx, hoặc dán nội dung vào ô."
    )


def _broken_message(error: Exception) -> str:
    if "password" in str(error).lower():
        return "Tệp đặt mật khẩu. Chưa lưu gì. Hãy gỡ mật khẩu rồi tải lên lại."
    return (
        "Tệp bị hỏng hoặc không đúng định dạng nên không đọc được. Chưa lưu gì. "
        "Hãy mở tệp, lưu lại thành .docx rồi tải lên lại, hoặc dán nội dung vào ô."
    )
