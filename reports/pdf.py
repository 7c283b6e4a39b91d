"""From a `Paper` to what the press prints: markup, and the numbers of the paper's LayoutProfile as style sheets.

Structure stands in templates/reports/print/ and static/css/document.css. Printing itself (`press.py`) is for the task
worker: never in a web request.
"""

import shutil
import subprocess
import unicodedata
from typing import Any

from django.template.loader import render_to_string

from reports.paper import (
    Paper,
    addressee_lines,
    annex_label,
    annex_note,
    day_wording,
    in_case,
    name_lines,
    number_line,
    recipient_lines,
)
from reports.pieces import Piece, whole
from reports.press import Job, print_pdf
from reports.print_sheets import paper_sheet, profile_sheet, structure_sheet
from reports.printable import lines

FONT_FAMILY = "Liberation Serif"
FONT_STYLES = ("", ":bold", ":italic", ":bold:italic")
PUNCTUATION = "“”‘’–—…•₫≥≤"
UNNUMBERED = "@page { @top-center { content: none } }"


def draw_pdf(paper: Paper) -> bytes:
    """The whole paper as PDF/A-3a: tagged, fonts embedded, the same bytes for the same paper.

    Text is only ever text: the renderer may fetch nothing. Raises OSError where Pango is missing.
    """
    return print_pdf(whole_job(paper))


def whole_job(paper: Paper) -> Job:
    """What the press prints of a paper that stays in one piece."""
    return Job(_markup(paper, whole(paper)), sheets_of(paper))


def piece_job(paper: Paper, piece: Piece, sheets: tuple[str, ...], name: str) -> Job:
    """What the press prints of one piece; those after the first get their page numbers when they are joined.

    `sheets` are those of the whole paper, `name` is of this piece alone.
    """
    return Job(_markup(paper, piece), sheets if piece.is_first else (*sheets, UNNUMBERED), name)


def sheets_of(paper: Paper) -> tuple[str, ...]:
    """Structure, numbers of the profile, and what this paper alone needs."""
    return structure_sheet(), profile_sheet(paper.profile), paper_sheet(paper)


def _markup(paper: Paper, piece: Piece) -> str:
    """Plain text: for a SafeString each drawing process would load Django."""
    return render_to_string("reports/print/document.html", template_context(paper, piece)) + ""


def template_context(paper: Paper, piece: Piece | None = None) -> dict[str, Any]:
    """What the templates print, worded and in its case: of the whole paper, or of one piece."""
    profile = paper.profile
    piece = piece or whole(paper)
    return {
        "paper": paper,
        "has_body": piece.has_body,
        "profile": profile,
        "author": " ".join(paper.issuer.split()),
        "created": paper.issued_on.isoformat() if paper.issued_on else "",
        "superior_lines": [in_case(line, profile.superior) for line in name_lines(paper.superior)],
        "issuer_lines": [in_case(line, profile.issuer) for line in name_lines(paper.issuer)],
        "title_lines": [in_case(text, style) for text, style in profile.title_lines],
        "number": number_line(paper),
        "day": day_wording(paper),
        "draft_mark": in_case("Dự thảo", profile.draft_mark),
        "type_name": in_case(paper.type_name, profile.type_name),
        "abstract_lines": paper.abstract_lines,
        "addressee_lines": addressee_lines(paper),
        "recipient_lines": recipient_lines(paper),
        "authority_lines": lines(in_case(paper.authority, profile.authority)),
        "job_title": in_case(paper.job_title, profile.job_title),
        "annexes": [
            {
                "label": annex_label(paper, part.annex),
                "title": in_case(part.annex.title, profile.annex_title),
                "note": annex_note(paper, part.annex),
                "landscape": part.annex.landscape,
                "is_continued": part.is_continued,
                "blocks": part.blocks,
            }
            for part in piece.annexes
        ],
    }


def vietnamese_letters() -> str:
    """The 134 letters outside ASCII that Vietnamese is written with, small and capital."""
    tones = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones} | {"đ"}
    return "".join(sorted(letter for one in small if not one.isascii() for letter in (one, one.upper())))


def missing_letters() -> str:
    """The Vietnamese letters and signs that the font fontconfig gives for our paper lacks in any style.

    "" is well. Everything is missing where fontconfig is not installed.
    """
    wanted = vietnamese_letters() + PUNCTUATION
    if shutil.which("fc-match") is None:
        return wanted
    letters = [_font_letters(style) for style in FONT_STYLES]
    return "".join(letter for letter in wanted if any(ord(letter) not in have for have in letters))


def _font_letters(style: str) -> set[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow import

    asked = ["fc-match", "--format=%{file}\n%{index}", FONT_FAMILY + style]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603 -- our own words only
    file, number = answer.stdout.split("\n")
    with TTFont(file, fontNumber=int(number), lazy=True) as font:
        return set(font.getBestCmap())
