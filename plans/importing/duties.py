"""From an item of the outline to its assignments: parties, roles, deadlines, channel put together. Pure.

Source: DOMAIN.md §2.4, §3.4. Nobody named means an assignment without parties: a person decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.deadlines import Deadline, DeadlineKind, find_deadlines, read_deadlines
from plans.importing.assignments import (
    guess_subject,
    hands_on,
    read_doers,
    read_duties,
    read_orders,
    read_subject,
    refers_back,
    split_subjects,
)
from plans.importing.channels import Channel, read_channel
from plans.importing.drafts import DraftAssignment, Role
from plans.importing.fields import Duty, read_fields, read_product
from plans.importing.names import Party, split_names
from plans.importing.roster import NO_NAMES, Roster
from plans.importing.tables import DutyRow
from plans.importing.targets import FoundTarget

_DATED = {DeadlineKind.FIXED, DeadlineKind.RECURRING}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a plan says once for all its items: the days that deadlines are read against, the names said whole."""

    issued_on: date | None
    start: date | None
    end: date | None
    names: Roster = NO_NAMES
    _found: dict[str, tuple[Deadline, ...]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, text: str) -> tuple[Deadline, ...]:
        """Return the deadlines of a paragraph; wording that sets neither a day, a window nor a series is left out."""
        if text not in self._found:
            self._found[text] = _worth_keeping(entry.deadline for entry in find_deadlines(text, **self._days()))
        return self._found[text]

    def find_dated(self, text: str) -> tuple[Deadline, ...]:
        """Return only what names a day: in policy prose "thường xuyên" and "định kỳ" set nobody a deadline."""
        if not any(map(str.isdigit, text)) and "quý" not in text.lower():
            return ()
        return tuple(deadline for deadline in self.find(text) if _names_day(deadline))

    def read(self, wording: str) -> tuple[Deadline, ...]:
        """Return the deadlines of a cell that holds nothing but wording of time."""
        return tuple(read_deadlines(wording, **self._days())) if wording else ()

    def _days(self) -> dict[str, date | None]:
        return {"issued_on": self.issued_on, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its path and its first source line."""

    path: str
    line: int


def assign_paragraph(
    text: str, place: Place, frame: Frame, inherited: Sequence[Party], roles: Sequence[Role]
) -> list[DraftAssignment]:
    """Return the assignments of a paragraph that says who: its own subject, else the heading's units.

    `roles` are the heading's ("Sở Nội vụ chủ trì:"), taken where the paragraph itself gives plain work. A later
    sentence or part with a subject of its own ("…; Công an phường bảo đảm trật tự") gives these their duty.
    """
    subject, _ = read_subject(text, frame.names)
    orders = [] if subject or inherited else read_orders(text, frame.names)
    if orders:
        return _assign_orders(orders, text, place, frame)
    parts = split_subjects(text, frame.names)
    assignments: list[DraftAssignment] = []
    for part in parts:
        own, start = read_subject(part, frame.names)
        if not (own or inherited):
            own, start = guess_subject(part)
        if inherited and refers_back(own, part):
            own = ()
        duties = read_duties(part, own or tuple(inherited), start, frame.names)
        if inherited and own and hands_on(part):
            duties.insert(0, Duty(tuple(inherited), (Role.PERFORM,)))
        if roles and not own and duties[0].roles == (Role.PERFORM,):
            duties[0] = Duty(duties[0].parties, tuple(roles))
        assignments += _assignments(duties, part, place, frame.find(part if len(parts) > 1 else text), frame)
    return assignments


def assign_work(text: str, place: Place, frame: Frame, *, is_detail: bool = False) -> list[DraftAssignment]:
    """Return what policy prose assigns after all: an order, a field, what bodies are said to do, or a day.

    A detail of a task (`is_detail`) tells of bodies without giving them work.
    """
    if orders := read_orders(text, frame.names):
        return _assign_orders(orders, text, place, frame)
    fields, deadlines = read_fields(text, frame.names), frame.find_dated(text)
    if fields:
        return _assignments(fields, text, place, frame.find(text), frame)
    if doers := [] if is_detail else read_doers(text, frame.names):
        return _assign_orders(doers, text, place, frame)
    return (
        _assignments([Duty(read_subject(text, frame.names)[0], (Role.PERFORM,))], text, place, deadlines, frame)
        if deadlines
        else []
    )


def assign_targets(targets: Iterable[FoundTarget], place: Place, frame: Frame) -> list[DraftAssignment]:
    """Return the assignments to the units that targets name, one for each target."""
    return [
        assignment
        for target in targets
        if target.parties
        for assignment in _assignments(
            [Duty(target.parties, (Role.LEAD if target.leads else Role.PERFORM,))],
            target.text,
            place,
            frame.find_dated(target.text),
            frame,
        )
    ]


def assign_row(text: str, row: DutyRow, place: Place, frame: Frame) -> list[DraftAssignment]:
    """Return the assignments of one row of a table: by column, or as a cell for several roles names them."""
    named = (
        (row.lead, Role.LEAD),
        (row.perform, Role.PERFORM),
        (row.advise, Role.ADVISE),
        (row.monitor, Role.MONITOR),
        (row.coordinate, Role.COORDINATE),
    )
    duties = _cell_duties(row.both, Role.PERFORM, frame.names)
    for names, role in named:
        duties += _cell_duties(names, role, frame.names)
    if row.person:
        duties.append(Duty((Party(row.person, is_group=False, is_person=True),), (Role.PERFORM,)))
    if not duties and row.sets_targets:
        return []
    if not any(role is not Role.COORDINATE for duty in duties for role in duty.roles):
        duties.insert(0, Duty((), (Role.PERFORM,)))
    return _assignments(duties, text, place, _row_deadlines(row, frame), frame, product=row.product or None)


def _cell_duties(names: str, role: Role, known: Roster) -> list[Duty]:
    """Return the duties that a cell names by field or, by its column, in one role."""
    return read_fields(names, known) or ([Duty(tuple(split_names(names, known)), (role,))] if names else [])


def _row_deadlines(row: DutyRow, frame: Frame) -> tuple[Deadline, ...]:
    """Return when a row is due: its cell of time, else the years over the values of its targets."""
    if row.deadline or not row.values:
        return frame.read(row.deadline)
    return tuple(deadline for heading, _ in row.values for deadline in frame.read(heading) if deadline.dates)


def _assign_orders(
    orders: Sequence[tuple[str, tuple[Party, ...], int]], text: str, place: Place, frame: Frame
) -> list[DraftAssignment]:
    """One sentence gives one order; with a single order its paragraph's deadlines are its own."""
    assignments = []
    for sentence, parties, start in orders:
        deadlines = frame.find(text if len(orders) == 1 else sentence)
        assignments += _assignments(
            read_duties(sentence, parties, start, frame.names), sentence, place, deadlines, frame
        )
    return assignments


def _assignments(
    duties: Iterable[Duty],
    text: str,
    place: Place,
    deadlines: tuple[Deadline, ...],
    frame: Frame,
    product: str | None = None,
) -> list[DraftAssignment]:
    """Who only coordinates with the first named answers for no day and sends no report."""
    assignments = []
    for position, duty in enumerate(duties):
        only_helps = position > 0 and duty.roles == (Role.COORDINATE,)
        channel = Channel() if only_helps else read_channel(text, frame.names)
        assignments.append(
            DraftAssignment(
                path=place.path,
                units=tuple(party.name for party in duty.parties if not party.is_group and not party.is_person),
                groups=tuple(party.name for party in duty.parties if party.is_group),
                roles=duty.roles,
                text=text,
                line=place.line,
                deadlines=() if only_helps else deadlines,
                via=channel.via,
                report_to=channel.report_to,
                product=product or read_product(text),
                persons=tuple(party.name for party in duty.parties if party.is_person),
            )
        )
    return assignments


def _names_day(deadline: Deadline) -> bool:
    """Whether a deadline has a day of its own, or a first and a last one ("từ ngày 01/8 đến ngày 19/8/2026"), or one
    that a person must make out."""
    is_stretch = deadline.window is not None and deadline.wording.lower().startswith("từ ")
    is_unread = deadline.kind is DeadlineKind.UNREADABLE
    return is_stretch or is_unread or (deadline.kind in _DATED and bool(deadline.dates))


def _worth_keeping(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    kept: dict[object, Deadline] = {}
    for deadline in deadlines:
        if deadline.kind is DeadlineKind.UNDATED and not deadline.series and not deadline.window:
            continue
        is_plain = deadline.kind in {DeadlineKind.ONGOING, DeadlineKind.ON_REQUEST}
        kept.setdefault(deadline.kind if is_plain else deadline, deadline)
    return tuple(kept.values())
