"""A Word file as paragraphs and tables whose cells keep their lines, for forms that people fill in. Pure."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from docx.oxml.ns import qn

from plans.importing.word import WordReader
from plans.importing.word_tables import WRAPPERS, Cell, rows_of

Block: TypeAlias = "str | list[list[str]]"


def word_blocks(document: Any) -> Iterator[Block]:
    """Yield each line of running text, and each table as rows of cells; changes as accepted, nothing hidden.

    A cell merged to the right counts once. `document` is from `open_word`.
    """
    yield from _blocks(document.element.body, WordReader(document))


def _blocks(container: Any, reader: WordReader) -> Iterator[Block]:
    for child in container:
        if child.tag == qn("w:p"):
            yield from (line.text for line in reader.paragraph(child, in_cell=False))
        elif child.tag == qn("w:tbl"):
            yield [[_text(cell, reader) for cell in row if cell.element is not None] for row in rows_of(child)]
        elif child.tag in WRAPPERS:
            yield from _blocks(child, reader)


def _text(cell: Cell, reader: WordReader) -> str:
    return "\n".join(line.text for line in reader.blocks(cell.element, in_cell=True)).strip()
