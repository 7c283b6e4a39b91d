"""How letters and forms are drawn: where the abstract stands, whom it is for, bands, blanks."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from reports.blocks import Blank, Column, Paragraph, Question, Table
from reports.docx import build_docx
from reports.paper import addressee_lines, number_line
from reports.pdf import draw_pdf
from tests.reports.drawn import DrawnPages
from tests.reports.paper_samples import SENTENCE, party_paper, state_paper

LETTER = {
    "number": "", "issued_on": None, "year": 2026, "type_name": "Công văn",
    "abstract": "V/v đôn đốc thực hiện nhiệm vụ", "addressees": ("Chi bộ Khu phố 1",), "blocks": (Paragraph(SENTENCE),),
}  # fmt: skip
LATE = Table(
    "", (Column("STT", 0.5), Column("Nhiệm vụ", 4)), (("1", "Một"), ("2", "Hai"), ("3", "Ba")),
    bands=((0, "Chi bộ 1"), (2, "Chi bộ 2")),
)  # fmt: skip
ASKED = Question(
    "1.", "Tuyên truyền, vận động.", "mã M1-AAAA", (Blank("Kết quả", "Đã làm.\nĐã báo.", 5), Blank("Đề xuất", lines=2))
)


def styles(content: bytes) -> list[tuple[str, str]]:
    """Every paragraph with words, in the order of reading, with its style."""
    document = Document(BytesIO(content))
    names = {style.style_id: style.name for style in document.styles}
    found = []
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        if text:
            found.append((text.replace("\xa0", " "), names[paragraph.pPr.pStyle.val]))
    return found


@pytest.mark.parametrize(
    ("paper", "number", "size", "weight"),
    [(party_paper, "-CV/ĐU", 12, "Italic"), (state_paper, "/UBND", 13, "Regular")],
)
def test_the_abstract_of_a_letter_stands_under_its_number(paper, number, size, weight):
    with DrawnPages(draw_pdf(paper(**LETTER))) as pages:
        abstract, symbol = pages.find("V/v đôn đốc thực hiện"), pages.find(number)
        to = pages.find("Kính gửi: Chi bộ Khu phố 1.")

        assert (round(abstract.size), abstract.weight) == (size, weight)
        assert symbol.bottom <= abstract.top < to.top
        assert abstract.right < 115  # in the left cell
        assert "CÔNG VĂN" not in pages.text(0)


def test_the_docx_of_a_letter_says_the_same_in_named_styles():
    words = styles(build_docx(party_paper(**LETTER)))

    assert ("Số     -CV/ĐU", "Số ký hiệu") in words
    assert ("V/v đôn đốc thực hiện nhiệm vụ", "Trích yếu công văn") in words
    assert ("Kính gửi: Chi bộ Khu phố 1.", "Kính gửi") in words
    assert not [text for text, style in words if style in {"Tên loại", "Trích yếu"}]


def test_several_addressees_are_listed_by_the_rules_of_the_regime():
    two = {**LETTER, "addressees": ("- Chi bộ 1;", "Chi bộ 2.")}

    assert addressee_lines(party_paper(**two)) == ("Kính gửi:", "- Chi bộ 1;", "- Chi bộ 2.")
    assert ("- Chi bộ 2.", "Danh sách kính gửi") in styles(build_docx(state_paper(**two)))


def test_a_form_bears_no_number():
    assert number_line(party_paper(is_numbered=False)) == ""
    assert "Số ký hiệu" not in [style for text, style in styles(build_docx(state_paper(is_numbered=False)))]


def test_a_band_crosses_the_table_above_its_row():
    words = [text for text, _ in styles(build_docx(party_paper(blocks=(LATE,))))]
    table = next(
        table for table in Document(BytesIO(build_docx(party_paper(blocks=(LATE,))))).tables if len(table.rows) > 3
    )

    start = words.index("Chi bộ 1")
    assert words[start : start + 7] == ["Chi bộ 1", "1", "Một", "2", "Hai", "Chi bộ 2", "3"]
    assert table.rows[1]._tr.tc_lst[0].grid_span == 2
    with DrawnPages(draw_pdf(party_paper(blocks=(LATE,)))) as pages:
        assert pages.find("Chi bộ 1").top < pages.find("Một").top < pages.find("Chi bộ 2").top < pages.find("Ba").top


def test_a_question_leaves_room_to_write():
    with DrawnPages(draw_pdf(party_paper(blocks=(ASKED,)))) as pages:
        outcome, proposals, words = pages.find("Kết quả"), pages.find("Đề xuất"), pages.find("Đã làm.")

        assert pages.find("1. Tuyên truyền").weight == "Bold"
        assert proposals.top - outcome.top >= 5 * 18 * 25.4 / 72  # five lines of 18 pt
        assert words.left > outcome.right


def test_a_question_is_one_table_in_word_with_a_line_for_each_line_typed():
    table = next(
        table for table in Document(BytesIO(build_docx(party_paper(blocks=(ASKED,))))).tables if len(table.rows) == 3
    )

    assert [paragraph.text for paragraph in table.cell(0, 0).paragraphs] == ["1. Tuyên truyền, vận động.", "mã M1-AAAA"]
    assert [paragraph.text for paragraph in table.cell(1, 1).paragraphs] == ["Đã làm.", "Đã báo."]
    assert [row.height.pt for row in table.rows[1:]] == [90, 36]
