"""Labels of sections ("I", "2.1", "a)"): how they are printed, and how they follow one another. Pure.

A label is kept as a superior wrote it, with its closing mark (DOMAIN.md §1.6). One that ends in a letter or a digit
gets a full stop on paper; one that was written without a mark ends in NO_MARK.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

NO_MARK = "\N{NO-BREAK SPACE}"
LONGEST_LABEL = 20
_ORDINALS = ("NHẤT", "HAI", "BA", "TƯ", "NĂM", "SÁU", "BẢY", "TÁM", "CHÍN", "MƯỜI")
_ROMAN_DIGITS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CAPITALS = "ABCDĐEGH"
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_SHAPES = {
    "part": re.compile(r"PHẦN\s+THỨ\s+\w+", re.IGNORECASE),
    "roman": re.compile(r"[IVXL]+"),
    "capital": re.compile(r"[A-HĐ]"),
    "arabic": re.compile(r"\d+"),
    "decimal": re.compile(r"(?:\d+|[IVX]+)(?:\.\d+)+"),
    "letter": re.compile(r"[a-zđ]"),
}
_BELOW = {"part": "roman", "capital": "roman", "roman": "arabic", "arabic": "letter", "decimal": "letter", "letter": ""}
_BY_LEVEL = ("roman", "arabic", "letter", "")
_WRITTEN = re.compile(
    r"(?P<before>(?:[^\W\d_]+\s+)?\(?\s?)(?P<core>PHẦN\s+THỨ\s+\w+|[\w.]*\w)(?P<after>\W*)", re.IGNORECASE
)


@dataclass(frozen=True)
class _Form:
    """How the labels of one group look: "(a)" is a letter between "(" and ")"."""

    shape: str
    before: str = ""
    after: str = ""
    stem: str = ""
    is_small: bool = False


def printed(label: str) -> str:
    """The label as it stands before its heading."""
    return f"{label}." if label[-1:].isalnum() else label.rstrip(NO_MARK)


def kept(written: str) -> str:
    """A label to keep, from how it is written with its closing mark and spaces; `printed` gives it back."""
    label = " ".join(written.split())[: LONGEST_LABEL - 1]
    if label[-1:].isalnum():
        return label + NO_MARK
    return label[:-1] if label[-1:] == "." and label[-2:-1].isalnum() else label


def shape_of(label: str) -> str:
    """What the label counts with: "roman", "arabic", "letter" …; "" where it does not count."""
    form = _form_of(label)
    return form.shape if form else ""


def numbered(sections: Sequence[tuple[int, str]], *, keeps_written: bool = False) -> list[str]:
    """Labels that follow one another among neighbors of a level, in the form (I, 1-, a)) that these have.

    `sections` are (level, label). Where none has a label the shape follows from that of the level above. With
    `keeps_written` neighbors who all have a label keep theirs, whatever they count.
    """
    above = _places_above(sections)
    labels: list[str] = []
    forms: list[_Form] = []
    for place, (level, label) in enumerate(sections):
        group = [at for at, (other, _) in enumerate(sections) if (other, above[at]) == (level, above[place])]
        said = [sections[at][1] for at in group]
        parent = above[place]
        forms.append(_form_of_group(said, forms[parent].shape if parent is not None else None, level))
        if keeps_written and all(said):
            labels.append(label)
        else:
            labels.append(_label(forms[-1], group.index(place) + 1, labels[parent] if parent is not None else ""))
    return labels


def _places_above(sections: Sequence[tuple[int, str]]) -> list[int | None]:
    """The place of the heading that each section stands under."""
    return [
        next((at for at in range(place - 1, -1, -1) if sections[at][0] < level), None)
        for place, (level, _) in enumerate(sections)
    ]


def _form_of_group(labels: Sequence[str], parent: str | None, level: int) -> _Form:
    """The form of the first label that has one, else what is usual below the shape of the level above."""
    if form := next(filter(None, map(_form_of, labels)), None):
        return form
    shape = _BY_LEVEL[min(level, len(_BY_LEVEL)) - 1] if parent is None else _BELOW.get(parent, "")
    return _Form(shape, after=")" if shape == "letter" else "")


def _form_of(label: str) -> _Form | None:
    found = _WRITTEN.fullmatch(label)
    if found is None:
        return None
    core = found["core"]
    shape = next((name for name, pattern in _SHAPES.items() if pattern.fullmatch(core)), "")
    stem = core.rpartition(".")[0] if shape == "decimal" else ""
    is_small = shape == "part" and not core.isupper()
    return _Form(shape, found["before"], found["after"], stem, is_small) if shape else None


def _label(form: _Form, number: int, above: str) -> str:
    counted = _counted(form, number, above)
    if not counted:
        return ""
    return f"{form.before}{counted.capitalize() if form.is_small else counted}{form.after}"


def _counted(form: _Form, number: int, above: str) -> str:
    match form.shape:
        case "part":
            return f"PHẦN THỨ {_ORDINALS[number - 1]}" if number <= len(_ORDINALS) else f"PHẦN {number}"
        case "roman":
            return _roman(number)
        case "arabic":
            return str(number)
        case "decimal":
            return f"{_stem(form, above)}{number}"
        case "capital" if number <= len(_CAPITALS):
            return _CAPITALS[number - 1]
        case "letter":
            return _LETTERS[number - 1] if number <= len(_LETTERS) else str(number)
    return ""


def _stem(form: _Form, above: str) -> str:
    """What stands before the last number of "2.1": the number above, else what was written."""
    found = _WRITTEN.fullmatch(above)
    is_number = found is not None and shape_of(above) in {"arabic", "decimal"}
    stem = found["core"] if found and is_number else form.stem if above else ""
    return f"{stem}." if stem else ""


def _roman(number: int) -> str:
    written_out = ""
    for value, digit in _ROMAN_DIGITS:
        while number >= value:
            written_out, number = written_out + digit, number - value
    return written_out
