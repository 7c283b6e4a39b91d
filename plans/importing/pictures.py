"""Scanned pages and photographs as pages, through Tesseract's Vietnamese model where installed. Pure.

What a machine reads from a picture is never certain: every such page leaves a finding (DEPENDENCIES.md §5).
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from orgs.text import fold
from plans.importing.grids import Cell, Grid
from plans.importing.pages import COLUMN_GAP, Page, Row, table_rows
from plans.importing.programs import find_program, run
from plans.importing.rulings import (
    cut_cells,
    even_light,
    find_rulings,
    has_ink,
    is_one_sign,
    set_below,
    set_beside,
    straighten,
    whiten,
)
from plans.importing.source import FROM_PICTURE, EmptySource, Finding, NoPictureReader, SecretDocument, clean

MAX_PICTURES = 100

_SECONDS = 60
_MEGABYTES = 1_500
_SURE = 60.0  # of 100: below, a page may stand on its side
_DOUBTFUL = 75.0
_NOISE = 25.0
_SIGNS_A_LINE = 40
_STAMPS = re.compile(r"(?:TOI|TUYET|)MAT")
_TURN = re.compile(rb"Rotate: (90|180|270)")
_TURNS = {b"90": Image.Transpose.ROTATE_270, b"180": Image.Transpose.ROTATE_180, b"270": Image.Transpose.ROTATE_90}
_NOT_INSTALLED = (
    "Tệp là bản chụp (ảnh), không có chữ để đọc, mà máy chủ chưa cài phần đọc chữ từ ảnh. Chưa lưu gì. "
    "Hãy dán nội dung kế hoạch vào ô, hoặc tải lên bản .docx. Quản trị có thể cài gói tesseract-ocr-vie."
)
_NOTHING = (
    "Không đọc được chữ nào trong ảnh. Chưa lưu gì. Hãy chụp lại cho rõ, thẳng và đủ sáng, "
    "hoặc tải lên bản .docx, hoặc dán nội dung vào ô."
)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word that Tesseract read: its box in dots, how sure it is (0 to 100), the line it belongs to."""

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float
    line: tuple[str, ...]


