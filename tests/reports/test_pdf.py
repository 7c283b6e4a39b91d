import io
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from shutil import which

import pypdf
import pypdfium2 as pdfium
import pytest
from django.conf import settings
from django.template.loader import get_template

from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.layouts import PARTY_2018, PARTY_2026, STATE_2020
from reports.pdf import draw_pdf, missing_letters, vietnamese_letters
from tests.reports.drawn import MM_PER_POINT, DrawnPages
from tests.reports.paper_samples import SENTENCE, figures_table, party_paper, state_paper

HALF_MM = 0.5


@pytest.fixture(scope="module")
def party():
    with DrawnPages(draw_pdf(party_paper())) as pages:
        yield pages


@pytest.fixture(scope="module")
def state():
    with DrawnPages(draw_pdf(state_paper())) as pages:
        yield pages


def drawn(paper) -> DrawnPages:
    return DrawnPages(draw_pdf(paper))


def about(length: float, within: float = HALF_MM):
    return pytest.approx(length, abs=within)


# -- geometry: the numbers of the profile, measured on the page


def test_pages_are_a4_and_text_keeps_the_margins(party):
    assert party.pages[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)

    text = party.texts[1]
    boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert (left * MM_PER_POINT, right * MM_PER_POINT) == (about(30), about(210 - 15))
    assert party.find("động lựa chọn", 1).top == about(20, 1)
    assert min(box[1] for box in boxes) * MM_PER_POINT >= 20 - HALF_MM


def test_body_lines_are_indented_and_spaced_as_the_profile_says(party):
    heading = party.find("I. CÔNG TÁC LÃNH ĐẠO")
    first, second = party.find("42/42 tổ chức"), party.find("kết quả như sau")
    opening = party.find("Thực hiện Kế hoạch")

    assert heading.left == first.left == opening.left == about(40)
    assert second.left == about(30)
    assert (first.size, first.weight) == (about(14, 0.1), "Regular")
    assert second.top - opening.top == about(18 * MM_PER_POINT, 0.1)
    assert first.top - heading.top == about((18 + 6) * MM_PER_POINT, 0.1)


def test_a_heading_is_not_stretched_and_a_part_stands_in_the_middle():
    long = "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI THỰC HIỆN NGHIÊM VỤ NHÀ NƯỚC GIAO CHO CÁC CƠ QUAN CỦA PHƯỜNG"
    blocks = (Heading("PHẦN THỨ NHẤT.", "KẾT QUẢ"), Heading("PHẦN THỨ HAI", "VIỆC TỚI"), Heading("I-", long))
    with drawn(party_paper(blocks=blocks)) as pages:
        part = pages.find("PHẦN THỨ NHẤT. KẾT QUẢ")
        above, below = pages.find("PHẦN THỨ HAI"), pages.find("VIỆC TỚI")
        gap = pages.find("TÁC").left - pages.find("I- CÔNG").right
    assert [one.middle for one in (part, above, below)] == [about(30 + 165 / 2)] * 3
    assert below.top > above.top
    assert gap == about(14 / 4 * MM_PER_POINT, 0.1)


def test_the_header_cells_are_80_and_85_mm_for_the_party(party):
    assert party.find("ĐẢNG BỘ TỈNH GIA LAI").middle == about(30 + 40)
    assert party.find("ĐẢNG CỘNG SẢN VIỆT NAM").middle == about(30 + 80 + 42.5)
    assert party.find("Quy Nhơn, ngày 05 tháng 7 năm 2026").middle == about(30 + 80 + 42.5)


def test_the_header_cells_are_65_and_100_mm_for_the_state(state):
    assert state.find("PHƯỜNG QUY NHƠN").middle == about(30 + 32.5)
    assert state.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").middle == about(30 + 65 + 50)
    assert state.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").right <= 195 + HALF_MM


@pytest.mark.parametrize(
    ("words", "size", "weight"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, "Bold"),
        ("ĐẢNG BỘ TỈNH GIA LAI", 14, "Regular"),
        ("ĐẢNG ỦY PHƯỜNG QUY NHƠN", 14, "Bold"),
        ("Số 112-BC/ĐU", 14, "Regular"),
        ("Quy Nhơn, ngày 05 tháng 7 năm 2026", 14, "Italic"),
        ("BÁO CÁO", 16, "Bold"),
        ("sơ kết 6 tháng", 14, "Bold"),
        ("I. CÔNG TÁC LÃNH ĐẠO", 14, "Bold"),
    ],
)
def test_each_part_of_party_paper_has_its_size_and_weight(party, words, size, weight):
    part = party.find(words)

    assert (part.size, part.weight) == (about(size, 0.1), weight)


