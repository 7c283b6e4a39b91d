"""Photos and files that support an answer (minh chứng): what is accepted, and how it is kept.

Limits and refusals: TRUST.md P7, §5.2. Stored bytes are never changed, for that would break a signature.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum

from orgs.models import Unit, User
from orgs.zips import BROKEN_ZIP
from plans.importing.source import is_secrecy_mark
from plans.models import Attachment, ProgressUpdate
from plans.services.stored_files import store_file

MOST_FILES = 10
_MB = 1024 * 1024
_NO_ROOM = (
    "{} đã gửi {} trên tối đa {} tệp, không đủ chỗ cho {} nữa. Chưa lưu gì. "
    "Hãy thu nhỏ ảnh, tệp rồi gửi lại, hoặc nhờ quản trị nới hạn mức."
)
_BEGINNING, _FIRST_PAGE_LINES = 300_000, 60
_PARAGRAPH_END, _TAG = re.compile(r"</(?:w|text):p>|</si>|<w:br/>"), re.compile(r"<[^>]*>")
_STAMPED = re.compile(r"word/(?:header|footer)\d*\.xml|xl/sharedStrings\.xml|styles\.xml")
_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES, _MOST_EXPANDED, _MOST_STAMPED = 2_000, 100 * 1024 * 1024, 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_MACROS, _OLE_ENCRYPTED = "_VBA_PROJECT".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """An uploaded file that may be kept. `name` is for people, `extension` is lower-case with its dot."""

    file: UploadedFile
    name: str
    extension: str
    content_type: str
    size: int
    sha256: str


def check_files(files: Sequence[UploadedFile]) -> list[CheckedFile]:
    """Look into each file; what its name says must be what it is. Nothing is stored.

    Raises ValidationError under "files", one sentence for each file refused.
    """
    if len(files) > MOST_FILES:
        raise ValidationError({"files": f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp. Chưa lưu gì."})
    checked, refusals = [], []
    for file in files:
        try:
            checked.append(_check_file(file))
        except ValidationError as error:
            refusals += [f"{_clean_name(file.name)}: {message}" for message in error.messages]
    if refusals:
        raise ValidationError({"files": refusals})
    return checked


def check_room(files: Iterable[CheckedFile], *, by: User, unit: Unit) -> None:
    """Refuse files for which a person, or a unit, has no room left. Raises ValidationError under "files"."""
    coming = sum(checked.size for checked in files)
    if not coming:
        return
    rooms: list[tuple[str, dict[str, Any], int]] = [
        (f"Đồng chí {by}", {"update__by": by}, settings.EVIDENCE_MB_OF_PERSON),
        (str(unit), {"update__occurrence__unit": unit}, settings.EVIDENCE_MB_OF_UNIT),
    ]
    for whose, theirs, room in rooms:
        kept = Attachment.objects.filter(**theirs).aggregate(size=Sum("size"))["size"] or 0
        if kept + coming > room * _MB:
            raise ValidationError({"files": _NO_ROOM.format(whose, _mb(kept), _mb(room * _MB), _mb(coming))})


def keep_files(update: ProgressUpdate, files: Iterable[CheckedFile], *, on: date) -> list[Attachment]:
    """Write the files to disk under names of our own, then their rows; call it last in the transaction."""
    folder = f"evidence/{on:%Y/%m}"
    rows = [
        Attachment(
            update=update,
            name=checked.name,
            file=_store(checked, folder),
            size=checked.size,
            sha256=checked.sha256,
            content_type=checked.content_type,
        )
        for checked in files
    ]
    return Attachment.objects.bulk_create(rows)


def _check_file(file: UploadedFile) -> CheckedFile:
    name = _clean_name(file.name)
    extension = PurePath(name).suffix.lower()
    if extension not in _KINDS:
        raise ValidationError("loại tệp này không nhận. Hãy gửi ảnh, PDF, Word, Excel hoặc văn bản thường.")
    if not file.size:
        raise ValidationError("tệp rỗng.")
    if file.size > settings.MAX_EVIDENCE_BYTES:
        raise ValidationError(f"tệp quá {settings.MAX_EVIDENCE_BYTES // _MB} MB. Hãy thu nhỏ rồi gửi lại.")
    content_type, check = _KINDS[extension]
    file.seek(0)
    check(file)
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return CheckedFile(file, name, extension, content_type, file.size, digest.hexdigest())


def _mb(size: int) -> str:
    """A size in words, 1.024 MB, rounded up."""
    return f"{-(-size // _MB):,} MB".replace(",", ".")


def _clean_name(name: str | None) -> str:
    composed = unicodedata.normalize("NFC", PurePath((name or "").replace("\\", "/")).name)
    printable = "".join(char for char in composed if char.isprintable()).strip() or "tệp"
    path = PurePath(printable)
    return path.stem[: 200 - len(path.suffix[:10])] + path.suffix[:10]


def _store(checked: CheckedFile, folder: str) -> str:
    checked.file.seek(0)
    return store_file(checked.file.chunks(), folder=folder, extension=checked.extension)


def _wrong_kind(kind: str) -> ValidationError:
    return ValidationError(f"nội dung không đúng định dạng {kind}. Hãy mở bằng phần mềm gốc, lưu lại rồi gửi.")


def _starts_with(kind: str, *signatures: bytes) -> Callable[[UploadedFile], None]:
    def check(file: UploadedFile) -> None:
        if not file.read(16).startswith(signatures):
            raise _wrong_kind(kind)

    return check


def _check_webp(file: UploadedFile) -> None:
    head = file.read(12)
    if not (head.startswith(b"RIFF") and head[8:] == b"WEBP"):
        raise _wrong_kind("WEBP")


def _check_heic(file: UploadedFile) -> None:
    head = file.read(12)
    if head[4:8] != b"ftyp" or head[8:12] not in _HEIC_BRANDS:
        raise _wrong_kind("HEIC")


def _check_pdf(file: UploadedFile) -> None:
    content = file.read()
    if not content.startswith(b"%PDF-"):
        raise _wrong_kind("PDF")
    if b"/JavaScript" in content or b"/Launch" in content:
        raise ValidationError("tệp PDF có mã tự chạy. Hãy in lại ra PDF rồi gửi.")


def _check_text(file: UploadedFile) -> None:
    content = file.read()
    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError as error:
        raise _wrong_kind("văn bản (UTF-8)") from error
    if "\0" in text:
        raise _wrong_kind("văn bản (UTF-8)")
    _refuse_secret(text)


def _refuse_secret(text: str) -> None:
    """A document that bears a stamp of secrecy is never stored (DESIGN §6). Stamps stand on the first page."""
    if any(is_secrecy_mark(line) for line in text.splitlines()[:_FIRST_PAGE_LINES]):
        raise ValidationError("có dấu hiệu mang độ mật. Hệ thống không được lưu bí mật nhà nước. Chưa lưu gì.")


def _check_ole(file: UploadedFile) -> None:
    content = file.read()
    if not content.startswith(_OLE):
        raise _wrong_kind("Word hoặc Excel cũ")
    if _OLE_MACROS in content:
        raise ValidationError("tệp có macro. Hãy lưu lại dạng .docx hoặc .xlsx thường rồi gửi.")
    if _OLE_ENCRYPTED in content:
        raise ValidationError("tệp đặt mật khẩu. Hãy gỡ mật khẩu rồi gửi lại.")


def _holds(kind: str, needed: str) -> Callable[[UploadedFile], None]:
    """A check for a zip of parts, such as .docx: how many, which, and stamps in the `needed` one and in page heads."""

    def check(file: UploadedFile) -> None:
        if file.read(8) == _OLE:
            file.seek(0)
            _check_ole(file)
            raise _wrong_kind(kind)
        # zipfile reads the whole list of parts before it tells its length: seconds for 20 MB of list.
        if file.read().count(_ENTRY) > _MOST_ENTRIES:
            raise _abnormal_zip()
        try:
            with zipfile.ZipFile(file) as archive:
                _check_parts(archive.infolist())
                stamped = [name for name in archive.namelist() if _STAMPED.fullmatch(name)]
                beginnings = [archive.open(name).read(_BEGINNING) for name in [needed, *stamped[:_MOST_STAMPED]]]
        except BROKEN_ZIP as error:
            raise _wrong_kind(kind) from error
        for beginning in beginnings:
            paragraphs = _PARAGRAPH_END.sub("\n", beginning.decode("utf-8", errors="ignore"))
            _refuse_secret(unescape(_TAG.sub("", paragraphs)))

    return check


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.filename.lower().endswith("vbaproject.bin") or part.filename.startswith("Basic/") for part in parts):
        raise ValidationError("tệp có macro. Hãy lưu lại dạng thường, không macro, rồi gửi.")
    if any(part.flag_bits & 1 for part in parts):
        raise ValidationError("tệp đặt mật khẩu. Hãy gỡ mật khẩu rồi gửi lại.")
    if len(parts) > _MOST_ENTRIES or sum(part.file_size for part in parts) > _MOST_EXPANDED:
        raise _abnormal_zip()


def _abnormal_zip() -> ValidationError:
    return ValidationError("tệp nén bất thường. Hãy mở bằng phần mềm gốc, lưu lại rồi gửi.")


_OFFICE = "application/vnd.openxmlformats-officedocument."
_KINDS: dict[str, tuple[str, Callable[[UploadedFile], None]]] = {
    ".jpg": ("image/jpeg", _starts_with("JPG", b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _starts_with("JPG", b"\xff\xd8\xff")),
    ".png": ("image/png", _starts_with("PNG", b"\x89PNG\r\n\x1a\n")),
    ".webp": ("image/webp", _check_webp),
    ".heic": ("image/heic", _check_heic),
    ".pdf": ("application/pdf", _check_pdf),
    ".docx": (f"{_OFFICE}wordprocessingml.document", _holds("Word (.docx)", "word/document.xml")),
    ".xlsx": (f"{_OFFICE}spreadsheetml.sheet", _holds("Excel (.xlsx)", "xl/workbook.xml")),
    ".odt": ("application/vnd.oasis.opendocument.text", _holds("văn bản ODT", "content.xml")),
    ".doc": ("application/msword", _check_ole),
    ".xls": ("application/vnd.ms-excel", _check_ole),
    ".txt": ("text/plain; charset=utf-8", _check_text),
}

ACCEPTED_EXTENSIONS = tuple(_KINDS)
