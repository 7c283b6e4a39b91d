"""What a filled-in report sheet says, laid beside the report that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from orgs.models import User
from orgs.text import fold
from plans.asked_figures import AskedFigure, asked_figures
from plans.importing.sheets import FIGURE, ROW, SHEET, Entry, Sheet, code_of, kind_and_id
from plans.models import Answer, IndicatorKind, Progress, Submission
from plans.reporting import ReportItem, report_items
from reports.blocks import Paragraph, Table
from reports.paper import name_lines, recipient_lines
from reports.printable import lines
from reports.unit_papers import (
    DIFFICULTIES,
    GIVEN,
    NOTE,
    OUTCOME,
    PROGRESS,
    PROPOSALS,
    blanks_of,
    salt_of,
    sheet_paper,
)

NOT_A_SHEET = (
    "Không thấy mã phiếu trong tệp nên không nhận ra đây là phiếu báo cáo. Chưa lưu gì. "
    "Hãy điền vào đúng phiếu tải từ trang này, hoặc gửi tệp làm báo cáo riêng của đơn vị."
)
OF_ANOTHER = "Phiếu này là của đơn vị khác hoặc kỳ khác (mã {}), không phải của {}, {}. Chưa lưu gì."
SEVERAL = "Tệp có nhiều phiếu (mã {}). Chưa lưu gì. Hãy tải từng phiếu một."

_NAMES = {fold(OUTCOME): "outcome", fold(DIFFICULTIES): "difficulties", fold(PROPOSALS): "proposals"}
_SAID = {
    Progress.FINISHED: ("da xong", "xong", "hoan thanh", "da hoan thanh"),
    Progress.IN_PROGRESS: ("dang lam", "dang", "dang thuc hien"),
    Progress.NOT_STARTED: ("chua lam", "chua", "chua thuc hien"),
}
_PROGRESS = {words: progress for progress, forms in _SAID.items() for words in forms}
_NOTHING = {"khong", "khong co", "khong phat sinh", "khong co phat sinh", "khong phat sinh gi"}
_DAY = ("ngay", "thang", "nam")


@dataclass
class Found:
    """What the sheet says of one item: words for a draft, and what it leaves to the person.

    `draft` is what this person has typed on the page already, if that says something else.
    """

    item: ReportItem
    words: dict[str, str]
    draft: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return bool(self.words)


@dataclass
class FoundFigure:
    """What the sheet says of one line of the figures."""

    asked: AskedFigure
    given: str
    note: str


@dataclass
class Reading:
    """A filled-in sheet laid beside its report: items, figures, and the words that stand nowhere."""

    items: list[Found] = field(default_factory=list)
    figures: list[FoundFigure] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    pictures: int = 0

    @property
    def new_items(self) -> list[Found]:
        return [found for found in self.items if found.is_new]


def why_refused(sheet: Sheet, submission: Submission) -> str:
    """Why this is no sheet of that report; "" where it is."""
    codes = list(dict.fromkeys(sheet.codes))
    if not codes and not sheet.entries:
        return NOT_A_SHEET
    salt = salt_of(submission)
    foreign = [code for code in codes if code != code_of(SHEET, submission.pk, salt)]
    if len(codes) > 1:
        return SEVERAL.format(", ".join(codes))
    if not codes and not any(_is_ours(entry.code, salt) for entry in sheet.entries):
        foreign = [sheet.entries[0].code]
    return OF_ANOTHER.format(foreign[0], submission.unit, submission.period) if foreign else ""


def lay_beside(sheet: Sheet, submission: Submission, user: User) -> Reading:
    """Put what the sheet says beside the items and figures of the report, and `user`'s drafts."""
    salt = salt_of(submission)
    items = {item.row.pk: item for item in report_items(submission, user=user)}
    asked = {one.indicator.pk: one for one in asked_figures(submission)}
    reading = Reading(pictures=sheet.pictures)
    for entry in sheet.entries:
        kind, pk = kind_and_id(entry.code)
        if kind == ROW and pk in items and _is_ours(entry.code, salt):
            reading.items.append(_found(entry, items[pk]))
        elif kind == FIGURE and pk in asked and _is_ours(entry.code, salt):
            reading.figures += _found_figure(entry, asked[pk])
        else:
            reading.loose += _all_words(entry)
    printed = _printed_lines(submission)
    loose = [(line, _key(line)) for _, line in sheet.loose]
    reading.loose += [line for line, key in loose if key and key not in printed and not _is_day(key)]
    return reading


