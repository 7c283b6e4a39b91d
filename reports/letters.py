"""Letters that urge: what they may speak of, the draft made of it, and the paper that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Q, QuerySet

from orgs.models import Level, Regime, Role, Unit, UnitKind, User
from plans.cells import Cells
from plans.models import Occurrence, Plan, Progress, Submission, SubmissionState
from plans.numbers import write_number
from reports.blocks import Annex, Block, Column, Paragraph, Table
from reports.layouts import LayoutProfile
from reports.letterheads import deciding_body, head_of
from reports.models import LayoutVersion, LetterLine, UrgingLetter
from reports.paper import Paper, by_order_of, short_date
from reports.urging import Lateness, Source, abstract_of, addressees_of, letter_text

MOST_LINES = 500
LONGEST_SUBJECT = 300
TYPE_CODE = "CV"
ANNEX_TITLE = "Danh sách việc quá hạn"
ANNEX_COLUMNS = (
    Column("STT", 0.7, "center"),
    Column("Nhiệm vụ", 5),
    Column("Văn bản giao", 1.6),
    Column("Hạn", 1.3, "center"),
    Column("Tình trạng", 1.5),
    Column("Số ngày quá hạn", 1, "right"),
)


def issuers_of(user: User) -> list[Unit]:
    """The bodies in whose name `user` may urge: those of which he is an officer."""
    return user.units_as(Role.OFFICER)


def overdue_rows(issuer: Unit, on: date) -> Any:
    """Rows that are overdue and the unit's turn, of the plans that a body issues, monitors or collects for."""
    rows = Occurrence.objects.filter(plan__in=plans_of(issuer)).overdue(on).exclude(progress=Progress.AWAITING)
    return rows.for_list().order_by("unit__path", "due_on", "pk")


def overdue_reports(issuer: Unit, on: date) -> QuerySet[Submission]:
    """Reports owed to such plans whose day has passed, not sent, or sent and asked to be completed."""
    waiting = Submission.objects.owed().filter(state__in=[SubmissionState.NOT_SENT, SubmissionState.ASKED_FOR_MORE])
    late = waiting.filter(period__plan__in=plans_of(issuer), period__due_on__lt=on)
    return late.for_list().order_by("unit__path", "period__due_on", "pk")


def plans_of(issuer: Unit) -> Any:
    runs = Q(issuer=issuer) | Q(monitor=issuer) | Q(report_via=issuer)
    return Plan.objects.handed_out().filter(runs, closed_on__isnull=True)


@dataclass
class UnitLateness:
    """What one unit is late with: rows and reports, each list the longest overdue first."""

    unit: Unit
    rows: list[Occurrence] = field(default_factory=list)
    reports: list[Submission] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.reports)

    @property
    def earliest(self) -> date | None:
        """The longest passed due day."""
        days = [row.due_on for row in self.rows] + [report.period.due_on for report in self.reports]
        return min((day for day in days if day), default=None)


def by_unit(rows: Iterable[Occurrence], reports: Iterable[Submission]) -> list[UnitLateness]:
    """Rows and reports put together by unit, in print order."""
    units: dict[int, UnitLateness] = {}
    for row in rows:
        units.setdefault(row.unit_id, UnitLateness(row.unit)).rows.append(row)
    for report in reports:
        units.setdefault(report.unit_id, UnitLateness(report.unit)).reports.append(report)
    return sorted(units.values(), key=lambda late: late.unit.path)


def draft_of(
    late: Sequence[UnitLateness], *, issuer: Unit, receiver: str, wanted_on: date, on: date
) -> tuple[UrgingLetter, list[LetterLine]]:
    """A letter about what some units are late with, and its lines; neither is saved."""
    plans = _plans_named(late)
    sources = [_source(plan) for plan in plans]
    profile = LayoutVersion.objects.profile_of(issuer, on)
    lateness = Lateness(
        cells=_cells(plans, late, on),
        rows=sum(len(one.rows) for one in late),
        reports=sum(len(one.reports) for one in late),
        units=tuple(one.unit.name for one in late),
        is_of_subordinates=all(_commands(issuer, one.unit) for one in late),
    )
    text = letter_text(
        lateness, sources, issuer=issuer.name, receiver=receiver, wanted_on=wanted_on, on=on, end=profile.letter_end
    )
    letter = UrgingLetter(
        issuer=issuer, abstract=abstract_of(sources), addressees=addressees_of(list(lateness.units)), text=text,
        state_on=on, place=issuer.place, **_signing(issuer, profile), recipients=_recipients(issuer, plans),
    )  # fmt: skip
    return letter, [line for one in late for line in _lines(letter, one)]


