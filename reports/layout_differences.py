"""Where a committee's layout differs from the rule, in the words of the form on which it is changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reports.layout_parts import Mark, Measure, Part, Style, groups_for, in_words
from reports.layout_values import values_of
from reports.layouts import LayoutProfile

FACES = (
    ("bold", "đậm"),
    ("italic", "nghiêng"),
    ("underline", "gạch chân"),
    ("capitals", "in hoa"),
    ("centered", "giữa"),
)


def differences(rule: LayoutProfile, own: LayoutProfile) -> Iterator[str]:
    """As in "Lề trái 35 mm (quy định 30 mm)", in the order of the form; what follows by itself is no difference."""
    theirs, ours = values_of(rule), values_of(own)
    for group in groups_for(len(rule.title_lines)):
        for part in group.parts:
            was, now = value_at(theirs, part.name), value_at(ours, part.name)
            if was != now:
                yield f"{part.label}: {_said(part, now)} (quy định {_said(part, was)})"


def value_at(values: Any, name: str) -> Any:
    """The value that the name of a part leads to: "margins.left", "title_lines.0.1"."""
    for step in steps(name):
        values = values[step]
    return values


def steps(name: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in name.split(".")]


def written(number: Any) -> str:
    """As in "13,5"; words as they are."""
    return f"{number:g}".replace(".", ",") if isinstance(number, int | float | Decimal) else str(number)


def style_words(size: str, faces: Mapping[str, Any]) -> str:
    """As in "14 pt, đậm, giữa"."""
    return ", ".join([f"{size} pt", *(label for name, label in FACES if faces.get(name))])


def _said(part: Part, value: Any) -> str:
    if isinstance(part, Measure):
        return f"{written(round(value * part.factor, 4))} {part.unit}"
    if isinstance(part, Style):
        return style_words(written(value["size"]), value)
    if isinstance(part, Mark):
        return f"“{in_words(value)}”" if value else "không có"
    return "có" if value else "không"
