"""Where a report goes: who receives it, who collects it on the way ("qua Sở Nội vụ"). Pure.

Source: DOMAIN.md §2.4 (via-channel).
"""

import re
from dataclasses import dataclass

from plans.importing.names import starts_name
from plans.importing.predicates import predicate_start
from plans.importing.roster import NO_NAMES, Roster

_VIA = re.compile(
    r"\(\s*(?:thông\s+)?qua\s+(?P<name>[^()]{2,200})\)"
    r"|(?:gửi|báo cáo|nộp)\b[^.;()]{0,200}?\s(?:thông\s+)?qua\s+(?P<bare>[^.;()]{2,200})"
)
_SEND = re.compile(
    r"\b(?:gửi|trình|nộp)\b(?:[^.;()]{0,80}?\s(?:về|cho|đến|tới)\s+|\s+)(?P<name>[^.;()]{2,200})",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\bbáo cáo\b(?P<rest>[^.;()]{0,240})", re.IGNORECASE)
_THROUGH = re.compile(r"\s*\(\s*(?:thông\s+)?qua\s[^()]*\)")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TO = re.compile(
    r"^\s+(?:(?:nhanh|ngay|kịp thời)\s+)?(?:(?:về|với|cho|lên|đến|tới)\s+)?|\s(?:về|với|cho|lên|đến|tới)\s+"
)
_NAME_END = re.compile(
    r"\s(?:để|về|trước|chậm nhất|theo|qua|vào|tổng hợp|tình hình"
    r"|(?:những|các) (?:vấn đề|vụ|việc|khó khăn|trường hợp|nội dung)"
    r"|xong|xem xét|cho ý kiến|chỉ đạo|trong|kết quả|bằng)\b|[,.;()]"
)
_AND = re.compile(r"\s+và$")
_COLLECTS = re.compile(
    r"\s*,?\s*(?:để\s+)?(?:theo dõi,\s*)?tổng hợp\b,?\s*(?:(?:và\s+)?(?:báo cáo|trình)\s+(?P<to>[^.;,()]{2,100}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where the report goes: `report_to` receives it, `via` collects it ("qua Sở Nội vụ")."""

    report_to: str | None = None
    via: str | None = None


def read_channel(text: str, known: Roster = NO_NAMES) -> Channel:
    """Return who receives and who collects the report that a paragraph asks for, as written."""
    via = None
    if (found := _VIA.search(text)) and starts_name(found["name"] or found["bare"], 0, known):
        via = _name(found["name"] or found["bare"], known)
    for found in _SEND.finditer(text):
        if starts_name(found["name"], 0, known):
            name = _name(found["name"], known)
            collects = _COLLECTS.match(found["name"], len(name))
            if collects and collects["to"]:
                return Channel(report_to=collects["to"].strip(), via=via or name)
            return Channel(report_to=name, via=via)
    for found in _REPORT.finditer(_BRACKETS.sub("", _THROUGH.sub(";", text))):
        names = [
            found["rest"][to.end() :]
            for to in _TO.finditer(found["rest"])
            if starts_name(found["rest"], to.end(), known)
        ]
        if names:
            return Channel(_name(names[0], known), via)
    return Channel(None, via)


def _name(text: str, known: Roster) -> str:
    """Cut a name off where the sentence goes on."""
    whole = known.match(text) or 0
    end = _NAME_END.search(text, whole)
    verb = predicate_start(text, 0, known)
    cuts = [cut for cut in (end.start() if end else None, verb) if cut]
    return _AND.sub("", text[: min(cuts, default=len(text))].strip(" ,"))
