"""Where a paragraph stands in its plan, and the words of its deadline, as a row of a list tells them."""

from __future__ import annotations

from plans.models import Occurrence, PlanItem

_BULLETS = {"", "-", "+", "•", "*"}


def place_of(item: PlanItem) -> str:
    """ "mục III.4": the labels from the section down, bullets left out; empty where nothing is numbered.

    A label that repeats the one above it ("2.1" under "2") stands alone. Needs the parents fetched.
    """
    labels: list[str] = []
    node: PlanItem | None = item
    while node is not None:
        label = node.label.strip().rstrip(".)")
        if label not in _BULLETS and not (labels and labels[0].startswith(f"{label}.")):
            labels.insert(0, label)
        node = node.parent
    return f"mục {'.'.join(labels)}" if labels else ""


def context_of(item: PlanItem) -> str:
    """The paragraph above one that does not stand for itself: a bullet, or a few words under a heading."""
    parent = item.parent
    if parent is None or parent.parent is None:
        return ""
    is_part = item.label.strip() in _BULLETS or len(item.text) < 60
    return parent.text if is_part else ""


def wording_of(row: Occurrence) -> str:
    """The deadline of a row as the plan words it, for its unit and its day; empty where the plan says nothing."""
    binding = [deadline for deadline in row.assignment.item.deadlines.all() if deadline.binds(row.assignment)]
    of_the_day = [deadline for deadline in binding if row.due_on in deadline.deadline.dates]
    return "; ".join(dict.fromkeys(deadline.wording for deadline in of_the_day or binding))
