"""Photographs and scans (.jpg, .png, .tif, .webp) as pages: opened with care, upright. Pure."""

import io
from collections.abc import Iterator
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


def photograph_pages(content: bytes, folder: Path, tell: Tell) -> tuple[list[Page], PictureReader]:
    """Return the pages that a picture shows (a .tif may hold several), and how sure their reading is.

    Raises UnreadableFile for pictures too large or too small, moving ones, and where nothing can be read.
    """
    reader, pages = PictureReader(folder), []
    with _open(content) as picture:
        frames = getattr(picture, "n_frames", 1)
        if frames > 1 and picture.format != "TIFF":
            raise UnreadableFile("Tệp là ảnh động. Chưa lưu gì. Hãy chụp lại văn bản thành ảnh thường rồi tải lên lại.")
        if frames > MAX_PICTURES:
            raise OversizedSource(
                f"Tệp có trên {MAX_PICTURES} trang ảnh. Chưa lưu gì. Hãy tách riêng phần kế hoạch rồi tải lên lại."
            )
        for number, page in enumerate(_frames(picture, frames), start=1):
            pages.append(reader.read(page, number, dots_per_point=max(page.size) / _PAGE_HEIGHT))
            tell(number, frames)
    return pages, reader


def _open(content: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # we measure before a single dot is decoded
    picture = Image.open(io.BytesIO(content), formats=_KINDS)
    _check_size(picture)
    return picture


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_DOTS:
        raise OversizedSource(
            "Ảnh quá lớn (trên 64 triệu điểm ảnh). Chưa lưu gì. Hãy chụp ở cỡ nhỏ hơn rồi tải lên lại."
        )
    if min(picture.size) < _SHORTEST_SIDE:
        raise UnreadableFile("Ảnh quá nhỏ, không đọc được chữ. Chưa lưu gì. Hãy chụp lại gần và rõ hơn.")


def _frames(picture: Image.Image, frames: int) -> Iterator[Image.Image]:
    for index in range(frames):
        picture.seek(index)
        _check_size(picture)
        if picture.format == "JPEG":
            picture.draft("L", (_LONG_SIDE, _LONG_SIDE))  # decoded small at once: a telephone's picture is large
        yield _grey(picture)


def _grey(picture: Image.Image) -> Image.Image:
    if "A" in picture.getbands() or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        paper.alpha_composite(shown)
        picture = paper
    grey = ImageOps.exif_transpose(picture).convert("L")
    scale = _LONG_SIDE / max(grey.size)
    return grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS)
