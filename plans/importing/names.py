"""Names of units and groups in running text: where a list of them ends, and how it divides. Pure.

Names stay as the document writes them; a list divides only where the next word begins a name of its own, so that
"Sở Văn hóa, Thể thao và Du lịch" stays whole. Source: DOMAIN.md §2.4, §6.4.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plans.importing.letters import LOWER, UPPER
from plans.importing.predicates import begins_verb, predicate_start
from plans.importing.roster import NO_NAMES, Roster
from plans.importing.verb_rows import ASIDE, holds_verb
from plans.importing.vocabulary import (
    BESIDE,
    GROUP_HEADS,
    LEVELS,
    OFFICE_POSTS,
    PLURALS,
    POSTS,
    SMALL_HEADS,
    THINGS,
    UNIT_HEADS,
)


@dataclass(frozen=True, slots=True)
class Party:
    """One name out of a list: a single unit, a group of units, or a person ("Đồng chí …")."""

    name: str
    is_group: bool
    is_person: bool = False


_PLURAL = rf"(?i:(?:{PLURALS})\s+(?!(?:{THINGS})\b))"
_SMALL_HEAD = rf"(?:{SMALL_HEADS})(?= [{UPPER}])"
_TITLED = rf"(?:[Tt]hầy|[Cc]ô|[Aa]nh|[Cc]hị|[Bb]ác sĩ)(?: giáo)? [{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]"
_PERSON = re.compile(rf"(?i:Đồng chí|Đ/c|Ông|Bà)\s|{_TITLED}")
_HEAD = re.compile(
    rf"(?:{UNIT_HEADS})\b|{_SMALL_HEAD}|(?:Đồng chí|Đ/c)\s|{_TITLED}|{_PLURAL}"
    rf"|(?i:(?:{GROUP_HEADS})(?:\b|(?<=,))|(?:{POSTS})\b)"
)
_NEW_NAME = re.compile(
    rf"(?:và\s+|cùng\s+(?:với\s+)?)?(?:(?:{UNIT_HEADS})\b|{_SMALL_HEAD}|[Đđ]ồng chí\s|{_PLURAL}|(?:{POSTS})\b)"
)
_AND_NEW = re.compile(
    rf"(?<=\d)\s+và\s+(?=[{UPPER}])|\s+(?:và|cùng với|cùng|&(?! TT\b))\s+(?=(?:{UNIT_HEADS})\b|(?:{PLURALS})\s"
    rf"|(?:đoàn thể|hội quần chúng|chi bộ|lực lượng vũ trang|{POSTS})\b)"
)
# A further kind of bodies behind bodies whose place is said: "các chi ủy thuộc Thành ủy, chi ủy các phường".
_NEXT_KIND = re.compile(rf"(?i:(?:{UNIT_HEADS}|{GROUP_HEADS})\s+các\s)")
_PLACED_KIND = re.compile(r"\S\s(?:(?:trực )?thuộc|các)\b")
# What an office deals with, in capitals, is part of its name: "Phòng Tuyên truyền, Báo chí - Xuất bản".
_FIELD_OF_WORK = re.compile(rf"[{UPPER}][{LOWER}]+ [{LOWER}]+ - [{UPPER}]")
_AND_BESIDE = re.compile(rf"\s+(?:và|cùng với|cùng)\s+(?=(?:{BESIDE})\b)")
_STAFF = re.compile(
    r"(?:cán bộ|công chức|viên chức|đảng viên|đoàn viên|hội viên|người lao động|nhân viên|chiến sĩ)\b", re.I
)
_WHOLE = re.compile(
    r"(?:Văn phòng|VP)\s+(?:HĐND|Hội đồng nhân dân|Đoàn (?:đại biểu Quốc hội|ĐBQH))(?:\s*(?:,|và)\s+"
    r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân))+|Đoàn Thanh niên Cộng sản Hồ Chí Minh"
    r"|Đảng (?:ủy|uỷ|bộ) (?:Mặt trận Tổ quốc(?: Việt Nam)?|MTTQ)(?:,| và) (?:các )?đoàn thể"
)
_SMALL_NAME = re.compile(_SMALL_HEAD)
_PLACE_OF_NAME = re.compile(r"^\s*|[,;]\s*(?:và\s+)?|\s(?:và|cùng|với)\s+")
_LONGEST_LIST = 1_000
_UNSEALED = {1: ",", 2: " và "}
_BARE_LEVEL = re.compile(r"(?:xã|phường|thị trấn|đặc khu|thôn|bản|khu phố)(?: \(.*)?")
_KIND_OF_PLACE = re.compile(rf"(?:{LEVELS}|khóm)(?: \(.*)?")
_OFFICE_POST = re.compile(rf"(?i:{OFFICE_POSTS})")
_BY_LEVEL = re.compile(r"\s(?:xã|phường|thị trấn|đặc khu|thôn|bản|khu phố)$")
_KIND = re.compile(rf"(?i:(?:{PLURALS})\s+)?(?P<kind>(?i:{UNIT_HEADS}|{GROUP_HEADS}))(?=\s)")
_MANY = re.compile(rf"(?i:(?:{PLURALS})\s+)?(?P<kind>(?i:{GROUP_HEADS}|{UNIT_HEADS}))(?=[\s,]|$)")
# Kinds so wide that one "các" and one qualifier hold for several of them: "các cơ quan chuyên môn, đơn vị trực thuộc".
_SPANNED = re.compile(
    r"(?i:cơ quan|đơn vị|địa phương|tổ chức|ban(?! (?:quản lý|chỉ huy|nhân dân|điều hành)\b)"
    r"|ngành|sở|đoàn thể|phòng|cá nhân|tập thể|xã|phường|thị trấn|đặc khu"
    r"|đại học|cao đẳng)\b"
)
_AT_LEVEL = re.compile(r"\s(?:xã|phường|tỉnh)\s$")
_THEME = re.compile(rf"(?i:(?:{PLURALS})\s+)?(?i:{THINGS}|công tác|kinh phí|thời gian|địa điểm|thành phần)\b")
_GROUP = re.compile(rf"(?i:\b(?:{PLURALS})\s)")
# Bodies of their own that many others belong to: "Đảng ủy các cơ quan Đảng tỉnh".
_ONE_BODY = re.compile(
    r"^(?:Đảng (?:ủy|uỷ|bộ)|Liên hiệp|Ban Quản lý|Khối|Cụm|Ban Chỉ đạo)(?:,| và)? các "
    r"(?:cơ quan|tổ chức|hội|khu|chương trình|cuộc)\b",
    re.IGNORECASE,
)
_BARE_GROUP = re.compile(r"các (?:đoàn thể|hội|hội quần chúng|tổ chức|tôn giáo|dân tộc)")
_GROUP_START = re.compile(rf"(?i:(?:{GROUP_HEADS})(?:\b|(?<=,)))")
_BARE_KIND = re.compile(rf"(?i:{GROUP_HEADS})(?:,|$)")
_NEAR = r"có\s+liên\s+quan|liên\s+quan"
_UNDETERMINED = re.compile(
    rf"\b(?:{_NEAR}|chức\s+năng)\s*$|\b(?:{_NEAR})\b|"
    r"^(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|ban|ngành|địa\s+phương|tổ\s+chức)"
    r"(?:\s*(?:,|và)\s*(?:cơ\s+quan|đơn\s+vị|ban|ngành|địa\s+phương|tổ\s+chức))*$",
    re.IGNORECASE,
)

_POST = re.compile(
    r"(?:Phó\s|Quyền\s|Nguyên\s)?(?:Bí thư|Chủ tịch|Chủ nhiệm|Giám đốc|Trưởng|Ủy viên|Uỷ viên|Chánh|Hiệu trưởng"
    r"|Tổ trưởng|Đội trưởng|Chỉ huy trưởng|Thường trực)|Phó\s",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_TRAILING = re.compile(r"\s+(?:được|do|đã|đang|cùng|và|phải|sẽ|(?<![Hh]ậu )cần)$")


def is_undetermined(name: str) -> bool:
    """Whether a name leaves open which units it means: "các cơ quan liên quan", "các cơ quan, đơn vị"."""
    return _UNDETERMINED.search(name) is not None


def starts_name(text: str, start: int = 0, known: Roster = NO_NAMES) -> bool:
    """Whether the text has, at `start`, a name of `known` or a word that opens the name of a unit or a group."""
    return _HEAD.match(text, start) is not None or known.match(text, start) is not None


def split_names(text: str, known: Roster = NO_NAMES) -> list[Party]:
    """Divide a list of names: "A, B; C và các D" → A, B, C, các D. What begins no name stays with the one before.

    A name of `known` stays whole.
    """
    kept: list[str] = []
    text = _seal_known(ASIDE.sub("", text).strip(), known)
    for part in re.split(r"\s*;\s*", _WHOLE.sub(lambda whole: _sealed(whole[0]), text)):
        for piece in _split_commas(part):
            kept.extend(name for body in _AND_NEW.split(piece) for name in _split_beside(body))
    names = [name.translate(_UNSEALED).strip(" ,;.:/") for name in kept]
    names = [_TRAILING.sub("", _BRACKETS.sub("", name)) for name in names]
    return [_party(name) for name in _with_posts(names) if name]


def _split_beside(name: str) -> list[str]:
    """Divide a single body from those that stand beside it: "Công an phường và lực lượng bảo vệ an ninh"."""
    beside = _AND_BESIDE.search(name)
    if not beside or _is_plural(name[: beside.start()]):
        return [name]
    return [name[: beside.start()], name[beside.end() :]]


def split_labelled(text: str, known: Roster = NO_NAMES, *, leads: bool = False) -> list[Party]:
    """Divide the names before a colon. Only one `leads`, so that "các đoàn thể" behind it is part of its name."""
    parties = split_names(text, known)
    is_one = leads and len(parties) > 1 and not parties[0].is_group
    are_part = is_one and all(_BARE_GROUP.fullmatch(party.name) for party in parties[1:])
    return [Party(text, is_group=False)] if are_part else parties


def split_placed(text: str) -> list[Party]:
    """Divide a heading that is nothing but names: also after a number and where the first word of all returns."""
    first = re.escape(text.split(maxsplit=1)[0])
    again = re.compile(rf"(?<=\d)\s*,\s+(?=[{UPPER}])|\s*(?:,|\svà)\s+(?={first}\s)")
    return [_party(name) for party in split_names(text) for name in again.split(party.name)]


def names_many(name: str) -> bool:
    """Whether a name says that it means several: "các thôn", "Mỗi chi bộ", "cấp ủy các cấp"."""
    return _GROUP.search(name) is not None


def opens_theme(text: str) -> bool:
    """Whether a heading begins with a verb or a noun that names no body: "Tuyên truyền …", "Nội dung …"."""
    return begins_verb(text[:1].lower() + text[1:]) or _THEME.match(text) is not None


def goes_on_after_level(text: str) -> bool:
    """Whether a text is a sentence, though no list has its verb: "Hội X xã trình làng mô hình … tại 04 bản:"."""
    end = predicate_start(text)
    return end is not None and _AT_LEVEL.search(text[:end]) is not None


def _sealed(name: str) -> str:
    """A name without what a list is divided at, to be undone by `_UNSEALED`."""
    return name.replace(",", "\x01").replace(" và ", "\x02")


def _seal_known(text: str, known: Roster) -> str:
    """Seal the names of `known` that stand where a name of the list may begin."""
    sealed, done = [], 0
    for place in _PLACE_OF_NAME.finditer(text):
        if place.end() >= done and (end := known.match(text, place.end())):
            sealed += [text[done : place.end()], _sealed(text[place.end() : end])]
            done = end
    return "".join([*sealed, text[done:]])


def _with_posts(names: Iterable[str]) -> list[str]:
    """Leave a person's posts beside the name: "Đồng chí Lê An, Phó Bí thư, Trưởng ban" is one person."""
    kept: list[str] = []
    for name in names:
        is_post = _POST.match(name) or (name[:1].islower() and not (names_many(name) or _PERSON.match(name)))
        if kept and _PERSON.match(kept[-1]) and is_post:
            kept[-1] = f"{kept[-1]}, {name}"
        else:
            kept.append(name)
    return kept


