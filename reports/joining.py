"""Join the pieces of a long paper into one PDF/A-3a with one structure, bookmarks and page numbers. Pure.

All that the catalog of the first piece says (title, language, color, variant) holds for the whole.
"""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Name, OutlineItem, Page, Pdf

from reports.press import UNTAGGED, Job, Tell, print_pdf, unheard

NUMBER_FONT = "DanVan"  # what the fonts of page numbers are called on a page that has fonts of its own
_UPRIGHT, _ACROSS = '<section class="annex">', '<section class="annex landscape">'
_PAGE = '{}<div class="blank-page"></div></section>'
_GO_ON = "@page :first { counter-reset: page %d; @top-center { content: counter(page) } }"
_ASIDE = b"Q\n/Artifact <</Type /Pagination>> BDC\n%s\nEMC"  # no part of the text that is read aloud


def print_numbers(
    pieces: Sequence[bytes],
    sheets: tuple[str, ...],
    is_duplex: bool = False,
    share: int = 0,
    shares: int = 1,
    tell: Tell = unheard,
) -> bytes:
    """A file of page numbers alone, for one of `shares` parts of the pages that `join` will make of the pieces.

    They are placed by the same `sheets`. Where paper is printed on both sides a part begins on a front side.
    """
    shapes: list[str] = []
    for file in _opened(pieces):
        if is_duplex and len(shapes) % 2:
            shapes.append(shapes[-1])
        boxes = [page.mediabox for page in file.pages]
        shapes += [_ACROSS if width > height else _UPRIGHT for _, _, width, height in boxes]
    sides = 2 if is_duplex else 1
    length = math.ceil(len(shapes) / sides / shares) * sides
    start = share * length
    pages = "".join(map(_PAGE.format, shapes[start : start + length]))
    markup = f'<html lang="vi"><body>{pages}</body></html>'
    return print_pdf(Job(markup, (*sheets, _GO_ON % (start + 1)) if start else sheets, variant=UNTAGGED), tell)


def join(pieces: Sequence[bytes], numbers: Sequence[bytes], is_duplex: bool = False, tell: Tell = unheard) -> bytes:
    """One file of pieces; those after the first come without page numbers and get them from all of `print_numbers`.

    Where paper is printed on both sides every piece starts on a front side. Raises ValueError if the pages of numbers
    do not match.
    """
    tell(1)
    with Pdf.open(io.BytesIO(pieces[0])) as first:
        numbered = len(first.pages)
        _append(first, _opened(pieces[1:]), is_duplex, is_one=True)
        _number(first, numbered, numbers)
        return _written(first)


def bind(papers: Sequence[bytes], is_duplex: bool = False, tell: Tell = unheard) -> bytes:
    """One file of whole papers, to be printed together; each keeps its page numbers and its own bookmarks."""
    tell(1)
    with Pdf.open(io.BytesIO(papers[0])) as first:
        _append(first, _opened(papers[1:]), is_duplex, is_one=False)
        return _written(first)


def _opened(files: Iterable[bytes]) -> Iterator[Pdf]:
    """One after the other, since each takes as much memory as its pages."""
    for file in files:
        with Pdf.open(io.BytesIO(file)) as opened:
            yield opened


def _append(first: Pdf, others: Iterable[Pdf], is_duplex: bool, *, is_one: bool) -> None:
    """The pages one after the other; bookmarks of later files stand under the first where they are one paper."""
    with first.open_outline() as outline:
        above = outline.root[0].children if is_one and outline.root else outline.root
        for other in others:
            if is_duplex and len(first.pages) % 2:
                _, _, width, height = first.pages[-1].mediabox
                first.add_blank_page(page_size=(float(width), float(height)))
            start = len(first.pages)
            first.pages.extend(other.pages)
            _append_structure(first, other, start)
            with other.open_outline() as theirs:
                above.extend(_moved(theirs.root, other, start))


def _append_structure(first: Pdf, other: Pdf, start: int) -> None:
    """Let the structure tree go on: each page knows its own by its place in the file."""
    tree: Any = first.Root.StructTreeRoot
    theirs: Any = first.copy_foreign(other.Root.StructTreeRoot)
    places = theirs.ParentTree.Nums
    for at in range(0, len(places), 2):
        tree.ParentTree.Nums.extend([int(places[at]) + start, places[at + 1]])
    for page in first.pages[start:]:
        page.StructParents = int(page.StructParents) + start
    document = tree.K[0]
    for part in theirs.K[0].K:
        part.P = document
        document.K.append(part)


def _moved(entries: Iterable[OutlineItem], other: Pdf, start: int) -> Iterator[OutlineItem]:
    """Bookmarks of a file whose first page has become page `start`."""
    for entry in entries:
        destination: Any = entry.destination
        page, _, left, top, *_ = destination
        place: Any = Page(page).index
        moved = OutlineItem(entry.title, place + start, "XYZ", left=float(left), top=float(top))
        moved.children.extend(_moved(entry.children, other, start))
        yield moved


def _number(file: Pdf, numbered: int, numbers: Sequence[bytes]) -> None:
    """Lay the page numbers over the pages after the first piece."""
    start = 0
    for share, laid_over in enumerate(_opened(numbers)):
        fonts: dict[str, pikepdf.Object] = {}
        for place, number in enumerate(laid_over.pages, start):
            if numbered <= place < len(file.pages):
                _lay_over(file, file.pages[place], number, f"{NUMBER_FONT}{share}", fonts)
        start += len(laid_over.pages)
    if start != len(file.pages):
        raise ValueError(f"{start} numbers for {len(file.pages)} pages")


def _lay_over(file: Pdf, page: Page, number: Page, family: str, fonts: dict[str, pikepdf.Object]) -> None:
    """Draw a page number after all else on a page, without taking the page's own content apart.

    `fonts` are those already taken over, which the pages call after their `family`.
    """
    drawn = number.Contents.read_bytes()
    if Name.Font not in page.Resources:
        page.Resources.Font = pikepdf.Dictionary()
    for name, font in number.Resources.Font.items():
        if name not in fonts:
            fonts[name] = file.copy_foreign(font)
        new = f"/{family}{name[1:]}"
        page.Resources.Font[new] = fonts[name]
        drawn = drawn.replace(f"{name} ".encode(), f"{new} ".encode())
    page.contents_add(b"q", prepend=True)
    page.contents_add(_ASIDE % drawn)


def _written(file: Pdf) -> bytes:
    """The bytes of the file, its identifier made of its content, so that the same pieces give the same file."""
    written = io.BytesIO()
    file.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
