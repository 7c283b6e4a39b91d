"""No marked document comes in, in whatever form; no plan is turned away for a word (TRUST.md P19, DOMAIN.md §8.1)."""

import io

import docx
import pytest

from plans.importing import SecretDocument, read_source, source_from_text
from plans.importing.source import UnreadableFile
from tests.plans.importing.documents import saved, with_body
from tests.plans.importing.papers import WORDS, needs_tesseract, paper, pictures_of, scan

UNMARKED = [
    "Bảo mật thông tin cá nhân của công dân.",
    "BẢO MẬT THÔNG TIN",
    "Mật độ dân số trên 2.000 người/km².",
    "MẬT ĐỘ DÂN SỐ",
    "Bí mật thư tín được pháp luật bảo vệ.",
    "Bí mật thư tín",
    "BÍ MẬT NHÀ NƯỚC",
    "Giữ gìn bí mật nhà nước, bí mật công tác.",
    "1. Bí mật đời tư",
    "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
    "- Thân mật, gần gũi với Nhân dân.",
    "Gắn bó mật thiết với Nhân dân",
    "MỐI LIÊN HỆ MẬT THIẾT GIỮA ĐẢNG VỚI NHÂN DÂN",
    "nuôi ong lấy mật",
    "Mật ong rừng",
    "Hợp tác xã mật ong Tân Lập",
    "Độ mật: Không",
    "Độ mật: Thường",
    "Độ mật: không mật",
    "Bỏ phiếu kín, trực tiếp, bí mật",
    "Hộp thư tố giác, giữ bí mật người báo tin",
    "Đổi mật khẩu tài khoản mỗi quý.",
    "Mật khẩu: tự đặt",
    "Cơ yếu, mật mã",
    "Số 12-KH/MTTQ",
    "Số: 12/KH-MTTQ-BTT",
    "Số 15-KH/MT",
    "Số 08-KH/ĐU, ngày 12/01/2026 (thay Kế hoạch số 03)",
    "Tối nay họp chi bộ",
    "Không phân biệt tài liệu mật hay thường, mọi cán bộ đều phải giữ gìn.",
    "Tuyệt mật ong",
    "| 3 | Bảo mật | Công an xã |",
]
MARKED = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "(MẬT)",
    "[ TỐI MẬT ]",
    "M Ậ T",
    "T Ố I  M Ậ T",
    "*MẬT*",
    "— MẬT —",
    "MẬT.",
    "MẬT 1",
    "Độ mật: Mật",
    "Độ mật: Tối mật",
    "ĐỘ MẬT: TUYỆT MẬT",
    "Độ mật:",
    "- Độ mật : MẬT",
    "Số: 12/KH-M",
    "Số 05-KH/TM",
    "Số 07-KH/M",
    "số: 45/KH-MẬT",
    "MẬT\tSố 12-KH/ĐU",
    "Số 12-KH/ĐU | MẬT",
    "Số 12-KH/ĐU     TỐI MẬT",
    "ĐẢNG ỦY XÃ\tMẬT",
]


def refuses(content, name):
    try:
        read_source(content, name)
    except SecretDocument:
        return True
    except UnreadableFile:
        return False
    return False


def stamped(mark: str) -> dict[str, bytes]:
    """The same mark in the places of a file where it may hide."""
    header, footer, cell = docx.Document(), docx.Document(), docx.Document()
    for document in (header, footer, cell):
        document.add_paragraph("KẾ HOẠCH")
    header.sections[0].header.paragraphs[0].text = mark
    footer.sections[0].footer.paragraphs[0].text = mark
    cell.add_table(1, 3).cell(0, 1).text = mark
    drawn = "<w:p><w:r><w:pict>{}</w:pict></w:r></w:p>"
    box = drawn.format(f"<w:txbxContent><w:p><w:r><w:t>{mark}</w:t></w:r></w:p></w:txbxContent>")
    watermark = drawn.format(f'<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="{mark}"/>')
    return {
        "header.docx": saved(header),
        "footer.docx": saved(footer),
        "cell.docx": saved(cell),
        "box.docx": with_body(box.encode()),
        "watermark.docx": with_body(watermark.encode()),
        "first page.pdf": paper(f"<p>{WORDS}</p>", under=f"<br><b>{mark}</b>"),
    }


def test_there_are_thirty_of_each():
    assert (len(UNMARKED) >= 30, len(MARKED) + len(stamped("MẬT")) >= 30) == (True, True)


@pytest.mark.parametrize("text", UNMARKED)
def test_word_of_every_day_is_no_mark(text):
    assert source_from_text(f"KẾ HOẠCH\n{text}\nnăm 2026").lines[1].text


@pytest.mark.parametrize("text", MARKED)
def test_marked_text_is_refused(text):
    with pytest.raises(SecretDocument):
        source_from_text(f"ĐẢNG ỦY XÃ\n{text}\nKẾ HOẠCH\nnăm 2026")


@pytest.mark.parametrize("name", stamped("MẬT"))
def test_mark_is_found_wherever_the_file_keeps_it(name):
    assert refuses(stamped("TỐI MẬT")[name], name)
    assert not refuses(stamped("KHẨN")[name], name)


def test_without_the_guard_marked_texts_would_come_in(monkeypatch):
    monkeypatch.setattr("plans.importing.source.is_secrecy_mark", lambda text: False)

    assert [text for text in MARKED if not source_from_text(f"KẾ HOẠCH\n{text}").text] == []


@pytest.mark.skipif(needs_tesseract, reason="Tesseract is not installed")
@pytest.mark.parametrize(("mark", "is_refused"), [("MẬT", True), ("TỐI MẬT", True), ("KHẨN", False)])
def test_stamp_in_a_picture_is_found_after_reading_it(mark, is_refused):
    stamp = f"<div class=stamp><b>{mark}</b></div>"

    assert refuses(scan(paper(f"<p>{WORDS * 4}</p>", under=stamp)), "a.pdf") is is_refused


@pytest.mark.skipif(needs_tesseract, reason="Tesseract is not installed")
def test_stamp_whose_marks_the_machine_lost_is_a_stamp():
    stream = io.BytesIO()
    pictures_of(paper(f"<p>{WORDS * 4}</p>", under="<br><b>MAT</b>"))[0].save(stream, "PNG")

    assert refuses(stream.getvalue(), "a.png")