@pytest.mark.parametrize(
    ("words", "size", "weight"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 14, "Bold"),
        ("ỦY BAN NHÂN DÂN", 13, "Bold"),
        ("Số: 09/BC-UBND", 13, "Regular"),
        ("Quy Nhơn, ngày 05 tháng 02 năm 2026", 14, "Italic"),
        ("BÁO CÁO", 14, "Bold"),
        ("Kết quả công tác dân vận", 14, "Bold"),
        ("KT. CHỦ TỊCH", 14, "Bold"),
        ("PHÓ CHỦ TỊCH", 14, "Bold"),
        ("Trần Văn Bình", 14, "Bold"),
        ("Nơi nhận:", 12, "Bold-Italic"),
        ("- Lưu: VT, VHXH.", 11, "Regular"),
    ],
)
def test_each_part_of_state_paper_has_its_size_and_weight(state, words, size, weight):
    part = state.find(words)

    assert (part.size, part.weight) == (about(size, 0.1), weight)


@pytest.mark.parametrize(("profile", "weight"), [(PARTY_2018, "Bold"), (PARTY_2026, "Regular")])
def test_the_job_title_of_a_party_paper_is_bold_under_the_old_rule_only(profile, weight):
    with drawn(party_paper(profile=profile, blocks=())) as pages:
        assert pages.find("PHÓ BÍ THƯ THƯỜNG TRỰC").weight == weight
        assert pages.find("T/M BAN THƯỜNG VỤ").weight == "Bold"


def test_a_committee_s_own_numbers_are_followed():
    own = replace(STATE_2020, header_cells=(70, 95), margins=replace(STATE_2020.margins, left=30, top=25))
    own = replace(
        own, title_lines=((own.title_lines[0][0], replace(own.title_lines[0][1], size=12)), *own.title_lines[1:])
    )

    with drawn(state_paper(profile=own)) as pages:
        title = pages.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert (title.middle, title.size, title.top) == (about(30 + 70 + 47.5), about(12, 0.1), about(25, 1))


def test_a_long_name_takes_lines_and_stays_in_its_cell():
    name = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường Quy Nhơn"
    with drawn(party_paper(issuer=name, place="Thành phố Hồ Chí Minh", blocks=())) as pages:
        parts = [pages.find(words) for words in ("BAN THƯỜNG TRỰC", "PHƯỜNG QUY NHƠN")]
        title = pages.find("ĐẢNG CỘNG SẢN VIỆT NAM")

    assert parts[1].top > parts[0].bottom
    assert all(part.left >= 30 - HALF_MM and part.right <= 110 + HALF_MM for part in parts)
    assert title.left > 110


def test_rules_are_as_long_as_the_rule_says(state, party):
    def rules(pages):
        objects = pages.pages[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_PATH])
        return sorted(
            round((right - left) * MM_PER_POINT, 1) for left, _, right, _ in (o.get_bounds() for o in objects)
        )

    title, motto = party.find("ĐẢNG CỘNG SẢN VIỆT NAM"), state.find("Độc lập - Tự do - Hạnh phúc")
    name = state.find("PHƯỜNG QUY NHƠN")
    abstract = state.find("Kết quả công tác dân vận chính quyền năm\N{NO-BREAK SPACE}2025")

    assert rules(party) == [about(title.right - title.left)]
    assert rules(state) == [
        about(0.4 * (name.right - name.left)),
        about(0.4 * (abstract.right - abstract.left)),
        about(motto.right - motto.left),
    ]


# -- numbers, blanks, order


def test_pages_are_numbered_at_the_top_from_the_second_one(party):
    assert len(party.pages) == 8
    assert "1" not in party.text(0).split("\n")
    for page in range(1, len(party.pages)):
        assert str(page + 1) in party.text(page).split("\n")
    number = party.find("2", 1)
    assert (number.middle, number.top, number.size) == (about(30 + 82.5), about(10, 1), about(14, 0.1))


def test_a_draft_leaves_number_and_day_blank_and_says_so():
    with drawn(party_paper(draft=True, blocks=())) as pages:
        text = " ".join(pages.text(0).replace("\N{NO-BREAK SPACE}", " ").split())

    assert "Số -BC/ĐU" in text
    assert "112" not in text
    assert "Quy Nhơn, ngày tháng năm 2026" in text
    assert "DỰ THẢO" in text


