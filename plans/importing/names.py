"""Names of units and groups in running text: where a list of them ends, and how it divides. Pure.

Names stay as the document writes them; a list divides only where the next word begins a name of its own, so that
"Sở Văn hóa, Thể thao và Du lịch" stays whole. Source: DOMAIN.md §2.4, §6.4.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from plans.importing.letters import LOWER, UPPER
from plans.importing.vocabulary import (
    DESCRIBING,
    GROUP_HEADS,
    NAME_WORDS,
    NOT_PREDICATES,
    PLURALS,
    THINGS,
    UNIT_HEADS,
    VERBS,
)


@dataclass(frozen=True, slots=True)
class Party:
    """One name out of a list: a single unit, a group of units, or a person ("Đồng chí …")."""

    name: str
    is_group: bool
    is_person: bool = False


_PLURAL = rf"(?i:(?:{PLURALS})\s+(?!(?:{THINGS})\b))"
_HEAD = re.compile(rf"(?:{UNIT_HEADS})\b|(?:Đồng chí|Đ/c)\s|{_PLURAL}|(?i:(?:{GROUP_HEADS})(?:\b|(?<=,)))")
_NEW_NAME = re.compile(rf"(?:và\s+|cùng\s+(?:với\s+)?)?(?:(?:{UNIT_HEADS})\b|[Đđ]ồng chí\s|{_PLURAL})")
_AND_NEW = re.compile(
    rf"\s+(?:và|cùng với|cùng|&)\s+(?=(?:{UNIT_HEADS})\b|(?:{PLURALS})\s"
    r"|(?:đoàn thể|hội quần chúng|chi bộ|lực lượng vũ trang)\b)"
)
_WHOLE = re.compile(
    r"(?:Văn phòng|VP)\s+(?:HĐND|Hội đồng nhân dân|Đoàn (?:đại biểu Quốc hội|ĐBQH))(?:\s*(?:,|và)\s+"
    r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân))+|Đoàn Thanh niên Cộng sản Hồ Chí Minh"
    r"|Đảng (?:ủy|uỷ|bộ) (?:Mặt trận Tổ quốc(?: Việt Nam)?|MTTQ)(?:,| và) (?:các )?đoàn thể"
)
_GROUP = re.compile(rf"(?i:\b(?:{PLURALS})\s)")
_GROUP_START = re.compile(rf"(?i:(?:{GROUP_HEADS})(?:\b|(?<=,)))")
_NEAR = r"có\s+liên\s+quan|liên\s+quan"
_UNDETERMINED = re.compile(
    rf"\b(?:{_NEAR}|chức\s+năng)\s*$|\b(?:{_NEAR})\b|"
    r"^(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|ban|ngành|địa\s+phương|tổ\s+chức)"
    r"(?:\s*(?:,|và)\s*(?:cơ\s+quan|đơn\s+vị|ban|ngành|địa\s+phương|tổ\s+chức))*$",
    re.IGNORECASE,
)

_PERSON = re.compile(r"(?:Đồng chí|Đ/c|Ông|Bà)\s", re.IGNORECASE)
_POST = re.compile(
    r"(?:Phó\s|Quyền\s|Nguyên\s)?(?:Bí thư|Chủ tịch|Chủ nhiệm|Giám đốc|Trưởng|Ủy viên|Uỷ viên|Chánh|Hiệu trưởng"
    r"|Tổ trưởng|Đội trưởng|Chỉ huy trưởng|Thường trực)|Phó\s",
    re.IGNORECASE,
)
_VERB = re.compile(rf"(?<![\w-])(?:{VERBS})(?![\w-])")
_LINK = re.compile(r"\s*,\s*(?:và\s+)?|\s+(?:và\s+)?")
_NOT_PREDICATE = re.compile(NOT_PREDICATES)
_NAME_WORD = re.compile(rf"(?:{NAME_WORDS})(?![\w-])")
_NAME_PHRASE = re.compile(rf"(?:{NAME_WORDS})(?![\w-])", re.IGNORECASE)
_COUNTED = re.compile(rf"(?i:{PLURALS})\s+(?P<noun>[^\W\d_]+\s+[^\W\d_]+)")
_TRAILING = re.compile(r"\s+(?:được|do|đã|đang|cùng|và|phải|sẽ|cần)$")
_DESCRIBING = re.compile(rf"(?:{DESCRIBING})(?![\w-])")
_NAME_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|“[^”]*”|\"[^\"]*\"|\([^()]*\)|\S")
_HEADS = "Ban Sở Hội Đoàn Bộ Tổ Phòng Viện Báo Đài Khối Cục Vụ Trường Trạm Đội Quỹ Đồn Hạt Cụm Đảng Tỉnh Xã Phường"
_HEAD_SYLLABLES = frozenset(_HEADS.split())
_MARKED = re.compile(
    rf"(?:[{LOWER}]+\s+){{1,6}}?(?=chủ trì\b|(?:có|chịu) trách nhiệm\b|có nhiệm vụ\b|là (?:cơ quan|đơn vị)\b)"
)
_SENTENCE_END = re.compile(rf"[.!?]\s+[{UPPER}]|\n")


def is_undetermined(name: str) -> bool:
    """Whether a name leaves open which units it means: "các cơ quan liên quan", "các cơ quan, đơn vị"."""
    return _UNDETERMINED.search(name) is not None


def verb_chain(text: str, start: int = 0) -> tuple[list[str], int]:
    """Return the verbs that stand in a row at `start` ("theo dõi, đôn đốc và hướng dẫn") and where they end."""
    verbs, end = [], start
    while found := _VERB.match(text, end):
        verbs.append(found[0])
        end = found.end()
        if not (link := _LINK.match(text, end)):
            break
        if not _VERB.match(text, link.end()):
            break
        end = link.end()
    return verbs, end


def starts_name(text: str, start: int = 0) -> bool:
    """Whether the text begins, at `start`, with a word that opens the name of a unit or a group."""
    return _HEAD.match(text, start) is not None


def predicate_start(text: str, start: int = 0) -> int | None:
    """Return where the first predicate after `start` begins, None where the sentence holds none.

    A predicate begins with a known verb, or with the first words in small letters that no name of a unit has.
    """
    sentence = text[start : _sentence_end(text, start)]
    found = (_verb_start(sentence), _name_break(_without_noun_verbs(sentence)))
    return min((start + at for at in found if at is not None), default=None)


def _verb_start(sentence: str) -> int | None:
    found = _VERB.search(_without_noun_verbs(sentence)) or _VERB.search(_without_noun_verbs(sentence, but={"office"}))
    return found.start() if found else None


def _without_noun_verbs(sentence: str, but: Container[str] = ()) -> str:
    """Blank the verbs out that are part of a name: "cơ quan tham mưu", "Tổ kiểm tra"; `but` are kinds to leave."""
    masked = sentence
    for name in _NOT_PREDICATE.finditer(sentence):
        for group, part in name.groupdict().items():
            if part and group not in but:
                masked = masked[: name.start(group)] + "\x00" * len(part) + masked[name.end(group) :]
    return masked


def _name_break(sentence: str) -> int | None:
    """Return where words in small letters begin that stand in no name: "Công an xã | gác chốt …"."""
    at = capitals = 0
    while token := _NAME_TOKEN.search(sentence, at):
        word, at = token[0], token.end()
        if (plural := _COUNTED.match(sentence, token.start())) and not _NAME_WORD.match(sentence, plural.start("noun")):
            at, capitals = plural.end(), 0
            continue
        if word[:1].islower():
            if known := _NAME_WORD.match(sentence, token.start()):
                at = known.end()
            elif _DESCRIBING.match(sentence, token.start()):
                return None
            elif capitals != 1 and not (marked := _marked_name(sentence, token.start())):
                return token.start() or None
            elif capitals != 1:
                at = marked
            capitals = 0
        elif (phrase := _NAME_PHRASE.match(sentence, token.start())) and phrase.end() > at:
            at, capitals = phrase.end(), 0
        elif word[:1].isupper() and word not in _HEAD_SYLLABLES:
            capitals += 2 if len(word) > 1 and word.isupper() else 1
        elif word in ":.":
            return None
        else:
            capitals = 0
    return None


def _marked_name(sentence: str, start: int) -> int:
    """Return where a name ends that goes on over unknown words up to a sure predicate ("… chủ trì"), 0 for none."""
    found = _MARKED.match(sentence, start)
    if not found or _VERB.search(sentence, start, found.end()):
        return 0
    words = found[0].split()
    return 0 if any(_DESCRIBING.match(word) for word in words) else found.end()


def split_names(text: str) -> list[Party]:
    """Divide a list of names: "A, B; C và các D" → A, B, C, các D. What begins no name stays with the one before."""
    kept: list[str] = []
    protected = {found[0].replace(",", "\x01").replace(" và ", "\x02"): found[0] for found in _WHOLE.finditer(text)}
    for short, full in protected.items():
        text = text.replace(full, short)
    for part in re.split(r"\s*;\s*", text):
        for piece in _split_commas(part):
            kept.extend(_AND_NEW.split(piece))
    names = [name.replace("\x01", ",").replace("\x02", " và ").strip(" ,;.:/") for name in kept]
    names = [_TRAILING.sub("", name) for name in names]
    return [_party(name) for name in _with_posts(names) if name]


def _with_posts(names: Iterable[str]) -> list[str]:
    """Leave a person's posts beside the name: "Đồng chí Lê An, Phó Bí thư, Trưởng ban" is one person."""
    kept: list[str] = []
    for name in names:
        if kept and _PERSON.match(kept[-1]) and _POST.match(name):
            kept[-1] = f"{kept[-1]}, {name}"
        else:
            kept.append(name)
    return kept


