"""Whom a duty is done together with: "phối hợp với A và B", "A chủ trì, B phối hợp". Pure.

Source: DOMAIN.md §2.4.
"""

import re

from plans.importing.names import Party, split_names, starts_name
from plans.importing.predicates import predicate_start
from plans.importing.roles import WITH
from plans.importing.roster import NO_NAMES, Roster

_LIST_END = re.compile(
    r"[.;:()]|\s(?:trong|để|về|nhằm|theo|tại|khi|trên|do|từ|đến|nếu|mà|qua)\s"
    r"|,\s+(?=(?:trước|chậm nhất|hoàn thành|xong)\b)"
)
# Without "với" the helper stands before: "A chủ trì, B phối hợp."
_BEFORE = re.compile(r"chủ trì[,;]\s+(?P<names>[^.;:()\n]{2,200}?)\s+phối hợp(?!\s+(?:với|cùng)\b)")


def read_coordinators(text: str, start: int, known: Roster = NO_NAMES) -> list[Party]:
    """Return whom the predicate at `start` names beside its subject, [] where it names nobody."""
    if (before := _BEFORE.match(text, start)) and starts_name(before["names"], 0, known):
        return split_names(before["names"], known)
    found = WITH.search(text, start)
    if not found or not may_name(text, found.end(), known):
        return []
    stop = _LIST_END.search(text, found.end())
    ends = [
        end for end in (predicate_start(text, found.end(), known), stop.start() if stop else None) if end is not None
    ]
    names = split_names(text[found.end() : min(ends, default=len(text))], known)
    return [party for party in names if may_name(party.name, 0, known)]


def may_name(text: str, start: int, known: Roster) -> bool:
    """Whether somebody is named where the words before call for a name: by a known word, else by a capital."""
    return starts_name(text, start, known) or text[start : start + 1].isupper()
