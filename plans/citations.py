"""Numbers of official documents (số và ký hiệu) and the citations of them in running text. Pure.

Sources: DOMAIN.md §1.5 (numbering, variants seen), §1.8 (code lists), §2.7 (form of a citation).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from orgs.text import fold

# DOMAIN.md §1.8, both families, with the joint forms ("quy chế phối hợp") seen in the wild.
TYPE_CODES = (
    "NQLT", "TTLT", "QCPH", "KHPH", "CTPH", "CTrPH", "QyĐ", "QĐi", "NQ", "CT", "KL", "QC", "QĐ", "TTr", "TT",
    "HD", "TB", "BC", "KH", "CTr", "ĐA", "PA", "DA", "CV", "BB", "NĐ", "CĐ", "TC", "HĐ", "PL", "L", "SL",
)  # fmt: skip

TYPE_NAMES = (
    "nghị quyết", "chỉ thị", "kết luận", "quy chế", "quyết định", "quy định", "thông tri", "thông tư",
    "hướng dẫn", "thông báo", "báo cáo", "kế hoạch", "chương trình", "đề án", "phương án", "dự án", "tờ trình",
    "công văn", "biên bản", "nghị định", "pháp lệnh", "luật", "bộ luật", "công điện", "văn bản", "lệnh",
)  # fmt: skip

_CODE = "|".join(sorted(TYPE_CODES, key=len, reverse=True))
_SYMBOL = r"[A-ZĐƯÔÂĂÊƠ][\wĐđ]{0,11}(?:(?:\s?[-–]\s?|\.)[A-ZĐƯÔÂĂÊƠ][\wĐđ]{0,11}){0,2}"
_NAME = "|".join(TYPE_NAMES)
_PRONE = rf"(?P<name>\b(?:{_NAME})(?:\s+(?:phối\s+hợp|liên\s+tịch|hành\s+động))?\s+)?(?P<so>\bsố\s*:?\s*)?"
_PREFIX = f"(?i:{_PRONE})"
_NUMBER = re.compile(
    rf"{_PREFIX}(?<![\w/.,-])(?P<number_text>(?P<n>\d{{1,5}})\s{{0,2}}(?:"
    rf"/\s?(?P<year>\d{{4}})\s?/\s?(?P<law>QH\d{{1,2}})"
    rf"|(?:/\s?(?P<year2>\d{{4}})\s?)?(?P<sep>[-–/])\s{{0,2}}(?P<code>{_CODE})\s{{0,2}}(?P<sep2>[-–/])\s{{0,2}}(?P<org>{_SYMBOL})"
    rf"|(?P<sep3>[-–/])\s?(?P<letter_org>{_SYMBOL})"
    r"))(?![\w/])"
)
_DATE = re.compile(
    r"\s*,?\s*(?:ban\s+hành\s+)?(?:ký\s+)?ngày\s+(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})"
    r"\s*(?:[/.-]|năm)\s*(?P<y>\d{4})(?!\d)"
)
_STOP_WORDS = (
    "về|ban hành|quy định|hướng dẫn|quy chế|tại|gắn|theo|nhằm|để|trong|đối với|thực hiện|giai đoạn|số|v/v|phê duyệt"
)
_ISSUER = re.compile(
    r"\s*,?\s*(?:của|giữa|do)\s+(?P<issuer>[^,;:()“”\"\[\].\n]{2,120}?)"
    rf"(?=\s+(?:{_STOP_WORDS}|Quy định|Quy chế|khóa|khoá)\b|\s+(?:và|cùng)\s+(?i:{_NAME})\b|\s*[,;:()“”\"\[\].\n]|\s*$)"
)
_TERM = re.compile(r"\s*\(?\s*(?P<term>kh(?:óa|oá)\s+[IVXLivxl]+)\b")
_STATE_ORG = re.compile(r"UBND|HĐND|TTg|CP$|^CP|QH|^B[A-Z]{1,6}$|UBTVQH|CTN|VPCP|^S[A-Z]{2,6}$")
_PARTY_ORG = re.compile(r"TW|TU\b|TU$|HU$|ĐU|BDV|BTG|BTC|UBKT|BXD|BXĐ|BCS|ĐĐ|KDV|CB$|NCTU|VPTU|BNC")


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """One mention of a numbered document in a text, `text[start:end]`.

    `number` is the normal form, `number_text` as written; `term` is the khóa as written ("khóa XI").
    """

    number: str
    number_text: str
    type: str
    issued_on: date | None
    issuer: str | None
    term: str | None
    start: int
    end: int


def normal_number(number_text: str) -> str | None:
    """Return the normal form of a document number, None if `number_text` holds none.

    "Số 76 -KH/ĐU" → "76-KH/ĐU", "33-CT/TTg" → "33/CT-TTg" (the Prime Minister's office writes as the
    State does). An organization that neither family's list knows keeps the separators as written.
    """
    found = _NUMBER.search(number_text.replace("Ð", "Đ"))
    return _normal_form(found) if found else None


def number_key(number: str) -> str:
    """Return a key equal for every spelling of one number: "33-CT/TTg", "33 /CT - TTg", "số 33CT TTg" → "33 ct ttg"."""
    words = re.findall(r"\d+|[^\W\d_]+", fold(normal_number(number) or number))
    return " ".join(words[1:] if words[:1] == ["so"] else words).lstrip("0")


def find_citations(text: str) -> list[FoundCitation]:
    """Return every mention of a numbered document in `text`, in order, with the date and issuer that follow.

    A number counts when a type code stands in it ("43-KL/TW"), or when "số" or the type's name leads it
    ("Công văn số 125/UBND-NC"); a fraction or a date never does.
    """
    text = text.replace("Ð", "Đ")
    return [citation for found in _NUMBER.finditer(text) if (citation := _read_citation(text, found))]


def unique_citations(found: Iterable[FoundCitation]) -> list[FoundCitation]:
    """Return each document once, at its first mention; later mentions fill in a date or issuer left out."""
    unique: dict[str, FoundCitation] = {}
    for citation in found:
        key = number_key(citation.number)
        first = unique.setdefault(key, citation)
        unique[key] = replace(
            first,
            issued_on=first.issued_on or citation.issued_on,
            issuer=first.issuer or citation.issuer,
            term=first.term or citation.term,
        )
    return list(unique.values())


def _read_citation(text: str, found: re.Match[str]) -> FoundCitation | None:
    if not found["code"] and not found["law"] and not (found["so"] or found["name"]):
        return None
    end, issued_on = found.end(), None
    if day := _DATE.match(text, end):
        end, issued_on = day.end(), _date(day)
    issuer = _ISSUER.match(text, end)
    term = _TERM.match(text, issuer.end() if issuer else end)
    return FoundCitation(
        number=_normal_form(found),
        number_text=found["number_text"],
        type=found["code"] or found["law"] or "CV",
        issued_on=issued_on,
        issuer=" ".join(issuer["issuer"].split()) if issuer else None,
        term=" ".join(term["term"].split()) if term else None,
        start=found.start(),
        end=end,
    )


def _normal_form(found: re.Match[str]) -> str:
    number = found["n"].zfill(2)
    if found["law"]:
        return f"{number}/{found['year']}/{found['law']}"
    if found["letter_org"]:
        return f"{number}{_plain(found['sep3'])}{_squeeze(found['letter_org'])}"
    org, code = _squeeze(found["org"]), found["code"]
    if found["year2"]:
        return f"{number}/{found['year2']}/{code}-{org}"
    if _PARTY_ORG.search(org):
        return f"{number}-{code}/{org}"
    if _STATE_ORG.search(org) and found["sep"] != found["sep2"]:
        return f"{number}/{code}-{org}"
    return f"{number}{_plain(found['sep'])}{code}{_plain(found['sep2'])}{org}"


def _squeeze(symbol: str) -> str:
    return re.sub(r"\s*[-–]\s*", "-", symbol)


def _plain(separator: str) -> str:
    return "/" if separator == "/" else "-"


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
