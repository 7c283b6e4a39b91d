from datetime import date

import pytest

from plans.importing import read_plan
from plans.importing.scanned import legible
from plans.importing.source import FROM_PICTURE, Finding, Line, Source, source_from_lines

LINES = (
    "KẾ HOẠCH", "năm 2026", "", "Thực hiện Kế hoạch số 40-KH/ĐĐU ngày 18/3/2026, Đảng ủy xã lập kế hoạch như sau:", "",
    "I. TỔ CHỨC THỰC HIỆN", "1. Công an xã tuần tra, hoàn thành trước ngày 30/6/2026.",
)  # fmt: skip


def drafts():
    """The same lines read from a picture and typed."""
    typed = source_from_lines([Line(0, text) for text in LINES])
    return read_plan(Source(typed.text, typed.lines, (Finding(FROM_PICTURE, "đọc từ ảnh"),))), read_plan(typed)


def test_every_day_read_from_a_picture_is_to_be_compared_with_the_paper():
    scanned, typed = drafts()

    assert scanned.assignments[0].deadlines[0].dates == (date(2026, 6, 30),)
    assert [f.line for f in scanned.findings if f.code == "deadline_from_picture"] == [7]
    assert [f for f in typed.findings if f.code == "deadline_from_picture"] == []


def test_symbol_one_letter_off_is_read_as_the_known_one_with_a_finding():
    scanned, typed = drafts()

    assert [citation.number for citation in scanned.citations] == ["40-KH/ĐU"]
    assert [citation.number_text for citation in scanned.citations] == ["40-KH/ĐĐU"]
    assert "citation_from_picture" in [finding.code for finding in scanned.findings]
    assert [citation.number for citation in typed.citations] == ["40-KH/ĐĐU"]


@pytest.mark.parametrize(
    ("blurred", "meant"),
    [("Tống hợp", "Tổng hợp"), ("chú trì, phổi hợp", "chủ trì, phối hợp"), ("chú trọng", "chú trọng")],
)
def test_blurred_words_of_duty_keep_their_length(blurred, meant):
    assert legible(blurred) == meant
    assert len(legible(blurred)) == len(blurred)
