"""The same plan in every form of file: as text, from other word processors, printed, scanned, photographed."""

import io
import unicodedata
from difflib import SequenceMatcher

import docx
import pytest
from PIL import Image

from plans.importing import UnreadableFile, office, pictures, read_plan, read_source
from tests.plans.importing.documents import numbered_plan, saved
from tests.plans.importing.papers import (
    ROWS,
    TABLE,
    WORDS,
    converted,
    needs_office,
    needs_tesseract,
    paper,
    photograph,
    pictures_of,
    scan,
    unreadable_page,
)
from tests.plans.importing.samples import PARTY_PLAN

with_office = pytest.mark.skipif(needs_office, reason="LibreOffice is not installed")
with_tesseract = pytest.mark.skipif(needs_tesseract, reason="Tesseract is not installed")


def texts(source):
    return [line.text for line in source.lines if line.text]


def rows(source):
    return [line.cells for line in source.lines if line.cells]


def likeness(source, text):
    """How alike two texts are word for word, 0 to 1."""
    return SequenceMatcher(None, " ".join(texts(source)).split(), text.split(), autojunk=False).ratio()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1258"])
def test_text_without_a_mark_of_its_encoding_reads_the_same(encoding):
    content = _windows(PARTY_PLAN) if encoding == "cp1258" else PARTY_PLAN.encode(encoding)

    assert texts(read_source(content, "a.txt")) == texts(read_source(PARTY_PLAN.encode(), "a.txt"))


def _windows(text: str) -> bytes:
    """Windows-1258 as Windows writes it: letters whole, tones after them."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    out = bytearray()
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in parts if mark in tones)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        out += (letter + tone).encode("cp1258", errors="replace")
    return bytes(out)


@pytest.mark.parametrize(
    "text", ["Tieng Viet khong co dau thi khong the doc dung duoc. " * 12, "K? ho?ch c?ng t?c " * 10]
)
def test_text_without_its_marks_is_refused(text):
    with pytest.raises(UnreadableFile, match=r"dấu|mất chữ"):
        read_source(text.encode(), "a.txt")


@with_office
@pytest.mark.parametrize("suffix", ["doc", "odt", pytest.param("rtf", marks=pytest.mark.slow)])
def test_plan_of_another_word_processor_reads_as_the_word_file(suffix, tmp_path):
    document = docx.Document(io.BytesIO(numbered_plan()))
    document.add_paragraph()
    word = saved(document)

    source = read_source(converted(word, suffix, tmp_path), f"Kế hoạch.{suffix}")

    assert texts(source) == texts(read_source(word, "Kế hoạch.docx"))


@with_office
def test_file_of_the_server_does_not_come_in_through_a_link(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY")
    content = r'{\rtf1 Chu {\field{\*\fldinst IN{}CLUDETEXT "SECRET"}{\fldrslt x}}}'.replace("SECRET", str(secret))

    assert "CANARY" not in read_source(content.encode(), "a.rtf").text


def test_without_libreoffice_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(office, "find_program", lambda name: None)

    with pytest.raises(UnreadableFile, match=r"chưa cài LibreOffice.*\.rtf.*Lưu thành.*\.docx"):
        read_source(b"{\\rtf1 K}", "a.rtf")


def test_printed_table_gives_its_cells_and_what_goes_on_from_above():
    source = read_source(paper(TABLE), "a.pdf")

    assert rows(source) == ROWS
    assert [line.merged for line in source.lines if line.cells] == [(), (), (), (), (2,)]
    assert not source.is_from_picture


def test_row_that_a_page_break_cuts_is_one_again():
    long = "".join(f"<tr><td>{number}<td>{WORDS * 3}<td>Chi bộ {number}</tr>" for number in range(1, 25))

    source = read_source(paper(f"<table>{long}</table>"), "a.pdf")

    assert source.lines[-1].page > 2
    assert [cells[0] for cells in rows(source)] == [str(number) for number in range(1, 25)]


def test_page_numbers_and_running_heads_are_dropped():
    head = "<style>@page{@bottom-center{content:'Kế hoạch dân vận, bản ngày 9'}}</style>"
    source = read_source(paper(head + f"<p>{WORDS * 8}</p>" * 16), "a.pdf")

    assert source.lines[-1].page > 3
    assert not [text for text in texts(source) if "bản ngày 9" in text]
    assert not [text for text in texts(source) if text.isdigit()]


def test_page_of_few_lines_begins_where_the_others_do():
    first, last = (f"<p style='text-indent:1cm'>{text}</p>" for text in (WORDS * 3, "Một chữ " * 13))
    source = read_source(paper(f"{first * 8}<div style='break-before:page'>{last * 2}</div>"), "a.pdf")

    starts = [line.starts for line in source.lines if line.page == source.lines[-1].page and line.text]
    assert starts == [True, False, True, False]


@with_tesseract
def test_scan_is_read_and_says_so():
    printed = paper(f"<p>I. MỤC ĐÍCH</p><p>{WORDS * 3}</p>{TABLE}")
    told = []

    source = read_source(scan(printed), "a.pdf", tell=lambda page, pages: told.append((page, pages)))

    assert likeness(source, " ".join(texts(read_source(printed, "a.pdf")))) > 0.9
    assert [cells[3:] for cells in rows(source)] == [cells[3:] for cells in ROWS]
    assert [cells[0] for cells in rows(source)][2:] == ["1", "2", "3"]
    (finding,) = read_plan(source).findings[:1]
    assert (finding.code, "Trang 1 do máy đọc từ ảnh" in finding.message) == ("read_from_picture", True)
    assert (source.is_from_picture, told) == (True, [(1, 1)])


@with_tesseract
@pytest.mark.parametrize(
    "kind", ["JPEG", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("PNG", "TIFF", "WEBP"))]
)
def test_photograph_in_poor_light_lying_on_its_side_is_read(kind):
    source = read_source(photograph(paper(f"<p>{WORDS * 6}</p>"), kind), f"a.{kind.lower()}")

    assert likeness(source, f"ĐẢNG BỘ TỈNH MINH HÀ ĐẢNG ỦY XÃ TÂN LẬP {WORDS * 6}") > 0.7
    assert source.is_from_picture


@with_tesseract
def test_page_on_its_head_is_turned():
    (page,) = pictures_of(paper(f"<p>{WORDS * 8}</p>"))
    stream = io.BytesIO()
    page.transpose(Image.Transpose.ROTATE_180).save(stream, "PNG")

    assert WORDS.split()[-1] in read_source(stream.getvalue(), "a.png").text


@with_tesseract
def test_page_that_cannot_be_read_is_told_of():
    (page,) = pictures_of(paper(f"<p>{WORDS * 8}</p>"))
    stream = io.BytesIO()
    page.save(stream, "PDF", save_all=True, append_images=[unreadable_page()], resolution=200)

    source = read_source(stream.getvalue(), "a.pdf")

    assert [finding.code for finding in source.findings] == ["read_from_picture", "page_unreadable"]
    assert source.findings[1].message.startswith("Trang 2 ")


def test_without_tesseract_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(pictures, "find_program", lambda name: None)
    stream = io.BytesIO()
    unreadable_page().save(stream, "PDF")

    with pytest.raises(UnreadableFile, match=r"chưa cài phần đọc chữ từ ảnh.*tesseract-ocr-vie"):
        read_source(stream.getvalue(), "a.pdf")
