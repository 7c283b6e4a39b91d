"""Who does what in a paragraph: subject, roles, coordinators, the channel of the report. Pure.

Source: DOMAIN.md §2.4 (patterns met), §6.4. Names are never completed or guessed.
"""

import re
from collections.abc import Sequence

from plans.importing.coordinators import may_name, read_coordinators
from plans.importing.drafts import Role
from plans.importing.fields import SETTING, TIME, Duty, is_field_line, read_fields
from plans.importing.letters import LOWER, UPPER
from plans.importing.names import (
    Party,
    goes_on_after_level,
    is_name_list,
    names_many,
    opens_theme,
    split_labelled,
    split_names,
    split_placed,
    starts_name,
)
from plans.importing.predicates import begins_verb, lists_by_kind, predicate_start
from plans.importing.roles import read_roles
from plans.importing.roster import NO_NAMES, Roster
from plans.importing.scanned import legible
from plans.importing.sections import says_where_or_when
from plans.importing.verb_rows import holds_verb
from plans.importing.vocabulary import SMALL_HEADS

_HEADS_OF_THEM = re.compile(r"(?:Người đứng đầu|Thủ trưởng)\s+(?:các\s+)?(?:cơ quan|đơn vị|địa phương)\b")
_SUBJECTS = re.compile(
    rf"(?<=[.;])[ ]+(?=[{UPPER}])|(?<=;)[ ]+(?=(?:các|đồng chí|giao)\s|(?:{SMALL_HEADS})\s[{UPPER}])"
)
_ORDER = re.compile(
    r"(?:Giao(?: cho)?|Phân công|Đề nghị|Yêu cầu|Ủy quyền|Đối với|Trách nhiệm của|Nhiệm vụ của|Riêng)"
    r"\s+(?:cho\s+)?",
    re.IGNORECASE,
)
_HANDED = re.compile(r"(?:giao|phân công|đề nghị|yêu cầu)\s+(?:cho\s+)?(?!(?:ban|mỗi|từng)\b)")
_LEAD_IN = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Trong|Định kỳ|Hằng|Hàng|Bên cạnh đó|Ngoài ra|Trước|Sau|Từ|Khi|Đồng thời|Chậm nhất|Đến"
    r"|Kết thúc|Để|Ngay)\b[^,.;]{0,200},\s+"
)
_LABEL = re.compile(r"[^\W_][^:.;\n]{1,100}:\s+")
_COLON = re.compile(r"[^:.\n]{2,300}:\s*")
_BY = re.compile(
    rf"(?:\b(?:do|giao)\s+|\()(?=(?:các\s|[{UPPER}])[^()]{{2,160}}?\s(?:chủ trì|thực hiện|tham mưu|phụ trách))"
)
# What makes a sentence of a line, whatever stands before it.
_SAYS = re.compile(
    r"\b(?:chủ trì|phối hợp với|(?:có|chịu) trách nhiệm|có nhiệm vụ|tham mưu|(?<!viên )theo dõi|báo cáo|triển khai"
    r"|tiếp tục|gồm)\b"
)
_OWN_NAME = re.compile(rf"^[^.;:()]{{3,60}}?\s[{UPPER}][{LOWER}]")
_BEFORE_DUTY = re.compile(
    rf"(?P<noun>[{UPPER}][{LOWER}]+(?: [\w/-]+){{1,8}}?)\s+"
    r"(?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\b)"
)
_BEFORE_COLON = re.compile(rf"(?P<noun>[{UPPER}][{LOWER}]+(?: [\w/-]+){{1,7}}):\s+(?=[{LOWER}])")
_THEIR_PEOPLE = re.compile(
    r"(?:các |từng |mỗi |toàn thể )?(?:đồng chí )?(?:cấp (?:ủy|uỷ) viên|đảng viên|cán bộ"
    r"|(?:công|viên) chức|(?:hội|đoàn|nhân|thành) viên|đồng chí|cá nhân|người)\b",
    re.IGNORECASE,
)
_MAX_SUBJECT = 400


