from datetime import date

import pytest

from plans.directives import (
    ConflictKind,
    Mention,
    conflicts,
    is_central,
    is_of_state,
    place_of_issuer,
    same_document,
    series,
    spelling,
    split_term,
    symbol_of,
    term_at,
)

THE_DAY = date(2013, 6, 3)


@pytest.mark.parametrize(
    ("issuer", "parts"),
    [
        ("Ban Chấp hành Trung ương Đảng khóa XI", ("Ban Chấp hành Trung ương Đảng", "XI")),
        ("Ban Chấp hành Trung ương Đảng (khoá xii)", ("Ban Chấp hành Trung ương Đảng", "XII")),
        ("Bộ Chính trị", ("Bộ Chính trị", "")),
        ("", ("", "")),
    ],
)
def test_the_term_is_parted_from_the_issuer(issuer, parts):
    assert split_term(issuer) == parts


@pytest.mark.parametrize(
    ("number", "symbol", "central", "state"),
    [
        ("65-KH/TU", "TU", False, False),
        ("33-CT/TTg", "TTg", True, True),
        ("33/CT-TTg", "TTg", True, True),
        ("30/2020/NĐ-CP", "CP", True, True),
        ("117/2025/QH15", "QH15", True, True),
        ("711-KH/BDVTW", "BDVTW", True, False),
        ("03-CTr/BDVTU-BCSD", "BDVTU-BCSD", False, False),
        ("462/KH-UBND", "UBND", False, True),
        ("chưa có số", "", False, False),
    ],
)
def test_a_number_tells_who_signs_and_how_he_counts(number, symbol, central, state):
    assert (symbol_of(number), is_central(number), is_of_state(number)) == (symbol, central, state)


@pytest.mark.parametrize(
    ("number", "day", "term"),
    [
        ("25-NQ/TW", THE_DAY, "XI"),
        ("25-NQ/TW", date(2016, 1, 19), "XI"),
        ("25-NQ/TW", date(2016, 1, 20), "XII"),
        ("25-NQ/TW", date(1970, 1, 1), ""),
        ("11-NQ/TU", THE_DAY, ""),
    ],
)
def test_a_day_lies_in_a_term_of_the_central_bodies(number, day, term):
    assert term_at(number, day) == term


@pytest.mark.parametrize(
    ("number", "day", "first", "last"),
    [
        ("462/KH-UBND", date(2024, 2, 20), date(2024, 1, 1), date(2024, 12, 31)),
        ("43-KL/TW", date(2019, 1, 7), date(2016, 1, 20), date(2021, 1, 24)),
        ("65-KH/TU", date(2026, 4, 17), date(2025, 7, 1), date(2030, 6, 30)),
        ("65-KH/TU", date(2025, 6, 30), date(2020, 7, 1), date(2025, 6, 30)),
    ],
)
def test_numbers_begin_anew_by_term_or_by_year(number, day, first, last):
    assert series(number, day) == (first, last)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Mention("43-KL/TW", date(2019, 1, 7)), Mention("43 - KL/TW"), True),
        (Mention("33-CT/TTg", date(2021, 11, 26)), Mention("33/CT-TTg", date(2021, 11, 26)), True),
        (Mention("43-KL/TW", date(2019, 1, 7)), Mention("43-NQ/TW", date(2019, 1, 7)), False),
        # Another term of the same body begins its numbers anew.
        (Mention("43-KL/TW", date(2019, 1, 7)), Mention("43-KL/TW", date(2022, 10, 26)), False),
        # One khóa, or one day with another year: a slip of the pen.
        (Mention("25-NQ/TW", THE_DAY, term="XI"), Mention("25-NQ/TW", date(2016, 7, 9), term="XI"), True),
        (Mention("25-NQ/TW", THE_DAY), Mention("25-NQ/TW", date(2016, 6, 3)), True),
        (Mention("313/NQ-HĐND", date(2023, 12, 5)), Mention("313/NQ-HĐND", date(2022, 11, 9)), False),
        (Mention("9-NQ/TW", term="X"), Mention("9-NQ/TW", term="XI"), False),
        (Mention("9-NQ/TW", date(2007, 2, 9)), Mention("9-NQ/TW", term="X"), True),
        (Mention("88-KH/HU", issuer="Huyện ủy Vĩnh Linh"), Mention("88-KH/HU", issuer="Huyện ủy Gio Linh"), False),
        (Mention("88-KH/HU", issuer="Huyện ủy Vĩnh Linh"), Mention("88-KH/HU", issuer="Huyện ủy"), True),
    ],
)
def test_what_is_one_document(one, other, same):
    assert same_document(one, other) is same
    assert same_document(other, one) is same


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("Ban Thường vụ Huyện ủy Vĩnh Linh", "vinh linh"),
        ("Ban Thường vụ Tỉnh uỷ Gia Lai", "gia lai"),
        ("Ủy ban nhân dân tỉnh", ""),
        ("Ban Dân vận Tỉnh ủy và Ban cán sự đảng Ủy ban nhân dân tỉnh", ""),
        ("Ban Bí thư Trung ương Đảng", ""),
    ],
)
def test_an_issuer_may_name_its_place(issuer, place):
    assert place_of_issuer(issuer) == place


def test_five_mentions_disagree_on_day_and_term():
    mentions = [
        Mention("25-NQ/TW", THE_DAY, term="XII", source=0),
        Mention("25-NQ/TW", THE_DAY, term="XI", source=1),
        Mention("25-NQ/TW", THE_DAY, term="XI", source=2),
        Mention("25-NQ/TW", date(2016, 6, 3), term="XI", source=4),
    ]
    day, term = conflicts(mentions)

    assert (day.kind, term.kind) == (ConflictKind.ISSUED_ON, ConflictKind.TERM)
    assert [(one.value, one.sources) for one in day.variants] == [("2013-06-03", (0, 1, 2)), ("2016-06-03", (4,))]
    assert [(one.value, one.sources) for one in term.variants] == [("XI", (1, 2, 4)), ("XII", (0,))]


def test_one_mention_may_disagree_with_itself():
    (found,) = conflicts([Mention("25-NQ/TW", THE_DAY, term="XII", source=7)])

    assert [(one.value, one.is_implied) for one in found.variants] == [("XII", False), ("XI", True)]


@pytest.mark.parametrize(
    "mentions",
    [
        [],
        [Mention("43-KL/TW", date(2019, 1, 7)), Mention("43-KL/TW")],
        [Mention("114- KL/TW"), Mention("114 -KL / TW"), Mention("Số 114–KL/TW")],
        [Mention("05-CT/TW", issuer="Bộ Chính trị"), Mention("5-CT/TW", issuer="Bộ Chính trị Trung ương")],
        [Mention("76-KH/ĐU"), Mention("76-KH/ÐU")],
        [Mention("12-NQ/HĐND", THE_DAY, term="X")],  # the people's council counts its own terms
    ],
)
def test_what_is_no_disagreement(mentions):
    assert conflicts(mentions) == []


def test_another_order_of_signs_is_another_spelling():
    assert spelling("33-CT/TTg") != spelling("33/CT-TTg")
    assert spelling("03-CTr/BDVTU-BCSD") != spelling("03-CTr/BDVTU-BCSĐ")
