"""Names of units and groups in running text: where a list of them ends, and how it divides. Pure.

Names stay as the document writes them; a list divides only where the next word begins a name of its own, so that
"Sở Văn hóa, Thể thao và Du lịch" stays whole. Source: DOMAIN.md §2.4, §6.4.
"""

import re
from dataclasses import dataclass

from plans.importing.letters import LOWER, UPPER
from plans.importing.vocabulary import GROUP_HEADS, NOT_PREDICATES, PLURALS, UNIT_HEADS, VERBS


@dataclass(frozen=True, slots=True)
class Party:
    """One name out of a list: a single unit, or a group of units."""

    name: str
    is_group: bool


_HEAD = re.compile(rf"(?:{UNIT_HEADS})\b|(?i:(?:{PLURALS})\s)|(?i:(?:{GROUP_HEADS})(?:\b|(?<=,)))")
_NEW_NAME = re.compile(rf"(?:và\s+|cùng\s+(?:với\s+)?)?(?:(?:{UNIT_HEADS})\b|(?i:(?:{PLURALS})\s))")
_AND_NEW = re.compile(
    rf"\s+(?:và|cùng với|cùng|&)\s+(?=(?:{UNIT_HEADS})\b|(?:{PLURALS})\s"
    r"|(?:đoàn thể|hội quần chúng|chi bộ|lực lượng vũ trang)\b)"
)
_WHOLE = re.compile(
    r"(?:Văn phòng|VP)\s+(?:HĐND|Hội đồng nhân dân|Đoàn (?:đại biểu Quốc hội|ĐBQH))(?:\s*(?:,|và)\s+"
    r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân))+|Đoàn Thanh niên Cộng sản Hồ Chí Minh"
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

_VERB = re.compile(rf"(?<![\w-])(?:{VERBS})(?![\w-])")
_LINK = re.compile(r"\s*,\s*(?:và\s+)?|\s+(?:và\s+)?")
_NOT_PREDICATE = re.compile(NOT_PREDICATES)
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
    """Return where the first predicate after `start` begins, None where the sentence holds no known verb."""
    end = _sentence_end(text, start)
    masked = text[start:end]
    for name in _NOT_PREDICATE.finditer(masked):
        for group, part in name.groupdict().items():
            if part:
                masked = masked[: name.start(group)] + "\x00" * len(part) + masked[name.end(group) :]
    found = _VERB.search(masked)
    return start + found.start() if found else None


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
    return [_party(name) for name in names if name]


def is_name_list(text: str) -> bool:
    """Whether a text is nothing but names of units and groups: the heading of somebody's duties."""
    bare = text.strip(" .:;")
    if not bare or len(bare.split()) > 60 or not starts_name(bare) or predicate_start(bare) is not None:
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
    return _GROUP.search(name) is not None or not name[:1].isupper()


def _party(name: str) -> Party:
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