def read_subject(text: str, known: Roster = NO_NAMES, *, is_handed: bool = False) -> tuple[tuple[Party, ...], int]:
    """Return the units that a paragraph begins with, and where its predicate starts; none: `((), 0)`.

    `known` are the names that its document says whole; `is_handed`: the text is what a body hands on to another.
    "Giao X tham mưu …", "Căn cứ Kế hoạch này, X xây dựng …", "X: chủ trì …" and a bare list of names count.
    """
    text = legible(text)
    start = order.end() if (order := _ORDER.match(text)) and may_name(text, order.end(), known) else 0
    if not start and (lead_in := _LEAD_IN.match(text)) and starts_name(text, lead_in.end(), known):
        start = lead_in.end()
    is_labelled = not start and (label := _label_end(text, known)) is not None
    start = label if is_labelled and label else start
    if is_field_line(text) or is_field_line(text[start:]):
        return (), 0
    if not (start or starts_name(text, start, known)):
        return (), 0
    colon = None if lists_by_kind(text, start) else _COLON.match(text, start)
    if colon and is_name_list(colon[0], known) and not goes_on_after_level(colon[0]):
        leads = text.startswith("chủ trì", colon.end())
        return tuple(split_labelled(colon[0].strip(" :"), known, leads=leads)), colon.end()
    end = predicate_start(text, start, known)
    if end is None:
        bare = "" if is_labelled else text[start:].strip(" .:;")
        return (tuple(split_names(bare, known)), len(text)) if is_name_list(bare) else ((), 0)
    order = None if is_handed else _HANDED.match(text, end)
    if order and starts_name(text, order.end(), known):
        handed, after = read_subject(text[order.end() :], known, is_handed=True)
        return (handed, order.end() + after) if handed else ((), 0)
    if end - start > _MAX_SUBJECT or end == start:
        return (), 0
    return tuple(split_names(text[start:end], known)), end


def guess_subject(text: str) -> tuple[tuple[Party, ...], int]:
    """Return what a duty that names nobody known begins with, as written: a noun with a name of its own, or any words
    before a verb of duty ("Trại giam Hồ Cạn chủ trì …"). For duties that no heading gives to others.
    """
    if (label := _BEFORE_COLON.match(text)) and _is_post(label["noun"]) and begins_verb(text[label.end() :]):
        return tuple(split_names(label["noun"])), label.end()
    end = predicate_start(text)
    noun = text[:end].strip(" ,") if end else ""
    if not _OWN_NAME.search(noun) and (duty := _BEFORE_DUTY.match(text)):
        noun, end = duty["noun"], duty.end()
    elif not _OWN_NAME.search(noun):
        return (), 0
    is_doer = not (holds_verb(noun) or opens_theme(noun) or SETTING.match(noun) or " của " in noun)
    return (tuple(split_names(noun)), end or 0) if is_doer else ((), 0)


def _is_post(noun: str) -> bool:
    """Whether the words before a colon are those of a post with a name in it: "Cán sự bộ môn Toán"."""
    is_aside = opens_theme(noun) or SETTING.match(noun) or TIME.match(noun)
    return _OWN_NAME.search(noun) is not None and not is_aside


def split_subjects(text: str, known: Roster = NO_NAMES) -> list[str]:
    """Divide a paragraph where a sentence, or a part after a semicolon, begins with units of its own and a verb."""
    parts: list[str] = []
    for piece in _SUBJECTS.split(text):
        if parts and (_only_names(parts[-1]) or not _has_own_subject(piece, known)):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts


def refers_back(parties: Sequence[Party], text: str) -> bool:
    """Whether a subject below a heading of units means these: each of them, their heads, people of theirs."""
    names = [party.name for party in parties]
    is_each = text.startswith(("Mỗi ", "Từng ")) or names_heads_only(parties)
    return is_each or (hands_on(text) and all(_THEIR_PEOPLE.match(name) for name in names))


def hands_on(text: str) -> bool:
    """Whether a duty is to give another unit work ("Phân công Ban Pháp chế giám sát …")."""
    return text.startswith("Phân công")


def names_heads_only(parties: Sequence[Party]) -> bool:
    """Whether the subject is whoever heads the bodies spoken of: "Người đứng đầu cơ quan, đơn vị"."""
    return bool(parties) and _HEADS_OF_THEM.match(parties[0].name) is not None


def _label_end(text: str, known: Roster) -> int | None:
    """Return where a subject may begin behind a label: "Đăng ký mô hình: các thôn đăng ký …", "Cấp xã: UBND xã …"."""
    label = _LABEL.match(text)
    if not label or starts_name(text, 0, known) or says_where_or_when(label[0]):
        return None
    return label.end() if starts_name(text, label.end(), known) else None


