"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.numbers import DoubtfulNumber, question_about, read_number, write_number

READ = {
    "0": "0",
    "02": "2",
    "1000": "1000",
    "1.000": "1000",
    "12.500": "12500",
    "1.000.000": "1000000",
    "1 000": "1000",
    "1\u00a0250\u00a0000": "1250000",
    "1,5": "1.5",
    "0,05": "0.05",
    "1.234,5": "1234.5",
    " 95,2 % ": "95.2",
    "95%": "95",
    "05 mô hình": "5",
    "05 MÔ HÌNH": "5",
    "-5": "-5",
    "−1.000": "-1000",
}
# What is asked back: the readings that are offered.
DOUBTFUL = {
    "1.5": "1,5 hay 15?",
    "12.34": "12,34 hay 1.234?",
    "1.00": "1 hay 100?",
    "0.500": "0,5 hay 500?",
    "1,000": "1 hay 1.000?",
    "2,500": "2,5 hay 2.500?",
    "1,234.5": "1.234,5?",
    "1,234,567": "1.234.567?",
}
NO_NUMBERS = ["", "   ", "không", "khoảng 100", "1/2", "1e5", "٣٤", "½", "1..000", "1.000 000", "5,", ",5", "12.34.567",
              "4,5 tỷ đồng", "=1+1", "NaN", "Infinity", "1_000", "x" * 5000]  # fmt: skip

numbers = st.decimals(min_value=-(10**15) + 1, max_value=10**15 - 1, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(("text", "number"), READ.items())
def test_a_number_written_as_offices_do_is_read(text, number):
    assert read_number(text, measure="mô hình") == Decimal(number)


@pytest.mark.parametrize(("text", "offered"), DOUBTFUL.items())
def test_what_may_be_two_numbers_is_asked_about(text, offered):
    with pytest.raises(DoubtfulNumber) as asked:
        read_number(text)

    assert offered in str(asked.value)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_told_in_a_short_sentence(text):
    with pytest.raises(DoubtfulNumber) as told:
        read_number(text)

    assert "chưa phải là số" in str(told.value)
    assert len(str(told.value)) < 160


def test_a_number_nobody_can_mean_is_refused():
    with pytest.raises(DoubtfulNumber, match="quá lớn"):
        read_number("9" * 16)


@given(numbers)
def test_a_written_number_is_read_back(number):
    assert read_number(write_number(number)) == number


@given(st.text(alphabet="0123456789.,- %", max_size=12))
def test_a_number_read_keeps_every_digit_that_was_typed(text):
    """Whatever is read has the digits typed, but for zeros at the ends: no separator changes the size by itself."""
    try:
        number = read_number(text)
    except DoubtfulNumber:
        return
    typed = "".join(char for char in text if char.isdigit())
    assert f"{abs(number):.2f}".replace(".", "").strip("0") == typed.strip("0")


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_thousand_with_a_dot_is_never_one(thousands, rest):
    assert read_number(f"{thousands}.{rest:03d}") == thousands * 1000 + rest


@pytest.mark.parametrize(
    ("number", "more", "words"),
    [
        ("-1", {}, "Số âm"),
        ("120", {"is_percent": True}, "hơn 100 %"),
        ("100", {"is_percent": True}, ""),
        ("150", {"last": Decimal(15)}, "gấp từ mười lần kỳ trước (15)"),
        ("149", {"last": Decimal(15)}, ""),
        ("1", {"last": Decimal(1000)}, "chưa bằng một phần mười kỳ trước (1.000)"),
        ("0", {"last": Decimal(1000)}, ""),
        ("5000", {"last": Decimal(0)}, ""),
        ("5000", {}, ""),
    ],
)
def test_what_is_hard_to_believe_is_asked(number, more, words):
    asked = question_about(Decimal(number), **more)

    assert asked == "" if not words else words in asked