def is_name_list(text: str, known: Roster = NO_NAMES) -> bool:
    """Whether a text is nothing but names of units and groups, by their words or because they are `known`."""
    bare = text.strip(" .:;") if len(text) <= _LONGEST_LIST else ""
    if not bare or len(bare.split()) > 60 or not starts_name(bare, 0, known) or re.search(r"[.!?]\s", bare):
        return False
    return all(
        known.match(party.name) == len(party.name) or (starts_name(party.name) and not holds_verb(party.name))
        for party in split_names(bare, known)
    )


def _split_commas(text: str) -> list[str]:
    pieces: list[str] = []
    for part in re.split(r"\s*,\s*", text):
        begins = _NEW_NAME.match(part) is not None or (pieces and _is_next_kind(pieces[-1], part))
        if pieces and not begins and not _goes_with(pieces[-1], part):
            pieces[-1] = f"{pieces[-1]}, {part}"
        else:
            pieces.append(re.sub(r"^(?:và|cùng với|cùng)\s+", "", part))
    return pieces


def _is_next_kind(name: str, part: str) -> bool:
    return _NEXT_KIND.match(part) is not None and _PLACED_KIND.search(name) is not None


def _goes_with(name: str, part: str) -> bool:
    """Whether a part without a head of its own is a further name: a group, a body of the same kind, an unknown kind."""
    if _OFFICE_POST.fullmatch(name) and _OFFICE_POST.fullmatch(part):
        return True
    if _KIND_OF_PLACE.fullmatch(part) and _GROUP.search(name):
        return False
    if _BARE_LEVEL.fullmatch(part):
        return not _BY_LEVEL.search(name) and not _is_plural(name)
    if kind := _KIND.match(name):
        if name[:1].islower() or names_many(name):
            return _opens_after_many(name, part)
        is_same_kind = re.match(rf"(?i:{re.escape(kind['kind'])})\s+\w", part) is not None
        return is_same_kind or _is_group_after(name, part)
    if _HEAD.match(name) is None:
        return part[:1].isupper()
    is_other_kind = part[:1].islower() and names_many(name) and _opens_after_many(name, part)
    return is_other_kind or _is_group_after(name, part)


