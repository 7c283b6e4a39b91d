"""Who does what in a paragraph: subject, roles, coordinators, the channel of the report. Pure.

Source: DOMAIN.md §2.4 (patterns met), §6.4. Names are never completed or guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plans.importing.drafts import Role
from plans.importing.letters import UPPER
from plans.importing.names import Party, is_name_list, split_names, starts_name
from plans.importing.predicates import predicate_start, verb_chain
from plans.importing.scanned import legible
from plans.importing.vocabulary import UNIT_HEADS

_HEADS_OF_THEM = re.compile(r"(?:Người đứng đầu|Thủ trưởng)\s+(?:các\s+)?(?:cơ quan|đơn vị|địa phương)\b")
_SUBJECTS = re.compile(rf"(?<=[.;])[ ]+(?=[{UPPER}])|(?<=;)[ ]+(?=(?:các|đồng chí)\s)")
_ORDER = re.compile(
    r"(?:Giao(?: cho)?|Phân công|Đề nghị|Yêu cầu|Ủy quyền|Đối với|Trách nhiệm của|Nhiệm vụ của|Riêng)"
    r"\s+(?:cho\s+)?",
    re.IGNORECASE,
)
_HANDED = re.compile(r"(?:giao|phân công|đề nghị|yêu cầu)\s+(?:cho\s+)?(?!(?:ban|mỗi|từng)\b)")
_LEAD_IN = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Trong|Định kỳ|Hằng|Hàng|Bên cạnh đó|Ngoài ra|Trước|Sau|Từ|Khi|Đồng thời|Chậm nhất|Đến"
    r"|Để|Ngay)\b[^,.;]{0,200},\s+"
)
_COLON = re.compile(r"[^:.\n]{2,300}:\s*")
_BY = re.compile(rf"\b(?:do|giao)\s+(?=(?:các\s|[{UPPER}])[^()]{{2,160}}?\s(?:chủ trì|thực hiện|tham mưu|phụ trách))")
_ADVERB = re.compile(
    r"(?:\s|,|và\b|có trách nhiệm|có nhiệm vụ|thường xuyên|kịp thời|tiếp tục|chủ động|tích cực|nghiêm túc|định kỳ"
    r"|(?:hằng|hàng) (?:năm|quý|tháng|tuần)"
    r"|(?:\d+|một|hai|ba|sáu|chín) (?:tuần|tháng|quý|năm)(?: (?:một|01) lần)?"
    r"|tập trung|phải|cần|sẽ|để|làm|được giao|là)+",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\s*(?:là|làm)\s+(?:cơ quan|đơn vị|bộ phận)\s+(?:thường trực|đầu mối)[^,;.]{0,80}?"
    r"(?:,\s*|\s+(?=(?:có|chịu|chủ trì|tham mưu|giúp|theo dõi)\s)|$)"
)
_WITH = re.compile(
    r"\bphối hợp(?:\s+(?:chặt chẽ|thường xuyên|tốt|kịp thời|đồng bộ))?\s*,?\s+"
    rf"(?:(?:cùng(?:\s+với)?|với)\s+|(?-i:(?=(?:{UNIT_HEADS})\b)))",
    re.IGNORECASE,
)
_LIST_END = re.compile(
    r"[.;:()]|\s(?:trong|để|về|nhằm|theo|tại|khi|trên|do|từ|đến|nếu|mà|qua)\s"
    r"|,\s+(?=(?:trước|chậm nhất|hoàn thành|xong)\b)"
)
_FIELD_NAME = (
    r"(?:(?:Cơ quan|Đơn vị|Tổ chức|Bộ phận)\s+)?(?P<role>chủ trì|phối hợp|thực hiện|tham mưu|theo dõi)"
    r"(?:\s+(?:thực hiện|tham mưu|triển khai))?\s*:"
)
_NEXT_FIELD = (
    r"\s*(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|phối hợp|thực hiện|tham mưu|theo dõi|thời|sản phẩm|kết quả|hoàn thành"
    r"|tiến độ|trước|xong)"
)
_FIELD = re.compile(
    rf"(?:^|[.;(\n]|[-+]\s)\s*{_FIELD_NAME}\s*(?P<names>(?:[^.;()\n:]|;(?!{_NEXT_FIELD})){{2,300}})", re.IGNORECASE
)
_FIELD_LINE = re.compile(
    rf"{_FIELD_NAME}|Thời (?:gian|hạn)[^:]{{0,30}}:|Tiến độ[^:]{{0,30}}:|Sản phẩm\s*:|Kết quả(?: đầu ra)?\s*:",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"(?:Sản phẩm|Kết quả(?: đầu ra)?)\s*:\s*(?P<product>[^.;\n]{2,300})", re.IGNORECASE)
_ROLE_OF = {
    "chủ trì": Role.LEAD,
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
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LATER = re.compile(r",\s+(?:và\s+)?(?P<verb>báo cáo|tổng hợp|tham mưu|theo dõi|đôn đốc)\b")
_NEAR = 120
_SUPPORTING = {Role.MONITOR, Role.ADVISE, Role.COLLATE}
_MAX_SUBJECT = 400


@dataclass(frozen=True, slots=True)
class Duty:
    """Parties that share the same roles in one paragraph."""

    parties: tuple[Party, ...]
    roles: tuple[Role, ...]


def read_subject(text: str) -> tuple[tuple[Party, ...], int]:
    """Return the units that a paragraph begins with, and where its predicate starts; none: `((), 0)`.

    "Giao X tham mưu …", "Căn cứ Kế hoạch này, X xây dựng …", "X: chủ trì …" and a bare list of names count.
    """
    text = legible(text)
    start = order.end() if (order := _ORDER.match(text)) and starts_name(text, order.end()) else 0
    if not start and (lead_in := _LEAD_IN.match(text)) and starts_name(text, lead_in.end()):
        start = lead_in.end()
    if not starts_name(text, start):
        return (), 0
    if (colon := _COLON.match(text, start)) and is_name_list(colon[0]):
        return tuple(split_names(colon[0].strip(" :"))), colon.end()
    end = predicate_start(text, start)
    if end is None:
        bare = text[start:].strip(" .:;")
        return (tuple(split_names(bare)), len(text)) if is_name_list(bare) else ((), 0)
    if (order := _HANDED.match(text, end)) and starts_name(text, order.end()):
        handed, after = read_subject(text[order.end() :])
        return (handed, order.end() + after) if handed else ((), 0)
    if end - start > _MAX_SUBJECT or end == start:
        return (), 0
    return tuple(split_names(text[start:end])), end


def split_subjects(text: str) -> list[str]:
    """Divide a paragraph where a sentence, or a part after a semicolon, begins with units of its own and a verb."""
    parts: list[str] = []
    for piece in _SUBJECTS.split(text):
        if parts and (_only_names(parts[-1]) or not _has_own_subject(piece)):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts


def hands_on(text: str) -> bool:
    """Whether a duty is to give another unit work ("Phân công Ban Pháp chế giám sát …")."""
    return text.startswith("Phân công")


def names_heads_only(parties: Sequence[Party]) -> bool:
    """Whether the subject is whoever heads the bodies spoken of: "Người đứng đầu cơ quan, đơn vị"."""
    return bool(parties) and _HEADS_OF_THEM.match(parties[0].name) is not None


def _only_names(part: str) -> bool:
    return is_name_list(part) and predicate_start(part.strip(" .;")) is None


def _has_own_subject(piece: str) -> bool:
    order = _ORDER.match(piece)
    if not starts_name(piece, order.end() if order else 0) or _FIELD_LINE.match(piece):
        return False
    subject, start = read_subject(piece)
    return bool(subject) and not names_heads_only(subject) and start < len(piece.rstrip(" .;"))


def heading_parties(text: str) -> tuple[Party, ...]:
    """Return the units that are all a heading names: "Sở Nội vụ", "Trách nhiệm của UBND xã", "Đề nghị A và B"."""
    order = _ORDER.match(text)
    names = text[order.end() :] if order and starts_name(text, order.end()) else text
    return tuple(split_names(names.strip(" .:;"))) if is_name_list(names) else ()


def read_duties(text: str, subject: Sequence[Party], start: int = 0) -> list[Duty]:
    """Return the duties in a paragraph whose predicate begins at `start` and whose actor is `subject`.

    The actor comes first with its roles, then those it coordinates with, then whoever the text names by
    field ("Cơ quan chủ trì: …").
    """
    text = legible(text)
    fields = read_fields(text)
    coordinators = _read_coordinators(text, start)
    duties = []
    if subject or not fields:
        duties.append(Duty(tuple(subject), tuple(read_roles(text[start:]))))
    if coordinators:
        duties.append(Duty(tuple(coordinators), (Role.COORDINATE,)))
    return duties + fields


def read_fields(text: str) -> list[Duty]:
    """Return what a text names by field: "Cơ quan chủ trì: A; phối hợp: B và C"."""
    return [
        Duty(tuple(split_names(found["names"])), (_ROLE_OF[found["role"].lower()],))
        for found in _FIELD.finditer(text)
        if starts_name(found["names"].strip())
    ]


def read_orders(text: str) -> list[tuple[str, tuple[Party, ...], int]]:
    """Return the sentences of a paragraph that give a named unit an order: "Giao X …", "(do X chủ trì)"."""
    orders = []
    for sentence in re.split(rf"(?<=[.;])\s+(?=[{UPPER}]|(?:giao|phân công)\s)", text):
        found = _ORDER.match(sentence)
        if found and found[0].lower().startswith(("giao", "phân công")):
            parties, end = read_subject(sentence)
            if parties:
                orders.append((sentence, parties, end))
            continue
        leaders, verb_at = read_subject(sentence)
        if leaders and sentence.startswith("chủ trì", verb_at):
            orders.append((sentence, leaders, verb_at))
        elif (by := _BY.search(sentence)) and starts_name(sentence, by.end()):
            verb = predicate_start(sentence, by.end())
            if verb is not None:
                order = sentence[by.end() :].rstrip(" ).;")
                orders.append((order, tuple(split_names(sentence[by.end() : verb])), verb - by.end()))
    return orders


def read_roles(predicate: str) -> list[Role]:
    """Return the roles that a predicate gives its subject, each once, LEAD before the rest; at least PERFORM.

    A role counts when its verb opens a clause or follows in the row of verbs that opens it, so that "giám sát" as
    an object ("xây dựng kế hoạch giám sát") gives none.
    """
    roles: list[Role] = []
    has_work = False
    for clause in re.split(r"[.;]\s*", _BRACKETS.sub("", legible(predicate))):
        found, is_work = _clause_roles(clause)
        roles += [role for role in found if role not in roles]
        has_work = has_work or is_work or (not found and _DUTY.match(clause) is not None)
    if not roles and not has_work and _STANDING.match(predicate):
        return [Role.COLLATE]
    if not roles or (has_work and Role.LEAD not in roles and set(roles) <= {*_SUPPORTING, Role.COORDINATE}):
        return [*roles, Role.PERFORM]
    return sorted(roles, key=list(Role).index)


def read_product(text: str) -> str | None:
    """Return the product (sản phẩm) that a text names by field."""
    found = _PRODUCT.search(text)
    return found["product"].strip() if found else None


def is_field_line(text: str) -> bool:
    """Whether a bullet only names who or by when for the item above: "Cơ quan chủ trì: …", "Thời gian: …"."""
    return _FIELD_LINE.match(text.strip()) is not None


def _clause_roles(clause: str) -> tuple[list[Role], bool]:
    """Return the roles of one clause, and whether it asks for work beside them."""
    if standing := _STANDING.match(clause):
        clause = clause[standing.end() :]
    start = skipped.end() if (skipped := _ADVERB.match(clause)) else 0
    lowered = clause[:start] + clause[start : start + 1].lower() + clause[start + 1 :]
    verbs, end = verb_chain(lowered, start)
    if with_whom := _WITH.search(clause):
        after = predicate_start(clause, with_whom.end())
        own = [verb for verb in verbs if verb != "phối hợp"]
        verbs = own + (verb_chain(clause, after)[0] if after is not None else [])
        if not own and verbs:
            verbs = [verb for verb in verbs if _ROLE_OF.get(verb) is not Role.PERFORM] or ["phối"]
    elif verbs[:1] == ["phối hợp"]:
        return [Role.COORDINATE], False
    later = _later_verbs(lowered, end, follows_role=any(_ROLE_OF.get(verb) in _SUPPORTING for verb in verbs))
    roles = [
        _ROLE_OF[verb]
        for verb in verbs + (later if verbs else [])
        if verb in _ROLE_OF and _ROLE_OF[verb] not in {Role.PERFORM, Role.COORDINATE}
    ]
    if roles and "báo cáo" in verbs + later and Role.LEAD not in roles:
        roles.append(Role.COLLATE)
    return list(dict.fromkeys(roles)), not roles and bool(verbs) and verbs[0] != "báo cáo"


def _later_verbs(clause: str, end: int, *, follows_role: bool) -> list[str]:
    """Return the verbs that go on after an object: "… hướng dẫn triển khai, tổng hợp, báo cáo kết quả".

    "theo dõi" and "đôn đốc" count only where a role opens the clause: else they may belong to the work itself.
    """
    found = [verb["verb"] for verb in _LATER.finditer(clause, end) if verb.start() - end < _NEAR]
    return [verb for verb in found if follows_role or _ROLE_OF.get(verb) is not Role.MONITOR]


def _read_coordinators(text: str, start: int) -> list[Party]:
    found = _WITH.search(text, start)
    if not found or not starts_name(text, found.end()):
        return []
    stop = _LIST_END.search(text, found.end())
    ends = [end for end in (predicate_start(text, found.end()), stop.start() if stop else None) if end is not None]
    names = split_names(text[found.end() : min(ends, default=len(text))])
    return [party for party in names if starts_name(party.name)]
