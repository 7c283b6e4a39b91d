from datetime import date

import pytest

from plans.citations import find_citations, normal_number, number_key, unique_citations


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Số 76 -KH/ĐU", "76-KH/ĐU"),
        ("114- KL/TW", "114-KL/TW"),
        ("33-CT/TTg", "33/CT-TTg"),
        ("33/CT-TTg", "33/CT-TTg"),
        ("Số: 21/KH-UBND", "21/KH-UBND"),
        ("1-QĐ/TW", "01-QĐ/TW"),
        ("03-CTr/BDVTU-BCSD", "03-CTr/BDVTU-BCSD"),
        ("01/QCPH/UBND-UBMTTQ", "01/QCPH/UBND-UBMTTQ"),
        ("117/2025/QH15", "117/2025/QH15"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("11-QĐi/TW", "11-QĐi/TW"),
        ("125/UBND-NC", "125/UBND-NC"),
        ("76-KH/ÐU", "76-KH/ĐU"),
        ("65-KH/TU. Ngày sau", "65-KH/TU"),
        ("Số     -KH/ĐU", None),
        ("15/6/2025", None),
        ("", None),
    ],
)
def test_normal_number_folds_spaces_and_swapped_separators(written, normal):
    assert normal_number(written) == normal


@pytest.mark.parametrize("typed", ["43 kl tw", "43 KL/TW", "số 43-kl/tw", "Số: 43 - KL/TW", "43KL/TW", "043-KL/TW"])
def test_number_key_is_equal_however_a_number_is_typed(typed):
    assert number_key(typed) == "43 kl tw"


def test_number_key_is_equal_for_every_spelling_of_one_number():
    assert number_key("33-CT/TTg") == number_key("33 / CT - TTg") == number_key("Số 33/CT-TTg")
    assert number_key("03-CTr/BDVTU-BCSD") == number_key("3-CTr/BDVTU-BCSĐ")


@pytest.mark.parametrize(
    ("text", "number", "issued_on", "issuer"),
    [
        ("Kết luận số 43-KL/TW, ngày 07/01/2019 của Ban Bí thư về", "43-KL/TW", date(2019, 1, 7), "Ban Bí thư"),
        ("Quyết định số 9-QĐ/TU ngày 2 tháng 6 năm 2010 của Tỉnh ủy", "09-QĐ/TU", date(2010, 6, 2), "Tỉnh ủy"),
        ("Nghị định số 30/2020/NĐ-CP của Chính phủ", "30/2020/NĐ-CP", None, "Chính phủ"),
        ("theo Kế hoạch 65-KH/TU và các văn bản khác", "65-KH/TU", None, None),
        ("Quyết định số 5/QĐ-UBND ngày 31/02/2024 của Ủy ban nhân dân xã", "05/QĐ-UBND", None, "Ủy ban nhân dân xã"),
        ("Công văn số 125/UBND-NC, ngày 1/3/2026", "125/UBND-NC", date(2026, 3, 1), None),
    ],
)
def test_find_citations_reads_number_date_and_issuer(text, number, issued_on, issuer):
    (found,) = find_citations(text)

    assert (found.number, found.issued_on, found.issuer) == (number, issued_on, issuer)


@pytest.mark.parametrize("text", ["từ ngày 20-5/6", "đạt 24/7", "125/UBND-NC", "tỷ lệ 3/4", "năm 2024-2025", "A/B-C"])
def test_find_citations_passes_by_what_is_no_document(text):
    assert find_citations(text) == []


def test_find_citations_keeps_the_term_as_written():
    (found,) = find_citations(
        "Nghị quyết số 25-NQ/TW ngày 03/6/2013 của Ban Chấp hành Trung ương Đảng khóa XII về dân vận"
    )

    assert found.term == "khóa XII"


def test_find_citations_says_where_each_stands():
    text = "Thực hiện Kết luận số 43-KL/TW ngày 07/01/2019 của Ban Bí thư."
    (found,) = find_citations(text)

    assert text[found.start : found.end] == "Kết luận số 43-KL/TW ngày 07/01/2019"


def test_unique_citations_counts_a_document_once_and_fills_in_what_a_mention_left_out():
    found = find_citations("Chỉ thị 33-CT/TTg; Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ về dân vận")

    (citation,) = unique_citations(found)

    assert (citation.issued_on, citation.issuer) == (date(2021, 11, 26), "Thủ tướng Chính phủ")
