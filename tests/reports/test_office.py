"""Files that an office finishes in Word or Excel, opened by LibreOffice: the same words and values as ours."""

import io
import shutil
import subprocess
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest

from reports.docx import build_docx
from reports.pdf import draw_pdf
from reports.xlsx import write_table
from tests.reports.drawn import DrawnPages
from tests.reports.paper_samples import party_paper, state_paper

pytestmark = pytest.mark.slow
BOOKMARKS = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'


def has_calc() -> bool:
    program = shutil.which("soffice")
    return program is not None and Path(program).resolve().parent.joinpath("libsclo.so").exists()


needs_writer = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_calc = pytest.mark.skipif(not has_calc(), reason="libreoffice-calc is not installed")


def opened(content: bytes, name: str, kind: str, folder: Path) -> bytes:
    """The file as LibreOffice writes it out again."""
    (folder / name).write_bytes(content)
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run([*office, "--convert-to", kind, "--outdir", folder, folder / name], check=True, capture_output=True)
    return (folder / name).with_suffix("." + kind.partition(":")[0]).read_bytes()


def words_in(pdf: bytes) -> Counter:
    """Every word and how often, page numbers and repeated heads of tables too."""
    with DrawnPages(pdf) as pages:
        return Counter(word for page in range(len(pages.pages)) for word in pages.text(page).split())


@needs_writer
@pytest.mark.parametrize("paper", [party_paper(), state_paper()], ids=["party", "state"])
def test_a_word_processor_says_what_the_pdf_says(paper, tmp_path):
    ours, theirs = words_in(draw_pdf(paper)), words_in(opened(build_docx(paper), "paper.docx", "pdf", tmp_path))

    assert theirs - ours == Counter()
    assert ours - theirs == Counter()


@needs_writer
def test_headings_are_those_that_a_word_processor_navigates_by(tmp_path):
    reader = pypdf.PdfReader(io.BytesIO(opened(build_docx(party_paper()), "paper.docx", BOOKMARKS, tmp_path)))

    def titles(outline) -> list:
        return [titles(entry) if isinstance(entry, list) else entry.title.strip() for entry in outline]

    assert titles(reader.outline) == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP",
        ["1. Công tác tuyên truyền, phổ biến", ["1.1. Trên hệ thống truyền thanh cơ sở"]],
        "III. ĐÁNH GIÁ CHUNG",
    ]


HEADS = ["Đơn vị", "Số liệu", "Ngày", "Ghi chú"]
ROWS = [
    ["Chi bộ Khu phố 1", 1250, date(2026, 11, 5), "=1+1"],
    ["Đảng bộ Ủy ban nhân dân phường", Decimal("95.2"), None, "+84 905"],
    ["-1", 0, date(2026, 1, 31), "@SUM(A1)\nhai dòng"],
]


@needs_calc
def test_a_spreadsheet_shows_the_values_and_runs_nothing(tmp_path):
    content = write_table("Danh sách", "tính đến 08 giờ 00", HEADS, ROWS)
    with DrawnPages(opened(content, "list.xlsx", "pdf", tmp_path)) as pages:
        shown = " ".join(pages.text(0).split())

    assert "Chi bộ Khu phố 1 1250 05/11/2026 =1+1" in shown
    assert "Đảng bộ Ủy ban nhân dân phường 95.2 +84 905" in shown
    assert "-1 0 31/01/2026 @SUM(A1) hai dòng" in shown


@needs_calc
def test_a_long_list_prints_its_heads_on_every_page(tmp_path):
    rows = [[f"Chi bộ {n}", n, None, "Ghi chú dài của đơn vị"] for n in range(1, 121)]
    pdf = opened(write_table("Danh sách", "tính đến 08 giờ 00", HEADS, rows), "list.xlsx", "pdf", tmp_path)

    with DrawnPages(pdf) as pages:
        assert len(pages.pages) > 1
        for page in range(len(pages.pages)):
            assert "Số liệu" in pages.text(page)
            assert f"{page + 1}/{len(pages.pages)}" in "".join(pages.text(page).split())
            assert pages.pages[page].get_width() > pages.pages[page].get_height()
