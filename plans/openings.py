"""The opening of a plan: which documents it carries out, and what these are called there. Pure.

Sources: DOMAIN.md §2.2 (openings, two levels in S0), §2.7 (form of a citation).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plans.citations import FoundCitation, find_citations, number_key

THIS_PLAN = ""
_CARRIES_OUT = r"(?:thực hiện|triển khai|quán triệt|cụ thể hóa|cụ thể hoá|tiếp nối|theo|căn cứ|sơ kết|tổng kết)"
_LEADS = re.compile(
    r"(?:^|[.;\n*“\"]|\bđể|\bnhằm|\btiếp tục)\s*(?:tiếp tục\s+|triển khai\s+)*"
    rf"{_CARRIES_OUT}\b[\w\s,]*$",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf"\bvề\s+(?:việc\s+)?(?:tiếp tục\s+|đẩy mạnh\s+)*{_CARRIES_OUT}\s*(?:(?:nội dung|tinh thần)\s*)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"^[^.;]*(?:,|;|\bvà\b|\bcùng\b)\s*$")
_SUBJECT = re.compile(
    r"^[^;.“”\"\n]{0,160}?\s(?:về\s+việc|về|v/v)\s+[*_“\"]*"
    r"(?P<subject>(?:[^;.“”\"\n*]|“[^”\n]{1,80}”){8,400})",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*(?:,|;|\bvà)\s*(?:các\s+)?"
    r"(?:Nghị quyết|Chỉ thị|Kết luận|Quy|Kế hoạch|Chương trình|Hướng dẫn|Thông)\b.*$",
    re.DOTALL,
)
_TAIL = re.compile(r"\s*(?:\(viết tắt.*|,\s*(?:Ban|Ủy ban|UBND|Đảng ủy|Tỉnh ủy|Thành ủy|Hội đồng)\b.*)$", re.DOTALL)
_LONGEST = 400

CODE_NAMES = {
    "NQ": "Nghị quyết", "CT": "Chỉ thị", "KL": "Kết luận", "QC": "Quy chế", "QĐ": "Quyết định", "QyĐ": "Quy định",
    "QĐi": "Quy định", "TT": "Thông tri", "TTLT": "Thông tư liên tịch", "HD": "Hướng dẫn", "TB": "Thông báo",
    "BC": "Báo cáo", "KH": "Kế hoạch", "CTr": "Chương trình", "ĐA": "Đề án", "PA": "Phương án", "DA": "Dự án",
    "TTr": "Tờ trình", "CV": "Công văn", "BB": "Biên bản", "NĐ": "Nghị định", "CĐ": "Công điện", "PL": "Pháp lệnh",
    "L": "Luật", "QCPH": "Quy chế phối hợp", "KHPH": "Kế hoạch phối hợp", "CTPH": "Chương trình phối hợp",
    "CTrPH": "Chương trình phối hợp", "NQLT": "Nghị quyết liên tịch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """What a text calls a document: "Kết luận", and what it is about (trích yếu); "" where it does not say."""

    type_name: str
    abstract: str


def described(texts: Iterable[str]) -> dict[str, Described]:
    """What each cited document is called, by the key of its number; of several mentions the fullest."""
    found: dict[str, Described] = {}
    for text in texts:
        citations = find_citations(text)
        ends = [citation.start for citation in citations[1:]] + [len(text)]
        for citation, end in zip(citations, ends, strict=False):
            key, said = number_key(citation.number), _described(text, citation, end)
            known = found.get(key)
            if known is None or (said.abstract and not known.abstract):
                found[key] = said
    return found


def carried_out(opening: str) -> list[tuple[str, str]]:
    """Who carries out what, as the opening of a plan says: pairs of number keys, THIS_PLAN for the plan itself.

    "Thực hiện Kế hoạch A về thực hiện Kết luận B" gives (THIS_PLAN, A), (A, B). Mere mentions give nothing.
    """
    pairs: list[tuple[str, str]] = []
    lower, latest, before = THIS_PLAN, "", 0
    seen, is_led = {THIS_PLAN}, False
    for citation in find_citations(opening):
        gap, key = opening[before : citation.start], number_key(citation.number)
        before = citation.end
        if is_led and _BELOW.search(gap) and not re.search(r"[;.]\s", gap):
            lower = latest
        elif _LEADS.search(gap) or (is_led and _BESIDE.search(gap)):
            lower = THIS_PLAN
        else:
            is_led = False
            continue
        is_led = True
        if key not in seen:
            seen.add(key)
            latest = key
            pairs.append((lower, key))
    return pairs


def type_name(citation: FoundCitation, text: str) -> str:
    """The kind of document in the text's own words, else by its code: "Quy định", "Kết luận"."""
    written = re.match(r"\s*([^\W\d_]+(?:\s+[^\W\d_]+){0,3}?)\s+(?=số\b|\d)", text[citation.start : citation.end])
    if written and written[1].lower() != "số":
        return written[1].lower().capitalize()
    return CODE_NAMES.get(citation.type, "Luật" if citation.type.startswith("QH") else "Văn bản")


def type_of_number(number: str) -> str:
    """The kind of document that the code in a number stands for: "65-KH/TU" → "Kế hoạch"."""
    found = find_citations(f"số {number}")
    return type_name(found[0], "") if found else "Văn bản"


def _described(text: str, citation: FoundCitation, end: int) -> Described:
    """What is said between a mention and the next one, which begins at `end`."""
    rest = text[citation.end : citation.end + 2 * _LONGEST]
    found = _SUBJECT.match(rest)
    if not found or citation.end + found.start("subject") > end:
        return Described(type_name(citation, text), "")
    subject = _TAIL.sub("", _NEXT.sub("", found["subject"]))
    return Described(type_name(citation, text), " ".join(subject.split()).strip(" ,:*").removesuffix(" về")[:_LONGEST])
