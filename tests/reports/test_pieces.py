"""Long annexes cut into pieces, and pieces joined into one file."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pypdf
import pytest

from reports import joining, pieces
from reports.blocks import Annex, Paragraph, Table
from reports.pdf import piece_job, sheets_of
from reports.press import print_pdf
from tests.reports.drawn import MM_PER_POINT, DrawnPages, structure_elements
from tests.reports.paper_samples import figures_table, party_paper, state_paper

BODY = (Paragraph("Thực hiện Kế hoạch số 76-KH/ĐU, Ban Thường vụ báo cáo như sau."),)


@pytest.fixture(autouse=True)
def short_pieces(monkeypatch):
    monkeypatch.setattr(pieces, "PIECE_ROWS", 30)


def with_rows(*counts: int, **changes):
    annexes = [Annex(f"Danh sách {n}", (figures_table(n),), landscape=True) for n in counts]
    return party_paper(blocks=(*BODY, *annexes), **changes)


def sizes(paper) -> list[list[int]]:
    """Rows of tables in each piece."""
    return [[len(block.rows) for part in piece.annexes for block in part.blocks] for piece in pieces.cut(paper)]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), [[]]),
        ((30,), [[30]]),
        ((31,), [[16], [15]]),
        ((60,), [[30], [30]]),
        ((70,), [[18], [18], [18], [16]]),
        ((10, 10, 10), [[10, 10, 10]]),
        ((10, 10, 10, 10), [[10, 10], [10, 10]]),
        ((5, 40), [[5], [23], [17]]),
    ],
)
def test_annexes_are_cut_only_where_they_are_long(counts, expected):
    assert sizes(with_rows(*counts)) == expected


def test_only_the_first_piece_has_the_body_and_only_the_first_part_of_an_annex_its_heading():
    cut = pieces.cut(with_rows(60, 3))

    assert [piece.has_body for piece in cut] == [True, False, False, False]
    assert [[part.is_continued for part in piece.annexes] for piece in cut] == [[False], [True], [True], [True, False]]


def test_a_bare_paper_is_its_annexes_alone_and_numbered_from_its_second_page():
    bare = with_rows(60, is_bare=True)
    assert [(piece.has_body, piece.is_first) for piece in pieces.cut(bare)] == [
        (False, True),
        (False, False),
    ]
    with DrawnPages(joined(bare)) as pages:
        numbers = [above_the_text(pages, page)[0] for page in range(len(pages.pages))]
    assert numbers == ["", *(str(page) for page in range(2, len(numbers) + 1))]


def test_no_row_is_lost_or_doubled_and_totals_stand_last():
    table = figures_table(70)
    tables = [block for piece in pieces.cut(with_rows(70)) for part in piece.annexes for block in part.blocks]

    assert tuple(row for one in tables for row in one.rows) == table.rows
    assert [one.totals for one in tables] == [(), (), (), table.totals]
    assert [one.caption for one in tables] == [table.caption, "", "", ""]


def test_a_group_that_goes_on_in_the_next_piece_is_named_again():
    table = replace(figures_table(90), bands=((0, "Khu phố 1"), (10, "Khu phố 2"), (46, "Khu phố 3")))
    cut = pieces.cut(party_paper(blocks=(Annex("Biểu", (table,)),)))

    assert [piece.annexes[0].blocks[0].bands for piece in cut] == [
        ((0, "Khu phố 1"), (10, "Khu phố 2")),
        ((0, "Khu phố 2 (tiếp theo)"),),
        ((0, "Khu phố 3"),),
        ((0, "Khu phố 3 (tiếp theo)"),),
    ]


def test_long_rows_count_as_several():
    table = Table("", figures_table(1).columns[:2], (("1", "x" * 2000),) * 6)

    assert sizes(party_paper(blocks=(Annex("Biểu", (table,)),))) == [[3], [3]]


def joined(paper, *, is_duplex: bool = False) -> bytes:
    sheets = sheets_of(paper)
    drawn = [print_pdf(piece_job(paper, piece, sheets, f"{n}-")) for n, piece in enumerate(pieces.cut(paper))]
    numbers = [joining.print_numbers(drawn, sheets, is_duplex, share, 2) for share in range(2)]
    return joining.join(drawn, numbers, is_duplex)


@pytest.fixture(scope="module")
def long_paper():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE_ROWS", 30)
        return joined(with_rows(60, 3))


def above_the_text(pages, page: int) -> tuple[str, float, float]:
    """What stands in the upper margin of a page, its middle in mm from the left, and its top from the upper edge."""
    text, height = pages.texts[page], pages.pages[page].get_height()
    boxes = [(text.get_text_range(n, 1), text.get_charbox(n, loose=True)) for n in range(text.count_chars())]
    high = [(letter, box) for letter, box in boxes if letter.strip() and height - box[3] < 19 / MM_PER_POINT]
    middle = (high[0][1][0] + high[-1][1][2]) / 2 if high else 0
    top = height - max(box[3] for _, box in high) if high else 0
    return "".join(letter for letter, _ in high), middle * MM_PER_POINT, top * MM_PER_POINT


def test_joined_pages_are_numbered_on_from_the_second(long_paper):
    with DrawnPages(long_paper) as pages:
        assert len(pages.pages) == 6
        assert above_the_text(pages, 0)[0] == ""
        for page in range(1, len(pages.pages)):
            between_margins = 30 + (pages.pages[page].get_width() * MM_PER_POINT - 45) / 2
            number, middle, top = above_the_text(pages, page)
            assert (number, middle) == (str(page + 1), pytest.approx(between_margins, abs=0.5))
            assert top == pytest.approx(10, abs=1)


def test_a_joined_file_has_every_row_once_under_heads_on_every_page(long_paper):
    with DrawnPages(long_paper) as pages:
        text = "\n".join(pages.text(page) for page in range(len(pages.pages)))
        assert all(text.count(f"nhóm {n}\n") + text.count(f"nhóm {n} ") == (2 if n <= 3 else 1) for n in range(1, 61))
        rows = pages.pages_with("nhóm")
        assert [page for page in rows if "Chưa hoàn" not in pages.text(page)] == []
        assert len(pages.pages_with("DANH SÁCH 60")) == 1


def test_a_joined_file_says_what_it_is_and_no_more(long_paper):
    reader = pypdf.PdfReader(io.BytesIO(long_paper))
    catalog = reader.trailer["/Root"]
    xmp = catalog["/Metadata"].get_object().get_data().decode()

    assert reader.pdf_header == "%PDF-1.7"
    assert reader.metadata.title.startswith("Báo cáo sơ kết 6 tháng")
    assert reader.metadata.author == "Đảng ủy phường Quy Nhơn"
    assert reader.metadata.producer in xmp
    assert catalog["/Lang"] == "vi"
    assert catalog["/OutputIntents"][0]["/DestOutputProfile"]
    assert 'conformance="A"' in xmp
    assert catalog["/MarkInfo"]["/Marked"]
    assert len(reader.trailer["/ID"]) == 2


def test_structure_goes_on_through_all_pieces(long_paper):
    reader = pypdf.PdfReader(io.BytesIO(long_paper))
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    found = list(structure_elements(tree))
    kinds = Counter(element["/S"] for element, _ in found)
    places = dict(in_pairs(tree["/ParentTree"]["/Nums"]))

    assert kinds["/Document"] == 1
    assert (kinds["/H1"], kinds["/H2"]) == (1, 2)
    assert kinds["/TD"] >= (60 + 3) * 8
    assert all(element["/P"].get_object() is above for element, above in found if above is not None)
    assert sorted(places) == list(range(len(reader.pages)))
    for number, page in enumerate(reader.pages):
        assert page["/StructParents"] == number
        assert {part.get_object().raw_get("/Pg").idnum for part in places[number].get_object()} == {
            page.indirect_reference.idnum
        }


def in_pairs(flat) -> Iterator[tuple[int, Any]]:
    return ((int(flat[at]), flat[at + 1]) for at in range(0, len(flat), 2))


def test_every_cell_finds_its_head_in_the_joined_file(long_paper):
    found = [
        element
        for element, _ in structure_elements(
            pypdf.PdfReader(io.BytesIO(long_paper)).trailer["/Root"]["/StructTreeRoot"]
        )
    ]
    heads = [element["/ID"] for element in found if "/ID" in element]
    asked = {head for element in found if element["/S"] == "/TD" for head in element["/A"].get("/Headers", [])}

    assert len(heads) == len(set(heads))
    assert asked
    assert asked <= set(heads)


def test_page_numbers_are_no_part_of_what_is_read_aloud(long_paper):
    last = pypdf.PdfReader(io.BytesIO(long_paper)).pages[-1].get_contents().get_data()

    assert last.count(b"/Artifact <</Type /Pagination>> BDC") == 1
    assert last.rstrip().endswith(b"EMC")


def test_bookmarks_of_all_pieces_stand_under_the_title_and_lead_to_their_pages(long_paper):
    reader = pypdf.PdfReader(io.BytesIO(long_paper))
    title, entries = reader.outline

    assert title.title.startswith("Báo cáo sơ kết")
    assert [entry.title for entry in entries] == ["Phụ lục I: DANH SÁCH 60", "Phụ lục II: DANH SÁCH 3"]
    for entry in entries:
        page = reader.pages[reader.get_destination_page_number(entry)]
        assert entry.title.split(": ")[1] in page.extract_text()


def test_every_font_of_a_joined_file_is_embedded_and_names_its_letters(long_paper):
    reader = pypdf.PdfReader(io.BytesIO(long_paper))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"].get_object())
            assert "/ToUnicode" in font.get_object()


def test_the_same_pieces_give_the_same_file(long_paper):
    assert sha256(joined(with_rows(60, 3))).digest() == sha256(long_paper).digest()


def test_paper_printed_on_both_sides_starts_every_piece_on_a_front():
    paper = state_paper(blocks=(*BODY, Annex("Danh sách", (figures_table(90),))))
    with DrawnPages(joined(paper, is_duplex=True)) as pages:
        starts = [
            page
            for page in range(len(pages.pages))
            for n in (24, 47, 70)
            if re.search(rf"nhóm {n}\b", pages.text(page))
        ]

    assert len(starts) == 3
    assert all(page % 2 == 0 for page in starts)
