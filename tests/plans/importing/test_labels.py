import pytest

from plans.importing.labels import Rank, read_label


@pytest.mark.parametrize(
    ("text", "rank", "label", "printed"),
    [
        ("III - TỔ CHỨC", Rank.ROMAN, "III", "III - "),
        ("I- MỤC ĐÍCH", Rank.ROMAN, "I", "I- "),
        ("II-NỘI DUNG", Rank.ROMAN, "II", "II-"),
        ("I. Nội dung", Rank.ROMAN, "I", "I. "),
        ("I MỤC ĐÍCH", Rank.ROMAN, "I", "I "),
        ("A. MỤC ĐÍCH", Rank.UPPER, "A", "A. "),
        ("Điều 1. Phạm vi", Rank.ARTICLE, "Điều 1", "Điều 1. "),
        ("2.4 . Khối Dân vận", Rank.DECIMAL, "2.4", "2.4 . "),
        ("2.1- Tiếp tục", Rank.DECIMAL, "2.1", "2.1- "),
        ("1- Mục đích", Rank.ARABIC, "1", "1- "),
        ("1.Tiếp tục", Rank.ARABIC, "1", "1."),
        ("1/ Nội dung", Rank.ARABIC, "1", "1/ "),
        ("2, Trồng cây", Rank.ARABIC, "2", "2, "),
        ("đ) Việc khác", Rank.LETTER, "đ", "đ) "),
        ("(1) Việc", Rank.PAREN, "(1)", "(1) "),
        ("- Việc", Rank.DASH, "-", "- "),
        ("+ Việc", Rank.PLUS, "+", "+ "),
        ("• Việc", Rank.DOT, "•", "• "),
        ("¹ Quyết định", Rank.FOOTNOTE, "¹", "¹ "),
    ],
)
def test_label_is_read_as_printed(text, rank, label, printed):
    found = read_label(text)

    assert found
    assert (found.rank, found.text, found.printed) == (rank, label, printed)


@pytest.mark.parametrize(
    "text",
    [
        "02 mô hình",
        "10/5/2024 là hạn",
        "1.500 hội viên",
        "100% thôn",
        "V.I. Lênin",
        "43-KL/TW ngày 07/01/2019",
        "XI) về công tác",
        "20.7.2020",
        "1.5 tỷ đồng",
        "-----",
        "A. Nguyễn Văn Mẫu",
        "5-10 mô hình",
        "2, 3 và 4 của Kế hoạch",
        "2025. Phấn đấu",
    ],
)
def test_number_or_sign_that_labels_nothing_is_none(text):
    assert read_label(text) is None
