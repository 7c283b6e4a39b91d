"""A line never ends within a document's number or a day, where there is room for it; the text stays as typed."""

import pytest
from docx import Document

from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.docx import build_docx
from reports.layouts import STATE_2020
from reports.pdf import draw_pdf
from reports.row_lists import COLUMNS
from reports.templatetags.document_numbers import unbroken
from tests.reports.drawn import DrawnPages
from tests.reports.paper_samples import party_paper

NUMBERS = ("76-KH/ĐU", "462/KH-UBND", "25-NQ/TW", "30/2020/NĐ-CP", "05/9/2026")


def said_at_every_place(number: str, widths: range) -> str:
    """Paragraphs in which the number comes a letter later each time, so that it meets the end of a line."""
    return "\n".join(f"Thực hiện {'n' * n} theo Kế hoạch số {number}, các đơn vị đã làm." for n in widths)


@pytest.mark.parametrize("number", NUMBERS)
def test_no_number_is_broken_at_the_end_of_a_line(number):
    blocks = (Paragraph(said_at_every_place(number, range(30, 60))),)
    with DrawnPages(draw_pdf(party_paper(abstract="về việc", blocks=blocks))) as pages:
        found = sum(len(list(pages.find_all(f"{number},", page))) for page in range(len(pages.pages)))
    assert found == 30


@pytest.mark.parametrize("profile", [party_paper().profile, STATE_2020])
@pytest.mark.parametrize("number", ["128-KH/ĐU", "462/KH-UBND"])
def test_no_number_is_broken_in_the_abstract_of_a_letter(profile, number):
    for n in range(1, 14):
        paper = party_paper(
            profile=profile,
            addressees=("Chi bộ 1",),
            abstract=f"V/v {'n' * n} thực hiện Kế hoạch số {number}",
            blocks=(),
        )
        with DrawnPages(draw_pdf(paper)) as pages:
            assert list(pages.find_all(number, 0))


@pytest.mark.parametrize("number", ["128-KH/ĐU", "462/KH-UBND"])
def test_a_number_stands_on_one_line_of_the_list_of_rows(number):
    row = tuple(number if column.header == "Văn bản giao" else "" for column in COLUMNS)
    annex = Annex("Danh sách", (Table("", COLUMNS, (row,)),), landscape=True)
    with DrawnPages(draw_pdf(party_paper(blocks=(annex,), is_bare=True))) as pages:
        assert list(pages.find_all(number, 0))


def test_a_number_without_room_is_broken_inside_its_cell():
    columns = (Column("Số", 1), Column("Nội dung", 12))
    table = Table("", columns, (("128-KH/ĐU", "Một việc theo Kế hoạch 128-KH/ĐU."),))
    with DrawnPages(draw_pdf(party_paper(blocks=(table,)))) as pages:
        words = pages.find("Một việc")
        number = pages.find("128")
    assert number.right < words.left


def test_what_is_extracted_is_what_was_typed():
    blocks = (Heading("1.", "Theo 76-KH/ĐU", 2), Paragraph("Các văn bản 76-KH/ĐU, (25-NQ/TW) và <b>33-CT/TTg</b> & 1."))
    paper = party_paper(blocks=blocks)
    with DrawnPages(draw_pdf(paper)) as pages:
        text = pages.text(0)
    assert "Theo 76-KH/ĐU" in text
    assert "76-KH/ĐU, (25-NQ/TW) và <b>33-CT/TTg</b> & 1." in " ".join(text.split())


def test_in_a_word_processor_the_text_is_as_typed_too(tmp_path):
    (tmp_path / "a.docx").write_bytes(build_docx(party_paper(blocks=(Paragraph("Theo 76-KH/ĐU."),))))

    assert "Theo 76-KH/ĐU." in [one.text for one in Document(tmp_path / "a.docx").paragraphs]


def test_markup_in_a_text_stays_text():
    assert unbroken("<i>1-KH/ĐU</i> x") == '<span class="unbroken">&lt;i&gt;1-KH/ĐU&lt;/i&gt;</span> x'
