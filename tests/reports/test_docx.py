import subprocess
import unicodedata
import zipfile
from io import BytesIO
from shutil import which

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from lxml import etree

from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.docx import build_docx
from reports.layouts import PARTY_2018, PARTY_2026
from tests.reports.drawn import DrawnPages
from tests.reports.paper_samples import figures_table, party_paper, state_paper


def opened(paper):
    return Document(BytesIO(build_docx(paper)))


def words(element) -> list[str]:
    """Text of every paragraph in the order of reading, tables included."""
    texts = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in element.iter(qn("w:p")))
    return [text for text in texts if text]


def styles_of(element, document) -> dict[str, str]:
    names = {style.style_id: style.name for style in document.styles}
    return {
        "".join(t.text or "" for t in p.iter(qn("w:t"))): names[p.pPr.pStyle.val]
        for p in element.iter(qn("w:p"))
        if p.pPr is not None and p.pPr.pStyle is not None
    }


def test_the_words_come_in_the_order_of_the_paper():
    paper = state_paper(blocks=(Heading("I.", "TÌNH HÌNH"), Paragraph("Một.\nHai."), Annex("Biểu", ())))

    assert words(opened(paper).element.body) == [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG QUY NHƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 09/BC-UBND",
        "Quy Nhơn, ngày\xa005\xa0tháng\xa002\xa0năm\xa02026",
        "BÁO CÁO",
        "Kết quả công tác dân vận chính quyền năm\N{NO-BREAK SPACE}2025",
        "I. TÌNH HÌNH",
        "Một.",
        "Hai.",
        "Nơi nhận:",
        "- Sở Nội vụ (báo cáo);",
        "- TT Đảng ủy phường;",
        "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Bình",
        "Phụ lục",
        "BIỂU",
        "(Kèm theo Báo cáo số 09/BC-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân phường Quy Nhơn)",
    ]


def test_the_party_header_has_its_star_and_the_abstract_its_hyphens():
    text = words(opened(party_paper(blocks=())).element.body)

    assert text[:4] == ["ĐẢNG BỘ TỈNH GIA LAI", "ĐẢNG ỦY PHƯỜNG QUY NHƠN", "ĐẢNG CỘNG SẢN VIỆT NAM", "*"]
    assert text[4] == "Số 112-BC/ĐU"
    assert text[8] == "-----"


def test_a_draft_is_blank_where_the_office_writes_and_says_so():
    text = [line.replace("\xa0", " ") for line in words(opened(party_paper(draft=True, blocks=())).element.body)]

    assert "Số     -BC/ĐU" in text
    assert "Quy Nhơn, ngày     tháng     năm 2026" in text
    assert "DỰ THẢO" in text


def test_the_page_is_a4_with_the_margins_of_the_profile():
    section = opened(party_paper(blocks=())).sections[0]
    lengths = (
        section.page_width, section.page_height, section.top_margin, section.right_margin,
        section.bottom_margin, section.left_margin, section.header_distance,
    )  # fmt: skip

    assert [round(length.mm, 1) for length in lengths] == [210, 297, 20, 15, 20, 30, 10]


def test_every_style_is_times_new_roman_in_every_script_and_black():
    document = opened(party_paper())
    used = {name for part in (document.element.body, document.sections[0].header._element)
            for name in styles_of(part, document).values()}  # fmt: skip

    assert {"Heading 1", "Heading 2", "Heading 3", "Nội dung", "Tên loại", "Số trang"} <= used
    for name in used:
        fonts = document.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
        assert fonts.get(qn("w:asciiTheme")) is None
        assert str(document.styles[name].font.color.rgb) == "000000"


