from dataclasses import fields
from datetime import date

import pytest

from reports.layouts import PARTY_2018, PARTY_2026, PROFILES, STATE_2020, profile_for

EVERY_PROFILE = [profile for profiles in PROFILES.values() for profile in profiles]


@pytest.mark.parametrize(
    ("regime", "on", "profile"),
    [
        ("PARTY", date(2017, 3, 1), PARTY_2018),
        ("PARTY", date(2026, 5, 26), PARTY_2018),
        ("PARTY", date(2026, 5, 27), PARTY_2026),
        ("PARTY", date(2030, 1, 1), PARTY_2026),
        ("STATE", date(2019, 12, 31), STATE_2020),
        ("STATE", date(2026, 11, 20), STATE_2020),
    ],
)
def test_the_day_and_the_regime_choose_the_profile(regime, on, profile):
    assert profile_for(regime, on) is profile


def test_an_unknown_regime_is_refused():
    with pytest.raises(ValueError, match="CHURCH"):
        profile_for("CHURCH", date(2026, 1, 1))


def test_the_new_party_rule_differs_from_the_old_one_in_two_points_of_style_only():
    changed = {f.name for f in fields(PARTY_2026) if getattr(PARTY_2026, f.name) != getattr(PARTY_2018, f.name)}

    assert changed == {"code", "name", "valid_from", "job_title", "recipient_separator"}


@pytest.mark.parametrize("profile", EVERY_PROFILE, ids=lambda p: p.code)
def test_cells_of_header_and_signature_fill_the_text_width(profile):
    assert profile.text_width == 165
    assert sum(profile.header_cells) == profile.text_width
    assert sum(profile.signature_cells) == profile.text_width


@pytest.mark.parametrize("profile", EVERY_PROFILE, ids=lambda p: p.code)
def test_the_space_for_a_signature_is_four_to_five_lines(profile):
    assert profile.signature_lines in (4, 5)
    assert profile.signature_space == pytest.approx(profile.signature_lines * 14 * 1.15)


@pytest.mark.parametrize("profile", EVERY_PROFILE, ids=lambda p: p.code)
def test_rules_under_names_are_a_third_to_half_of_their_line(profile):
    for share in (profile.issuer_rule, profile.abstract_rule):
        assert share == 0 or 1 / 3 <= share <= 1 / 2


def test_the_party_marks_with_star_and_hyphens_and_the_state_with_rules():
    assert (PARTY_2026.issuer_star, PARTY_2026.abstract_mark, PARTY_2026.issuer_rule) == ("*", "-----", 0)
    assert (STATE_2020.issuer_star, STATE_2020.abstract_mark) == ("", "")
    assert STATE_2020.issuer_rule == STATE_2020.abstract_rule == 0.4


def test_sizes_of_the_party_are_those_of_the_rule():
    party = PARTY_2026

    assert party.title_lines[0][1].size == 15
    assert (party.superior.size, party.superior.bold) == (14, False)
    assert (party.issuer.size, party.issuer.bold) == (14, True)
    assert (party.job_title.bold, PARTY_2018.job_title.bold) == (False, True)
    assert (party.recipients_title.underline, party.recipients_title.bold) == (True, False)
    assert (party.recipients.size, party.page_number.size, party.type_name.size) == (12, 14, 16)


def test_sizes_of_the_state_are_those_of_the_decree():
    state = STATE_2020

    assert [style.size for _, style in state.title_lines] == [13, 14]
    assert (state.recipients_title.size, state.recipients_title.bold, state.recipients_title.italic) == (12, True, True)
    assert (state.recipients.size, state.number.size, state.job_title.bold) == (11, 13, True)
