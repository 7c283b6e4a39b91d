"""What a picture of a page shows before any letter is read: its slope, its shades, the lines ruled on it. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageOps

from plans.importing.grids import Cell, Grid, Rule, find_grids

_SHADE = 16
_DARK = 140
_RULED = 190  # a thin line in a poor copy is no more than grey
_INK = 0.0004  # of a page's dots
_STEEPEST = 4.0  # degrees
_SMALL_SIDE = 800
_RUN = re.compile(rb"[\xd8-\xff]+")  # dark over five sixths of a step: a ruled line, no letters
_TOLERANCE = 9.0
_INSET = 5
_SIDE_INSET = 9
_GAP = 24


def has_ink(picture: Image.Image) -> bool:
    """Whether something is printed at all."""
    counts = picture.histogram()
    return sum(counts[:_DARK]) > _INK * sum(counts)


def straighten(picture: Image.Image) -> Image.Image:
    """Return a grey picture turned so that its lines run level."""
    small = picture.copy()
    small.thumbnail((_SMALL_SIDE, _SMALL_SIDE))
    small = ImageOps.invert(small)
    coarse = _best_angle(small, [step / 2 for step in range(round(-_STEEPEST * 2), round(_STEEPEST * 2) + 1)])
    angle = _best_angle(small, [coarse + step / 10 for step in range(-4, 5)])
    if abs(angle) < 0.1:
        return picture
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _best_angle(small: Image.Image, angles: Iterable[float]) -> float:
    return max(angles, key=lambda angle: (_levelness(small.rotate(angle, Image.Resampling.BILINEAR)), -abs(angle)))


def _levelness(ink: Image.Image) -> int:
    """Return how sharply lines of ink and white paper follow each other from top to bottom."""
    rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))


def even_light(picture: Image.Image) -> Image.Image:
    """Return a photographed page as if lit evenly: what counts is how much darker than its surroundings a dot is."""
    paper = picture.resize((max(picture.width // _SHADE, 1), max(picture.height // _SHADE, 1)), Image.Resampling.BOX)
    paper = paper.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2)).resize(picture.size)
    return ImageOps.autocontrast(ImageOps.invert(ImageChops.subtract(paper, picture)), cutoff=(0.5, 0))


def find_rulings(picture: Image.Image) -> list[Grid]:
    """Return the ruled tables of a level grey picture, in dots."""
    dark = picture.filter(ImageFilter.MinFilter(3)).point(lambda shade: 255 * (shade < _RULED))
    across = list(_rules(dark, 24, 4))
    down = list(_rules(dark.transpose(Image.Transpose.TRANSPOSE), 12, 4))
    return find_grids(across, down, _TOLERANCE)


def _rules(dark: Image.Image, step: int, least: int) -> Iterator[Rule]:
    """Yield the level lines of a black and white picture: `least` steps of `step` dots or longer."""
    width = max(dark.width // step, 1)
    bars = dark.resize((width, dark.height), Image.Resampling.BOX, box=(0, 0, width * step, dark.height)).tobytes()
    for y in range(dark.height):
        for found in _RUN.finditer(bars, y * width, (y + 1) * width):
            if found.end() - found.start() >= least:
                yield Rule(y, (found.start() - y * width) * step, (found.end() - y * width) * step)


def whiten(picture: Image.Image, grids: Iterable[Grid]) -> Image.Image:
    """Return the picture without its tables."""
    kept = picture.copy()
    for grid in grids:
        kept.paste(255, (int(grid.columns[0]) - _INSET, int(grid.top) - _INSET,
                         int(grid.columns[-1]) + _INSET, int(grid.bottom) + _INSET))  # fmt: skip
    return kept


def cells_of(picture: Image.Image, grid: Grid) -> tuple[Image.Image, list[tuple[Cell, int, int]]]:
    """Return a table's cells cut out and set one below the other, and where each begins and ends in that strip."""
    cuts = []
    for cell in grid.cells():
        left, top, right, bottom = (int(side) for side in grid.box(cell))
        cut = picture.crop((left + _SIDE_INSET, top + _INSET, right - _SIDE_INSET, bottom - _INSET))
        if cut.width > _INSET and cut.height > _INSET and has_ink(cut):
            cuts.append((cell, cut))
    width = max((cut.width for _, cut in cuts), default=1) + 2 * _GAP
    strip = Image.new("L", (width, sum(cut.height + _GAP for _, cut in cuts) + _GAP), 255)
    places, top = [], _GAP
    for cell, cut in cuts:
        strip.paste(cut, (_GAP, top))
        places.append((cell, top - _GAP // 2, top + cut.height + _GAP // 2))
        top += cut.height + _GAP
    return strip, places
