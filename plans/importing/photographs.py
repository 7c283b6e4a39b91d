"""Photographs and scans (.jpg, .png, .tif, .webp) as pages: opened with care, upright. Pure."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageOps

from plans.importing.pages import Page
from plans.importing.pictures import MAX_PICTURES, PictureReader
from plans.importing.source import OversizedSource, Tell, UnreadableFile

SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
MAX_DOTS = 64_000_000

_KINDS = ("JPEG", "PNG", "TIFF", "WEBP")
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"RIFF")
_LONG_SIDE = 2_400  # dots of a page's long side, about 200 an inch on A4; more only costs time
_SHORTEST_SIDE = 300
_PAGE_HEIGHT = 842.0  # points, of A4


def is_photograph(content: bytes) -> bool:
    return content.startswith(_STARTS)


def photograph_pages(contents: Sequence[bytes], folder: Path, tell: Tell) -> tuple[list[Page], PictureReader]:
    """Return the pages that pictures show (a .tif may hold several), and how sure their reading is.

    Raises UnreadableFile for pictures too large or too small, moving ones, and where nothing can be read.
    """
    reader = PictureReader(folder)
    pages: list[Page] = []
    for content in contents:
        with _open(content) as picture:
            _check_size(picture)
            frames = _count_frames(picture, len(pages))
            for page in _frames(picture, frames):
                pages.append(_read(reader, page, len(pages) + 1))
                tell(len(pages), max(len(contents), frames))
    return pages, reader


def glance(content: bytes, folder: Path) -> Page:
    """Return what stands on a picture of any size, the first of several; raises as `photograph_pages` does."""
    with _open(content) as picture:
        _check_dots(picture)
        return _read(PictureReader(folder), _shown(picture), 1)


def shorter_side(content: bytes) -> int:
    """Return how many dots the shorter side of a picture has, 0 of a file that is none."""
    try:
        with _open(content) as picture:
            return min(picture.size)
    except OSError:
        return 0


def _read(reader: PictureReader, page: Image.Image, number: int) -> Page:
    return reader.read(page, number, dots_per_point=max(page.size) / _PAGE_HEIGHT)


def _open(content: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # we measure before a single dot is decoded
    return Image.open(io.BytesIO(content), formats=_KINDS)


def _count_frames(picture: Image.Image, before: int) -> int:
    frames = getattr(picture, "n_frames", 1)
    if frames > 1 and picture.format != "TIFF":
        raise UnreadableFile("Tệp là ảnh động. Chưa lưu gì. Hãy chụp lại văn bản thành ảnh thường rồi tải lên lại.")
    if before + frames > MAX_PICTURES:
        raise OversizedSource(
            f"Tệp có trên {MAX_PICTURES} trang ảnh. Chưa lưu gì. Hãy tách riêng phần kế hoạch rồi tải lên lại."
        )
    return frames


def _check_size(picture: Image.Image) -> None:
    _check_dots(picture)
    if min(picture.size) < _SHORTEST_SIDE:
        raise UnreadableFile("Ảnh quá nhỏ, không đọc được chữ. Chưa lưu gì. Hãy chụp lại gần và rõ hơn.")


def _check_dots(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_DOTS:
        raise OversizedSource(
            "Ảnh quá lớn (trên 64 triệu điểm ảnh). Chưa lưu gì. Hãy chụp ở cỡ nhỏ hơn rồi tải lên lại."
        )


def _frames(picture: Image.Image, frames: int) -> Iterator[Image.Image]:
    for index in range(frames):
        picture.seek(index)
        _check_size(picture)
        yield _shown(picture)


def _shown(picture: Image.Image) -> Image.Image:
    """The picture as it is now, grey and of a page's size."""
    if picture.format == "JPEG":
        picture.draft("L", (_LONG_SIDE, _LONG_SIDE))  # decoded small at once: a telephone's picture is large
    return _grey(picture)


def _grey(picture: Image.Image) -> Image.Image:
    if "A" in picture.getbands() or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        paper.alpha_composite(shown)
        picture = paper
    grey = ImageOps.exif_transpose(picture).convert("L")
    scale = _LONG_SIDE / max(grey.size)
    return grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS)
