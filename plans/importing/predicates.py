"""Where a name ends and what is said of it begins, in running text. Pure.

A name is read word by word as far as it can go. It is closed by a place, a level or a number ("… xã", "… khu vực 4",
"… Kim Đồng"); after that only words that link go on with it. Before, words that no list knows belong to it, until a
verb. Source: DOMAIN.md §2.4, §6.4.
"""

import re
from dataclasses import dataclass

from plans.deadlines.tokens import one_spelling
from plans.importing.letters import UPPER
from plans.importing.roster import NO_NAMES, Roster
from plans.importing.verb_rows import ASIDE, VERB, without_noun_verbs
from plans.importing.verbs import OPENERS, PAIRS
from plans.importing.vocabulary import (
    DESCRIBING,
    LEVELS,
    LINKS,
    NAME_WORDS,
    NEEDY_HEADS,
    PLACES,
    PLACING,
    PLAIN_VERBS,
    PLURALS,
    UNIT_HEADS,
)

_NAME_WORD = re.compile(rf"(?:{NAME_WORDS})(?![\w-])", re.IGNORECASE)
_LEVEL = re.compile(rf"(?i:{LEVELS})")
_PLACE = re.compile(rf"(?i:{LEVELS})|{PLACES}")
_GOING_ON = re.compile(rf"(?:{LEVELS}|(?:{PLACES})(?= [{UPPER}\d])|{LINKS})(?![\w-])")
_OPEN = re.compile(r"và|các|những|của|thuộc")
_PLURAL = re.compile(rf"(?i:{PLURALS})(?![\w-])")
_DESCRIBING, _PLACING = (re.compile(rf"(?:{words})(?![\w-])") for words in (DESCRIBING, PLACING))
_IN_CHARGE = re.compile(r"phụ trách(?= (?!chung\b))")
_POST_BEFORE = re.compile(
    rf"(?:[Vv]iên|[Tt]rưởng|Phó [{UPPER}][^,;]*|Ủy viên [^,;]+|Giám đốc|Chủ tịch|Bí thư|Chánh [^,;]+"
    r"|[Cc]án bộ|[Cc]ông chức|khu vực)\s*$"
)
_WORDS = r"(?P<name>\w+(?: \w+){1,9}? )"
_DUTY = r"(?:đồng )?chủ trì(?:,| phối hợp)|(?:có|chịu) trách nhiệm|có nhiệm vụ"
_STRONG = [re.compile(rf"{_WORDS}(?P<verb>{_DUTY}{more})") for more in ("", "|phối hợp (?:với|cùng)")]  # of a team
_TEAM = re.compile(r"(?:Tổ|Ban|Đội|Nhóm|Câu lạc bộ|Hội đồng)\s")
_BY_KIND = re.compile(rf"[^:.;]{{0,40}}?\b(?i:{PLURALS}) \w+(?: \w+)?: (?=[{UPPER}])")
_OTHER_DOER = re.compile(
    rf"\b(?:do|được|giao|phân công|cử|để|cho|khi|nếu|người|và)\b|(?:{UNIT_HEADS})\b|(?i:{PLURALS})\s"
)
_PLAIN_VERB = re.compile(rf"(?:{PLAIN_VERBS})(?![\w-])")
_NEEDY = re.compile(rf"(?:^|[,;]\s+|\s(?:và|với|cùng)\s+)(?i:(?:{PLURALS})\s+)?(?i:{NEEDY_HEADS})\s*$")
_NEW_NAME = re.compile(rf"\s*(?:và\s+)?(?:(?:{UNIT_HEADS})\b|(?i:{PLURALS})\s)")
_LISTED = re.compile(rf"(?:\s*[,;]\s*|\s+và\s+)(?:(?:{UNIT_HEADS})\b|(?i:các)\s)")
_AUXILIARY = re.compile(r"là|sẽ|có|phải|mỗi|không|chưa")
_ROLE_VERB = re.compile(r"(?:chủ trì|phối hợp|thực hiện|triển khai|tham mưu|theo dõi|đôn đốc|tổng hợp)\b")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|“[^”]*”|\"[^\"]*\"|\([^()]*\)|\S")
_SYLLABLE = re.compile(r"\s+([^\W\d_]+)")
_HEADS = "Ban Sở Hội Đoàn Bộ Tổ Phòng Viện Báo Đài Khối Cục Vụ Trường Trạm Đội Quỹ Đồn Hạt Cụm Khoa Nhóm Thuế Đảng"
_HEAD_SYLLABLES = frozenset(f"{_HEADS} Tỉnh Xã Phường Nhà Thôn Ấp Bản Làng Buôn Xóm".split())
_SENTENCE_END = re.compile(rf"[.!?]\s+[{UPPER}]|\n")
_BEFORE_NAMES = frozenset((",", ";", "và", "với", "cùng"))
_MOST_UNKNOWN, _MOST_AT_END, _LONGEST_HEAD, _LONGEST_POST = 6, 3, 40, 120
_OPENERS = frozenset(map(one_spelling, OPENERS))
_PAIRS = frozenset(" ".join(map(one_spelling, pair.split())) for pair in PAIRS)


