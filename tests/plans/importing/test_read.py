"""Files of every kind at the door: what is read, and what each bad one is told."""

import random
import unicodedata

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from weasyprint import HTML

from plans.importing import MAX_BYTES, SecretDocument, UnreadableFile, read_plan, read_source, source_from_text
from tests.plans.importing.documents import changed, numbered_plan, saved, with_body, with_part, word_file
from tests.plans.importing.samples import PARTY_PLAN, WRAPPED_PLAN

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
OUTSIDE = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://example.org/x" TargetMode="External"/></Relationships>'
)


def texts(source):
    return [line.text for line in source.lines if line.text]


def printed(lines: list[str]) -> bytes:
    """A PDF with indented first lines, as Word prints it."""
    style = (
        "@page{size:A4;margin:20mm 15mm 20mm 30mm;@top-center{content:counter(page)}}"
        "p{font:14pt 'Liberation Serif';text-indent:10mm;text-align:justify;margin:6pt 0}"
    )
    return HTML(string=f"<style>{style}</style>" + "".join(f"<p>{line}</p>" for line in lines)).write_pdf()


@pytest.mark.parametrize(
    "content",
    [
        PARTY_PLAN.encode(),
        PARTY_PLAN.encode("utf-8-sig"),
        PARTY_PLAN.encode("utf-16"),
        unicodedata.normalize("NFD", PARTY_PLAN).encode(),
        PARTY_PLAN.replace("\n", "\r\n").encode(),
    ],
)
def test_text_reads_the_same_in_every_encoding(content):
    assert read_source(content, "Kế hoạch.TXT") == source_from_text(PARTY_PLAN)


def test_every_line_knows_where_it_stands_in_the_text():
    source = source_from_text(PARTY_PLAN)

    assert [source.text[line.start : line.end] for line in source.lines] == [line.text for line in source.lines]
    assert [line.number for line in source.lines] == list(range(1, len(source.lines) + 1))
    assert source.text.count("\n") == len(source.lines) - 1


def test_markdown_marks_become_hints():
    source = source_from_text(
        "## KẾ HOẠCH\n\n**T/M BAN THƯỜNG VỤ  \nBÍ THƯ**\n\n1\\. Việc *rất* cần.\n\n*\n\n* một\n[^1]: Chú"
    )

    assert texts(source) == ["KẾ HOẠCH", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "1. Việc rất cần.", "*", "* một", "¹ Chú"]
    assert [line.bold for line in source.lines if line.text][:4] == [False, True, True, False]
    assert source.lines[0].heading == 2


def test_word_gives_the_numbers_that_it_prints_and_its_tables_in_order():
    source = read_source(numbered_plan(), "Kế hoạch.docx")

    assert texts(source)[:6] == [
        "ĐẢNG BỘ TỈNH MINH HÀ",
        "ĐẢNG ỦY XÃ TÂN LẬP",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 14-KH/ĐU",
        "Tân Lập, ngày 09 tháng 02 năm 2026",
    ]
    assert [text.split(" ")[0] for text in texts(source)[9:17]] == ["I-", "1.", "-", "-", "2.", "II-", "1.", "a)"]


def test_word_plan_comes_through_whole():
    draft = read_plan(read_source(numbered_plan(), "Kế hoạch.docx"))

    assert (draft.number, draft.title) == ("14-KH/ĐU", "công tác dân vận năm 2026")
    assert draft.signatory
    assert draft.signatory.name == "Trần Văn Mẫu"
    assert [item.label for item in draft.outline] == ["I", "II"]
    (duty,) = draft.assignments
    assert (duty.path, duty.units) == ("2.1.1", ("Ủy ban nhân dân xã",))


def test_word_takes_tracked_insertions_in_and_deletions_out():
    document = docx.Document()
    paragraph = document.add_paragraph("Hoàn thành ")
    for change in ("<w:ins {0} w:id='1' w:author='a'><w:r><w:t>trước ngày 30/6.</w:t></w:r></w:ins>",
                   "<w:del {0} w:id='2' w:author='a'><w:r><w:delText>sau này</w:delText></w:r></w:del>"):  # fmt: skip
        paragraph._p.append(parse_xml(change.format(nsdecls("w"))))

    assert texts(read_source(saved(document), "a.docx")) == ["Hoàn thành trước ngày 30/6."]


