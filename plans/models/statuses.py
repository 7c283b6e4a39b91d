"""The words of DESIGN §3: roles, stored progress, and the groups and figures that rows are put in."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

DUE_SOON = timedelta(days=7)


class AssignmentRole(models.TextChoices):
    LEAD = "LEAD", "chủ trì"
    PERFORM = "PERFORM", "thực hiện"
    COORDINATE = "COORDINATE", "phối hợp"


class Origin(models.TextChoices):
    """Why a unit answers an item: the plan says so, or the office put it in the report outline (DESIGN §2)."""

    DUTY = "DUTY", "kế hoạch giao"
    OUTLINE = "OUTLINE", "đề cương báo cáo"


class Progress(models.TextChoices):
    """Stored progress of a row (DESIGN §3). Timeliness is computed, never stored."""

    NOT_STARTED = "NOT_STARTED", "Chưa thực hiện"
    IN_PROGRESS = "IN_PROGRESS", "Đang thực hiện"
    AWAITING = "AWAITING", "Chờ tiếp nhận"
    ASKED_FOR_MORE = "ASKED_FOR_MORE", "Đề nghị bổ sung"
    FINISHED = "FINISHED", "Hoàn thành"
    STOPPED = "STOPPED", "Thôi thực hiện"


# Where the unit has to act; elsewhere the office, or nobody.
UNIT_TURN = (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.ASKED_FOR_MORE)


class Stage(models.IntegerChoices):
    """Where a row stands on its unit's page (DESIGN §4), the most urgent first."""

    SENT_BACK = 0, "Đề nghị bổ sung"
    OVERDUE = 1, "Quá hạn"
    DUE_SOON = 2, "Sắp đến hạn"
    IN_PERIOD = 3, "Trong kỳ"
    IN_TIME = 4, "Trong hạn"
    AWAITING = 5, "Chờ tiếp nhận"
    DONE = 6, "Đã xong"


# The five figures of DESIGN §3, the last one in two: disjoint, and together every counted row.
CELLS = {
    "finished_on_time": "Hoàn thành đúng hạn",
    "finished_late": "Hoàn thành quá hạn",
    "open_in_time": "Chưa xong, trong hạn",
    "open_overdue": "Chưa xong, quá hạn",
    "answered": "Không hạn, đã trả lời",
    "unanswered": "Không hạn, chưa trả lời",
}


def cell_condition(cell: str, on: date, *, by_original: bool = False) -> Q:
    """The rows of one cell on that day. A row is finished on the day that its accepted report was sent.

    `by_original`: by the days of the plan (hạn gốc), as if nobody had been given more time. Raises KeyError for an
    unknown cell.
    """
    due = "original_due_on" if by_original else "due_on"
    dated, finished = Q(due_on__isnull=False), Q(finished_on__isnull=False)
    answered = Q(progress__in=[Progress.AWAITING, Progress.FINISHED])
    return {
        "finished_on_time": dated & finished & Q(finished_on__lte=F(due)),
        "finished_late": dated & finished & Q(finished_on__gt=F(due)),
        "open_in_time": dated & ~finished & Q(**{f"{due}__gte": on}),
        "open_overdue": dated & ~finished & Q(**{f"{due}__lt": on}),
        "answered": ~dated & answered,
        "unanswered": ~dated & ~answered,
        "finished": dated & finished,
        "open": dated & ~finished,
        "dated": dated,
        "undated": ~dated,
        "all": Q(),
    }[cell]