def test_a_paper_at_signature_is_blank_without_the_mark():
    with drawn(state_paper(number="", issued_on=None, year=2026)) as pages:
        text = " ".join(pages.text(0).replace("\N{NO-BREAK SPACE}", " ").split())

    assert "Số: /BC-UBND" in text
    assert "ngày tháng năm 2026" in text
    assert "DỰ THẢO" not in text


def test_text_comes_out_composed_and_in_reading_order():
    apart = {"abstract": "kết quả 6 tháng", "signatory": "Nguyễn Thị Ánh Nguyệt"}
    paper = party_paper(**{key: unicodedata.normalize("NFD", text) for key, text in apart.items()})
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(draw_pdf(paper))).pages)
    order = (
        "ĐẢNG BỘ TỈNH GIA LAI",
        "ĐẢNG ỦY PHƯỜNG QUY NHƠN",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 112-BC/ĐU",
        "Quy Nhơn, ngày",
        "BÁO CÁO",
        "kết quả 6\N{NO-BREAK SPACE}tháng",
        "-----",
        "I. CÔNG TÁC",
        "II. KẾT QUẢ",
        "1.1. Trên hệ thống",
        "Kết quả thực hiện theo",
        "III. ĐÁNH GIÁ",
        "Nơi nhận:",
        "T/M BAN THƯỜNG VỤ",
        "Nguyễn Thị Ánh Nguyệt",
        "Phụ lục",
        "DANH MỤC VIỆC",
    )

    assert text == unicodedata.normalize("NFC", text)
    places = [text.index(words) for words in order]
    assert places == sorted(places)


# -- tables, annexes, signature


def test_a_long_table_repeats_its_header_and_totals_come_once():
    with drawn(state_paper(blocks=(figures_table(120),))) as pages:
        assert len(pages.pages_with("nhóm ")) >= 3
        assert pages.pages_with("Chưa hoàn") == sorted({*pages.pages_with("nhóm "), *pages.pages_with("Cộng")})
        assert len(pages.pages_with("Cộng")) == 1


def test_columns_follow_their_shares_and_alignment():
    table = Table("", (Column("A", 1), Column("B", 2, "right")), (("trái", "phải"),))
    with drawn(state_paper(blocks=(table,))) as pages:
        assert pages.find("trái").left == about(30 + 1.1)
        assert pages.find("phải").right == about(195 - 1.1)


def test_an_annex_is_a_landscape_page_of_its_own(party):
    width, height = party.pages[-1].get_size()

    assert width > height
    assert party.pages_with("DANH MỤC VIỆC CỦA TỪNG ĐƠN VỊ") == [len(party.pages) - 2]
    assert "(Kèm theo Báo cáo số 112-BC/ĐU" in party.text(len(party.pages) - 2)


@pytest.mark.parametrize("count", range(17, 24))
def test_the_signature_is_whole_and_never_alone_on_a_page(count):
    text = "\n".join(f"Việc thứ {n} đã làm xong." for n in range(count))
    with drawn(party_paper(blocks=(Paragraph(text),))) as pages:
        (page,) = pages.pages_with("Nguyễn Thị Ánh Nguyệt")
        assert pages.pages_with("Nơi nhận:") == pages.pages_with("T/M BAN THƯỜNG VỤ") == [page]
        assert "Việc thứ" in pages.text(page)


@pytest.mark.parametrize("rows", [17, 20, 23])
def test_the_signature_takes_a_row_of_a_table_with_it(rows):
    with drawn(party_paper(blocks=(figures_table(rows),))) as pages:
        (page,) = pages.pages_with("Nguyễn Thị Ánh Nguyệt")
        assert "Cộng" in pages.text(page)


def test_there_is_room_to_sign(state):
    gap = state.find("Trần Văn Bình").top - state.find("PHÓ CHỦ TỊCH").bottom

    assert gap == about(5 * 14 * 1.15 * MM_PER_POINT, 1)


# -- the file


def test_only_the_times_metric_font_is_embedded_and_all_of_it():
    reader = pypdf.PdfReader(io.BytesIO(draw_pdf(party_paper())))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    descendants = [font["/DescendantFonts"][0].get_object() for font in fonts]

    assert {re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"]) for font in fonts} <= {
        "Liberation-Serif", "Liberation-Serif-Bold", "Liberation-Serif-Italic", "Liberation-Serif-Bold-Italic"
    }  # fmt: skip
    assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"].get_object()) for font in descendants)


