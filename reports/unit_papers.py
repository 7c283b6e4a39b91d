"""Papers of one unit's report for a period: the sheet to fill in (phiếu báo cáo), and the report as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from orgs.models import Regime, Unit, UnitKind
from plans.asked_figures import AskedFigure, asked_figures, said
from plans.importing.sheets import FIGURE, ROW, SHEET, code_of
from plans.models import Answer, Progress, ProgressUpdate, Submission, SubmissionState
from plans.reporting import ReportItem, report_items
from reports.blocks import Blank, Block, Column, Heading, Paragraph, Question, Table
from reports.drafting import heading_of
from reports.layouts import LayoutProfile
from reports.letterheads import deciding_body
from reports.models import LayoutVersion
from reports.paper import BLANK, Paper, on_behalf_of, short_date

OUTCOME, PROGRESS, DIFFICULTIES, PROPOSALS = "Kết quả", "Tiến độ", "Khó khăn, vướng mắc", "Đề xuất, kiến nghị"
GIVEN, NOTE = "Số liệu", "Ghi chú"
FIGURES_TITLE = "Biểu số liệu"
NOTHING = "Không phát sinh"
HOW_TO_FILL = (
    f"Ghi vào ô trống dưới mỗi mục; trong kỳ không có gì thì ghi “{NOTHING.lower()}”. "
    "Giữ nguyên các mã để máy nhận ra từng mục."
)
_STILL_BLANK = "(Chưa báo cáo)"
_SHEET_COLUMNS = (
    Column("STT", 0.7, "center"),
    Column("Chỉ tiêu", 3.4),
    Column("Đơn vị tính", 1.4),
    Column(GIVEN, 1.4),
    Column(NOTE, 1.8),
    Column("Mã", 1.9, "center"),
)
_REPORT_COLUMNS = (*_SHEET_COLUMNS[:3], Column(GIVEN, 1.4, "right"), Column(NOTE, 2))


def salt_of(submission: Submission) -> str:
    """The facts that the codes of a report's sheet are checked against; they never change."""
    period = submission.period
    issued_at = period.plan.issued_at
    return f"{submission.pk}/{submission.unit_id}/{period.pk}/{issued_at.isoformat() if issued_at else ''}"


def sheet_paper(submission: Submission, *, on: date) -> Paper:
    """The blank form of a report: every item with the plan's own words and an empty box, then the figures.

    What was recorded during the period stands in its box already.
    """
    salt, period = salt_of(submission), submission.period
    code = code_of(SHEET, submission.pk, salt)
    blocks: list[Block] = [Paragraph(_sent_to(submission)), Paragraph(HOW_TO_FILL), Paragraph(f"Mã phiếu: {code}")]
    blocks += [_question(place, item, salt) for place, item in enumerate(report_items(submission), start=1)]
    asked = [one for one in asked_figures(submission) if one.registered is None]
    codes = [code_of(FIGURE, one.indicator.pk, salt) for one in asked]
    rows = tuple(_figure_row(place, *one) for place, one in enumerate(zip(asked, codes, strict=True), start=1))
    if rows:
        blocks.append(Table(FIGURES_TITLE, _SHEET_COLUMNS, rows))
    abstract = f"{period.label}\n(thực hiện {_plan_words(submission)})"
    return replace(_paper(submission, on, "Phiếu báo cáo", abstract, blocks), is_numbered=False)


def report_paper(submission: Submission, *, on: date) -> Paper:
    """The unit's report as it stands, a draft until it is sent: answers in the plan's order, then the figures."""
    blocks: list[Block] = []
    for place, item in enumerate(report_items(submission), start=1):
        blocks += _answered(place, item)
    asked = asked_figures(submission)
    if asked:
        rows = tuple(_figure_row(place, one, "")[:-1] for place, one in enumerate(asked, start=1))
        blocks.append(Table(FIGURES_TITLE, _REPORT_COLUMNS, rows))
    last = submission.rounds.order_by("number").last()
    if last is not None and last.note:
        blocks.append(Paragraph(last.note))
    abstract = f"kết quả thực hiện {_plan_words(submission)}\n({submission.period.label})"
    return _paper(submission, on, "Báo cáo", abstract, blocks)


def _sent_to(submission: Submission) -> str:
    due_on = submission.period.due_on
    return f"Gửi {submission.collector}{f' trước ngày {short_date(due_on)}' if due_on else ''}."


