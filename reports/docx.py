"""Write a `Paper` as a plain .docx, because offices finish in Word: the words and numbers of `pdf.py` again.

Every part has a named style, so that a clerk changes it once for the whole document. Word fetches and
runs nothing of ours: the file has no link, no picture, no macro.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from reports.blocks import Annex, Bars, Flow, Heading, Paragraph, Question
from reports.docx_styles import define_styles, set_page
from reports.docx_tables import draw_rule, drop_first_paragraphs, fill, shrink, two_cells, write_question, write_table
from reports.paper import (
    Paper,
    addressee_lines,
    annex_label,
    annex_note,
    day_wording,
    in_case,
    name_lines,
    number_line,
    recipient_lines,
)
from reports.press import Tell
from reports.printable import lines

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell

# Mean widths of bold letters: good enough for a rule of a third to half of its line.
CAPITAL_EMS, LETTER_EMS = 0.65, 0.48
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def build_docx(paper: Paper) -> bytes:
    """The paper as the bytes of a .docx file."""
    document = Document()
    _set_properties(document, paper)
    define_styles(document, paper.profile)
    set_page(document.sections[0], paper.profile)
    _write_masthead(document, paper)
    if paper.is_letter:
        _write_addressees(document, paper)
    else:
        _write_title(document, paper)
    _write_blocks(document, paper.body)
    _write_signature(document, paper)
    for annex in paper.annexes:
        _write_annex(document, paper, annex)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def print_docx(paper: Paper, tell: Tell) -> bytes:
    """`build_docx` as a process calls it (`apart.py`). Pages are the word processor's: there are none to tell of."""
    return build_docx(paper)


def _set_properties(document: "WordDocument", paper: Paper) -> None:
    moment = datetime.combine(paper.issued_on, time(), UTC) if paper.issued_on else EPOCH
    properties = document.core_properties
    properties.title = paper.title[:255]
    properties.author = properties.last_modified_by = " ".join(paper.issuer.split())[:255]
    properties.language = "vi-VN"
    properties.comments = ""
    properties.created = properties.modified = moment


def _write_masthead(document: "WordDocument", paper: Paper) -> None:
    profile = paper.profile
    (names, titles), (numbers, dates) = two_cells(document, profile.header_cells, rows=2)
    _write_names(names, paper)
    for place, (text, style) in enumerate(profile.title_lines, start=1):
        titles.add_paragraph(in_case(text, style), f"Quốc hiệu {place}")
    title_size = profile.title_lines[-1][1].size
    draw_rule(titles.add_paragraph(), Mm(profile.header_cells[1]), Pt(profile.title_rule_ems * title_size), profile)
    fill(numbers, _number_lines(paper))
    place_text = f"{paper.place}, " if paper.place else ""
    day = day_wording(paper).replace(" ", "\N{NO-BREAK SPACE}")
    dates.add_paragraph(place_text + day, "Địa danh, ngày tháng")
    drop_first_paragraphs(names, titles, numbers, dates)
    for cell in (numbers, dates):
        cell.paragraphs[0].paragraph_format.space_before = Pt(4)


def _write_names(names: "_Cell", paper: Paper) -> None:
    profile = paper.profile
    fill(names, ((in_case(line, profile.superior), "Cơ quan cấp trên") for line in name_lines(paper.superior)))
    issuer = [in_case(line, profile.issuer) for line in name_lines(paper.issuer)]
    fill(names, ((line, "Tên cơ quan") for line in issuer))
    if profile.issuer_rule:
        longest = max(map(len, issuer), default=0) * CAPITAL_EMS * profile.issuer.size
        draw_rule(names.add_paragraph(), Mm(profile.header_cells[0]), Pt(profile.issuer_rule * longest), profile)


def _number_lines(paper: Paper) -> Iterator[tuple[str, str]]:
    """What stands at the left under the names, with its style."""
    if star := paper.profile.issuer_star:
        yield star, "Số ký hiệu"
    if number := number_line(paper):
        yield number, "Số ký hiệu"
    if paper.draft:
        yield in_case("Dự thảo", paper.profile.draft_mark), "Dấu dự thảo"
    if paper.is_letter:
        yield from ((line, "Trích yếu công văn") for line in paper.abstract_lines)


def _write_title(document: "WordDocument", paper: Paper) -> None:
    profile = paper.profile
    title = document.add_paragraph(in_case(paper.type_name, profile.type_name), "Tên loại")
    title.paragraph_format.space_before = Pt(14)
    abstract = paper.abstract_lines
    for line in abstract:
        document.add_paragraph(line, "Trích yếu")
    if abstract and profile.abstract_rule:
        line_width = min(max(map(len, abstract)) * LETTER_EMS * profile.abstract.size, Mm(profile.text_width).pt)
        draw_rule(document.add_paragraph(), Mm(profile.text_width), Pt(profile.abstract_rule * line_width), profile)
    elif abstract and profile.abstract_mark:
        document.add_paragraph(profile.abstract_mark, "Trích yếu")
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _write_addressees(document: "WordDocument", paper: Paper) -> None:
    """Whom the letter is for; a list of several stands in the middle of the page."""
    first, *others = addressee_lines(paper)
    drawn = document.add_paragraph(first, "Kính gửi")
    drawn.paragraph_format.space_before = Pt(14)
    for line in others:
        document.add_paragraph(line, "Danh sách kính gửi").paragraph_format.left_indent = Mm(66)
    document.paragraphs[-1].paragraph_format.space_after = Pt(14)


def _write_blocks(document: "WordDocument", blocks: Iterable[Flow]) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            document.add_paragraph("\n".join(block.lines), "Phần" if block.is_part else f"Heading {block.depth}")
        elif isinstance(block, Paragraph):
            for line in block.lines:
                document.add_paragraph(line, "Nội dung")
        elif isinstance(block, Question):
            write_question(document, block)
        elif isinstance(block, Bars):
            write_table(document, block.table)
        else:
            write_table(document, block)


def _write_signature(document: "WordDocument", paper: Paper) -> None:
    """Recipients and signature in one row that no page break divides, on the page of the last lines before it."""
    profile = paper.profile
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    ((left, right),) = two_cells(document, profile.signature_cells, rows=1)
    recipients = recipient_lines(paper)
    if recipients:
        left.add_paragraph("Nơi nhận:", "Nơi nhận")
    fill(left, ((line, "Danh sách nơi nhận") for line in recipients))
    fill(right, ((in_case(line, profile.authority), "Quyền hạn ký") for line in lines(paper.authority)))
    if paper.job_title:
        right.add_paragraph(in_case(paper.job_title, profile.job_title), "Chức vụ")
    space = right.add_paragraph("", "Họ tên người ký")
    space.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    space.paragraph_format.line_spacing = Pt(profile.signature_space)
    right.add_paragraph(paper.signatory, "Họ tên người ký")
    drop_first_paragraphs(left, right)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(12)
    if not paper.annexes:
        shrink(document.add_paragraph())


def _write_annex(document: "WordDocument", paper: Paper, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    shrink(document.paragraphs[-1])
    section.different_first_page_header_footer = False
    sides = sorted((Mm(paper.profile.page_width), Mm(paper.profile.page_height)), reverse=annex.landscape)
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if annex.landscape else WD_ORIENT.PORTRAIT
    document.add_paragraph(annex_label(paper, annex), "Phụ lục")
    document.add_paragraph(in_case(annex.title, paper.profile.annex_title), "Tên phụ lục")
    note = document.add_paragraph(annex_note(paper, annex), "Kèm theo")
    note.paragraph_format.space_after = Pt(10)
    _write_blocks(document, annex.blocks)
