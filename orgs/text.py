"""Folding Vietnamese text so that it can be searched, matched and sorted; reading numbers sent. Pure: no Django.

Printed text is never changed by these functions (DOMAIN.md §1.7): they make keys to compare by.
"""

import re
import unicodedata

_NUMBER = re.compile(r"\d+")
_ORDER = " 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def fold(text: str) -> str:
    """Return `text` without accents, case or doubled spaces: "Đảng uỷ  Phường" → "dang uy phuong".

    Spelling variants (ủy/uỷ, hóa/hoá, NFC/NFD, Đ U+0110 / Ð U+00D0) fold to the same key.
    """
    decomposed = unicodedata.normalize("NFD", text.replace("Ð", "Đ").casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.replace("đ", "d").split())


def whole_number(text: str, *, digits: int = 18) -> int | None:
    """The number that a form or an address sends as plain digits, at most so many; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def sort_key(text: str) -> str:
    """Return a key that sorts as Vietnamese does, with numbers inside names as numbers.

    Letters first (a < ă < â … d < đ), then tones, so "Chi bộ 2" stands before "Chi bộ 10"
    and "Đức" after "Dũng". The key is ASCII, for databases that sort by code point.
    """
    letters, tones = [], []
    for char in _NUMBER.sub(lambda found: found[0].zfill(6), _compose(text)):
        base, tone = _without_tone(char)
        letters.append(f"{_ORDER.find(base) + 1:02d}")
        tones.append(str(tone))
    return "".join(letters) + "." + "".join(tones)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.casefold().split()))


def _without_tone(char: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONES)), tone
