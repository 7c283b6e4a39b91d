import json
from dataclasses import fields, is_dataclass

import pytest

from reports.layout_parts import groups_for
from reports.layout_values import RULE_FIELDS, adjusted, changes_between, profile_from, values_of
from reports.layouts import PARTY_2026, PROFILES, STATE_2020, LayoutProfile
from reports.models import Report

EVERY_PROFILE = [profile for profiles in PROFILES.values() for profile in profiles]


@pytest.mark.parametrize("profile", EVERY_PROFILE, ids=lambda p: p.code)
def test_a_profile_comes_back_from_its_values_as_json_keeps_them(profile):
    assert profile_from(json.loads(json.dumps(values_of(profile)))) == profile


def test_what_a_committee_changed_is_all_that_is_kept():
    wanted = values_of(PARTY_2026)
    wanted["margins"]["left"] = 35
    wanted["heading_styles"][2]["italic"] = False

    assert set(changes_between(PARTY_2026, wanted)) == {"margins", "heading_styles"}
    assert changes_between(PARTY_2026, values_of(PARTY_2026)) == {}


def test_changes_make_a_profile_under_a_code_of_its_own():
    wanted = values_of(STATE_2020) | {"signature_lines": 4, "code": "hostile", "regime": "PARTY"}

    own = adjusted(STATE_2020, wanted, code="STATE_2020/1")

    assert (own.code, own.regime, own.signature_lines) == ("STATE_2020/1", "STATE", 4)
    assert adjusted(STATE_2020, {}, code=STATE_2020.code) == STATE_2020


def test_the_code_of_a_thousandth_version_still_fits_a_report():
    longest = max(len(profile.code) for profile in EVERY_PROFILE)

    assert longest + len("/1000") <= Report._meta.get_field("layout").max_length


@pytest.mark.parametrize("profile", EVERY_PROFILE, ids=lambda p: p.code)
def test_every_value_of_a_profile_is_on_the_form(profile):
    """But for the right cells, which take what is left of the text width."""
    leaves = set()

    def walk(value, name):
        if name.split(".")[-1] in {"size", "bold"}:
            leaves.add(name.rpartition(".")[0] if not name.startswith("body") else name)
        elif isinstance(value, dict):
            for key, part in value.items():
                walk(part, f"{name}.{key}" if name else key)
        elif isinstance(value, list):
            for place, part in enumerate(value):
                walk(part, f"{name}.{place}")
        elif name.split(".")[-1] not in {"italic", "underline", "capitals", "centered"}:
            leaves.add(name)

    walk(values_of(profile), "")
    offered = {part.name for group in groups_for(len(profile.title_lines)) for part in group.parts}

    assert leaves - offered == RULE_FIELDS | {"header_cells.1", "signature_cells.1"}
    assert offered <= leaves


def test_a_field_of_a_new_kind_would_be_noticed():
    known = {"str", "float", "int", "bool", "date", "Margins", "BodyText", "TypeStyle"}
    kinds = {field.type.__name__ for field in fields(LayoutProfile) if isinstance(field.type, type)}

    assert is_dataclass(LayoutProfile)
    assert kinds - {"tuple"} <= known
