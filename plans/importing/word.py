"""Word files (.docx) as lines: paragraphs and tables in order, numbers as printed, changes as accepted. Pure."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from plans.importing.archives import check_archive
from plans.importing.encodings import refuse_font_letters, refuse_lost_letters
from plans.importing.numbering import Numbering
from plans.importing.source import Line, SecretDocument, clean, is_secrecy_mark
from plans.importing.texts import superscript
from plans.importing.word_styles import Styles, font_of
from plans.importing.word_tables import WRAPPERS, Cell, is_head, is_layout, raw_text, rows_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SKIPPED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr"), f"{_MC}Fallback",
}  # fmt: skip
_SIGNS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}
_NOTES = {
    qn("w:footnoteReference"): (RELATIONSHIP_TYPE.FOOTNOTES, "w:footnote"),
    qn("w:endnoteReference"): (RELATIONSHIP_TYPE.ENDNOTES, "w:endnote"),
}
_PAGE_BREAKS = {"page", "column"}


def open_word(content: bytes) -> Any:
    """Return a .docx opened by python-docx, once its limits were checked.

    Raises UnreadableFile, and whatever python-docx raises on broken files: `read_source` knows the list.
    """
    check_archive(content)
    return docx.Document(BytesIO(content))


def word_lines(document: Any) -> list[Line]:
    """Return the lines of an opened .docx in reading order, footnotes after the paragraph that carries their mark.

    Header and signature tables are read cell by cell, other tables row by row (`Line.cells`). A letterhead set in the
    page header comes first. Raises UnreadableFile: old code tables, secrecy marks also in headers, text boxes,
    watermarks and names of pictures.
    """
    _refuse_marks_outside_body(document)
    reader = WordReader(document)
    lines = [*_letterhead(document, reader), *reader.blocks(document.element.body)]
    refuse_lost_letters("\n".join(line.text for line in lines))
    for font, texts in reader.fonts.items():
        refuse_font_letters(font, " ".join(texts))
    return lines


class WordReader:
    """Walks the document once, counting automatic numbers and footnotes as it goes."""

    def __init__(self, document: Any) -> None:
        self.fonts: dict[str, list[str]] = {}
        self._numbering = Numbering(_part_element(document, RELATIONSHIP_TYPE.NUMBERING), document.styles.element)
        self._styles = Styles(document.styles.element)
        self._notes = {
            mark: _note_texts(_part_element(document, relationship), tag)
            for mark, (relationship, tag) in _NOTES.items()
        }
        self._noted = 0
        self._waiting: list[tuple[str, str]] = []
        self._begun = ""

    def blocks(self, container: Any, *, in_cell: bool = False) -> Iterator[Line]:
        """Yield the lines of a body, a cell or a text box; in a cell its footnotes wait for the end of the row."""
        for child in container:
            if child.tag == qn("w:p"):
                yield from self.paragraph(child, in_cell=in_cell)
            elif child.tag == qn("w:tbl"):
                yield from self.table(child, in_cell=in_cell)
            elif child.tag in WRAPPERS and not _is_placeholder(child):
                yield from self.blocks(child, in_cell=in_cell)

    def paragraph(self, paragraph: Any, *, in_cell: bool) -> Iterator[Line]:
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                yield from self.blocks(box, in_cell=in_cell)
        if self._styles.is_contents(paragraph):
            return
        text = self._begun + "".join(self._text(paragraph))
        self._begun = text if _is_joined_to_next(paragraph) else ""
        if self._begun or (not text and _is_joined_to_next(paragraph)):
            return
        label = self._numbering.label(paragraph)
        texts = [clean(part) for part in (label + text).split("\n")] if text.strip() or (in_cell and label) else [""]
        heading = self._styles.heading(paragraph)
        bold, italic = self._is_all(paragraph, "w:b"), self._is_all(paragraph, "w:i")
        for position, part in enumerate(texts):
            yield Line(0, part, bold=bold, italic=italic, heading=heading, starts=True if position == 0 else None)
        if not in_cell:
            yield from self._notes_below()

    def table(self, table: Any, *, in_cell: bool) -> Iterator[Line]:
        rows = rows_of(table)
        if is_layout(rows):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell.element if cell.element is not None else (), in_cell=in_cell)
            return
        for row in rows:
            cells = tuple(self._cell(cell) for cell in row)
            merged = tuple(index for index, cell in enumerate(row) if cell.goes_on)
            if any(cells):
                yield Line(0, clean(" | ".join(cells)), cells=cells, merged=merged, starts=True)
            if not in_cell:
                yield from self._notes_below()

    def _cell(self, cell: Cell) -> str:
        if cell.element is None:
            return ""
        return " ".join(line.text for line in self.blocks(cell.element, in_cell=True) if line.text)

    def _notes_below(self) -> Iterator[Line]:
        for mark, note in self._waiting:
            yield Line(0, clean(f"{mark} {note}"), starts=True)
        self._waiting = []

    def _text(self, element: Any) -> Iterator[str]:
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str) or _is_placeholder(child):
                continue
            if child.tag == qn("w:r"):
                yield from self._run(child)
            else:
                yield from self._text(child)

    def _run(self, run: Any) -> Iterator[str]:
        """Yield the letters of a run as they are printed: capitals by format, marks raised, nothing hidden."""
        if self._styles.has(run, "w:vanish"):
            return
        is_capitals = self._styles.has(run, "w:caps")
        for child in run:
            if child.tag == qn("w:t"):
                text = child.text or ""
                if font := font_of(run):
                    self.fonts.setdefault(font, []).append(text)
                yield superscript(text) if _is_superscript(child) else text.upper() if is_capitals else text
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag == qn("w:br"):
                yield "" if child.get(qn("w:type")) in _PAGE_BREAKS else "\n"
            elif child.tag in self._notes:
                yield self._note(self._notes[child.tag].get(child.get(qn("w:id"), "")))
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self._text(child)

    def _note(self, text: str | None) -> str:
        if text is None:
            return ""
        self._noted += 1
        mark = superscript(str(self._noted))
        self._waiting.append((mark, text))
        return mark

    def _is_all(self, paragraph: Any, tag: str) -> bool:
        """Whether every run with text has the property `tag`."""
        runs = [run for run in paragraph.iter(qn("w:r")) if any((t.text or "").strip() for t in run.iter(qn("w:t")))]
        return bool(runs) and all(self._styles.has(run, tag) for run in runs)


def _letterhead(document: Any, reader: WordReader) -> list[Line]:
    """Return the lines of the first page's header where a letterhead stands in it, else nothing."""
    section = document.sections[0]
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    if header.is_linked_to_previous or not is_head(header._element):
        return []
    return list(reader.blocks(header._element))


