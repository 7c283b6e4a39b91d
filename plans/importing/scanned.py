"""What a machine's reading of a picture leaves doubtful: days, numbers of documents, verbs with a wrong tone. Pure.

Source: issue 3 §1 ("read by machine from a picture, check it"), DOMAIN.md §1.8 (symbols of organizations).
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from plans.citations import FoundCitation
from plans.importing.drafts import DraftPlan
from plans.importing.source import Finding

_SYMBOLS = ("TW", "TU", "ĐU", "HU", "UBND", "HĐND", "TTg", "CP", "MTTQ", "BCĐ", "UBKT", "BDVTU", "BTGDVTU", "BTGDVTW")
_ENDS = re.compile(r"[-/](?P<org>[^-/]+)$")
# Words of duty whose tones scanners confuse, each as long as the right one.
_BLURRED = {
    "tông hợp": "tổng hợp", "tống hợp": "tổng hợp", "tồng hợp": "tổng hợp", "tổng họp": "tổng hợp",
    "chú trì": "chủ trì", "chủ tri": "chủ trì", "chủ trị": "chủ trì", "phổi hợp": "phối hợp", "phôi hợp": "phối hợp",
    "phối họp": "phối hợp", "đôn đôc": "đôn đốc", "theo đõi": "theo dõi",
}  # fmt: skip
_BLURRED_WORD = re.compile("|".join(_BLURRED), re.IGNORECASE)


@lru_cache(maxsize=512)
def legible(text: str) -> str:
    """Return a text with blurred words of duty as they are meant; every word keeps its place."""
    return _BLURRED_WORD.sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    word = _BLURRED[found[0].lower()]
    return word[0].upper() + word[1:] if found[0][0].isupper() else word


def doubtful_days(draft: DraftPlan) -> list[Finding]:
    """Every deadline with a day: one wrong digit makes another day of it."""
    dated = {item.lines[0]: [d for d in item.deadlines if d.dates] for item in draft.walk()}
    for assignment in draft.assignments:
        dated.setdefault(assignment.line, []).extend(d for d in assignment.deadlines if d.dates)
    return [
        Finding("deadline_from_picture", f"Máy đọc từ ảnh thời hạn “{shown}”. Mời so với bản gốc.", line)
        for line, deadlines in sorted(dated.items())
        if (shown := "; ".join(dict.fromkeys(deadline.wording for deadline in deadlines)))
    ]


def legible_citations(
    found: Iterable[tuple[FoundCitation, int]],
) -> tuple[list[tuple[FoundCitation, int]], list[Finding]]:
    """Return citations with blurred symbols as they are meant ("40-KH/ĐĐU" → "40-KH/ĐU"), and a finding for each."""
    read, findings = [], []
    for citation, line in found:
        number = _legible_number(citation.number)
        if number != citation.number:
            message = f"Máy đọc từ ảnh số “{citation.number_text}”, hiểu là {number}. Mời so với bản gốc."
            findings.append(Finding("citation_from_picture", message, line))
        read.append((replace(citation, number=number), line))
    return read, findings


def _legible_number(number: str) -> str:
    """Return a number whose symbol is one letter off exactly one known symbol with that symbol."""
    found = _ENDS.search(number)
    if not found or found["org"] in _SYMBOLS:
        return number
    near = [symbol for symbol in _SYMBOLS if _is_one_letter_off(found["org"], symbol)]
    return number[: found.start("org")] + near[0] if len(near) == 1 else number


def _is_one_letter_off(read: str, meant: str) -> bool:
    """Whether two symbols differ in one letter: read wrongly, in another case, or twice."""
    if len(read) == len(meant):
        return sum(one != other for one, other in zip(read, meant, strict=True)) == 1
    return len(read) == len(meant) + 1 and any(
        read[:at] + read[at + 1 :] == meant and read[at] == read[at - 1] for at in range(1, len(read))
    )
