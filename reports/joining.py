"""Join the pieces of a long paper into one PDF with page numbers, bookmarks, title and language. Pure.

pypdf keeps no structure tree, so pieces and what is joined of them are PLAIN, and say so: archival (PDF/A-3u), every
letter known, not tagged. All that the catalog of the first piece says (title, language, color, variant) holds for the
whole.
"""

import hashlib
import io
from collections.abc import Sequence
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    StreamObject,
)

from reports.press import PLAIN, Job, Tell, print_pdf, unheard

Above = IndirectObject | None  # the bookmark under which others stand
NUMBER_FONT = "DanVan"  # what the fonts of page numbers are called on a page that has fonts of its own
_UPRIGHT, _ACROSS = '<section class="annex">', '<section class="annex landscape">'
_PAGE = '{}<div class="blank-page"></div></section>'


def join(pieces: Sequence[bytes], sheets: tuple[str, ...], is_duplex: bool = False, tell: Tell = unheard) -> bytes:
    """One file of pieces; those after the first come without page numbers and get them here, by the same `sheets`.

    Where paper is printed on both sides every piece starts on a front side. Raises ValueError if the pages of numbers
    do not match.
    """
    read = [PdfReader(io.BytesIO(piece)) for piece in pieces]
    writer = _put_together(read, is_duplex, is_one=True)
    _number(writer, len(read[0].pages), sheets, tell)
    return _written(writer, pieces)


def bind(papers: Sequence[bytes], is_duplex: bool = False, tell: Tell = unheard) -> bytes:
    """One file of whole papers, to be printed together; each keeps its page numbers and its own bookmarks."""
    tell(1)
    read = [PdfReader(io.BytesIO(paper)) for paper in papers]
    return _written(_put_together(read, is_duplex, is_one=False), papers)


def _put_together(read: Sequence[PdfReader], is_duplex: bool, *, is_one: bool) -> PdfWriter:
    """The pages one after the other; bookmarks of later files stand under the first where they are one paper."""
    first, *others = read
    writer = PdfWriter(clone_from=first)
    writer.root_object.pop("/Outlines", None)
    title = _take_bookmarks(writer, first, 0, None)
    for other in others:
        if is_duplex and len(writer.pages) % 2:
            writer.add_blank_page()
        start = len(writer.pages)
        writer.append(other, import_outline=False)
        _take_bookmarks(writer, other, start, title if is_one else None)
    return writer


def _take_bookmarks(writer: PdfWriter, piece: PdfReader, start: int, above: Above) -> Above:
    """Bookmarks of a piece whose first page is page `start`, all under `above`. Return the first of them."""
    taken: list[Above] = []

    def take(entries: list[Any], parent: Above) -> None:
        last = parent
        for entry in entries:
            if isinstance(entry, list):
                take(entry, last)
                continue
            page = start + (piece.get_destination_page_number(entry) or 0)
            place = Fit.xyz(left=entry.left, top=entry.top)
            last = writer.add_outline_item(title=entry.title or "", page_number=page, parent=parent, fit=place)
            taken.append(last)

    take(piece.outline, above)
    return taken[0] if taken else None


def _number(writer: PdfWriter, first: int, sheets: tuple[str, ...], tell: Tell) -> None:
    """Lay the page numbers over the pages after the first piece, each as the sheets place it on such a page."""
    shapes = [_ACROSS if page.mediabox.width > page.mediabox.height else _UPRIGHT for page in writer.pages]
    markup = '<html lang="vi"><body>' + "".join(map(_PAGE.format, shapes)) + "</body></html>"
    numbers = PdfReader(io.BytesIO(print_pdf(Job(markup, sheets, PLAIN), tell)))
    if len(numbers.pages) != len(writer.pages):
        raise ValueError(f"{len(numbers.pages)} numbers for {len(writer.pages)} pages")
    fonts: dict[str, IndirectObject] = {}
    for page, number in list(zip(writer.pages, numbers.pages, strict=True))[first:]:
        _lay_over(writer, page, number, fonts)


def _lay_over(writer: PdfWriter, page: PageObject, number: Any, fonts: dict[str, IndirectObject]) -> None:
    """Draw a page number after all else on a page, without taking the page's own content apart."""
    drawn = number["/Contents"].get_object().get_data()
    resources: Any = page["/Resources"]
    have = resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()
    for name, font in number["/Resources"]["/Font"].items():
        if name not in fonts:
            fonts[name] = writer._add_object(font.get_object().clone(writer))
        new = f"/{NUMBER_FONT}{name[1:]}"
        have[NameObject(new)] = fonts[name]
        drawn = drawn.replace(f"{name} ".encode(), f"{new} ".encode())
    own = [page.raw_get("/Contents")] if "/Contents" in page else []
    streams = [_stream(writer, b"q"), *own, _stream(writer, b"Q\n" + drawn)]
    page[NameObject("/Contents")] = ArrayObject(streams)


def _stream(writer: PdfWriter, content: bytes) -> IndirectObject:
    stream: StreamObject = DecodedStreamObject()
    stream.set_data(content)
    return writer._add_object(stream)


def _written(writer: PdfWriter, pieces: Sequence[bytes]) -> bytes:
    """The bytes of the file, its identifier made of the pieces, so that the same pieces give the same file."""
    digest = ByteStringObject(hashlib.md5(b"".join(pieces), usedforsecurity=False).digest())
    writer._ID = ArrayObject([digest, digest])
    writer.pdf_header = "%PDF-1.7"
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
