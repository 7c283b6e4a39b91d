"""The words of a letter that urges (công văn đôn đốc), as offices write them (DOMAIN.md §4.5). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reports.drafting import number
from reports.paper import short_date

if TYPE_CHECKING:
    from plans.cells import Cells

MOST_NAMED = 3  # documents; a letter about more of them names them in its annex only
MOST_ADDRESSEES = 12
EVERY_UNIT = "các cơ quan, đơn vị có tên trong danh sách kèm theo"
_BEGINS_ITSELF = re.compile(r"(về|thực hiện|triển khai|tăng cường|tổ chức|phát động)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """The document that gave the work: "Kế hoạch", "76-KH/ĐU", its day, its issuer, its abstract."""

    type_name: str
    number: str
    issued_on: date | None
    issuer: str
    abstract: str


@dataclass(frozen=True)
class Lateness:
    """What a letter is about: the dated work of its units as it stands, and the lines of its list.

    `is_of_subordinates`: the issuer is their superior, who asks no favor of them.
    """

    cells: Cells
    rows: int
    reports: int
    units: tuple[str, ...]
    is_of_subordinates: bool = False

    @property
    def whom(self) -> str:
        return self.units[0] if len(self.units) == 1 else "các cơ quan, đơn vị"


def citation(source: Source) -> str:
    """As in "Kế hoạch số 76-KH/ĐU, ngày 05/5/2026 của Đảng ủy phường A về công tác dân vận"."""
    words = source.type_name or "Văn bản"
    if source.number:
        words += f" số {source.number}"
    if source.issued_on:
        words += f", ngày {short_date(source.issued_on)}"
    if source.issuer:
        words += f" của {source.issuer}"
    abstract = " ".join(source.abstract.split())
    if not abstract:
        return words
    joined = "" if _BEGINS_ITSELF.match(abstract) else "về "
    return f"{words} {joined}{abstract[0].lower()}{abstract[1:]}"


def abstract_of(sources: list[Source]) -> str:
    """The trích yếu: what the units are urged to do."""
    if len(sources) == 1 and sources[0].number:
        return f"V/v đôn đốc thực hiện {sources[0].type_name or 'văn bản'} số {sources[0].number}"
    return "V/v đôn đốc thực hiện nhiệm vụ được giao"


def addressees_of(units: list[str]) -> list[str]:
    """Whom the letter is for, by name where they are few enough to be read."""
    return units if len(units) <= MOST_ADDRESSEES else [EVERY_UNIT[0].upper() + EVERY_UNIT[1:]]


def letter_text(
    lateness: Lateness, sources: list[Source], *, issuer: str, receiver: str, wanted_on: date, on: date, end: str
) -> str:
    """The letter's paragraphs, one a line: what gave the work, how it stands, what is wanted, who answers for it."""
    whom = lateness.whom
    closing = (
        f"Yêu cầu {whom} nghiêm túc triển khai thực hiện"
        if lateness.is_of_subordinates
        else f"Đề nghị {whom} quan tâm, chỉ đạo thực hiện"
    )
    paragraphs = [
        _grounds(sources, issuer),
        _state(lateness, on),
        _wanted(lateness, issuer, receiver, wanted_on),
        f"Người đứng đầu {whom} chịu trách nhiệm về việc chậm thực hiện và kết quả khắc phục.",
        f"{closing}{end}",
    ]
    return "\n".join(paragraphs)


def _grounds(sources: list[Source], issuer: str) -> str:
    if len(sources) > MOST_NAMED:
        return (
            f"Qua theo dõi việc thực hiện {number(len(sources))} văn bản giao việc (nêu trong danh sách kèm theo), "
            f"{issuer} thông báo tình hình như sau:"
        )
    named = "; ".join(citation(source) for source in sources)
    return f"Qua theo dõi việc thực hiện {named}, {issuer} thông báo tình hình như sau:"


def _state(lateness: Lateness, on: date) -> str:
    cells = lateness.cells
    parts = [f"được giao {number(cells.dated)} việc có thời hạn"]
    if cells.finished:
        late = f", trong đó {number(cells.finished_late)} việc quá hạn" if cells.finished_late else ""
        parts.append(f"đã hoàn thành {number(cells.finished)} việc{late}")
    if cells.open:
        late = f", trong đó {number(cells.open_overdue)} việc đã quá hạn" if cells.open_overdue else ""
        parts.append(f"chưa hoàn thành {number(cells.open)} việc{late}")
    if lateness.reports:
        parts.append(f"còn {number(lateness.reports)} báo cáo định kỳ quá hạn chưa gửi")
    who = lateness.whom if len(lateness.units) == 1 else EVERY_UNIT
    said = "; ".join(parts if cells.dated else parts[1:])
    return f"Đến ngày {short_date(on)}, {who} {said}. Những việc cần đôn đốc nêu trong danh sách kèm theo."


def _wanted(lateness: Lateness, issuer: str, receiver: str, wanted_on: date) -> str:
    verb = "yêu cầu" if lateness.is_of_subordinates else "đề nghị"
    return (
        f"Để bảo đảm tiến độ, {issuer} {verb} {lateness.whom} rà soát, khẩn trương hoàn thành {_what(lateness)} nêu "
        f"trong danh sách; báo cáo kết quả, nêu rõ nguyên nhân chậm và thời gian hoàn thành, gửi về {receiver} trước "
        f"ngày {short_date(wanted_on)}."
    )


def _what(lateness: Lateness) -> str:
    if lateness.rows and lateness.reports:
        return "các việc, gửi các báo cáo quá hạn"
    return "các việc quá hạn" if lateness.rows else "các báo cáo quá hạn"
