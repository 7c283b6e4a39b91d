"""Make the file of a corpus document: Word, LibreOffice's formats, PDF, scans, text in several encodings."""

import html
import io
import random
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pypdfium2
import weasyprint
from PIL import Image, ImageChops, ImageFilter

from tests.corpus.form import Block, Document, plain
from tests.corpus.word import word_file

SUFFIXES = {
    "txt": ".txt",
    "utf-16": ".txt",
    "cp1258": ".txt",
    "md": ".md",
    "pdf-office": ".pdf",
    "scan-pdf": ".pdf",
    "scan-jpg": ".jpg",
    "scan-png": ".png",
}
OFFICE = {"doc", "odt", "rtf", "pdf-office"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WIDTH = 78
_STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page) } }
@page :first { @top-center { content: "" } }
body { font: 14pt/20pt "Times New Roman", "Liberation Serif", serif }
p { margin: 0 0 6pt; text-align: justify; text-indent: 10mm }
.columns { display: flex; text-align: center } .columns p { width: 50%; text-indent: 0; text-align: center }
.cap { text-align: center; text-indent: 0; font-weight: bold }
table { border-collapse: collapse; width: 100%; font-size: 12pt } td { border: 1px solid; padding: 2pt }
"""


def needs_office(document: Document) -> bool:
    """Whether LibreOffice must be there to make the file."""
    return document.format in OFFICE


def has_office() -> bool:
    return shutil.which("soffice") is not None


def build(document: Document) -> tuple[bytes, str]:
    """Return the bytes of a document and its file name."""
    name = document.name + SUFFIXES.get(document.format, f".{document.format}")
    if document.format == "docx":
        return word_file(document), name
    if document.format in OFFICE:
        return _converted(word_file(document), Path(name).suffix), name
    if document.format == "pdf":
        return _pdf(document), name
    if document.format.startswith("scan-"):
        return _scan(_pdf(document), document.format.removeprefix("scan-"), seed=document.name), name
    return _encoded(_text(document), document.format), name


def _converted(word: bytes, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "plan.docx")
        source.write_bytes(word)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        subprocess.run(
            [*command, suffix[1:], "--outdir", folder, str(source)], check=True, capture_output=True, timeout=120
        )
        return source.with_suffix(suffix).read_bytes()


def _text(document: Document) -> str:
    lines: list[str] = []
    is_markdown = document.format == "md"
    in_table = False
    for block in document.blocks:
        if block is None:
            lines.append("")
            continue
        if block.cells:
            lines.append("| " + " | ".join(_filled(block.cells)) + " |")
            if not in_table:
                lines.append("|" + "---|" * len(block.cells))
        elif block.columns:
            lines.append(
                f"{block.columns[0]:<38} {block.columns[1]}".rstrip() if block.columns[1] else block.columns[0]
            )
        else:
            lines += _paragraph_lines(block, is_markdown=is_markdown, is_wrapped="wrapped" in document.options)
        in_table = bool(block.cells)
    text = "\n".join(lines) + "\n"
    return unicodedata.normalize("NFD", text) if "nfd" in document.options else text


def _paragraph_lines(block: Block, *, is_markdown: bool, is_wrapped: bool) -> list[str]:
    lines: list[str] = []
    for position, part in enumerate(block.parts):
        if position and block.gaps[position - 1]:
            lines.append("")
        lines += _wrapped(plain(part)) if is_wrapped else [part if is_markdown else plain(part)]
    return lines


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _filled(cells: Iterable[str]) -> list[str]:
    """A text has no merged cells: they stay empty."""
    return ["" if cell in {"^", "<"} else plain(cell) for cell in cells]


def _encoded(text: str, name: str) -> bytes:
    if name == "utf-16":
        return text.encode("utf-16")
    if name == "cp1258":
        return "".join(_with_loose_tone(char) for char in text).encode("cp1258")
    return text.encode("utf-8")


def _with_loose_tone(char: str) -> str:
    """Windows-1258 keeps the tone apart from its vowel: "ệ" is "ê" and a dot below."""
    marks = unicodedata.normalize("NFD", char)
    vowel = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return vowel + "".join(mark for mark in marks if mark in _TONES)


def _pdf(document: Document) -> bytes:
    body = []
    for kind, group in groupby(document.blocks, _kind):
        blocks = [block for block in group if block]
        if kind == "row":
            body.append(_table_html([block.cells for block in blocks]))
        elif kind == "columns":
            body += [f'<div class="columns">{_p(b.columns[0])}{_p(b.columns[1])}</div>' for b in blocks if b.columns]
        else:
            body += [_p(part) for block in blocks for part in block.parts]
    return weasyprint.HTML(string=f"<style>{_STYLE}</style>" + "".join(body)).write_pdf()


def _kind(block: Block | None) -> str:
    if block is None:
        return "gap"
    return "row" if block.cells else "columns" if block.columns else "paragraph"


def _p(text: str) -> str:
    is_title = text.isupper() and len(text) < 90 and not re.match(r"[IVX]+\b", text)
    return f'<p class="{"cap" if is_title else "body"}">{_inline(text)}</p>'


def _inline(text: str) -> str:
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text))
    return re.sub(r"(?<!\*)\*([^\s*][^*]*)\*", r"<i>\1</i>", bold)


def _table_html(rows: list[tuple[str, ...]]) -> str:
    return "<table>" + "".join(f"<tr>{_row_html(rows, index)}</tr>" for index in range(len(rows))) + "</table>"


def _row_html(rows: list[tuple[str, ...]], index: int) -> str:
    drawn = []
    for column, cell in enumerate(rows[index]):
        if cell in {"^", "<"}:
            continue
        wide = 1 + sum(1 for _ in _run(rows[index][column + 1 :], "<"))
        high = 1 + sum(1 for _ in _run(_below(rows, index, column), "^"))
        drawn.append(f'<td colspan="{wide}" rowspan="{high}">{_inline(cell)}</td>')
    return "".join(drawn)


def _below(rows: list[tuple[str, ...]], index: int, column: int) -> Iterable[str]:
    """The cells below one; a row whose last cells are empty is shorter than the others."""
    return (row[column] if column < len(row) else "" for row in rows[index + 1 :])


def _run(cells: Iterable[str], sign: str) -> Iterable[str]:
    for cell in cells:
        if cell != sign:
            return
        yield cell


def _scan(pdf: bytes, suffix: str, *, seed: str) -> bytes:
    """Draw the pages as an office scanner would: 200 dots an inch, a little askew, soft, compressed."""
    chance = random.Random(seed)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [_scanned(page.render(scale=200 / 72).to_pil().convert("L"), chance) for page in document]
    stream = io.BytesIO()
    if suffix == "pdf":
        pages[0].save(stream, "PDF", resolution=200, save_all=True, append_images=pages[1:], quality=70)
    else:
        pages[0].save(stream, "JPEG" if suffix == "jpg" else "PNG", dpi=(200, 200), **_quality(suffix))
    return stream.getvalue()


def _quality(suffix: str) -> dict[str, int]:
    return {"quality": 65} if suffix == "jpg" else {}


def _scanned(page: Image.Image, chance: random.Random) -> Image.Image:
    askew = page.rotate(chance.uniform(-0.8, 0.8), resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = askew.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.8)))
    return ImageChops.multiply(soft, _grain(soft.size, chance))


def _grain(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Paper that is not quite white, the same at every run."""
    dust = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).filter(ImageFilter.GaussianBlur(0.6))
    return dust.point(lambda level: max(0, min(255, 238 + (level - 128) * 3 // 5)))
