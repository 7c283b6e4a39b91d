"""Which roles a predicate gives: lead, perform, coordinate, advise, monitor, collate. Pure.

Source: DOMAIN.md §2.4, §6.4.
"""

import re

from plans.importing.drafts import Role
from plans.importing.predicates import begins_verb, predicate_start
from plans.importing.roster import NO_NAMES, Roster
from plans.importing.scanned import legible
from plans.importing.verb_rows import verb_chain
from plans.importing.vocabulary import UNIT_HEADS

_ADVERB = re.compile(
    r"(?:\s|,|và\b|có trách nhiệm|có nhiệm vụ|thường xuyên|kịp thời|tiếp tục|chủ động|tích cực|nghiêm túc|định kỳ"
    r"|(?:căn cứ|theo) (?:chức năng|nhiệm vụ)(?:, nhiệm vụ)?(?: được giao)?|(?:hằng|hàng) (?:năm|quý|tháng|tuần)"
    r"|(?:\d+|một|hai|ba|sáu|chín) (?:tuần|tháng|quý|năm)(?: (?:một|01) lần)?|năm\b"
    r"|tập trung|phải|cần|sẽ|để|(?:là|làm) [^,.;]{3,40}?(?=\s*,?\s*chủ trì\b)|làm|được giao|là)+",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\s*(?:là|làm)\s+(?:cơ quan|đơn vị|bộ phận|nhiệm vụ)\s+(?:thường trực|đầu mối)[^,;.]{0,80}?"
    r"(?:,\s*|\s+(?=(?:có|chịu|chủ trì|tham mưu|giúp|theo dõi)\s)|$)",
    re.IGNORECASE,
)
WITH = re.compile(
    r"(?<!quy chế )(?<!chương trình )\b"
    r"(?:phối hợp(?:\s+(?:chặt chẽ|thường xuyên|tốt|kịp thời|đồng bộ))?|chủ trì(?=,? cùng ))\s*,?\s+"
    rf"(?:(?:cùng(?:\s+với)?|với)\s+|(?-i:(?=(?:{UNIT_HEADS})\b|các\s)))",
    re.IGNORECASE,
)
ROLE_OF = {
    "chủ trì": Role.LEAD,
    "đồng chủ trì": Role.LEAD,
    "tham mưu": Role.ADVISE,
    "theo dõi": Role.MONITOR,
    "đôn đốc": Role.MONITOR,
    "nhắc việc": Role.MONITOR,
    "nhắc tiến độ": Role.MONITOR,
    "tổng hợp": Role.COLLATE,
    "đầu mối": Role.COLLATE,
    "làm đầu mối": Role.COLLATE,
    "phối hợp": Role.COORDINATE,
    "thực hiện": Role.PERFORM,
}
_DUTY = re.compile(r"(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)\s+\w", re.IGNORECASE)
_DUE = re.compile(r"\s*(?:hoàn thành|xong|thực hiện)\s+(?:xong\s+)?(?:trước|trong|chậm nhất|vào)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LATER = re.compile(r",\s+(?:và\s+)?(?P<verb>báo cáo|tổng hợp|tham mưu|theo dõi|đôn đốc)\b")
_COLLATES = re.compile(r",\s+(?:và\s+)?tổng hợp(?:,|\s+và)?\s+báo cáo\b")
_SO_THAT = re.compile(r"\sđể\s")  # what follows is for the receiver to do
_NEAR = 120
_SUPPORTING = {Role.MONITOR, Role.ADVISE, Role.COLLATE}


def read_roles(predicate: str, known: Roster = NO_NAMES) -> list[Role]:
    """Return the roles that a predicate gives its subject, each once, LEAD before the rest; at least PERFORM.

    A role counts when its verb opens a clause or follows in the row of verbs that opens it, so that "giám sát" as
    an object ("xây dựng kế hoạch giám sát") gives none.
    """
    roles: list[Role] = []
    has_work = False
    for clause in re.split(r"[.;]\s*", _BRACKETS.sub("", legible(predicate))):
        found, is_work = _clause_roles(clause, known) if not _DUE.match(clause) else ([], False)
        roles += [role for role in found if role not in roles]
        has_work = has_work or is_work or (not found and _DUTY.match(clause) is not None)
    if not roles and not has_work and _STANDING.match(predicate):
        return [Role.COLLATE]
    if not roles or (has_work and Role.LEAD not in roles and set(roles) <= {*_SUPPORTING, Role.COORDINATE}):
        return [*roles, Role.PERFORM]
    return sorted(roles, key=list(Role).index)


def _clause_roles(clause: str, known: Roster) -> tuple[list[Role], bool]:
    """Return the roles of one clause, and whether it asks for work beside them."""
    if standing := _STANDING.match(clause):
        clause = clause[standing.end() :]
    start = skipped.end() if (skipped := _ADVERB.match(clause)) else 0
    lowered = clause[:start] + clause[start : start + 1].lower() + clause[start + 1 :]
    verbs, end = verb_chain(lowered, start)
    if with_whom := WITH.search(clause):
        after = predicate_start(clause, with_whom.end(), known)
        own = [verb for verb in verbs if verb != "phối hợp"]
        common, end = verb_chain(clause, after) if after is not None else ([], end)
        verbs = own + common
        if not own and verbs:
            verbs = [verb for verb in verbs if ROLE_OF.get(verb) is not Role.PERFORM] or ["phối"]
    elif verbs[:1] == ["phối hợp"]:
        return [Role.COORDINATE], False
    if verbs[-1:] == ["giúp"] and (after := predicate_start(lowered, end, known)) is not None:
        helped, end = verb_chain(lowered, after)
        verbs = verbs + helped
    follows_role = verbs == ["phụ trách"] or any(ROLE_OF.get(verb) in _SUPPORTING for verb in verbs)
    later = _later_verbs(lowered, end, follows_role=follows_role)
    roles = [
        ROLE_OF[verb]
        for verb in verbs + (later if verbs else [])
        if verb in ROLE_OF and ROLE_OF[verb] not in {Role.PERFORM, Role.COORDINATE}
    ]
    if roles and "báo cáo" in verbs + later and Role.LEAD not in roles:
        roles.append(Role.COLLATE)
    is_work = verbs[0] != "báo cáo" if verbs else begins_verb(lowered[start:])
    return list(dict.fromkeys(roles)), not roles and is_work


def _later_verbs(clause: str, end: int, *, follows_role: bool) -> list[str]:
    """Return the verbs that go on after an object: "… hướng dẫn triển khai, tổng hợp, báo cáo kết quả".

    "theo dõi" and "đôn đốc" count only where a role opens the clause: else they may belong to the work itself.
    """
    purpose = _SO_THAT.search(clause, end)
    stop = purpose.start() if purpose else len(clause)
    found = [verb["verb"] for verb in _LATER.finditer(clause, end, stop) if verb.start() - end < _NEAR]
    found += ["tổng hợp"] if _COLLATES.search(clause, end, stop) else []
    return [verb for verb in found if follows_role or ROLE_OF.get(verb) is not Role.MONITOR]