def test_pdf_lines_become_paragraphs_and_page_numbers_go():
    lines = ["KẾ HOẠCH", "năm 2026", "I. NỘI DUNG"]
    lines += [f"{number}. Việc này cần làm đều tay, có người lo, có người xem. " * 4 for number in range(1, 30)]

    source = read_source(printed(lines), "a.pdf")
    draft = read_plan(source)

    assert len(source.lines) > 80
    assert [item.label for item in draft.outline[0].children] == [str(number) for number in range(1, 30)]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.txt", "trống"),
        (b" \n\t", "a.txt", "trống"),
        ("…—".encode(), "a.txt", "Không có chữ"),
        (b"a" * (MAX_BYTES + 1), "a.txt", "10 MB"),
        ("Việc cần làm. ".encode() * 80_000, "a.txt", "quá dài"),
        (b"- a\n" * 20_001, "a.md", "quá dài"),
        (b"K\xe1\xba\xbf ho\xff", "a.txt", "UTF-8"),
        (b"abc\x00def", "a.txt", "văn bản thường"),
        (b"\xff\xd8\xff\xe0anh", "a.jpg", "hỏng"),
        (b"GIF89a", "a.gif", "Chỉ đọc được"),
        (b"chu thuong", "a", "Chỉ đọc được"),
        (b"PK\x03\x04", "a.txt", "không đúng với đuôi"),
        (b"%PDF-1.7", "a.docx", "không đúng với đuôi"),
        (b"PK\x03\x04 cut", "a.docx", "hỏng"),
        (b"%PDF-1.7 junk", "a.pdf", "hỏng"),
        (word_file("I. NỘI DUNG")[:900], "a.docx", "hỏng"),
        (with_part("word/vbaProject.bin", b"1"), "a.docx", "macro"),
        (with_part("../evil.xml", b"1"), "a.docx", "bất thường"),
        (with_part("word/extra.xml", DOCTYPE), "a.docx", "bất thường"),
        (with_part("word/extra.xml", DOCTYPE.decode().encode("utf-16")), "a.docx", "bất thường"),
        (with_part("word/document.xml", b"<w:p/>" * 20_001), "a.docx", "bất thường|quá nhiều đoạn"),
        (with_part("word/big.bin", b"0" * 30_000_000), "a.docx", "bất thường"),
        (with_part("word/_rels/settings.xml.rels", OUTSIDE % b"attachedTemplate"), "a.docx", "nơi khác"),
        (with_part("word/document.xml", b"<a/>"), "a.docx", "hỏng"),
        (with_body(b"<w:ins>" * 3000 + b"</w:ins>" * 3000), "a.docx", "hỏng"),
        (changed(word_file("a"), lambda parts: parts | {f"x/{n}": b"" for n in range(2_000)}), "a.docx", "bất thường"),
        (HTML(string="<p></p>").write_pdf(), "a.pdf", "Không có chữ"),
        ("Uû ban nh©n d©n ph­êng b¸o c¸o kÕt qu¶ thùc hiÖn c«ng t¸c d©n vËn".encode(), "a.txt", "TCVN3"),
        ("UÛy ban nhaân daân baùo caùo coâng taùc daân vaän naêm cuûa Ñaûng uûy".encode(), "a.txt", "VNI"),
        ("C NG H A XÃ H I CH NGH A VI T NAM Đ C L P T DO H NH PH C " .encode() * 3, "a.txt", "mất chữ"),
    ],
)  # fmt: skip
def test_bad_file_is_refused_with_what_happened_and_what_to_do(content, name, said):
    with pytest.raises(UnreadableFile, match=said) as refusal:
        read_source(content, name)

    assert "Chưa lưu gì" in refusal.value.message


def test_hyperlinks_and_nested_tables_are_fine():
    linked = with_part("word/_rels/settings.xml.rels", OUTSIDE % b"hyperlink")
    nested = with_body(b"<w:tbl><w:tr><w:tc><w:p/>" * 40 + b"</w:tc></w:tr></w:tbl>" * 40)

    assert texts(read_source(linked, "a.docx")) == texts(read_source(nested, "a.docx")) == ["I. NỘI DUNG"]


@pytest.mark.parametrize(
    "mark",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "T U Y Ệ T  M Ậ T",
        "(MẬT)",
        "Độ mật: Mật",
        "Độ mật:",
        "Số: 12/KH-M",
        "MẬT\tSố 12-KH/ĐU",
    ],
)
def test_secrecy_mark_is_refused(mark):
    for marked in (mark, unicodedata.normalize("NFD", mark)):
        with pytest.raises(SecretDocument, match="117/2025/QH15"):
            source_from_text(f"ĐẢNG ỦY XÃ\n{marked}\nKẾ HOẠCH\nnăm 2026")


@pytest.mark.parametrize(
    "text",
    [
        "bảo mật thông tin",
        "mật độ dân số",
        "Bí mật thư tín",
        "BÍ MẬT NHÀ NƯỚC",
        "- Giữ bí mật.",
        "Độ mật: Không",
        "thân mật",
    ],
)
def test_word_with_the_same_letters_is_no_mark(text):
    assert texts(source_from_text(text)) == [text]


def test_secrecy_mark_in_a_page_header_a_text_box_or_a_picture_name_is_refused():
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    drawing = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    stamp = "<w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent>".encode()
    box = b"<w:p><w:r><w:pict>" + stamp + b"</w:pict></w:r></w:p>"
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline {drawing}><wp:docPr id="1" name="MẬT"/></wp:inline></w:drawing></w:r></w:p>'
    )

    for content in (saved(document), with_body(box), with_body(picture.encode())):
        with pytest.raises(SecretDocument):
            read_source(content, "a.docx")


@pytest.fixture(scope="module")
def sound_files():
    return ((numbered_plan(), "a.docx"), (printed(WRAPPED_PLAN.split("\n")), "a.pdf"))


@pytest.mark.parametrize("seed", range(30))
def test_damaged_file_is_read_or_refused_but_never_breaks(seed, sound_files):
    chance = random.Random(seed)
    for content, name in sound_files:
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            source = read_source(bytes(damaged), name)
        except UnreadableFile as refusal:
            said = refusal.message
        else:
            said = "Chưa lưu gì" if read_plan(source).findings else ""
        assert "Chưa lưu gì" in said
