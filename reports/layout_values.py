"""A layout profile as plain values: kept with a signed paper, and changed by a committee one value at a time.

Pure: no database, no clock. `values_of` and `profile_from` are each other's inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from reports.layouts import BodyText, LayoutProfile, Margins, TypeStyle

RULE_FIELDS = frozenset({"code", "name", "regime", "valid_from"})
STYLE_FIELDS = tuple(field.name for field in fields(LayoutProfile) if field.type in {TypeStyle, "TypeStyle"})


def values_of(profile: LayoutProfile) -> dict[str, Any]:
    """Every number, mark and style of a profile, as JSON keeps them."""
    return {name: _plain(value) for name, value in asdict(profile).items()}


def profile_from(values: Mapping[str, Any]) -> LayoutProfile:
    """The profile of such values. Raises KeyError or TypeError where a value is missing or unknown."""
    return LayoutProfile(**{name: _restored(name, value) for name, value in values.items()})


def adjusted(profile: LayoutProfile, changes: Mapping[str, Any], *, code: str) -> LayoutProfile:
    """The profile with some values changed, under a code of its own; the rule it stands on stays known by name."""
    own = {name: _restored(name, value) for name, value in changes.items() if name not in RULE_FIELDS}
    return replace(profile, code=code, **own)


def changes_between(profile: LayoutProfile, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `wanted` that differ from the profile's; what a rule is called is not a value of paper."""
    values = values_of(profile)
    return {name: value for name, value in wanted.items() if name not in RULE_FIELDS and values[name] != value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value


def _restored(name: str, value: Any) -> Any:
    if name in STYLE_FIELDS:
        return TypeStyle(**value)
    match name:
        case "valid_from":
            return date.fromisoformat(value)
        case "margins" | "back_margins":
            return Margins(**value)
        case "body":
            return BodyText(**value)
        case "heading_styles":
            return tuple(TypeStyle(**style) for style in value)
        case "title_lines":
            return tuple((text, TypeStyle(**style)) for text, style in value)
        case "header_cells" | "signature_cells":
            return tuple(value)
    return value
