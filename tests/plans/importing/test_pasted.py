"""Word files that hold pictures: of pages, of stamps, of nothing that matters."""

import io

import docx
import pytest
from PIL import Image, ImageDraw

from plans.importing import SecretDocument, UnreadableFile, pictures, read_source
from tests.plans.importing.documents import saved
from tests.plans.importing.papers import WORDS, needs_tesseract, paper, pictures_of, unreadable_page

with_tesseract = pytest.mark.skipif(needs_tesseract, reason="Tesseract is not installed")


def word_with(*pasted: Image.Image | bytes, text: str = "") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    for picture in pasted:
        stream = io.BytesIO(picture) if isinstance(picture, bytes) else io.BytesIO()
        if not isinstance(picture, bytes):
            picture.save(stream, "PNG")
        stream.seek(0)
        document.add_picture(stream, width=docx.shared.Mm(150))
    return saved(document)


def stamp(words: str) -> Image.Image:
    (page,) = pictures_of(paper(under=f"<div class=stamp><b>{words}</b></div>"))
    return page


def codes(source) -> list[str]:
    return [finding.code for finding in source.findings]


@with_tesseract
def test_pages_pasted_into_an_empty_word_file_are_read_as_scans():
    first, second = pictures_of(paper(f"<p>{WORDS * 4}</p><p style='break-before: page'>{WORDS * 4}</p>"))
    told = []
    source = read_source(word_with(first, second), "a.docx", tell=lambda page, pages: told.append((page, pages)))

    assert source.is_from_picture
    assert " ".join(source.text.split()).count("lắng nghe") == 8
    assert {line.page for line in source.lines if line.text} == {1, 2}
    assert told == [(1, 2), (2, 2)]


@with_tesseract
@pytest.mark.parametrize(("words", "is_refused"), [("TỐI MẬT", True), ("KHẨN", False)])
def test_a_stamp_on_a_picture_beside_text_is_found(words, is_refused):
    word = word_with(stamp(words), text=WORDS)

    if is_refused:
        with pytest.raises(SecretDocument):
            read_source(word, "a.docx")
    else:
        assert WORDS.strip() in read_source(word, "a.docx").text


@with_tesseract
def test_words_on_pictures_beside_text_are_told_of_and_left_out():
    (page,) = pictures_of(paper(f"<p>{WORDS * 4}</p>"))
    source = read_source(word_with(page, text="KẾ HOẠCH"), "a.docx")

    assert source.text == "KẾ HOẠCH"
    assert codes(source) == ["words_in_pictures"]


@with_tesseract
def test_a_drawing_without_words_is_no_news():
    logo = Image.new("L", (120, 120), 255)
    ImageDraw.Draw(logo).ellipse((10, 10, 110, 110), outline=0, width=6)

    assert codes(read_source(word_with(logo, text="KẾ HOẠCH"), "a.docx")) == []


def test_without_tesseract_pictures_beside_text_are_told_of(monkeypatch):
    monkeypatch.setattr(pictures, "find_program", lambda name: None)
    source = read_source(word_with(unreadable_page(), text="KẾ HOẠCH"), "a.docx")

    assert codes(source) == ["pictures_unseen"]
    assert "1 ảnh" in source.findings[0].message


def test_without_tesseract_a_word_file_of_pictures_alone_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(pictures, "find_program", lambda name: None)

    with pytest.raises(UnreadableFile, match=r"chưa cài phần đọc chữ từ ảnh"):
        read_source(word_with(unreadable_page()), "a.docx")


def test_a_word_file_with_neither_text_nor_pages_is_empty():
    with pytest.raises(UnreadableFile, match="Không có chữ nào để đọc"):
        read_source(word_with(Image.new("L", (80, 80), 255)), "a.docx")