@pytest.mark.parametrize(
    ("text", "style", "size", "bold"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "Quốc hiệu 1", 15, True),
        ("ĐẢNG BỘ TỈNH GIA LAI", "Cơ quan cấp trên", 14, False),
        ("ĐẢNG ỦY PHƯỜNG QUY NHƠN", "Tên cơ quan", 14, True),
        ("BÁO CÁO", "Tên loại", 16, True),
        ("I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "Heading 1", 14, True),
        ("1.1. Trên hệ thống truyền thanh cơ sở", "Heading 3", 14, True),
        ("T/M BAN THƯỜNG VỤ", "Quyền hạn ký", 14, True),
        ("PHÓ BÍ THƯ THƯỜNG TRỰC", "Chức vụ", 14, False),
        ("Nơi nhận:", "Nơi nhận", 14, False),
        ("- Lưu Văn phòng Đảng ủy.", "Danh sách nơi nhận", 12, False),
    ],
)
def test_each_part_has_a_style_with_the_numbers_of_the_profile(text, style, size, bold):
    document = opened(party_paper())

    assert styles_of(document.element.body, document)[text] == style
    font = document.styles[style].font
    assert (font.size.pt, font.bold) == (size, bold)


def test_the_job_title_is_bold_under_the_old_party_rule():
    assert opened(party_paper(profile=PARTY_2018, blocks=())).styles["Chức vụ"].font.bold
    assert not opened(party_paper(profile=PARTY_2026, blocks=())).styles["Chức vụ"].font.bold


def test_body_text_is_justified_indented_and_spaced():
    layout = opened(party_paper(blocks=())).styles["Nội dung"].paragraph_format

    assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(layout.first_line_indent.mm, 1) == 10
    assert (layout.line_spacing.pt, layout.space_after.pt) == (18, 6)


def test_headings_stay_with_what_follows():
    styles = opened(party_paper(blocks=())).styles

    assert all(styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))


def test_header_and_signature_cells_have_the_widths_of_the_profile():
    document = opened(state_paper())
    masthead, signature = document.tables[0], document.tables[-1]

    assert [round(cell.width.mm) for cell in masthead.rows[0].cells] == [65, 100]
    assert [round(cell.width.mm) for cell in signature.rows[0].cells] == [80, 85]
    assert masthead.style.name == "Normal Table"
    assert signature.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_rules_are_borders_as_long_as_the_rule_says():
    cell = opened(party_paper(blocks=())).tables[0].rows[0].cells[1]
    rule = cell.paragraphs[-1]
    length = cell.width.mm - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm

    assert rule._p.pPr.find(qn("w:pBdr")).find(qn("w:top")).get(qn("w:val")) == "single"
    assert length == pytest.approx(72.9, abs=0.2)


def test_pages_are_numbered_in_the_header_but_not_the_first():
    section = opened(party_paper(blocks=())).sections[0]

    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert [f.get(qn("w:instr")) for f in section.header._element.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert section.header.paragraphs[0].style.name == "Số trang"


def test_an_annex_is_a_landscape_section_with_page_numbers():
    section = opened(party_paper()).sections[-1]

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert not section.different_first_page_header_footer
    assert section.header.is_linked_to_previous


def test_a_table_is_a_real_table_with_a_repeated_grouped_header():
    table = opened(party_paper(blocks=(figures_table(3),))).tables[1]
    rows = table._tbl.tr_lst
    spans = [tc.tcPr.gridSpan.val for tc in rows[0].tc_lst if tc.tcPr.gridSpan is not None]

    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, True, False, False, False, False]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert spans == [2, 2]
    assert words(rows[0]) == ["TT", "Đơn vị", "Tổng số", "Hoàn thành", "Chưa hoàn thành", "Không hạn"]
    assert words(rows[1]) == ["Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"]
    assert [cell.text for cell in table.rows[2].cells] == [
        "1",
        "Chi bộ Khu phố 1 – nhóm 1",
        "7",
        "4",
        "1",
        "1",
        "0",
        "1",
    ]
    assert [cell.text for cell in table.rows[5].cells][:3] == ["", "Cộng", "21"]


def test_a_table_without_groups_has_one_header_row():
    table = Table("", (Column("A", 1), Column("B", 3, "right")), (("1", "hai\nba"),))
    drawn = opened(state_paper(blocks=(table,))).tables[1]

    assert len(drawn.rows) == 2
    assert [round(column.width.mm) for column in drawn.columns] == [41, 124]
    assert drawn.rows[1].cells[1].text == "hai\nba"