def _only_names(part: str) -> bool:
    return is_name_list(part) and predicate_start(part.strip(" .;")) is None


def _has_own_subject(piece: str, known: Roster) -> bool:
    order = _ORDER.match(piece)
    if not starts_name(piece, order.end() if order else 0, known) or is_field_line(piece):
        return False
    subject, start = read_subject(piece, known)
    return bool(subject) and not names_heads_only(subject) and start < len(piece.rstrip(" .;"))


def heading_parties(text: str) -> tuple[Party, ...]:
    """Return the units that are all a heading names: "Sở Nội vụ", "Trách nhiệm của UBND xã", "Đề nghị A và B"."""
    order = _ORDER.match(text)
    names = text[order.end() :] if order and starts_name(text, order.end()) else text
    return tuple(split_names(names.strip(" .:;"))) if is_name_list(names) else ()


def placed_parties(text: str) -> tuple[Party, ...]:
    """Return the units that a heading names by where it stands, whatever their words; () for a sentence or a theme."""
    order = _ORDER.match(text)
    names = (text[order.end() :] if order else text).strip(" .:;")
    if _SAYS.search(names) or not (starts_name(names) or (names[:1].isupper() and not opens_theme(names))):
        return ()
    return tuple(split_placed(names))


def read_duties(text: str, subject: Sequence[Party], start: int = 0, known: Roster = NO_NAMES) -> list[Duty]:
    """Return the duties in a paragraph whose predicate begins at `start` and whose actor is `subject`.

    The actor comes first with its roles, then those it coordinates with, then whoever the text names by
    field ("Cơ quan chủ trì: …").
    """
    text = legible(text)
    fields = read_fields(text, known)
    helpers = {party for duty in fields if duty.roles == (Role.COORDINATE,) for party in duty.parties}
    coordinators = [party for party in read_coordinators(text, start, known) if party not in helpers]
    duties = []
    if subject or not fields:
        duties.append(Duty(tuple(subject), tuple(read_roles(text[start:], known))))
    if coordinators:
        duties.append(Duty(tuple(coordinators), (Role.COORDINATE,)))
    return duties + fields


def read_orders(text: str, known: Roster = NO_NAMES) -> list[tuple[str, tuple[Party, ...], int]]:
    """Return the sentences of a paragraph that give a named unit an order: "Giao X …", "(do X chủ trì)"."""
    orders = []
    for sentence in re.split(rf"(?<=[.;])\s+(?=[{UPPER}]|(?:giao|phân công)\s)", text):
        found = _ORDER.match(sentence)
        if found and found[0].lower().startswith(("giao", "phân công")):
            parties, end = read_subject(sentence, known)
            if parties and not all(_THEIR_PEOPLE.match(party.name) for party in parties):
                orders.append((sentence, parties, end))
            continue
        leaders, verb_at = read_subject(sentence, known)
        if leaders and sentence.startswith("chủ trì", verb_at):
            orders.append((sentence, leaders, verb_at))
        elif (by := _BY.search(sentence)) and starts_name(sentence, by.end(), known):
            verb = predicate_start(sentence, by.end(), known)
            if verb is not None:
                order = sentence[by.end() :].rstrip(" ).;")
                orders.append((order, tuple(split_names(sentence[by.end() : verb], known)), verb - by.end()))
    return orders


def read_doers(text: str, known: Roster = NO_NAMES) -> list[tuple[str, tuple[Party, ...], int]]:
    """Return the parts of a paragraph that say what bodies do: "Các thôn họp dân …; Công an xã giữ trật tự".

    Bodies are single ones or many ("các", "mỗi"): "cấp ủy", "chính quyền xã" alone mean whoever it is.
    """
    doers = []
    for part in split_subjects(text, known):
        is_plain = starts_name(part, 0, known) or _label_end(part, known) is not None
        parties, end = read_subject(part, known) if is_plain else ((), 0)
        if parties and end < len(part.rstrip(" .;")) and all(_is_body(party) for party in parties):
            doers.append((part, parties, end))
    return doers


def _is_body(party: Party) -> bool:
    if party.is_person or _THEIR_PEOPLE.match(party.name):
        return False
    return not party.is_group or names_many(party.name)
