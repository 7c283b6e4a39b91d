"""What a .docx or .odt may hold, checked with zipfile before any document reader opens it. Pure.

Source of the limits: TRUST.md §5.2.
"""

import re
import zipfile
from io import BytesIO

from plans.importing.source import OversizedSource, UnreadableFile

MAX_ENTRIES = 2_000
MAX_EXPANDED = 100 * 1024 * 1024
MAX_XML_PART = 20 * 1024 * 1024
MAX_RATIO = 100
MAX_PARAGRAPHS = 20_000

_CHUNK = 1024 * 1024
_SMALL = 1024 * 1024
_ENCRYPTED = 0x1
_MACROS = re.compile(r"vbaproject|^(?:Basic|Scripts)/", re.IGNORECASE)
_OBJECT = re.compile(r"^Object(?:Replacements/| \d+)", re.IGNORECASE)
_PASSWORD = re.compile(rb"<(?:\w+:)?encryption-data")
_LINKED = re.compile(
    rb"<(?:\w+:)?(?:image|object|object-ole|section-source|plugin|applet|floating-frame|dde-connection-decl)\s[^<>]{0,4000}?"
    rb"(?:xlink:)?href\s*=\s*[\"'](?:[a-z][a-z0-9+.-]*:|/|\.\./)",
    re.IGNORECASE,
)
_OPEN_PARTS = ("content.xml", "styles.xml")
_PARAGRAPH = re.compile(rb"<(?:\w+:)?[ph][\s/>]")
_FOREIGN = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]{0,4000}>")
_EMBEDDED = re.compile(rb"relationships/(?:oleObject|frame|subDocument|aFChunk|vbaProject|control)[\"']", re.IGNORECASE)

_SAVE_AGAIN = "Chưa lưu gì. Hãy mở bằng Word, chọn Lưu thành… .docx rồi tải lên lại, hoặc dán nội dung vào ô."


class BrokenArchive(UnreadableFile):
    """A .docx or .odt that is no sound archive, or holds what we do not open."""


def check_archive(content: bytes) -> None:
    """Raise UnreadableFile unless `content` is a sound, plain .docx of a size that we read.

    Refused: broken, encrypted, with doubled or escaping entry names, bombs (entries, expanded size, ratio, XML part,
    paragraphs), DOCTYPE, macros, OLE, and anything fetched from elsewhere except hyperlinks.
    """
    _check(content, "[Content_Types].xml", "văn bản Word (.docx)")


def check_open_document(content: bytes) -> None:
    """Raise UnreadableFile unless `content` is a sound, plain .odt of a size that we read; refused as in a .docx."""
    _check(content, "content.xml", "văn bản OpenDocument (.odt)")


def _check(content: bytes, heart: str, kind: str) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        _check_names(entries)
        if heart not in archive.namelist():
            raise BrokenArchive(f"Tệp không phải là {kind}. {_SAVE_AGAIN}")
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_EXPANDED:
            raise _bomb()
        expanded = paragraphs = 0
        for entry in entries:
            part = _read_part(archive, entry)
            expanded += len(part)
            paragraphs += _check_part(entry.filename, part)
            if expanded > MAX_EXPANDED or expanded > MAX_RATIO * max(len(content), _SMALL):
                raise _bomb()
            if paragraphs > MAX_PARAGRAPHS:
                raise OversizedSource(
                    "Tệp có quá nhiều đoạn văn so với một kế hoạch (trên 20.000). Chưa lưu gì. "
                    "Hãy tách riêng phần kế hoạch rồi tải lên lại."
                )


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableFile("Tệp đặt mật khẩu. Chưa lưu gì. Hãy gỡ mật khẩu trong Word rồi tải lên lại.")
    if any(_MACROS.search(name) for name in names):
        raise UnreadableFile("Tệp có macro. Chưa lưu gì. Hãy lưu lại dạng .docx thường rồi tải lên lại.")
    escapes = any(name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name for name in names)
    if any(_OBJECT.search(name) for name in names):
        raise BrokenArchive(f"Tệp có nhúng đối tượng hoặc trỏ tới mẫu, ảnh ở nơi khác. {_SAVE_AGAIN}")
    if escapes or len({name.lower() for name in names}) != len(names):
        raise BrokenArchive(f"Tệp có cấu trúc bất thường. {_SAVE_AGAIN}")


def _read_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return an entry's bytes, counted while reading: the size written in the archive may lie."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    limit = MAX_XML_PART if is_xml else MAX_EXPANDED
    chunks, size = [], 0
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > limit or size > MAX_RATIO * max(entry.compress_size, _SMALL // MAX_RATIO):
                raise _bomb()
            chunks.append(chunk)
    return b"".join(chunks)


def _check_part(name: str, part: bytes) -> int:
    """Return how many paragraphs an XML part holds; raise BrokenArchive for what we do not parse."""
    if not name.lower().endswith((".xml", ".rels")):
        return 0
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        part = part.decode("utf-16").encode()
    if b"<!DOCTYPE" in part.upper() or b"<!ENTITY" in part.upper():
        raise BrokenArchive(f"Tệp có cấu trúc bất thường. {_SAVE_AGAIN}")
    if name.lower().endswith(".rels"):
        for relationship in _RELATIONSHIP.findall(part):
            is_link = b"relationships/hyperlink" in relationship
            if _EMBEDDED.search(relationship) or (_FOREIGN.search(relationship) and not is_link):
                raise BrokenArchive(f"Tệp có nhúng đối tượng hoặc trỏ tới mẫu, ảnh ở nơi khác. {_SAVE_AGAIN}")
    if _PASSWORD.search(part):
        raise UnreadableFile("Tệp đặt mật khẩu. Chưa lưu gì. Hãy gỡ mật khẩu rồi tải lên lại.")
    if name in _OPEN_PARTS and _LINKED.search(part):
        raise BrokenArchive(f"Tệp có nhúng đối tượng hoặc trỏ tới mẫu, ảnh ở nơi khác. {_SAVE_AGAIN}")
    return len(_PARAGRAPH.findall(part)) if name.startswith("word/") or name in _OPEN_PARTS else 0


def _bomb() -> OversizedSource:
    return OversizedSource(f"Tệp nén bất thường. {_SAVE_AGAIN}")
