"""Whether a drawn paper stands as its profile says: text, places, sizes and fonts, each measured in the PDF."""

import re

from reports.blocks import Annex, Bars, Heading, Paragraph, Table
from reports.layouts import LayoutProfile, TypeStyle
from reports.paper import Paper, annex_label, day_wording, in_case, name_lines, number_line, recipient_lines
from tests.reports.drawn import MM_PER_POINT, Drawn, DrawnPages

NEAR = 0.6  # mm
HALF_SIZE = 0.15  # pt
WORDS = 3  # of a text that may break after them


def check_laid_out(pdf: bytes, paper: Paper) -> None:
    """Fail where a part of the paper is missing, out of its order, or not as its profile has it."""
    with DrawnPages(pdf) as pages:
        _check_pages(pages, paper.profile)
        _check_header(pages, paper)
        _check_title(pages, paper)
        _check_body(pages, paper)
        _check_signature(pages, paper)
        _check_annexes(pages, paper)
        _check_text(pages, paper)


def words_of(paper: Paper) -> list[str]:
    """Every text of the body and the annexes, in the order of reading."""
    said: list[str] = []
    for block in (*paper.body, *paper.annexes):
        said += _words_of(block)
    return [" ".join(text.split()) for text in said if text.strip()]


def _words_of(block) -> list[str]:
    if isinstance(block, Annex):
        return [text for part in block.blocks for text in _words_of(part)]
    if isinstance(block, Heading):
        return [block.line]
    if isinstance(block, Paragraph):
        return list(block.lines)
    if isinstance(block, Table):
        return [" ".join(row) for row in (*block.rows, block.totals)]
    return [bar.words for bar in block.chart.bars] if isinstance(block, Bars) else []


def _check_pages(pages: DrawnPages, profile: LayoutProfile) -> None:
    for place, (page, text) in enumerate(zip(pages.pages, pages.texts, strict=True)):
        width, height = (side * MM_PER_POINT for side in page.get_size())
        upright = (profile.page_width, profile.page_height)
        assert _near((width, height), upright) or _near((height, width), upright)
        letters = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]
        letters = [(letter, box) for letter, box in letters if letter.strip()]
        top = height - profile.margins.top + NEAR
        inside = [box for _, box in letters if box[3] * MM_PER_POINT <= top]
        above = "".join(letter for letter, box in letters if box[3] * MM_PER_POINT > top)
        assert min(box[0] for box in inside) * MM_PER_POINT >= profile.margins.left - NEAR
        assert max(box[2] for box in inside) * MM_PER_POINT <= width - profile.margins.right + NEAR
        assert min(box[1] for box in inside) * MM_PER_POINT >= profile.margins.bottom - NEAR
        assert above == ("" if place == 0 else str(place + 1)), (
            "the number of each page but the first, and nothing else"
        )
        if place:
            number = [box for _, box in letters if box[3] * MM_PER_POINT > top]
            middle = (number[0][0] + number[-1][2]) / 2 * MM_PER_POINT
            assert _near((middle,), (_middle(profile, width),))


def _middle(profile: LayoutProfile, width: float) -> float:
    return (profile.margins.left + width - profile.margins.right) / 2


def _check_header(pages: DrawnPages, paper: Paper) -> None:
    profile = paper.profile
    left = profile.margins.left + profile.header_cells[0] / 2
    right = profile.margins.left + profile.header_cells[0] + profile.header_cells[1] / 2
    for text, style in profile.title_lines:
        _part(pages, in_case(text, style), style, middle=right)
    for names, style in ((paper.superior, profile.superior), (paper.issuer, profile.issuer)):
        for line in name_lines(names):
            part = _part(pages, _first_words(in_case(line, style)), style)
            assert part.right <= profile.margins.left + profile.header_cells[0] + NEAR
    _part(pages, number_line(paper).strip(), profile.number, middle=left)
    day = _part(pages, day_wording(paper), profile.place_date)
    assert day.left >= profile.margins.left + profile.header_cells[0] - NEAR


def _check_title(pages: DrawnPages, paper: Paper) -> None:
    profile = paper.profile
    middle = _middle(profile, profile.page_width)
    _part(pages, in_case(paper.type_name, profile.type_name), profile.type_name, middle=middle)
    _part(pages, _first_words(paper.abstract), profile.abstract)


def _check_body(pages: DrawnPages, paper: Paper) -> None:
    profile, indent = paper.profile, paper.profile.margins.left + paper.profile.body.first_line_indent
    for block in paper.body:
        if isinstance(block, Heading):
            style = profile.heading_styles[block.depth - 1]
            _part(pages, _first_words(block.line), style, left=indent)
        elif isinstance(block, Paragraph) and block.lines:
            style = TypeStyle(profile.body.size)
            _part(pages, _first_words(block.lines[0]), style, left=indent)


def _check_signature(pages: DrawnPages, paper: Paper) -> None:
    profile = paper.profile
    right = profile.margins.left + profile.signature_cells[0] + profile.signature_cells[1] / 2
    for text, style in (
        (in_case(paper.authority, profile.authority), profile.authority),
        (in_case(paper.job_title, profile.job_title), profile.job_title),
        (paper.signatory, profile.signatory),
    ):
        for line in text.split("\n"):
            if line.strip():
                _part(pages, line.strip(), style, middle=right)
    for line in recipient_lines(paper):
        _part(pages, _first_words(line), profile.recipients, left=profile.margins.left)


def _check_annexes(pages: DrawnPages, paper: Paper) -> None:
    profile = paper.profile
    for annex in paper.annexes:
        _part(pages, annex_label(paper, annex), profile.annex_label)
        _part(pages, _first_words(in_case(annex.title, profile.annex_title)), profile.annex_title)


def _check_text(pages: DrawnPages, paper: Paper) -> None:
    """Every word of the paper can be read from the PDF, in its order; line ends and repeated heads lie between."""
    drawn = _bare(" ".join(pages.text(place) for place in range(len(pages.pages))))
    place = 0
    for said in words_of(paper):
        found = drawn.find(_bare(said), place)
        if found < 0 and len(said) > WORDS:  # a page ends within it, and the number of the next stands between
            found = drawn.find(_bare(_first_words(said)), place)
        assert found >= 0, f"{said!r} is not where it should be"
        place = found


def _part(pages: DrawnPages, words: str, style: TypeStyle, **places: float) -> Drawn:
    """A part of the paper in its size, weight and slant, with its `left` edge or `middle` where it belongs."""
    found = [part for page in range(len(pages.pages)) for part in pages.find_all(words, page)]
    right = [part for part in found if _is_as(part, style, places)]
    assert right, f"{words!r} should stand at {places} in {style}, not as {found}"
    return right[0]


def _is_as(part: Drawn, style: TypeStyle, places: dict[str, float]) -> bool:
    weight = "-".join(name for name, is_on in (("Bold", style.bold), ("Italic", style.italic)) if is_on) or "Regular"
    is_in_place = all(abs(getattr(part, name) - wanted) <= NEAR for name, wanted in places.items())
    return is_in_place and abs(part.size - style.size) <= HALF_SIZE and part.weight.replace("BoldI", "Bold-I") == weight


def _first_words(text: str) -> str:
    return " ".join(text.split()[:WORDS])


def _bare(text: str) -> str:
    """Without what a line end does to it."""
    return re.sub(r"[\s\u200b\ufffe-]+", "", text)


def _near(numbers, wanted) -> bool:
    return all(abs(one - other) <= NEAR for one, other in zip(numbers, wanted, strict=True))