def is_name_list(text: str) -> bool:
    """Whether a text is nothing but names of units and groups: the heading of somebody's duties."""
    bare = text.strip(" .:;")
    if not bare or len(bare.split()) > 60 or not starts_name(bare) or _VERB.search(_without_noun_verbs(bare)):
        return False
    return not re.search(r"[.!?]\s", bare) and all(starts_name(party.name) for party in split_names(bare))


def _split_commas(text: str) -> list[str]:
    pieces: list[str] = []
    for part in re.split(r"\s*,\s*", text):
        begins = _NEW_NAME.match(part) is not None
        is_lower_group = bool(pieces) and not _is_plural(pieces[-1]) and _GROUP_START.match(part) is not None
        if pieces and not begins and not is_lower_group:
            pieces[-1] = f"{pieces[-1]}, {part}"
        else:
            pieces.append(re.sub(r"^(?:và|cùng với|cùng)\s+", "", part))
    return pieces


def _is_plural(name: str) -> bool:
    heads_many = name.startswith(("Người đứng đầu", "Thủ trưởng"))
    return heads_many or _GROUP.search(name) is not None or not name[:1].isupper()


def _party(name: str) -> Party:
    if _PERSON.match(name):
        return Party(name, is_group=False, is_person=True)
    is_group = _GROUP.search(name) is not None or not _is_unit(name)
    return Party(name, is_group)


def _is_unit(name: str) -> bool:
    if not re.match(rf"[{UPPER}]", name):
        return False
    if re.match(rf"(?:{UNIT_HEADS})\b", name):
        return not re.search(r"\b(?:thôn|xã(?! hội)|phường|cơ sở)\s*,\s", name)
    return _GROUP_START.match(name) is None or re.search(rf"\s[{UPPER}][{LOWER}]", name) is not None


def _sentence_end(text: str, start: int) -> int:
    found = _SENTENCE_END.search(text, start)
    return found.start() if found else len(text)
