"""Where and how text stands on a drawn page, measured in the PDF itself."""

import ctypes
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

MM_PER_POINT = 25.4 / 72
LINE_EMS = 1.1074  # ascent and descent of Liberation Serif


@dataclass(frozen=True)
class Drawn:
    """A piece of text: edges in mm from the left and the top of the page, size in pt, name of its font."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def weight(self) -> str:
        """Regular, Bold, Italic or Bold-Italic."""
        return self.font.partition("Liberation-Serif")[2].strip("-") or "Regular"


def structure_elements(node: dict, above: dict | None = None) -> Iterator[tuple[dict, dict | None]]:
    """Every element of a structure tree read by pypdf, with the one above it, in the order of reading."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element, above
            yield from structure_elements(element, element)


class DrawnPages:
    """A PDF opened for measuring; use it in a with statement."""

    def __init__(self, pdf: bytes):
        self.stack = ExitStack()
        self.document = self._kept(pdfium.PdfDocument(pdf))
        self.pages = [self._kept(self.document[number]) for number in range(len(self.document))]
        self.texts = [self._kept(page.get_textpage()) for page in self.pages]

    def __enter__(self) -> "DrawnPages":
        return self

    def __exit__(self, *error) -> None:
        self.stack.close()

    def _kept(self, thing):
        self.stack.callback(thing.close)
        return thing

    def text(self, page: int) -> str:
        return self.texts[page].get_text_range().replace("\r\n", "\n")

    def pages_with(self, words: str) -> list[int]:
        return [number for number in range(len(self.pages)) if words in self.text(number)]

    def find(self, words: str, page: int = 0) -> Drawn:
        """The first place of some words, which must stand on one line."""
        hit = next(self.find_all(words, page), None)
        assert hit is not None, f"{words!r} is not on page {page + 1}: {self.text(page)!r}"
        return hit

    def find_all(self, words: str, page: int = 0) -> Iterator[Drawn]:
        """Every place of some words on a page, in the order of reading."""
        text = self.texts[page]
        searcher = text.search(words, match_case=True)
        try:
            while (hit := searcher.get_next()) is not None:
                yield self._drawn(page, *hit)
        finally:
            searcher.close()

    def _drawn(self, page: int, first: int, count: int) -> Drawn:
        text, height = self.texts[page], self.pages[page].get_height()
        start, end = text.get_charbox(first, loose=True), text.get_charbox(first + count - 1, loose=True)
        return Drawn(
            left=start[0] * MM_PER_POINT,
            right=end[2] * MM_PER_POINT,
            top=(height - start[3]) * MM_PER_POINT,
            bottom=(height - start[1]) * MM_PER_POINT,
            size=(start[3] - start[1]) / LINE_EMS,
            font=self._font(text, first),
        )

    @staticmethod
    def _font(text, place: int) -> str:
        name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, place, name, 100, flags)
        return name.value.decode()
