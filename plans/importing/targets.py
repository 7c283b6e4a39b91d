"""Targets (chỉ tiêu) in prose: "100% các chi bộ …", "ít nhất 02 mô hình", "không để xảy ra điểm nóng". Pure.

Source: DOMAIN.md §2.3.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from orgs.text import fold
from plans.importing.drafts import Comparison, DraftTarget, TargetKind, TargetScope
from plans.importing.letters import UPPER
from plans.importing.names import Party, split_names, starts_name
from plans.importing.predicates import predicate_start


class TargetList(Enum):
    """What a heading opens: no targets, goals of which SOME are targets ("Mục tiêu"), or nothing but them, ALL."""

    NONE = auto()
    SOME = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """One target in a text: what it counts and whom it names; `text` is its own clause."""

    text: str
    kind: TargetKind
    comparison: Comparison
    value: float | None
    unit: str | None
    scope: TargetScope
    parties: tuple[Party, ...]
    leads: bool

    def drafted(self, path: str, line: int) -> DraftTarget:
        """Return the target as it stands in a draft, at its item."""
        return DraftTarget(path, self.text, self.kind, self.comparison, self.value, self.unit, self.scope, line)


_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?"
_PERCENT = re.compile(rf"(?P<value>{_NUMBER})\s*%")
_AT_LEAST = r"ít nhất|tối thiểu|không dưới|không ít hơn|từ|trên|hơn|đạt"
_AT_MOST = r"không quá|tối đa|không vượt quá|dưới|không nhiều hơn"
_COUNT = re.compile(
    r"(?P<how>ít nhất|tối thiểu|không dưới|không ít hơn|không quá|tối đa|không vượt quá)\s+(?:là\s+|từ\s+|được\s+)?"
    rf"(?P<value>{_NUMBER})"
    r"(?:\s*\([^()]{1,30}\))?\s+(?!(?:ngày|giờ|tuần|tháng)(?: làm việc)? (?:trước|sau|kể từ)\b)"
    r"(?P<unit>\w+(?:\s+\w+)?)",
    re.IGNORECASE,
)
_COUNTED = (
    r"mô hình|cuộc|lần|buổi|công trình|phần việc|điển hình|chính sách|lớp|hội nghị|tin|bài|tập thể|cá nhân|hộ|chuyên đề"
)
_AIMED_COUNT = re.compile(
    r"(?:phấn đấu|đăng ký|chỉ tiêu|mỗi \w+(?: \w+){0,4}?)\s+(?:\w+\s+){0,6}?(?:từ\s+)?"
    rf"(?P<value>{_NUMBER})\s+(?P<unit>(?:{_COUNTED})\b(?:\s+\w+)?)(?P<more>\s+trở lên)?",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:ngày(?! công)|giờ|phút|tuần|tháng|năm)\b", re.IGNORECASE)
# A number and what is counted, in a list of targets: "Trồng 3.000 cây xanh", but no year, no number of a document.
_BARE_COUNT = re.compile(
    r"(?<![\w/.,-])(?<!năm )(?<!số )(?<!thứ )(?<!độ )(?<!mức )(?<!cấp )(?<!ngày )(?<!tháng )(?<!quý )(?<!khóa )"
    rf"(?<!thị )(?<!luận )(?<!quyết )(?<!định )(?P<value>{_NUMBER})(?![\d/-]|\s*%)"
    r"(?:\s*\([^()]{1,30}\))?\s+(?!(?:năm|tháng|quý|tuần|ngày(?! công)|giờ|phút|đến|và)\b)"
    r"(?P<unit>[^\W\d]+(?:\s+[^\W\d]+)?)"
    r"(?P<rest>[^.;]{0,60})",
    re.IGNORECASE,
)
_TWO_WORD_UNITS = re.compile(
    r"mô hình|chính sách|điển hình|công trình|hội nghị|phần việc|tập thể|cá nhân|chuyên đề|chuyên mục|sản phẩm"
    r"|nội dung|dự thảo|sân chơi|tuyến đường|căn nhà|ngôi nhà|gia đình|cây xanh|ý kiến|hồ sơ|học sinh|thanh niên"
    r"|đơn thư|đơn vị|khu phố|khu dân|tổ hội|lượt người|người dân|vụ việc|hội viên|đảng viên|đoàn viên",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"\bkhông\s+(?:để|có|phát sinh)\s+(?:xảy ra\s+|phát sinh\s+|hình thành\s+)?(?P<unit>[“\"]?\w+(?:\s+\w+)?)",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    r"(?:đạt|vượt|hoàn thành)\b[^.;]{0,60}?chỉ tiêu[^.;]{0,60}?(?:giao|đề ra|nghị quyết|phân bổ)", re.IGNORECASE
)
_GRADE = re.compile(
    r"(?:xếp loại|đánh giá|phân loại|đạt(?:\s+loại)?|công nhận)\b[^.;]{0,80}?"
    r"\b(?P<grade>(?:loại\s+|mức\s+|hoàn thành\s+)?"
    r"(?:xuất sắc|tốt|khá|trung bình|vững mạnh|trong sạch|đạt chuẩn)(?:\s+nhiệm vụ|\s+trở lên)?)(?=\W|$)",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:mỗi|từng)\s+\w+", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"(?:Phấn đấu|Trong (?:năm|giai đoạn)[^,]{0,40},|Hằng năm,?|Hàng năm,?|Đến [^,]{1,40},"
    r"|Có|Đạt|Duy trì|Bảo đảm|Đảm bảo)\s+",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?:trên|ít nhất|từ|có|đạt)?\s*(?:{_NUMBER})\s*%\s*(?:trở lên\s*)?(?:số\s+|tổng số\s+)?", re.IGNORECASE
)
_OF_WHOM = re.compile(r"\bcủa\s+(?=(?:các|những)\s)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:các\s+)?(?:cán bộ|công chức|viên chức|đảng viên|hội viên|đoàn viên|người dân|hộ|nhân dân|cá nhân|đồng chí)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:các\s+)?(?:đơn vị|cơ quan|địa phương|tập thể|cá nhân)", re.IGNORECASE)
_OR_MORE = re.compile(r"\strở(?:\s+lên)?\b")
_SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[{UPPER}\d“\"])")


def find_targets(text: str, *, is_target_item: bool, takes_deliverables: bool = True) -> list[FoundTarget]:
    """Return the targets that a paragraph sets, in order.

    In an item of the plan's own list of targets every sentence is one (a pure deliverable too, where
    `takes_deliverables`); elsewhere only what states a percentage or a number to reach.
    """
    clauses = _clauses(text, is_target_item=is_target_item)
    found = [target for clause in clauses for target in _read_targets(clause, is_target_item=is_target_item)]
    if is_target_item and takes_deliverables and not found and text.strip():
        found.append(_target(text.strip(), TargetKind.DELIVERABLE, Comparison.EQUAL, None, None))
    return found


def read_row_targets(text: str, values: Sequence[tuple[str, str]], measure: str) -> list[FoundTarget]:
    """Return the targets of one row of a table: for each column of values one, its heading says by when."""
    return [
        _row_target(f"{text}: {value} {measure}".strip() + (f" ({heading})" if heading else ""), value, measure)
        for heading, value in values
    ]


def _row_target(clause: str, value: str, measure: str) -> FoundTarget:
    found = re.search(_NUMBER, value)
    if not found:
        return _target(clause, TargetKind.GRADE, Comparison.EQUAL, None, value)
    number, before = _value(found[0]), value[: found.start()].lower()
    comparison = Comparison.EQUAL
    if re.search(rf"≥|>|{_AT_LEAST}", before) or "trở lên" in value:
        comparison = Comparison.AT_LEAST
    elif re.search(rf"≤|<|{_AT_MOST}", before):
        comparison = Comparison.AT_MOST
    if "%" in value or "%" in measure:
        return _target(clause, TargetKind.PERCENT, comparison, number, "%")
    kind = TargetKind.ZERO if number == 0 else TargetKind.COUNT
    return _target(clause, kind, comparison, number, measure or value[found.end() :].strip() or None)


def target_list(heading: str) -> TargetList:
    """Return what a heading opens: "Các chỉ tiêu phấn đấu", "Mục tiêu cụ thể" lists of targets, "Mục tiêu" goals."""
    folded = fold(heading)
    if len(folded.split()) > 12 or re.search(r"\b(?:nhiem vu|noi dung|giai phap|bien phap|to chuc)\b", folded):
        return TargetList.NONE
    if re.search(r"\bchi tieu\b|\bmuc tieu cu the\b", folded):
        return TargetList.ALL
    is_goal = re.search(r"\bmuc tieu\b(?! (?:chung|tong quat))", folded)
    return TargetList.SOME if is_goal else TargetList.NONE


def _clauses(text: str, *, is_target_item: bool) -> Iterator[str]:
    """Yield sentences, and parts between semicolons where two or more of them state a number."""
    for sentence in _SENTENCE.split(text):
        parts = [part.strip() for part in sentence.split(";")]
        if sum(_is_numbered(part) or (is_target_item and _is_listed(part)) for part in parts) > 1:
            yield from filter(None, parts)
        else:
            yield sentence.strip()


def _is_numbered(text: str) -> bool:
    return bool(_PERCENT.search(text) or _COUNT.search(text))


def _is_listed(text: str) -> bool:
    """Whether a part sets a target where targets are listed: a bare number, or something that must not be."""
    return bool(_BARE_COUNT.search(text) or _ZERO.match(text))


def _read_targets(clause: str, *, is_target_item: bool) -> list[FoundTarget]:
    """Return the targets of a clause: one by its form, but one for each "ít nhất …"."""
    if is_target_item and (found := _ZERO.search(clause)):
        return [_target(clause, TargetKind.ZERO, Comparison.EQUAL, 0, found["unit"].strip('“"'))]
    if shares := list(_PERCENT.finditer(clause)):
        return [_share(clause, found) for found in shares if found is shares[0] or _is_reached(clause, found)]
    if counts := [_count(clause, found) for found in _COUNT.finditer(clause) if not _is_while(found)]:
        return counts
    if found := _AIMED_COUNT.search(clause):
        return [_count(clause, found)]
    return _read_listed(clause) if is_target_item else []


def _share(clause: str, found: re.Match[str]) -> FoundTarget:
    value = _value(found["value"])
    return _target(clause, TargetKind.PERCENT, _percent_comparison(clause, found, value), value, "%")


def _is_reached(clause: str, found: re.Match[str]) -> bool:
    """Whether a further share in a clause is one to reach: "của doanh nghiệp đạt trên 88%"."""
    return re.search(r"\bđạt(?: \w+(?: \w+)?)? $", clause[: found.start()]) is not None


def _read_listed(clause: str) -> list[FoundTarget]:
    """Return the target of a clause that stands in a list of targets, by forms that prose has as well."""
    if _EXTERNAL.search(clause):
        return [_target(clause, TargetKind.EXTERNAL, Comparison.AT_LEAST, None, None)]
    if found := _BARE_COUNT.search(clause):
        return [_count(clause, found)]
    if found := _GRADE.search(clause):
        return [_target(clause, TargetKind.GRADE, Comparison.EQUAL, None, found["grade"])]
    return []


def _is_while(found: re.Match[str]) -> bool:
    """Whether a count says how long something is to last: "niêm yết ít nhất 30 ngày"."""
    return _TIME.match(found["unit"]) is not None and not re.match(_AT_MOST, found["how"], re.IGNORECASE)


def _count(clause: str, found: re.Match[str]) -> FoundTarget:
    parts = found.groupdict()
    comparison = Comparison.EQUAL
    if re.match(_AT_MOST, parts.get("how") or "", re.IGNORECASE):
        comparison = Comparison.AT_MOST
    elif (
        parts.get("how") or parts.get("more") or "trở lên" in (parts.get("rest") or "") or "phấn đấu" in clause.lower()
    ):
        comparison = Comparison.AT_LEAST
    return _target(clause, TargetKind.COUNT, comparison, _value(found["value"]), _unit(found["unit"]))


def _percent_comparison(clause: str, found: re.Match[str], value: float) -> Comparison:
    before, after = (
        clause[max(0, found.start() - 20) : found.start()].lower(),
        clause[found.end() : found.end() + 12].lower(),
    )
    if re.search(rf"(?:{_AT_MOST})\s*$", before):
        return Comparison.AT_MOST
    if value >= 100:
        return Comparison.EQUAL
    is_floor = re.search(rf"(?:{_AT_LEAST}|phấn đấu)\s*(?:có\s+|đạt\s+)?$", before) or "trở lên" in after
    return Comparison.AT_LEAST if is_floor else Comparison.EQUAL


def _target(
    clause: str, kind: TargetKind, comparison: Comparison, value: float | None, unit: str | None
) -> FoundTarget:
    parties = tuple(_parties(clause))
    is_share = kind in {TargetKind.PERCENT, TargetKind.ZERO} and _SHARE.search(clause) is not None and bool(parties)
    scope = TargetScope.SHARE_OF_UNITS if is_share else TargetScope.TOTAL
    if not is_share and _EACH.search(clause):
        scope = TargetScope.PER_UNIT
    return FoundTarget(clause, kind, comparison, value, unit, scope, parties, leads=" chủ trì " in clause)


def _parties(clause: str) -> list[Party]:
    """Return the units a target names: its subject, the counted share, or "của các …"."""
    start = 0
    if lead_in := _LEAD_IN.match(clause):
        start = lead_in.end()
    is_share = _SHARE.match(clause, start)
    if is_share:
        start = is_share.end()
    elif not starts_name(clause, start) and (owner := _OF_WHOM.search(clause)):
        start = owner.end()
    end = predicate_start(clause, start)
    name_text = _OR_MORE.split(clause[start:end], maxsplit=1)[0].strip(" ,")
    if end is None or not starts_name(name_text) or _PEOPLE.match(name_text):
        return []
    return [] if not is_share and _NOBODY.fullmatch(name_text) else split_names(name_text)


def _value(text: str) -> float:
    number = float(text.replace(".", "").replace(",", "."))
    return int(number) if number.is_integer() else number


def _unit(text: str) -> str:
    """Return the counted noun: "mô hình", "cuộc"; one word when the second begins something else."""
    return text if _TWO_WORD_UNITS.fullmatch(text) else text.split()[0]
