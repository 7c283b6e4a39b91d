"""Files made to hurt whoever opens them: each is told off in words, keeps nothing, harms nobody (TRUST.md P7)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from tests.plans.importing.documents import changed, with_body, with_part, word_file

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">]><a>&b;</a>'
OUTSIDE = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://example.org/x" TargetMode="External"/></Relationships>'
)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"


def archive(*entries: tuple[str, bytes], flags: int = 0) -> bytes:
    """A zip file; doubled names are kept, `flags` are set for every entry."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in entries:
            information = zipfile.ZipInfo(name)
            information.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(information, part)
    content = bytearray(stream.getvalue())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while flags and place >= 0:
            content[place + at] |= flags
            place = content.find(signature, place + 4)
    return bytes(content)


def open_document(text: bytes = b"", *entries: tuple[str, bytes]) -> bytes:
    """A small .odt whose first entry says, uncompressed, what it is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", OPEN_DOCUMENT)
        for name, part in (("content.xml", text), *entries):
            packed.writestr(name, part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of numbered objects without a table of them: readers build one."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< " + trailer + b" >>\n%%EOF"


def one_page(extra: bytes = b"", page: bytes = b"") -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % page,
    )


def png(width: int, height: int, dots: bytes = b"") -> bytes:
    """A PNG that says it is `width` × `height`, whatever it holds."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(dots)) + chunk(b"IEND", b"")


def moving_picture() -> bytes:
    frames = [Image.new("L", (400, 400), shade) for shade in range(100)]
    stream = io.BytesIO()
    frames[0].save(stream, "WEBP", save_all=True, append_images=frames[1:], duration=10)
    return stream.getvalue()


def many_pages() -> bytes:
    page = Image.new("1", (400, 400))
    stream = io.BytesIO()
    page.save(stream, "TIFF", save_all=True, append_images=[page] * 150, compression="group4")
    return stream.getvalue()


def nested_zip() -> bytes:
    """Ten files of ten files of zeros, each zip inside the next."""
    inner = b"0" * 10_000_000
    for _ in range(4):
        inner = archive(*[(f"{number}.zip", inner) for number in range(3)])
    return archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<a/>"), ("x.zip", inner))


def truncated(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


RTF = b"{\\rtf1\\ansi K\\'ea ho\\'b9ch %s}"

# name of the file → what it holds; the key says what is wrong with it
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb": ("a.docx", lambda: with_part("word/big.bin", b"0" * 60_000_000)),
    "zip in zip in zip": ("a.docx", nested_zip),
    "entity": ("a.docx", lambda: with_part("word/extra.xml", DOCTYPE % b"c" * 100)),
    "entity in UTF-16": ("a.docx", lambda: with_part("word/extra.xml", (DOCTYPE % b"c").decode().encode("utf-16"))),
    "template from elsewhere": (
        "a.docx", lambda: with_part("word/_rels/settings.xml.rels", OUTSIDE % b"attachedTemplate")),
    "picture from elsewhere": ("a.docx", lambda: with_part("word/_rels/header1.xml.rels", OUTSIDE % b"image")),
    "OLE object": ("a.docx", lambda: with_part("word/_rels/x.xml.rels", (OUTSIDE % b"oleObject").replace(
        b' TargetMode="External"', b""))),
    "macro": ("a.docx", lambda: with_part("word/vbaProject.bin", b"1")),
    "doubled entries": ("a.docx", lambda: archive(
        ("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>"), ("WORD/document.xml", b"<b/>"))),
    "absolute entry": ("a.docx", lambda: with_part("/etc/passwd", b"1")),
    "entry above the folder": ("a.docx", lambda: with_part("../../evil.xml", b"1")),
    "encrypted entries": ("a.docx", lambda: archive(("[Content_Types].xml", b"<a/>"), flags=1)),
    "encrypted Word file": (
        "a.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")),
    "deep XML": ("a.docx", lambda: with_body(b"<w:ins>" * 5000 + b"</w:ins>" * 5000)),
    "300,000 paragraphs": ("a.docx", lambda: with_body(b"<w:p/>" * 300_000)),
    "truncated .docx": ("a.docx", lambda: truncated(word_file("I. NỘI DUNG"))),
    "3,000 entries": ("a.docx", lambda: changed(
        word_file("a"), lambda parts: parts | {f"x/{number}": b"" for number in range(3_000)})),
    "old Word file with macros": (
        "a.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "_VBA_PROJECT".encode("utf-16-le")),
    "junk called .doc": ("a.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 40),
    ".rtf with an OLE object": ("a.rtf", lambda: RTF % (b"{\\object\\objemb{\\*\\objdata 0105}}")),
    ".rtf with a template from elsewhere": ("a.rtf", lambda: RTF % b"{\\*\\template http://example.org/x.dotm}"),
    ".odt bomb": ("a.odt", lambda: open_document(b" " * 60_000_000)),
    ".odt with a macro": ("a.odt", lambda: open_document(b"<a/>", ("Basic/Standard/Module1.xml", b"<a/>"))),
    ".odt linked to a file of the server": ("a.odt", lambda: open_document(
        b'<a><text:section-source xlink:href="file:///etc/passwd"/></a>')),
    "truncated PDF": ("a.pdf", lambda: truncated(one_page())),
    "PDF with a script": ("a.pdf", lambda: one_page(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
    "encrypted PDF": ("a.pdf", lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (%s) /U (%s) >>" % (b"o" * 32, b"u" * 32),
        trailer=b"/Root 1 0 R /Encrypt 3 0 R /ID [(a)(a)]")),
    "PDF of ten million pages": ("a.pdf", lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 10000000 >>",
        b"<< /Type /Page /Parent 2 0 R >>")),
    "PDF whose pages hold each other": ("a.pdf", lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>")),
    "PDF nested 20,000 deep": ("a.pdf", lambda: one_page(b"/X " + b"[" * 20_000 + b"]" * 20_000)),
    "truncated PNG": ("a.png", lambda: truncated(png(800, 800, b"\x00" * 900_000))),
    "PNG of three billion dots": ("a.png", lambda: png(60_000, 50_000)),
    "PNG bomb": ("a.png", lambda: png(7_900, 7_900, b"\x00" * (7_901 * 7_900))),
    "moving picture": ("a.webp", moving_picture),
    "150 pages in one picture": ("a.tif", many_pages),
    "text of 11 MB": ("a.txt", lambda: b"a " * 5_500_000),
    "one line of 9 MB": ("a.txt", lambda: b"x" * 9_000_000),
    "zeros in a text": ("a.txt", lambda: b"K\xe1\xba\xbf ho\xe1\xba\xa1ch\x00\x00abc" * 20),
    "PDF called .docx": ("a.docx", one_page),
    "program called .txt": ("a.txt", lambda: b"MZ\x90\x00" + bytes(range(256)) * 40),
    "zip that is a PDF too": ("a.pdf", lambda: word_file("I. NỘI DUNG")[:4] + one_page()),
}  # fmt: skip
