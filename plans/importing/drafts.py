"""The draft of a plan: what was read, still to be confirmed by a person. Immutable; an edit makes a new draft. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from plans.deadlines import Deadline
from plans.importing.source import Finding


class ItemKind(StrEnum):
    """What an item of the outline is (DESIGN.md §2, PlanItem)."""

    HEADING = "heading"
    CONTENT = "content"
    TARGET = "target"
    TASK = "task"
    FOOTNOTE = "footnote"


class Role(StrEnum):
    """What a unit does in a task (DOMAIN.md §2.4): chủ trì, thực hiện, phối hợp, theo dõi, tham mưu, tổng hợp."""

    LEAD = "lead"
    PERFORM = "perform"
    COORDINATE = "coordinate"
    MONITOR = "monitor"
    ADVISE = "advise"
    COLLATE = "collate"


class TargetKind(StrEnum):
    """What a target (chỉ tiêu) counts (DOMAIN.md §2.3)."""

    PERCENT = "percent"
    COUNT = "count"
    ZERO = "zero"
    GRADE = "grade"
    EXTERNAL = "external"
    DELIVERABLE = "deliverable"


class Comparison(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"


class TargetScope(StrEnum):
    """Whether the value counts for all units together, for each, or is the share of units that reach it."""

    TOTAL = "total"
    PER_UNIT = "per_unit"
    SHARE_OF_UNITS = "share_of_units"


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """A cited document, once: `number` normal, `number_text` as written, `term` the khóa as written."""

    number: str
    number_text: str
    type: str
    issued_on: date | None
    issuer: str | None
    term: str | None
    line: int


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item of the outline as printed: `label_text` + `text` is the paragraph.

    `path` counts positions at each level ("3.4"), whatever the printed labels say; `lines` are the first and last
    source line; `deadlines` are those that the item's own text states.
    """

    path: str
    label: str
    label_text: str
    text: str
    kind: ItemKind
    lines: tuple[int, int]
    deadlines: tuple[Deadline, ...] = ()
    children: tuple["DraftItem", ...] = ()

    def walk(self) -> Iterator["DraftItem"]:
        """Yield the item and everything below it, in printed order."""
        waiting = [self]
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.children))


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """One target; `value` is None where the text states no number, `unit` its unit of measure."""

    path: str
    text: str
    kind: TargetKind
    comparison: Comparison
    value: float | None
    unit: str | None
    scope: TargetScope
    line: int


