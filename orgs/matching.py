"""How well a typed or printed name fits the name of a unit. Pure: no Django, no database.

Offices abbreviate the same bodies in the same ways ("UBND", "MTTQ", "các tổ chức CT-XH"), so names are
compared folded (orgs.text) and with their abbreviations in full. Scores run from 0 to 100; only the
whole name, or one of the other names, scores EXACT.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from orgs.text import fold

EXACT = 100.0
WORTH_SHOWING = 55.0
_STARTS, _INITIALS, _WORDS, _HOLDS, _ALIKE_AT_MOST = 92.0, 88.0, 85.0, 80.0, 78.0

# Two letters are an abbreviation only in capitals: "ĐU" but not "du lịch".
_CAPITALS = {
    r"\bĐU\b": "đảng ủy",
    r"\bCA\b": "công an",
    r"\bTT\.?\s?(?=HĐND|Đảng|ĐU|UBND|Thành|Tỉnh)": "thường trực ",
    r"\bTT\.?\s?(?=PVHCC|CUDVC|CT\b|VHTT|YT\b|Y tế|[PCVD][a-zụăịê])": "trung tâm ",
    r"\bQS\b": "quân sự",
    r"\bCQ\b": "cơ quan",
    r"\bKP\b": "khu phố",
    r"\bVN\b": "việt nam",
    r"\bĐoàn TN\b": "đoàn thanh niên",
    r"\bVP\b": "văn phòng",
    r"\bT[Pp]\b": "thành phố",
    r"\bTr\.": "trường ",
    r"\bP\.": "phường ",
    r"\bX\.": "xã ",
}
# Folded; a word that could stand for two bodies (BCH: chỉ huy or chấp hành) is left as it is.
ABBREVIATIONS = {
    "bcd": "ban chi dao",
    "bch qs": "ban chi huy quan su",
    "bch quan su": "ban chi huy quan su",
    "bdv": "ban dan van",
    "btc": "ban to chuc",
    "btv": "ban thuong vu",
    "bxd dang": "ban xay dung dang",
    "bxdd": "ban xay dung dang",
    "ccb": "cuu chien binh",
    "ctmt": "cong tac mat tran",
    "cudvc": "cung ung dich vu cong",
    "chqs": "chi huy quan su",
    "ct xh": "chinh tri xa hoi",
    "ctxh": "chinh tri xa hoi",
    "dtn": "doan thanh nien",
    "hcm": "ho chi minh",
    "hdnd": "hoi dong nhan dan",
    "hlhpn": "hoi lien hiep phu nu",
    "hnd": "hoi nong dan",
    "ldld": "lien doan lao dong",
    "llvt": "luc luong vu trang",
    "lhpn": "lien hiep phu nu",
    "mttq": "mat tran to quoc",
    "phong kt": "phong kinh te",
    "pvhcc": "phuc vu hanh chinh cong",
    "mttqvn": "mat tran to quoc viet nam",
    "tdp": "to dan pho",
    "tncs": "thanh nien cong san",
    "tnxp": "thanh nien xung phong",
    "ubkt": "uy ban kiem tra",
    "ubmttq": "uy ban mat tran to quoc",
    "ubmttqvn": "uy ban mat tran to quoc viet nam",
    "ubnd": "uy ban nhan dan",
    "vh xh": "van hoa xa hoi",
    "vhxh": "van hoa xa hoi",
    "vpdu": "van phong dang uy",
}
_SHORT = re.compile(r"\b(" + "|".join(sorted(ABBREVIATIONS, key=len, reverse=True)) + r")\b")
_KINDS = "phuong|xa|dac khu|thi tran|tinh|thanh pho"
_KIND_OF_PLACE = re.compile(rf"^({_KINDS}) ")
_LEFT_OUT = re.compile(r"(?<= )(?:va|viet nam|cong san ho chi minh)(?= )|^ (?:cac|nhung) ")
_BETWEEN_WORDS = re.compile(r"[^0-9a-z]+")


def expand(text: str) -> str:
    """Return `text` folded, without marks, abbreviations in full: "UBND P. An" → "uy ban nhan dan phuong an"."""
    for short, full in _CAPITALS.items():
        text = re.sub(short, full, text)
    plain = " ".join(_BETWEEN_WORDS.sub(" ", fold(text)).split())
    return _SHORT.sub(lambda found: ABBREVIATIONS[found[0]], plain)


def answer(text: str) -> str:
    """Return `text` in full without the words that offices leave out or put in: "và", "các", "Việt Nam".

    "VP HĐND-UBND" is "Văn phòng HĐND và UBND", "UBMTTQ xã" is "Ủy ban MTTQ Việt Nam xã".
    """
    plain = expand(text)
    bare = _LEFT_OUT.sub(" ", f" {plain} ").split()
    return " ".join(bare) or plain


def keys(name: str, places: Iterable[str] = ()) -> set[str]:
    """Return the whole names that `name` answers to: in full, and without the name of its place at the end.

    Inside one commune "HĐND phường" is "HĐND phường Quy Nhơn"; `places` says which places that holds for.
    """
    whole = answer(name)
    bare = {_KIND_OF_PLACE.sub("", expand(place)) for place in places}
    return {whole} | {whole.removesuffix(f" {place}") for place in bare if place}


def without_place(name: str, kinds: Iterable[str], places: Iterable[str]) -> list[str]:
    """Return `name` in full, then without the name of its own place: "MTTQ phường An" is "MTTQ phường" in phường An.

    Only where the kind of place stands before it; "thành phố An" is another place.
    """
    whole = answer(name)
    bare = {_KIND_OF_PLACE.sub("", expand(place)) for place in places} - {""}
    ends = [(kind, f" {kind} {place}") for kind in kinds for place in bare]
    return [whole, *(f"{whole.removesuffix(end)} {kind}" for kind, end in ends if whole.endswith(end))]


def kinds_of_place(name: str) -> set[str]:
    """Return the folded kinds of place that a name speaks of: {"phuong"} for "Đảng ủy phường Quy Nhơn"."""
    return set(re.findall(rf"\b({_KINDS})\b", expand(name)))


def score(text: str, names: Iterable[str], places: Iterable[str] = ()) -> float:
    """Return how well `text` fits the best of `names`, 0 to 100; 0 for nothing worth showing."""
    wanted = expand(text)
    if not wanted:
        return 0.0
    places = list(places)
    return max((_score_one(wanted, name, places) for name in names), default=0.0)


def _score_one(wanted: str, name: str, places: list[str]) -> float:
    if answer(wanted) in keys(name, places):
        return EXACT
    full = expand(name)
    words = full.split()
    if full.startswith(wanted):
        return _STARTS
    if wanted.replace(" ", "") == "".join(word[0] for word in words):
        return _INITIALS
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return _WORDS
    if wanted in full:
        return _HOLDS
    alike = fuzz.token_sort_ratio(wanted, full) * _ALIKE_AT_MOST / 100
    return alike if alike >= WORTH_SHOWING else 0.0