def begins_verb(text: str) -> bool:
    """Whether a text in small letters begins with a verb."""
    word = _TOKEN.match(text)
    return word is not None and _Name(text, text).begins_verb(word)


def lists_by_kind(text: str, start: int = 0) -> bool:
    """Whether bodies of one kind are listed behind a colon: "Các Sở: Nội vụ, Tài chính rà soát …"."""
    kind = _BY_KIND.match(text, start)
    return kind is not None and not begins_verb(text[kind.end() :][:1].lower() + text[kind.end() + 1 :][:_LONGEST_HEAD])


def predicate_start(text: str, start: int = 0, known: Roster = NO_NAMES) -> int | None:
    """Return where the predicate of the names at `start` begins, None where the sentence is nothing but names.

    `known` are names that the document says whole elsewhere: they go before any guess by words.
    """
    sentence = text[start : _sentence_end(text, start)]
    masked = without_noun_verbs(sentence)
    end = _Name(sentence, masked, known).end()
    if end is None and (unmasked := without_noun_verbs(sentence, but={"office"})) != masked:
        end = _Name(sentence, unmasked, known).end()
    return None if end is None else start + _past_name(sentence, masked, end, known)


def _past_name(sentence: str, masked: str, end: int, known: Roster) -> int:
    """Return the end of a name that goes on over a verb: a post with its field, words up to a strong verb of duty.

    "Phó Hiệu trưởng phụ trách nội trú chủ trì …", "Tổ Cảnh sát quản lý hành chính chịu trách nhiệm …".
    """
    if (field := _IN_CHARGE.match(masked, end)) and _POST_BEFORE.search(sentence[:end][-_LONGEST_POST:]):
        blank = masked[:end] + "\x00" * len(field[0]) + masked[field.end() :]
        later = _Name(sentence, blank, known).end()
        end = later if later and sentence[:later].rstrip()[-1:] != "," else end
    duty = None if _PLAIN_VERB.match(sentence, end) else _STRONG[bool(_TEAM.match(sentence))].match(sentence, end)
    return duty.start("verb") if duty and not _OTHER_DOER.search(duty["name"]) else end


