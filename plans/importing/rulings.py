"""What a picture of a page shows before any letter is read: its slope, its shades, the lines ruled on it. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from PIL import Image, ImageChops, ImageFilter, ImageOps

from plans.importing.grids import Cell, Grid, Rule, find_grids

Strip: TypeAlias = tuple[Image.Image, list[tuple[Cell, int, int]]]  # cells in a row: where each begins and ends

_SHADE = 16
_DARK = 140
_RULED = 190  # a thin line in a poor copy is no more than grey
_INK = 0.0004  # of a page's dots
_STEEPEST = 4.0  # degrees
_SMALL_SIDE = 800
_RUN = re.compile(rb"[\xd8-\xff]+")  # dark over five sixths of a step: a ruled line, no letters
_BLACK, _WHITE = b"\xff", b"\x00"
_TOLERANCE = 9.0
_INSET = 4
_EDGE = 12
_LINE = 110  # of 255: how dark a column of dots is that is a line, not a letter
_GAP = 24
_WIDE_GAP = 40
_SIGN_WIDTH, _SIGN_HEIGHT = 90, 48


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
    dots = dark.tobytes()
    for y in range(dark.height):
        row = dots[y * dark.width : (y + 1) * dark.width]
        for found in _RUN.finditer(bars, y * width, (y + 1) * width):
            if found.end() - found.start() >= least:
                first, last = (found.start() - y * width) * step, (found.end() - y * width) * step
                before, after = len(row[:first]) - len(row[:first].rstrip(_BLACK)), row.find(_WHITE, last)
                yield Rule(y, first - before, after if after >= 0 else dark.width)


def whiten(picture: Image.Image, grids: Iterable[Grid]) -> Image.Image:
    """Return the picture without its tables."""
    kept = picture.copy()
    for grid in grids:
        kept.paste(255, (int(grid.columns[0]) - _INSET, int(grid.top) - _INSET,
                         int(grid.columns[-1]) + _INSET, int(grid.bottom) + _INSET))  # fmt: skip
    return kept


def cut_cells(picture: Image.Image, grid: Grid) -> list[tuple[Cell, Image.Image]]:
    """Return the cells of a table in which something is written, each cut out down to what is written."""
    cuts = []
    for cell in grid.cells():
        left, top, right, bottom = (int(side) for side in grid.box(cell))
        if right - left <= 3 * _INSET or bottom - top <= 3 * _INSET:
            continue
        cut = _without_edges(picture.crop((left + _INSET, top + _INSET, right - _INSET, bottom - _INSET)))
        written = cut.point(lambda shade: 255 * (shade < _DARK)).getbbox()
        if written is not None and has_ink(cut):
            x, y, end, foot = written
            cuts.append((cell, cut.crop((max(x - _INSET, 0), max(y - _INSET, 0), end + _INSET, foot + _INSET))))
    return cuts


def is_one_sign(cut: Image.Image) -> bool:
    """Whether a cell holds no more than a number or a few letters, which are read better side by side."""
    return cut.width < _SIGN_WIDTH and cut.height < _SIGN_HEIGHT


def set_below(cuts: list[tuple[Cell, Image.Image]]) -> Strip:
    """Set cells one below the other."""
    paper = Image.new(
        "L", (max(cut.width for _, cut in cuts) + 2 * _GAP, sum(cut.height + _GAP for _, cut in cuts) + _GAP), 255
    )
    places, top = [], _GAP
    for cell, cut in cuts:
        paper.paste(cut, (_GAP, top))
        places.append((cell, top - _GAP // 2, top + cut.height + _GAP // 2))
        top += cut.height + _GAP
    return paper, places


def set_beside(cuts: list[tuple[Cell, Image.Image]]) -> Strip:
    """Set cells side by side on one line."""
    foot = max(cut.height for _, cut in cuts) + _WIDE_GAP
    paper = Image.new("L", (sum(cut.width + _WIDE_GAP for _, cut in cuts) + _WIDE_GAP, foot + _WIDE_GAP), 255)
    places, left = [], _WIDE_GAP
    for cell, cut in cuts:
        paper.paste(cut, (left, foot - cut.height))
        places.append((cell, left - _WIDE_GAP // 2, left + cut.width + _WIDE_GAP // 2))
        left += cut.width + _WIDE_GAP
    return paper, places


def _without_edges(cut: Image.Image) -> Image.Image:
    """Return a cell without what is left of the upright lines at its sides."""
    shades = cut.point(lambda shade: 255 * (shade < _RULED)).resize((cut.width, 1), Image.Resampling.BOX).tobytes()
    for x in (*range(min(_EDGE, cut.width)), *range(max(cut.width - _EDGE, 0), cut.width)):
        if shades[x] > _LINE:
            cut.paste(255, (x - 1, 0, x + 2, cut.height))
    return cut