@dataclass(slots=True)
class PictureReader:
    """Reads pages one at a time; remembers which came from pictures, and which could not be read or not well."""

    folder: Path
    numbers: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)

    def read(self, picture: Image.Image, number: int, dots_per_point: float) -> Page:
        """Return the page that a grey picture shows; an empty one where nothing can be read.

        Raises NoPictureReader where Tesseract is not installed, SecretDocument for a stamp.
        """
        if not _is_installed(self.folder):
            raise NoPictureReader(_NOT_INSTALLED)
        if not has_ink(picture):
            return Page()
        self.numbers.append(number)
        picture = straighten(even_light(picture))
        page, words = self._read(picture, dots_per_point)
        if _sureness(words) < _SURE and (turned := self._turned(picture)) is not None:
            picture = straighten(turned)
            page, words = self._read(picture, dots_per_point)
        self._judge(words, number)
        _refuse_stamps(page)
        if number == 1:
            self._refuse_stamp_in_head(picture)
        return page

    def note_text_behind_picture(self, number: int) -> None:
        """Remember a page whose picture came with text that another machine had read."""
        self.numbers.append(number)

    def findings(self) -> tuple[Finding, ...]:
        """What a person must know of the pages read from pictures. Raises EmptySource if none could be read."""
        if not self.numbers:
            return ()
        if len(self.unread) == len(self.numbers):
            raise EmptySource(_NOTHING)
        found = [
            Finding(
                FROM_PICTURE,
                f"{_pages(self.numbers)} do máy đọc từ ảnh, có thể sai chữ, sai dấu, sai số. "
                "Mời so từng chỗ với bản gốc, nhất là tên đơn vị, ngày tháng và con số.",
            )
        ]
        if self.unread:
            words = "là ảnh mà máy không đọc được. Mời xem bản gốc và nhập thêm phần còn thiếu."
            found.append(Finding("page_unreadable", f"{_pages(self.unread)} {words}"))
        if self.doubtful:
            words = "chụp mờ hoặc nhòe, nhiều chữ máy đọc không chắc. Mời so kỹ với bản gốc."
            found.append(Finding("page_doubtful", f"{_pages(self.doubtful)} {words}"))
        return tuple(found)

    def _read(self, picture: Image.Image, scale: float) -> tuple[Page, list[_Word]]:
        grids = find_rulings(picture)
        words = self._words(whiten(picture, grids), "3")
        rows = list(_rows(words, scale))
        for grid in grids:
            texts, inside = self._cells(picture, grid)
            table = table_rows(grid, texts, scale)
            at = next((index for index, row in enumerate(rows) if row.top * scale > grid.top), len(rows))
            rows[at:at] = table
            words += inside
        return Page(rows), words

    def _cells(self, picture: Image.Image, grid: Grid) -> tuple[dict[Cell, str], list[_Word]]:
        """Return the text of each cell. Cells are cut out and read together: signs in a line, the others in a pile."""
        cuts = cut_cells(picture, grid)
        signs = [cut for cut in cuts if is_one_sign(cut[1])]
        others = [cut for cut in cuts if not is_one_sign(cut[1])]
        found: dict[Cell, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
        words: list[_Word] = []
        if others:
            paper, places = set_below(others)
            words += self._put(found, places, self._words(paper, "6"), lambda word: word.top + word.height / 2)
        for first in range(0, len(signs), _SIGNS_A_LINE):
            paper, places = set_beside(signs[first : first + _SIGNS_A_LINE])
            words += self._put(found, places, self._words(paper, "7"), lambda word: word.left + word.width / 2)
        texts = {cell: clean(" ".join(" ".join(line) for line in lines.values())) for cell, lines in found.items()}
        return texts, words

    @staticmethod
    def _put(
        found: dict[Cell, dict[tuple[str, ...], list[str]]],
        places: list[tuple[Cell, int, int]],
        words: list[_Word],
        middle: Callable[[_Word], float],
    ) -> list[_Word]:
        """Put words into the cells where they stand; return them."""
        for word in words:
            for cell, start, end in places:
                if start <= middle(word) < end:
                    found[cell][word.line].append(word.text)
        return words

    def _words(self, picture: Image.Image, layout: str) -> list[_Word]:
        command = [_tesseract(), "stdin", "stdout", "-l", "vie", "--dpi", "200", "--psm", layout, "tsv"]
        printed = run(command, folder=self.folder, seconds=_SECONDS, megabytes=_MEGABYTES, sent=_bitmap(picture))
        return list(_read_words(printed.decode(errors="replace"))) if printed else []

    def _turned(self, picture: Image.Image) -> Image.Image | None:
        """Return the picture upright where Tesseract sees that it stands on its side or its head."""
        command = [_tesseract(), "stdin", "stdout", "-l", "osd", "--dpi", "200", "--psm", "0"]
        printed = run(command, folder=self.folder, seconds=_SECONDS, megabytes=_MEGABYTES, sent=_bitmap(picture))
        found = _TURN.search(printed or b"")
        return picture.transpose(_TURNS[found[1]]) if found else None

    def _refuse_stamp_in_head(self, picture: Image.Image) -> None:
        """Look once more for a stamp where it stands: in a frame, layout analysis may take it for a drawing."""
        head = picture.crop((0, 0, picture.width, picture.height * 2 // 5))
        _refuse_stamps(Page(list(_rows(self._words(head, "11"), 1.0))))

    def _judge(self, words: list[_Word], number: int) -> None:
        if not any(char.isalnum() for word in words for char in word.text):
            self.unread.append(number)
        elif _sureness(words) < _DOUBTFUL:
            self.doubtful.append(number)


def _is_installed(folder: Path) -> bool:
    program = find_program("tesseract")
    if program is None:
        return False
    listed = run([program, "--list-langs"], folder=folder, seconds=_SECONDS, megabytes=_MEGABYTES) or b""
    return b"vie" in listed.split()


def _tesseract() -> str:
    return find_program("tesseract") or "tesseract"


def _bitmap(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PPM")
    return stream.getvalue()


def _read_words(table: str) -> Iterator[_Word]:
    """Read Tesseract's table of words (tsv)."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = clean(row["text"] or "").strip()
        if row["level"] == "5" and text and float(row["conf"]) >= _NOISE:
            left, top, width, height = (int(row[side]) for side in ("left", "top", "width", "height"))
            line = (row["block_num"], row["par_num"], row["line_num"])
            yield _Word(text, left, top, width, height, float(row["conf"]), line)


def _rows(words: list[_Word], scale: float) -> Iterator[Row]:
    """Put words into printed lines, a tab where two columns stand apart."""
    lines: dict[tuple[str, ...], list[_Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    for line in lines.values():
        text, right = "", 0
        for word in sorted(line, key=lambda word: word.left):
            if text:
                text += "\t" if word.left - right > COLUMN_GAP * scale else " "
            text, right = text + word.text, word.left + word.width
        if any(char.isalnum() for char in text):
            yield Row(
                clean(text.strip("|").strip()),
                min(word.left for word in line) / scale,
                min(word.top for word in line) / scale,
            )


def _sureness(words: list[_Word]) -> float:
    """Return how sure Tesseract is of a page, 0 to 100, long words counting more."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def _refuse_stamps(page: Page) -> None:
    """Raise SecretDocument for a stamp read without its marks: "MAT", "TÓI MÂT" alone, in capitals.

    Better one letter refused too many: a machine that reads pictures loses marks first.
    """
    for row in page.rows:
        for part in re.split(r"\t|\|", row.text):
            letters = re.sub(r"[\W\d_]", "", part)
            if letters.isupper() and _STAMPS.fullmatch(fold(letters).upper()):
                raise SecretDocument


def _pages(numbers: list[int]) -> str:
    return f"Trang {', '.join(map(str, numbers))}"
