"""Where pages break, what the file says to programs, and that a text reader gets the exact words in order."""

import io
import re
import subprocess
import unicodedata
from collections import Counter
from dataclasses import replace
from shutil import which

import pypdf
import pytest

from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.pdf import draw_pdf
from tests.reports.drawn import DrawnPages, structure_elements
from tests.reports.paper_samples import SENTENCE, figures_table, party_paper, state_paper

TWO = (Column("TT", 1, "center"), Column("Nội dung", 9))


def lines_before(count: int) -> Paragraph:
    return Paragraph("\n".join(f"Việc thứ {n} đã làm xong." for n in range(count)))


@pytest.mark.parametrize("count", range(18, 26))
def test_no_heading_stands_alone_at_the_foot_of_a_page(count):
    blocks = (lines_before(count), Heading("II.", "KẾT QUẢ", 1), Heading("1.", "Tuyên truyền", 2), Paragraph(SENTENCE))
    with DrawnPages(draw_pdf(state_paper(blocks=blocks))) as pages:
        assert pages.pages_with("II. KẾT QUẢ") == pages.pages_with("1. Tuyên truyền")
        assert pages.pages_with("1. Tuyên truyền") == pages.pages_with("Các tổ chức đảng trong phường")[:1]


@pytest.mark.parametrize("count", range(14, 25, 2))
def test_a_heading_and_a_caption_stay_with_the_first_row_of_their_table(count):
    blocks = (lines_before(count), Heading("II.", "SỐ LIỆU", 1), figures_table(30))
    with DrawnPages(draw_pdf(state_paper(blocks=blocks))) as pages:
        (page,) = pages.pages_with("SỐ LIỆU")
        assert pages.pages_with("Kết quả thực hiện theo") == [page]
        assert re.search(r"nhóm 1\s", pages.text(page))


@pytest.mark.parametrize("height", [2, 5, 9])
def test_no_row_is_divided_between_pages(height):
    rows = tuple((str(n), f"Đầu {n}.\n" + "giữa\n" * height + f"Cuối {n}.") for n in range(1, 25))
    with DrawnPages(draw_pdf(state_paper(blocks=(Table("", TWO, rows),)))) as pages:
        assert len(pages.pages) > 1
        for n in range(1, 25):
            assert pages.pages_with(f"Đầu {n}.") == pages.pages_with(f"Cuối {n}.")


def test_a_row_that_is_longer_than_a_page_goes_on_and_loses_nothing():
    rows = (("1", "\n".join(f"dòng {n}." for n in range(150))),)
    with DrawnPages(draw_pdf(state_paper(blocks=(Table("", TWO, rows),)))) as pages:
        assert all(pages.pages_with(f"dòng {n}.") for n in range(150))


@pytest.mark.parametrize("first", range(24, 34, 2))
def test_the_name_of_a_group_stays_with_its_first_row(first):
    table = replace(figures_table(40), bands=((0, "Khối phường"), (first, "Khối khu phố")))
    with DrawnPages(draw_pdf(state_paper(blocks=(table,)))) as pages:
        (page,) = pages.pages_with("Khối khu phố")
        assert re.search(rf"nhóm {first + 1}\s", pages.text(page))


@pytest.mark.parametrize("lines", range(16))
def test_a_line_of_totals_is_never_alone_under_the_heads_of_its_table(lines):
    with DrawnPages(draw_pdf(state_paper(blocks=(lines_before(lines), figures_table(12))))) as pages:
        (page,) = pages.pages_with("Cộng")
        assert re.search(r"nhóm 12\s", pages.text(page))


def test_annexes_lie_or_stand_as_they_are_asked_to():
    annexes = [Annex(f"Biểu {n}", (figures_table(3),), landscape=n % 2 == 0) for n in range(4)]
    with DrawnPages(draw_pdf(party_paper(blocks=(Paragraph("Chữ."), *annexes)))) as pages:
        shapes = [page.get_width() > page.get_height() for page in pages.pages]
    assert shapes == [False, True, False, True, False]


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler-utils is not installed")
def test_a_text_reader_gets_the_exact_words_in_their_order(tmp_path):
    odd = "Wifi, Office; “trích dẫn” – 95,2 % … ₫; Ỹ ỹ Ẵ ẵ Ặ ặ Ự ự Ợ ợ Ế Ề Ể Ễ Ệ; Hòa, hoà, thuỷ, thủy; 3 ≥ 2."
    body = [SENTENCE * 2, odd, *(f"Việc thứ {n}: {SENTENCE}" for n in range(60))]
    paper = state_paper(
        blocks=(Heading("I.", "TÌNH HÌNH", 1), Paragraph(unicodedata.normalize("NFD", "\n".join(body))))
    )
    (tmp_path / "paper.pdf").write_bytes(draw_pdf(paper))

    asked = ["pdftotext", "-enc", "UTF-8", str(tmp_path / "paper.pdf"), "-"]
    read = subprocess.run(asked, capture_output=True, text=True, check=True).stdout

    assert read == unicodedata.normalize("NFC", read)
    pages = [page.split("\n", 1)[1] if number else page for number, page in enumerate(read.rstrip("\f").split("\f"))]
    words = " ".join(" ".join(pages).split())
    assert " ".join("I. TÌNH HÌNH {}".format(" ".join(body)).split()) in words


# -- structure, looked at with another library than the one that wrote it


@pytest.fixture(scope="module")
def tagged() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(draw_pdf(party_paper())))


def test_headings_paragraphs_and_tables_are_tagged_as_what_they_are(tagged):
    tree = [element for element, _ in structure_elements(tagged.trailer["/Root"]["/StructTreeRoot"])]
    kinds = Counter(element["/S"] for element in tree)

    assert kinds["/H1"] == 1
    assert kinds["/H2"] == 4  # three headings of level 1, one annex
    assert (kinds["/H3"], kinds["/H4"]) == (1, 1)
    assert kinds["/Table"] >= 4  # masthead, figures, signature, annex; one that goes on over a page counts twice
    assert kinds["/TH"] >= 10
    assert kinds["/TD"] == (12 + 1 + 40 + 1) * 8 + 4 + 2
    assert kinds["/P"] >= 12


def test_every_cell_of_figures_knows_its_heads(tagged):
    tree = [element for element, _ in structure_elements(tagged.trailer["/Root"]["/StructTreeRoot"])]
    heads = [element for element in tree if element["/S"] == "/TH"]

    assert all("/ID" in head or "/A" in head for head in heads)


def test_the_archival_file_carries_its_color_and_language_and_no_action(tagged):
    catalog = tagged.trailer["/Root"]

    assert catalog["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert catalog["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()
    assert catalog["/Lang"] == "vi"
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(catalog)
    assert len(tagged.trailer["/ID"]) == 2
    assert not any("/Annots" in page for page in tagged.pages)
