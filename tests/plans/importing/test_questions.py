"""What a letter asks for: its head, and the questions of its đề cương with their details."""

from datetime import date

import pytest

from plans.importing import SecretDocument, source_from_text
from plans.importing.questions import read_request

LETTER = """ĐẢNG ỦY PHƯỜNG BÌNH AN
*
Số 123-CV/ĐU
V/v báo cáo tình hình quý III
Bình An, ngày 05 tháng 10 năm 2026

Kính gửi: Các chi bộ trực thuộc

Đề nghị các chi bộ báo cáo theo đề cương sau:

I. TÌNH HÌNH CHUNG
II. KẾT QUẢ
1. Công tác tuyên truyền
- Số buổi
- Số lượt người
2. Đối thoại với Nhân dân
a) Số cuộc
b) Ý kiến nêu lên
III. KIẾN NGHỊ

Nơi nhận:
- Như trên
"""


def told(text):
    return [(one.depth, one.is_heading, one.text) for one in read_request(source_from_text(text)).questions]


def test_the_head_of_a_letter_fills_in_what_the_office_would_type():
    read = read_request(source_from_text(LETTER))

    assert (read.number, read.issued_on, read.about) == ("123-CV/ĐU", date(2026, 10, 5), "báo cáo tình hình quý III")
    assert "Kính gửi" in read.opening


def test_unnumbered_lines_are_details_of_the_question_above():
    assert told(LETTER) == [
        (0, False, "TÌNH HÌNH CHUNG"),
        (0, True, "KẾT QUẢ"),
        (1, False, "Công tác tuyên truyền\n- Số buổi\n- Số lượt người"),
        (1, True, "Đối thoại với Nhân dân"),
        (2, False, "Số cuộc"),
        (2, False, "Ý kiến nêu lên"),
        (0, False, "KIẾN NGHỊ"),
    ]


def test_an_outline_alone_says_nothing_of_a_letter():
    read = read_request(source_from_text("1. Kết quả tuyên truyền\n2. Kiến nghị"))

    assert (read.number, read.issued_on, read.about, read.opening) == (None, None, None, "")
    assert [one.label_text for one in read.questions] == ["1. ", "2. "]


def test_where_nothing_is_numbered_every_line_is_a_question():
    assert told("Số buổi tuyên truyền\nKết quả phong trào:\n- tập thể\n- cá nhân\nKhó khăn, kiến nghị") == [
        (0, False, "Số buổi tuyên truyền"),
        (0, True, "Kết quả phong trào:"),
        (0, False, "tập thể"),
        (0, False, "cá nhân"),
        (0, False, "Khó khăn, kiến nghị"),
    ]


def test_an_impossible_day_is_no_day():
    assert read_request(source_from_text("Số 1-CV/ĐU\nHuế, ngày 31 tháng 02 năm 2026\n1. Kết quả")).issued_on is None


def test_a_secret_letter_is_refused():
    with pytest.raises(SecretDocument):
        read_request(source_from_text("MẬT\n1. Kết quả"))