def paper_of(letter: UrgingLetter, *, on: date) -> Paper:
    """The letter as it is printed; number and day stay blank until văn thư gives them."""
    issuer = letter.issuer
    blocks: list[Block] = [Paragraph(letter.text)]
    lines = list(letter.lines.for_paper())
    if lines:
        note = f"(Số liệu đến ngày {short_date(letter.state_on)})"
        blocks.append(Annex(ANNEX_TITLE, (annex_table(lines, letter.state_on),), landscape=True, note=note))
    return Paper(
        profile=LayoutVersion.objects.profile_of(issuer, letter.issued_on or on),
        **head_of(issuer) | ({"place": letter.place} if letter.place else {}),
        number=letter.number,
        type_code=TYPE_CODE,
        issued_on=letter.issued_on,
        type_name="Công văn",
        abstract=letter.abstract,
        blocks=tuple(blocks),
        recipients=tuple(letter.recipients),
        authority=letter.authority,
        job_title=letter.job_title,
        signatory=letter.signatory,
        year=on.year,
        addressees=tuple(letter.addressees),
    )


def annex_table(lines: Sequence[LetterLine], on: date) -> Table:
    """The list of a letter (DOMAIN.md §4.5), with a line across it above each unit where there are several."""
    rows, bands = [], []
    several = len({line.unit_id for line in lines}) > 1
    unit = None
    for place, line in enumerate(lines):
        if several and line.unit_id != unit:
            bands.append((place, line.unit.name))
            unit = line.unit_id
        subject = _shortened(line.subject)
        late = write_number(line.days_late(on))
        rows.append((str(place + 1), subject, line.plan.short_name, short_date(line.due_on), line.state, late))
    return Table("", ANNEX_COLUMNS, tuple(rows), bands=tuple(bands))


def _lines(letter: UrgingLetter, late: UnitLateness) -> list[LetterLine]:
    rows = [
        LetterLine(
            letter=letter,
            unit=late.unit,
            occurrence=row,
            due_on=cast("date", row.due_on),
            state=Progress(row.progress).label,
        )
        for row in late.rows
    ]
    reports = [
        LetterLine(
            letter=letter, unit=late.unit, submission=report, due_on=cast("date", report.period.due_on),
            state=SubmissionState(report.state).label,
        )
        for report in late.reports
    ]  # fmt: skip
    return rows + reports


def _plans_named(late: Iterable[UnitLateness]) -> list[Plan]:
    plans = {row.plan_id: row.plan for one in late for row in one.rows}
    plans |= {report.period.plan_id: report.period.plan for one in late for report in one.reports}
    return [plans[pk] for pk in sorted(plans)]


def _source(plan: Plan) -> Source:
    document = plan.document
    return Source(document.type_name, document.number, document.issued_on, document.issuer_text, document.abstract)


def _cells(plans: Iterable[Plan], late: Iterable[UnitLateness], on: date) -> Cells:
    rows: Any = Occurrence.objects.filter(plan__in=plans, unit__in=[one.unit.pk for one in late])
    return Cells.of(rows.count_cells(on)[0])


def _commands(issuer: Unit, unit: Unit) -> bool:
    """Whether a committee speaks to a body of its own; the Front and its members are asked, as allies are."""
    is_ally = unit.kind in {UnitKind.FRONT, UnitKind.MASS_ORGANIZATION}
    return issuer.is_committee and unit.is_descendant_of(issuer) and not is_ally


def _signing(issuer: Unit, profile: LayoutProfile) -> dict[str, str]:
    """By order of the committee, its chief of office signs; what another body signs with, it says itself."""
    if not issuer.is_committee:
        return {}
    body = "Chủ tịch" if issuer.regime == Regime.STATE else deciding_body(issuer)
    return {"authority": by_order_of(profile, body), "job_title": "Chánh Văn phòng"}


def _recipients(issuer: Unit, plans: Iterable[Plan]) -> list[str]:
    """As above, and where the office keeps its copy, in the words of its plans."""
    kept = [entry for plan in plans for entry in plan.recipients if entry.strip().casefold().startswith("lưu")]
    if kept:
        return ["Như trên", kept[-1]]
    is_ward = issuer.kind == UnitKind.PARTY_COMMITTEE and issuer.level == Level.COMMUNE
    copy = "Lưu Văn phòng Đảng ủy" if is_ward else "Lưu: VT" if issuer.regime == Regime.STATE else "Lưu Văn phòng"
    return ["Như trên", copy]


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= LONGEST_SUBJECT:
        return words
    return words[:LONGEST_SUBJECT].rsplit(" ", 1)[0].rstrip(",;") + "…"
