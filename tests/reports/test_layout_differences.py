"""Where a committee's layout differs from the rule, in words."""

from dataclasses import replace

from reports.layout_differences import differences
from reports.layouts import PARTY_2026, STATE_2020


def test_a_layout_like_the_rule_differs_nowhere():
    assert list(differences(PARTY_2026, PARTY_2026)) == []


def test_one_margin_is_one_place_though_the_right_cells_follow_it():
    left = replace(PARTY_2026.margins, left=35)
    narrower = replace(
        PARTY_2026, margins=left,
        header_cells=(PARTY_2026.header_cells[0], PARTY_2026.header_cells[1] - 5),
        signature_cells=(PARTY_2026.signature_cells[0], PARTY_2026.signature_cells[1] - 5),
    )  # fmt: skip

    assert list(differences(PARTY_2026, narrower)) == ["Lề trái: 35 mm (quy định 30 mm)"]


def test_each_kind_of_value_is_said_as_the_form_shows_it():
    own = replace(
        STATE_2020, is_duplex=not STATE_2020.is_duplex, abstract_rule=0.5, letter_end=".",
        place_date=replace(STATE_2020.place_date, size=13.5, bold=True),
    )  # fmt: skip

    said = list(differences(STATE_2020, own))

    assert "In hai mặt: " in said[0]
    assert any(words.startswith("Địa danh, ngày tháng: 13,5 pt, đậm, nghiêng") for words in said)
    assert any("so với dòng chữ" in words and ": 50 % (quy định " in words for words in said)
    assert "Dấu kết thúc công văn: “.” (quy định “./.”)" in said
