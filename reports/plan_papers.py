"""The table of who does what by when (bảng phân công nhiệm vụ), as a plan says it (DOMAIN.md §2.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from plans.models import Assignee, AssignmentRole, Plan, PlanItem
from plans.models.plans import PlanItemQuerySet
from plans.places import place_of
from reports.blocks import Column, Table
from reports.letterheads import head_of
from reports.models import LayoutVersion
from reports.paper import Paper, short_date

TYPE_NAME = "Bảng phân công nhiệm vụ"
COLUMNS = (
    Column("STT", 0.8, "center"),
    Column("Nội dung công việc", 4.2),
    Column("Chủ trì, thực hiện", 2.2),
    Column("Phối hợp", 1.8),
    Column("Thời hạn", 1.6),
    Column("Sản phẩm", 1.3),
)


def assignment_paper(plan: Plan, *, on: date) -> Paper:
    """Who does what of a plan that stands on that day, to be printed beside it; it bears no number of its own."""
    issuer = plan.issuer
    return Paper(
        profile=LayoutVersion.objects.profile_of(issuer, on),
        **head_of(issuer),
        number="",
        type_code="",
        issued_on=None,
        type_name=TYPE_NAME,
        abstract=f"thực hiện {_named(plan)}",
        blocks=(assignment_table(items_of(plan)),),
        year=on.year,
        is_numbered=False,
    )


def items_of(plan: Plan) -> PlanItemQuerySet:
    """The outline as it stands, with what the table tells of each paragraph."""
    return plan.items.for_page().select_related("parent__parent__parent").order_by("position")


def assignment_table(items: Iterable[PlanItem]) -> Table:
    """One row for each paragraph that names somebody; the heading of the part stands across the table above it.

    Names, days and products are as the plan writes them, whether or not it is known yet who is meant. A column that
    no row fills is left out.
    """
    rows: list[tuple[str, ...]] = []
    bands: list[tuple[int, str]] = []
    part = ""
    for item in items:
        if item.depth == 0:
            part = str(item)
        assignees = list(item.assignees.all())
        if not assignees:
            continue
        if part:
            bands.append((len(rows), part))
            part = ""
        rows.append((str(len(rows) + 1), *_row(item, assignees)))
    kept = [place for place, column in enumerate(COLUMNS) if place < 3 or any(row[place] for row in rows)]
    columns = tuple(COLUMNS[place] for place in kept)
    return Table("", columns, tuple(tuple(row[place] for place in kept) for row in rows), bands=tuple(bands))


def _row(item: PlanItem, assignees: list[Assignee]) -> tuple[str, ...]:
    helpers = [one for one in assignees if one.role == AssignmentRole.COORDINATE]
    doers = [one for one in assignees if one.role != AssignmentRole.COORDINATE]
    place = place_of(item)
    text = f"{item.text} ({place})" if place else item.text
    return text, _listed(_doers(doers)), _listed(map(str, helpers)), _listed(_days(item)), _listed(_products(assignees))


def _doers(assignees: list[Assignee]) -> Iterator[str]:
    """Each with its part, where others have another one, and through whom it reports."""
    several = len({one.role for one in assignees}) > 1
    for one in assignees:
        part = f" ({one.get_role_display()})" if several else ""
        yield f"{one.text}{part}, báo cáo qua {one.via}" if one.via else f"{one.text}{part}"


def _days(item: PlanItem) -> Iterator[str]:
    for deadline in item.deadlines.all():
        yield f"{deadline.assignee}: {deadline.wording}" if deadline.assignee else deadline.wording


def _products(assignees: list[Assignee]) -> Iterator[str]:
    return (one.product for one in assignees if one.product)


def _listed(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(words))


def _named(plan: Plan) -> str:
    """As in "Kế hoạch số 76-KH/ĐU, ngày 05/5/2026 của Đảng ủy phường …", as far as it is known."""
    document = plan.document
    name = (
        f"{document.type_name} số {document.number}" if document.number else f"{document.type_name} {document.abstract}"
    )
    day = f", ngày {short_date(document.issued_on)}" if document.issued_on else ""
    return f"{name}{day} của {document.issuer_text or plan.issuer.name}"
