"""The label that would come next in an outline typed by hand: "2.1." → "2.2.", "III." → "IV.". Pure."""

import re

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def next_label(label_text: str) -> str:
    """Return the label after `label_text`, its marks kept; a bullet follows a bullet, nothing follows nothing."""
    found = re.fullmatch(r"(.*?)(\d{1,4})(\D*)", label_text)
    if found:
        return f"{found[1]}{int(found[2]) + 1}{found[3]}"
    found = re.fullmatch(r"([IVX]+|[a-zđ])(\W*)", label_text)
    if not found:
        return label_text
    series = _ROMAN if found[1] in _ROMAN else _ALPHABET
    place = series.find(found[1]) if isinstance(series, str) else series.index(found[1])
    return f"{series[place + 1]}{found[2]}" if 0 <= place < len(series) - 1 else label_text