def test_headings_stand_at_the_left_and_a_part_in_the_middle():
    document = opened(
        state_paper(blocks=(Heading("PHẦN THỨ HAI.", "NHIỆM VỤ"), Heading("I.", "CHUNG"), Paragraph("a")))
    )
    styles = {one.text: one.style for one in document.paragraphs}

    part, heading = styles["PHẦN THỨ HAI. NHIỆM VỤ"], styles["I. CHUNG"]
    assert (part.base_style.name, part.paragraph_format.alignment) == ("Heading 1", WD_ALIGN_PARAGRAPH.CENTER)
    assert heading.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_a_line_of_totals_stays_with_the_row_before_it():
    rows = opened(state_paper(blocks=(figures_table(3),))).tables[1]._tbl.tr_lst

    def keeps_next(row):
        return all(p.pPr.find(qn("w:keepNext")) is not None for p in row.iter(qn("w:p")))

    assert [keeps_next(row) for row in rows[2:5]] == [False, False, True]


def test_the_signature_stays_with_the_lines_before_it():
    def kept(paper):
        body = opened(paper).element.body
        signature = [child for child in body if child.tag == qn("w:tbl")][-1]
        before = signature.getprevious()
        return before.tag == qn("w:p") and before.pPr.find(qn("w:keepNext")) is not None

    assert kept(party_paper(blocks=(Paragraph("Chữ."),)))
    assert kept(party_paper(blocks=(figures_table(2),)))
    last_row = opened(party_paper(blocks=(figures_table(2),))).tables[1]._tbl.tr_lst[-1]
    assert all(p.pPr.find(qn("w:keepNext")) is not None for p in last_row.iter(qn("w:p")))


def test_the_file_says_what_it_is_in_vietnamese():
    document = opened(party_paper())
    properties = document.core_properties
    languages = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}

    assert properties.title.startswith("Báo cáo sơ kết 6 tháng")
    assert (properties.author, properties.last_modified_by) == ("Đảng ủy phường Quy Nhơn", "Đảng ủy phường Quy Nhơn")
    assert (properties.language, properties.comments) == ("vi-VN", "")
    assert languages == {"vi-VN"}


@pytest.mark.parametrize(
    "text",
    ["", "\0\x01\x0b\ud800\ufffe", "<w:p/> & ]]> \"'", "x" * 40_000, "a\n\n\r\nb"],
    ids=["empty", "controls", "markup", "endless", "lines"],
)
def test_odd_text_makes_a_file_that_opens(text):
    table = Table(text, (Column(text), Column(text, group=text)), ((text, text),), (text, text))
    paper = state_paper(
        superior=text, issuer=text, number=text, place=text, type_name=text, abstract=text, symbol=text,
        blocks=(Heading(text, text), Paragraph(text), table, Annex(text, (table,), note=text)),
        recipients=(text,), authority=text, job_title=text, signatory=text,
    )  # fmt: skip

    assert opened(paper).sections


def test_typed_text_is_kept_letter_by_letter_and_composed():
    typed = "<b>đậm</b> & “hoà”  {x}"
    document = opened(state_paper(blocks=(Paragraph(unicodedata.normalize("NFD", typed)),)))

    assert typed in words(document.element.body)


def test_the_file_names_no_outside_address():
    with zipfile.ZipFile(BytesIO(build_docx(party_paper(abstract="http://127.0.0.1/x")))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".rels")]
        relations = [relation for name in names for relation in etree.fromstring(archive.read(name))]

    assert relations
    assert [relation.get("Target") for relation in relations if relation.get("TargetMode") == "External"] == []


@pytest.mark.slow
@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_processor_lays_it_out_as_the_pdf(tmp_path):
    (tmp_path / "paper.docx").write_bytes(build_docx(party_paper()))
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run([*office, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "paper.docx"], check=True)

    with DrawnPages((tmp_path / "paper.pdf").read_bytes()) as pages:
        title, name = pages.find("ĐẢNG CỘNG SẢN VIỆT NAM"), pages.find("ĐẢNG ỦY PHƯỜNG QUY NHƠN")
        assert title.middle == pytest.approx(30 + 80 + 42.5, abs=1)
        assert name.middle == pytest.approx(30 + 40, abs=1)
        assert pages.text(0).startswith("ĐẢNG BỘ TỈNH GIA LAI")
        assert pages.text(1).split("\n")[0].strip() == "2"
        last = len(pages.pages) - 1
        assert pages.pages_with("Chưa hoàn") == [3, last - 1, last]
