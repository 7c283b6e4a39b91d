"""The page and the named styles of a .docx, from the numbers of a LayoutProfile."""

from dataclasses import replace
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports.layouts import LayoutProfile, TypeStyle

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"


def set_page(section: "Section", profile: LayoutProfile) -> None:
    """A4 with the profile's margins; the page number stands in the header, but not on page 1."""
    margins = profile.margins
    section.page_width, section.page_height = Mm(profile.page_width), Mm(profile.page_height)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance, section.footer_distance = Mm(profile.page_number_from_top), Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "Số trang"
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    run.text = "2"
    field.append(run)
    number._p.append(field)


def define_styles(document: "Document", profile: LayoutProfile) -> None:
    _set_language(document)
    normal = document.styles["Normal"]
    _set_type(normal, TypeStyle(profile.body.size))
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for level, style in enumerate(profile.heading_styles, start=1):
        heading = document.styles[f"Heading {level}"]
        _set_type(heading, style)
        _set_body_spacing(heading, profile)
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        heading.paragraph_format.keep_with_next = True
    _define_part(document, profile)
    text = _new_style(document, "Nội dung", TypeStyle(profile.body.size))
    _set_body_spacing(text, profile)
    for name, style in _part_styles(profile).items():
        _new_style(document, name, style)
    for place, (_, style) in enumerate(profile.title_lines, start=1):
        _new_style(document, f"Quốc hiệu {place}", style)
    for name in ("Ô bảng phải", "Ô bảng phải cộng"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.styles["Trích yếu công văn"].paragraph_format.space_before = Pt(6)
    document.styles["Tên bảng"].paragraph_format.keep_with_next = True
    document.styles["Tên bảng"].paragraph_format.space_before = Pt(8)
    document.styles["Tên bảng"].paragraph_format.space_after = Pt(4)


def _define_part(document: "Document", profile: LayoutProfile) -> None:
    """A heading of level 1 in the middle ("PHẦN THỨ NHẤT")."""
    part = _new_style(document, "Phần", profile.heading_styles[0])
    part.base_style = document.styles["Heading 1"]
    part.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    part.paragraph_format.first_line_indent = Mm(0)


def _part_styles(profile: LayoutProfile) -> dict[str, TypeStyle]:
    """Style names as a clerk reads them in Word, and their types."""
    table = profile.table
    return {
        "Cơ quan cấp trên": profile.superior,
        "Tên cơ quan": profile.issuer,
        "Số ký hiệu": profile.number,
        "Địa danh, ngày tháng": profile.place_date,
        "Dấu dự thảo": profile.draft_mark,
        "Tên loại": profile.type_name,
        "Trích yếu": profile.abstract,
        "Trích yếu công văn": profile.letter_abstract,
        "Kính gửi": profile.addressees,
        "Danh sách kính gửi": replace(profile.addressees, centered=False),
        "Phụ lục": profile.annex_label,
        "Tên phụ lục": profile.annex_title,
        "Kèm theo": profile.annex_note,
        "Quyền hạn ký": profile.authority,
        "Chức vụ": profile.job_title,
        "Họ tên người ký": profile.signatory,
        "Nơi nhận": profile.recipients_title,
        "Danh sách nơi nhận": profile.recipients,
        "Số trang": profile.page_number,
        "Đầu bảng": profile.table_head,
        "Ô bảng": table,
        "Ô bảng giữa": replace(table, centered=True),
        "Ô bảng phải": table,
        "Ô bảng cộng": replace(table, bold=True),
        "Ô bảng giữa cộng": replace(table, bold=True, centered=True),
        "Ô bảng phải cộng": replace(table, bold=True),
        "Ghi chú ô": replace(table, italic=True),
        "Tên bảng": replace(table, bold=True, centered=True),
    }


def _new_style(document: "Document", name: str, style: TypeStyle) -> "ParagraphStyle":
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    _set_type(made, style)
    return made


def _set_type(word_style: "ParagraphStyle", style: TypeStyle) -> None:
    font = word_style.font
    font.name, font.size, font.color.rgb = FONT, Pt(style.size), RGBColor(0, 0, 0)
    font.bold, font.italic, font.underline = style.bold, style.italic, style.underline
    fonts = font._element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    layout = word_style.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if style.centered else WD_ALIGN_PARAGRAPH.LEFT
    layout.space_before = Pt(0)


def _set_body_spacing(word_style: "ParagraphStyle", profile: LayoutProfile) -> None:
    layout, body = word_style.paragraph_format, profile.body
    layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.first_line_indent = Mm(body.first_line_indent)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(body.leading)
    layout.space_before, layout.space_after = Pt(0), Pt(body.paragraph_gap)
    layout.widow_control = True


def _set_language(document: "Document") -> None:
    """Vietnamese for the spelling checker, in the defaults that every style starts from."""
    for language in document.styles.element.iter(qn("w:lang")):
        for script in ("val", "eastAsia"):
            language.set(qn(f"w:{script}"), "vi-VN")