def test_the_file_says_what_it_is():
    reader = pypdf.PdfReader(io.BytesIO(draw_pdf(party_paper())))
    catalog = reader.trailer["/Root"]
    xmp = catalog["/Metadata"].get_object().get_data().decode()

    assert reader.metadata.title.startswith("Báo cáo sơ kết 6 tháng")
    assert reader.metadata.author == "Đảng ủy phường Quy Nhơn"
    assert catalog["/Lang"] == "vi"
    assert catalog["/MarkInfo"]["/Marked"]
    assert re.search(r"pdfaid:part[^0-9]*3", xmp)
    assert re.search(r"pdfaid:conformance[^A-Z]*A", xmp)


def test_bookmarks_follow_the_headings():
    def titles(outline):
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]

    blocks = (Heading("I.", "MỘT", 1), Heading("1.", "Hai", 2), Heading("II.", "BA", 1), Annex("Biểu", ()))
    outline = pypdf.PdfReader(io.BytesIO(draw_pdf(party_paper(blocks=blocks, abstract="kết quả")))).outline

    assert titles(outline) == ["Báo cáo kết quả", ["I. MỘT", ["1. Hai"], "II. BA", "Phụ lục: BIỂU"]]


def test_the_same_paper_gives_the_same_bytes_in_every_process(tmp_path):
    program = (
        "import django; django.setup()\n"
        "from hashlib import sha256\n"
        "from reports.pdf import draw_pdf\n"
        "from tests.reports.paper_samples import state_paper\n"
        "print(sha256(draw_pdf(state_paper())).hexdigest())"
    )
    here = sha256(draw_pdf(state_paper())).hexdigest()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh")):
        surroundings = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(settings.BASE_DIR),
            "PYTHONHASHSEED": seed,
            "TZ": zone,
        }
        other = subprocess.run(
            [sys.executable, "-c", program], env=surroundings, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert other.stdout.strip() == here


def test_every_vietnamese_letter_is_in_the_font():
    assert len(vietnamese_letters()) == 134
    assert set("ơưĂỷỸđĐẶữ") <= set(vietnamese_letters())
    assert missing_letters() == ""


def test_a_font_without_vietnamese_is_found_out(tmp_path, monkeypatch):
    """fontconfig is told to give another font for ours: one of this machine that lacks letters, cut to ASCII."""
    from fontTools import subset  # noqa: PLC0415

    full = subprocess.run(
        ["fc-match", "--format=%{file}", "Liberation Serif"], capture_output=True, text=True, check=True
    )
    subset.main([full.stdout, "--unicodes=U+0020-007E", f"--output-file={tmp_path / 'ascii.ttf'}"])
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))

    assert set(vietnamese_letters()) <= set(missing_letters())


def test_templates_carry_no_styles_scripts_or_addresses():
    folder = Path(get_template("reports/print/document.html").origin.name).parent
    for template in folder.glob("*.html"):
        assert not re.search(
            r"style=|<script|<link|<img|href=|src=|url\((?!#)|\|safe|autoescape", template.read_text()
        ), template


# -- what the eye sees


@pytest.mark.skipif(which("tesseract") is None, reason="tesseract-ocr is not installed")
def test_a_reader_sees_the_letters_that_the_text_says(tmp_path):
    """Text extraction cannot catch a font that draws other letters than it names (DEPENDENCIES.md §0.3)."""
    languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout
    if "vie" not in languages:
        pytest.skip("tesseract-ocr-vie is not installed")
    paper = state_paper(blocks=(Paragraph(SENTENCE * 3),))
    with drawn(paper) as pages:
        said = " ".join(pages.text(0).split())
        pages.pages[0].render(scale=200 / 72).to_pil().save(tmp_path / "page.png")

    asked = ["tesseract", str(tmp_path / "page.png"), "-", "-l", "vie", "--psm", "4"]
    seen = " ".join(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split())
    start = said.index("Các tổ chức đảng")
    body = said[start : start + len(SENTENCE) * 2]
    matching = SequenceMatcher(None, body, seen, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in matching) / len(body) > 0.98


@pytest.mark.parametrize("word", ["x" * 40, "1234567890", "ĐẢNG-ỦY-PHƯỜNG"])
def test_a_word_that_is_wider_than_its_column_is_broken_inside_it(word):
    table = Table("", (Column("A", 1), Column("B", 9)), ((word, "cột bên"),))
    with drawn(state_paper(blocks=(table,))) as pages:
        text, beside = pages.texts[0], pages.find("cột bên")
        at = text.get_text_range().index(word[:3])
        rights = [text.get_charbox(at + n)[2] * MM_PER_POINT for n in range(len(word) // 2)]

    assert max(rights) < beside.left