def _opens_after_many(name: str, part: str) -> bool:
    """Whether a part behind many of a kind is of another: "Các chi bộ thôn, chi bộ cơ quan", not "Các sở, ngành"."""
    if part[:1].isupper():
        return not re.search(rf"\s[{UPPER}]", name)
    kind, further = _MANY.match(name), _MANY.match(part)
    if kind is None or further is None or _SPANNED.match(part):
        return False
    if f" {further['kind']} " in name[kind.end("kind") :]:  # "Các chi bộ khối thôn, khối trường học"
        return False
    is_qualified = name[kind.end() :][:1] == " " and not _SPANNED.match(kind["kind"])
    # "Các nông trường, hạt quản lý đê": what only one of two kinds of single bodies does.
    are_single = not (_GROUP_START.match(kind["kind"]) or _GROUP_START.match(part))
    is_qualified = is_qualified or (are_single and begins_verb(part[further.end() :].lstrip()))
    return is_qualified and further.end() < len(part)


def _is_group_after(name: str, part: str) -> bool:
    if _FIELD_OF_WORK.match(part) and not _is_plural(name):
        return False
    are_staff = _STAFF.match(name) and _STAFF.match(part)
    return not are_staff and not _is_plural(name) and _GROUP_START.match(part) is not None


def _is_plural(name: str) -> bool:
    heads_many = name.startswith(("Người đứng đầu", "Thủ trưởng"))
    heads_many = heads_many or _BARE_KIND.match(name) is not None
    return heads_many or _GROUP.search(name) is not None or not (name[:1].isupper() or _SMALL_NAME.match(name))


def _party(name: str) -> Party:
    if _PERSON.match(name):
        return Party(name, is_group=False, is_person=True)
    is_group = _GROUP.search(_ONE_BODY.sub("", name)) is not None or not _is_unit(name)
    return Party(name, is_group)


def _is_unit(name: str) -> bool:
    if not re.match(rf"[{UPPER}]", name):
        return _SMALL_NAME.match(name) is not None
    if re.match(rf"(?:{UNIT_HEADS})\b", name):
        return not re.search(r"\b(?:thôn|xã(?! hội)|phường|cơ sở)\s*,\s", name)
    has_own_name = not _BARE_KIND.match(name) and re.search(rf"\s[{UPPER}][{LOWER}]", name) is not None
    return has_own_name or _GROUP_START.match(name) is None
