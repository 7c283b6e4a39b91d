"""Official paper as style sheets: its structure, the numbers of a profile, and what one paper alone needs. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

from reports.blocks import Question, Table
from reports.layouts import LayoutProfile, TypeStyle
from reports.paper import Paper
from reports.printable import DOCUMENT_NUMBER

NARROW = frozenset(".,:;/-()")
CELL_PADDING = 2.5  # mm, with the borders
MM_PER_POINT = 25.4 / 72
_STRUCTURE = Path(__file__).resolve().parent.parent / "static" / "css" / "document.css"


@cache
def structure_sheet() -> str:
    """What all official paper has in common."""
    return _STRUCTURE.read_text(encoding="utf-8")


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
        ".part { text-indent: 0; text-align: center }",
        f".header-left {{ width: {header[0]}mm }} .header-right {{ width: {header[1]}mm }}",
        f".signature-left {{ width: {signature[0]}mm }} .signature-right {{ width: {signature[1]}mm }}",
        f".signature-space {{ height: {profile.signature_space}pt }}",
        f".issuer-star, .abstract-mark {{ font-size: {profile.abstract.size}pt; text-align: center }}",
        f".ruled {{ border-bottom-width: {profile.rule_thickness}pt }}",
        f".issuer-rule, .abstract-rule {{ border-top-width: {profile.rule_thickness}pt }}",
        f".issuer-rule {{ width: {profile.issuer_rule:.0%} }} .abstract-rule {{ width: {profile.abstract_rule:.0%} }}",
        f".figures td, .table-caption, .bar-key, .bar-label, .question {{ font-size: {profile.table.size}pt }}",
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
        + [".figures td { overflow-wrap: break-word }"] * _has_tight_table(paper, _words)
        + [".figures .unbroken { white-space: normal }"] * _has_tight_table(paper, _numbers)
    )


def _has_tight_table(paper: Paper, parts: Callable[[str], Iterable[str]]) -> bool:
    """Whether some of those `parts` of a cell may be wider than its column and must be broken: being ready for it costs
    a tenth of the time of all cells.
    """
    profile = paper.profile
    across = profile.text_width + profile.page_height - profile.page_width
    placed = [(block, profile.text_width) for block in paper.body]
    placed += [(b, across if annex.landscape else profile.text_width) for annex in paper.annexes for b in annex.blocks]
    tables = [(block, width) for block, width in placed if isinstance(block, Table)]
    return any(_is_tight(table, parts, width, profile.table.size) for table, width in tables)


def _words(cell: str) -> list[str]:
    """What a line may end between, wherever else it may end."""
    return cell.split()


def _numbers(cell: str) -> list[str]:
    return DOCUMENT_NUMBER.findall(cell)


def _is_tight(table: Table, parts: Callable[[str], Iterable[str]], width: float, size: float) -> bool:
    """Whether a part of a cell may not fit in a column of a table `width` mm wide, set in `size` pt."""
    rows = (*table.rows, table.totals) if table.totals else table.rows
    for place, share in enumerate(table.per_mille):
        room = width * share / 1000 - CELL_PADDING
        found = {part for row in rows for part in parts(row[place])}
        if max(map(_ems, found), default=0) * size * MM_PER_POINT > room:
            return True
    return False


def _ems(word: str) -> float:
    """The width of a word in ems, rather too much than too little."""
    return sum(0.8 if one.isupper() else 0.6 if one.isalpha() else 0.35 if one in NARROW else 0.5 for one in word)
