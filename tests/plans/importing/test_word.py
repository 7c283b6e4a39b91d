"""Word files: what the paper shows comes through, whatever Word needed to show it."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plans.importing import SecretDocument, UnreadableFile, read_source
from tests.plans.importing.documents import NUMBERING, changed, number, saved, with_body, word_file

W = nsdecls("w")
FOOTNOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Theo Quyết định số 9.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def lines_of(document):
    return [line for line in read_source(saved(document), "a.docx").lines if line.text]


def texts_of(document):
    return [line.text for line in lines_of(document)]


def body(xml: str):
    """A document whose first paragraphs are `xml`."""
    return [line.text for line in read_source(with_body(xml.encode()), "a.docx").lines if line.text][1:]


def table(*rows: tuple[str, ...]):
    document = docx.Document()
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document, made


def test_merged_cells_keep_their_columns_and_say_what_goes_on_from_above():
    document, made = table(
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("I. TUYÊN TRUYỀN", "", "", ""),
        ("1", "Mở hội nghị", "Ban Xây dựng Đảng", "Tháng 3"),
        ("2", "Đối thoại", "", "Quý II"),
    )
    made.cell(1, 0).merge(made.cell(1, 3))
    made.cell(2, 2).merge(made.cell(3, 2))

    rows = lines_of(document)

    assert [row.cells for row in rows] == [
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("I. TUYÊN TRUYỀN", "", "", ""),
        ("1", "Mở hội nghị", "Ban Xây dựng Đảng", "Tháng 3"),
        ("2", "Đối thoại", "", "Quý II"),
    ]
    assert [row.merged for row in rows] == [(), (), (), (2,)]


def test_number_that_word_sets_in_an_empty_cell_is_read():
    document, made = table(("TT", "Nội dung", "Chủ trì"), ("", "Một", "A"), ("", "Hai", "B"))
    document.part.numbering_part._element = parse_xml(NUMBERING)
    for row in made.rows[1:]:
        number(row.cells[0].paragraphs[0], 1)

    assert [row.cells[0] for row in lines_of(document)] == ["TT", "1.", "2."]


def test_row_whose_deletion_was_tracked_is_gone():
    document, made = table(("TT", "Nội dung", "Chủ trì"), ("1", "Bỏ", "A"), ("2", "Giữ", "B"))
    made.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="1" w:author="a"/>'))

    assert [row.cells[1] for row in lines_of(document)] == ["Nội dung", "Giữ"]


def test_tracked_changes_are_read_as_accepted():
    deleted_end = '<w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>'
    moved = '<w:moveFrom w:id="4" w:author="a"><w:r><w:t>đi</w:t></w:r></w:moveFrom>'
    arrived = '<w:moveTo w:id="5" w:author="a"><w:r><w:t>đến</w:t></w:r></w:moveTo>'

    assert body(
        f"<w:p>{deleted_end}<w:r><w:t>Nửa đầu, </w:t></w:r></w:p><w:p><w:r><w:t>nửa sau.</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>Chuyển </w:t></w:r>{moved}{arrived}</w:p>"
    ) == ["Nửa đầu, nửa sau.", "Chuyển đến"]


def test_capitals_bold_and_hidden_letters_come_from_styles_too():
    document = docx.Document()
    title = document.styles.add_style("Tiêu đề", WD_STYLE_TYPE.PARAGRAPH)
    title.font.bold, title.font.all_caps = True, True
    below = document.styles.add_style("Tiêu đề con", WD_STYLE_TYPE.PARAGRAPH)
    below.base_style = title
    document.add_paragraph("Kế hoạch", style="Tiêu đề con")
    plain = document.add_paragraph(style="Tiêu đề con").add_run("Không đậm")
    plain.bold, plain.font.all_caps = False, False
    document.add_paragraph("Thấy").add_run(" ẩn").font.hidden = True

    found = lines_of(document)

    assert [(line.text, line.bold) for line in found] == [("KẾ HOẠCH", True), ("Không đậm", False), ("Thấy", False)]


def test_heading_style_made_from_words_own_is_a_heading():
    document = docx.Document()
    own = document.styles.add_style("Mục lớn", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("NHIỆM VỤ", style="Mục lớn")

    assert [line.heading for line in lines_of(document)] == [2]


def test_footnote_stands_below_its_paragraph_and_below_its_row():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    content = with_body(
        f"<w:p><w:r><w:t>Việc</w:t></w:r>{mark}</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:p><w:r><w:t>Việc</w:t></w:r>{mark}</w:p></w:tc></w:tr></w:tbl><w:p/>".encode()
    )
    relation = f'<Relationship Id="rId99" Type="{RELATED}" Target="footnotes.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'

    def with_notes(parts):
        rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
        return parts | {
            "word/footnotes.xml": FOOTNOTES.encode(),
            rels: parts[rels].replace(b"</Relationships>", relation.encode()),
            types: parts[types].replace(b"</Types>", override.encode()),
        }

    read = read_source(changed(content, with_notes), "a.docx")

    assert [line.text for line in read.lines if line.text][1:] == [
        "Việc¹", "¹ Theo Quyết định số 9.", "1 | Việc²", "² Theo Quyết định số 9.",
    ]  # fmt: skip


def test_content_controls_are_read_but_not_what_they_ask_for():
    asked = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    filled = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    run = "<w:r><w:t>{}</w:t></w:r>"

    assert body(
        filled.format("<w:p>" + run.format("Cả đoạn") + "</w:p>")
        + asked.format("<w:p>" + run.format("Bấm để nhập") + "</w:p>")
        + "<w:p>" + filled.format(run.format("Trong dòng")) + asked.format(run.format(" chọn ngày")) + "</w:p>"
    ) == ["Cả đoạn", "Trong dòng"]  # fmt: skip


def test_text_box_is_read_once_though_word_keeps_it_twice():
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"

    assert body(
        f"<w:p><w:r><mc:AlternateContent {compatibility}>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
    ) == ["Trong khung"]


def test_letterhead_in_the_page_header_comes_first_and_a_page_number_does_not():
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.sections[0].header.paragraphs[0].text = "Trang 1"
    assert texts_of(document) == ["KẾ HOẠCH"]

    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "Số 14-KH/ĐU"
    assert texts_of(document) == ["Số 14-KH/ĐU", "KẾ HOẠCH"]


def test_level_of_a_numbered_style_is_where_the_numbering_names_it():
    document = docx.Document()
    linked = NUMBERING.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Viec"/>')
    document.part.numbering_part._element = parse_xml(linked)
    style = document.styles.add_style("Viec", WD_STYLE_TYPE.PARAGRAPH)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="1"/></w:numPr>'))
    number(document.add_paragraph("NHIỆM VỤ"), 0)
    for text in ("Một", "Hai"):
        document.add_paragraph(text, style="Viec")

    assert texts_of(document) == ["I- NHIỆM VỤ", "1. Một", "2. Hai"]


def test_watermark_is_looked_at_for_a_secrecy_mark():
    path = '<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="{}"/>'
    picture = "<w:p><w:r><w:pict>{}</w:pict></w:r></w:p>"

    assert body(picture.format(path.format("DỰ THẢO"))) == []
    with pytest.raises(SecretDocument):
        body(picture.format(path.format("TỐI MẬT")))


@pytest.mark.parametrize(
    ("font", "text", "table"),
    [(".VnTime", "KÕ ho¹ch", "TCVN3"), ("VNI-Times", "Keá hoaïch coâng taùc", "VNI")],
)
def test_one_line_in_an_old_font_is_enough_to_refuse(font, text, table):
    document = docx.Document()
    document.add_paragraph("Kế hoạch công tác dân vận năm 2026 của Đảng ủy xã, ban hành để các chi bộ thực hiện.")
    document.add_paragraph().add_run(text).font.name = font

    with pytest.raises(UnreadableFile, match=table):
        texts_of(document)


def test_old_font_named_over_unicode_letters_does_no_harm():
    document = docx.Document()
    document.add_paragraph().add_run("Kế hoạch công tác dân vận").font.name = ".VnTime"

    assert texts_of(document) == ["Kế hoạch công tác dân vận"]


def test_page_break_inside_a_paragraph_breaks_no_line():
    assert body('<w:p><w:r><w:t>Nhà </w:t><w:br w:type="page"/><w:t>nước</w:t></w:r></w:p>') == ["Nhà nước"]


def test_plain_word_file_is_read():
    assert [line.text for line in read_source(word_file("Một", "Hai"), "a.docx").lines] == ["Một", "Hai"]


def test_receivers_and_signature_that_take_a_row_each_are_no_table():
    receivers = [(f"- Chi bộ {at},", "PHÓ BÍ THƯ" if at == 1 else "") for at in range(1, 9)]
    document, _ = table(("Nơi nhận:", "T/M ĐẢNG ỦY"), *receivers)

    assert [line.cells for line in lines_of(document) if line.cells] == []
