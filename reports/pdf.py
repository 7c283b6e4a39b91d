"""Draw a `Paper` as PDF with WeasyPrint, in the task worker: never in a web request.

Structure stands in templates/reports/print/ and static/css/document.css; every number comes from the
paper's LayoutProfile. Measured choices (fixed tables, collector off, sheets parsed once): DEPENDENCIES.md §3.
"""

import gc
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string

from reports.layouts import LayoutProfile, TypeStyle
from reports.paper import (
    Paper,
    Question,
    Table,
    addressee_lines,
    annex_label,
    annex_note,
    day_wording,
    in_case,
    lines,
    name_lines,
    number_line,
    recipient_lines,
)

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.urls import URLFetcher

FONT_FAMILY = "Liberation Serif"
FONT_STYLES = ("", ":bold", ":italic", ":bold:italic")
PUNCTUATION = "“”‘’–—…•₫≥≤"


def draw_pdf(paper: Paper) -> bytes:
    """The paper as PDF/A-3a: tagged, fonts embedded, the same bytes for the same paper.

    Text is only ever text: the renderer may fetch nothing. Raises OSError where Pango is missing.
    """
    from weasyprint import CSS, HTML  # noqa: PLC0415 -- slow import, needs Pango

    page = render_to_string("reports/print/document.html", template_context(paper))
    columns = CSS(string=paper_sheet(paper), url_fetcher=deny_all())
    with _collector_off():
        return HTML(string=page, url_fetcher=deny_all()).write_pdf(
            stylesheets=[_structure(), _numbers(paper.profile), columns], pdf_variant="pdf/a-3a"
        )


def template_context(paper: Paper) -> dict[str, Any]:
    """What the templates print, worded and in its case."""
    profile = paper.profile
    return {
        "paper": paper,
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
        "abstract_lines": lines(paper.abstract),
        "addressee_lines": addressee_lines(paper),
        "recipient_lines": recipient_lines(paper),
        "authority_lines": lines(in_case(paper.authority, profile.authority)),
        "job_title": in_case(paper.job_title, profile.job_title),
        "annexes": [
            {
                "label": annex_label(paper, annex),
                "title": in_case(annex.title, profile.annex_title),
                "note": annex_note(paper, annex),
                "landscape": annex.landscape,
                "blocks": annex.blocks,
            }
            for annex in paper.annexes
        ],
    }


@cache
def deny_all() -> "URLFetcher":
    """A fetcher that refuses every address: our sheets are given as objects, our fonts by the system."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- slow import, needs Pango

    class DenyAll(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            raise PermissionError("paper fetches nothing")

    return DenyAll()


@cache
def _structure() -> "CSS":
    from weasyprint import CSS  # noqa: PLC0415 -- slow import, needs Pango

    sheet = Path(settings.BASE_DIR, "static", "css", "document.css").read_text(encoding="utf-8")
    return CSS(string=sheet, url_fetcher=deny_all())


@cache
def _numbers(profile: LayoutProfile) -> "CSS":
    from weasyprint import CSS  # noqa: PLC0415 -- slow import, needs Pango

    return CSS(string=profile_sheet(profile), url_fetcher=deny_all())


def profile_sheet(profile: LayoutProfile) -> str:
    """The numbers of a profile as a style sheet for the class names of the templates."""
    margins, body = profile.margins, profile.body
    header, signature = profile.header_cells, profile.signature_cells
    page_margins = f"{margins.top}mm {margins.right}mm {margins.bottom}mm {margins.left}mm"
    number = f"@top-center {{ margin-top: {profile.page_number_from_top}mm; {_type(profile.page_number)} }}"
    spacing = f"line-height: {body.leading}pt; margin-bottom: {body.paragraph_gap}pt"
    rules = [
        f"@page {{ size: {profile.page_width}mm {profile.page_height}mm; margin: {page_margins}; {number} }}",
        f"@page landscape {{ size: {profile.page_height}mm {profile.page_width}mm }}",
        f".text {{ font-size: {body.size}pt }}",
        f".text, .level-1, .level-2, .level-3 {{ {spacing}; text-indent: {body.first_line_indent}mm }}",
        f".header-left {{ width: {header[0]}mm }} .header-right {{ width: {header[1]}mm }}",
        f".signature-left {{ width: {signature[0]}mm }} .signature-right {{ width: {signature[1]}mm }}",
        f".signature-space {{ height: {profile.signature_space}pt }}",
        f".issuer-star, .abstract-mark {{ font-size: {profile.abstract.size}pt; text-align: center }}",
        f".ruled {{ border-bottom-width: {profile.rule_thickness}pt }}",
        f".issuer-rule, .abstract-rule {{ border-top-width: {profile.rule_thickness}pt }}",
        f".issuer-rule {{ width: {profile.issuer_rule:.0%} }} .abstract-rule {{ width: {profile.abstract_rule:.0%} }}",
        f".figures td, .table-caption, .question {{ font-size: {profile.table.size}pt }}",
        f".addressee {{ font-size: {profile.addressees.size}pt }}",
        f".figures th {{ {_type(profile.table_head)} }}",
    ]
    if profile.is_duplex:
        back = profile.back_margins
        rules.append(f"@page :left {{ margin: {back.top}mm {back.right}mm {back.bottom}mm {back.left}mm }}")
    return "\n".join([*rules, *(f".{name} {{ {_type(style)} }}" for name, style in _named_styles(profile))])


def _named_styles(profile: LayoutProfile) -> Iterator[tuple[str, TypeStyle]]:
    """Class name and type of each part: "place-date", "title-1", "level-2"."""
    for field in fields(profile):
        value = getattr(profile, field.name)
        if isinstance(value, TypeStyle):
            yield field.name.replace("_", "-"), value
    for place, (_, style) in enumerate(profile.title_lines, start=1):
        yield f"title-{place}", style
    for level, style in enumerate(profile.heading_styles, start=1):
        yield f"level-{level}", style


def _type(style: TypeStyle) -> str:
    declarations = [
        f"font-size: {style.size}pt",
        f"font-weight: {'bold' if style.bold else 'normal'}",
        f"font-style: {'italic' if style.italic else 'normal'}",
    ]
    if style.underline:
        declarations.append("text-decoration: underline")
    if style.centered:
        declarations.append("text-align: center")
    return "; ".join(declarations)


def paper_sheet(paper: Paper) -> str:
    """Widths of this paper's columns and heights of its blanks, since paper carries no style attributes."""
    blocks = [*paper.body, *(block for annex in paper.annexes for block in annex.blocks)]
    widths = {width for block in blocks if isinstance(block, Table) for width in block.per_mille}
    heights = {blank.lines for block in blocks if isinstance(block, Question) for blank in block.blanks}
    return "\n".join(
        [f".width-{width} {{ width: {width / 10}% }}" for width in sorted(widths)]
        + [f".lines-{lines} {{ height: {lines * paper.profile.body.leading}pt }}" for lines in sorted(heights)]
    )


@contextmanager
def _collector_off() -> Iterator[None]:
    """No garbage collection while a page is laid out: a fifth of the time, at no more memory."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect()


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
