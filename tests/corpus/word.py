"""Draw a corpus document as a Word file: styles, automatic numbers, merged cells, real footnotes."""

import re
from io import BytesIO
from itertools import groupby
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.corpus.form import SUPERSCRIPTS, Block, Document

_RUN = re.compile(r"\*\*(?P<bold>.+?)\*\*|(?<!\*)\*(?P<italic>[^\s*][^*]*)\*")
_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
_LABELS = (
    re.compile(r"[IVX]+\.\s+"),
    re.compile(r"\d+\.\s+"),
    re.compile(r"[a-z]\)\s+"),
    re.compile(r"-\s+"),
)
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def word_file(document: Document) -> bytes:
    """Return the .docx of a document."""
    word = docx.Document()
    if "numbering" in document.options:
        _add_numbering(word)
    notes = _notes(document) if "footnotes" in document.options else {}
    for kind, group in groupby(document.blocks, _kind):
        blocks = [block for block in group if block]
        if kind == "row":
            _add_table(word, [block.cells for block in blocks])
        elif kind == "columns":
            _add_columns(word, blocks)
        else:
            for block in blocks:
                _add_paragraphs(word, document, block, notes)
    if notes:
        _add_footnotes(word, notes)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _kind(block: Block | None) -> str:
    if block is None:
        return "gap"
    return "row" if block.cells else "columns" if block.columns else "paragraph"


def _add_paragraphs(word: Any, document: Document, block: Block, notes: dict[str, str]) -> None:
    if notes and block.item and "footnote" in block.item.kinds:
        return
    for position, part in enumerate(block.parts):
        level = _level(part) if "numbering" in document.options and block.item and not position else None
        paragraph = word.add_paragraph()
        if level is not None:
            part = _LABELS[level].sub("", part, count=1)
            _number(paragraph, level)
        if "styles" in document.options and block.item and block.item.kinds == {"heading"}:
            paragraph.style = word.styles[f"Heading {min(block.item.depth, 3)}"]
        _add_runs(paragraph, part, notes)


def _add_runs(paragraph: Any, text: str, notes: dict[str, str]) -> None:
    end = 0
    for found in _RUN.finditer(text):
        _add_plain(paragraph, text[end : found.start()], notes)
        run = paragraph.add_run(found["bold"] or found["italic"])
        run.bold, run.italic = bool(found["bold"]) or None, bool(found["italic"]) or None
        end = found.end()
    _add_plain(paragraph, text[end:], notes)


def _add_plain(paragraph: Any, text: str, notes: dict[str, str]) -> None:
    for piece in re.split(f"([{SUPERSCRIPTS}])", text) if notes else [text]:
        if piece in notes:
            number = SUPERSCRIPTS.index(piece)
            run = paragraph.add_run()
            run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number + 1}"/>'))
        elif piece:
            paragraph.add_run(piece)


def _notes(document: Document) -> dict[str, str]:
    return {item.label: item.text for item in document.items if "footnote" in item.kinds and item.label in SUPERSCRIPTS}


def _add_footnotes(word: Any, notes: dict[str, str]) -> None:
    marks = "".join(
        f'<w:footnote w:id="{SUPERSCRIPTS.index(mark) + 1}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for mark, text in notes.items()
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((0, "separator"), (1, "continuationSeparator"))
    )
    body = f"<w:footnotes {nsdecls('w')}>{separators}{marks}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, body, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _level(text: str) -> int | None:
    return next((level for level, label in enumerate(_LABELS) if label.match(text)), None)


def _add_numbering(word: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (style, text) in enumerate(_LEVELS)
    )
    word.part.numbering_part._element = parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


def _number(paragraph: Any, level: int) -> None:
    numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbered))


def _add_columns(word: Any, blocks: list[Block]) -> None:
    table = word.add_table(len(blocks), 2)
    for row, block in zip(table.rows, blocks, strict=True):
        for cell, text in zip(row.cells, block.columns or (), strict=True):
            _add_runs(cell.paragraphs[0], text, {})


def _add_table(word: Any, rows: list[tuple[str, ...]]) -> None:
    table = word.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "^":
                table.cell(r - 1, c).merge(table.cell(r, c))
            elif text == "<":
                table.cell(r, c - 1).merge(table.cell(r, c))
            else:
                _add_runs(table.cell(r, c).paragraphs[0], text, {})
