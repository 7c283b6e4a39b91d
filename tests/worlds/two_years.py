"""Three plans, forty units, two years: work early, late, blank, asked again, extended, excepted, entered for, merged.

Built by the services the pages call, each on its day; nothing is put into tables beside them.

Which unit takes which course is plain arithmetic on its place (0 to 39), so that a figure can be counted by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid5

import time_machine

from orgs.models import Role, Unit, UnitKind, User
from plans.deadlines import Deadline, DeadlineKind
from plans.models import Occurrence, Plan, PlanItem, Submission
from plans.reporting import report_items
from plans.rounds import items_of
from plans.services import decisions, extending, merging, periods, progress, receiving, review
from plans.services.excusing import excuse
from plans.services.issuing import PastWork, issue_plan
from plans.services.opening import open_due_periods
from plans.services.submitting import send_report
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import AssigneeFactory, PlanDeadlineFactory, PlanFactory, PlanItemFactory

TODAY = date(2027, 11, 20)
UNITS = 40
QUARTERS = [date(year, month, 25) for year in (2026, 2027) for month in (3, 6, 9, 12)]
MERGED_ON = date(2026, 10, 31)
MERGED = (37, 38, 39)  # into unit 36, which has the same work
PERIODS = [
    ("6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
    ("năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
    ("6 tháng đầu năm 2027", date(2027, 1, 1), date(2027, 6, 30)),
    ("năm 2027", date(2027, 7, 1), date(2027, 12, 31)),
]
_NAMESPACE = UUID("6f1c53f6-3c4a-4d0e-9f43-0a6a1a3c4b52")


@dataclass
class World:
    """What tests ask of: people, units by place, plans, and items by the name that SQL texts use."""

    office: User
    leader: User
    reporter: User
    units: list[Unit]
    plans: list[Plan] = field(default_factory=list)
    items: dict[str, PlanItem] = field(default_factory=dict)
    events: list[tuple[date, partial[Any]]] = field(default_factory=list)

    def on(self, day: date, act: partial[Any]) -> None:
        self.events.append((day, act))


def build() -> World:
    committee = UnitFactory(committee=True, name="Đảng ủy phường Hai Năm")
    kinds = [UnitKind.FRONT, UnitKind.PEOPLES_COMMITTEE, *[UnitKind.MASS_ORGANIZATION] * 4]
    units = [
        UnitFactory(parent=committee, name=f"Đơn vị {place:02}", kind=(kinds[place:] or [UnitKind.PARTY_CELL])[0])
        for place in range(UNITS)
    ]
    office, leader, reporter = (
        UserFactory(role=role, unit=committee if role != Role.REPORTER else units[0])
        for role in (Role.OFFICER, Role.LEADER, Role.REPORTER)
    )
    world = World(office, leader, reporter, units)
    _plan_of_two_years(world)
    _plan_of_a_campaign(world)
    _plan_of_models(world)
    world.on(MERGED_ON, partial(_merge, world))
    _live(world)
    return world


def _live(world: World) -> None:
    """Everything on its day, in order; what the office takes in it takes in together, in the afternoon."""
    world.on(TODAY, partial(open_due_periods, on=TODAY))
    while world.events:
        day = min(day for day, _ in world.events)
        acts = [act for on, act in world.events if on == day]
        world.events = [event for event in world.events if event[0] != day]
        with time_machine.travel(datetime(day.year, day.month, day.day, 2, tzinfo=UTC), tick=False):
            for act in acts:
                if act.func not in {_accept, _take_in}:
                    act()
            _accept_all(world, [act.args[1]() for act in acts if act.func is _accept])
            _take_in_all(world, [act.args[1]() for act in acts if act.func is _take_in])


def _plan_of_two_years(world: World) -> None:
    """One duty a quarter of twelve units, one day for all, one thing that all do all the time; four periods."""
    plan = _plan(world, "Công tác dân vận hai năm", date(2026, 1, 5), date(2026, 1, 1), date(2027, 12, 31))
    _item(world, plan, "quarterly", world.units[:12], QUARTERS)
    _item(world, plan, "spring", world.units, [date(2026, 5, 31)])
    _item(world, plan, "ongoing", world.units, [])
    rows = [
        {"label": label, "starts_on": start, "ends_on": end, "due_on": end + timedelta(days=5)}
        for label, start, end in PERIODS
    ]
    periods.set_periods(plan=plan, by=world.office, rows=rows)
    world.on(date(2026, 1, 6), partial(_hand_out, world, plan))
    for place in range(12):
        for number, day in enumerate(QUARTERS):
            _dated(world, "quarterly", place, day, course=(place + 3 * number) % 10)
    for place in range(UNITS):
        _dated(world, "spring", place, date(2026, 5, 31), course=place % 10)
    for number, (label, start, end) in enumerate(PERIODS):
        world.on(max(start, date(2026, 1, 7)), partial(open_due_periods, on=max(start, date(2026, 1, 7))))
        for place in range(UNITS):
            _reported(world, plan, label, place, end + timedelta(days=5), course=(place + number) % 8)


def _plan_of_a_campaign(world: World) -> None:
    """A plan entered late: what lies before the day of entry is only kept for the record. Twenty units."""
    plan = _plan(world, "Đợt cao điểm", date(2026, 3, 1), date(2026, 3, 1), date(2026, 12, 31))
    _item(world, plan, "past", world.units[:20], [date(2026, 4, 1)])
    _item(world, plan, "campaign", world.units[:20], [date(2026, 9, 30)])
    span = {"label": "cả đợt", "starts_on": date(2026, 3, 1), "ends_on": date(2026, 12, 31)}
    periods.set_periods(plan=plan, by=world.office, rows=[{**span, "due_on": date(2027, 1, 10)}])
    world.on(date(2026, 5, 4), partial(_hand_out, world, plan))
    for place in range(18):
        _dated(world, "campaign", place, date(2026, 9, 30), course=place % 10)
    world.on(date(2026, 8, 3), partial(_object, world, 18))
    world.on(date(2026, 8, 4), partial(_object, world, 19, is_released=False))


def _plan_of_models(world: World) -> None:
    """A plan of the second year, with a day behind and a day to come."""
    plan = _plan(world, "Mô hình dân vận khéo", date(2027, 2, 1), date(2027, 1, 1), date(2027, 12, 31))
    _item(world, plan, "registered", world.units[:36], [date(2027, 6, 30)])
    _item(world, plan, "recognized", world.units[:36], [date(2027, 12, 15)])
    world.on(date(2027, 2, 2), partial(_hand_out, world, plan))
    for place in range(36):
        _dated(world, "registered", place, date(2027, 6, 30), course=(place + 4) % 10)
        if place % 6 == 0:
            _dated(world, "recognized", place, date(2027, 12, 15), course=3)


def _plan(world: World, abstract: str, issued_on: date, starts_on: date, ends_on: date) -> Plan:
    issuer = world.office.home_unit()
    number = f"{len(world.plans) + 1}-KH/ĐU"
    plan = PlanFactory(
        issuer=issuer, number=number, abstract=abstract, issued_on=issued_on, starts_on=starts_on, ends_on=ends_on
    )
    world.plans.append(plan)
    return plan


def _item(world: World, plan: Plan, name: str, units: list[Unit], days: list[date]) -> None:
    item = world.items[name] = PlanItemFactory(plan=plan, text=f"Việc {name}")
    for unit in units:
        AssigneeFactory(item=item, unit=unit)
    if days:
        rule = Deadline(DeadlineKind.FIXED, "trước các ngày đã ghi", before=True, dates=tuple(days)).to_record()
        PlanDeadlineFactory(item=item, wording="trước các ngày đã ghi", rule=rule)


def _hand_out(world: World, plan: Plan) -> None:
    plan.refresh_from_db()
    day = {"Đợt cao điểm": PastWork.RECORDED}.get(plan.document.abstract, PastWork.FOLLOWED)
    issue_plan(plan=plan, by=world.office, on=_today(), version=plan.version, past=day)


def _dated(world: World, name: str, place: int, due: date, *, course: int) -> None:
    """One dated row takes its course. What lies after TODAY does not happen."""
    row = partial(_row, world, name, place, due)
    steps: dict[int, list[tuple[int, partial[Any]]]] = {
        0: [(-5, partial(_send, world, row)), (-3, partial(_accept, world, row))],
        1: [(0, partial(_send, world, row)), (2, partial(_accept, world, row))],
        2: [(-1, partial(_enter, world, row, "CALL"))],
        3: [(-40, partial(_send, world, row)), (-30, partial(_accept, world, row))],
        4: [(9, partial(_send, world, row)), (11, partial(_accept, world, row))],
        5: [(-2, partial(_send, world, row))],
        6: [
            (-4, partial(_send, world, row)),
            (1, partial(_ask, world, row)),
            (6, partial(_send, world, row)),
            (8, partial(_accept, world, row)),
        ],
        7: [(30, partial(_decide, world, row))],
        8: [
            (-10, partial(_extend, world, row, 30)),
            (20, partial(_send, world, row)),
            (22, partial(_accept, world, row)),
        ],
        9: [(-10, partial(_extend, world, row, 14)), (-3, partial(_send, world, row, "IN_PROGRESS"))],
    }
    for after, act in steps[course]:
        if due + timedelta(days=after) <= TODAY:
            world.on(due + timedelta(days=after), act)


def _row(world: World, name: str, place: int, due: date) -> Occurrence:
    rows = Occurrence.objects.select_related("plan__issuer", "plan__document", "unit", "assignment__item", "period")
    return rows.get(assignment__item=world.items[name], assignment__unit=world.units[place], original_due_on=due)


def _place(world: World, row: Occurrence) -> int:
    return world.units.index(row.unit)


def _send(world: World, find: Callable[[], Occurrence], said: str = "FINISHED") -> None:
    row = find()
    if row.progress in {"FINISHED", "STOPPED"}:
        return
    difficulties = "Thiếu kinh phí." if _place(world, row) % 7 == 0 else ""
    progress.record_progress(
        occurrence=row, by=world.reporter, version=row.version, key=_key(row, said), on=_today(), progress=said,
        outcome=f"Đã làm, ghi ngày {_today():%d/%m/%Y}.", difficulties=difficulties,
    )  # fmt: skip


def _enter(world: World, find: Callable[[], Occurrence], source: str) -> None:
    row = find()
    if row.progress in {"FINISHED", "STOPPED"}:
        return
    progress.enter_for_unit(
        occurrence=row, by=world.office, version=row.version, key=_key(row, source), on=_today(), source=source,
        sent_on=_today() - timedelta(days=1), progress="FINISHED", outcome="Báo qua điện thoại: đã làm.",
    )  # fmt: skip


def _accept(world: World, find: Callable[[], Occurrence]) -> None:
    """Taken in with the others of the day."""


def _accept_all(world: World, rows: list[Occurrence]) -> None:
    chosen = [(review.entry_to_judge(row), row.version) for row in rows if row.progress == "AWAITING"]
    review.accept_many(chosen=chosen, by=world.office)


def _ask(world: World, find: Callable[[], Occurrence]) -> None:
    row = find()
    if row.progress == "AWAITING":
        review.ask_for_more(update=review.entry_to_judge(row), by=world.office, version=row.version, reason="Thiếu số.")


def _extend(world: World, find: Callable[[], Occurrence], days: int) -> None:
    row = find()
    if extending.why_not_ask(row, _today()):
        return
    wanted = row.due_on + timedelta(days=days)
    asked = extending.ask_extension(
        occurrence=row, by=world.reporter, on=_today(), reason="Chờ số liệu.", wanted_on=wanted
    )
    if _place(world, row) % 5 != 3 or days == 30:
        extending.grant_extension(extension=asked, by=world.office, decided_by="Bí thư", granted_on=wanted)


def _decide(world: World, find: Callable[[], Occurrence]) -> None:
    decisions.record_decision(
        occurrence=find(), by=world.office, on=_today(), decided_by="Bí thư", decided_on=_today(), text="Làm ngay."
    )


def _object(world: World, place: int, *, is_released: bool = True) -> None:
    """A unit says that the work is not its own; it is released, or nobody has decided yet."""
    row = _row(world, "campaign", place, date(2026, 9, 30))
    said = progress.record_progress(
        occurrence=row, by=world.reporter, version=row.version, key=_key(row, "no"), on=_today(), answer="NOT_OURS",
        outcome="Không thuộc đơn vị.",
    )  # fmt: skip
    if is_released:
        review.release(
            update=said, by=world.office, version=row.version, decided_by="Bí thư", reason="Đúng.", on=_today()
        )


def _merge(world: World) -> None:
    """Three units go up in a fourth on the last day of October."""
    for place in MERGED:
        merging.end_unit(unit=world.units[place], on=_today(), today=_today(), successor=world.units[36], by=None)


def _reported(world: World, plan: Plan, label: str, place: int, due: date, *, course: int) -> None:
    """One report takes its course: sent in time, late, never, asked again, entered, excused, unread."""
    report = partial(_report, plan, label, world.units[place])
    steps: dict[int, list[tuple[int, Callable[..., None]]]] = {
        0: [(-3, _send_report), (-1, _take_in)],
        1: [(0, _send_report), (4, _take_in)],
        2: [(8, _send_report), (10, _take_in)],
        3: [],
        4: [(-4, _send_report), (-2, _ask_report), (3, _send_report), (5, _take_in)],
        5: [(-4, _send_report), (-2, _ask_report)],
        6: [(2, _enter_report)],
        7: [(-1, _send_report)] if place % 3 else [(-8, _excuse)],
    }
    for after, act in steps[course]:
        if due + timedelta(days=after) <= TODAY:
            world.on(due + timedelta(days=after), partial(act, world, report))


def _report(plan: Plan, label: str, unit: Unit) -> Submission | None:
    reports = Submission.objects.for_list().filter(period__plan=plan, period__label=label, unit=unit)
    return reports.owed().first()


def _answers(report: Submission) -> dict[int, dict[str, str]]:
    """What the unit says to each item that is blank: finished where the period asks, going on where a day does."""
    return {
        item.row.pk: {
            "progress": "FINISHED" if item.row.period_id else "IN_PROGRESS",
            "outcome": f"Trả lời kỳ {report.period.label}, ngày {_today():%d/%m/%Y}.",
        }
        for item in report_items(report)
        if item.is_blank
    }


def _send_report(world: World, find: Callable[[], Submission | None]) -> None:
    if report := find():
        send_report(
            submission=report, by=world.reporter, version=report.version, key=_key(report, "send"), on=_today(),
            answers=_answers(report), note=f"Gửi ngày {_today():%d/%m/%Y}.",
        )  # fmt: skip


def _enter_report(world: World, find: Callable[[], Submission | None]) -> None:
    if report := find():
        receiving.enter_report(
            submission=report, by=world.office, version=report.version, key=_key(report, "enter"), on=_today(),
            source="PAPER", sent_on=_today() - timedelta(days=3), answers=_answers(report),
        )  # fmt: skip


def _take_in(world: World, find: Callable[[], Submission | None]) -> None:
    """Taken in with the others of the day."""


def _take_in_all(world: World, reports: list[Submission | None]) -> None:
    waiting = [report for report in reports if report and report.state == "AWAITING"]
    receiving.take_in_many(chosen=[(report.rounds.last(), report.version) for report in waiting], by=world.office)


def _ask_report(world: World, find: Callable[[], Submission | None]) -> None:
    if (report := find()) and report.state == "AWAITING":
        sent = report.rounds.last()
        open_rows = [item for item in items_of([sent]) if item.open_to_remarks(sent.number)]
        remarks = dict.fromkeys([item.answers[sent.number].pk for item in open_rows[:1]], "Thiếu số liệu.")
        receiving.ask_to_complete(
            sent=sent, by=world.office, version=report.version, reason="Đề nghị bổ sung.", remarks=remarks
        )


def _excuse(world: World, find: Callable[[], Submission | None]) -> None:
    if (report := find()) and report.state == "NOT_SENT":
        excuse(submission=report, by=world.office, version=report.version, reason="Đơn vị mới thành lập.")


def _key(thing: Occurrence | Submission, said: str) -> UUID:
    return uuid5(_NAMESPACE, f"{type(thing).__name__} {thing.pk} {said} {_today()}")


def _today() -> date:
    return datetime.now(UTC).date()