@dataclass(frozen=True, slots=True)
class DraftAssignment:
    """Who does what: one for each paragraph and set of roles; names as the document writes them.

    No units and no groups: the text names nobody, a person must. `report_to` receives the report, `via` collects it;
    `persons` are people named instead of units ("Đồng chí …", a head of a unit).
    """

    path: str
    units: tuple[str, ...]
    groups: tuple[str, ...]
    roles: tuple[Role, ...]
    text: str
    line: int
    deadlines: tuple[Deadline, ...] = ()
    via: str | None = None
    report_to: str | None = None
    product: str | None = None
    persons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """The signature block as printed; `authority` is None where the head signs with the title alone."""

    authority: str | None
    position: str | None
    name: str | None
    line: int


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A plan as read from a document. `letterhead` are the bodies in its head, superior first; `opening` and `closing`
    are the paragraphs before and after the outline; `period` is inclusive."""

    number: str | None = None
    number_text: str | None = None
    type_name: str | None = None
    title: str | None = None
    issuer: str | None = None
    letterhead: tuple[str, ...] = ()
    place: str | None = None
    issued_on: date | None = None
    period: tuple[date, date] | None = None
    opening: str = ""
    closing: str = ""
    citations: tuple[DraftCitation, ...] = ()
    outline: tuple[DraftItem, ...] = ()
    targets: tuple[DraftTarget, ...] = ()
    assignments: tuple[DraftAssignment, ...] = ()
    recipients: tuple[str, ...] = ()
    signatory: Signatory | None = None
    findings: tuple[Finding, ...] = ()

    def walk(self) -> Iterator[DraftItem]:
        """Yield every item of the outline in printed order."""
        for item in self.outline:
            yield from item.walk()

    def to_json(self) -> dict[str, Any]:
        """Return what `read_plan` prints: the keys that issue 2 §3 names, days as YYYY-MM-DD."""
        return {
            "number": self.number,
            "title": self.title,
            "issuer": self.issuer,
            "issued_on": _record(self.issued_on),
            "period": {"start": _record(self.period[0]), "end": _record(self.period[1])} if self.period else None,
            "citations": [_pick(citation, "number", "issued_on", "issuer") for citation in self.citations],
            "outline": [_item_json(item) for item in self.outline],
            "targets": [
                _pick(target, "path", "text", "kind", "comparison", "value", "unit", "scope") for target in self.targets
            ],
            "assignments": [_assignment_json(assignment) for assignment in self.assignments],
            "recipients": list(self.recipients),
            "signatory": _pick(self.signatory, "authority", "position", "name") if self.signatory else None,
            "findings": [_record(finding) for finding in self.findings],
        }

    def to_record(self) -> dict[str, Any]:
        """Return everything in values that a JSONField keeps; `from_record` gives the same draft back."""
        return _record(self)

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Self:
        signatory, period = record["signatory"], record["period"]
        return cls(
            **record
            | {
                "letterhead": tuple(record["letterhead"]),
                "issued_on": _day(record["issued_on"]),
                "period": (date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None,
                "citations": tuple(
                    DraftCitation(**citation | {"issued_on": _day(citation["issued_on"])})
                    for citation in record["citations"]
                ),
                "outline": tuple(_item_from_record(item) for item in record["outline"]),
                "targets": tuple(_target_from_record(target) for target in record["targets"]),
                "assignments": tuple(_assignment_from_record(assignment) for assignment in record["assignments"]),
                "recipients": tuple(record["recipients"]),
                "signatory": Signatory(**signatory) if signatory else None,
                "findings": tuple(Finding(**finding) for finding in record["findings"]),
            }
        )


def _record(value: Any) -> Any:
    if isinstance(value, Deadline):
        return value.to_record()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _record(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_record(member) for member in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _pick(value: Any, *names: str) -> dict[str, Any]:
    return {name: _record(getattr(value, name)) for name in names}


def _item_json(item: DraftItem) -> dict[str, Any]:
    return _pick(item, "path", "label", "label_text", "kind", "text") | {
        "children": [_item_json(child) for child in item.children]
    }


def _assignment_json(assignment: DraftAssignment) -> dict[str, Any]:
    return _pick(assignment, "path", "units", "groups", "roles", "via", "text") | {
        "deadlines": [{"wording": deadline.wording, **deadline.to_json()} for deadline in assignment.deadlines]
    }


def _item_from_record(record: dict[str, Any]) -> DraftItem:
    return DraftItem(
        **record
        | {
            "kind": ItemKind(record["kind"]),
            "lines": tuple(record["lines"]),
            "deadlines": tuple(map(Deadline.from_record, record["deadlines"])),
            "children": tuple(_item_from_record(child) for child in record["children"]),
        }
    )


def _target_from_record(record: dict[str, Any]) -> DraftTarget:
    return DraftTarget(
        **record
        | {
            "kind": TargetKind(record["kind"]),
            "comparison": Comparison(record["comparison"]),
            "scope": TargetScope(record["scope"]),
        }
    )


def _assignment_from_record(record: dict[str, Any]) -> DraftAssignment:
    return DraftAssignment(
        **record
        | {
            "units": tuple(record["units"]),
            "groups": tuple(record["groups"]),
            "persons": tuple(record.get("persons", ())),
            "roles": tuple(map(Role, record["roles"])),
            "deadlines": tuple(map(Deadline.from_record, record["deadlines"])),
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
