"""Verbs in running text: rows of them, those that are part of a name, what stands before them. Pure.

Source: DOMAIN.md §2.4.
"""

import re
from collections.abc import Container

from plans.importing.letters import LOWER
from plans.importing.vocabulary import NOT_PREDICATES, VERBS

VERB = re.compile(rf"(?<![\w-])(?:{VERBS})(?![\w-])")
_LINK = re.compile(r"\s*,\s*(?:và\s+)?|\s+(?:và\s+)?")
_NOT_PREDICATE = re.compile(NOT_PREDICATES)
# Between commas, after a name: how the work stands to other work.
ASIDE = re.compile(
    r",\s+(?:ngoài|bên cạnh|cùng với việc|song song với|căn cứ|trên cơ sở|theo)\s[^,;.:]{2,80},\s+"
    rf"(?=[{LOWER}]|$)"
)


def verb_chain(text: str, start: int = 0) -> tuple[list[str], int]:
    """Return the verbs that stand in a row at `start` ("theo dõi, đôn đốc và hướng dẫn") and where they end."""
    verbs, end = [], start
    while found := VERB.match(text, end):
        verbs.append(found[0])
        end = found.end()
        if not (link := _LINK.match(text, end)):
            break
        if not VERB.match(text, link.end()):
            break
        end = link.end()
    return verbs, end


def holds_verb(text: str) -> bool:
    """Whether a text holds a verb that is no part of a name."""
    return VERB.search(without_noun_verbs(text)) is not None


def without_noun_verbs(sentence: str, but: Container[str] = ()) -> str:
    """Blank the verbs out that are part of a name: "cơ quan tham mưu", "Tổ kiểm tra"; `but` are kinds to leave."""
    masked = list(sentence)
    for name in _NOT_PREDICATE.finditer(sentence):
        for group, part in name.groupdict().items():
            if part and group not in but:
                masked[name.start(group) : name.end(group)] = "\x00" * len(part)
    return "".join(masked)
