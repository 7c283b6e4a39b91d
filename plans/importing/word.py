"""Word files (.docx) as lines: paragraphs and tables in order, numbers as printed, tracked insertions in. Pure."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from orgs.text import fold
from plans.importing.archives import check_archive
from plans.importing.encodings import refuse_lost_letters
from plans.importing.numbering import Numbering
from plans.importing.source import Line, SecretDocument, clean, is_secrecy_mark
from plans.importing.texts import superscript

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), f"{_MC}Fallback"}
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag")}
_LAYOUT = re.compile(
    r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap|noi nhan|^t/m |^tm\. |^k/t |^kt\. |^t/l |^tl\. "
    r"|\bngay\b.*\bthang\b.*\bnam\b|^so\b"
)
_MIN_COLUMNS = 2


def word_lines(content: bytes) -> list[Line]:
    """Return the lines of a .docx in reading order, footnotes after the paragraph that carries their mark.

    Header and signature tables are read cell by cell, other tables row by row (`Line.cells`). Raises UnreadableFile
    (limits, secrecy marks also in headers, text boxes and names of pictures) and whatever python-docx raises on
    broken files: `read_source` knows the list.
    """
    check_archive(content)
    document = docx.Document(BytesIO(content))
    _refuse_marks_outside_body(document)
    lines = list(_Reader(document).blocks(document.element.body))
    refuse_lost_letters("\n".join(line.text for line in lines))
    return lines


class _Reader:
    """Walks the body once, counting automatic numbers and footnotes as it goes."""

    def __init__(self, document: Any) -> None:
        self._numbering = Numbering(_part_element(document, RELATIONSHIP_TYPE.NUMBERING), document.styles.element)
        self._headings = _heading_levels(document.styles.element)
        self._footnotes = _footnote_texts(_part_element(document, RELATIONSHIP_TYPE.FOOTNOTES))
        self._noted = 0
        self._waiting: list[tuple[str, str]] = []

    def blocks(self, container: Any) -> Iterator[Line]:
        for child in container:
            if child.tag == qn("w:p"):
                yield from self.paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self.table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def paragraph(self, paragraph: Any) -> Iterator[Line]:
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                yield from self.blocks(box)
        label = self._numbering.label(paragraph)
        text = "".join(self._text(paragraph))
        texts = [clean(part) for part in (label + text).split("\n")] if text.strip() else [""]
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        heading = self._headings.get(style.get(qn("w:val")), 0) if style is not None else 0
        bold, italic = _is_all(paragraph, "w:b"), _is_all(paragraph, "w:i")
        for position, part in enumerate(texts):
            yield Line(0, part, bold=bold, italic=italic, heading=heading, starts=True if position == 0 else None)
        for mark, note in self._waiting:
            yield Line(0, clean(f"{mark} {note}"), starts=True)
        self._waiting = []

    def table(self, table: Any) -> Iterator[Line]:
        rows = [list(_cells(row)) for row in table.iterchildren(qn("w:tr"))]
        columns = max(map(len, rows), default=0)
        whole = " ".join(_raw_text(cell) for row in rows for cell in row)
        if columns < _MIN_COLUMNS or (columns <= _MIN_COLUMNS + 1 and len(rows) <= 6 and _is_layout(rows)) or not whole:
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        for row in rows:
            cells = tuple(" ".join(line.text for line in self.blocks(cell) if line.text) for cell in row)
            yield Line(0, clean(" | ".join(cells)), cells=cells, starts=True)

    def _text(self, element: Any) -> Iterator[str]:
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == qn("w:t"):
                yield superscript(child.text or "") if _is_superscript(child) else child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag == qn("w:footnoteReference"):
                yield self._note(child.get(qn("w:id"), ""))
            else:
                yield from self._text(child)

    def _note(self, note_id: str) -> str:
        if note_id not in self._footnotes:
            return ""
        self._noted += 1
        mark = superscript(str(self._noted))
        self._waiting.append((mark, self._footnotes[note_id]))
        return mark


def _cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row, those of its content controls too, but none of a table inside a cell."""
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _part_element(document: Any, relationship: str) -> Any:
    """Return the root element of a part beside the body, None where the file has none."""
    for found in document.part.rels.values():
        if found.reltype == relationship and not found.is_external:
            part = found.target_part
            return getattr(part, "element", None) if hasattr(part, "element") else parse_xml(part.blob)
    return None


def _heading_levels(styles: Any) -> dict[str, int]:
    levels = {}
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        found = re.fullmatch(r"heading (\d)", (name.get(qn("w:val"), "") if name is not None else "").lower())
        if found:
            levels[style.get(qn("w:styleId"), "")] = int(found[1])
    return levels


def _footnote_texts(footnotes: Any) -> dict[str, str]:
    """Return the text of each footnote by id; separators carry a type and are none."""
    if footnotes is None:
        return {}
    notes = footnotes.findall(qn("w:footnote"))
    return {
        note.get(qn("w:id"), ""): " ".join(_raw_text(note).split()) for note in notes if note.get(qn("w:type")) is None
    }


def _raw_text(element: Any) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in element.iter(qn("w:p")))


def _is_layout(rows: list[list[Any]]) -> bool:
    """Whether a table only places a document's head or its signature, as office templates do."""
    paragraphs = [fold(_raw_text(p)) for row in rows for cell in row for p in cell.iter(qn("w:p"))]
    return any(_LAYOUT.search(text) for text in paragraphs) and not any(text in {"stt", "tt"} for text in paragraphs)


def _is_superscript(text: Any) -> bool:
    found = text.find(f"../{qn('w:rPr')}/{qn('w:vertAlign')}")
    return found is not None and found.get(qn("w:val")) == "superscript" and (text.text or "").strip().isdigit()


def _is_all(paragraph: Any, tag: str) -> bool:
    """Whether every run with text carries the property `tag` itself (styles are not followed)."""
    runs = [run for run in paragraph.iter(qn("w:r")) if any((t.text or "").strip() for t in run.iter(qn("w:t")))]
    flags = [run.find(f"{qn('w:rPr')}/{qn(tag)}") for run in runs]
    return bool(flags) and all(flag is not None and flag.get(qn("w:val")) not in {"0", "false"} for flag in flags)


def _refuse_marks_outside_body(document: Any) -> None:
    """Raise SecretDocument for a mark in a page header or footer, or in the name of a picture."""
    kinds = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
    elements = [rel.target_part.element for rel in document.part.rels.values() if rel.reltype in kinds]
    texts = [_raw_text(p) for element in elements for p in element.iter(qn("w:p"))]
    for element in (document.element.body, *elements):
        for picture in element.iter(f"{_DRAWING}docPr"):
            texts += [picture.get(key, "") for key in ("name", "descr", "title")]
    if any(is_secrecy_mark(clean(text)) for text in texts):
        raise SecretDocument
