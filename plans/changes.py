"""What has changed in the work since a day: rows by the kind of change, for leaders (DESIGN §4)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Count, Q
from django.utils import timezone

from plans.models import Decision, Extension, ExtensionVerdict, Progress, Review, Verdict
from plans.models.statuses import cell_condition
from plans.models.work import OccurrenceQuerySet

CHANGES = {
    "assigned": "Mới giao",
    "finished": "Mới tiếp nhận là hoàn thành",
    "sent": "Mới gửi, chờ tiếp nhận",
    "sent_back": "Mới đề nghị bổ sung",
    "overdue": "Mới quá hạn, chưa xong",
    "extended": "Mới được gia hạn",
    "directed": "Mới có ý kiến chỉ đạo",
}


def changed(rows: OccurrenceQuerySet, change: str, *, since: date, on: date) -> OccurrenceQuerySet:
    """Counted rows in force with that change since the beginning of the day `since`; a row may stand in several.

    Raises KeyError for an unknown change.
    """
    return rows.counted().in_force(on).filter(_condition(change, since, on))


def change_counts(*, since: date, on: date) -> dict[str, Count]:
    """What counts the rows that `changed` gives, by CHANGES key: for `count_cells`, beside the cells."""
    return {change: Count("pk", filter=_condition(change, since, on)) for change in CHANGES}


def beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _condition(change: str, since: date, on: date) -> Q:
    start = beginning_of(since)
    accepted = Review.objects.filter(verdict=Verdict.ACCEPTED, at__gte=start)
    extended = Extension.objects.filter(verdict=ExtensionVerdict.GRANTED, recorded_at__gte=start)
    directed = Decision.objects.filter(recorded_at__gte=start)
    return {
        "assigned": Q(plan__issued_at__gte=start),
        "finished": Q(progress=Progress.FINISHED, pk__in=accepted.values("update__occurrence")),
        "sent": Q(progress=Progress.AWAITING, turn_since__gte=start),
        "sent_back": Q(progress=Progress.ASKED_FOR_MORE, turn_since__gte=start),
        "overdue": cell_condition("open_overdue", on) & Q(due_on__gte=since),
        "extended": Q(pk__in=extended.order_by().values("occurrence")),
        "directed": Q(pk__in=directed.order_by().values("occurrence")),
    }[change]