def _is_day(key: str) -> bool:
    """Whether a bare line says ngày, tháng and năm in this order, as the place and day above a signature do."""
    words = iter(key.split())
    return all(word in words for word in _DAY)


def _is_ours(code: str, salt: str) -> bool:
    return code == code_of(*kind_and_id(code), salt)


def _found(entry: Entry, item: ReportItem) -> Found:
    said: dict[str, str] = {}
    extra = list(entry.extra)
    for name, cell in entry.cells.items():
        if not cell:
            continue
        if field_name := _NAMES.get(fold(name)):
            said[field_name] = cell
        elif fold(name).startswith(fold(PROGRESS)) and (progress := _PROGRESS.get(_bare(cell))):
            said["progress"] = progress
        else:
            extra.append(f"{name}: {cell}")
    words = {} if _is_as_printed(entry.cells, item) else _as_draft(said, item)
    return Found(item, words, _draft_of(item, words), extra)


def _as_draft(said: dict[str, str], item: ReportItem) -> dict[str, str]:
    """In the words of a draft; "không phát sinh" about a period is an answer of its own."""
    if not said:
        return {}
    is_period = item.row.period_id is not None
    if is_period and _bare(said.get("outcome", "")) in _NOTHING:
        beside = {name: words for name, words in said.items() if name in ("difficulties", "proposals")}
        return {"answer": Answer.NOTHING_TO_REPORT.value, **beside}
    if is_period and "outcome" in said:
        said = {"progress": Progress.FINISHED.value, **said}
    return {"answer": Answer.RESULT.value, **said}


def _is_as_printed(cells: dict[str, str], item: ReportItem) -> bool:
    """Whether nothing was changed in the blanks, which hold what was recorded."""
    printed = {fold(blank.label): blank.words.split() for blank in blanks_of(item) if blank.words}
    return printed == {fold(name): words.split() for name, words in cells.items() if words}


def _draft_of(item: ReportItem, words: dict[str, str]) -> dict[str, str]:
    """What is being typed on the page, where that says something else than the sheet."""
    names = ("answer", "progress", "outcome", "difficulties", "proposals")
    typed = {name: item.typed.get(name, "") for name in names} if item.typed else {}
    typed = {name: said for name, said in typed.items() if said}
    return {} if typed == words else typed


def _found_figure(entry: Entry, asked: AskedFigure) -> Iterator[FoundFigure]:
    cells = {fold(name): words for name, words in entry.cells.items()}
    given, note = cells.get(fold(GIVEN), ""), cells.get(fold(NOTE), "")
    if given or note or entry.extra:
        yield FoundFigure(asked, given, "; ".join(filter(None, [note, *entry.extra])))


def figure_data(reading: Reading) -> dict[str, Any]:
    """The figures as plans.forms.figures.FiguresForm takes them from a page."""
    data: dict[str, Any] = {}
    for found in reading.figures:
        pk, value = found.asked.indicator.pk, found.asked.value
        given = _grade(found.given) if found.asked.indicator.kind == IndicatorKind.YES_NO else found.given
        data |= {f"figure-{pk}": given, f"note-{pk}": found.note[:500], f"version-{pk}": value.version if value else 0}
    return data


def _grade(words: str) -> str:
    return {"dat": "yes", "khong dat": "no"}.get(_bare(words), "")


def _bare(words: str) -> str:
    return fold(words).strip(" .;,")


def _all_words(entry: Entry) -> list[str]:
    return [f"{name}: {words}" for name, words in entry.cells.items() if words] + entry.extra


def _printed_lines(submission: Submission) -> set[str]:
    """Every line that a sheet prints outside its places, bare."""
    paper = sheet_paper(submission, on=submission.period.starts_on)
    body = [block.text for block in paper.body if isinstance(block, Paragraph)]
    captions = [block.caption for block in paper.body if isinstance(block, Table)]
    titles = [text for text, _ in paper.profile.title_lines]
    names = [*name_lines(paper.superior), *name_lines(paper.issuer)]
    closing = ["Nơi nhận:", *recipient_lines(paper), paper.authority, paper.job_title]
    return {
        _key(text) for text in [*names, *titles, paper.type_name, *lines(paper.abstract), *body, *captions, *closing]
    }


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
