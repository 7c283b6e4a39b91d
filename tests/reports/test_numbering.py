"""Numbers of reports, as people write them and as they run."""

from datetime import date

import pytest

from reports.numbering import UnreadableNumber, next_free, number_key, same_sign, series_of, split_number


@pytest.mark.parametrize(
    ("text", "number", "sign"),
    [
        ("12", "12", ""),
        (" Số 05-BC/ĐU", "05", "-BC/ĐU"),
        ("Số: 21/BC-UBND", "21", "/BC-UBND"),
        ("112a", "112a", ""),
        ("76 -BC/ĐU", "76", "-BC/ĐU"),
        ("112 A", "112A", ""),
    ],
)
def test_a_number_is_read_as_people_write_it(text, number, sign):
    assert split_number(text) == (number, sign)


@pytest.mark.parametrize("text", ["", "0", "00a", "mười hai", "12.5", "123456", "BC/ĐU", "-3"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(UnreadableNumber):
        split_number(text)


def test_two_spellings_are_one_number():
    assert number_key("05") == number_key("5")
    assert number_key("112A") == number_key("112a") != number_key("112")
    assert same_sign("-BC/ĐU", "/bc-đu")
    assert not same_sign("-BC/ĐU", "-KH/ĐU")


def test_the_party_counts_by_the_term_and_the_state_by_the_year():
    term = (date(2025, 6, 20), None)

    assert series_of("BC", regime="STATE", signed_on=date(2026, 3, 1), term=(None, None)) == "BC 2026"
    assert series_of("BC", regime="PARTY", signed_on=date(2026, 3, 1), term=term) == "BC 2025-06-20"
    assert series_of("BC", regime="PARTY", signed_on=date(2029, 3, 1), term=term) == "BC 2025-06-20"


def test_a_term_that_nobody_stated_is_that_of_local_congresses():
    unknown = (None, None)
    first = series_of("BC", regime="PARTY", signed_on=date(2026, 3, 1), term=unknown)

    assert first == series_of("BC", regime="PARTY", signed_on=date(2030, 6, 30), term=unknown)
    assert first != series_of("BC", regime="PARTY", signed_on=date(2030, 7, 1), term=unknown)
    assert series_of("BC", regime="PARTY", signed_on=date(2024, 1, 1), term=(date(2025, 6, 20), None)) != first


def test_the_hint_is_the_number_after_the_highest():
    assert next_free(["9", "12a", "3"]) == 13
    assert next_free([]) == 1
