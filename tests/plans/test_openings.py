import pytest

from plans.openings import carried_out, described, type_of_number

A, B, C = "65 kh tu", "43 kl tw", "25 nq tw"


@pytest.mark.parametrize(
    ("opening", "pairs"),
    [
        ("Thực hiện Kế hoạch số 65-KH/TU ngày 17/4/2026 của Tỉnh ủy, Đảng ủy đề ra kế hoạch:", [("", A)]),
        (
            "Thực hiện Kế hoạch 65-KH/TU về thực hiện Kết luận số 43-KL/TW về việc thực hiện Nghị quyết số 25-NQ/TW:",
            [("", A), (A, B), (B, C)],
        ),
        (
            "Để triển khai Kết luận số 43-KL/TW và Nghị quyết số 25-NQ/TW, Ban Thường vụ lập kế hoạch:",
            [("", B), ("", C)],
        ),
        ("Căn cứ Kết luận số 43-KL/TW;\nCăn cứ Nghị quyết số 25-NQ/TW;", [("", B), ("", C)]),
        ("thực hiện Kết luận số 43-KL/TW trên địa bàn phường", [("", B)]),
        # A mention that nothing says is carried out.
        ("Qua sơ kết 5 năm, có nơi chưa nắm Kết luận số 43-KL/TW. Đảng ủy đề ra kế hoạch:", []),
        ("Thực hiện Kế hoạch số 65-KH/TU. Ngày trước, Kết luận số 43-KL/TW đã nêu việc này.", [("", A)]),
        ("", []),
        ("Đảng ủy đề ra kế hoạch:", []),
    ],
)
def test_an_opening_says_who_carries_out_what(opening, pairs):
    assert carried_out(opening) == pairs


def test_a_document_named_twice_stands_once():
    twice = "Thực hiện Kết luận số 43-KL/TW về việc thực hiện Kết luận số 43-KL/TW"

    assert carried_out(twice) == [("", B)]


def test_described_takes_the_name_and_the_subject_from_the_fullest_mention():
    found = described(
        [
            "Làm theo Kết luận 43-KL/TW.",
            "Quy định số 124-QĐ/TW, Kết luận số 43-KL/TW ngày 07/01/2019 của Ban Bí thư về công tác dân vận; việc khác",
        ]
    )

    assert (found[B].type_name, found[B].abstract) == ("Kết luận", "công tác dân vận")
    assert (found["124 qd tw"].type_name, found["124 qd tw"].abstract) == ("Quy định", "")


def test_described_keeps_what_stands_in_quotes_and_ends_before_the_next_document():
    found = described(
        ["theo Kế hoạch số 65-KH/TU về phong trào “Dân vận khéo” năm 2026 và Chỉ thị số 33/CT-TTg của Thủ tướng"]
    )

    assert found[A].abstract == "phong trào “Dân vận khéo” năm 2026"


@pytest.mark.parametrize(
    ("number", "name"),
    [("65-KH/TU", "Kế hoạch"), ("33/CT-TTg", "Chỉ thị"), ("117/2025/QH15", "Luật"), ("abc", "Văn bản")],
)
def test_a_code_stands_for_a_kind_of_document(number, name):
    assert type_of_number(number) == name


def test_a_long_hostile_opening_is_read_in_no_time():
    text = "Thực hiện Kế hoạch số 65-KH/TU về thực hiện " * 3_000

    assert carried_out(text) == [("", A)]


def test_a_thousand_documents_in_one_opening_are_read_in_line():
    text = "Thực hiện " + "; ".join(f"Kế hoạch số {n}-KH/TU về phong trào thi đua {n}" for n in range(1, 1_001))

    assert len(carried_out(text)) == 1_000
    assert described([text])["1000 kh tu"].abstract == "phong trào thi đua 1000"
