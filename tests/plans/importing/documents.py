"""Word files made for the tests, sound and hostile."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NUMBERING = f"""<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:suff w:val="space"/>
<w:lvlText w:val="%1-"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def saved(document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def numbered_plan() -> bytes:
    """A plan as offices make it in Word: head and signature in tables, numbers by Word itself."""
    document = docx.Document()
    document.part.numbering_part._element = parse_xml(NUMBERING)
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "ĐẢNG BỘ TỈNH MINH HÀ\nĐẢNG ỦY XÃ TÂN LẬP\n*"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"
    head.cell(1, 0).text = "Số 14-KH/ĐU"
    head.cell(1, 1).text = "Tân Lập, ngày 09 tháng 02 năm 2026"
    for text in ("KẾ HOẠCH", "công tác dân vận năm 2026"):
        document.add_paragraph().add_run(text).bold = True
    document.add_paragraph("Thực hiện Chương trình số 05-CTr/TU, Ban Thường vụ Đảng ủy ban hành kế hoạch như sau:")
    for level, text in (
        (0, "NHIỆM VỤ"),
        (1, "Tuyên truyền rộng rãi."),
        (3, "Trên loa."),
        (3, "Trên mạng."),
        (1, "Kiểm tra từng việc."),
        (0, "TỔ CHỨC THỰC HIỆN"),
        (1, "Ủy ban nhân dân xã"),
        (2, "Bố trí kinh phí trước ngày 30/6/2026."),
    ):
        number(document.add_paragraph(text), level)
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:\n- Tỉnh ủy (b/c),\n- Lưu VPĐU."
    end.cell(0, 1).text = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\nTrần Văn Mẫu"
    return saved(document)


def number(paragraph, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'),
    )


def changed(content: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    """The same archive with its parts put through `change`."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = change({name: archive.read(name) for name in archive.namelist()})
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    return changed(word_file("I. NỘI DUNG"), lambda parts: parts | {name: part})


def with_body(inserted: bytes) -> bytes:
    return changed(
        word_file("I. NỘI DUNG"),
        lambda parts: (
            parts | {"word/document.xml": parts["word/document.xml"].replace(b"<w:sectPr", inserted + b"<w:sectPr", 1)}
        ),
    )