def _question(place: int, item: ReportItem, salt: str) -> Question:
    row = item.row
    notes = [
        item.place,
        f"“{item.wording}”" if item.wording else "",
        f"hạn {short_date(row.due_on)}" if row.due_on else "",
    ]
    notes.append(f"mã {code_of(ROW, row.pk, salt)}")
    text = row.assignment.item.text
    if item.context:
        text = f"{heading_of(item.context)}: {text}"
    return Question(f"{place}.", text, " · ".join(filter(None, notes)), tuple(blanks_of(item)))


def blanks_of(item: ReportItem) -> Iterator[Blank]:
    """The boxes of an item, with what was recorded in them."""
    answer = None if item.is_blank else item.answer
    yield Blank(OUTCOME, _outcome(answer), lines=5)
    if item.row.period_id is None:
        yield Blank(f"{PROGRESS} (chưa làm, đang làm hay đã xong)", _progress(answer))
    yield Blank(DIFFICULTIES, answer.difficulties if answer else "", lines=2)
    yield Blank(PROPOSALS, answer.proposals if answer else "", lines=2)


def _outcome(answer: ProgressUpdate | None) -> str:
    if answer is None:
        return ""
    is_nothing = answer.answer == Answer.NOTHING_TO_REPORT
    return answer.outcome or (NOTHING if is_nothing else "")


def _progress(answer: ProgressUpdate | None) -> str:
    said_words = {Progress.NOT_STARTED: "chưa làm", Progress.IN_PROGRESS: "đang làm", Progress.FINISHED: "đã xong"}
    return said_words.get(Progress(answer.progress), "") if answer else ""


def _figure_row(place: int, one: AskedFigure, code: str) -> tuple[str, ...]:
    value, line = one.value, one.indicator
    measure = line.called_measure or ("đạt, không đạt" if not line.is_summed and not line.is_number else "")
    given = said(one.number, value.is_met if value else None, "")
    return str(place), line.name, measure, given, value.note if value else "", code


def _answered(place: int, item: ReportItem) -> Iterator[Block]:
    yield Heading(f"{place}.", heading_of(item.row.assignment.item.text), 2)
    answer = item.answer
    if answer is None:
        yield Paragraph(_STILL_BLANK)
        return
    yield Paragraph(_outcome(answer) or answer.get_answer_display().capitalize())
    for name, words in ((DIFFICULTIES, answer.difficulties), (PROPOSALS, answer.proposals)):
        if words:
            yield Paragraph(f"{name}: {words}")


def _plan_words(submission: Submission) -> str:
    document = submission.period.plan.document
    name = document.type_name or "Kế hoạch"
    return f"{name} số {document.number}" if document.number else f"{name} {document.abstract}"


def _paper(submission: Submission, on: date, type_name: str, abstract: str, blocks: list[Block]) -> Paper:
    unit = submission.unit
    profile = LayoutVersion.objects.profile_of(unit, on)
    authority, job_title = _signing(unit, profile)
    return Paper(
        profile=profile,
        superior=unit.paper_superior or _superior(unit),
        issuer=unit.paper_name or unit.name,
        number="",
        type_code="BC",
        symbol=unit.symbol or BLANK,
        place=unit.place or submission.collector.place,
        issued_on=None,
        type_name=type_name,
        abstract=abstract,
        blocks=tuple(blocks),
        recipients=(f"{submission.collector} (để báo cáo)", "Lưu: VT" if unit.regime == Regime.STATE else "Lưu"),
        authority=authority,
        job_title=job_title,
        signatory="",
        draft=type_name == "Báo cáo" and submission.state == SubmissionState.NOT_SENT,
        year=on.year,
    )


def _superior(unit: Unit) -> str:
    """The committee above, for a unit whose own paper nobody has set up."""
    committee = unit.committee
    return (committee.paper_name or committee.name) if committee and committee.pk != unit.pk else ""


def _signing(unit: Unit, profile: LayoutProfile) -> tuple[str, str]:
    """Authority and job title of who signs, as far as the kind of unit says: a party cell together, else the head."""
    if unit.kind == UnitKind.PARTY_CELL and unit.name.startswith("Chi bộ"):
        return on_behalf_of(profile, "Chi bộ"), "Bí thư"
    if unit.is_committee:
        return on_behalf_of(profile, deciding_body(unit)), ""
    return "", "Thủ trưởng đơn vị"