def _part_element(document: Any, relationship: str) -> Any:
    """Return the root element of a part beside the body, None where the file has none."""
    for found in document.part.rels.values():
        if found.reltype == relationship and not found.is_external:
            part = found.target_part
            return getattr(part, "element", None) if hasattr(part, "element") else parse_xml(part.blob)
    return None


def _note_texts(notes: Any, tag: str) -> dict[str, str]:
    """Return the text of each note by id; separators carry a type and are none."""
    if notes is None:
        return {}
    return {
        note.get(qn("w:id"), ""): " ".join(raw_text(note).split())
        for note in notes.findall(qn(tag))
        if note.get(qn("w:type")) is None
    }


def _is_placeholder(element: Any) -> bool:
    """Whether a content control still shows what it asks for ("Click here…") instead of an answer."""
    return element.tag == qn("w:sdt") and element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _is_joined_to_next(paragraph: Any) -> bool:
    """Whether the deletion of the paragraph's end was tracked: accepted, it is one with the paragraph below."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _is_superscript(text: Any) -> bool:
    found = text.find(f"../{qn('w:rPr')}/{qn('w:vertAlign')}")
    return found is not None and found.get(qn("w:val")) == "superscript" and (text.text or "").strip().isdigit()


def _refuse_marks_outside_body(document: Any) -> None:
    """Raise SecretDocument for a mark in a page header or footer, in a watermark, or in the name of a picture."""
    kinds = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
    elements = [rel.target_part.element for rel in document.part.rels.values() if rel.reltype in kinds]
    texts = [raw_text(p) for element in elements for p in element.iter(qn("w:p"))]
    for element in (document.element.body, *elements):
        texts += [path.get("string", "") for path in element.iter(f"{_VML}textpath")]
        for picture in element.iter(f"{_DRAWING}docPr"):
            texts += [picture.get(key, "") for key in ("name", "descr", "title")]
    if any(is_secrecy_mark(clean(text)) for text in texts):
        raise SecretDocument