@dataclass(slots=True)
class _Name:
    """Names at the beginning of a sentence, read up to the word `at`; `masked` has the verbs of names blanked out."""

    sentence: str
    masked: str
    known: Roster = NO_NAMES
    at: int = 0
    capitals: int = 0  # in a row; a single one makes a word with the small syllable that follows
    is_closed: bool = False
    is_open: bool = False  # after "và", "các" and the like, where a name cannot end
    is_many: bool = False
    is_described: bool = False  # right after a word such as "được", whose verb describes
    is_marked: bool = False  # a place, a level, a number or a proper name stands in it
    last: str = ""  # what was taken last
    unknown: int | None = None  # where words begin that no list knows
    strange: int = 0  # how many of them
    doubt: int | None = None  # where a verb stands that may be part of the name

    def end(self) -> int | None:
        """Return where the predicate begins."""
        while token := _TOKEN.search(self.sentence, self.at):
            word, start = token[0], token.start()
            if self._takes_known_name(start):
                continue
            if word in ":." and not (word == ":" and lists_by_kind(self.sentence)):
                later = VERB.search(self.masked, start)
                return later.start() if later else None
            if start == 0 and word[:1].islower() and not VERB.match(self.masked):
                plural = _PLURAL.match(self.sentence)
                self.is_many = True
                self._take(plural.end() if plural else token.end(), is_open=plural is not None)
            elif word[:1].islower():
                if (end := self._take_small(start, token.end())) is not None:
                    return end
            elif plural := _PLURAL.match(self.sentence, start):
                self._take(plural.end(), is_open=True)
                self.is_many = True
            elif word[:1].isalpha():
                self._take_capital(word, start, token.end())
            elif (end := self._take_sign(word, token.end())) is not None:
                return end
        if self.doubt is not None and not self.is_marked:
            return self.doubt
        return self.unknown if self.is_marked or self.strange > _MOST_AT_END else None

    def _takes_known_name(self, start: int) -> bool:
        """Take a name whole that the document says elsewhere, where a name may begin."""
        whole = self.known.match(self.sentence, start) if not self.at or self.last in _BEFORE_NAMES else None
        if whole:
            self._take(whole, closes=True)
        return whole is not None

    def _take(self, end: int, *, closes: bool = False, is_open: bool = False) -> None:
        self.last = self.sentence[self.at : end].strip()
        self.at, self.capitals, self.is_closed, self.is_open = end, 0, closes, is_open
        self.is_described = False
        if closes:
            self._mark()

    def _mark(self) -> None:
        self.is_marked, self.unknown, self.strange = True, None, 0

    def _take_sign(self, word: str, end: int) -> int | None:
        if word.isdigit():
            if self.unknown is not None and self.last != "số" and not _PLACE.fullmatch(self.last):
                return self._resolve(self.unknown)
            self._take(end, closes=self.last[-1:].isalnum() or self.last in {"/", ","})
            return None
        if aside := ASIDE.match(self.sentence, end - 1):
            return aside.end()
        if word in ",;" and not _NEW_NAME.match(self.sentence, end):
            if self.doubt is not None:
                return self.doubt
            following = _TOKEN.search(self.sentence, end)
            if self.unknown is not None and following and self.begins_verb(following):
                return self.unknown
        if word == ";" and self.is_marked and self.unknown is not None:
            return self.unknown
        if word in ",;":
            self.doubt, self.is_marked = None, False
        is_inside = word[0] in '“"('
        self._take(end, closes=self.is_closed and is_inside)
        return None

    def _take_capital(self, word: str, start: int, end: int) -> None:
        if (known := _NAME_WORD.match(self.sentence, start)) and known.end() > end:
            self._take(known.end(), closes=_LEVEL.fullmatch(known[0]) is not None)
            return
        follows_place = _PLACE.fullmatch(self.last) is not None or (self.is_closed and self.last[:1].isupper())
        is_short = len(word) > 1 and word.isupper()
        capitals = 0 if word in _HEAD_SYLLABLES or is_short else self.capitals + 1
        self._take(end, closes=follows_place and (not is_short or set(word) <= set("IVX")))
        self.capitals = 0 if self.is_closed else capitals
        if self.capitals > 1:
            self._mark()

    def _take_small(self, start: int, end: int) -> int | None:
        """Take a word in small letters into the name, or return where the name has ended."""
        if self.is_closed and self.masked[start] != "\x00":
            return self._go_on(start, end)
        known, verb = _NAME_WORD.match(self.sentence, start), VERB.match(self.masked, start)
        if self.masked[start] == "\x00" or (self.capitals == 1 and self._is_second_half(start, known, verb)):
            self._take(end)
        elif verb and not self.is_open and not (known and known.end() > verb.end()):
            return self._meet_verb(start, verb.end())
        elif known:
            self._take_known(known)
        elif describing := _DESCRIBING.match(self.sentence, start):
            if not self._describes(start):
                return self._resolve(start)
            self._take(describing.end(), is_open=describing[0] == "nơi")
            self.is_described = _LEVEL.fullmatch(describing[0]) is None
        elif not (self.is_open or self.is_described) and self._opens_verb(start, end):
            return self._meet_verb(start, end)
        else:
            return self._take_unknown(start, end)
        return None

    def _is_second_half(self, start: int, known: re.Match[str] | None, verb: re.Match[str] | None) -> bool:
        """Whether a small syllable makes one word with the capital before it: "Giám định", not "Mắt tỉnh"."""
        if _GOING_ON.match(self.sentence, start) and not (known and " " in known[0]):
            return False
        return not verb or not (" " in verb[0] or _AUXILIARY.fullmatch(verb[0]))

    def _take_known(self, known: re.Match[str]) -> None:
        self._take(
            known.end(), closes=_LEVEL.fullmatch(known[0]) is not None, is_open=_OPEN.fullmatch(known[0]) is not None
        )

    def _take_unknown(self, start: int, end: int) -> int | None:
        self.unknown = start if self.unknown is None else self.unknown
        self.strange += 1
        if self.strange > _MOST_UNKNOWN:
            return self._resolve(self.unknown)
        self._take(end)
        return None

    def _go_on(self, start: int, end: int) -> int | None:
        """After a closed name: a link or a further level goes on with it, all else is said of it."""
        known, verb = _NAME_WORD.match(self.sentence, start), VERB.match(self.masked, start)
        linked = _GOING_ON.match(self.sentence, start)
        if verb and not (linked and linked.end() >= verb.end()):
            return self._resolve(start)
        if known and (linked or self.is_many):
            self._take_known(known)
            self.is_closed = self.is_closed or not self.is_open
        elif linked or self._describes(start):
            self._take(linked.end() if linked else end, is_open=True)
        elif self.is_many and not self._opens_verb(start, end):
            return self._take_unknown(start, end)
        else:
            return self._resolve(start)
        return None

    def begins_verb(self, token: re.Match[str]) -> bool:
        return VERB.match(self.masked, token.start()) is not None or self._opens_verb(token.start(), token.end())

    def _opens_verb(self, start: int, end: int) -> bool:
        """Whether the dictionary of verbs has the word at `start`, alone or with the syllable that follows."""
        word = one_spelling(self.sentence[start:end])
        if word in _OPENERS:
            return True
        second = _SYLLABLE.match(self.sentence, end)
        return second is not None and f"{word} {one_spelling(second[1])}" in _PAIRS

    def _meet_verb(self, start: int, end: int) -> int | None:
        """A verb ends the name, but after a mere "Tổ", "các hộ" it may be what they are called by."""
        is_listed = _LISTED.match(self.sentence, end) and not _ROLE_VERB.match(self.sentence, start)
        may_name = not self.is_marked if self.doubt is not None else self._is_mere_head(start)
        is_far = self.doubt is not None and self.is_many and len(self.sentence[self.doubt : start].split()) > 1
        is_plain = _PLAIN_VERB.match(self.sentence, start) or _ROLE_VERB.match(self.sentence, start)
        if not is_listed and (not may_name or is_far or is_plain):
            return self._resolve(start)
        if not is_listed:
            self.doubt = start if self.doubt is None else self.doubt
        self._take(end)
        return None

    def _is_mere_head(self, start: int) -> bool:
        return _NEEDY.search(self.sentence, max(0, start - _LONGEST_HEAD), start) is not None

    def _describes(self, start: int) -> bool:
        """Whether what follows describes the bodies named: "UBND xã nơi có …", "Các thôn được giao nhiệm vụ …"."""
        is_given = self.sentence.startswith("được giao", start) and " các " in self.sentence[:start]
        words = _DESCRIBING if self.is_many or self.last == "nơi" or is_given else _PLACING
        return words.match(self.sentence, start) is not None

    def _resolve(self, end: int) -> int | None:
        if self.doubt is None or self.is_marked or self.is_many:
            return end
        return self.doubt


def _sentence_end(text: str, start: int) -> int:
    found = _SENTENCE_END.search(text, start)
    return found.start() if found else len(text)
